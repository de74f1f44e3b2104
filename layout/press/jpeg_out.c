#include "press/jpeg_out.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

/* The library grows its output by doubling and copying; this is where it starts. */
enum { BYTES_PER_PIXEL = 1, BYTES_MIN = 4096 };

typedef struct {
    struct jpeg_error_mgr errors;
    jmp_buf out;
} Catcher;

__attribute__((noreturn)) static void stop(j_common_ptr info)
{
    longjmp(((Catcher *)info->client_data)->out, 1);
}

static void say_nothing(j_common_ptr info)
{
    (void)info;
}

static void catcher_set(Catcher *catcher)
{
    jpeg_std_error(&catcher->errors);
    catcher->errors.error_exit = stop;
    catcher->errors.output_message = say_nothing;
}

/* Four inks go as YCCK, as Adobe's own distillers write them: a fifth smaller than plain CMYK, for
 * errors of one percent of ink that no screen of a newspaper shows. The marker that names the
 * transform must be there; readers of PDF do not take it for a sign of inverted ink. */
static void set_format(struct jpeg_compress_struct *info, const Raster *raster, int quality)
{
    info->image_width = (JDIMENSION)raster->width;
    info->image_height = (JDIMENSION)raster->height;
    info->input_components = (int)raster->kind;
    info->in_color_space = raster->kind == RASTER_CMYK ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_set_defaults(info);
    jpeg_set_colorspace(info, raster->kind == RASTER_CMYK ? JCS_YCCK : JCS_GRAYSCALE);
    info->write_JFIF_header = FALSE;
    info->optimize_coding = TRUE;
    for (int c = 0; c < info->num_components; c++) {
        info->comp_info[c].h_samp_factor = 1;
        info->comp_info[c].v_samp_factor = 1;
    }
    jpeg_set_quality(info, quality, TRUE);
}

static void encode_rows(struct jpeg_compress_struct *info, const Raster *raster)
{
    size_t row_bytes = raster_row_bytes(raster);

    jpeg_start_compress(info, TRUE);
    for (int y = 0; y < raster->height; y++) {
        JSAMPROW row = raster->pixels + row_bytes * (size_t)y;
        jpeg_write_scanlines(info, &row, 1);
    }
    jpeg_finish_compress(info);
}

Str jpeg_encode(Arena *arena, const Raster *raster, int quality)
{
    struct jpeg_compress_struct *info = arena_new(arena, struct jpeg_compress_struct);
    Catcher *catcher = arena_new(arena, Catcher);
    size_t start = (size_t)raster->width * (size_t)raster->height * BYTES_PER_PIXEL + BYTES_MIN;
    unsigned char *const first = arena_many(arena, unsigned char, start);
    /* What the library may have allocated in the place of `first`; it must survive a jump. */
    struct {
        unsigned char *bytes;
        unsigned long n;
    } *to = arena_alloc(arena, sizeof *to, _Alignof(max_align_t));
    Str jpeg = {0};

    to->bytes = first;
    to->n = start;
    catcher_set(catcher);
    info->err = &catcher->errors;
    info->client_data = catcher;
    if (setjmp(catcher->out) == 0) {
        jpeg_create_compress(info);
        jpeg_mem_dest(info, &to->bytes, &to->n);
        set_format(info, raster, quality);
        encode_rows(info, raster);
        jpeg = (Str){(const char *)to->bytes, to->n};
    } else {
        arena_array(arena, SIZE_MAX, 2, 1); /* nothing but memory can fail here */
    }
    jpeg_destroy_compress(info);
    if (to->bytes != first) {
        jpeg = str_copy(arena, jpeg);
        free(to->bytes);
    }
    return jpeg;
}

static bool decode_rows(struct jpeg_decompress_struct *info, Arena *arena, Raster *out)
{
    jpeg_read_header(info, TRUE);
    if (info->num_components != 1 && info->num_components != 4)
        return false;
    info->out_color_space = info->num_components == 4 ? JCS_CMYK : JCS_GRAYSCALE;
    jpeg_start_decompress(info);
    *out = raster_new(arena, info->num_components == 4 ? RASTER_CMYK : RASTER_GRAY,
                      (int)info->output_width, (int)info->output_height);
    while (info->output_scanline < info->output_height) {
        JSAMPROW row = out->pixels + raster_row_bytes(out) * info->output_scanline;
        jpeg_read_scanlines(info, &row, 1);
    }
    return true;
}

bool jpeg_read_back(Arena *arena, Str jpeg, Raster *out)
{
    struct jpeg_decompress_struct *info = arena_new(arena, struct jpeg_decompress_struct);
    Catcher *catcher = arena_new(arena, Catcher);
    bool good = false;

    catcher_set(catcher);
    info->err = &catcher->errors;
    info->client_data = catcher;
    if (setjmp(catcher->out) == 0) {
        jpeg_create_decompress(info);
        jpeg_mem_src(info, (const unsigned char *)jpeg.p, (unsigned long)jpeg.n);
        good = decode_rows(info, arena, out);
    }
    jpeg_destroy_decompress(info);
    return good;
}
