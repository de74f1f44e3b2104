#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>
#include <string.h>

#include "press/decode.h"

/* A progressive picture of honest making has about ten scans; a hostile one has thousands, each of
 * which is a pass over all coefficients. */
enum { SCANS_MAX = 200 };

/* Decoding with n/8 of the samples costs n/8 of the work; below this times the wanted size (in
 * quarters) averaging would blur some pixels and spare others. */
enum { SCALE_MARGIN = 5 };

typedef struct {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf out;
    DecodeOutcome outcome;
    Arena *arena;
    Str bytes;
    Extract extract;
} JpegIn;

static JpegIn *owner_of(j_common_ptr info)
{
    return info->client_data;
}

__attribute__((noreturn)) static void stop(j_common_ptr info)
{
    JpegIn *in = owner_of(info);

    in->outcome = info->err->msg_code == JERR_OUT_OF_MEMORY ? DECODE_NO_MEMORY : DECODE_BROKEN;
    longjmp(in->out, 1);
}

/* The library carries on with grey where data are missing. A newspaper must not. */
static void take_warning(j_common_ptr info, int level)
{
    int code = info->err->msg_code;

    if (level >= 0)
        return;
    if (code == JWRN_HIT_MARKER || code == JWRN_JPEG_EOF || code == JWRN_HUFF_BAD_CODE ||
        code == JWRN_ARITH_BAD_CODE || code == JWRN_MUST_RESYNC)
        stop(info);
}

static void count_scans(j_common_ptr info)
{
    if (info->is_decompressor && ((j_decompress_ptr)info)->input_scan_number > SCANS_MAX)
        stop(info);
}

static void say_nothing(j_common_ptr info)
{
    (void)info;
}

static void give_up(JpegIn *in, DecodeOutcome outcome)
{
    in->outcome = outcome;
    longjmp(in->out, 1);
}

/* A file cut off below the window would print well, but it is not the picture its maker sent. */
static bool has_end_mark(Str bytes, size_t from)
{
    const unsigned char *p = (const unsigned char *)bytes.p;

    for (size_t i = bytes.n; i >= from + 2; i--)
        if (p[i - 2] == 0xFF && p[i - 1] == JPEG_EOI)
            return true;
    return false;
}

static void read_header(JpegIn *in)
{
    j_decompress_ptr info = &in->info;

    jpeg_mem_src(info, (const unsigned char *)in->bytes.p, (unsigned long)in->bytes.n);
    jpeg_save_markers(info, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(info, TRUE);
    if (!has_end_mark(in->bytes, in->bytes.n - info->src->bytes_in_buffer))
        give_up(in, DECODE_BROKEN);
}

static Str copy_profile(JpegIn *in)
{
    JOCTET *icc = NULL;
    unsigned n = 0;
    Str copy = {0};

    if (jpeg_read_icc_profile(&in->info, &icc, &n))
        copy = str_copy(in->arena, (Str){(const char *)icc, n});
    free(icc);
    return copy;
}

static RasterKind choose_colours(JpegIn *in)
{
    j_decompress_ptr info = &in->info;
    J_COLOR_SPACE stored = info->jpeg_color_space;

    if (stored == JCS_GRAYSCALE) {
        info->out_color_space = JCS_GRAYSCALE;
        return RASTER_GRAY;
    }
    if (stored == JCS_CMYK || stored == JCS_YCCK) {
        info->out_color_space = JCS_CMYK;
        return RASTER_CMYK;
    }
    if (stored != JCS_YCbCr && stored != JCS_RGB)
        give_up(in, DECODE_KIND);
    info->out_color_space = JCS_RGB;
    return RASTER_RGB;
}

/* Samples of the scaled picture that lie in the window altogether: one that reaches over its edge
 * carries some of what was cropped away. */
static Rect scaled_window(const Rect *window, int eighths)
{
    int x = (int)(((int64_t)window->x * eighths + 7) / 8);
    int y = (int)(((int64_t)window->y * eighths + 7) / 8);
    int right = (int)((int64_t)(window->x + window->w) * eighths / 8);
    int bottom = (int)((int64_t)(window->y + window->h) * eighths / 8);

    return (Rect){x, y, right - x, bottom - y};
}

static int choose_scale(const Extract *extract)
{
    for (int eighths = 1; eighths < 8; eighths++) {
        Rect scaled = scaled_window(&extract->window, eighths);
        if ((int64_t)scaled.w * 4 >= (int64_t)extract->width * SCALE_MARGIN &&
            (int64_t)scaled.h * 4 >= (int64_t)extract->height * SCALE_MARGIN)
            return eighths;
    }
    return 8;
}

static Raster read_window(JpegIn *in, RasterKind kind)
{
    j_decompress_ptr info = &in->info;
    Rect window;
    JDIMENSION left, span;

    info->scale_denom = 8;
    info->scale_num = (unsigned)choose_scale(&in->extract);
    window = scaled_window(&in->extract.window, (int)info->scale_num);
    jpeg_start_decompress(info);
    /* One sample more on either side, so that smoothed colour has its neighbours. */
    left = (JDIMENSION)(window.x > 0 ? window.x - 1 : 0);
    span = (JDIMENSION)(window.x + window.w) - left;
    if (left + span < info->output_width)
        span++;
    jpeg_crop_scanline(info, &left, &span);
    unsigned char *row = arena_many(in->arena, unsigned char, (size_t)info->output_width *kind);
    const unsigned char *inside = row + ((size_t)window.x - left) * kind;
    ShrinkSpec spec = {kind, window.w, window.h, in->extract.width, in->extract.height};
    Shrink *shrink = shrink_new(in->arena, &spec);
    if (window.y > 0)
        jpeg_skip_scanlines(info, (JDIMENSION)window.y);
    for (int y = 0; y < window.h; y++) {
        jpeg_read_scanlines(info, &row, 1);
        shrink_add_row(shrink, inside);
    }
    return shrink_raster(shrink);
}

/* Adobe's programs store the complement of the ink and say so by their marker. */
static void count_as_ink(const JpegIn *in, Raster *raster)
{
    size_t bytes = raster_row_bytes(raster) * (size_t)raster->height;

    if (raster->kind != RASTER_CMYK || !in->info.saw_Adobe_marker)
        return;
    for (size_t i = 0; i < bytes; i++)
        raster->pixels[i] = (unsigned char)(255 - raster->pixels[i]);
}

static void decode_all(JpegIn *in, Decoded *out)
{
    j_decompress_ptr info = &in->info;
    RasterKind kind;

    read_header(in);
    if (info->image_width != (JDIMENSION)in->extract.pixel_w ||
        info->image_height != (JDIMENSION)in->extract.pixel_h)
        give_up(in, DECODE_CHANGED);
    out->icc = copy_profile(in);
    kind = choose_colours(in);
    out->raster = read_window(in, kind);
    count_as_ink(in, &out->raster);
}

DecodeOutcome jpeg_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out)
{
    JpegIn *in = arena_new(arena, JpegIn);

    in->arena = arena;
    in->bytes = bytes;
    in->extract = *extract;
    in->info.err = jpeg_std_error(&in->errors);
    in->info.client_data = in;
    in->errors.error_exit = stop;
    in->errors.emit_message = take_warning;
    in->errors.output_message = say_nothing;
    in->progress.progress_monitor = count_scans;
    if (setjmp(in->out) == 0) {
        jpeg_create_decompress(&in->info);
        in->info.progress = &in->progress;
        decode_all(in, out);
        in->outcome = DECODE_GOOD;
    }
    jpeg_destroy_decompress(&in->info);
    return in->outcome;
}
