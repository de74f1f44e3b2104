#ifndef CONTENT_PICTURE_PROBE_H
#define CONTENT_PICTURE_PROBE_H

/* Headers of picture files, each kind read by hand in its own file: no picture library is needed
 * to know how large a picture is. Nothing is believed that lies outside the file. */

#include "content/picture.h"

typedef struct {
    int fd;
    int64_t size;
} PictureFile;

typedef enum { PROBE_GOOD, PROBE_BROKEN, PROBE_UNSUPPORTED } ProbeResult;

/* A picture being looked at: info as it is stored, not turned upright yet. */
typedef struct {
    PictureFile file;
    PictureInfo info;
    const char *what; /* of an unsupported one: its name */
} Probe;

/* All n bytes at the offset, or false: nothing is ever taken from beyond the end. */
bool picture_read(const PictureFile *file, int64_t offset, void *to, size_t n);

static inline uint32_t picture_big16(const unsigned char *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t picture_big32(const unsigned char *p)
{
    return picture_big16(p) << 16 | picture_big16(p + 2);
}

static inline uint32_t picture_little16(const unsigned char *p)
{
    return (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t picture_little32(const unsigned char *p)
{
    return picture_little16(p + 2) << 16 | picture_little16(p);
}

/* Into info; false when a side is 0 or longer than any picture. */
bool probe_set_size(Probe *probe, uint64_t width, uint64_t height);

ProbeResult probe_jpeg(Probe *probe);
ProbeResult probe_png(Probe *probe);
ProbeResult probe_tiff(Probe *probe);
ProbeResult probe_webp(Probe *probe);
ProbeResult probe_heif(Probe *probe);

/* Orientation tag of an EXIF block, which is a TIFF file inside the file; 1 when there is none or
 * it makes no sense. */
int exif_orientation(const PictureFile *file, int64_t at, int64_t n);

#endif
