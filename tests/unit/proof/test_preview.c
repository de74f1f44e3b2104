#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <png.h>

#include "base/file.h"
#include "proof/marks.h"
#include "proof/proof.h"

#define MODULE_DIR BINARY_DIR "/../libexec"
#define PNG_PATH   BINARY_DIR "/preview-trial.png"

enum { PPI = 72 };

typedef struct {
    Arena arena;
    Diags *diags;
    House house;
    FontSet *fonts;
    Colour *colour;
    PaintList page;
    PaintOp ops[2];
    PreviewOptions options;
} Fixture;

static int set_up(void **state)
{
    static Fixture f;

    f = (Fixture){0};
    f.diags = diags_new(&f.arena);
    f.house.profile = SOURCE_DIR "/layout/styles/newsprint_tr002_220.icc.z";
    f.house.pdf_standard = S("x1a");
    f.fonts = fontset_open(&f.arena, f.diags, BINARY_DIR "/fonts/catalogue.yaml", &f.house);
    f.colour = colour_open(&f.arena, f.diags, &f.house);
    assert_true(f.fonts && f.colour);
    /* 72 points at 72 ppi: one pixel a point. */
    f.page = (PaintList){.number = 1, .width = PT(72), .height = PT(144), .ops = f.ops};
    f.options = (PreviewOptions){.module_dir = MODULE_DIR, .path = PNG_PATH, .ppi = PPI};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    unlink(PNG_PATH);
    colour_close(f->colour);
    fontset_close(f->fonts);
    diags_close(f->diags);
    arena_free(&f->arena);
    return 0;
}

typedef struct {
    int width, height;
    unsigned char *rgb;
} Pixels;

static Pixels read_png(Fixture *f)
{
    png_image image = {.version = PNG_IMAGE_VERSION};

    assert_true(png_image_begin_read_from_file(&image, PNG_PATH));
    image.format = PNG_FORMAT_RGB;
    unsigned char *rgb = arena_many(&f->arena, unsigned char, PNG_IMAGE_SIZE(image));
    assert_true(png_image_finish_read(&image, NULL, rgb, 0, NULL));
    return (Pixels){(int)image.width, (int)image.height, rgb};
}

static Pixels draw(Fixture *f)
{
    if (!file_exists(MODULE_DIR "/preview.so"))
        skip();
    assert_true(preview_png(&f->arena, f->diags, f->fonts, f->colour, &f->page, NULL, &f->options));
    return read_png(f);
}

static const unsigned char *pixel(Pixels pixels, int x, int y)
{
    return pixels.rgb + 3 * ((size_t)pixels.width * (size_t)y + (size_t)x);
}

static bool is_dark(Pixels pixels, int x, int y)
{
    return pixel(pixels, x, y)[1] < 100;
}

static void add_square(Fixture *f, Ink ink)
{
    f->ops[f->page.op_count++] =
        (PaintOp){.kind = PAINT_RECT, .ink = ink, .box = {PT(20), PT(30), PT(10), PT(10)}};
}

static void the_picture_has_the_trimmed_size_at_its_resolution(void **state)
{
    Pixels pixels = draw(*state);

    assert_int_equal(pixels.width, 72);
    assert_int_equal(pixels.height, 144);
}

static void paper_is_a_little_darker_than_white(void **state)
{
    const unsigned char *paper = pixel(draw(*state), 36, 72);

    assert_in_range(paper[0], 235, 254);
    assert_true(paper[2] < paper[0]);
}

static void a_box_is_painted_where_it_stands(void **state)
{
    Fixture *f = *state;

    add_square(f, INK_BLACK);
    Pixels pixels = draw(f);
    assert_true(is_dark(pixels, 20, 30) && is_dark(pixels, 29, 39));
    assert_false(is_dark(pixels, 19, 30) || is_dark(pixels, 30, 39) || is_dark(pixels, 25, 40));
}

static void an_outline_lies_inside_its_box(void **state)
{
    Fixture *f = *state;

    add_square(f, INK_BLACK);
    f->ops[0].as.shape.stroke = PT(2);
    Pixels pixels = draw(f);
    assert_true(is_dark(pixels, 20, 30) && is_dark(pixels, 21, 31));
    assert_false(is_dark(pixels, 22, 32) || is_dark(pixels, 19, 30));
}

static void a_disc_leaves_its_corners_free(void **state)
{
    Fixture *f = *state;

    add_square(f, INK_BLACK);
    f->ops[0].kind = PAINT_ELLIPSE;
    Pixels pixels = draw(f);
    assert_true(is_dark(pixels, 25, 35));
    assert_false(is_dark(pixels, 20, 30));
}

static void inks_are_shown_as_the_press_prints_them(void **state)
{
    Fixture *f = *state;

    add_square(f, (Ink){0, 10000, 10000, 0});
    const unsigned char *red = pixel(draw(f), 25, 35);
    assert_true(red[0] > 150 && red[1] < 120 && red[2] < 120);
    assert_true(red[0] < 245);
}

static void a_glyph_is_its_outline_on_the_baseline(void **state)
{
    Fixture *f = *state;
    hb_codepoint_t gid = 0;
    int face = fontset_role(f->fonts, f->diags, ROLE_BODY);

    hb_font_get_nominal_glyph(fontset_font(f->fonts, face, PT(20)), 0x4E2D, &gid);
    PaintGlyph glyph = {.gid = gid, .face = (uint16_t)face, .x = PT(10)};
    f->ops[0] = (PaintOp){.kind = PAINT_TEXT, .ink = INK_BLACK};
    f->ops[0].as.text.origin = (Point){PT(20), PT(60)};
    f->ops[0].as.text.size = PT(20);
    f->ops[0].as.text.count = 1;
    f->ops[0].as.text.glyphs = &glyph;
    f->page.op_count = 1;
    Pixels pixels = draw(f);
    /* The square of one em: 1 to 19 pt across, from 16.6 pt above to 1.4 pt below. */
    assert_true(is_dark(pixels, 32, 45) && is_dark(pixels, 47, 60));
    assert_false(is_dark(pixels, 29, 50) || is_dark(pixels, 40, 62) || is_dark(pixels, 40, 42));
}

static void a_reserved_picture_is_a_frame_with_a_cross(void **state)
{
    Fixture *f = *state;
    Picture picture = {0};

    f->ops[0] =
        (PaintOp){.kind = PAINT_PICTURE, .ink = INK_BLACK, .box = {PT(10), PT(10), PT(40), PT(40)}};
    f->page.op_count = 1;
    if (!file_exists(MODULE_DIR "/preview.so"))
        skip();
    assert_true(
        preview_png(&f->arena, f->diags, f->fonts, f->colour, &f->page, &picture, &f->options));
    Pixels pixels = read_png(f);
    assert_true(pixel(pixels, 30, 30)[1] < pixel(pixels, 30, 20)[1]);
}

static void two_proofs_of_one_page_are_equal(void **state)
{
    Fixture *f = *state;
    Str first = {0}, second = {0};

    add_square(f, INK_BLACK);
    f->options.line = S("南风报 第1版 校样");
    draw(f);
    assert_true(file_read(&f->arena, f->diags, PNG_PATH, S("first"), 1 << 20, NOWHERE, &first));
    draw(f);
    assert_true(file_read(&f->arena, f->diags, PNG_PATH, S("second"), 1 << 20, NOWHERE, &second));
    assert_true(str_eq(first, second));
}

static void a_finding_is_outlined_on_its_page(void **state)
{
    Fixture *f = *state;
    int32_t file = diags_source(f->diags, S("a.md"), S("甲"));

    add_square(f, INK_BLACK);
    f->ops[0].at = (Span){file, 0, 3};
    diag_report_page(f->diags, P_STORY_OVERSET, f->ops[0].at, 1, "1\t1");
    f->options.marks = true;
    const unsigned char *outline = pixel(draw(f), 18, 35);
    assert_true(outline[0] > 180 && outline[1] < 120 && outline[2] > 100);
}

static void a_missing_module_is_an_error_with_a_remedy(void **state)
{
    Fixture *f = *state;

    f->options.module_dir = "/nowhere";
    assert_false(
        preview_png(&f->arena, f->diags, f->fonts, f->colour, &f->page, NULL, &f->options));
    assert_true(diags_has(f->diags, R_PREVIEW_MODULE));
    assert_false(file_exists(PNG_PATH));
}

static void a_folder_that_is_not_there_leaves_nothing(void **state)
{
    Fixture *f = *state;

    if (!file_exists(MODULE_DIR "/preview.so"))
        skip();
    f->options.path = BINARY_DIR "/nowhere/page.png";
    assert_false(
        preview_png(&f->arena, f->diags, f->fonts, f->colour, &f->page, NULL, &f->options));
    assert_true(diags_has(f->diags, C_CANNOT_WRITE));
}

/* Two lines of text of one file, 3 bytes a character. */
static void add_lines(Fixture *f, int32_t file)
{
    for (int i = 0; i < 2; i++)
        f->ops[i] = (PaintOp){.kind = PAINT_TEXT,
                              .box = {0, PT(20 * i), PT(50), PT(10)},
                              .at = {file, 100 + 30 * i, 3}};
    f->page.op_count = 2;
}

static const Mark *only_mark(Fixture *f)
{
    int count = 0;
    const Mark *marks = marks_find(&f->arena, f->diags, &f->page, &count);

    assert_int_equal(count, 1);
    return marks;
}

static void a_finding_inside_a_line_marks_that_line(void **state)
{
    Fixture *f = *state;
    int32_t file = diags_source(f->diags, S("a.md"), S(""));

    add_lines(f, file);
    diag_report(f->diags, F_GLYPH_MISSING, (Span){file, 112, 3}, "x\ty");
    assert_int_equal(only_mark(f)->box.y, 0);
    assert_int_equal(only_mark(f)->box.h, PT(10));
}

static void a_finding_before_all_lines_marks_the_whole_story(void **state)
{
    Fixture *f = *state;
    int32_t file = diags_source(f->diags, S("a.md"), S(""));

    add_lines(f, file);
    diag_report(f->diags, C_BAD_VALUE, (Span){file, 4, 3}, "x\ty\tz");
    assert_int_equal(only_mark(f)->box.h, PT(30));
}

static void marks_are_numbered_like_the_list_of_warnings_and_errors(void **state)
{
    Fixture *f = *state;
    int32_t other = diags_source(f->diags, S("a.md"), S("")), file;

    file = diags_source(f->diags, S("b.md"), S(""));
    add_lines(f, file);
    diag_report(f->diags, C_BAD_VALUE, (Span){other, 0, 1}, "x\ty\tz");
    diag_report(f->diags, F_GLYPH_MISSING, (Span){file, 130, 3}, "x\ty");
    assert_int_equal(only_mark(f)->number, 2);
}

static void findings_of_other_pages_are_not_marked(void **state)
{
    Fixture *f = *state;
    int count = 0, file = diags_source(f->diags, S("a.md"), S(""));

    add_lines(f, file);
    diag_report_page(f->diags, P_STORY_OVERSET, (Span){file, 100, 3}, 2, "1\t1");
    marks_find(&f->arena, f->diags, &f->page, &count);
    assert_int_equal(count, 0);
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(the_picture_has_the_trimmed_size_at_its_resolution),
        CLAIM(paper_is_a_little_darker_than_white),
        CLAIM(a_box_is_painted_where_it_stands),
        CLAIM(an_outline_lies_inside_its_box),
        CLAIM(a_disc_leaves_its_corners_free),
        CLAIM(inks_are_shown_as_the_press_prints_them),
        CLAIM(a_glyph_is_its_outline_on_the_baseline),
        CLAIM(a_reserved_picture_is_a_frame_with_a_cross),
        CLAIM(two_proofs_of_one_page_are_equal),
        CLAIM(a_finding_is_outlined_on_its_page),
        CLAIM(a_missing_module_is_an_error_with_a_remedy),
        CLAIM(a_folder_that_is_not_there_leaves_nothing),
        CLAIM(a_finding_inside_a_line_marks_that_line),
        CLAIM(a_finding_before_all_lines_marks_the_whole_story),
        CLAIM(marks_are_numbered_like_the_list_of_warnings_and_errors),
        CLAIM(findings_of_other_pages_are_not_marked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
