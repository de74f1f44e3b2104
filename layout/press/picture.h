#ifndef PRESS_PICTURE_H
#define PRESS_PICTURE_H

#include "paint/paint.h"

/* How pictures become ink: profile, resolution, cache. Opaque; safe to share among threads. */
typedef struct Colour Colour;

/*
 * Reads the output profile (plain .icc, or deflated .icc.z as it is kept beside the styles) and
 * checks that it is a CMYK printer profile. NULL when it cannot serve (reported). Transforms are
 * made only when a picture asks for one.
 */
Colour *colour_open(Arena *arena, Diags *diags, const House *house);
void colour_close(Colour *colour);
Str colour_profile(const Colour *colour);          /* the profile's bytes */
Str colour_profile_deflated(const Colour *colour); /* the same, zlib-deflated */
/* Press ink as sRGB on a screen, through the profile (soft proof); for the previews. */
void colour_preview(Colour *colour, const unsigned char *cmyk, unsigned char *rgb, int pixels);

typedef enum { PICTURE_CMYK, PICTURE_GRAY } PictureInks;

/* A picture ready for the press: a JPEG of ink values (DCT, 0 = no ink as PDF counts DeviceCMYK;
 * gray: 0 = black as DeviceGray). */
typedef struct {
    PictureInks inks;
    int width, height;
    Str jpeg;          /* NULL pointer: could not be made (reported) */
    bool light_border; /* the border is lighter than K 15: wants a keyline */
    Str source_hash;   /* SHA-256 of the picture file, hex */
} Picture;

typedef struct {
    const char *cache_dir; /* NULL: no cache */
    int threads;
    bool no_write;       /* check: read the cache, but leave nothing behind */
    const char *modules; /* folder of the decoders for kinds other than JPEG and PNG; NULL: none */
} PictureOptions;

/*
 * Converts every distinct picture of the pages, in parallel, each once; an entry of the cache is
 * used when content, window, size, profile and inks agree. Result: one Picture per PaintOp of kind
 * PICTURE in page and op order (equal ones share bytes); reserved frames have jpeg.p NULL.
 */
Picture *pictures_make(Arena *arena, Diags *diags, Colour *colour, const House *house,
                       PaintList *const *pages, int count, const PictureOptions *options);

/* The same for a screen: 8-bit RGB rows of the finished ink, soft-proofed. */
unsigned char *picture_rgb(Arena *arena, Colour *colour, const Picture *picture);

#endif
