/* The sample issue, set in its own fonts: what must hold on the page an editor gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/page.h"

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *fonts;
    Issue *issue;
    Page *page;
} Sample;

static void the_sample_has_no_error(void **state)
{
    const Sample *s = *state;

    diags_print(&((Sample *)*state)->arena, s->diags, LANG_EN, DIAG_WARNING, stderr);
    assert_int_equal(diags_count(s->diags, DIAG_ERROR), 0);
}

static void the_type_area_is_full(void **state)
{
    const Sample *s = *state;

    assert_true(s->page->fill_milli >= 990);
}

static void every_body_baseline_lies_on_the_grid(void **state)
{
    const Sample *s = *state;
    const House *house = s->issue->house;

    for (int i = 0; i < s->page->frame_count; i++) {
        const Frame *frame = &s->page->frames[i];
        for (int k = 0; k < frame->line_count && frame->kind == FRAME_TEXT; k++)
            assert_int_equal(
                (frame->lines[k].baseline.y - house->margin_top - house->baseline) % house->row, 0);
    }
}

/* The text of a story's text columns, in painting order. */
static Str placed_text(Arena *arena, const Page *page, int story)
{
    Buf out = buf_new(arena);

    for (int i = 0; i < page->frame_count; i++) {
        const Frame *frame = &page->frames[i];
        if (frame->story != story || frame->kind != FRAME_TEXT)
            continue;
        for (int k = 0; k < frame->line_count; k++) {
            const PlacedLine *line = &frame->lines[k];
            for (int g = line->line.first; g < line->line.first + line->line.count; g++)
                buf_add(&out, (Str){line->para->text.p + line->para->glyphs[g].cluster,
                                    (size_t)line->para->glyphs[g].length});
        }
    }
    return buf_str(&out);
}

static void every_character_of_every_story_is_set_once_and_in_order(void **state)
{
    Sample *s = *state;

    for (int i = 0; i < s->issue->story_count; i++) {
        const Story *story = s->issue->stories[i];
        Buf wanted = buf_new(&s->arena);
        for (int b = 0; b < story->block_count; b++)
            buf_add(&wanted, text_flat(&s->arena, story->blocks[b].text));
        Str placed = placed_text(&s->arena, s->page, i);
        assert_true(placed.n > 0);
        assert_true(str_eq(placed, buf_str(&wanted)));
    }
}

static void every_justified_line_ends_on_its_measure(void **state)
{
    const Sample *s = *state;

    for (int i = 0; i < s->page->frame_count; i++) {
        const Frame *frame = &s->page->frames[i];
        for (int k = 0; k < frame->line_count && frame->kind == FRAME_TEXT; k++)
            if (frame->lines[k].line.justified)
                assert_int_equal(frame->lines[k].line.end, frame->lines[k].line.measure);
    }
}

static void everything_lies_on_the_sheet_and_text_in_the_type_area(void **state)
{
    const Sample *s = *state;
    const House *house = s->issue->house;
    Emu right = house->margin_left + house_type_width(house);

    for (int i = 0; i < s->page->frame_count; i++) {
        const Frame *frame = &s->page->frames[i];
        assert_true(frame->box.x >= 0 && frame->box.x + frame->box.w <= house->page_width);
        assert_true(frame->box.y >= 0 && frame->box.y + frame->box.h <= house->page_height);
        if (frame->kind == FRAME_TEXT || frame->kind == FRAME_PICTURE)
            assert_true(frame->box.x >= house->margin_left && frame->box.x + frame->box.w <= right);
    }
}

static bool meet(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void no_text_line_meets_a_picture(void **state)
{
    const Sample *s = *state;
    const House *house = s->issue->house;

    for (int i = 0; i < s->page->frame_count; i++) {
        const Frame *picture = &s->page->frames[i];
        if (picture->kind != FRAME_PICTURE)
            continue;
        for (int j = 0; j < s->page->frame_count; j++) {
            const Frame *frame = &s->page->frames[j];
            for (int k = 0; k < frame->line_count && frame->kind == FRAME_TEXT; k++) {
                const PlacedLine *line = &frame->lines[k];
                Rect em = {line->baseline.x, line->baseline.y - house->baseline + house->text_top,
                           line->line.end, house->em};
                assert_false(meet(em, picture->box));
            }
        }
    }
}

static void text_columns_of_a_story_differ_by_one_line_at_most_and_only_the_last(void **state)
{
    const Sample *s = *state;

    for (int i = 0; i < s->page->box_count; i++) {
        const Box *box = &s->page->boxes[i];
        /* One line of one of two text columns in a box three columns wide is 1500 thousandths. */
        assert_true(box->empty <= 1000 * box->columns);
    }
}

static void the_head_of_the_lead_is_the_largest(void **state)
{
    const Sample *s = *state;
    Emu lead = 0, other = 0;

    for (int i = 0; i < s->page->frame_count; i++) {
        const Frame *frame = &s->page->frames[i];
        if (frame->kind != FRAME_HEAD)
            continue;
        Emu size = frame->lines[0].para->style.size;
        if (frame->story == s->page->spec->lead)
            lead = size;
        else
            other = size > other ? size : other;
    }
    assert_true(lead >= 2 * other);
}

static int open_sample(void **state)
{
    static Sample s;

    s.diags = diags_new(&s.arena);
    s.issue = issue_load(&s.arena, s.diags, SOURCE_DIR "/articles/2021-01-20",
                         SOURCE_DIR "/layout/styles");
    s.fonts = fontset_open(&s.arena, s.diags, SOURCE_DIR "/fonts/catalogue.yaml", s.issue->house);
    s.page = pages_make(&s.arena, s.diags, s.fonts, s.issue, false)[0];
    *state = &s;
    return 0;
}

static int close_sample(void **state)
{
    Sample *s = *state;

    fontset_close(s->fonts);
    diags_close(s->diags);
    arena_free(&s->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sample_has_no_error),
        cmocka_unit_test(the_type_area_is_full),
        cmocka_unit_test(every_body_baseline_lies_on_the_grid),
        cmocka_unit_test(every_character_of_every_story_is_set_once_and_in_order),
        cmocka_unit_test(every_justified_line_ends_on_its_measure),
        cmocka_unit_test(everything_lies_on_the_sheet_and_text_in_the_type_area),
        cmocka_unit_test(no_text_line_meets_a_picture),
        cmocka_unit_test(text_columns_of_a_story_differ_by_one_line_at_most_and_only_the_last),
        cmocka_unit_test(the_head_of_the_lead_is_the_largest),
    };
    return cmocka_run_group_tests(tests, open_sample, close_sample);
}
