/* Pictures of every kind from file to ink: the colours are those lcms gives for the same numbers,
 * whatever made the file. Those that only a program of its own makes are left out without it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <lcms2.h>
#include <tiffio.h>

#include "content/picture.h"
#include "kinds_fixture.h"
#include "press/jpeg_out.h"
#include "press/readback.h"

static Arena arena;
static Diags *diags;
static House house;
static const char *folder;
static Colour *colour;

enum { PATCHES = 6, SIDE = 48, W = PATCHES * SIDE, H = SIDE };

static const unsigned char COLOURS[PATCHES][3] = {{200, 40, 40},   {40, 160, 70}, {50, 70, 190},
                                                  {230, 215, 150}, {20, 20, 30},  {128, 110, 100}};

static Raster patches(void)
{
    Raster raster = raster_new(&arena, RASTER_RGB, W, H);

    for (int i = 0; i < PATCHES; i++)
        fixture_fill(&raster, (Rect){i * SIDE, 0, SIDE, SIDE}, COLOURS[i]);
    return raster;
}

static Picture make_on(const char *path, int w, int h, PageInks inks)
{
    PaintOp op = fixture_op(path, w, h, 300);
    PaintList page = {.number = 1, .inks = inks, .ops = &op, .op_count = 1};
    PaintList *pages[] = {&page};
    PictureOptions options = {.threads = 1, .modules = DECODERS};

    return pictures_make(&arena, diags, colour, &house, pages, 1, &options)[0];
}

static Raster inks_of(const char *path, int w, int h)
{
    Picture made = make_on(path, w, h, INKS_FOUR);
    Raster ink = {0};

    assert_non_null(made.jpeg.p);
    assert_int_equal(made.inks, PICTURE_CMYK);
    assert_true(jpeg_read_back(&arena, made.jpeg, &ink));
    return ink;
}

static cmsHPROFILE press_profile(void)
{
    Str profile = colour_profile(colour);

    return cmsOpenProfileFromMem(profile.p, (cmsUInt32Number)profile.n);
}

/* How ink looks on the sheet. */
static cmsCIELab seen(const unsigned char *ink)
{
    cmsHPROFILE press = press_profile(), lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM handle =
        cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);
    cmsCIELab value;

    cmsDoTransform(handle, ink, &value, 1);
    cmsDeleteTransform(handle);
    cmsCloseProfile(press);
    cmsCloseProfile(lab);
    return value;
}

/* The ink lcms gives for one pixel of a source. */
static cmsCIELab wanted(cmsHPROFILE source, cmsUInt32Number format, const void *pixel, int intent)
{
    cmsHPROFILE press = press_profile();
    cmsHTRANSFORM direct = cmsCreateTransform(source, format, press, TYPE_CMYK_8,
                                              (cmsUInt32Number)intent, cmsFLAGS_NOOPTIMIZE);
    unsigned char ink[4];

    cmsDoTransform(direct, pixel, ink, 1);
    cmsDeleteTransform(direct);
    cmsCloseProfile(press);
    return seen(ink);
}

static void assert_patches(const Raster *ink, cmsHPROFILE source, const char *name)
{
    for (int i = 0; i < PATCHES; i++) {
        cmsCIELab a = seen(fixture_pixel(ink, i * SIDE + SIDE / 2, H / 2));
        cmsCIELab b = wanted(source, TYPE_RGB_8, COLOURS[i], INTENT_PERCEPTUAL);
        if (cmsDeltaE(&a, &b) > 2.0)
            fail_msg("%s: patch %d is off by %f", name, i, cmsDeltaE(&a, &b));
    }
}

static bool run(const char *command)
{
    return system(str_format(&arena, "cd %s && %s >/dev/null 2>&1", folder, command).p) == 0;
}

static void files_of_an_image_program_keep_their_colours(void **state)
{
    (void)state;
    static const struct {
        const char *name, *how;
    } files[] = {
        {"plain.tif", "-compress none"},
        {"lzw.tif", "-compress lzw"},
        {"zip.tif", "-compress zip"},
        {"jpeg.tif", "-compress jpeg -quality 98"},
        {"deep.tif", "-depth 16 -compress lzw"},
        {"planes.tif", "-interlace plane -compress none"},
        {"tiles.tif", "-define tiff:tile-geometry=64x32"},
        {"palette.tif", "-type palette -compress lzw"},
        {"big.tif", "-define tiff:endian=msb"},
        {"lossless.webp", "-define webp:lossless=true"},
        {"lossy.webp", "-quality 98"},
        {"plain.png", ""},
        {"deep.png", "-define png:bit-depth=16"},
        {"interlaced.png", "-interlace PNG"},
        {"palette.png", "-type palette"},
        {"plain.jpg", "-quality 98 -sampling-factor 1x1"},
        {"progressive.jpg", "-quality 98 -interlace JPEG"},
        {"photo.heic", "-quality 95"},
        {"photo.avif", "-quality 95"},
    };
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    Raster raster = patches();
    int made = 0;

    if (!run("convert -version"))
        skip();
    fixture_save(&arena, folder, "patches.png", fixture_png_of(&arena, &raster));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = str_format(&arena, "%s/%s", folder, files[i].name).p;
        PictureInfo info;
        if (!run(str_format(&arena, "convert patches.png -strip %s %s", files[i].how, files[i].name)
                     .p))
            continue;
        made++;
        assert_true(picture_probe(diags, path, str_of(path), NOWHERE, &info));
        assert_int_equal(info.width, W);
        assert_int_equal(info.height, H);
        Raster ink = inks_of(path, W, H);
        assert_patches(&ink, srgb, files[i].name);
    }
    assert_true(made >= 15);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    cmsCloseProfile(srgb);
}

static void of_several_pages_the_first_is_printed(void **state)
{
    (void)state;
    Raster raster = patches();
    const char *const names[] = {"pages.tif", "moving.webp"};

    if (!run("convert -version"))
        skip();
    fixture_save(&arena, folder, "patches.png", fixture_png_of(&arena, &raster));
    run("convert patches.png xc:black[288x48!] pages.tif");
    run("convert -loop 0 -delay 10 patches.png xc:black[288x48!] moving.webp");
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    for (int i = 0; i < 2; i++) {
        const char *path = str_format(&arena, "%s/%s", folder, names[i]).p;
        PictureInfo info;
        if (!file_exists(path))
            continue;
        assert_true(picture_probe(diags, path, str_of(path), NOWHERE, &info));
        assert_true(info.has_more);
        Raster ink = inks_of(path, W, H);
        if (i == 0)
            assert_patches(&ink, srgb, names[i]);
    }
    cmsCloseProfile(srgb);
}

static void set_tiff(TIFF *tiff, int w, int h, int photometric, int samples)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, w);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, h);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, photometric);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, h);
}

/* A TIFF of one even tone. */
static const char *even_tiff(int photometric, int samples, const unsigned char *tone, Str icc)
{
    const char *path = str_format(&arena, "%s/even.tif", folder).p;
    TIFF *tiff = TIFFOpen(path, "w");
    unsigned char *row = arena_many(&arena, unsigned char, SIDE * 4);

    set_tiff(tiff, SIDE, SIDE, photometric, samples);
    if (icc.n)
        TIFFSetField(tiff, TIFFTAG_ICCPROFILE, (uint32_t)icc.n, icc.p);
    for (int x = 0; x < SIDE; x++)
        memcpy(row + x * samples, tone, (size_t)samples);
    for (int y = 0; y < SIDE; y++)
        TIFFWriteScanline(tiff, row, (uint32_t)y, 0);
    TIFFClose(tiff);
    return path;
}

static void assert_tone(const char *path, cmsCIELab want)
{
    Raster ink = inks_of(path, SIDE, SIDE);
    cmsCIELab got = seen(fixture_pixel(&ink, SIDE / 2, SIDE / 2));

    if (cmsDeltaE(&got, &want) > 2.0)
        fail_msg("off by %f: %f %f %f, not %f %f %f", cmsDeltaE(&got, &want), got.L, got.a, got.b,
                 want.L, want.a, want.b);
}

static void lab_is_printed_in_its_colours(void **state)
{
    (void)state;
    const signed char tones[][3] = {{55, -22, -28}, {48, 52, 26}, {62, -34, 30}, {78, -2, 58}};
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);

    for (int i = 0; i < 4; i++) {
        const unsigned char tone[] = {(unsigned char)(tones[i][0] * 255 / 100),
                                      (unsigned char)tones[i][1], (unsigned char)tones[i][2]};
        const cmsCIELab value = {tone[0] / 2.55, tones[i][1], tones[i][2]};
        assert_tone(even_tiff(PHOTOMETRIC_CIELAB, 3, tone, (Str){0}),
                    wanted(lab, TYPE_Lab_DBL, &value, INTENT_PERCEPTUAL));
    }
    cmsCloseProfile(lab);
}

/* Ink for another press goes through both profiles; here both are the same one. */
static void ink_with_a_profile_is_separated_anew(void **state)
{
    (void)state;
    const unsigned char tones[][4] = {{120, 30, 40, 10}, {10, 160, 120, 20}, {90, 10, 130, 40}};
    cmsHPROFILE press = press_profile();

    for (int i = 0; i < 3; i++)
        assert_tone(even_tiff(PHOTOMETRIC_SEPARATED, 4, tones[i], colour_profile(colour)),
                    wanted(press, TYPE_CMYK_8, tones[i], INTENT_PRESERVE_K_ONLY_PERCEPTUAL));
    cmsCloseProfile(press);
}

static void ink_without_a_profile_is_held_to_the_limit(void **state)
{
    (void)state;
    const unsigned char tone[] = {250, 240, 230, 200};
    Raster ink = inks_of(even_tiff(PHOTOMETRIC_SEPARATED, 4, tone, (Str){0}), SIDE, SIDE);
    const unsigned char *p = fixture_pixel(&ink, SIDE / 2, SIDE / 2);

    assert_in_range(p[0] + p[1] + p[2] + p[3], 540, 570);
}

static void a_page_without_colour_prints_every_kind_in_black(void **state)
{
    (void)state;
    const unsigned char lab[] = {120, 40, 30}, cmyk[] = {10, 200, 180, 20}, rgb[] = {200, 40, 40},
                        white[] = {0, 0, 0, 0};
    const PageInks inks[] = {INKS_BLACK, INKS_RED};
    Raster ink;

    for (int i = 0; i < 2; i++) {
        const char *path = even_tiff(PHOTOMETRIC_CIELAB, 3, lab, (Str){0});
        assert_int_equal(make_on(path, SIDE, SIDE, inks[i]).inks, PICTURE_GRAY);
        path = even_tiff(PHOTOMETRIC_SEPARATED, 4, cmyk, colour_profile(colour));
        assert_int_equal(make_on(path, SIDE, SIDE, inks[i]).inks, PICTURE_GRAY);
        path = even_tiff(PHOTOMETRIC_SEPARATED, 4, cmyk, (Str){0});
        assert_int_equal(make_on(path, SIDE, SIDE, inks[i]).inks, PICTURE_GRAY);
        path = even_tiff(PHOTOMETRIC_RGB, 3, rgb, (Str){0});
        assert_int_equal(make_on(path, SIDE, SIDE, inks[i]).inks, PICTURE_GRAY);
        path = even_tiff(PHOTOMETRIC_SEPARATED, 4, white, (Str){0});
        Picture paper = make_on(path, SIDE, SIDE, inks[i]);
        assert_int_equal(paper.inks, PICTURE_GRAY);
        assert_true(jpeg_read_back(&arena, paper.jpeg, &ink));
        assert_in_range(ink.pixels[0], 250, 255);
    }
}

static Str saved_wide_profile(cmsHPROFILE profile)
{
    cmsUInt32Number n = 0;
    char *bytes;

    cmsSaveProfileToMem(profile, NULL, &n);
    bytes = arena_many(&arena, char, n);
    cmsSaveProfileToMem(profile, bytes, &n);
    return (Str){bytes, n};
}

static void a_profile_inside_a_tiff_counts(void **state)
{
    (void)state;
    ScreenSpace wide = screen_wide();
    cmsHPROFILE profile = screen_profile(RASTER_RGB, &wide);

    for (int i = 0; i < 3; i++)
        assert_tone(even_tiff(PHOTOMETRIC_RGB, 3, COLOURS[i], saved_wide_profile(profile)),
                    wanted(profile, TYPE_RGB_8, COLOURS[i], INTENT_PERCEPTUAL));
    cmsCloseProfile(profile);
}

static void primaries_and_gamma_of_a_png_count(void **state)
{
    (void)state;
    const int adobe[] = {31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000};
    ScreenSpace space = {45455, {31270, 32900}, {64000, 33000, 21000, 71000, 15000, 6000}};
    cmsHPROFILE profile = screen_profile(RASTER_RGB, &space);
    Raster raster = patches();
    PngForm form = {
        .colour_type = PNG_COLOR_TYPE_RGB, .depth = 8, .gamma = 45455, .colours = adobe};
    Str png = fixture_png(&arena, W, H, raster.pixels, W * 3, form);
    Raster ink = inks_of(fixture_save(&arena, folder, "wide.png", png), W, H);

    assert_patches(&ink, profile, "wide.png");
    cmsCloseProfile(profile);
}

static void primaries_no_colour_can_be_made_of_count_as_none(void **state)
{
    (void)state;
    const ScreenSpace flat = {0, {31270, 32900}, {30000, 30000, 30000, 30000, 30000, 30000}},
                      none = {0, {31270, 0}, {64000, 33000, 30000, 60000, 15000, 6000}};
    const ScreenSpace *const spaces[] = {&flat, &none};
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();

    for (int i = 0; i < 2; i++) {
        cmsHPROFILE profile = screen_profile(RASTER_RGB, spaces[i]);
        cmsCIELab a = wanted(profile, TYPE_RGB_8, COLOURS[0], INTENT_PERCEPTUAL);
        cmsCIELab b = wanted(srgb, TYPE_RGB_8, COLOURS[0], INTENT_PERCEPTUAL);
        assert_true(cmsDeltaE(&a, &b) < 1.0);
        cmsCloseProfile(profile);
    }
    cmsCloseProfile(srgb);
}

/* Upright: red at the left end, blue at the right. */
static Raster ends(void)
{
    Raster raster = fixture_even(&arena, RASTER_RGB, W, H, COLOURS[3]);

    fixture_fill(&raster, (Rect){0, 0, SIDE, H / 2}, COLOURS[0]);
    fixture_fill(&raster, (Rect){W - SIDE, H / 2, SIDE, H / 2}, COLOURS[2]);
    return raster;
}

static const char *turned_file(const Raster *stored, int kind, int orientation)
{
    PngForm png = {.colour_type = PNG_COLOR_TYPE_RGB, .depth = 8, .orientation = orientation};
    const char *path = str_format(&arena, "%s/turned.%d", folder, kind).p;
    TIFF *tiff;

    switch (kind) {
    case PICTURE_JPEG:
        return fixture_save(
            &arena, folder, "turned.0",
            fixture_jpeg(&arena, stored, (JpegForm){.orientation = orientation, .quality = 98}));
    case PICTURE_PNG:
        return fixture_save(&arena, folder, "turned.1",
                            fixture_png(&arena, stored->width, stored->height, stored->pixels,
                                        raster_row_bytes(stored), png));
    default:
        tiff = TIFFOpen(path, "w");
        set_tiff(tiff, stored->width, stored->height, PHOTOMETRIC_RGB, 3);
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
        for (int y = 0; y < stored->height; y++)
            TIFFWriteScanline(tiff, fixture_pixel(stored, 0, y), (uint32_t)y, 0);
        TIFFClose(tiff);
        return path;
    }
}

static void all_eight_orientations_print_upright(void **state)
{
    (void)state;
    Raster upright = ends();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsCIELab red = wanted(srgb, TYPE_RGB_8, COLOURS[0], INTENT_PERCEPTUAL);
    cmsCIELab blue = wanted(srgb, TYPE_RGB_8, COLOURS[2], INTENT_PERCEPTUAL);

    for (int kind = PICTURE_JPEG; kind <= PICTURE_TIFF; kind++)
        for (int orientation = 1; orientation <= 8; orientation++) {
            Raster stored = fixture_stored(&arena, &upright, orientation);
            const char *path = turned_file(&stored, kind, orientation);
            PictureInfo info;
            assert_true(picture_probe(diags, path, str_of(path), NOWHERE, &info));
            assert_int_equal(info.kind, kind);
            assert_int_equal(info.width, W);
            assert_int_equal(info.height, H);
            Raster ink = inks_of(path, W, H);
            cmsCIELab left = seen(fixture_pixel(&ink, SIDE / 2, H / 4));
            cmsCIELab right = seen(fixture_pixel(&ink, W - SIDE / 2, H * 3 / 4));
            assert_true(cmsDeltaE(&left, &red) < 3.0);
            assert_true(cmsDeltaE(&right, &blue) < 3.0);
        }
    cmsCloseProfile(srgb);
}

static void a_heavy_profile_is_a_warning_wherever_pictures_pass_through_it(void **state)
{
    (void)state;
    const char *path = even_tiff(PHOTOMETRIC_RGB, 3, COLOURS[0], (Str){0});

    make_on(path, SIDE, SIDE, INKS_FOUR);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    house.profile = fixture_save(&arena, folder, "own.icc", colour_profile(colour));
    house.ink_limit = 200;
    colour_close(colour);
    colour = colour_open(&arena, diags, &house);
    make_on(path, SIDE, SIDE, INKS_FOUR);
    make_on(path, SIDE, SIDE, INKS_FOUR);
    assert_true(diags_has(diags, R_PROFILE_COATED));
    assert_int_equal(diags_count(diags, DIAG_NOTE), 1);
}

static Picture make_without_decoders(const char *path)
{
    PaintOp op = fixture_op(path, SIDE, SIDE, 300);
    PaintList page = {.number = 1, .inks = INKS_FOUR, .ops = &op, .op_count = 1};
    PaintList *pages[] = {&page};
    PictureOptions options = {.threads = 1, .modules = "/nowhere"};

    return pictures_make(&arena, diags, colour, &house, pages, 1, &options)[0];
}

static void a_missing_decoder_is_a_fault_of_the_machine(void **state)
{
    (void)state;
    const char *path = even_tiff(PHOTOMETRIC_RGB, 3, COLOURS[0], (Str){0});

    assert_null(make_without_decoders(path).jpeg.p);
    assert_true(diags_has(diags, M_PICTURE_DECODER));
    assert_int_equal(diags_count(diags, DIAG_NOTE), 1);
}

static void a_heic_without_its_helper_is_told_how_phones_make_jpegs(void **state)
{
    (void)state;
    const char *path = fixture_save(&arena, folder, "p.heic",
                                    S("\0\0\0\x10"
                                      "ftypheic\0\0\0\0rest"));
    int count;

    assert_null(make_without_decoders(path).jpeg.p);
    Finding *findings = diags_findings(&arena, diags, LANG_ZH, &count);
    assert_int_equal(count, 1);
    assert_int_equal(findings[0].code, R_PICTURE_HEIC);
    assert_non_null(strstr(str_z(&arena, findings[0].remedy), "兼容性最佳"));
}

static int begin(void **state)
{
    (void)state;
    diags = diags_new(&arena);
    house = fixture_house();
    folder = fixture_folder(&arena);
    colour = colour_open(&arena, diags, &house);
    return colour ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    colour_close(colour);
    diags_close(diags);
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_of_an_image_program_keep_their_colours),
        TEST(of_several_pages_the_first_is_printed),
        TEST(lab_is_printed_in_its_colours),
        TEST(ink_with_a_profile_is_separated_anew),
        TEST(ink_without_a_profile_is_held_to_the_limit),
        TEST(a_page_without_colour_prints_every_kind_in_black),
        TEST(a_profile_inside_a_tiff_counts),
        TEST(primaries_and_gamma_of_a_png_count),
        TEST(primaries_no_colour_can_be_made_of_count_as_none),
        TEST(all_eight_orientations_print_upright),
        TEST(a_heavy_profile_is_a_warning_wherever_pictures_pass_through_it),
        TEST(a_missing_decoder_is_a_fault_of_the_machine),
        TEST(a_heic_without_its_helper_is_told_how_phones_make_jpegs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
