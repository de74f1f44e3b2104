#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <lcms2.h>
#include <sys/stat.h>

#include "picture_fixture.h"
#include "press/jpeg_out.h"

static Arena arena;
static Diags *diags;
static House house;
static const char *folder;
static Colour *colour;

enum { W = 90, H = 60 };

static const unsigned char RED[] = {200, 40, 40}, GREY[] = {128, 128, 128};

/* One page with these ops through pictures_make, without a cache. */
static Picture *make_page(PaintOp *ops, int count, PageInks inks)
{
    PaintList page = {.number = 3, .inks = inks, .ops = ops, .op_count = count};
    PaintList *pages[] = {&page};
    PictureOptions options = {.threads = 2};

    return pictures_make(&arena, diags, colour, &house, pages, 1, &options);
}

static Picture make_one(PaintOp op)
{
    return make_page(&op, 1, INKS_FOUR)[0];
}

static const char *save(const char *name, Str bytes)
{
    return fixture_save(&arena, folder, name, bytes);
}

static PaintOp even_op(const char *name, RasterKind kind, int w, int h, const unsigned char *tone)
{
    Raster raster = fixture_even(&arena, kind, w, h, tone);

    return fixture_op(save(name, fixture_jpeg(&arena, &raster, (JpegForm){0})), w, h, 300);
}

static Finding only_finding(void)
{
    int count;
    Finding *findings = diags_findings(&arena, diags, LANG_ZH, &count);

    assert_int_equal(count, 1);
    return findings[0];
}

static void patches_print_in_the_colours_of_the_profile(void **state)
{
    (void)state;
    const unsigned char patches[6][3] = {{200, 40, 40},   {40, 160, 70}, {50, 70, 190},
                                         {230, 215, 150}, {20, 20, 30},  {250, 250, 240}};
    cmsHPROFILE srgb = cmsCreate_sRGBProfile(), lab = cmsCreateLab4Profile(NULL);
    cmsHPROFILE press =
        cmsOpenProfileFromMem(colour_profile(colour).p, (cmsUInt32Number)colour_profile(colour).n);
    cmsHTRANSFORM direct = cmsCreateTransform(srgb, TYPE_RGB_8, press, TYPE_CMYK_8,
                                              INTENT_PERCEPTUAL, cmsFLAGS_NOOPTIMIZE);
    cmsHTRANSFORM sheet =
        cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);

    for (int i = 0; i < 6; i++) {
        unsigned char wanted[4];
        cmsCIELab a, b;
        Raster ink;
        Raster raster = fixture_even(&arena, RASTER_RGB, W, H, patches[i]);
        Picture made =
            make_one(fixture_op(save("patch.png", fixture_png_of(&arena, &raster)), W, H, 300));
        assert_int_equal(made.inks, PICTURE_CMYK);
        assert_true(jpeg_read_back(&arena, made.jpeg, &ink));
        cmsDoTransform(direct, patches[i], wanted, 1);
        cmsDoTransform(sheet, wanted, &a, 1);
        cmsDoTransform(sheet, fixture_pixel(&ink, 40, 30), &b, 1);
        assert_true(cmsDeltaE(&a, &b) < 2.0);
    }
    cmsDeleteTransform(direct);
    cmsDeleteTransform(sheet);
    cmsCloseProfile(srgb);
    cmsCloseProfile(lab);
    cmsCloseProfile(press);
}

static void more_pixels_than_print_are_brought_down_to_the_target(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, 600, 400, RED);

    op.box = (Rect){0, 0, 914400 / 2, 914400 / 3}; /* 1200 ppi */
    Picture made = make_one(op);
    assert_int_equal(made.width, 150);
    assert_int_equal(made.height, 100);
}

static void up_to_the_ceiling_a_picture_keeps_its_own_pixels(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, 600, 400, RED);

    op.box = (Rect){0, 0, 600 * 2032, 400 * 2032}; /* 450 ppi */
    op.as.picture.window = (Rect){0, 0, 600, 400};
    Picture made = make_one(op);
    assert_int_equal(made.width, 600);
    op.box = (Rect){0, 0, 600 * 5000, 400 * 5000}; /* 182 ppi: never made up */
    made = make_one(op);
    assert_int_equal(made.width, 600);
}

static void grey_pictures_take_one_plate(void **state)
{
    (void)state;
    PaintOp grey_jpeg = even_op("g.jpg", RASTER_GRAY, W, H, GREY);
    PaintOp neutral = even_op("n.jpg", RASTER_RGB, W, H, GREY);
    Picture a = make_one(grey_jpeg), b = make_one(neutral);
    Raster ink;

    assert_int_equal(a.inks, PICTURE_GRAY);
    assert_int_equal(b.inks, PICTURE_GRAY);
    assert_true(jpeg_read_back(&arena, b.jpeg, &ink));
    assert_in_range(255 - fixture_pixel(&ink, 10, 10)[0], 255 * 33 / 100, 255 * 35 / 100);
}

/* The camera lay on its side: the stored left edge is the scene's top. */
static void a_picture_lying_on_its_side_is_turned_upright(void **state)
{
    (void)state;
    const unsigned char sky[] = {120, 170, 240};
    Raster stored = fixture_even(&arena, RASTER_RGB, W, H, RED), ink;

    fixture_fill(&stored, (Rect){0, 0, W / 3, H}, sky);
    Str jpeg = fixture_jpeg(&arena, &stored, (JpegForm){.orientation = 6});
    Picture made = make_one(fixture_op(save("side.jpg", jpeg), H, W, 300));
    assert_int_equal(made.width, H);
    assert_int_equal(made.height, W);
    assert_true(jpeg_read_back(&arena, made.jpeg, &ink));
    assert_true(fixture_pixel(&ink, H / 2, 5)[0] > fixture_pixel(&ink, H / 2, W - 5)[0] + 50);
}

static void pages_without_colour_print_every_picture_grey(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, W, H, RED);

    assert_int_equal(make_page(&op, 1, INKS_FOUR)->inks, PICTURE_CMYK);
    assert_int_equal(make_page(&op, 1, INKS_BLACK)->inks, PICTURE_GRAY);
    assert_int_equal(make_page(&op, 1, INKS_RED)->inks, PICTURE_GRAY);
}

static void ink_pictures_print_as_they_are(void **state)
{
    (void)state;
    const unsigned char ink[] = {20, 200, 180, 10}, stored[] = {235, 55, 75, 245};
    Raster raster = fixture_even(&arena, RASTER_CMYK, W, H, stored), back;
    Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){.adobe = true, .ycck = true});
    Picture made = make_one(fixture_op(save("c.jpg", jpeg), W, H, 300));

    assert_true(jpeg_read_back(&arena, made.jpeg, &back));
    for (int c = 0; c < 4; c++)
        assert_true(abs(fixture_pixel(&back, 30, 30)[c] - ink[c]) <= 5);
}

static void the_jpeg_holds_what_a_pdf_needs_and_no_more(void **state)
{
    (void)state;
    Picture made = make_one(even_op("a.jpg", RASTER_RGB, W, H, RED));
    const unsigned char *p = (const unsigned char *)made.jpeg.p;

    /* SOI, then the Adobe marker that names the transform, then tables: neither JFIF nor EXIF. */
    assert_memory_equal(p, "\xFF\xD8\xFF\xEE", 4);
    assert_memory_equal(p + 6, "Adobe", 5);
    assert_memory_equal(p + 18, "\xFF\xDB", 2);
    assert_non_null(memmem(p, made.jpeg.n, "\xFF\xC0", 2)); /* baseline */
    assert_int_equal(made.source_hash.n, 64);
}

static void a_coarse_picture_is_a_warning_that_names_the_width_it_bears(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, 300, 200, RED);

    op.box = (Rect){0, 0, 914400 * 2 - 20000, 914400 * 4 / 3 - 13333}; /* 151 ppi */
    make_one(op);
    Finding finding = only_finding();
    assert_int_equal(finding.code, R_IMAGE_LOW_PPI);
    assert_int_equal(finding.page, 3);
    assert_non_null(memmem(finding.message.p, finding.message.n, " 151 ppi", 8));
    /* 300 pixels at 200 ppi are 38.1 mm */
    assert_non_null(memmem(finding.remedy.p, finding.remedy.n, " 38 ", 4));
}

static void a_picture_too_coarse_to_print_is_an_error(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, 300, 200, RED);

    op.box = (Rect){0, 0, 914400 * 3, 914400 * 2}; /* 100 ppi */
    make_one(op);
    Finding finding = only_finding();
    assert_int_equal(finding.code, R_IMAGE_TOO_COARSE);
    assert_int_equal(finding.severity, DIAG_ERROR);
    /* 300 pixels at 150 ppi are 50.8 mm */
    assert_non_null(memmem(finding.remedy.p, finding.remedy.n, " 50 ", 4));
}

static void a_stretched_picture_is_an_error_beyond_one_in_fifty(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, 600, 400, RED);

    op.box.w = op.box.w * 1019 / 1000;
    make_one(op);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    op.box.w = op.box.w * 1005 / 1000;
    make_one(op);
    assert_int_equal(only_finding().code, R_PICTURE_DISTORTED);
}

static void a_reserved_frame_has_no_picture_and_no_report(void **state)
{
    (void)state;
    PaintOp ops[] = {fixture_op(NULL, 10, 10, 300), even_op("a.jpg", RASTER_RGB, W, H, RED)};
    Picture *made = make_page(ops, 2, INKS_FOUR);

    assert_null(made[0].jpeg.p);
    assert_non_null(made[1].jpeg.p);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void a_broken_picture_is_reported_once_and_spoils_no_other(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){0});
    const char *cut = save("cut.jpg", (Str){jpeg.p, jpeg.n * 2 / 3});
    PaintOp ops[] = {fixture_op(cut, W, H, 300),
                     even_op("a.jpg", RASTER_RGB, W, H, RED),
                     fixture_op(cut, W, H, 300),
                     {.kind = PAINT_RECT}};
    Picture *made = make_page(ops, 4, INKS_FOUR);

    assert_null(made[0].jpeg.p);
    assert_non_null(made[1].jpeg.p);
    assert_null(made[2].jpeg.p);
    assert_int_equal(only_finding().code, R_PICTURE_BROKEN);
}

static void what_cannot_be_read_is_reported_by_its_cause(void **state)
{
    (void)state;
    PaintOp ops[] = {fixture_op(str_format(&arena, "%s/no.jpg", folder).p, W, H, 300),
                     fixture_op(folder, W, H, 300), fixture_op(save("a.txt", S("text")), W, H, 300),
                     even_op("other.jpg", RASTER_RGB, W, H, RED)};

    ops[3].as.picture.pixel_w++;
    make_page(ops, 4, INKS_FOUR);
    assert_true(diags_has(diags, C_FILE_MISSING));
    assert_true(diags_has(diags, C_FILE_UNREADABLE));
    assert_true(diags_has(diags, C_PICTURE_KIND));
    assert_true(diags_has(diags, R_PICTURE_CHANGED));
    assert_int_equal(diags_count(diags, DIAG_NOTE), 4);
}

static void equal_uses_of_a_picture_share_their_bytes(void **state)
{
    (void)state;
    PaintOp op = even_op("a.jpg", RASTER_RGB, W, H, RED);
    PaintOp ops[] = {op, op, op};

    ops[1].as.picture.window.w = 80;
    ops[1].box.w = ops[1].box.w * 80 / W;
    Picture *made = make_page(ops, 3, INKS_FOUR);
    assert_ptr_equal(made[0].jpeg.p, made[2].jpeg.p);
    assert_int_equal(made[1].width, 80);
}

static void a_profile_damaged_inside_is_reported_once(void **state)
{
    (void)state;
    Str file;
    assert_true(file_read(&arena, diags, PROFILE, S("p"), 1 << 20, NOWHERE, &file));
    ((char *)file.p)[file.n - 100] ^= 0x55;
    house.profile = save("bad.icc.z", file);
    colour_close(colour);
    colour = colour_open(&arena, diags, &house);
    assert_non_null(colour);
    PaintOp ops[] = {even_op("a.jpg", RASTER_RGB, W, H, RED),
                     even_op("b.jpg", RASTER_GRAY, W, H, GREY)};
    Picture *made = make_page(ops, 2, INKS_FOUR);
    assert_null(made[0].jpeg.p);
    assert_null(made[1].jpeg.p);
    assert_int_equal(only_finding().code, R_PROFILE_BAD);
}

static void light_borders_ask_for_a_keyline(void **state)
{
    (void)state;
    const unsigned char snow[] = {245, 248, 250};

    assert_true(make_one(even_op("a.jpg", RASTER_RGB, W, H, snow)).light_border);
    assert_false(make_one(even_op("b.jpg", RASTER_RGB, W, H, RED)).light_border);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    PaintOp ops[12];
    Picture *made[2];

    for (int i = 0; i < 12; i++) {
        Raster raster = fixture_texture(&arena, 100 + i, 80);
        Str jpeg = fixture_jpeg(&arena, &raster, (JpegForm){.quality = 80 + i});
        const char *path = save(str_format(&arena, "%d.jpg", i % 9).p,
                                i % 5 == 4 ? (Str){jpeg.p, jpeg.n / 2} : jpeg);
        ops[i] = fixture_op(path, 100 + i, 80, 300 + 40 * i);
    }
    PaintList page = {.number = 1, .inks = INKS_FOUR, .ops = ops, .op_count = 12};
    PaintList *pages[] = {&page};
    int findings[2];
    for (int t = 0; t < 2; t++) {
        Diags *own = diags_new(&arena);
        PictureOptions options = {.threads = t ? 4 : 1};
        made[t] = pictures_make(&arena, own, colour, &house, pages, 1, &options);
        findings[t] = diags_count(own, DIAG_NOTE);
        diags_close(own);
    }
    assert_int_equal(findings[0], findings[1]);
    assert_true(findings[0] > 0);
    for (int i = 0; i < 12; i++) {
        assert_int_equal(made[0][i].jpeg.n, made[1][i].jpeg.n);
        assert_true(str_eq(made[0][i].jpeg, made[1][i].jpeg));
    }
}

static void the_screen_shows_a_picture_in_its_press_colours(void **state)
{
    (void)state;
    Picture red = make_one(even_op("a.jpg", RASTER_RGB, W, H, RED));
    Picture grey = make_one(even_op("g.jpg", RASTER_GRAY, W, H, GREY));
    const unsigned char *a = picture_rgb(&arena, colour, &red);
    const unsigned char *b = picture_rgb(&arena, colour, &grey);

    assert_true(a[0] > 140 && a[1] < 110 && a[2] < 110);
    assert_in_range(b[0], 90, 190);
    assert_in_range(b[0] - b[1] + 12, 0, 24);
    assert_in_range(b[1] - b[2] + 12, 0, 24);
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
        TEST(patches_print_in_the_colours_of_the_profile),
        TEST(more_pixels_than_print_are_brought_down_to_the_target),
        TEST(up_to_the_ceiling_a_picture_keeps_its_own_pixels),
        TEST(grey_pictures_take_one_plate),
        TEST(a_picture_lying_on_its_side_is_turned_upright),
        TEST(pages_without_colour_print_every_picture_grey),
        TEST(ink_pictures_print_as_they_are),
        TEST(the_jpeg_holds_what_a_pdf_needs_and_no_more),
        TEST(a_coarse_picture_is_a_warning_that_names_the_width_it_bears),
        TEST(a_picture_too_coarse_to_print_is_an_error),
        TEST(a_stretched_picture_is_an_error_beyond_one_in_fifty),
        TEST(a_reserved_frame_has_no_picture_and_no_report),
        TEST(a_broken_picture_is_reported_once_and_spoils_no_other),
        TEST(what_cannot_be_read_is_reported_by_its_cause),
        TEST(equal_uses_of_a_picture_share_their_bytes),
        TEST(a_profile_damaged_inside_is_reported_once),
        TEST(light_borders_ask_for_a_keyline),
        TEST(threads_change_nothing),
        TEST(the_screen_shows_a_picture_in_its_press_colours),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
