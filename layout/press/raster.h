#ifndef PRESS_RASTER_H
#define PRESS_RASTER_H

#include "base/arena.h"
#include "base/unit.h"

/* The value is the number of channels. */
typedef enum { RASTER_GRAY = 1, RASTER_RGB = 3, RASTER_CMYK = 4 } RasterKind;

/* Pixels in memory: 8 bits a channel, rows from the top without gaps. GRAY and RGB count light
 * (255 is white), CMYK counts ink (255 is full ink). */
typedef struct {
    RasterKind kind;
    int width, height;
    unsigned char *pixels;
} Raster;

Raster raster_new(Arena *arena, RasterKind kind, int width, int height);
static inline size_t raster_row_bytes(const Raster *raster)
{
    return (size_t)raster->width * (size_t)raster->kind;
}

/* An RGB raster none of whose pixels has a colour worth three more plates. */
bool raster_is_neutral(const Raster *raster);
/* The outermost pixels are on the average lighter than a tint of 15 % black. */
bool raster_has_light_border(const Raster *raster);

/* Unsharp mask on lightness; radius in 256ths of a pixel, 0 does nothing. CMYK stays as it is. */
void raster_sharpen(Arena *arena, Raster *raster, int radius);

/* Averages areas while rows come in from the top: from_w × from_h pixels become to_w × to_h, which
 * must not be larger. Even tone stays even to the bit. */
typedef struct {
    RasterKind kind;
    int from_w, from_h, to_w, to_h;
} ShrinkSpec;

typedef struct Shrink Shrink;

Shrink *shrink_new(Arena *arena, const ShrinkSpec *spec);
void shrink_add_row(Shrink *shrink, const unsigned char *row);
Raster shrink_raster(const Shrink *shrink); /* after from_h rows */

#endif
