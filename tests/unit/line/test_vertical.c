/* Where the ink of a column lies, in a face of squares without vertical forms and in those the
 * paper is set in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line/para.h"

enum { EM = PT(10), NEAR = EM * 6 / 100, TEXTS = 300 };

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *fonts[2]; /* of squares, of the paper */
    House house;
} Bench;

/* The squares first; then one face of each family: 宋, 黑, 楷. */
static const TextRole ROLES[] = {ROLE_QUOTE, ROLE_BODY, ROLE_SUBHEAD, ROLE_QUOTE};
enum { FACES = sizeof ROLES / sizeof *ROLES };

static ParaStyle style_of(TextRole role)
{
    return (ParaStyle){.role = role,
                       .size = EM,
                       .mixed_gap = EM / 4,
                       .kinsoku = KINSOKU_GB,
                       .half_digits = true,
                       .vertical = true};
}

static ShapedPara *column(Bench *bench, FontSet *fonts, TextRole role, Str text)
{
    Piece *piece = arena_new(&bench->arena, Piece);
    ParaStyle style = style_of(role);

    piece->text = text;
    return para_shape(&bench->arena, bench->diags, fonts, (Text){piece, 1}, &style);
}

/* The text in the i-th of all faces. */
static ShapedPara *column_in(Bench *bench, int face, const char *text, FontSet **fonts)
{
    *fonts = bench->fonts[face > 0];
    return column(bench, *fonts, ROLES[face], str_of(text));
}

/* Ink from the body's upper edge, and from the axis. */
typedef struct {
    Emu top, foot, left, right;
} InkBox;

static InkBox ink_of(FontSet *fonts, const Glyph *g)
{
    hb_glyph_extents_t e;
    Emu narrow = g->narrow ? g->narrow : 1000;

    assert_true(hb_font_get_glyph_extents(fontset_font(fonts, g->face, EM), g->gid, &e));
    if (g->set == SET_TURNED)
        return (InkBox){g->dy + e.x_bearing, g->dy + e.x_bearing + e.width,
                        g->dx + e.y_bearing + e.height, g->dx + e.y_bearing};
    Emu left = g->dx + emu_scale(e.x_bearing, narrow, 1000);
    return (InkBox){g->dy - e.y_bearing, g->dy - e.y_bearing - e.height, left,
                    left + emu_scale(e.width, narrow, 1000)};
}

static void pauses_stand_in_the_upper_right(void **state)
{
    for (int face = 0; face < FACES; face++) {
        FontSet *fonts;
        ShapedPara *para = column_in(*state, face, "，。、", &fonts);
        for (int i = 0; i < 3; i++) {
            InkBox ink = ink_of(fonts, &para->glyphs[i]);
            assert_int_equal(para->glyphs[i].body, EM / 2);
            /* A square is longer than its body. */
            assert_true(face == 0 || (ink.top >= -NEAR && ink.foot <= EM / 2 + NEAR));
            assert_true(ink.left + ink.right > 0 && ink.right <= EM / 2 + NEAR);
        }
    }
}

static void brackets_lie_across_inside_their_half_em(void **state)
{
    static const char *const marks[] = {"（", "）", "《", "》", "“", "”", "‘", "’", "【", "】"};

    for (int face = 0; face < FACES; face++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            FontSet *fonts;
            ShapedPara *para = column_in(*state, face, marks[i], &fonts);
            InkBox ink = ink_of(fonts, &para->glyphs[0]);
            assert_int_equal(para->glyphs[0].body, EM / 2);
            assert_true(ink.top >= -NEAR && ink.foot <= EM / 2 + NEAR);
            assert_true(ink.left >= -EM / 2 - NEAR && ink.right <= EM / 2 + NEAR);
        }
}

static void a_dash_is_one_stroke_of_two_ems_on_the_axis(void **state)
{
    for (int face = 0; face < FACES; face++) {
        FontSet *fonts;
        ShapedPara *para = column_in(*state, face, "——", &fonts);
        Emu pen = 0, foot = EM / 10;
        for (int i = 0; i < para->glyph_count; i++) {
            InkBox ink = ink_of(fonts, &para->glyphs[i]);
            assert_true(pen + ink.top <= foot);
            assert_true(ink.left < 0 && ink.right > 0 && ink.right - ink.left < EM / 5);
            foot = pen + ink.foot;
            pen += para->glyphs[i].body + para->glyphs[i].gap;
        }
        assert_true(pen >= 2 * EM - NEAR && pen <= 2 * EM + NEAR);
        assert_true(foot >= pen - EM / 10);
    }
}

static void an_ellipsis_runs_down(void **state)
{
    for (int face = 1; face < FACES; face++) {
        FontSet *fonts;
        ShapedPara *para = column_in(*state, face, "……", &fonts);
        InkBox ink = ink_of(fonts, &para->glyphs[0]);
        assert_true(ink.foot - ink.top > ink.right - ink.left);
    }
}

static void two_figures_share_an_em_and_do_not_touch(void **state)
{
    for (int face = 0; face < FACES; face++) {
        FontSet *fonts;
        ShapedPara *para = column_in(*state, face, "20", &fonts);
        InkBox one = ink_of(fonts, &para->glyphs[0]), two = ink_of(fonts, &para->glyphs[1]);
        assert_int_equal(para->glyphs[0].body + para->glyphs[1].body, EM);
        assert_true(one.left >= -EM / 2 && two.right <= EM / 2);
        assert_true(one.right <= two.left);
        /* The second goes back up beside the first. */
        assert_true(EM + two.top < EM && two.foot <= 0);
    }
}

static void quotes_take_the_glyphs_of_corner_brackets_and_keep_their_text(void **state)
{
    for (int face = 0; face < FACES; face++) {
        FontSet *fonts;
        ShapedPara *written = column_in(*state, face, "“‘’”", &fonts);
        ShapedPara *corners = column_in(*state, face, "『「」』", &fonts);
        for (int i = 0; i < 4; i++)
            assert_int_equal(written->glyphs[i].gid, corners->glyphs[i].gid);
        assert_true(str_eq(written->text, S("“‘’”")));
    }
}

static void a_year_stands_and_a_word_lies(void **state)
{
    FontSet *fonts;
    ShapedPara *para = column_in(*state, 1, "2021ab", &fonts);
    ShapedPara *year = column_in(*state, 1, "2021", &fonts);

    for (int i = 0; i < 4; i++)
        assert_int_equal(year->glyphs[i].set, SET_UPRIGHT);
    for (int i = 0; i < para->glyph_count; i++)
        assert_int_equal(para->glyphs[i].set, SET_TURNED);
}

static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static Str random_text(Arena *arena, uint32_t *state)
{
    static const char *const bits[] = {"，",  "。", "“",   "”",     "！",   "：", "（",  "）",
                                       "——",  "……", "·",   "20",    "2021", "7",  "365", "12000",
                                       "1.0", "%",  "APP", "edjob", "H7N9", "—",  "～",  " "};
    Buf text = buf_new(arena);
    uint32_t n = 1 + draw(state, 80);

    for (uint32_t i = 0; i < n; i++)
        if (draw(state, 10) < 6)
            buf_utf8(&text, (int32_t)(0x4E00 + draw(state, 5000)));
        else
            buf_add(&text, str_of(bits[draw(state, sizeof bits / sizeof *bits)]));
    return buf_str(&text);
}

static void check_column(const ShapedPara *para, const Line *line, bool emergency)
{
    for (int k = 0; k + 1 < line->count; k++)
        assert_true(line->x[k + 1] - line->x[k] >= para->glyphs[line->first + k].body);
    if (line->justified && !emergency)
        assert_int_equal(line->end, line->measure);
}

static void any_text_is_set_whole_and_justified_to_the_emu(void **state)
{
    Bench *bench = *state;
    uint32_t seed = 2021;

    for (int i = 0; i < TEXTS; i++) {
        Str text = random_text(&bench->arena, &seed);
        ShapedPara *para = column(bench, bench->fonts[0], ROLE_BODY, text);
        Emu measure = (Emu)(20 + draw(&seed, 101)) * EM / 4;
        Shape at = {&measure, 1, 0};
        Breaks all[8];
        int count = para_breaks(&bench->arena, para, at, all, 8), next = 0;
        const Breaks *best = &all[breaks_best(all, count)];
        for (int k = 0; k < best->lines; k++) {
            Line line = para_line(&bench->arena, para, best, k, at);
            assert_int_equal(line.first, next);
            next += line.count;
            check_column(para, &line, best->emergency);
        }
        assert_int_equal(next, para->glyph_count);
    }
}

static int open_bench(void **state)
{
    static Bench bench;

    bench.house.em = EM;
    for (int i = 0; i < ROLE_COUNT; i++)
        bench.house.text[i] = (TextStyle){.size = EM, .pitch = EM, .ink = INK_BLACK};
    bench.diags = diags_new(&bench.arena);
    bench.fonts[0] =
        fontset_open(&bench.arena, bench.diags, BINARY_DIR "/fonts/catalogue.yaml", &bench.house);
    bench.fonts[1] =
        fontset_open(&bench.arena, bench.diags, SOURCE_DIR "/fonts/catalogue.yaml", &bench.house);
    *state = &bench;
    return bench.fonts[0] && bench.fonts[1] ? 0 : -1;
}

static int close_bench(void **state)
{
    Bench *bench = *state;

    fontset_close(bench->fonts[0]);
    fontset_close(bench->fonts[1]);
    diags_close(bench->diags);
    arena_free(&bench->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pauses_stand_in_the_upper_right),
        cmocka_unit_test(brackets_lie_across_inside_their_half_em),
        cmocka_unit_test(a_dash_is_one_stroke_of_two_ems_on_the_axis),
        cmocka_unit_test(an_ellipsis_runs_down),
        cmocka_unit_test(two_figures_share_an_em_and_do_not_touch),
        cmocka_unit_test(quotes_take_the_glyphs_of_corner_brackets_and_keep_their_text),
        cmocka_unit_test(a_year_stands_and_a_word_lies),
        cmocka_unit_test(any_text_is_set_whole_and_justified_to_the_emu),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
