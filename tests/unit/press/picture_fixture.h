#ifndef PICTURE_FIXTURE_H
#define PICTURE_FIXTURE_H

/* Picture files and pages with pictures on them, made in memory for the tests of this folder. */

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>
#include <png.h>

#include "base/file.h"
#include "press/picture.h"
#include "press/raster.h"

#define PROFILE SOURCE_DIR "/layout/styles/newsprint_tr002_220.icc.z"

static inline House fixture_house(void)
{
    return (House){.profile = PROFILE,
                   .pdf_standard = S("x1a"),
                   .ink_limit = 220,
                   .ppi_min = 150,
                   .ppi_warn = 200,
                   .ppi_target = 300,
                   .ppi_max = 450,
                   .jpeg_quality = 90};
}

static inline unsigned char *fixture_pixel(const Raster *raster, int x, int y)
{
    return raster->pixels + raster_row_bytes(raster) * (size_t)y + (size_t)x * raster->kind;
}

static inline void fixture_fill(Raster *raster, Rect area, const unsigned char *colour)
{
    for (int y = area.y; y < area.y + area.h; y++)
        for (int x = area.x; x < area.x + area.w; x++)
            memcpy(fixture_pixel(raster, x, y), colour, raster->kind);
}

static inline Raster fixture_even(Arena *arena, RasterKind kind, int w, int h,
                                  const unsigned char *colour)
{
    Raster raster = raster_new(arena, kind, w, h);

    fixture_fill(&raster, (Rect){0, 0, w, h}, colour);
    return raster;
}

/* Something with detail everywhere, the same on every run. */
static inline Raster fixture_texture(Arena *arena, int w, int h)
{
    Raster raster = raster_new(arena, RASTER_RGB, w, h);

    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            unsigned char *p = fixture_pixel(&raster, x, y);
            p[0] = (unsigned char)(x * 255 / w);
            p[1] = (unsigned char)(y * 255 / h);
            p[2] = (unsigned char)((x / 8 + y / 8) % 2 ? 200 : 60);
        }
    return raster;
}

typedef struct {
    int orientation; /* 0: none is written */
    int quality;     /* 0: 95 */
    bool progressive, adobe, subsampled;
    bool ycck; /* CMYK stored as YCCK */
    Str icc;
} JpegForm;

static inline void fixture_orientation(j_compress_ptr info, int orientation)
{
    unsigned char exif[] = {'E',  'x',  'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
                            0x01, 0x12, 0,   3,   0, 0, 0,   1,   0, 0,  0, 0, 0, 0, 0, 0};

    exif[25] = (unsigned char)orientation;
    jpeg_write_marker(info, JPEG_APP0 + 1, exif, sizeof exif);
}

static inline Str fixture_jpeg(Arena *arena, const Raster *raster, JpegForm form)
{
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long n = 0;
    Str jpeg;

    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &bytes, &n);
    info.image_width = (JDIMENSION)raster->width;
    info.image_height = (JDIMENSION)raster->height;
    info.input_components = (int)raster->kind;
    info.in_color_space = raster->kind == RASTER_GRAY  ? JCS_GRAYSCALE
                          : raster->kind == RASTER_RGB ? JCS_RGB
                                                       : JCS_CMYK;
    jpeg_set_defaults(&info);
    if (raster->kind == RASTER_CMYK)
        jpeg_set_colorspace(&info, form.ycck ? JCS_YCCK : JCS_CMYK);
    if (raster->kind == RASTER_CMYK)
        info.write_Adobe_marker = form.adobe;
    jpeg_set_quality(&info, form.quality ? form.quality : 95, TRUE);
    for (int c = 0; c < info.num_components && !form.subsampled; c++)
        info.comp_info[c].h_samp_factor = info.comp_info[c].v_samp_factor = 1;
    if (form.progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    if (form.orientation)
        fixture_orientation(&info, form.orientation);
    if (form.icc.n)
        jpeg_write_icc_profile(&info, (const JOCTET *)form.icc.p, (unsigned)form.icc.n);
    for (int y = 0; y < raster->height; y++) {
        JSAMPROW row = fixture_pixel(raster, 0, y);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    jpeg = str_copy(arena, (Str){(const char *)bytes, n});
    free(bytes);
    return jpeg;
}

typedef struct {
    int colour_type, depth; /* as libpng names them */
    bool interlaced;
    int gamma;          /* gAMA in 100 000ths, 0: none */
    const int *colours; /* cHRM: white, red, green, blue, x y each in 100 000ths; NULL: none */
    int orientation;    /* eXIf, 0: none */
    const png_color *palette;
    int palette_count;
    const unsigned char *palette_alpha;
    Str icc;
} PngForm;

static void fixture_png_write(png_structp png, png_bytep bytes, size_t n)
{
    buf_add(png_get_io_ptr(png), (Str){(const char *)bytes, n});
}

static void fixture_png_flush(png_structp png)
{
    (void)png;
}

/* rows: as the file stores them, row_bytes apart. */
static inline Str fixture_png(Arena *arena, int w, int h, const unsigned char *rows,
                              size_t row_bytes, PngForm form)
{
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_bytep *pointers = arena_many(arena, png_bytep, (size_t)h);
    Buf out = buf_new(arena);

    png_set_write_fn(png, &out, fixture_png_write, fixture_png_flush);
    png_set_IHDR(png, info, (png_uint_32)w, (png_uint_32)h, form.depth, form.colour_type,
                 form.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (form.palette)
        png_set_PLTE(png, info, form.palette, form.palette_count);
    if (form.palette_alpha)
        png_set_tRNS(png, info, form.palette_alpha, form.palette_count, NULL);
    if (form.gamma)
        png_set_gAMA_fixed(png, info, form.gamma);
    if (form.colours)
        png_set_cHRM_fixed(png, info, form.colours[0], form.colours[1], form.colours[2],
                           form.colours[3], form.colours[4], form.colours[5], form.colours[6],
                           form.colours[7]);
    if (form.orientation) {
        char exif[26] = "MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1";
        exif[19] = (char)form.orientation;
        png_set_eXIf_1(png, info, sizeof exif, (png_bytep)exif);
    }
    if (form.icc.n)
        png_set_iCCP(png, info, "profile", 0, (png_const_bytep)form.icc.p, (png_uint_32)form.icc.n);
    for (int y = 0; y < h; y++)
        pointers[y] = (png_bytep)rows + row_bytes * (size_t)y;
    png_set_rows(png, info, pointers);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    return str_copy(arena, buf_str(&out));
}

static inline Str fixture_png_of(Arena *arena, const Raster *raster)
{
    PngForm form = {raster->kind == RASTER_GRAY ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, 8,
                    .interlaced = false};

    return fixture_png(arena, raster->width, raster->height, raster->pixels,
                       raster_row_bytes(raster), form);
}

/* A folder of its own for one test program. */
static inline const char *fixture_folder(Arena *arena)
{
    char *path = (char *)str_z(arena, S(BINARY_DIR "/pictures.XXXXXX"));
    char *made = mkdtemp(path);

    assert(made);
    return made;
}

static inline const char *fixture_save(Arena *arena, const char *folder, const char *name,
                                       Str bytes)
{
    const char *path = str_format(arena, "%s/%s", folder, name).p;
    FILE *file = fopen(path, "wb");

    assert(file);
    assert(fwrite(bytes.p, 1, bytes.n, file) == bytes.n);
    fclose(file);
    return path;
}

/* The folder with all that is in it. */
static inline void fixture_discard(const char *path)
{
    Arena scratch = {0};
    int count;
    Str *names = folder_list(&scratch, path, &count);

    for (int i = 0; i < count; i++) {
        const char *inside = str_format(&scratch, "%s/%.*s", path, STR_ARGS(names[i])).p;
        if (folder_exists(inside))
            fixture_discard(inside);
        else
            unlink(inside);
    }
    rmdir(path);
    arena_free(&scratch);
}

/* A picture on a page: the whole of it at this many pixels an inch. */
static inline PaintOp fixture_op(const char *path, int w, int h, int ppi)
{
    PaintOp op = {.kind = PAINT_PICTURE, .role = PAINT_FIGURE};

    op.box.w = (Emu)((int64_t)w * 914400 / ppi);
    op.box.h = (Emu)((int64_t)h * 914400 / ppi);
    op.as.picture.path = path;
    op.as.picture.shown = str_of(path);
    op.as.picture.pixel_w = w;
    op.as.picture.pixel_h = h;
    op.as.picture.window = (Rect){0, 0, w, h};
    return op;
}

#endif
