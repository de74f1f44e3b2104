/* The hyphen at the end of a line: painted, but no part of what the line says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "paint/text.h"

enum { EM = PT(10) };

static void the_hyphen_ends_the_line_and_stands_for_no_text(void **state)
{
    Arena arena = {0};
    Diags *diags = diags_new(&arena);
    House house = {.em = EM};
    FontSet *fonts = fontset_open(&arena, diags, BINARY_DIR "/fonts/catalogue.yaml", &house);
    Words *words = words_open(&arena, MODULES);
    ParaStyle style = {.role = ROLE_BODY, .size = EM, .mixed_gap = EM / 4, .words = words};
    Piece piece = {.text = S("一二三四五六information七八")};
    Emu measure = 8 * EM;
    Breaks all[4];

    (void)state;
    assert_non_null(fonts);
    ShapedPara *para = para_shape(&arena, diags, fonts, (Text){&piece, 1}, &style);
    Shape shape = {&measure, 1, 0};
    int count = para_breaks(&arena, para, shape, all, 4);
    Line line = para_line(&arena, para, &all[breaks_best(all, count)], 0, shape);
    PaintOp op = paint_text(&arena, para, &line, (Point){0, 0}, INK_BLACK);
    const PaintGlyph *last = &op.as.text.glyphs[op.as.text.count - 1];
    assert_true(line.hyphen);
    assert_int_equal(line.end, measure);
    assert_int_equal(op.as.text.count, line.count + 1);
    assert_int_equal(last->text_len, 0);
    assert_int_equal(last->x + last->advance, measure);
    assert_true(str_eq(op.as.text.text, S("一二三四五六in")));
    words_close(words);
    fontset_close(fonts);
    diags_close(diags);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hyphen_ends_the_line_and_stands_for_no_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
