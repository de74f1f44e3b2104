#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "paint/marks.h"

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *fonts;
    House house;
    MarksSpec spec;
} Fixture;

static int set_up(void **state)
{
    Fixture *f = calloc(1, sizeof *f);

    f->diags = diags_new(&f->arena);
    f->fonts = fontset_open(&f->arena, f->diags, BINARY_DIR "/fonts/catalogue.yaml", NULL);
    assert_non_null(f->fonts);
    f->spec = (MarksSpec){.width = MM(200), .height = MM(300), .line = S("第一版")};
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    fontset_close(f->fonts);
    diags_close(f->diags);
    arena_free(&f->arena);
    free(f);
    return 0;
}

static const PaintList *make(Fixture *f)
{
    return paint_marks(&f->arena, f->diags, f->fonts, &f->house, &f->spec);
}

static bool meets(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void assert_outside(const PaintList *list)
{
    Rect bleed = {-list->bleed, -list->bleed, list->width + 2 * list->bleed,
                  list->height + 2 * list->bleed};
    Emu edge = list->bleed + list->zone;
    Rect medium = {-edge, -edge, list->width + 2 * edge, list->height + 2 * edge};

    for (int i = 0; i < list->op_count; i++) {
        Rect box = list->ops[i].box;
        assert_false(meets(box, bleed));
        assert_true(box.x >= medium.x && box.y >= medium.y &&
                    box.x + box.w <= medium.x + medium.w && box.y + box.h <= medium.y + medium.h);
    }
}

static void marks_lie_between_bleed_and_edge(void **state)
{
    Fixture *f = *state;

    for (Emu bleed = 0; bleed <= MM(20); bleed += MM(1)) {
        f->spec.bleed = bleed;
        assert_outside(make(f));
    }
}

static void ticks_stand_where_the_knife_cuts(void **state)
{
    Fixture *f = *state;
    const PaintList *list = make(f);
    int cuts = 0;

    for (int i = 0; i < list->op_count; i++) {
        Rect box = list->ops[i].box;
        Emu middle = box.x + box.w / 2;
        cuts += box.w < PT(1) && box.h == MM(5) && (middle == 0 || middle == list->width);
    }
    assert_int_equal(cuts, 4);
}

static bool has_tick_at(const PaintList *list, Emu x)
{
    for (int i = 0; i < list->op_count; i++) {
        Rect box = list->ops[i].box;
        if (box.w < PT(1) && box.h == MM(5) && box.x + box.w / 2 == x)
            return true;
    }
    return false;
}

static void only_a_sheet_with_a_fold_shows_one(void **state)
{
    Fixture *f = *state;

    f->spec.width = MM(400);
    f->spec.fold = MM(190);
    assert_true(has_tick_at(make(f), MM(190)));
    f->spec.fold = 0;
    assert_false(has_tick_at(make(f), MM(190)));
}

static void lines_and_crosses_are_on_every_plate_and_words_are_not(void **state)
{
    Fixture *f = *state;
    const PaintList *list = make(f);

    for (int i = 0; i < list->op_count; i++) {
        const PaintOp *op = &list->ops[i];
        bool is_swatch = op->kind == PAINT_RECT && op->box.w == op->box.h;
        assert_int_equal(op->every_plate, op->kind != PAINT_TEXT && !is_swatch);
    }
}

static void inks_are_named_each_in_its_own(void **state)
{
    Fixture *f = *state;
    const PaintList *list = make(f);
    int named = 0;

    for (int i = 0; i < list->op_count; i++) {
        const PaintOp *op = &list->ops[i];
        if (op->kind != PAINT_TEXT)
            continue;
        if (str_eq(op->as.text.text, S("C")))
            named += op->ink.c == 10000 && !op->ink.k;
        if (str_eq(op->as.text.text, S("K")))
            named += op->ink.k == 10000 && !op->ink.c && op->overprint;
    }
    assert_int_equal(named, 2);
}

static void line_says_what_it_is_told(void **state)
{
    Fixture *f = *state;
    const PaintList *list = make(f);
    bool said = false;

    for (int i = 0; i < list->op_count; i++)
        said = said ||
               (list->ops[i].kind == PAINT_TEXT && str_eq(list->ops[i].as.text.text, S("第一版")));
    assert_true(said);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(marks_lie_between_bleed_and_edge),
        CASE(ticks_stand_where_the_knife_cuts),
        CASE(only_a_sheet_with_a_fold_shows_one),
        CASE(lines_and_crosses_are_on_every_plate_and_words_are_not),
        CASE(inks_are_named_each_in_its_own),
        CASE(line_says_what_it_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
