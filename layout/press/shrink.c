#include <assert.h>
#include <string.h>

#include "press/raster.h"

/* A weight of ONE is the whole of an output pixel. Values between the passes have eight more bits,
 * so that a column's sum of weight × value still fits 32 bits: 65536 × 65280 < 2^32. */
enum { ONE = 1 << 16 };

/* The input pixels one output pixel lies over; the weights add up to ONE exactly. */
typedef struct {
    int first, count;
    uint32_t *weights;
} Cover;

struct Shrink {
    ShrinkSpec spec;
    Cover *columns, *rows;
    uint16_t *across;  /* one input row, shrunk to to_w */
    uint32_t *sums[2]; /* of output row `out` and, where an input row lies over both, the next */
    int in, out;
    Raster raster;
};

/* Share of output pixel i that lies before input pixel `j`'s left edge, in ONE-ths. An output pixel
 * is `from` units wide and an input pixel `to` units. */
static uint32_t share_before(int i, int j, int from, int to)
{
    int64_t inside = (int64_t)j * to - (int64_t)i * from;

    if (inside <= 0)
        return 0;
    if (inside >= from)
        return ONE;
    return (uint32_t)((inside * ONE + from / 2) / from);
}

static Cover *covers_new(Arena *arena, int from, int to)
{
    Cover *covers = arena_many(arena, Cover, (size_t)to);

    for (int i = 0; i < to; i++) {
        int first = (int)((int64_t)i * from / to);
        int past = (int)(((int64_t)(i + 1) * from + to - 1) / to);
        Cover *cover = &covers[i];
        cover->first = first;
        cover->count = past - first;
        cover->weights = arena_many(arena, uint32_t, (size_t)cover->count);
        for (int j = first; j < past; j++)
            cover->weights[j - first] =
                share_before(i, j + 1, from, to) - share_before(i, j, from, to);
    }
    return covers;
}

Shrink *shrink_new(Arena *arena, const ShrinkSpec *spec)
{
    Shrink *shrink = arena_new(arena, Shrink);
    size_t samples = (size_t)spec->to_w * (size_t)spec->kind;

    assert(spec->to_w > 0 && spec->to_w <= spec->from_w);
    assert(spec->to_h > 0 && spec->to_h <= spec->from_h);
    shrink->spec = *spec;
    shrink->columns = covers_new(arena, spec->from_w, spec->to_w);
    shrink->rows = covers_new(arena, spec->from_h, spec->to_h);
    shrink->across = arena_many(arena, uint16_t, samples);
    shrink->sums[0] = arena_many(arena, uint32_t, samples);
    shrink->sums[1] = arena_many(arena, uint32_t, samples);
    shrink->raster = raster_new(arena, spec->kind, spec->to_w, spec->to_h);
    return shrink;
}

/* Whole sums of weight × value are below 2^24, so one byte of fraction is kept. */
static uint16_t round_sum(uint32_t sum)
{
    return (uint16_t)((sum + 128) >> 8);
}

/* Most pictures are this; told apart, it takes half the time. */
static void rgb_across(Shrink *shrink, const unsigned char *row)
{
    uint16_t *to = shrink->across;

    for (int x = 0; x < shrink->spec.to_w; x++, to += 3) {
        const Cover *cover = &shrink->columns[x];
        const unsigned char *from = row + (size_t)cover->first * 3;
        uint32_t r = 0, g = 0, b = 0;
        for (int t = 0; t < cover->count; t++, from += 3) {
            uint32_t weight = cover->weights[t];
            r += weight * from[0];
            g += weight * from[1];
            b += weight * from[2];
        }
        to[0] = round_sum(r);
        to[1] = round_sum(g);
        to[2] = round_sum(b);
    }
}

static void shrink_across(Shrink *shrink, const unsigned char *row)
{
    int channels = (int)shrink->spec.kind;
    uint16_t *to = shrink->across;

    if (shrink->spec.kind == RASTER_RGB) {
        rgb_across(shrink, row);
        return;
    }
    for (int x = 0; x < shrink->spec.to_w; x++) {
        const Cover *cover = &shrink->columns[x];
        for (int c = 0; c < channels; c++) {
            const unsigned char *from = row + (size_t)cover->first * (size_t)channels + c;
            uint32_t sum = 0;
            for (int t = 0; t < cover->count; t++, from += channels)
                sum += cover->weights[t] * from[0];
            *to++ = round_sum(sum);
        }
    }
}

static void add_weighted(uint32_t *sums, const uint16_t *values, size_t count, uint32_t weight)
{
    for (size_t i = 0; i < count; i++)
        sums[i] += weight * values[i];
}

static void finish_row(Shrink *shrink, size_t samples)
{
    unsigned char *to = shrink->raster.pixels + samples * (size_t)shrink->out;
    uint32_t *sums = shrink->sums[0];

    for (size_t i = 0; i < samples; i++)
        to[i] = (unsigned char)((sums[i] + (1u << 23)) >> 24);
    shrink->sums[0] = shrink->sums[1];
    shrink->sums[1] = sums;
    memset(sums, 0, samples * sizeof *sums);
    shrink->out++;
}

void shrink_add_row(Shrink *shrink, const unsigned char *row)
{
    const ShrinkSpec *spec = &shrink->spec;
    size_t samples = (size_t)spec->to_w * (size_t)spec->kind;

    assert(shrink->in < spec->from_h);
    if (spec->from_w == spec->to_w && spec->from_h == spec->to_h) {
        memcpy(shrink->raster.pixels + samples * (size_t)shrink->in++, row, samples);
        return;
    }
    shrink_across(shrink, row);
    for (int ahead = 0; ahead < 2 && shrink->out + ahead < spec->to_h; ahead++) {
        const Cover *cover = &shrink->rows[shrink->out + ahead];
        int t = shrink->in - cover->first;
        if (t >= 0 && t < cover->count)
            add_weighted(shrink->sums[ahead], shrink->across, samples, cover->weights[t]);
    }
    shrink->in++;
    const Cover *cover = &shrink->rows[shrink->out];
    if (shrink->in == cover->first + cover->count)
        finish_row(shrink, samples);
}

Raster shrink_raster(const Shrink *shrink)
{
    assert(shrink->in == shrink->spec.from_h);
    return shrink->raster;
}
