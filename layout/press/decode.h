#ifndef PRESS_DECODE_H
#define PRESS_DECODE_H

#include "base/str.h"
#include "press/raster.h"

/* The part of a picture that prints. In the picture's upright position. */
typedef struct {
    int pixel_w, pixel_h; /* as the page was made with */
    Rect window;          /* pixels; nothing outside it is printed */
    int width, height;    /* wanted; neither is more than the window's */
    int orientation;      /* EXIF 1…8, of JPEGs only; 0 is as 1 */
} Extract;

typedef enum {
    DECODE_GOOD,
    DECODE_BROKEN,  /* damaged or cut off */
    DECODE_KIND,    /* no JPEG and no PNG, or of colours without a meaning */
    DECODE_CHANGED, /* not of the size the page was made with */
    DECODE_NO_MEMORY
} DecodeOutcome;

typedef struct {
    Raster raster; /* upright, as large as was wanted */
    Str icc;       /* the profile inside the file; empty: none */
    int gamma;     /* of a PNG without a profile: its exponent in 100 000ths; 0: sRGB */
} Decoded;

/* Decodes what prints of a picture, told by its first bytes. All in the arena; nothing is held. */
DecodeOutcome picture_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out);

/* The steps of it. */
DecodeOutcome jpeg_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out);
DecodeOutcome png_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out);

/* The extract in terms of the stored picture, which its orientation turns upright. */
Extract orient_extract(const Extract *upright);
Raster orient_raster(Arena *arena, const Raster *stored, int orientation);

#endif
