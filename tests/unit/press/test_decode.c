#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "picture_fixture.h"
#include "press/decode.h"

static Arena arena;

enum { W = 64, H = 48 };

static const unsigned char RED[] = {220, 30, 30}, GREEN[] = {30, 200, 40}, BLUE[] = {30, 40, 210},
                           YELLOW[] = {230, 220, 40}, WHITE[] = {255, 255, 255};

/* Upright: red top left, green top right, blue bottom left, yellow bottom right. */
static Raster corners(int w, int h)
{
    Raster raster = fixture_even(&arena, RASTER_RGB, w, h, RED);

    fixture_fill(&raster, (Rect){w / 2, 0, w - w / 2, h / 2}, GREEN);
    fixture_fill(&raster, (Rect){0, h / 2, w / 2, h - h / 2}, BLUE);
    fixture_fill(&raster, (Rect){w / 2, h / 2, w - w / 2, h - h / 2}, YELLOW);
    return raster;
}

static Extract whole(int w, int h)
{
    return (Extract){w, h, {0, 0, w, h}, w, h, 1};
}

static int distance(const unsigned char *a, const unsigned char *b, int channels)
{
    int most = 0;

    for (int c = 0; c < channels; c++)
        most = abs(a[c] - b[c]) > most ? abs(a[c] - b[c]) : most;
    return most;
}

static void assert_colour(const Raster *raster, int x, int y, const unsigned char *wanted)
{
    assert_true(distance(fixture_pixel(raster, x, y), wanted, (int)raster->kind) <= 6);
}

/* The stored picture that shows `upright` when its reader obeys the orientation: EXIF names the
 * side of the scene that the stored row 0 and column 0 lie at. */
static Raster stored_for(const Raster *upright, int orientation)
{
    bool swap = orientation >= 5;
    bool row0_bottom_or_right =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    bool column0_right_or_bottom =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    Raster stored = raster_new(&arena, upright->kind, swap ? upright->height : upright->width,
                               swap ? upright->width : upright->height);

    for (int row = 0; row < stored.height; row++)
        for (int column = 0; column < stored.width; column++) {
            int a = row0_bottom_or_right ? stored.height - 1 - row : row;
            int b = column0_right_or_bottom ? stored.width - 1 - column : column;
            memcpy(fixture_pixel(&stored, column, row),
                   fixture_pixel(upright, swap ? a : b, swap ? b : a), upright->kind);
        }
    return stored;
}

static void every_orientation_comes_out_upright(void **state)
{
    (void)state;
    Raster upright = corners(W, H);

    for (int orientation = 1; orientation <= 8; orientation++) {
        Raster stored = stored_for(&upright, orientation);
        Str jpeg = fixture_jpeg(&arena, &stored, (JpegForm){0});
        Extract extract = whole(W, H);
        extract.orientation = orientation;
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, jpeg, &extract, &out), DECODE_GOOD);
        assert_int_equal(out.raster.width, W);
        assert_int_equal(out.raster.height, H);
        assert_colour(&out.raster, 5, 5, RED);
        assert_colour(&out.raster, W - 6, 5, GREEN);
        assert_colour(&out.raster, 5, H - 6, BLUE);
        assert_colour(&out.raster, W - 6, H - 6, YELLOW);
    }
}

static void the_window_is_counted_upright_in_every_orientation(void **state)
{
    (void)state;
    Raster upright = corners(W, H);

    for (int orientation = 1; orientation <= 8; orientation++) {
        Raster stored = stored_for(&upright, orientation);
        Str jpeg = fixture_jpeg(&arena, &stored, (JpegForm){0});
        Extract extract = {W, H, {40, 0, 16, 16}, 16, 16, orientation};
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, jpeg, &extract, &out), DECODE_GOOD);
        assert_int_equal(out.raster.width, 16);
        for (int i = 0; i < 16; i++)
            assert_colour(&out.raster, i, 15 - i, GREEN);
    }
}

/* The frame around the window must not show: not when samples are decoded as they are, … */
static void nothing_outside_the_window_is_seen(void **state)
{
    (void)state;
    Raster raster = fixture_even(&arena, RASTER_RGB, 96, 80, RED);
    Rect window = {24, 16, 40, 32};

    fixture_fill(&raster, window, GREEN);
    Str files[] = {fixture_jpeg(&arena, &raster, (JpegForm){0}),
                   fixture_jpeg(&arena, &raster, (JpegForm){.progressive = true}),
                   fixture_png_of(&arena, &raster)};
    for (int i = 0; i < 3; i++) {
        Extract extract = {96, 80, window, 40, 32, 1};
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, files[i], &extract, &out), DECODE_GOOD);
        for (int y = 0; y < 32; y++)
            for (int x = 0; x < 40; x++)
                assert_colour(&out.raster, x, y, GREEN);
    }
}

/* … nor when the decoder scales, which rings a little within its blocks: the first column of the
 * finished picture is nearer to what lies inside than to what was cropped away. */
static void nothing_outside_the_window_is_seen_when_scaled(void **state)
{
    (void)state;
    Raster raster = fixture_even(&arena, RASTER_RGB, 640, 480, RED);
    Rect window = {161, 83, 317, 313};

    fixture_fill(&raster, window, GREEN);
    Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){0});
    for (int w = 20; w < 317; w += 27) {
        Extract extract = {640, 480, window, w, w, 1};
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, jpeg, &extract, &out), DECODE_GOOD);
        for (int i = 0; i < w; i++) {
            assert_true(distance(fixture_pixel(&out.raster, i, 0), GREEN, 3) < 40);
            assert_true(distance(fixture_pixel(&out.raster, 0, i), GREEN, 3) < 40);
            assert_true(distance(fixture_pixel(&out.raster, w - 1, i), GREEN, 3) < 40);
            assert_true(distance(fixture_pixel(&out.raster, i, w - 1), GREEN, 3) < 40);
        }
    }
}

/* Cropping and skipping inside libjpeg against the whole picture, cropped afterwards. */
static void cropped_decoding_equals_cropping_afterwards(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 203, 149);
    Extract all = whole(203, 149);

    for (int form = 0; form < 4; form++) {
        JpegForm how = {.subsampled = form & 1, .progressive = form & 2};
        Str jpeg = fixture_jpeg(&arena, &raster, how);
        Decoded full, part;
        assert_int_equal(picture_decode(&arena, NULL, jpeg, &all, &full), DECODE_GOOD);
        for (int x = 0; x < 100; x += 17)
            for (int y = 0; y < 100; y += 13) {
                Extract extract = {203, 149, {x, y, 90, 40}, 90, 40, 1};
                assert_int_equal(picture_decode(&arena, NULL, jpeg, &extract, &part), DECODE_GOOD);
                for (int row = 0; row < 40; row++)
                    assert_memory_equal(fixture_pixel(&part.raster, 0, row),
                                        fixture_pixel(&full.raster, x, y + row), 90 * 3);
            }
    }
}

static void scaled_decoding_looks_like_averaging(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 800, 600);
    Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){0});
    Extract extract = {800, 600, {0, 0, 800, 600}, 100, 75, 1};
    Decoded out;

    assert_int_equal(picture_decode(&arena, NULL, jpeg, &extract, &out), DECODE_GOOD);
    for (int y = 2; y < 73; y++)
        for (int x = 2; x < 98; x++)
            assert_true(distance(fixture_pixel(&out.raster, x, y),
                                 fixture_pixel(&raster, x * 8 + 4, y * 8 + 4), 3) <= 8);
}

static void grey_jpegs_stay_grey(void **state)
{
    (void)state;
    const unsigned char tone[] = {90};
    Raster raster = fixture_even(&arena, RASTER_GRAY, W, H, tone);
    Extract extract = whole(W, H);
    Decoded out;

    assert_int_equal(
        picture_decode(&arena, NULL, fixture_jpeg(&arena, &raster, (JpegForm){0}), &extract, &out),
        DECODE_GOOD);
    assert_int_equal(out.raster.kind, RASTER_GRAY);
    assert_colour(&out.raster, 3, 3, tone);
}

static void adobes_complement_is_undone(void **state)
{
    (void)state;
    const unsigned char ink[] = {200, 10, 60, 30}, complement[] = {55, 245, 195, 225};
    Raster plain = fixture_even(&arena, RASTER_CMYK, W, H, ink);
    Raster adobe = fixture_even(&arena, RASTER_CMYK, W, H, complement);
    Str files[] = {fixture_jpeg(&arena, &plain, (JpegForm){0}),
                   fixture_jpeg(&arena, &adobe, (JpegForm){.adobe = true}),
                   fixture_jpeg(&arena, &adobe, (JpegForm){.adobe = true, .ycck = true})};

    for (int i = 0; i < 3; i++) {
        Extract extract = whole(W, H);
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, files[i], &extract, &out), DECODE_GOOD);
        assert_int_equal(out.raster.kind, RASTER_CMYK);
        assert_colour(&out.raster, 9, 9, ink);
    }
}

static void a_jpeg_cut_anywhere_is_broken(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 120, 90);

    for (int form = 0; form < 2; form++) {
        Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){.progressive = form == 1});
        for (size_t n = 3; n < jpeg.n; n += 1 + n / 97) {
            Arena scratch = {0};
            Str cut = str_copy(&scratch, (Str){jpeg.p, n});
            Extract extract = {120, 90, {0, 0, 120, 20}, 120, 20, 1};
            Decoded out;
            assert_int_equal(picture_decode(&scratch, NULL, cut, &extract, &out), DECODE_BROKEN);
            arena_free(&scratch);
        }
    }
}

static void a_jpeg_with_a_hole_inside_is_broken(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 320, 240);
    Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){0});
    char *torn = (char *)str_z(&arena, jpeg);
    Extract extract = whole(320, 240);
    Decoded out;

    /* The second half is gone, the end mark is there: how an interrupted transfer looks. */
    memcpy(torn + jpeg.n / 2, "\xFF\xD9", 2);
    assert_int_equal(picture_decode(&arena, NULL, (Str){torn, jpeg.n / 2 + 2}, &extract, &out),
                     DECODE_BROKEN);
}

static void flipped_bits_never_harm(void **state)
{
    (void)state;
    Raster raster = corners(W, H);
    Str files[] = {fixture_jpeg(&arena, &raster, (JpegForm){.orientation = 6}),
                   fixture_jpeg(&arena, &raster, (JpegForm){.progressive = true}),
                   fixture_png_of(&arena, &raster)};

    for (int f = 0; f < 3; f++)
        for (size_t bit = 0; bit < files[f].n * 8 && bit < 800 * 8; bit += 3) {
            Arena scratch = {0};
            char *bytes = (char *)str_z(&scratch, files[f]);
            Extract extract = {f ? W : H, f ? H : W, {3, 5, 30, 30}, 20, 20, f ? 1 : 6};
            Decoded out;
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
            if (picture_decode(&scratch, NULL, (Str){bytes, files[f].n}, &extract, &out) ==
                DECODE_GOOD)
                assert_int_equal(out.raster.width * out.raster.height, 400);
            arena_free(&scratch);
        }
}

static void a_header_that_lies_about_the_size_is_found_out(void **state)
{
    (void)state;
    Raster raster = corners(W, H);
    Str png = fixture_png_of(&arena, &raster), jpeg = fixture_jpeg(&arena, &raster, (JpegForm){0});
    Extract other = whole(H, W), huge = {16000, 15000, {0, 0, 16000, 15000}, 100, 100, 1};
    char *bytes = (char *)str_z(&arena, jpeg), *sof = memmem(bytes, jpeg.n, "\xFF\xC0", 2);
    Decoded out;

    assert_int_equal(picture_decode(&arena, NULL, png, &other, &out), DECODE_CHANGED);
    assert_int_equal(picture_decode(&arena, NULL, jpeg, &other, &out), DECODE_CHANGED);
    assert_non_null(sof);
    memcpy(sof + 5, "\x3A\x98\x3E\x80", 4); /* 15000 × 16000: allowed, but the data end soon */
    assert_int_equal(picture_decode(&arena, NULL, (Str){bytes, jpeg.n}, &huge, &out),
                     DECODE_BROKEN);
}

static void other_formats_are_refused_by_their_first_bytes(void **state)
{
    (void)state;
    const Str files[] = {S("GIF89a......"), S("BM......"), S("FUJIFILMCCD-RAW"), S("II*\0....CR\2"),
                         S("%PDF-1.4"),     S("\xFF"),     S("<svg/>"),          S("")};

    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        Extract extract = whole(W, H);
        Decoded out;
        assert_int_equal(picture_decode(&arena, NULL, files[i], &extract, &out), DECODE_KIND);
    }
}

static Decoded decode_png(Str png, int w, int h)
{
    Extract extract = whole(w, h);
    Decoded out;

    assert_int_equal(picture_decode(&arena, NULL, png, &extract, &out), DECODE_GOOD);
    return out;
}

static void interlaced_pngs_come_out_the_same(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 53, 37);
    PngForm form = {.colour_type = PNG_COLOR_TYPE_RGB, .depth = 8, .interlaced = true};
    Decoded out = decode_png(fixture_png(&arena, 53, 37, raster.pixels, 53 * 3, form), 53, 37);

    assert_memory_equal(out.raster.pixels, raster.pixels, 53 * 37 * 3);
}

static void transparency_shows_white_paper(void **state)
{
    (void)state;
    const unsigned char pixels[] = {200, 0, 0, 0, /**/ 200, 0, 0, 255, /**/ 200, 0, 0, 51};
    const unsigned char wanted[] = {255, 255, 255, /**/ 200, 0, 0, /**/ 244, 204, 204};
    const unsigned char grey[] = {0, 0, /**/ 0, 255, /**/ 100, 51}, grey_wanted[] = {255, 0, 224};
    PngForm form = {.colour_type = PNG_COLOR_TYPE_RGBA, .depth = 8};
    Decoded out = decode_png(fixture_png(&arena, 3, 1, pixels, 12, form), 3, 1);

    assert_memory_equal(out.raster.pixels, wanted, 9);
    form.colour_type = PNG_COLOR_TYPE_GRAY_ALPHA;
    out = decode_png(fixture_png(&arena, 3, 1, grey, 6, form), 3, 1);
    assert_int_equal(out.raster.kind, RASTER_GRAY);
    assert_memory_equal(out.raster.pixels, grey_wanted, 3);
}

static void palettes_become_colours(void **state)
{
    (void)state;
    const png_color palette[] = {{10, 20, 30}, {200, 100, 50}, {0, 0, 0}};
    const unsigned char alpha[] = {255, 255, 0}, pixels[] = {0x18}; /* 2 bits: 0 1 2 0 */
    const unsigned char wanted[] = {10, 20, 30, 200, 100, 50, 255, 255, 255, 10, 20, 30};
    PngForm form = {.colour_type = PNG_COLOR_TYPE_PALETTE,
                    .depth = 2,
                    .palette = palette,
                    .palette_count = 3,
                    .palette_alpha = alpha};
    Decoded out = decode_png(fixture_png(&arena, 4, 1, pixels, 1, form), 4, 1);

    assert_memory_equal(out.raster.pixels, wanted, 12);
}

static void every_depth_of_grey_becomes_eight_bits(void **state)
{
    (void)state;
    const unsigned char one[] = {0x40}, four[] = {0x0F}, sixteen[] = {0x00, 0x00, 0xFF, 0xFF};
    const struct {
        int depth;
        const unsigned char *pixels;
        size_t bytes;
    } cases[] = {{1, one, 1}, {4, four, 1}, {16, sixteen, 4}};

    for (int i = 0; i < 3; i++) {
        PngForm form = {.colour_type = PNG_COLOR_TYPE_GRAY, .depth = cases[i].depth};
        Str png = fixture_png(&arena, 2, 1, cases[i].pixels, cases[i].bytes, form);
        Decoded out = decode_png(png, 2, 1);
        assert_int_equal(out.raster.pixels[0], 0);
        assert_int_equal(out.raster.pixels[1], 255);
    }
}

static void a_png_cut_anywhere_is_broken(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, 60, 50);
    Str png = fixture_png_of(&arena, &raster);

    for (size_t n = 8; n + 8 < png.n; n += 1 + n / 61) {
        Arena scratch = {0};
        Str cut = str_copy(&scratch, (Str){png.p, n});
        Extract extract = {60, 50, {0, 0, 60, 10}, 60, 10, 1};
        Decoded out;
        assert_int_equal(picture_decode(&scratch, NULL, cut, &extract, &out), DECODE_BROKEN);
        arena_free(&scratch);
    }
}

static void the_exponent_of_a_png_is_handed_on(void **state)
{
    (void)state;
    PngForm form = {.colour_type = PNG_COLOR_TYPE_RGB, .depth = 8, .gamma = 100000};
    Decoded out = decode_png(fixture_png(&arena, 1, 1, WHITE, 3, form), 1, 1);

    assert_int_equal(out.space.gamma, 100000);
    assert_int_equal(out.space.white[0], 0);
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_orientation_comes_out_upright, forget),
        cmocka_unit_test_teardown(the_window_is_counted_upright_in_every_orientation, forget),
        cmocka_unit_test_teardown(nothing_outside_the_window_is_seen, forget),
        cmocka_unit_test_teardown(nothing_outside_the_window_is_seen_when_scaled, forget),
        cmocka_unit_test_teardown(cropped_decoding_equals_cropping_afterwards, forget),
        cmocka_unit_test_teardown(scaled_decoding_looks_like_averaging, forget),
        cmocka_unit_test_teardown(grey_jpegs_stay_grey, forget),
        cmocka_unit_test_teardown(adobes_complement_is_undone, forget),
        cmocka_unit_test_teardown(a_jpeg_cut_anywhere_is_broken, forget),
        cmocka_unit_test_teardown(a_jpeg_with_a_hole_inside_is_broken, forget),
        cmocka_unit_test_teardown(flipped_bits_never_harm, forget),
        cmocka_unit_test_teardown(a_header_that_lies_about_the_size_is_found_out, forget),
        cmocka_unit_test_teardown(other_formats_are_refused_by_their_first_bytes, forget),
        cmocka_unit_test_teardown(interlaced_pngs_come_out_the_same, forget),
        cmocka_unit_test_teardown(transparency_shows_white_paper, forget),
        cmocka_unit_test_teardown(palettes_become_colours, forget),
        cmocka_unit_test_teardown(every_depth_of_grey_becomes_eight_bits, forget),
        cmocka_unit_test_teardown(a_png_cut_anywhere_is_broken, forget),
        cmocka_unit_test_teardown(the_exponent_of_a_png_is_handed_on, forget),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
