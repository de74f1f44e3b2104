/* JPEG files are segments, each a marker and a length; PNG files are chunks, each a length and a
 * name. What is wanted stands in one of the first, the orientation before it or anywhere. */
#include <string.h>

#include "content/picture_probe.h"

enum { SEGMENTS_MAX = 4096, CHUNKS_MAX = 1 << 16 };

/* Baseline, extended and progressive are what the decoder reads; lossless and hierarchical are
 * not. */
static bool is_frame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static ProbeResult read_frame(Probe *probe, int64_t at, int marker)
{
    unsigned char frame[6];

    if (!picture_read(&probe->file, at, frame, sizeof frame))
        return PROBE_BROKEN;
    if (marker > 0xC2 || frame[0] != 8) {
        probe->what = "JPEG (lossless / 12 bit)";
        return PROBE_UNSUPPORTED;
    }
    return probe_set_size(probe, picture_big16(frame + 3), picture_big16(frame + 1)) && frame[5]
               ? PROBE_GOOD
               : PROBE_BROKEN;
}

/* The next marker at or after *at, fill bytes skipped; 0 when there is none. */
static int next_marker(const PictureFile *file, int64_t *at)
{
    unsigned char two[2];

    if (!picture_read(file, *at, two, 2) || two[0] != 0xFF)
        return 0;
    while (two[1] == 0xFF) {
        ++*at;
        if (!picture_read(file, *at, two, 2))
            return 0;
    }
    *at += 2;
    return two[1];
}

/* Orientation of an APP1 segment, when it holds EXIF. */
static int segment_orientation(const PictureFile *file, int64_t at, int64_t n)
{
    enum { MARK = 6 };
    unsigned char mark[MARK];

    if (n < MARK || !picture_read(file, at, mark, MARK) || memcmp(mark, "Exif\0\0", MARK) != 0)
        return 1;
    return exif_orientation(file, at + MARK, n - MARK);
}

ProbeResult probe_jpeg(Probe *probe)
{
    const PictureFile *file = &probe->file;
    int64_t at = 2;

    for (int i = 0; i < SEGMENTS_MAX; i++) {
        unsigned char length[2];
        int marker = next_marker(file, &at);
        if (marker == 0 || marker == 0xD9 || marker == 0xDA)
            return PROBE_BROKEN;
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7))
            continue;
        if (!picture_read(file, at, length, 2) || picture_big16(length) < 2)
            return PROBE_BROKEN;
        if (is_frame(marker))
            return read_frame(probe, at + 2, marker);
        if (marker == 0xE1 && probe->info.orientation == 1)
            probe->info.orientation = segment_orientation(file, at + 2, picture_big16(length) - 2);
        at += picture_big16(length);
    }
    return PROBE_BROKEN;
}

/* EXIF may stand before the pixels or after them. */
static int chunk_orientation(const PictureFile *file, int64_t at)
{
    enum { CHUNK_HEAD = 8, CHUNK_SUM = 4 };

    for (int i = 0; i < CHUNKS_MAX; i++) {
        unsigned char head[CHUNK_HEAD];
        if (!picture_read(file, at, head, CHUNK_HEAD))
            break;
        int64_t length = picture_big32(head);
        if (memcmp(head + 4, "eXIf", 4) == 0)
            return exif_orientation(file, at + CHUNK_HEAD, length);
        at += CHUNK_HEAD + length + CHUNK_SUM;
    }
    return 1;
}

ProbeResult probe_png(Probe *probe)
{
    enum { IHDR_END = 33 };
    static const unsigned char depths[7] = {0x1F, 0, 0x18, 0x0F, 0x18, 0, 0x18};
    unsigned char head[IHDR_END];

    if (!picture_read(&probe->file, 0, head, IHDR_END) || picture_big32(head + 8) != 13 ||
        memcmp(head + 12, "IHDR", 4) != 0)
        return PROBE_BROKEN;
    int depth = head[24], colour = head[25];
    bool known = colour < 7 &&
                 (depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16) &&
                 (depths[colour] & depth);
    if (!known || !probe_set_size(probe, picture_big32(head + 16), picture_big32(head + 20)))
        return PROBE_BROKEN;
    probe->info.orientation = chunk_orientation(&probe->file, IHDR_END);
    return PROBE_GOOD;
}
