#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "press/pdf.h"
#include "sheet.h"

/* The plates a Ghostscript of the house would make: what is on which, and what is missing. */

#define OUT BINARY_DIR "/plates-test.pdf"

typedef struct {
    Sheet sheet;
    Issue issue;
    Colour *colour;
    char plates[4][16]; /* share of the page with ink: cyan, magenta, yellow, black */
} Fixture;

static int set_up(void **state)
{
    Fixture *f = calloc(1, sizeof *f);
    House *house = &f->sheet.house;

    sheet_open(&f->sheet, SOURCE_DIR "/fonts/catalogue.yaml");
    house->profile = SOURCE_DIR "/layout/styles/newsprint_tr002_220.icc.z";
    house->ink_limit = 220;
    f->colour = colour_open(&f->sheet.arena, f->sheet.diags, house);
    assert_non_null(f->colour);
    f->issue = (Issue){.house = house};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    colour_close(f->colour);
    sheet_close(&f->sheet);
    unlink(OUT);
    free(f);
    return 0;
}

static void fill_page(Fixture *f, Ink ink)
{
    sheet_add(&f->sheet, (PaintOp){.kind = PAINT_RECT,
                                   .story = -1,
                                   .ink = ink,
                                   .box = {0, 0, f->sheet.list.width, f->sheet.list.height}});
}

static PaintOp *write_line(Fixture *f)
{
    int face = fontset_role(f->sheet.fonts, f->sheet.diags, ROLE_HEADLINE);

    return sheet_line(&f->sheet,
                      (LineStyle){.face = face, .size = PT(30), .origin = {MM(10), MM(50)}},
                      "城市大脑");
}

/* Skipped where there is no Ghostscript. */
static void make_plates(Fixture *f)
{
    PaintList *pages[1] = {&f->sheet.list};
    PdfOptions options = {.path = OUT, .threads = 1, .year = 2021, .month = 1, .day = 20};
    FILE *pipe;

    if (system("command -v gs >/dev/null") != 0)
        skip();
    assert_true(pdf_write(&f->sheet.arena, f->sheet.diags, f->sheet.fonts, &f->issue, f->colour,
                          pages, 1, NULL, &options));
    pipe = popen("gs -q -dSAFER -o - -r72 -sDEVICE=inkcov " OUT, "r");
    assert_non_null(pipe);
    assert_int_equal(
        fscanf(pipe, "%15s %15s %15s %15s", f->plates[0], f->plates[1], f->plates[2], f->plates[3]),
        4);
    pclose(pipe);
}

static void text_is_on_the_black_plate_alone(void **state)
{
    Fixture *f = *state;

    write_line(f);
    make_plates(f);
    assert_string_equal(f->plates[0], "0.00000");
    assert_string_equal(f->plates[1], "0.00000");
    assert_string_equal(f->plates[2], "0.00000");
    assert_string_not_equal(f->plates[3], "0.00000");
}

static void black_text_leaves_no_hole_in_the_ink_below(void **state)
{
    Fixture *f = *state;

    fill_page(f, (Ink){0, 10000, 5000, 0});
    write_line(f);
    make_plates(f);
    assert_string_equal(f->plates[1], "1.00000");
    assert_string_equal(f->plates[2], "1.00000");
    assert_string_not_equal(f->plates[3], "0.00000");
}

static void white_text_leaves_one(void **state)
{
    Fixture *f = *state;

    fill_page(f, (Ink){0, 10000, 0, 0});
    PaintOp *line = write_line(f);
    line->ink = INK_PAPER;
    make_plates(f);
    assert_string_not_equal(f->plates[1], "1.00000");
}

static void mark_of_register_is_on_every_plate(void **state)
{
    Fixture *f = *state;

    fill_page(f, INK_BLACK);
    f->sheet.list.ops[0].every_plate = true;
    make_plates(f);
    for (int i = 0; i < 4; i++)
        assert_string_equal(f->plates[i], "1.00000");
}

static void ink_after_a_mark_of_register_is_itself_again(void **state)
{
    Fixture *f = *state;

    fill_page(f, INK_BLACK);
    f->sheet.list.ops[0].every_plate = true;
    fill_page(f, INK_BLACK);
    make_plates(f);
    assert_string_equal(f->plates[0], "0.00000");
    assert_string_equal(f->plates[3], "1.00000");
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(text_is_on_the_black_plate_alone),
        CASE(black_text_leaves_no_hole_in_the_ink_below),
        CASE(white_text_leaves_one),
        CASE(mark_of_register_is_on_every_plate),
        CASE(ink_after_a_mark_of_register_is_itself_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
