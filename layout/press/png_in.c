#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "press/decode.h"

/* Most that one ancillary chunk may unpack to: a colour profile is the largest there is. */
enum { CHUNK_MAX = 16 << 20 };

typedef struct {
    png_structp png;
    png_infop info;
    jmp_buf out;
    DecodeOutcome outcome;
    Arena *arena;
    Str bytes;
    size_t at;
    bool no_memory;
    int channels; /* after the library's conversions: 1 or 3, with alpha 2 or 4 */
    unsigned char *flat;
} PngIn;

__attribute__((noreturn)) static void stop(png_structp png, png_const_charp message)
{
    PngIn *in = png_get_error_ptr(png);

    (void)message;
    in->outcome = in->no_memory ? DECODE_NO_MEMORY : DECODE_BROKEN;
    longjmp(in->out, 1);
}

static void take_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static png_voidp take_memory(png_structp png, png_alloc_size_t n)
{
    PngIn *in = png_get_mem_ptr(png);
    void *memory = malloc(n);

    if (!memory)
        in->no_memory = true;
    return memory;
}

static void give_memory(png_structp png, png_voidp memory)
{
    (void)png;
    free(memory);
}

static void read_bytes(png_structp png, png_bytep to, size_t n)
{
    PngIn *in = png_get_io_ptr(png);

    if (n > in->bytes.n - in->at)
        png_error(png, "end of file");
    memcpy(to, in->bytes.p + in->at, n);
    in->at += n;
}

/* Eight bits, grey or RGB, with alpha where the picture has some. */
static void set_conversions(PngIn *in)
{
    png_set_expand(in->png);
    png_set_scale_16(in->png);
    png_set_interlace_handling(in->png);
    png_read_update_info(in->png, in->info);
    in->channels = png_get_channels(in->png, in->info);
}

/* What the file says of its numbers: its profile, that they are sRGB's, or primaries and gamma. */
static void read_colour_space(PngIn *in, Decoded *out)
{
    enum { GAMMA_LEAST = 10000, GAMMA_MOST = 1000000 };
    ScreenSpace *space = &out->space;
    int *xy = space->rgb, *white = space->white;
    png_charp name;
    png_bytep icc;
    png_uint_32 n;
    int method, intent;
    png_fixed_point gamma;

    if (png_get_iCCP(in->png, in->info, &name, &method, &icc, &n)) {
        out->icc = str_copy(in->arena, (Str){(const char *)icc, n});
        return;
    }
    if (png_get_sRGB(in->png, in->info, &intent))
        return;
    if (png_get_gAMA_fixed(in->png, in->info, &gamma) && gamma >= GAMMA_LEAST &&
        gamma <= GAMMA_MOST)
        space->gamma = gamma;
    if (!png_get_cHRM_fixed(in->png, in->info, &white[0], &white[1], &xy[0], &xy[1], &xy[2], &xy[3],
                            &xy[4], &xy[5]))
        white[0] = 0;
}

/* A row as it would look on white paper. */
static const unsigned char *flatten(PngIn *in, const unsigned char *row, int width)
{
    int colours = in->channels - 1;
    unsigned char *to = in->flat;

    if (in->channels & 1)
        return row;
    for (int x = 0; x < width; x++, row += in->channels) {
        int alpha = row[colours];
        for (int c = 0; c < colours; c++)
            *to++ = (unsigned char)((row[c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    return in->flat;
}

static unsigned char **read_interlaced(PngIn *in, int height, size_t row_bytes)
{
    unsigned char *pixels = arena_many(in->arena, unsigned char, row_bytes *(size_t)height);
    unsigned char **rows = arena_many(in->arena, unsigned char *, (size_t)height);

    for (int y = 0; y < height; y++)
        rows[y] = pixels + row_bytes * (size_t)y;
    png_read_image(in->png, rows);
    return rows;
}

static Raster read_window(PngIn *in, const Extract *extract)
{
    const Rect *window = &extract->window;
    size_t row_bytes = png_get_rowbytes(in->png, in->info);
    RasterKind kind = in->channels >= 3 ? RASTER_RGB : RASTER_GRAY;
    ShrinkSpec spec = {kind, window->w, window->h, extract->width, extract->height};
    Shrink *shrink = shrink_new(in->arena, &spec);
    bool interlaced = png_get_interlace_type(in->png, in->info) != PNG_INTERLACE_NONE;
    unsigned char **rows = NULL, *row = NULL;

    in->flat = arena_many(in->arena, unsigned char, (size_t)window->w *(size_t)kind);
    if (interlaced)
        rows = read_interlaced(in, extract->pixel_h, row_bytes);
    else
        row = arena_many(in->arena, unsigned char, row_bytes);
    for (int y = 0; y < window->y + window->h; y++) {
        if (!interlaced)
            png_read_row(in->png, row, NULL);
        if (y >= window->y) {
            const unsigned char *whole = interlaced ? rows[y] : row;
            whole += (size_t)window->x * (size_t)in->channels;
            shrink_add_row(shrink, flatten(in, whole, window->w));
        }
    }
    return shrink_raster(shrink);
}

static void decode_all(PngIn *in, const Extract *extract, Decoded *out)
{
    png_set_read_fn(in->png, in, read_bytes);
    png_set_chunk_malloc_max(in->png, CHUNK_MAX);
    png_set_user_limits(in->png, 1 << 20, 1 << 20);
    png_read_info(in->png, in->info);
    in->outcome = DECODE_CHANGED;
    if (png_get_image_width(in->png, in->info) != (png_uint_32)extract->pixel_w ||
        png_get_image_height(in->png, in->info) != (png_uint_32)extract->pixel_h)
        return;
    /* A file cut off below the window would print well, but it is not the picture that was sent. */
    if (!memmem(in->bytes.p, in->bytes.n, "IEND", 4))
        png_error(in->png, "no end");
    read_colour_space(in, out);
    set_conversions(in);
    out->raster = read_window(in, extract);
    in->outcome = DECODE_GOOD;
}

DecodeOutcome png_decode(Arena *arena, Str bytes, const Extract *extract, Decoded *out)
{
    PngIn *in = arena_new(arena, PngIn);

    in->arena = arena;
    in->bytes = bytes;
    in->outcome = DECODE_NO_MEMORY;
    in->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, in, stop, take_warning, in,
                                       take_memory, give_memory);
    in->info = in->png ? png_create_info_struct(in->png) : NULL;
    if (in->info && setjmp(in->out) == 0)
        decode_all(in, extract, out);
    png_destroy_read_struct(&in->png, &in->info, NULL);
    return in->outcome;
}
