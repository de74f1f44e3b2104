#include <string.h>

#include "press/raster.h"

/* Strength of the mask in 256ths, the difference that counts as grain and is left alone, and the
 * most a pixel may move: newsprint wants more than a screen, but no white seams. */
enum { AMOUNT = 154, GRAIN = 2, MOVE_MAX = 28 };

enum { TAPS_MAX = 17, SIDE_MAX = TAPS_MAX / 2 };

/* A tent: its half-width is twice the radius, which gives nearly the deviation of a Gaussian of
 * that radius. */
typedef struct {
    int side; /* taps on either side of the middle */
    int weight[SIDE_MAX + 1];
    int64_t inverse; /* 2^30 over the sum of weights: division would take most of the time */
} Tent;

static Tent tent_of(int radius)
{
    int width = 2 * radius, sum = 0;
    Tent tent = {0};

    for (int i = 0; i <= SIDE_MAX && i * 256 < width; i++) {
        tent.side = i;
        tent.weight[i] = width - i * 256;
        sum += i ? 2 * tent.weight[i] : tent.weight[i];
    }
    tent.inverse = ((1 << 30) + sum / 2) / (sum > 0 ? sum : 1);
    return tent;
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* Rows pass through a ring: the blurred row y is needed by the rows up to `side` above and below
 * it, and the lightness of row y until it is that row's turn to move. */
enum { RING = 2 * SIDE_MAX + 1 };

typedef struct {
    Raster *raster;
    Tent tent;
    unsigned char *luma[RING];
    int *across[RING]; /* lightness blurred across, in 64ths */
    int *down;         /* one row of it, blurred down as well */
} Mask;

static void read_luma(const Raster *raster, int y, unsigned char *luma)
{
    const unsigned char *p = raster->pixels + raster_row_bytes(raster) * (size_t)y;

    if (raster->kind == RASTER_GRAY) {
        memcpy(luma, p, (size_t)raster->width);
        return;
    }
    for (int x = 0; x < raster->width; x++, p += 3)
        luma[x] = (unsigned char)((77 * p[0] + 150 * p[1] + 29 * p[2]) >> 8);
}

/* Edge pixels repeat outwards. */
static void blur_across(const unsigned char *row, int width, const Tent *tent, int *out)
{
    for (int x = 0; x < width; x++)
        out[x] = tent->weight[0] * row[x];
    for (int t = 1; t <= tent->side; t++) {
        int weight = tent->weight[t];
        int inner = width - t > t ? width - t : t;
        for (int x = 0; x < t && x < width; x++)
            out[x] += weight * (row[clamp(x - t, 0, width - 1)] + row[clamp(x + t, 0, width - 1)]);
        for (int x = t; x < width - t; x++)
            out[x] += weight * (row[x - t] + row[x + t]);
        for (int x = inner; x < width; x++)
            out[x] += weight * (row[clamp(x - t, 0, width - 1)] + row[clamp(x + t, 0, width - 1)]);
    }
    for (int x = 0; x < width; x++)
        out[x] = (int)(((int64_t)out[x] * tent->inverse) >> 24);
}

static void take_row(Mask *mask, int y)
{
    read_luma(mask->raster, y, mask->luma[y % RING]);
    blur_across(mask->luma[y % RING], mask->raster->width, &mask->tent, mask->across[y % RING]);
}

static void blur_down(const Mask *mask, int y)
{
    int width = mask->raster->width, last = mask->raster->height - 1;
    const int *middle = mask->across[y % RING];

    for (int x = 0; x < width; x++)
        mask->down[x] = mask->tent.weight[0] * middle[x];
    for (int t = 1; t <= mask->tent.side; t++) {
        const int *above = mask->across[clamp(y - t, 0, last) % RING];
        const int *below = mask->across[clamp(y + t, 0, last) % RING];
        for (int x = 0; x < width; x++)
            mask->down[x] += mask->tent.weight[t] * (above[x] + below[x]);
    }
}

/* How far lightness moves when it differs from its surroundings by `difference` (64ths). */
static int mask_move(int difference)
{
    int size = difference < 0 ? -difference : difference;
    int move = size > GRAIN * 64 ? ((size - GRAIN * 64) * AMOUNT + 64 * 128) / (64 * 256) : 0;

    move = move > MOVE_MAX ? MOVE_MAX : move;
    return difference < 0 ? -move : move;
}

static void move_row(const Mask *mask, int y)
{
    int width = mask->raster->width, channels = (int)mask->raster->kind;
    unsigned char *pixels = mask->raster->pixels + raster_row_bytes(mask->raster) * (size_t)y;
    const unsigned char *luma = mask->luma[y % RING];

    for (int x = 0; x < width; x++, pixels += channels) {
        int around = (int)(((int64_t)mask->down[x] * mask->tent.inverse) >> 30);
        int move = mask_move(luma[x] * 64 - around);
        for (int c = 0; move && c < channels; c++)
            pixels[c] = (unsigned char)clamp(pixels[c] + move, 0, 255);
    }
}

void raster_sharpen(Arena *arena, Raster *raster, int radius)
{
    size_t width = (size_t)raster->width;
    Mask mask = {.raster = raster, .tent = tent_of(radius)};
    int taken = 0;

    if (radius <= 128 || raster->kind == RASTER_CMYK)
        return;
    for (int i = 0; i < RING; i++) {
        mask.luma[i] = arena_many(arena, unsigned char, width);
        mask.across[i] = arena_many(arena, int, width);
    }
    mask.down = arena_many(arena, int, width);
    for (int y = 0; y < raster->height; y++) {
        for (; taken < raster->height && taken <= y + mask.tent.side; taken++)
            take_row(&mask, taken);
        blur_down(&mask, y);
        move_row(&mask, y);
    }
}
