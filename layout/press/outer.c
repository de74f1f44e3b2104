/* What comes out of a decoder outside the program, row by row, becomes a raster here. */
#include "press/outer.h"

#include <string.h>

/* Colour profiles of pictures have up to 3 MB. */
enum { ICC_MAX = 16 << 20 };

typedef struct {
    Arena *arena;
    const Extract *extract;
    Decoded *out;
    Shrink *shrink;
    int rows;
    cmsHTRANSFORM lab; /* of Lab rows: into the wide space */
    unsigned char *rgb;
    DecodeOutcome refusal; /* GOOD: none */
} Sink;

static RasterKind raster_kind(RowKind kind)
{
    switch (kind) {
    case ROWS_GRAY:
        return RASTER_GRAY;
    case ROWS_CMYK:
        return RASTER_CMYK;
    case ROWS_RGB:
    case ROWS_LAB:
    case ROW_KINDS:
        break;
    }
    return RASTER_RGB;
}

static bool refuse(Sink *sink, DecodeOutcome outcome)
{
    sink->refusal = outcome;
    return false;
}

static bool open_lab(Sink *sink)
{
    ScreenSpace wide = screen_wide();
    cmsHPROFILE screen = screen_profile(RASTER_RGB, &wide), lab = cmsCreateLab4Profile(NULL);

    sink->lab = cmsCreateTransform(lab, TYPE_Lab_16, screen, TYPE_RGB_8,
                                   INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
    cmsCloseProfile(lab);
    cmsCloseProfile(screen);
    sink->out->space = wide;
    sink->rgb = arena_many(sink->arena, unsigned char, (size_t)sink->extract->window.w * 3);
    return sink->lab || refuse(sink, DECODE_NO_MEMORY);
}

static bool take_head(void *context, const DecoderHead *head)
{
    Sink *sink = context;
    const Extract *extract = sink->extract;
    Decoded *out = sink->out;

    if (sink->shrink || (unsigned)head->kind >= ROW_KINDS || head->icc_n > ICC_MAX)
        return refuse(sink, DECODE_BROKEN);
    if (head->width != extract->pixel_w || head->height != extract->pixel_h)
        return refuse(sink, DECODE_CHANGED);
    ShrinkSpec spec = {raster_kind(head->kind), extract->window.w, extract->window.h,
                       extract->width, extract->height};
    sink->shrink = shrink_new(sink->arena, &spec);
    if (head->kind == ROWS_LAB)
        return open_lab(sink);
    out->space = screen_coded(head->primaries, head->transfer);
    if (head->icc_n)
        out->icc = str_copy(sink->arena, (Str){(const char *)head->icc, head->icc_n});
    return true;
}

static bool take_row(void *context, const void *row)
{
    Sink *sink = context;
    const Rect *window = &sink->extract->window;

    if (!sink->shrink || sink->rows >= window->h)
        return refuse(sink, DECODE_BROKEN);
    if (sink->lab) {
        cmsDoTransform(sink->lab, row, sink->rgb, (cmsUInt32Number)window->w);
        row = sink->rgb;
    }
    shrink_add_row(sink->shrink, row);
    sink->rows++;
    return true;
}

DecodeOutcome outer_decode(Arena *arena, OuterDecoder decoder, Str bytes, const Extract *extract,
                           Decoded *out)
{
    const Rect *window = &extract->window;
    Sink sink = {.arena = arena, .extract = extract, .out = out};
    DecoderJob job = {.size = sizeof job,
                      .bytes = (const unsigned char *)bytes.p,
                      .n = bytes.n,
                      .width = extract->pixel_w,
                      .height = extract->pixel_h,
                      .window = {window->x, window->y, window->w, window->h},
                      .context = &sink,
                      .head = take_head,
                      .row = take_row};
    DecodeOutcome outcome = decoder.seconds ? helper_run(decoder.path, decoder.seconds, &job)
                                            : module_run(decoder.path, &job);

    if (sink.lab)
        cmsDeleteTransform(sink.lab);
    if (sink.refusal != DECODE_GOOD)
        return sink.refusal;
    if (outcome != DECODE_GOOD) {
        out->what = str_copy(arena, str_of(job.what));
        return outcome;
    }
    if (!sink.shrink || sink.rows != window->h)
        return DECODE_BROKEN;
    out->raster = shrink_raster(sink.shrink);
    return DECODE_GOOD;
}
