#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paint/bleed.h"

enum { WIDTH = MM(200), HEIGHT = MM(300), BLEED = MM(3) };

static PaintOp bled(PaintOp op, FoldEdge fold)
{
    PaintList list = {.width = WIDTH, .height = HEIGHT, .bleed = BLEED, .ops = &op, .op_count = 1};

    paint_bleed(&list, fold);
    return op;
}

static PaintOp panel(Emu x, Emu y, Emu w, Emu h)
{
    return (PaintOp){.kind = PAINT_RECT, .box = {x, y, w, h}};
}

static void assert_box(Rect box, Emu x, Emu y, Emu w, Emu h)
{
    assert_int_equal(box.x, x);
    assert_int_equal(box.y, y);
    assert_int_equal(box.w, w);
    assert_int_equal(box.h, h);
}

static void panel_at_the_trim_goes_on_into_the_bleed(void **state)
{
    (void)state;
    assert_box(bled(panel(0, 0, WIDTH, MM(20)), FOLD_NONE).box, -BLEED, -BLEED, WIDTH + 2 * BLEED,
               MM(20) + BLEED);
}

static void panel_inside_stays_as_it_is(void **state)
{
    (void)state;
    assert_box(bled(panel(1, 1, MM(20), MM(20)), FOLD_NONE).box, 1, 1, MM(20), MM(20));
}

static void panel_at_the_fold_stops_there(void **state)
{
    (void)state;
    assert_box(bled(panel(0, 0, WIDTH, HEIGHT), FOLD_LEFT).box, 0, -BLEED, WIDTH + BLEED,
               HEIGHT + 2 * BLEED);
    assert_box(bled(panel(0, 0, WIDTH, HEIGHT), FOLD_RIGHT).box, -BLEED, -BLEED, WIDTH + BLEED,
               HEIGHT + 2 * BLEED);
}

static void outline_and_text_do_not_grow(void **state)
{
    PaintOp outline = panel(0, 0, WIDTH, HEIGHT), text = outline;

    (void)state;
    outline.as.shape.stroke = PT(1);
    text.kind = PAINT_TEXT;
    assert_box(bled(outline, FOLD_NONE).box, 0, 0, WIDTH, HEIGHT);
    assert_box(bled(text, FOLD_NONE).box, 0, 0, WIDTH, HEIGHT);
}

/* A picture at the top of the page, half as high as wide, at ten pixels to the millimetre. */
static PaintOp picture(Rect window, int pixel_w, int pixel_h)
{
    PaintOp op = {.kind = PAINT_PICTURE, .box = {MM(10), 0, MM(100), MM(50)}};

    op.as.picture.path = "x.jpg";
    op.as.picture.window = window;
    op.as.picture.pixel_w = pixel_w;
    op.as.picture.pixel_h = pixel_h;
    return op;
}

static void picture_gives_more_of_itself(void **state)
{
    PaintOp op = bled(picture((Rect){0, 100, 1000, 500}, 1000, 800), FOLD_NONE);

    (void)state;
    assert_box(op.box, MM(10), -BLEED, MM(100), MM(53));
    assert_box(op.as.picture.window, 0, 70, 1000, 530);
}

static void picture_without_more_is_enlarged_and_not_distorted(void **state)
{
    PaintOp op = bled(picture((Rect){0, 0, 1000, 500}, 1000, 500), FOLD_NONE);
    Rect window = op.as.picture.window;
    int64_t across = (int64_t)window.w * op.box.h, down = (int64_t)window.h * op.box.w;

    (void)state;
    assert_int_equal(window.h, 500);
    assert_true(window.x >= 0 && window.x + window.w <= 1000);
    assert_in_range(across * 1000 / down, 999, 1001);
}

static void reserved_frame_grows_without_a_window(void **state)
{
    PaintOp op = picture((Rect){0}, 0, 0);

    (void)state;
    op.as.picture.path = NULL;
    assert_box(bled(op, FOLD_NONE).box, MM(10), -BLEED, MM(100), MM(53));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(panel_at_the_trim_goes_on_into_the_bleed),
        cmocka_unit_test(panel_inside_stays_as_it_is),
        cmocka_unit_test(panel_at_the_fold_stops_there),
        cmocka_unit_test(outline_and_text_do_not_grow),
        cmocka_unit_test(picture_gives_more_of_itself),
        cmocka_unit_test(picture_without_more_is_enlarged_and_not_distorted),
        cmocka_unit_test(reserved_frame_grows_without_a_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
