#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <tiffio.h>

#include "kinds_fixture.h"

static Arena arena;
static const char *folder;

enum { W = 61, H = 43 };

/* How a picture is written; what is 0 is left to the default. */
typedef struct {
    int photometric, bits, samples, compression;
    int rows_per_strip, tile;
    bool separate;
    int extra; /* EXTRASAMPLE_… of the last sample, -1: none is said */
    int orientation;
    const uint16_t *map[3];
    Str icc;
} TiffForm;

static void set_fields(TIFF *tiff, int w, int h, TiffForm form)
{
    uint16_t extra = (uint16_t)form.extra;

    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, w);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, h);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, form.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, form.samples);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, form.compression ? form.compression : 1);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, form.photometric);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, form.separate ? 2 : 1);
    if (form.extra)
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
    if (form.orientation)
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, form.orientation);
    if (form.map[0])
        TIFFSetField(tiff, TIFFTAG_COLORMAP, form.map[0], form.map[1], form.map[2]);
    if (form.icc.n)
        TIFFSetField(tiff, TIFFTAG_ICCPROFILE, (uint32_t)form.icc.n, form.icc.p);
    if (form.tile) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, form.tile);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, form.tile);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, form.rows_per_strip ? form.rows_per_strip : h);
    }
}

/* One plane of samples, or all of them together, of the rows. */
static unsigned char *plane_of(const unsigned char *rows, int pixels, TiffForm form, int plane)
{
    size_t sample = (size_t)form.bits / 8;
    unsigned char *out = arena_many(&arena, unsigned char, (size_t)pixels *sample);

    for (int i = 0; i < pixels; i++)
        memcpy(out + (size_t)i * sample,
               rows + ((size_t)i * (size_t)form.samples + (size_t)plane) * sample, sample);
    return out;
}

static void write_tiles(TIFF *tiff, const unsigned char *rows, int w, int h, TiffForm form,
                        int plane)
{
    size_t pixel = (size_t)(form.bits / 8 * (form.separate ? 1 : form.samples));
    size_t side = (size_t)form.tile;
    unsigned char *tile = arena_many(&arena, unsigned char, side *side *pixel);

    for (int y = 0; y < h; y += form.tile)
        for (int x = 0; x < w; x += form.tile) {
            int wide = w - x < form.tile ? w - x : form.tile;
            for (int row = 0; row < form.tile && y + row < h; row++)
                memcpy(tile + (size_t)row * side * pixel,
                       rows + ((size_t)(y + row) * (size_t)w + (size_t)x) * pixel,
                       (size_t)wide * pixel);
            TIFFWriteTile(tiff, tile, (uint32_t)x, (uint32_t)y, 0, (uint16_t)plane);
        }
}

/* rows: as the file holds them, all samples together, row_bytes a row. */
static Str tiff_of(int w, int h, const void *rows, size_t row_bytes, TiffForm form)
{
    const char *path = str_format(&arena, "%s/made.tif", folder).p;
    TIFF *tiff = TIFFOpen(path, form.orientation & 1 ? "wb" : "wl");

    set_fields(tiff, w, h, form);
    for (int p = 0; p < (form.separate ? form.samples : 1); p++) {
        const unsigned char *plane = form.separate ? plane_of(rows, w * h, form, p) : rows;
        size_t plane_row = form.separate ? row_bytes / (size_t)form.samples : row_bytes;
        if (form.tile)
            write_tiles(tiff, plane, w, h, form, p);
        for (int y = 0; y < h && !form.tile; y++)
            TIFFWriteScanline(tiff, (void *)(plane + plane_row * (size_t)y), (uint32_t)y,
                              (uint16_t)p);
    }
    TIFFClose(tiff);
    return fixture_read(&arena, path);
}

static Str tiff_of_raster(const Raster *raster, TiffForm form)
{
    form.bits = 8;
    form.samples = (int)raster->kind;
    form.photometric = raster->kind == RASTER_CMYK  ? PHOTOMETRIC_SEPARATED
                       : raster->kind == RASTER_RGB ? PHOTOMETRIC_RGB
                                                    : PHOTOMETRIC_MINISBLACK;
    return tiff_of(raster->width, raster->height, raster->pixels, raster_row_bytes(raster), form);
}

static DecodeOutcome decode_inside(Str tiff, const Extract *extract, Decoded *out)
{
    OuterDecoder inside = {DECODERS_INSIDE "/tiff.so", 0};

    *out = (Decoded){0};
    return outer_decode(&arena, inside, tiff, extract, out);
}

static Decoded decode(Str tiff, int w, int h)
{
    Extract extract = fixture_whole(w, h);
    Decoded out;

    assert_int_equal(decode_inside(tiff, &extract, &out), DECODE_GOOD);
    assert_int_equal(out.raster.width, w);
    assert_int_equal(out.raster.height, h);
    return out;
}

static void strips_tiles_and_planes_come_out_the_same(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const TiffForm forms[] = {{.rows_per_strip = 7},
                              {.tile = 16},
                              {.separate = true},
                              {.separate = true, .rows_per_strip = 5},
                              {.separate = true, .tile = 32},
                              {.compression = COMPRESSION_LZW, .rows_per_strip = 8},
                              {.compression = COMPRESSION_ADOBE_DEFLATE, .tile = 16},
                              {.compression = COMPRESSION_PACKBITS},
                              {.compression = COMPRESSION_LZMA, .separate = true},
                              {.compression = COMPRESSION_ZSTD},
                              {.orientation = 1, .compression = COMPRESSION_LZW}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        Decoded out = decode(tiff_of_raster(&raster, forms[i]), W, H);
        assert_int_equal(out.raster.kind, RASTER_RGB);
        assert_memory_equal(out.raster.pixels, raster.pixels, W * H * 3);
    }
}

static void the_window_is_cut_out_of_strips_and_tiles(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const TiffForm forms[] = {{.rows_per_strip = 7}, {.tile = 16}, {.separate = true, .tile = 16}};

    for (int i = 0; i < 3; i++) {
        Str tiff = tiff_of_raster(&raster, forms[i]);
        for (int x = 0; x < W - 20; x += 9)
            for (int y = 0; y < H - 11; y += 7) {
                Extract extract = {W, H, {x, y, 20, 11}, 20, 11, 1};
                Decoded out;
                assert_int_equal(decode_inside(tiff, &extract, &out), DECODE_GOOD);
                for (int row = 0; row < 11; row++)
                    assert_memory_equal(fixture_pixel(&out.raster, 0, row),
                                        fixture_pixel(&raster, x, y + row), 20 * 3);
            }
    }
}

static void grey_of_every_depth_and_both_senses(void **state)
{
    (void)state;
    const unsigned char one[] = {0x6C}, two[] = {0x1B}, four[] = {0x0F, 0x3C},
                        eight[] = {0, 255, 51, 204};
    const uint16_t sixteen[] = {0, 65535, 13107, 52428};
    const struct {
        int bits;
        const void *row;
        unsigned char wanted[4];
    } cases[] = {{1, one, {0, 255, 255, 0}},
                 {2, two, {0, 85, 170, 255}},
                 {4, four, {0, 255, 51, 204}},
                 {8, eight, {0, 255, 51, 204}},
                 {16, sixteen, {0, 255, 51, 204}}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int sense = 0; sense < 2; sense++) {
            TiffForm form = {.photometric = sense, .bits = cases[i].bits, .samples = 1};
            size_t bytes = (size_t)(4 * form.bits + 7) / 8;
            Decoded out = decode(tiff_of(4, 1, cases[i].row, bytes, form), 4, 1);
            assert_int_equal(out.raster.kind, RASTER_GRAY);
            for (int x = 0; x < 4; x++)
                assert_int_equal(out.raster.pixels[x],
                                 sense ? cases[i].wanted[x] : 255 - cases[i].wanted[x]);
        }
}

static void fax_pages_come_out_black_on_white(void **state)
{
    (void)state;
    const unsigned char rows[] = {0x0F, 0xF0};
    TiffForm form = {.photometric = PHOTOMETRIC_MINISWHITE,
                     .bits = 1,
                     .samples = 1,
                     .compression = COMPRESSION_CCITTFAX4};
    Decoded out = decode(tiff_of(8, 2, rows, 1, form), 8, 2);

    for (int x = 0; x < 8; x++) {
        assert_int_equal(out.raster.pixels[x], x < 4 ? 255 : 0);
        assert_int_equal(out.raster.pixels[8 + x], x < 4 ? 0 : 255);
    }
}

static void sixteen_bits_of_colour_become_eight(void **state)
{
    (void)state;
    const uint16_t rgb[] = {65535, 32896, 0, 257, 514, 65278},
                   inks[] = {65535, 32896, 0, 257, 0, 0, 0, 65535};
    const unsigned char rgb_wanted[] = {255, 128, 0, 1, 2, 254},
                        inks_wanted[] = {255, 128, 0, 1, 0, 0, 0, 255};
    TiffForm form = {.photometric = PHOTOMETRIC_RGB, .bits = 16, .samples = 3};

    Decoded out = decode(tiff_of(2, 1, rgb, 12, form), 2, 1);
    assert_memory_equal(out.raster.pixels, rgb_wanted, 6);
    form.orientation = 1; /* the other byte order */
    out = decode(tiff_of(2, 1, rgb, 12, form), 2, 1);
    assert_memory_equal(out.raster.pixels, rgb_wanted, 6);
    form.photometric = PHOTOMETRIC_SEPARATED;
    form.samples = 4;
    out = decode(tiff_of(2, 1, inks, 16, form), 2, 1);
    assert_int_equal(out.raster.kind, RASTER_CMYK);
    assert_memory_equal(out.raster.pixels, inks_wanted, 8);
}

static void palettes_become_colours_even_those_written_in_eight_bits(void **state)
{
    (void)state;
    uint16_t maps[2][3][16] = {{{0}}};
    const unsigned char rows[] = {0x01, 0x2F},
                        wanted[] = {10, 20, 30, 200, 100, 50, 0, 0, 0, 90, 80, 70};
    const int indexes[] = {0, 1, 2, 15};

    for (int i = 0; i < 4; i++)
        for (int c = 0; c < 3; c++) {
            maps[1][c][indexes[i]] = wanted[i * 3 + c];
            maps[0][c][indexes[i]] = (uint16_t)(wanted[i * 3 + c] * 257);
        }
    for (int narrow = 0; narrow < 2; narrow++) {
        TiffForm form = {.photometric = PHOTOMETRIC_PALETTE, .bits = 4, .samples = 1};
        for (int c = 0; c < 3; c++)
            form.map[c] = maps[narrow][c];
        Decoded out = decode(tiff_of(4, 1, rows, 2, form), 4, 1);
        assert_int_equal(out.raster.kind, RASTER_RGB);
        assert_memory_equal(out.raster.pixels, wanted, 12);
    }
}

static void transparency_shows_white_paper(void **state)
{
    (void)state;
    const unsigned char plain[] = {200, 0, 0, 0, 200, 0, 0, 255, 200, 0, 0, 51},
                        mixed[] = {0, 0, 0, 0, 200, 0, 0, 255, 40, 0, 0, 51},
                        wanted[] = {255, 255, 255, 200, 0, 0, 244, 204, 204},
                        inks[] = {200, 0, 0, 100, 51}, inks_wanted[] = {40, 0, 0, 20};
    TiffForm form = {.photometric = PHOTOMETRIC_RGB, .bits = 8, .samples = 4};

    form.extra = EXTRASAMPLE_UNASSALPHA;
    Decoded out = decode(tiff_of(3, 1, plain, 12, form), 3, 1);
    assert_memory_equal(out.raster.pixels, wanted, 9);
    form.extra = EXTRASAMPLE_ASSOCALPHA;
    out = decode(tiff_of(3, 1, mixed, 12, form), 3, 1);
    assert_memory_equal(out.raster.pixels, wanted, 9);
    form = (TiffForm){.photometric = PHOTOMETRIC_SEPARATED,
                      .bits = 8,
                      .samples = 5,
                      .extra = EXTRASAMPLE_UNASSALPHA};
    out = decode(tiff_of(1, 1, inks, 5, form), 1, 1);
    assert_memory_equal(out.raster.pixels, inks_wanted, 4);
}

/* … and a kept selection is none. */
static void samples_without_a_meaning_are_left_alone(void **state)
{
    (void)state;
    const unsigned char pixels[] = {200, 10, 20, 0}, grey[] = {90, 0};
    TiffForm form = {.photometric = PHOTOMETRIC_RGB, .bits = 8, .samples = 4};

    Decoded out = decode(tiff_of(1, 1, pixels, 4, form), 1, 1);
    assert_memory_equal(out.raster.pixels, pixels, 3);
    form = (TiffForm){.photometric = PHOTOMETRIC_MINISBLACK, .bits = 8, .samples = 2};
    out = decode(tiff_of(1, 1, grey, 2, form), 1, 1);
    assert_int_equal(out.raster.pixels[0], 90);
}

static void jpeg_inside_a_tiff_comes_out_in_colour(void **state)
{
    (void)state;
    const unsigned char tone[] = {200, 60, 40};
    Raster raster = fixture_even(&arena, RASTER_RGB, 64, 48, tone);
    const char *path = str_format(&arena, "%s/jpeg.tif", folder).p;

    for (int tiled = 0; tiled < 2; tiled++) {
        TIFF *tiff = TIFFOpen(path, "w");
        TiffForm form = {.photometric = PHOTOMETRIC_YCBCR,
                         .bits = 8,
                         .samples = 3,
                         .compression = COMPRESSION_JPEG,
                         .tile = tiled ? 32 : 0,
                         .rows_per_strip = 16};
        set_fields(tiff, 64, 48, form);
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        if (tiled)
            write_tiles(tiff, raster.pixels, 64, 48, form, 0);
        for (int y = 0; y < 48 && !tiled; y++)
            TIFFWriteScanline(tiff, fixture_pixel(&raster, 0, y), (uint32_t)y, 0);
        TIFFClose(tiff);
        Decoded out = decode(fixture_read(&arena, path), 64, 48);
        assert_int_equal(out.raster.kind, RASTER_RGB);
        assert_true(fixture_distance(fixture_pixel(&out.raster, 50, 40), tone, 3) <= 4);
    }
}

/* Two pixels by two to one pair of colour differences, without compression. */
static void thinned_colour_is_made_whole_and_stays_upright(void **state)
{
    (void)state;
    const unsigned char rows[] = {/* top: red, then grey */ 76,
                                  76,
                                  76,
                                  76,
                                  85,
                                  255,
                                  128,
                                  128,
                                  128,
                                  128,
                                  128,
                                  128,
                                  /* bottom: blue, then grey */ 29,
                                  29,
                                  29,
                                  29,
                                  255,
                                  107,
                                  128,
                                  128,
                                  128,
                                  128,
                                  128,
                                  128};
    const unsigned char red[] = {254, 0, 0}, blue[] = {0, 0, 254}, grey[] = {128, 128, 128};
    const char *path = str_format(&arena, "%s/ycc.tif", folder).p;

    for (int orientation = 1; orientation <= 8; orientation++) {
        TIFF *tiff = TIFFOpen(path, "w");
        TiffForm form = {.photometric = PHOTOMETRIC_YCBCR,
                         .bits = 8,
                         .samples = 3,
                         .rows_per_strip = 4,
                         .orientation = orientation};
        set_fields(tiff, 4, 4, form);
        TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 2, 2);
        TIFFWriteEncodedStrip(tiff, 0, (void *)rows, sizeof rows);
        TIFFClose(tiff);
        Decoded out = decode(fixture_read(&arena, path), 4, 4);
        assert_true(fixture_distance(fixture_pixel(&out.raster, 0, 0), red, 3) <= 3);
        assert_true(fixture_distance(fixture_pixel(&out.raster, 3, 0), grey, 3) <= 3);
        assert_true(fixture_distance(fixture_pixel(&out.raster, 0, 3), blue, 3) <= 3);
    }
}

/* What comes out for a colour in Lab, back in Lab. */
static cmsCIELab back_in_lab(const Decoded *out)
{
    cmsHPROFILE screen = screen_profile(RASTER_RGB, &out->space), lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM handle = cmsCreateTransform(screen, TYPE_RGB_8, lab, TYPE_Lab_DBL,
                                              INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE);
    cmsCIELab value;

    cmsDoTransform(handle, out->raster.pixels, &value, 1);
    cmsDeleteTransform(handle);
    cmsCloseProfile(screen);
    cmsCloseProfile(lab);
    return value;
}

static void lab_of_all_four_codings_keeps_its_colours(void **state)
{
    (void)state;
    const cmsCIELab colours[] = {{100, 0, 0},  {55, -22, -28}, {48, 52, 26}, {62, -34, 30},
                                 {78, -2, 58}, {30, 10, -30},  {38, 0, 0}};

    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        const cmsCIELab *lab = &colours[i];
        const double of_8[] = {lab->L * 2.55 + 0.5, lab->a, lab->b};
        const unsigned char cie_8[] = {(unsigned char)of_8[0], (unsigned char)(int)lab->a,
                                       (unsigned char)(int)lab->b};
        const unsigned char icc_8[] = {(unsigned char)of_8[0], (unsigned char)(lab->a + 128),
                                       (unsigned char)(lab->b + 128)};
        const uint16_t cie_16[] = {(uint16_t)(lab->L * 655.35), (uint16_t)((int)lab->a * 256),
                                   (uint16_t)((int)lab->b * 256)};
        const uint16_t icc_16[] = {(uint16_t)(lab->L * 652.8), (uint16_t)((lab->a + 128) * 256),
                                   (uint16_t)((lab->b + 128) * 256)};
        const void *const rows[] = {cie_8, cie_16, icc_8, icc_16};
        for (int form = 0; form < 4; form++) {
            TiffForm how = {.photometric = form < 2 ? PHOTOMETRIC_CIELAB : PHOTOMETRIC_ICCLAB,
                            .bits = form & 1 ? 16 : 8,
                            .samples = 3};
            Decoded out = decode(tiff_of(1, 1, rows[form], form & 1 ? 6 : 3, how), 1, 1);
            cmsCIELab back = back_in_lab(&out);
            assert_true(cmsDeltaE(&back, lab) < 1.2);
        }
    }
}

static void the_profile_inside_is_handed_on(void **state)
{
    (void)state;
    const unsigned char tone[] = {1, 2, 3};
    Raster raster = fixture_even(&arena, RASTER_RGB, 5, 4, tone);
    Decoded out = decode(tiff_of_raster(&raster, (TiffForm){.icc = S("a profile's bytes")}), 5, 4);

    assert_true(str_eq(out.icc, S("a profile's bytes")));
}

static void what_does_not_print_is_refused_by_name(void **state)
{
    (void)state;
    static const unsigned char row[64];
    const TiffForm forms[] = {{.photometric = PHOTOMETRIC_MINISBLACK, .bits = 32, .samples = 1},
                              {.photometric = PHOTOMETRIC_RGB, .bits = 4, .samples = 3},
                              {.photometric = PHOTOMETRIC_MASK, .bits = 8, .samples = 1},
                              {.photometric = PHOTOMETRIC_SEPARATED, .bits = 8, .samples = 3},
                              {.photometric = PHOTOMETRIC_RGB, .bits = 8, .samples = 2}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        Extract extract = fixture_whole(2, 1);
        Decoded out;
        Str tiff = tiff_of(2, 1, row, 8, forms[i]);
        assert_int_equal(decode_inside(tiff, &extract, &out), DECODE_KIND);
        assert_true(str_starts(out.what, S("TIFF (")));
    }
}

static void a_picture_of_another_size_was_changed(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Extract extract = fixture_whole(W + 1, H);
    Decoded out;

    assert_int_equal(decode_inside(tiff_of_raster(&raster, (TiffForm){0}), &extract, &out),
                     DECODE_CHANGED);
}

static void the_helper_program_gives_what_the_module_gives(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H), upright = fixture_texture(&arena, H, W);

    for (int orientation = 1; orientation <= 8; orientation++) {
        const Raster *scene = orientation >= 5 ? &upright : &raster;
        Raster stored = fixture_stored(&arena, scene, orientation);
        Str tiff = tiff_of_raster(&stored, (TiffForm){.icc = S("profile"), .rows_per_strip = 9});
        Extract extract = {scene->width, scene->height, {3, 5, 30, 20}, 30, 20, orientation};
        Decoded out;
        assert_int_equal(picture_decode(&arena, DECODERS, tiff, &extract, &out), DECODE_GOOD);
        assert_true(str_eq(out.icc, S("profile")));
        for (int y = 0; y < 20; y++)
            assert_memory_equal(fixture_pixel(&out.raster, 0, y), fixture_pixel(scene, 3, 5 + y),
                                30 * 3);
    }
}

static void a_tiff_cut_anywhere_is_broken(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const TiffForm forms[] = {{.compression = COMPRESSION_LZW, .rows_per_strip = 9},
                              {.tile = 16, .compression = COMPRESSION_ADOBE_DEFLATE},
                              {.separate = true}};

    for (int i = 0; i < 3; i++) {
        Str tiff = tiff_of_raster(&raster, forms[i]);
        for (size_t n = 8; n < tiff.n; n += 1 + n / 53) {
            Extract extract = fixture_whole(W, H);
            Decoded out;
            DecodeOutcome outcome = decode_inside((Str){tiff.p, n}, &extract, &out);
            assert_int_not_equal(outcome, DECODE_GOOD);
        }
    }
}

static void flipped_bits_never_harm(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 33, 21);
    const TiffForm forms[] = {{.compression = COMPRESSION_LZW, .rows_per_strip = 9},
                              {.tile = 16, .separate = true, .icc = S("profile")},
                              {.compression = COMPRESSION_ADOBE_DEFLATE}};

    for (int i = 0; i < 3; i++) {
        Str tiff = tiff_of_raster(&raster, forms[i]);
        size_t tail = tiff.n > 400 ? tiff.n - 400 : 0; /* where the directory lies */
        for (size_t bit = 0; bit < 400 * 8; bit += 5) {
            char *bytes = (char *)str_z(&arena, tiff);
            Extract extract = {33, 21, {3, 5, 20, 10}, 20, 10, 1};
            Decoded out;
            size_t at = tail + bit / 8;
            bytes[at] = (char)(bytes[at] ^ 1 << bit % 8);
            decode_inside((Str){bytes, tiff.n}, &extract, &out);
        }
    }
}

static int begin(void **state)
{
    (void)state;
    folder = fixture_folder(&arena);
    TIFFSetWarningHandler(NULL);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(strips_tiles_and_planes_come_out_the_same),
        TEST(the_window_is_cut_out_of_strips_and_tiles),
        TEST(grey_of_every_depth_and_both_senses),
        TEST(fax_pages_come_out_black_on_white),
        TEST(sixteen_bits_of_colour_become_eight),
        TEST(palettes_become_colours_even_those_written_in_eight_bits),
        TEST(transparency_shows_white_paper),
        TEST(samples_without_a_meaning_are_left_alone),
        TEST(jpeg_inside_a_tiff_comes_out_in_colour),
        TEST(thinned_colour_is_made_whole_and_stays_upright),
        TEST(lab_of_all_four_codings_keeps_its_colours),
        TEST(the_profile_inside_is_handed_on),
        TEST(what_does_not_print_is_refused_by_name),
        TEST(a_picture_of_another_size_was_changed),
        TEST(the_helper_program_gives_what_the_module_gives),
        TEST(a_tiff_cut_anywhere_is_broken),
        TEST(flipped_bits_never_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
