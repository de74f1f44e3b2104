#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <lcms2.h>
#include <libdeflate.h>

#include "picture_fixture.h"
#include "press/colour.h"

static Arena arena;
static Diags *diags;
static House house;
static const char *folder;

/* The shipped profile, unpacked. */
static Str plain_profile(void)
{
    Colour *colour = colour_open(&arena, diags, &house);
    Str plain = str_copy(&arena, colour_profile(colour));

    colour_close(colour);
    return plain;
}

static Colour *open_bytes(Str bytes)
{
    house.profile = fixture_save(&arena, folder, "test.icc", bytes);
    return colour_open(&arena, diags, &house);
}

static Str saved_profile(cmsHPROFILE profile)
{
    cmsUInt32Number n = 0;
    char *bytes;

    cmsSaveProfileToMem(profile, NULL, &n);
    bytes = arena_many(&arena, char, n);
    cmsSaveProfileToMem(profile, bytes, &n);
    cmsCloseProfile(profile);
    return (Str){bytes, n};
}

static void the_shipped_profile_is_handed_out_as_it_lies(void **state)
{
    (void)state;
    Str file;
    Colour *colour = colour_open(&arena, diags, &house);

    assert_non_null(colour);
    assert_true(file_read(&arena, diags, PROFILE, S("p"), 1 << 20, NOWHERE, &file));
    assert_true(str_eq(colour_profile_deflated(colour), file));
    assert_int_equal(colour_profile(colour).n, 227744);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    colour_close(colour);
}

static void a_plain_profile_serves_as_well_and_deflates_to_itself(void **state)
{
    (void)state;
    Str plain = plain_profile();
    Colour *colour = open_bytes(plain);
    char *back = arena_many(&arena, char, plain.n);
    size_t n = 0;

    assert_non_null(colour);
    assert_true(str_eq(colour_profile(colour), plain));
    Str deflated = colour_profile_deflated(colour);
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    assert_int_equal(
        libdeflate_zlib_decompress(inflater, deflated.p, deflated.n, back, plain.n, &n),
        LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(inflater);
    assert_true(str_eq((Str){back, n}, plain));
    colour_close(colour);
}

static void what_is_no_profile_is_reported(void **state)
{
    (void)state;
    Str plain = plain_profile();

    assert_null(open_bytes(S("hello")));
    assert_true(diags_has(diags, R_PROFILE_BAD));
    assert_null(open_bytes(S("")));
    assert_null(open_bytes((Str){plain.p, plain.n - 1000}));
    assert_null(open_bytes((Str){plain.p, 100}));
    house.profile = SOURCE_DIR "/no-such.icc";
    assert_null(colour_open(&arena, diags, &house));
    assert_true(diags_has(diags, C_FILE_MISSING));
}

static void a_screens_profile_is_reported(void **state)
{
    (void)state;

    assert_null(open_bytes(saved_profile(cmsCreate_sRGBProfile())));
    assert_true(diags_has(diags, R_PROFILE_NOT_CMYK));
    assert_int_equal(diags_count(diags, DIAG_NOTE), 1);
}

static void version_4_serves_x4_only(void **state)
{
    (void)state;
    Str plain = plain_profile();
    Colour *colour;

    ((char *)plain.p)[8] = 4;
    assert_null(open_bytes(plain));
    assert_true(diags_has(diags, R_PROFILE_VERSION));
    house.pdf_standard = S("x4+a2u");
    colour = open_bytes(plain);
    assert_non_null(colour);
    colour_close(colour);
}

static void a_profile_without_a_table_is_reported(void **state)
{
    (void)state;
    Str plain = plain_profile();
    char *tag = memmem(plain.p, 1000, "B2A1", 4);

    assert_non_null(tag);
    memcpy(tag, "zzzz", 4);
    assert_null(open_bytes(plain));
    assert_true(diags_has(diags, R_PROFILE_TABLES));
}

static void greys_reach_the_tints_of_the_black_plate(void **state)
{
    (void)state;
    const unsigned char tones[] = {0, 64, 128, 192, 255};
    const int percent[] = {95, 59, 34, 15, 0};
    Colour *colour = colour_open(&arena, diags, &house);
    Decoded decoded = {.raster = raster_new(&arena, RASTER_GRAY, 5, 1)};

    memcpy(decoded.raster.pixels, tones, 5);
    Raster gray = colour_inks(&arena, colour, &decoded, false, 220);
    assert_int_equal(gray.kind, RASTER_GRAY);
    for (int i = 0; i < 5; i++)
        assert_true(abs((255 - gray.pixels[i]) * 100 - percent[i] * 255) <= 300);
    colour_close(colour);
}

static void neutral_colours_and_greys_agree_on_a_black_page(void **state)
{
    (void)state;
    Colour *colour = colour_open(&arena, diags, &house);
    Decoded grey = {.raster = raster_new(&arena, RASTER_GRAY, 256, 1)};
    Decoded rgb = {.raster = raster_new(&arena, RASTER_RGB, 256, 1)};

    for (int i = 0; i < 256; i++) {
        grey.raster.pixels[i] = (unsigned char)i;
        memset(rgb.raster.pixels + 3 * i, i, 3);
    }
    Raster a = colour_inks(&arena, colour, &grey, true, 220);
    Raster b = colour_inks(&arena, colour, &rgb, true, 220);
    for (int i = 0; i < 256; i++)
        assert_in_range(a.pixels[i] - b.pixels[i] + 3, 0, 6);
    colour_close(colour);
}

static cmsHTRANSFORM lab_of_press(Str profile)
{
    cmsHPROFILE press = cmsOpenProfileFromMem(profile.p, (cmsUInt32Number)profile.n);
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM handle =
        cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);

    cmsCloseProfile(press);
    cmsCloseProfile(lab);
    return handle;
}

/* Every 51st value of red, green and blue through colour_inks and through an lcms transform with
 * no shortcuts, compared on the printed sheet. */
static void assert_inks_as_lcms(Colour *colour, cmsHPROFILE source, Str icc)
{
    Str profile = colour_profile(colour);
    cmsHPROFILE press = cmsOpenProfileFromMem(profile.p, (cmsUInt32Number)profile.n);
    cmsHTRANSFORM direct = cmsCreateTransform(source, TYPE_RGB_8, press, TYPE_CMYK_8,
                                              INTENT_PERCEPTUAL, cmsFLAGS_NOOPTIMIZE);
    cmsHTRANSFORM lab = lab_of_press(profile);
    Decoded decoded = {.raster = raster_new(&arena, RASTER_RGB, 216, 1), .icc = icc};
    unsigned char wanted[216][4];
    cmsCIELab ours[216], theirs[216];

    for (int i = 0; i < 216; i++) {
        unsigned char *p = fixture_pixel(&decoded.raster, i, 0);
        p[0] = (unsigned char)(i / 36 * 51);
        p[1] = (unsigned char)(i / 6 % 6 * 51);
        p[2] = (unsigned char)(i % 6 * 51);
    }
    Raster inks = colour_inks(&arena, colour, &decoded, false, 220);
    assert_int_equal(inks.kind, RASTER_CMYK);
    cmsDoTransform(direct, decoded.raster.pixels, wanted, 216);
    cmsDoTransform(lab, inks.pixels, ours, 216);
    cmsDoTransform(lab, wanted, theirs, 216);
    for (int i = 0; i < 216; i++)
        assert_true(cmsDeltaE(&ours[i], &theirs[i]) < 2.0);
    cmsDeleteTransform(direct);
    cmsDeleteTransform(lab);
    cmsCloseProfile(press);
}

static void colours_are_those_of_the_profile(void **state)
{
    (void)state;
    Colour *colour = colour_open(&arena, diags, &house);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();

    assert_inks_as_lcms(colour, srgb, (Str){0});
    cmsCloseProfile(srgb);
    colour_close(colour);
}

static cmsHPROFILE wide_profile(void)
{
    const cmsCIExyY white = {0.3127, 0.3290, 1.0};
    const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1.0}, {0.21, 0.71, 1.0}, {0.15, 0.06, 1.0}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
    cmsToneCurve *curves[] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);

    cmsFreeToneCurve(curve);
    return profile;
}

static void a_pictures_own_profile_counts(void **state)
{
    (void)state;
    Colour *colour = colour_open(&arena, diags, &house);
    cmsHPROFILE wide = wide_profile();

    assert_inks_as_lcms(colour, wide, saved_profile(wide_profile()));
    cmsCloseProfile(wide);
    colour_close(colour);
}

static void an_unusable_profile_in_a_picture_counts_as_none(void **state)
{
    (void)state;
    Colour *colour = colour_open(&arena, diags, &house);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    Str wide = saved_profile(wide_profile());

    assert_inks_as_lcms(colour, srgb, S("no profile at all"));
    assert_inks_as_lcms(colour, srgb, (Str){wide.p, wide.n / 2});
    assert_inks_as_lcms(colour, srgb, colour_profile(colour)); /* of four inks, in an RGB picture */
    cmsCloseProfile(srgb);
    colour_close(colour);
}

static void ink_pictures_are_held_to_the_limit_and_keep_their_black(void **state)
{
    (void)state;
    const unsigned char heavy[] = {255, 230, 230, 150}, black[] = {0, 0, 0, 255},
                        light[] = {30, 60, 90, 10};
    Colour *colour = colour_open(&arena, diags, &house);
    Decoded decoded = {.raster = raster_new(&arena, RASTER_CMYK, 3, 1)};

    memcpy(fixture_pixel(&decoded.raster, 0, 0), heavy, 4);
    memcpy(fixture_pixel(&decoded.raster, 1, 0), black, 4);
    memcpy(fixture_pixel(&decoded.raster, 2, 0), light, 4);
    Raster inks = colour_inks(&arena, colour, &decoded, false, 220);
    const unsigned char *p = inks.pixels;
    assert_in_range(p[0] + p[1] + p[2] + p[3], 550, 561);
    assert_int_equal(p[3], 150);
    assert_true(p[0] > p[1] && p[1] == p[2]);
    assert_memory_equal(p + 4, black, 4);
    assert_memory_equal(p + 8, light, 4);
    colour_close(colour);
}

static void an_ink_picture_on_a_black_page_keeps_its_lights_and_darks(void **state)
{
    (void)state;
    const unsigned char paper[] = {0, 0, 0, 0}, dark[] = {135, 100, 95, 220};
    Colour *colour = colour_open(&arena, diags, &house);
    Decoded decoded = {.raster = raster_new(&arena, RASTER_CMYK, 2, 1)};

    memcpy(fixture_pixel(&decoded.raster, 0, 0), paper, 4);
    memcpy(fixture_pixel(&decoded.raster, 1, 0), dark, 4);
    Raster gray = colour_inks(&arena, colour, &decoded, true, 220);
    assert_int_equal(gray.kind, RASTER_GRAY);
    assert_in_range(gray.pixels[0], 252, 255);
    assert_in_range(gray.pixels[1], 13, 40);
    colour_close(colour);
}

static void the_preview_shows_paper_white_and_black_dark(void **state)
{
    (void)state;
    const unsigned char inks[] = {0, 0, 0, 0, /**/ 0, 0, 0, 255, /**/ 0, 255, 255, 0};
    unsigned char rgb[9];
    Colour *colour = colour_open(&arena, diags, &house);

    colour_preview(colour, inks, rgb, 3);
    for (int c = 0; c < 3; c++) {
        assert_in_range(rgb[c], 253, 255);
        assert_in_range(rgb[3 + c], 0, 70);
    }
    assert_true(rgb[6] > rgb[7] + 80 && rgb[6] > rgb[8] + 80);
    colour_close(colour);
}

static int begin(void **state)
{
    (void)state;
    diags = diags_new(&arena);
    house = fixture_house();
    folder = fixture_folder(&arena);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    diags_close(diags);
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_shipped_profile_is_handed_out_as_it_lies),
        TEST(a_plain_profile_serves_as_well_and_deflates_to_itself),
        TEST(what_is_no_profile_is_reported),
        TEST(a_screens_profile_is_reported),
        TEST(version_4_serves_x4_only),
        TEST(a_profile_without_a_table_is_reported),
        TEST(greys_reach_the_tints_of_the_black_plate),
        TEST(neutral_colours_and_greys_agree_on_a_black_page),
        TEST(colours_are_those_of_the_profile),
        TEST(a_pictures_own_profile_counts),
        TEST(an_unusable_profile_in_a_picture_counts_as_none),
        TEST(ink_pictures_are_held_to_the_limit_and_keep_their_black),
        TEST(an_ink_picture_on_a_black_page_keeps_its_lights_and_darks),
        TEST(the_preview_shows_paper_white_and_black_dark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
