#ifndef PRESS_DECODE_H
#define PRESS_DECODE_H

#include "base/str.h"
#include "press/raster.h"

/* Largest picture that is read: pixels, and bytes of the file. */
enum { PICTURE_MEGAPIXELS = 250, PICTURE_MEGABYTES = 256 };

/* The part of a picture that prints. In the picture's upright position. */
typedef struct {
    int pixel_w, pixel_h; /* as the page was made with */
    Rect window;          /* pixels; nothing outside it is printed */
    int width, height;    /* wanted; neither is more than the window's */
} Extract;

typedef enum {
    DECODE_GOOD,
    DECODE_BROKEN,    /* damaged or cut off */
    DECODE_FORMAT,    /* no JPEG and no PNG */
    DECODE_TOO_LARGE, /* over PICTURE_MEGAPIXELS, or more than the memory set aside for it */
    DECODE_CHANGED    /* not of the size the page was made with */
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

/* Orientation 1…8 of an APP1 segment's content, 0 when it says nothing (valid). */
int exif_orientation(Str app1);
/* The extract in terms of the stored picture, which an orientation turns upright. */
Extract orient_extract(const Extract *upright, int orientation);
Raster orient_raster(Arena *arena, const Raster *stored, int orientation);

/* What the header says against what the page was made with and the limits. */
DecodeOutcome extract_check(const Extract *stored, int width, int height);

#endif
