/* What must hold for any text at any measure: texts are drawn from all classes of characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line/para.h"

enum { EM = PT(10), TEXTS = 400, LENGTH_MAX = 120 };

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *fonts;
} Bench;

static House house;

/* A fixed sequence, so that a failure can be found again. */
static uint32_t draw(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

static Str random_text(Arena *arena, uint32_t *state)
{
    static const char *const marks[] = {"，", "。", "“",  "”",  "、", "：", "（", "）",
                                        "《", "》", "——", "……", "·",  "！", "？", "—",
                                        "～", "%",  "℃",  "¥",  "/",  " "};
    static const char *const words[] = {"APP", "edjob", "2020", "7", "12000", "1.0", "H7N9", "a"};
    Buf text = buf_new(arena);
    uint32_t n = 1 + draw(state, LENGTH_MAX);

    for (uint32_t i = 0; i < n; i++) {
        uint32_t kind = draw(state, 20);
        if (kind < 14)
            buf_utf8(&text, (int32_t)(0x4E00 + draw(state, 5000)));
        else if (kind < 18)
            buf_add(&text, str_of(marks[draw(state, sizeof marks / sizeof *marks)]));
        else
            buf_add(&text, str_of(words[draw(state, sizeof words / sizeof *words)]));
    }
    return buf_str(&text);
}

static ParaStyle body_style(void)
{
    return (ParaStyle){.role = ROLE_BODY,
                       .size = EM,
                       .mixed_gap = EM / 4,
                       .kinsoku = KINSOKU_GB,
                       .half_digits = true};
}

static ShapedPara *shape(Bench *bench, Arena *arena, Str text, const ParaStyle *style)
{
    Piece *piece = arena_new(arena, Piece);

    piece->text = text;
    return para_shape(arena, bench->diags, bench->fonts, (Text){piece, 1}, style);
}

typedef void Property(const ShapedPara *para, const Breaks *breaks, const Line *lines, Emu measure);

/* Runs the property over random texts and measures of 5 to 30 em in quarter steps. */
static void hold(Bench *bench, Property *property)
{
    uint32_t state = 2021;

    for (int i = 0; i < TEXTS; i++) {
        Arena arena = {0};
        ParaStyle style = body_style();
        ShapedPara *para = shape(bench, &arena, random_text(&arena, &state), &style);
        Emu measure = (Emu)(20 + draw(&state, 101)) * EM / 4;
        Shape at = {&measure, 1, 0};
        Breaks all[8];
        int count = para_breaks(&arena, para, at, all, 8);
        const Breaks *best = &all[breaks_best(all, count)];
        Line *lines = arena_many(&arena, Line, (size_t)best->lines + 1);
        for (int k = 0; k < best->lines; k++)
            lines[k] = para_line(&arena, para, best, k, at);
        property(para, best, lines, measure);
        arena_free(&arena);
    }
}

static void no_glyph_is_lost_or_doubled_by(const ShapedPara *para, const Breaks *breaks,
                                           const Line *lines, Emu measure)
{
    int next = 0;

    (void)measure;
    for (int i = 0; i < breaks->lines; i++) {
        assert_int_equal(lines[i].first, next);
        next += lines[i].count;
    }
    assert_int_equal(next, para->glyph_count);
}

static void no_character_is_lost_or_doubled(void **state)
{
    hold(*state, no_glyph_is_lost_or_doubled_by);
}

static void ends_on_measure(const ShapedPara *para, const Breaks *breaks, const Line *lines,
                            Emu measure)
{
    for (int i = 0; i < breaks->lines && !breaks->emergency; i++) {
        int gaps = 0;
        for (int k = lines[i].first; k + 1 < lines[i].first + lines[i].count; k++)
            gaps += para->glyphs[k].stretch != STRETCH_NONE;
        if (lines[i].justified && gaps)
            assert_int_equal(lines[i].end, measure);
        else
            assert_true(lines[i].end <= measure);
    }
}

static void justified_lines_end_on_the_measure_to_the_emu(void **state)
{
    hold(*state, ends_on_measure);
}

static void edges_are_allowed(const ShapedPara *para, const Breaks *breaks, const Line *lines,
                              Emu measure)
{
    (void)measure;
    for (int i = 0; i + 1 < breaks->lines && !breaks->emergency; i++) {
        const Glyph *last = &para->glyphs[lines[i].first + lines[i].count - 1], *next = last + 1;
        assert_true(last->char_class == CLASS_SPACE ||
                    class_may_end_line((CharClass)last->char_class, KINSOKU_GB));
        assert_true(class_may_start_line((CharClass)next->char_class, KINSOKU_GB));
    }
}

static void no_line_has_a_forbidden_edge(void **state)
{
    hold(*state, edges_are_allowed);
}

static void bodies_do_not_meet(const ShapedPara *para, const Breaks *breaks, const Line *lines,
                               Emu measure)
{
    (void)measure;
    for (int i = 0; i < breaks->lines; i++)
        for (int k = 0; k + 1 < lines[i].count; k++) {
            const Glyph *g = &para->glyphs[lines[i].first + k];
            assert_true(lines[i].x[k + 1] - lines[i].x[k] >= g->body + g->gap_min);
        }
}

static void bodies_never_overlap(void **state)
{
    hold(*state, bodies_do_not_meet);
}

static void gaps_are_even(const ShapedPara *para, const Breaks *breaks, const Line *lines,
                          Emu measure)
{
    (void)measure;
    for (int i = 0; i < breaks->lines; i++) {
        Emu least = INT32_MAX, most = 0;
        for (int k = 0; k + 1 < lines[i].count; k++) {
            const Glyph *g = &para->glyphs[lines[i].first + k];
            if (g->stretch != STRETCH_ANY || g->char_class != CLASS_HAN ||
                g[1].char_class != CLASS_HAN)
                continue;
            Emu gap = lines[i].x[k + 1] - lines[i].x[k] - g->body;
            least = gap < least ? gap : least;
            most = gap > most ? gap : most;
        }
        assert_true(most == 0 || most - least <= 1);
    }
}

static void gaps_between_characters_of_a_line_are_equal(void **state)
{
    hold(*state, gaps_are_even);
}

static void two_measures_of_equal_width_break_as_one(void **state)
{
    Bench *bench = *state;
    uint32_t seed = 7;

    for (int i = 0; i < TEXTS / 4; i++) {
        Arena arena = {0};
        ParaStyle style = body_style();
        ShapedPara *para = shape(bench, &arena, random_text(&arena, &seed), &style);
        Emu one = 12 * EM, many[20];
        Breaks a[8], b[8];
        for (int k = 0; k < 20; k++)
            many[k] = one;
        int x = para_breaks(&arena, para, (Shape){&one, 1, 0}, a, 8);
        int y = para_breaks(&arena, para, (Shape){many, 20, 5}, b, 8);
        assert_int_equal(x, y);
        assert_int_equal(a[breaks_best(a, x)].lines, b[breaks_best(b, y)].lines);
        for (int k = 0; k < a[breaks_best(a, x)].lines; k++)
            assert_int_equal(a[breaks_best(a, x)].ends[k], b[breaks_best(b, y)].ends[k]);
        arena_free(&arena);
    }
}

static void the_least_lines_are_never_more_than_any_breaking(void **state)
{
    Bench *bench = *state;
    uint32_t seed = 99;

    for (int i = 0; i < TEXTS / 4; i++) {
        Arena arena = {0};
        ParaStyle style = body_style();
        ShapedPara *para = shape(bench, &arena, random_text(&arena, &seed), &style);
        Emu measure = (Emu)(6 + draw(&seed, 20)) * EM;
        Breaks all[8];
        para_breaks(&arena, para, (Shape){&measure, 1, 0}, all, 8);
        assert_true(para_least_lines(para, (Shape){&measure, 1, 0}) <= all[0].lines);
        arena_free(&arena);
    }
}

static void a_measure_narrower_than_a_character_still_sets_everything(void **state)
{
    Bench *bench = *state;
    Arena arena = {0};
    ParaStyle style = body_style();
    ShapedPara *para = shape(bench, &arena, S("一二，三abcdef四。"), &style);
    Emu measure = EM / 3;
    Breaks all[8];

    int count = para_breaks(&arena, para, (Shape){&measure, 1, 0}, all, 8);
    const Breaks *best = &all[breaks_best(all, count)];
    assert_true(best->emergency);
    assert_int_equal(best->ends[best->lines - 1], para->glyph_count);
    arena_free(&arena);
}

static void a_megabyte_without_a_break_is_set(void **state)
{
    Bench *bench = *state;
    Arena arena = {0};
    ParaStyle style = body_style();
    size_t n = 1 << 20;
    char *text = arena_many(&arena, char, n);
    for (size_t i = 0; i < n; i++)
        text[i] = 'a';
    ShapedPara *para = shape(bench, &arena, (Str){text, n}, &style);
    Emu measure = 12 * EM;
    Breaks all[8];

    para_breaks(&arena, para, (Shape){&measure, 1, 0}, all, 8);
    assert_int_equal(all[0].ends[all[0].lines - 1], para->glyph_count);
    arena_free(&arena);
}

static int open_bench(void **state)
{
    static Bench bench;

    house.em = EM;
    for (int i = 0; i < ROLE_COUNT; i++)
        house.text[i] = (TextStyle){.size = EM, .pitch = EM, .ink = INK_BLACK};
    bench.diags = diags_new(&bench.arena);
    bench.fonts =
        fontset_open(&bench.arena, bench.diags, BINARY_DIR "/fonts/catalogue.yaml", &house);
    *state = &bench;
    return bench.fonts ? 0 : -1;
}

static int close_bench(void **state)
{
    Bench *bench = *state;

    fontset_close(bench->fonts);
    diags_close(bench->diags);
    arena_free(&bench->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_character_is_lost_or_doubled),
        cmocka_unit_test(justified_lines_end_on_the_measure_to_the_emu),
        cmocka_unit_test(no_line_has_a_forbidden_edge),
        cmocka_unit_test(bodies_never_overlap),
        cmocka_unit_test(gaps_between_characters_of_a_line_are_equal),
        cmocka_unit_test(two_measures_of_equal_width_break_as_one),
        cmocka_unit_test(the_least_lines_are_never_more_than_any_breaking),
        cmocka_unit_test(a_measure_narrower_than_a_character_still_sets_everything),
        cmocka_unit_test(a_megabyte_without_a_break_is_set),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}
