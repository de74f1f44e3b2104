#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "base/diag.h"

enum { PICTURE_FILE_LIMIT_MB = 256, PICTURE_MEGAPIXELS = 250 };

/* Bytes at the start of a file that tell its kind. */
enum { PICTURE_HEAD = 1024 };

/* HEIF is HEIC and AVIF alike. */
typedef enum { PICTURE_JPEG, PICTURE_PNG, PICTURE_TIFF, PICTURE_WEBP, PICTURE_HEIF } PictureKind;

typedef struct {
    PictureKind kind;
    int width, height; /* upright */
    int orientation;   /* as EXIF counts, 1..8: how the stored picture is turned upright */
    bool has_more;     /* pages or frames after the first, which alone is printed */
} PictureInfo;

/* Reads the header only. False when it is of no kind that prints, too large, or cut short
 * (reported at blame; `shown` is the path people see). A note when there is more than one page. */
bool picture_probe(Diags *diags, const char *path, Str shown, Span blame, PictureInfo *out);

/* The kind by the first bytes of a file, at most PICTURE_HEAD of them are looked at. */
bool picture_kind(Str head, PictureKind *out);

#endif
