#ifndef CONTENT_PICTURE_H
#define CONTENT_PICTURE_H

#include "base/diag.h"

enum { PICTURE_FILE_LIMIT_MB = 256, PICTURE_MEGAPIXELS = 250 };

typedef enum { PICTURE_JPEG, PICTURE_PNG } PictureKind;

typedef struct {
    PictureKind kind;
    int width, height; /* upright */
    int orientation;   /* EXIF, 1..8 */
} PictureInfo;

/* Reads the header only. False when it is no JPEG or PNG, too large, or cut short (reported at
 * blame; `shown` is the path people see). */
bool picture_probe(Diags *diags, const char *path, Str shown, Span blame, PictureInfo *out);

#endif
