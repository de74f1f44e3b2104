#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "press/content.h"
#include "press/readback.h"

enum { GLYPHS = 8, OPS_MAX = 8, LINE_MAX = 1200 };

/* A sheet of 100 × 200 pt and a font that needs no file: glyph 1 is 一, 2 is 二, 3 is 三 (an em
 * each), 4 is “a” (a third of an em, more or less), 5 is a blank, 6 was painted for no text. Codes
 * are 0x1000 and the glyph's number. */
typedef struct {
    Arena arena;
    EmbedGlyph glyphs[GLYPHS];
    uint16_t index[GLYPHS];
    EmbedFont fonts[1];
    int of_face[1];
    Embed embed;
    PaintOp ops[OPS_MAX];
    PaintList list;
    PaintGlyph line[LINE_MAX];
    Picture pictures[1];
    int images[1];
} Fixture;

static int set_up(void **state)
{
    static const char *const texts[GLYPHS] = {"", "一", "二", "三", "a", " ", "", "——"};
    static const int16_t widths[GLYPHS] = {1000, 1000, 1000, 1000, 333, 250, 1000, 2000};
    Fixture *f = calloc(1, sizeof *f);

    for (uint16_t i = 0; i < GLYPHS; i++) {
        f->glyphs[i] = (EmbedGlyph){i, (uint16_t)(0x1000 + i), widths[i], str_of(texts[i])};
        f->index[i] = (uint16_t)(i + 1);
    }
    f->fonts[0] =
        (EmbedFont){.count = GLYPHS, .glyphs = f->glyphs, .index = f->index, .index_size = GLYPHS};
    f->embed = (Embed){.fonts = f->fonts, .count = 1, .of_face = f->of_face, .face_count = 1};
    f->list = (PaintList){.number = 1, .width = PT(100), .height = PT(200), .ops = f->ops};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    arena_free(&f->arena);
    free(f);
    return 0;
}

/* Sets glyph i of the line: its number, place, and the text it stands for. */
static void put(Fixture *f, int i, uint32_t gid, Emu x, int at, int len)
{
    f->line[i] = (PaintGlyph){.gid = gid, .x = x, .text_at = at, .text_len = (uint16_t)len};
}

static PaintOp *add_line(Fixture *f, int count, const char *text)
{
    PaintOp *op = &f->ops[f->list.op_count++];

    *op = (PaintOp){.kind = PAINT_TEXT,
                    .overprint = true,
                    .ink = INK_BLACK,
                    .as.text = {.origin = {PT(10), PT(20)},
                                .size = PT(10),
                                .count = count,
                                .glyphs = f->line,
                                .text = str_of(text)}};
    return op;
}

static PaintOp *add_shape(Fixture *f, PaintKind kind, Rect box, Ink ink)
{
    PaintOp *op = &f->ops[f->list.op_count++];

    *op = (PaintOp){.kind = kind, .ink = ink, .box = box};
    return op;
}

static const char *stream(Fixture *f)
{
    ContentInput input = {
        .list = &f->list, .embed = &f->embed, .pictures = f->pictures, .images = f->images};

    return str_z(&f->arena, content_make(&f->arena, &input).stream);
}

static void black_line_overprints_and_opens_gaps(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(10), 3, 3);
    put(f, 2, 3, PT(41) / 2, 6, 3);
    add_line(f, 3, "一二三");
    assert_string_equal(stream(f), "/GO gs\n"
                                   "0 0 0 1 k\n"
                                   "BT\n"
                                   "/F1 10 Tf\n"
                                   "10 180 Td\n"
                                   "[<10011002>-50<1003>]TJ\n"
                                   "ET\n");
}

static void second_line_repeats_no_state(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    add_line(f, 1, "一");
    add_line(f, 1, "一")->as.text.origin = (Point){PT(10), PT(33)};
    assert_string_equal(stream(f), "/GO gs\n"
                                   "0 0 0 1 k\n"
                                   "BT\n/F1 10 Tf\n10 180 Td\n[<1001>]TJ\nET\n"
                                   "BT\n10 167 Td\n[<1001>]TJ\nET\n");
}

static void paper_white_knocks_out_even_when_told_to_overprint(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_RECT, (Rect){0, 0, PT(1), PT(1)}, INK_BLACK)->overprint = true;
    add_shape(f, PAINT_RECT, (Rect){0, 0, PT(1), PT(1)}, INK_PAPER)->overprint = true;
    assert_string_equal(stream(f), "/GO gs\n0 0 0 1 k\n0 199 1 1 re\nf\n"
                                   "/GK gs\n0 0 0 0 k\n0 199 1 1 re\nf\n");
}

static void red_rectangle_is_filled_in_cmyk(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_RECT, (Rect){PT(10), PT(20), PT(30), PT(5)}, (Ink){0, 10000, 6525, 0});
    assert_string_equal(stream(f), "0 1 0.6525 0 k\n10 175 30 5 re\nf\n");
}

static void outline_lies_inside_its_box(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_RECT, (Rect){PT(10), PT(20), PT(30), PT(10)}, INK_BLACK)->as.shape.stroke =
        PT(2);
    assert_string_equal(stream(f), "0 0 0 1 K\n2 w\n11 171 28 8 re\nS\n");
}

static void outline_as_thick_as_its_box_is_a_filling(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_RECT, (Rect){PT(10), PT(20), PT(30), PT(2)}, INK_BLACK)->as.shape.stroke =
        PT(1);
    assert_string_equal(stream(f), "0 0 0 1 k\n10 178 30 2 re\nf\n");
}

static void bleed_moves_everything_in(void **state)
{
    Fixture *f = *state;

    f->list.bleed = PT(9);
    add_shape(f, PAINT_RECT, (Rect){0, 0, PT(100), PT(200)}, INK_BLACK);
    assert_string_equal(stream(f), "0 0 0 1 k\n9 9 100 200 re\nf\n");
}

static void disc_is_four_curves(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_ELLIPSE, (Rect){0, 0, PT(20), PT(20)}, INK_BLACK);
    assert_string_equal(stream(f), "0 0 0 1 k\n"
                                   "20 190 m\n"
                                   "20 184.477 15.523 180 10 180 c\n"
                                   "4.477 180 0 184.477 0 190 c\n"
                                   "0 195.523 4.477 200 10 200 c\n"
                                   "15.523 200 20 195.523 20 190 c\n"
                                   "h\nf\n");
}

static void picture_fills_its_box(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_PICTURE, (Rect){PT(10), PT(20), PT(30), PT(15)}, INK_PAPER);
    f->images[0] = 7;
    assert_string_equal(stream(f), "q 30 0 0 15 10 165 cm /Im7 Do Q\n");
}

static void light_picture_gets_a_keyline_inside_its_edge(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_PICTURE, (Rect){PT(10), PT(20), PT(30), PT(15)}, INK_PAPER)
        ->as.picture.keyline = PT(1);
    f->images[0] = 7;
    f->pictures[0].light_border = true;
    assert_string_equal(stream(f), "q 30 0 0 15 10 165 cm /Im7 Do Q\n"
                                   "/GO gs\n0 0 0 1 K\n1 w\n10.5 165.5 29 14 re\nS\n");
}

static void reserved_frame_is_a_crossed_box(void **state)
{
    Fixture *f = *state;

    add_shape(f, PAINT_PICTURE, (Rect){PT(10), PT(20), PT(30), PT(15)}, INK_PAPER)
        ->as.picture.keyline = PT(1);
    assert_string_equal(stream(f), "/GO gs\n0 0 0 1 K\n1 w\n10.5 165.5 29 14 re\n"
                                   "10.5 179.5 m 39.5 165.5 l\n"
                                   "10.5 165.5 m 39.5 179.5 l\nS\n");
}

/* What a viewer makes of the TJ array: places after each glyph, in millionths of a point. */
static int64_t worst_drift(const char *text, const Fixture *f, const PaintOp *op)
{
    int64_t unit = 10000, pen = 10000000, worst = 0;
    int glyph = 0;

    for (const char *p = strchr(text, '[') + 1; *p != ']';) {
        if (*p == '<' || *p == '>') {
            p++;
            continue;
        }
        if (p[-1] == '<' || (p[-1] != '>' && p[-1] != '[' && p[-1] != '-')) {
            int64_t wanted =
                ((int64_t)op->as.text.origin.x + op->as.text.glyphs[glyph].x) * 10000 / 127;
            int64_t drift = wanted > pen ? wanted - pen : pen - wanted;
            worst = drift > worst ? drift : worst;
            pen += f->glyphs[op->as.text.glyphs[glyph++].gid].width * unit;
            p += 4;
            continue;
        }
        pen -= strtol(p, (char **)&p, 10) * unit;
    }
    assert_int_equal(glyph, op->as.text.count);
    return worst;
}

static void no_glyph_of_a_thousand_drifts_by_a_thousandth_of_an_em(void **state)
{
    Fixture *f = *state;
    char text[1001] = {0};
    Emu x = 0;

    memset(text, 'a', 1000);
    for (int i = 0; i < 1000; i++) {
        put(f, i, 4, x, i, 1);
        x += 42333 + i % 7 * 911; /* 10/3 pt and odd gaps */
    }
    PaintOp *op = add_line(f, 1000, text);
    assert_in_range(worst_drift(strstr(stream(f), "Td"), f, op), 0, 10000);
}

static void width_that_rounds_down_is_made_up_for(void **state)
{
    Fixture *f = *state;

    /* The font says 333.3, the PDF 333: after four glyphs the viewer is a thousandth behind. */
    for (int i = 0; i < 6; i++)
        put(f, i, 4, 42333 * i, i, 1);
    add_line(f, 6, "aaaaaa");
    assert_non_null(strstr(stream(f), "[<10041004>-1<100410041004>-1<1004>]TJ"));
}

static void plain_line_needs_no_text_beside_it(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(10), 3, 3);
    assert_true(line_reads_back(add_line(f, 2, "一二"), &f->embed));
}

static void wide_gap_between_characters_does(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(115) / 10, 3, 3);
    add_line(f, 2, "一二");
    assert_non_null(strstr(stream(f), "/Span <</ActualText <FEFF4E004E8C>>> BDC\nBT\n"));
    assert_non_null(strstr(stream(f), "ET\nEMC\n"));
}

static void wide_gap_at_a_blank_does_not(void **state)
{
    Fixture *f = *state;

    put(f, 0, 4, 0, 0, 1);
    put(f, 1, 5, PT(333) / 100, 1, 1);
    put(f, 2, 4, PT(9), 2, 1);
    assert_true(line_reads_back(add_line(f, 3, "a a"), &f->embed));
}

static void squeezed_mark_does(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(5), 3, 3);
    assert_false(line_reads_back(add_line(f, 2, "一二"), &f->embed));
}

static void glyph_that_stands_for_another_text_does(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    assert_false(line_reads_back(add_line(f, 1, "壹"), &f->embed));
}

static void glyph_without_a_text_does(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 6, PT(10), 3, 0);
    assert_false(line_reads_back(add_line(f, 2, "一"), &f->embed));
}

static void text_that_no_glyph_shows_does(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    assert_false(line_reads_back(add_line(f, 1, "一二"), &f->embed));
}

static void mark_of_the_layout_does_not_and_is_never_written(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(10), 6, 3);
    PaintOp *op = add_line(f, 2, "一\u200B二");
    assert_true(line_reads_back(op, &f->embed));
    f->line[1].x = PT(12);
    assert_non_null(strstr(stream(f), "<FEFF4E004E8C>"));
}

static void ligature_reads_back_as_its_two_characters(void **state)
{
    Fixture *f = *state;

    put(f, 0, 7, 0, 0, 6);
    assert_true(line_reads_back(add_line(f, 1, "——"), &f->embed));
}

static void character_beyond_the_first_plane_is_a_surrogate_pair(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 4);
    add_line(f, 1, "𠮷");
    assert_non_null(strstr(stream(f), "<FEFFD842DFB7>"));
}

static void column_hangs_from_the_middle_of_its_characters(void **state)
{
    Fixture *f = *state;

    /* HarfBuzz places a glyph's own origin half an em left of and 880/1000 em below the pen. */
    put(f, 0, 1, -PT(5), 0, 3);
    put(f, 1, 2, -PT(5), 3, 3);
    f->line[0].y = PT(88) / 10;
    f->line[1].y = PT(88) / 10 + PT(12);
    add_line(f, 2, "一二")->as.text.vertical = true;
    assert_non_null(strstr(stream(f), "BT\n/V1 10 Tf\n10 180 Td\n[<1001>200<1002>]TJ\nET\nEMC\n"));
}

static void glyph_on_its_side_is_turned_by_a_matrix_and_the_next_stands(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, -PT(4), 0, 3);
    put(f, 1, 2, -PT(5), 3, 3);
    f->line[0].turned = true;
    f->line[1].y = PT(88) / 10 + PT(10);
    add_line(f, 2, "一二")->as.text.vertical = true;
    assert_non_null(strstr(stream(f), "BT\n/F1 10 Tf\n0 -1 1 0 6 180 Tm\n[<1001>]TJ\n"
                                      "/V1 10 Tf\n1 0 0 1 10 170 Tm\n[<1002>]TJ\nET\n"));
}

static void narrowed_figure_is_as_wide_as_it_says(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, -PT(5), 0, 3);
    f->line[0].narrow = 500;
    f->line[0].y = PT(88) / 10;
    add_line(f, 1, "一")->as.text.vertical = true;
    assert_non_null(strstr(stream(f), "/F1 10 Tf\n0.5 0 0 1 5 171.2 Tm\n[<1001>]TJ\n"));
}

static void raised_glyph_moves_the_line_and_not_the_font(void **state)
{
    Fixture *f = *state;

    put(f, 0, 1, 0, 0, 3);
    put(f, 1, 2, PT(10), 3, 3);
    f->line[1].y = -PT(3);
    add_line(f, 2, "一二");
    assert_non_null(strstr(stream(f), "10 180 Td\n[<1001>]TJ\n10 3 Td\n[<1002>]TJ\n"));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(black_line_overprints_and_opens_gaps),
        CASE(second_line_repeats_no_state),
        CASE(paper_white_knocks_out_even_when_told_to_overprint),
        CASE(red_rectangle_is_filled_in_cmyk),
        CASE(outline_lies_inside_its_box),
        CASE(outline_as_thick_as_its_box_is_a_filling),
        CASE(bleed_moves_everything_in),
        CASE(disc_is_four_curves),
        CASE(picture_fills_its_box),
        CASE(light_picture_gets_a_keyline_inside_its_edge),
        CASE(reserved_frame_is_a_crossed_box),
        CASE(no_glyph_of_a_thousand_drifts_by_a_thousandth_of_an_em),
        CASE(width_that_rounds_down_is_made_up_for),
        CASE(plain_line_needs_no_text_beside_it),
        CASE(wide_gap_between_characters_does),
        CASE(wide_gap_at_a_blank_does_not),
        CASE(squeezed_mark_does),
        CASE(glyph_that_stands_for_another_text_does),
        CASE(glyph_without_a_text_does),
        CASE(text_that_no_glyph_shows_does),
        CASE(mark_of_the_layout_does_not_and_is_never_written),
        CASE(ligature_reads_back_as_its_two_characters),
        CASE(character_beyond_the_first_plane_is_a_surrogate_pair),
        CASE(column_hangs_from_the_middle_of_its_characters),
        CASE(glyph_on_its_side_is_turned_by_a_matrix_and_the_next_stands),
        CASE(narrowed_figure_is_as_wide_as_it_says),
        CASE(raised_glyph_moves_the_line_and_not_the_font),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
