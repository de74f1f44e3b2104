#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "pdf_maker.h"
#include "press/jpeg_out.h"
#include "proof/plates.h"

#define MODULE_DIR BINARY_DIR "/../libexec"
#define PDF_PATH   BINARY_DIR "/ink-trial.pdf"

static const InkLimit LIMIT = {220, INK_TOLERANCE};

/* A page of 100 × 100 mm on which boxes of 20 mm stand. */
typedef struct {
    Arena arena;
    Diags *diags;
    House house;
    FontSet *fonts;
    PaintList page;
    PaintOp ops[4];
    Picture picture;
} Fixture;

static int set_up(void **state)
{
    static Fixture f;

    f = (Fixture){0};
    f.diags = diags_new(&f.arena);
    f.fonts = fontset_open(&f.arena, f.diags, BINARY_DIR "/fonts/catalogue.yaml", &f.house);
    f.page = (PaintList){.number = 1, .width = MM(100), .height = MM(100), .ops = f.ops};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    unlink(PDF_PATH);
    fontset_close(f->fonts);
    diags_close(f->diags);
    arena_free(&f->arena);
    return 0;
}

static PaintOp *add_box(Fixture *f, Ink ink, bool overprint)
{
    PaintOp *op = &f->ops[f->page.op_count++];

    *op = (PaintOp){.kind = PAINT_RECT,
                    .ink = ink,
                    .overprint = overprint,
                    .box = {MM(40), MM(40), MM(20), MM(20)}};
    return op;
}

static InkPage measure(Fixture *f)
{
    if (!file_exists(MODULE_DIR "/preview.so"))
        skip();
    InkPage ink =
        ink_measure(&f->arena, f->diags, f->fonts, &f->page, &f->picture, MODULE_DIR, LIMIT);
    assert_true(ink.is_measured);
    return ink;
}

static const unsigned char *middle(const InkPage *ink)
{
    size_t at = (size_t)ink->raster.width * (size_t)(ink->raster.height / 2) +
                (size_t)ink->raster.width / 2;

    return ink->raster.pixels + 4 * at;
}

static void bare_paper_has_no_ink(void **state)
{
    InkPage ink = measure(*state);

    assert_int_equal(ink.most, 0);
    assert_int_equal(ink_used(&((Fixture *)*state)->arena, &ink).n, 0);
}

static void each_ink_goes_to_its_plate(void **state)
{
    add_box(*state, (Ink){1000, 2000, 3000, 4000}, false);
    InkPage ink = measure(*state);
    const unsigned char *pixel = middle(&ink);

    assert_in_range(pixel[0], 25, 26);
    assert_in_range(pixel[1], 50, 52);
    assert_in_range(pixel[2], 76, 77);
    assert_int_equal(pixel[3], 102);
    assert_in_range(ink.most, 99, 101);
}

static void what_knocks_out_takes_the_ink_below_away(void **state)
{
    add_box(*state, (Ink){10000, 10000, 0, 0}, false);
    add_box(*state, INK_BLACK, false);
    assert_int_equal(middle(&(InkPage[]){measure(*state)}[0])[0], 0);
}

static void what_overprints_leaves_it(void **state)
{
    add_box(*state, (Ink){10000, 10000, 0, 0}, false);
    add_box(*state, INK_BLACK, true);
    InkPage ink = measure(*state);

    assert_int_equal(ink.most, 300);
    assert_in_range(ink.over, 380, 420);
    ink_report(&((Fixture *)*state)->arena, ((Fixture *)*state)->diags, &ink, LIMIT, NOWHERE);
    assert_true(diags_has(((Fixture *)*state)->diags, R_INK_HEAVY));
}

static void a_little_over_the_limit_is_a_warning(void **state)
{
    Fixture *f = *state;

    add_box(f, (Ink){10000, 10000, 3000, 0}, false);
    ink_report(&f->arena, f->diags, &(InkPage[]){measure(f)}[0], LIMIT, NOWHERE);
    assert_true(diags_has(f->diags, R_INK_HIGH));
}

static void a_speck_too_heavy_does_no_harm(void **state)
{
    Fixture *f = *state;

    add_box(f, (Ink){10000, 10000, 10000, 0}, false)->box = (Rect){MM(40), MM(40), MM(3), MM(3)};
    ink_report(&f->arena, f->diags, &(InkPage[]){measure(f)}[0], LIMIT, NOWHERE);
    assert_int_equal(diags_count(f->diags, DIAG_NOTE), 0);
}

static void the_finding_names_what_lies_there(void **state)
{
    Fixture *f = *state;

    add_box(f, (Ink){10000, 10000, 10000, 0}, false)->at = (Span){0, 9, 1};
    InkPage ink = measure(f);
    assert_int_equal(op_at(&f->page, ink.worst)->at.start, 9);
}

static void a_picture_is_measured_in_its_own_inks(void **state)
{
    Fixture *f = *state;
    Raster raster = raster_new(&f->arena, RASTER_CMYK, 32, 32);

    memset(raster.pixels, 200, 4 * 32 * 32);
    f->picture = (Picture){.inks = PICTURE_CMYK,
                           .width = 32,
                           .height = 32,
                           .jpeg = jpeg_encode(&f->arena, &raster, 95)};
    PaintOp *op = add_box(f, INK_BLACK, false);
    op->kind = PAINT_PICTURE;
    op->as.picture.path = "a.jpg";
    InkPage ink = measure(f);
    assert_in_range(ink.most, 305, 322);
}

static void a_grey_picture_is_black_ink_alone(void **state)
{
    Fixture *f = *state;
    Raster raster = raster_new(&f->arena, RASTER_GRAY, 32, 32);

    memset(raster.pixels, 55, 32 * 32);
    f->picture = (Picture){.inks = PICTURE_GRAY,
                           .width = 32,
                           .height = 32,
                           .jpeg = jpeg_encode(&f->arena, &raster, 95)};
    PaintOp *op = add_box(f, INK_BLACK, false);
    op->kind = PAINT_PICTURE;
    op->as.picture.path = "a.jpg";
    InkPage ink = measure(f);
    assert_in_range(middle(&ink)[3], 197, 203);
    assert_true(str_eq(ink_used(&f->arena, &ink), S("K")));
}

static void type_is_measured_as_the_area_it_covers(void **state)
{
    Fixture *f = *state;
    hb_codepoint_t gid = 0;
    int face = fontset_role(f->fonts, f->diags, ROLE_BODY);

    hb_font_get_nominal_glyph(fontset_font(f->fonts, face, PT(20)), 0x4E2D, &gid);
    PaintGlyph glyph = {.gid = gid, .face = (uint16_t)face};
    PaintOp *op = add_box(f, INK_BLACK, true);
    op->kind = PAINT_TEXT;
    op->as.text.origin = (Point){MM(40), MM(60)};
    op->as.text.size = MM(20);
    op->as.text.count = 1;
    op->as.text.glyphs = &glyph;
    InkPage ink = measure(f);
    /* The square of the test font: 18 of 20 mm on a page of 100. */
    assert_in_range(ink.mean_milli[3], 30, 34);
}

/* Finished files, by Ghostscript */

static InkPage *plates(Fixture *f, const char *operators, int *count)
{
    Change changes[CHANGES_MOST] = {{"/Fm1 Do\n", operators}};

    assert_true(file_write(&f->arena, f->diags, PDF_PATH, maker_make(&f->arena, changes)));
    InkPage *pages = plates_measure(&f->arena, f->diags, PDF_PATH, NOWHERE, LIMIT, count);
    if (diags_has(f->diags, R_INK_NOT_MEASURED))
        skip();
    return pages;
}

static void black_overprinting_in_a_file_adds_up(void **state)
{
    int count = 0;
    InkPage *pages = plates(*state,
                            "/GK gs 1 1 0 0 k 100 250 60 60 re f\n"
                            "/GO gs 0 0 0 1 k 100 250 60 60 re f\n",
                            &count);

    assert_int_equal(count, 1);
    assert_in_range(pages[0].most, 298, 302);
}

static void black_knocking_out_in_a_file_does_not(void **state)
{
    int count = 0;
    InkPage *pages = plates(*state,
                            "/GK gs 1 1 0 0 k 100 250 60 60 re f\n"
                            "/GK gs 0 0 0 1 k 100 250 60 60 re f\n",
                            &count);

    assert_int_equal(count, 1);
    assert_true(pages[0].most <= 220);
}

static void marks_outside_the_trim_are_not_measured(void **state)
{
    int count = 0;
    InkPage *pages = plates(*state, "1 1 1 1 k 0 0 9 400 re f\n", &count);

    assert_int_equal(count, 1);
    assert_true(pages[0].most <= 220);
}

static void a_file_nobody_can_draw_is_a_note(void **state)
{
    Fixture *f = *state;
    int count = 0;

    assert_true(file_write(&f->arena, f->diags, PDF_PATH, S("nothing")));
    plates_measure(&f->arena, f->diags, PDF_PATH, NOWHERE, LIMIT, &count);
    assert_true(diags_has(f->diags, R_INK_NOT_MEASURED));
    assert_int_equal(diags_count(f->diags, DIAG_WARNING), 0);
    assert_int_equal(count, -1);
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(bare_paper_has_no_ink),
        CLAIM(each_ink_goes_to_its_plate),
        CLAIM(what_knocks_out_takes_the_ink_below_away),
        CLAIM(what_overprints_leaves_it),
        CLAIM(a_little_over_the_limit_is_a_warning),
        CLAIM(a_speck_too_heavy_does_no_harm),
        CLAIM(the_finding_names_what_lies_there),
        CLAIM(a_picture_is_measured_in_its_own_inks),
        CLAIM(a_grey_picture_is_black_ink_alone),
        CLAIM(type_is_measured_as_the_area_it_covers),
        CLAIM(black_overprinting_in_a_file_adds_up),
        CLAIM(black_knocking_out_in_a_file_does_not),
        CLAIM(marks_outside_the_trim_are_not_measured),
        CLAIM(a_file_nobody_can_draw_is_a_note),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
