/* A head that runs from top to bottom beside its text (样式: 竖题), in the square fonts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "page/page.h"

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *fonts;
    const House *house;
    Page *page;
} Desk;

/* One story with that front matter and n characters, in a box of its own. */
static Desk *desk_with(const char *front, int n, int columns, int rows)
{
    Desk *desk = test_calloc(1, sizeof *desk);
    Arena *arena = &desk->arena;
    Issue *issue = arena_new(arena, Issue);
    PageSpec *spec = arena_new(arena, PageSpec);
    Pin *pin = arena_new(arena, Pin);
    Buf text = buf_new(arena);

    desk->diags = diags_new(arena);
    desk->house = house_load(arena, desk->diags, SOURCE_DIR "/layout/styles/newspaper.yaml",
                             S("newspaper.yaml"));
    assert_non_null(desk->house);
    desk->fonts = fontset_open(arena, desk->diags, BINARY_DIR "/fonts/catalogue.yaml", desk->house);
    buf_printf(&text, "---\n样式: 竖题\n%s\n---\n\n", front);
    for (int i = 0; i < n; i++)
        buf_utf8(&text, 0x4E00 + i * 7 % 5000);
    buf_add(&text, S("。\n"));
    *issue = (Issue){.house = desk->house, .pages = spec, .page_count = 1, .paper = S("报")};
    issue->stories = arena_new(arena, Story *);
    issue->stories[0] = story_from_text(arena, desk->diags, S("01.md"), buf_str(&text));
    issue->story_count = 1;
    *pin = (Pin){.columns = columns, .column = 1, .row = 1, .rows = rows, .photo.side = PHOTO_NONE};
    *spec = (PageSpec){.number = 1,
                       .lead = -1,
                       .masthead = MASTHEAD_NONE,
                       .stories = arena_new(arena, int),
                       .story_count = 1,
                       .pins = pin,
                       .pin_count = 1};
    desk->page = pages_make(arena, desk->diags, desk->fonts, issue, false)[0];
    return desk;
}

static void desk_close(Desk *desk)
{
    fontset_close(desk->fonts);
    diags_close(desk->diags);
    arena_free(&desk->arena);
    test_free(desk);
}

static const Frame *frame_of(const Desk *desk, FrameKind kind)
{
    for (int i = 0; i < desk->page->frame_count; i++)
        if (desk->page->frames[i].kind == kind && desk->page->frames[i].story == 0)
            return &desk->page->frames[i];
    return NULL;
}

static void it_runs_down_at_the_right_edge_of_its_box(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城抗击疫情", 500, 3, 40);
    const Frame *head = frame_of(desk, FRAME_HEAD);
    const Box *box = &desk->page->boxes[0];

    assert_true(head->lines[0].para->style.vertical);
    assert_int_equal(head->line_count, 1);
    assert_int_equal(head->lines[0].para->style.size, PT(36));
    assert_int_equal(head->box.x + head->box.w, box->box.x + box->box.w);
    assert_int_equal(head->lines[0].baseline.x, box->box.x + box->box.w - PT(18));
    desk_close(desk);
}

static void text_keeps_to_the_left_of_it(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城抗击疫情\n副题: 副题一行\n作者: 张三", 900, 3, 40);
    const Frame *head = frame_of(desk, FRAME_HEAD);

    for (int i = 0; i < desk->page->frame_count; i++) {
        const Frame *frame = &desk->page->frames[i];
        if (frame->kind == FRAME_TEXT)
            assert_true(frame->box.x + frame->box.w < head->box.x);
    }
    desk_close(desk);
}

static void the_number_stands_above_it_on_its_axis(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城抗击疫情\n序号: 7", 500, 3, 40);
    const Frame *number = frame_of(desk, FRAME_NUMBER), *head = frame_of(desk, FRAME_HEAD);

    assert_int_equal(number->box.w, PT(26));
    assert_int_equal(number->box.y + number->box.h + PT(10), head->box.y);
    assert_int_equal(number->box.x + PT(13), head->lines[0].baseline.x);
    desk_close(desk);
}

static void the_editors_mark_makes_two_lines_from_the_right(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城|抗击疫情", 500, 3, 40);
    const Frame *head = frame_of(desk, FRAME_HEAD);

    assert_int_equal(head->line_count, 2);
    assert_int_equal(head->lines[0].line.count, 4);
    assert_int_equal(head->lines[0].baseline.x - head->lines[1].baseline.x,
                     emu_scale(PT(28), 1150, 1000));
    desk_close(desk);
}

static void it_ends_inside_its_box(void **state)
{
    (void)state;

    for (int rows = 14; rows < 50; rows += 4) {
        Desk *desk =
            desk_with("标题: 南码头人喜庆浦东开发开放三十周年大型活动\n序号: 3", 300, 3, rows);
        const Frame *head = frame_of(desk, FRAME_HEAD);
        const Box *box = &desk->page->boxes[0];
        assert_non_null(head);
        assert_false(diags_has(desk->diags, P_HEAD_CROWDED));
        assert_true(head->box.y + head->box.h <= box->box.y + box->box.h);
        desk_close(desk);
    }
}

static void a_box_too_narrow_gets_a_head_across_and_says_so(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城抗击疫情", 200, 1, 40);

    assert_false(frame_of(desk, FRAME_HEAD)->lines[0].para->style.vertical);
    assert_true(diags_has(desk->diags, P_FIELD_NARROW));
    desk_close(desk);
}

static void it_is_no_plain_story_any_more(void **state)
{
    (void)state;
    Desk *desk = desk_with("标题: 众志成城抗击疫情", 500, 3, 40);

    assert_false(diags_has(desk->diags, P_KIND_PLAIN));
    assert_false(diags_has(desk->diags, P_FIELD_NARROW));
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_runs_down_at_the_right_edge_of_its_box),
        cmocka_unit_test(text_keeps_to_the_left_of_it),
        cmocka_unit_test(the_number_stands_above_it_on_its_axis),
        cmocka_unit_test(the_editors_mark_makes_two_lines_from_the_right),
        cmocka_unit_test(it_ends_inside_its_box),
        cmocka_unit_test(a_box_too_narrow_gets_a_head_across_and_says_so),
        cmocka_unit_test(it_is_no_plain_story_any_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
