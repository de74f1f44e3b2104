/* TIFF, in a helper program: the library for it is linked with a codec under the GPL where Debian
 * builds it. A picture is read block by block, a block being a strip or a tile, in bands of whole
 * blocks; only what the window touches is read. */
#include <stdlib.h>
#include <string.h>

#include "press/kind_tiff.h"

/* No single piece of memory the library asks for may be larger. */
static const tmsize_t PIECE_MAX = (tmsize_t)2 << 30;

typedef struct {
    DecoderJob *job;
    TIFF *tiff;
    tmsize_t at; /* of reading */
    TiffForm form;
    uint16_t compression;
    bool is_tiled;
    uint32_t block_w, block_h;
    TiffBand band;
    unsigned char *planes, *block, *out;
    uint16_t *samples;
    uint32_t *rgba; /* a whole picture, when the library makes the colours */
} TiffIn;

/* The file in memory, as the library wants to read it. */

static tmsize_t take_bytes(thandle_t handle, void *to, tmsize_t n)
{
    TiffIn *in = handle;
    tmsize_t rest = (tmsize_t)in->job->n - in->at;

    if (rest < 0)
        rest = 0;
    n = n < rest ? n : rest;
    if (n > 0)
        memcpy(to, in->job->bytes + in->at, (size_t)n);
    in->at += n;
    return n;
}

static tmsize_t put_bytes(thandle_t handle, void *from, tmsize_t n)
{
    (void)handle;
    (void)from;
    (void)n;
    return 0;
}

static toff_t move(thandle_t handle, toff_t offset, int whence)
{
    TiffIn *in = handle;
    toff_t from = whence == SEEK_CUR ? (toff_t)in->at : whence == SEEK_END ? in->job->n : 0;

    in->at = (tmsize_t)(from + offset);
    return (toff_t)in->at;
}

static int shut(thandle_t handle)
{
    (void)handle;
    return 0;
}

static toff_t size_of(thandle_t handle)
{
    const TiffIn *in = handle;

    return in->job->n;
}

static int map_all(thandle_t handle, void **base, toff_t *size)
{
    const TiffIn *in = handle;

    *base = (void *)in->job->bytes;
    *size = in->job->n;
    return 1;
}

static void unmap(thandle_t handle, void *base, toff_t size)
{
    (void)handle;
    (void)base;
    (void)size;
}

static int say_nothing(TIFF *tiff, void *context, const char *module, const char *format,
                       va_list arguments)
{
    (void)tiff;
    (void)context;
    (void)module;
    (void)format;
    (void)arguments;
    return 1;
}

static bool open_tiff(TiffIn *in)
{
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();

    if (!options)
        return false;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, PIECE_MAX);
    TIFFOpenOptionsSetErrorHandlerExtR(options, say_nothing, NULL);
    TIFFOpenOptionsSetWarningHandlerExtR(options, say_nothing, NULL);
    in->tiff = TIFFClientOpenExt("picture", "r", in, take_bytes, put_bytes, move, shut, size_of,
                                 map_all, unmap, options);
    TIFFOpenOptionsFree(options);
    return in->tiff != NULL;
}

static DecodeOutcome refuse(TiffIn *in, const char *what)
{
    strncpy(in->job->what, what, sizeof in->job->what - 1);
    return DECODE_KIND;
}

/* Which colours the samples are; 0: none that print. */
static int colours_of(TiffIn *in)
{
    TiffForm *form = &in->form;
    uint16_t inks = INKSET_CMYK, count = 4;

    switch (form->photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
        form->kind = ROWS_GRAY;
        return 1;
    case PHOTOMETRIC_PALETTE:
        form->kind = ROWS_RGB;
        return form->bits <= 8 && !form->is_separate ? 1 : 0;
    case PHOTOMETRIC_RGB:
    case PHOTOMETRIC_YCBCR:
        form->kind = ROWS_RGB;
        return 3;
    case PHOTOMETRIC_SEPARATED:
        TIFFGetFieldDefaulted(in->tiff, TIFFTAG_INKSET, &inks);
        if (TIFFGetField(in->tiff, TIFFTAG_NUMBEROFINKS, &count) && count != 4)
            return 0;
        form->kind = ROWS_CMYK;
        return inks == INKSET_CMYK || count == 4 ? 4 : 0;
    case PHOTOMETRIC_CIELAB:
    case PHOTOMETRIC_ICCLAB:
        form->kind = ROWS_LAB;
        return 3;
    default:
        return 0;
    }
}

/* The first sample after the colours that says it is alpha. What is not said to be anything is a
 * mask somebody kept for himself. */
static void find_alpha(TiffIn *in)
{
    uint16_t count = 0;
    const uint16_t *kinds = NULL;

    in->form.alpha = -1;
    if (!TIFFGetField(in->tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds))
        return;
    for (int i = 0; i < count && in->form.alpha < 0; i++) {
        int sample = in->form.samples - count + i;
        if (sample < in->form.colours ||
            (kinds[i] != EXTRASAMPLE_ASSOCALPHA && kinds[i] != EXTRASAMPLE_UNASSALPHA))
            continue;
        in->form.alpha = sample;
        in->form.is_mixed = kinds[i] == EXTRASAMPLE_ASSOCALPHA;
    }
}

static bool find_palette(TiffIn *in)
{
    TiffForm *form = &in->form;
    uint16_t *map[3];

    if (!TIFFGetField(in->tiff, TIFFTAG_COLORMAP, &map[0], &map[1], &map[2]))
        return false;
    form->is_narrow_map = true;
    for (int c = 0; c < 3; c++) {
        form->map[c] = map[c];
        for (int i = 0; i < 1 << form->bits; i++)
            form->is_narrow_map &= map[c][i] < 256;
    }
    return true;
}

static bool bits_serve(const TiffForm *form)
{
    bool is_deep = form->bits == 8 || form->bits == 16;

    return is_deep || (form->samples == 1 && form->colours == 1 &&
                       (form->bits == 1 || form->bits == 2 || form->bits == 4));
}

static DecodeOutcome read_form(TiffIn *in)
{
    TiffForm *form = &in->form;
    uint16_t bits = 1, samples = 1, planar = PLANARCONFIG_CONTIG, format = SAMPLEFORMAT_UINT;

    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_PLANARCONFIG, &planar);
    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_SAMPLEFORMAT, &format);
    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_COMPRESSION, &in->compression);
    if (!TIFFGetField(in->tiff, TIFFTAG_PHOTOMETRIC, &form->photometric))
        return refuse(in, "TIFF (photometric?)");
    if (!TIFFIsCODECConfigured(in->compression))
        return refuse(in, "TIFF (compression)");
    if (samples > TIFF_SAMPLES_MAX)
        return refuse(in, "TIFF (samples)");
    form->bits = bits;
    form->samples = samples;
    form->is_separate = planar == PLANARCONFIG_SEPARATE && samples > 1;
    form->colours = colours_of(in);
    if (!form->colours || form->samples < form->colours)
        return refuse(in, "TIFF (colours)");
    if (!bits_serve(form) || format == SAMPLEFORMAT_IEEEFP || format > SAMPLEFORMAT_VOID)
        return refuse(in, "TIFF (bits per sample)");
    find_alpha(in);
    if (form->photometric == PHOTOMETRIC_PALETTE && !find_palette(in))
        return DECODE_BROKEN;
    return DECODE_GOOD;
}

static bool tell_head(TiffIn *in)
{
    DecoderJob *job = in->job;
    DecoderHead head = {.kind = in->form.kind, .width = job->width, .height = job->height};
    uint32_t n = 0;
    void *icc = NULL;

    if (TIFFGetField(in->tiff, TIFFTAG_ICCPROFILE, &n, &icc) && n) {
        head.icc = icc;
        head.icc_n = n;
    }
    return job->head(job->context, &head);
}

/* Sums and differences of colours at half resolution: the library's own way is the only one. */
static DecodeOutcome tell_made_colours(TiffIn *in)
{
    const DecoderJob *job = in->job;
    const DecoderWindow *window = &job->window;
    size_t pixels = (size_t)job->width * (size_t)job->height;

    in->rgba = malloc(pixels * sizeof *in->rgba);
    in->out = malloc((size_t)window->w * 3);
    if (!in->rgba || !in->out)
        return DECODE_OVERRUN;
    /* Turning is not its business: it is told the picture stands upright. */
    TIFFSetField(in->tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    if (!TIFFReadRGBAImageOriented(in->tiff, (uint32_t)job->width, (uint32_t)job->height, in->rgba,
                                   ORIENTATION_TOPLEFT, 1))
        return DECODE_BROKEN;
    for (int y = window->y; y < window->y + window->h; y++) {
        const uint32_t *from = in->rgba + (size_t)y * (size_t)job->width + window->x;
        unsigned char *to = in->out;
        for (int x = 0; x < window->w; x++, to += 3) {
            to[0] = (unsigned char)TIFFGetR(from[x]);
            to[1] = (unsigned char)TIFFGetG(from[x]);
            to[2] = (unsigned char)TIFFGetB(from[x]);
        }
        if (!job->row(job->context, in->out))
            return DECODE_BROKEN;
    }
    return DECODE_GOOD;
}

static int plane_count(const TiffIn *in)
{
    return in->form.is_separate ? in->form.samples : 1;
}

static size_t bytes_of(const TiffIn *in, size_t pixels)
{
    size_t samples = in->form.is_separate ? 1 : (size_t)in->form.samples;

    return (pixels * samples * (size_t)in->form.bits + 7) / 8;
}

static bool find_blocks(TiffIn *in)
{
    uint32_t rows = 0;

    in->is_tiled = TIFFIsTiled(in->tiff);
    if (in->is_tiled)
        return TIFFGetField(in->tiff, TIFFTAG_TILEWIDTH, &in->block_w) &&
               TIFFGetField(in->tiff, TIFFTAG_TILELENGTH, &in->block_h) && in->block_w &&
               in->block_h && in->block_w % 8 == 0;
    TIFFGetFieldDefaulted(in->tiff, TIFFTAG_ROWSPERSTRIP, &rows);
    in->block_w = (uint32_t)in->job->width;
    in->block_h = rows && rows < (uint32_t)in->job->height ? rows : (uint32_t)in->job->height;
    return true;
}

/* Room for the library's own idea of a block, which must be ours, and for a band of them. */
static DecodeOutcome open_band(TiffIn *in)
{
    tmsize_t size = in->is_tiled ? TIFFTileSize(in->tiff) : TIFFStripSize(in->tiff);
    size_t across = ((size_t)in->job->width + in->block_w - 1) / in->block_w;
    size_t plane, window = (size_t)in->job->window.w;

    in->band.row_bytes = bytes_of(in, across * in->block_w);
    if (size <= 0 || (size_t)size != bytes_of(in, in->block_w) * in->block_h)
        return DECODE_BROKEN;
    if (size > PIECE_MAX || in->band.row_bytes > (size_t)PIECE_MAX / in->block_h)
        return DECODE_OVERRUN;
    plane = in->band.row_bytes * in->block_h;
    in->planes = malloc(plane * (size_t)plane_count(in));
    in->block = in->is_tiled ? malloc((size_t)size) : NULL;
    in->samples = malloc(window * (TIFF_COLOURS_MAX + 1) * sizeof *in->samples);
    in->out = malloc(window * row_pixel_bytes(in->form.kind));
    if (!in->planes || (in->is_tiled && !in->block) || !in->samples || !in->out)
        return DECODE_OVERRUN;
    for (int p = 0; p < plane_count(in); p++)
        in->band.planes[p] = in->planes + plane * (size_t)p;
    return DECODE_GOOD;
}

static bool read_strip(TiffIn *in, int y, int plane)
{
    uint32_t strip = TIFFComputeStrip(in->tiff, (uint32_t)y, (uint16_t)plane);
    uint32_t rows = (uint32_t)(in->job->height - y);
    tmsize_t wanted;

    if (rows > in->block_h)
        rows = in->block_h;
    wanted = (tmsize_t)(in->band.row_bytes * rows);
    return TIFFReadEncodedStrip(in->tiff, strip, (void *)in->band.planes[plane], wanted) == wanted;
}

static bool read_tiles(TiffIn *in, int y, int plane)
{
    const DecoderWindow *window = &in->job->window;
    uint32_t first = (uint32_t)window->x / in->block_w * in->block_w;
    size_t tile_row = bytes_of(in, in->block_w);
    tmsize_t size = (tmsize_t)(tile_row * in->block_h);

    for (uint32_t x = first; x < (uint32_t)(window->x + window->w); x += in->block_w) {
        uint32_t tile = TIFFComputeTile(in->tiff, x, (uint32_t)y, 0, (uint16_t)plane);
        unsigned char *to = (unsigned char *)in->band.planes[plane] + bytes_of(in, x);
        if (TIFFReadEncodedTile(in->tiff, tile, in->block, size) != size)
            return false;
        for (uint32_t row = 0; row < in->block_h; row++)
            memcpy(to + in->band.row_bytes * row, in->block + tile_row * row, tile_row);
    }
    return true;
}

/* Planes of samples that nobody looks at stay unread. */
static bool read_band(TiffIn *in, int y)
{
    for (int p = 0; p < plane_count(in); p++) {
        if (in->form.is_separate && p >= in->form.colours && p != in->form.alpha)
            continue;
        if (!(in->is_tiled ? read_tiles(in, y, p) : read_strip(in, y, p)))
            return false;
    }
    return true;
}

static DecodeOutcome tell_rows(TiffIn *in)
{
    const DecoderJob *job = in->job;
    const DecoderWindow *window = &job->window;
    int block = (int)in->block_h, band = -1;

    for (int y = window->y; y < window->y + window->h; y++) {
        if (band < 0 || y >= band + block) {
            band = y / block * block;
            if (!read_band(in, band))
                return DECODE_BROKEN;
        }
        DecoderWindow row = {window->x, y - band, window->w, 1};
        tiff_row(&in->form, &in->band, row, in->samples, in->out);
        if (!job->row(job->context, in->out))
            return DECODE_BROKEN;
    }
    return DECODE_GOOD;
}

static DecodeOutcome decode(TiffIn *in)
{
    uint32_t width = 0, height = 0;
    DecodeOutcome outcome;
    bool is_made;

    if (!open_tiff(in))
        return DECODE_BROKEN;
    TIFFGetField(in->tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(in->tiff, TIFFTAG_IMAGELENGTH, &height);
    if (width != (uint32_t)in->job->width || height != (uint32_t)in->job->height)
        return DECODE_CHANGED;
    outcome = read_form(in);
    if (outcome != DECODE_GOOD)
        return outcome;
    is_made = in->form.photometric == PHOTOMETRIC_YCBCR;
    if (is_made && in->compression == COMPRESSION_JPEG && !in->form.is_separate) {
        TIFFSetField(in->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        is_made = false;
    }
    if (!find_blocks(in))
        return DECODE_BROKEN;
    if (!is_made)
        outcome = open_band(in);
    if (outcome != DECODE_GOOD)
        return outcome;
    if (!tell_head(in))
        return DECODE_BROKEN;
    return is_made ? tell_made_colours(in) : tell_rows(in);
}

DecodeOutcome nanfeng_decode(DecoderJob *job)
{
    TiffIn in = {.job = job};
    DecodeOutcome outcome;

    if (job->size != sizeof *job)
        return DECODE_NO_DECODER;
    outcome = decode(&in);
    if (in.tiff)
        TIFFClose(in.tiff);
    free(in.planes);
    free(in.block);
    free(in.out);
    free(in.samples);
    free(in.rgba);
    return outcome;
}
