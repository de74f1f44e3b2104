#include "press/raster.h"

/* Scans and cameras never give a grey picture in perfectly equal channels. */
enum { NEUTRAL_SPREAD = 6 };

/* Luma of the sRGB grey that the black plate renders as a tint of 15 %. */
enum { LIGHT_LUMA = 192 };

Raster raster_new(Arena *arena, RasterKind kind, int width, int height)
{
    size_t bytes = (size_t)width * (size_t)height * (size_t)kind;

    return (Raster){kind, width, height, arena_many(arena, unsigned char, bytes)};
}

bool raster_is_neutral(const Raster *raster)
{
    size_t count = (size_t)raster->width * (size_t)raster->height;
    const unsigned char *p = raster->pixels;

    if (raster->kind != RASTER_RGB)
        return false;
    for (size_t i = 0; i < count; i++, p += 3) {
        int low = p[0] < p[1] ? p[0] : p[1];
        int high = p[0] > p[1] ? p[0] : p[1];
        low = p[2] < low ? p[2] : low;
        high = p[2] > high ? p[2] : high;
        if (high - low > NEUTRAL_SPREAD)
            return false;
    }
    return true;
}

static int pixel_luma(const unsigned char *p, RasterKind kind)
{
    int ink;

    switch (kind) {
    case RASTER_GRAY:
        return p[0];
    case RASTER_RGB:
        return (77 * p[0] + 150 * p[1] + 29 * p[2]) >> 8;
    case RASTER_CMYK:
        ink = p[3] + ((77 * p[0] + 150 * p[1] + 29 * p[2]) >> 8);
        return ink > 255 ? 0 : 255 - ink;
    }
    return 0;
}

bool raster_has_light_border(const Raster *raster)
{
    size_t row = raster_row_bytes(raster), bytes = (size_t)raster->kind;
    const unsigned char *last = raster->pixels + row * (size_t)(raster->height - 1);
    int64_t sum = 0;
    int count = 0;

    for (int x = 0; x < raster->width; x++, count += 2) {
        sum += pixel_luma(raster->pixels + bytes * (size_t)x, raster->kind);
        sum += pixel_luma(last + bytes * (size_t)x, raster->kind);
    }
    for (int y = 1; y < raster->height - 1; y++, count += 2) {
        const unsigned char *left = raster->pixels + row * (size_t)y;
        sum += pixel_luma(left, raster->kind);
        sum += pixel_luma(left + row - bytes, raster->kind);
    }
    return sum > (int64_t)LIGHT_LUMA * count;
}
