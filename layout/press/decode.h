#ifndef PRESS_DECODE_H
#define PRESS_DECODE_H

#include "base/str.h"
#include "content/picture.h"
#include "press/decoder.h"
#include "press/raster.h"
#include "press/screen.h"

/* The part of a picture that prints. In the picture's upright position. */
typedef struct {
    int pixel_w, pixel_h; /* as the page was made with */
    Rect window;          /* pixels; nothing outside it is printed */
    int width, height;    /* wanted; neither is more than the window's */
    int orientation;      /* EXIF 1…8; 0 is as 1 */
} Extract;

typedef struct {
    PictureKind kind;
    Raster raster; /* upright, as large as was wanted */
    Str icc;       /* the profile inside the file; empty: none */
    ScreenSpace space;
    Str what; /* when it was not decoded: what it is, or what is missing */
} Decoded;

/* Decodes what prints of a picture, told by its first bytes. `modules` is the folder of the
 * decoders that are not linked in, NULL: there are none. All in the arena; nothing is held. */
DecodeOutcome picture_decode(Arena *arena, const char *modules, Str bytes, const Extract *extract,
                             Decoded *out);

/* The steps of it: extract and raster as the picture is stored. */
DecodeOutcome jpeg_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out);
DecodeOutcome png_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out);

/* The extract in terms of the stored picture, which its orientation turns upright. */
Extract orient_extract(const Extract *upright);
Raster orient_raster(Arena *arena, const Raster *stored, int orientation);

#endif
