/* Story boxes in the square fonts: text into slots, fit in characters, places of pins. */
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
    Issue issue;
    PageSpec spec;
    Pin pins[8];
    Story *stories[8];
    int order[8];
} Desk;

static const House *house_of(Desk *desk)
{
    House *house = house_load(&desk->arena, desk->diags, SOURCE_DIR "/layout/styles/newspaper.yaml",
                              S("newspaper.yaml"));

    assert_non_null(house);
    return house;
}

static Desk *desk_open(void)
{
    Desk *desk = test_calloc(1, sizeof *desk);

    desk->diags = diags_new(&desk->arena);
    desk->issue.house = house_of(desk);
    desk->fonts = fontset_open(&desk->arena, desk->diags, BINARY_DIR "/fonts/catalogue.yaml",
                               desk->issue.house);
    assert_non_null(desk->fonts);
    desk->spec = (PageSpec){.number = 1, .lead = -1, .stories = desk->order, .pins = desk->pins};
    desk->spec.masthead = MASTHEAD_NONE;
    desk->issue.pages = &desk->spec;
    desk->issue.page_count = 1;
    desk->issue.stories = desk->stories;
    desk->issue.paper = S("报");
    return desk;
}

static void desk_close(Desk *desk)
{
    fontset_close(desk->fonts);
    diags_close(desk->diags);
    arena_free(&desk->arena);
    test_free(desk);
}

/* A story with a head and one paragraph of n different characters and a stop. */
static int add_story(Desk *desk, int n)
{
    int at = desk->issue.story_count++;
    Buf text = buf_new(&desk->arena);

    buf_add(&text, S("# 标题\n\n"));
    for (int i = 0; i < n; i++)
        buf_utf8(&text, 0x4E00 + i * 7 % 5000);
    buf_add(&text, S("。\n"));
    desk->stories[at] = story_from_text(
        &desk->arena, desk->diags, str_format(&desk->arena, "%02d.md", at + 1), buf_str(&text));
    desk->order[desk->spec.story_count++] = at;
    return at;
}

static void pin(Desk *desk, int story, int column, int columns, int row, int rows)
{
    desk->pins[desk->spec.pin_count++] = (Pin){.story = story,
                                               .column = column,
                                               .columns = columns,
                                               .row = row,
                                               .rows = rows,
                                               .legs = 1,
                                               .photo.side = PHOTO_NONE};
}

static Page *make(Desk *desk)
{
    return pages_make(&desk->arena, desk->diags, desk->fonts, &desk->issue, false)[0];
}

static Page *page_with(Desk *desk, int characters, int columns, int rows)
{
    pin(desk, add_story(desk, characters), 1, columns, 1, rows);
    return make(desk);
}

static int fit_of(int characters)
{
    Desk *desk = desk_open();
    Page *page = page_with(desk, characters, 2, 20);
    int fit = page->fits[0].overset ? -1000000 + page->fits[0].fit : page->fits[0].fit;

    desk_close(desk);
    return fit;
}

static void as_many_characters_as_it_says_still_fit_and_not_one_more(void **state)
{
    (void)state;
    int start = 150, room = fit_of(start);

    assert_true(room > 0);
    assert_int_equal(fit_of(start + room), 0);
    assert_true(fit_of(start + room + 1) < -900000);
}

static void cutting_as_many_as_it_says_is_enough_and_one_fewer_is_not(void **state)
{
    (void)state;
    Desk *desk = desk_open();
    Page *page = page_with(desk, 900, 2, 20);
    int over = -page->fits[0].fit;

    assert_true(page->fits[0].overset);
    assert_true(diags_has(desk->diags, P_STORY_OVERSET));
    assert_true(over > 0);
    assert_true(fit_of(900 - over) >= 0);
    assert_true(fit_of(900 - over + 1) < 0);
    desk_close(desk);
}

static Str text_on(Desk *desk, const Page *page, int story)
{
    Buf out = buf_new(&desk->arena);

    for (int i = 0; i < page->frame_count; i++)
        for (int k = 0; k < page->frames[i].line_count && page->frames[i].kind == FRAME_TEXT &&
                        page->frames[i].story == story;
             k++) {
            const PlacedLine *line = &page->frames[i].lines[k];
            for (int g = line->line.first; g < line->line.first + line->line.count; g++)
                buf_add(&out, (Str){line->para->text.p + line->para->glyphs[g].cluster,
                                    (size_t)line->para->glyphs[g].length});
        }
    return buf_str(&out);
}

static void text_runs_on_through_boxes_of_different_widths(void **state)
{
    (void)state;
    Desk *desk = desk_open();
    int story = add_story(desk, 300);

    pin(desk, story, 1, 2, 1, 10);
    pin(desk, story, 4, 1, 5, 20);
    Page *page = make(desk);
    assert_int_equal(page->box_count, 2);
    assert_true(page->boxes[1].continued);
    assert_true(page->boxes[0].characters > 0 && page->boxes[1].characters > 0);
    assert_true(str_eq(text_on(desk, page, story),
                       text_flat(&desk->arena, desk->stories[story]->blocks[0].text)));
    desk_close(desk);
}

static void two_boxes_of_equal_width_break_as_one(void **state)
{
    (void)state;
    Desk *one = desk_open(), *two = desk_open();
    int a = add_story(one, 300), b = add_story(two, 300);

    pin(one, a, 1, 2, 1, 60);
    pin(two, b, 1, 2, 1, 10);
    pin(two, b, 1, 2, 11, 50);
    Page *whole = make(one), *parted = make(two);
    const Frame *last = &whole->frames[whole->frame_count - 1];
    int lines = 0, at = 0;
    for (int i = 0; i < parted->frame_count; i++)
        for (int k = 0; k < parted->frames[i].line_count; k++)
            lines += parted->frames[i].kind == FRAME_TEXT;
    assert_int_equal(last->kind, FRAME_TEXT);
    assert_int_equal(lines, last->line_count);
    for (int i = 0; i < parted->frame_count; i++)
        for (int k = 0; k < parted->frames[i].line_count && parted->frames[i].kind == FRAME_TEXT;
             k++, at++)
            assert_int_equal(parted->frames[i].lines[k].line.first, last->lines[at].line.first);
    desk_close(one);
    desk_close(two);
}

static void stories_without_a_place_stand_two_abreast_and_a_note_says_so(void **state)
{
    (void)state;
    Desk *desk = desk_open();

    add_story(desk, 200);
    add_story(desk, 100);
    add_story(desk, 100);
    Page *page = make(desk);
    assert_true(diags_has(desk->diags, P_NOT_COMPOSED));
    assert_int_equal(page->box_count, 3);
    assert_int_equal(page->boxes[0].column, 1);
    assert_int_equal(page->boxes[1].column, 4);
    assert_int_equal(page->boxes[1].row, 1);
    assert_int_equal(page->boxes[2].column, 4); /* the shorter stack */
    assert_int_equal(diags_count(desk->diags, DIAG_ERROR), 0);
    desk_close(desk);
}

static void a_story_without_a_place_goes_around_the_pins(void **state)
{
    (void)state;
    Desk *desk = desk_open();
    int pinned = add_story(desk, 200);

    add_story(desk, 100);
    pin(desk, pinned, 1, 6, 1, 30);
    Page *page = make(desk);
    assert_int_equal(page->box_count, 2);
    assert_int_equal(page->boxes[1].row, 31);
    desk_close(desk);
}

static void a_place_outside_the_type_area_is_reported(void **state)
{
    (void)state;
    Desk *desk = desk_open();

    pin(desk, add_story(desk, 20), 5, 3, 1, 10);
    make(desk);
    assert_true(diags_has(desk->diags, P_PIN_OUTSIDE));
    desk_close(desk);
}

static void places_that_overlap_are_reported(void **state)
{
    (void)state;
    Desk *desk = desk_open();

    pin(desk, add_story(desk, 20), 1, 3, 1, 10);
    pin(desk, add_story(desk, 20), 3, 3, 10, 10);
    make(desk);
    assert_true(diags_has(desk->diags, P_PIN_OVERLAP));
    desk_close(desk);
}

static void a_named_place_needs_no_numbers(void **state)
{
    (void)state;
    Desk *desk = desk_open();

    pin(desk, add_story(desk, 60), 0, 0, 0, 0);
    desk->pins[0].place = PLACE_BOTTOM_STRIP;
    Page *page = make(desk);
    assert_int_equal(page->boxes[0].columns, 6);
    assert_int_equal(page->boxes[0].row + page->boxes[0].rows - 1, page->rows);
    assert_int_equal(diags_count(desk->diags, DIAG_ERROR), 0);
    desk_close(desk);
}

static void a_box_too_low_for_anything_is_an_overset_not_a_crash(void **state)
{
    (void)state;
    Desk *desk = desk_open();

    page_with(desk, 50, 1, 1);
    assert_true(diags_has(desk->diags, P_STORY_OVERSET));
    desk_close(desk);
}

static void an_empty_story_has_room_and_no_error(void **state)
{
    (void)state;
    Desk *desk = desk_open();
    int at = add_story(desk, 5);

    desk->stories[at]->block_count = 0;
    pin(desk, at, 1, 2, 1, 10);
    Page *page = make(desk);
    assert_true(page->fits[0].fit > 0);
    assert_int_equal(diags_count(desk->diags, DIAG_ERROR), 0);
    desk_close(desk);
}

static void a_reserved_frame_is_an_error_for_the_press(void **state)
{
    (void)state;
    Desk *desk = desk_open();
    int at = add_story(desk, 100);
    Photo photo = {.reserve = true, .reserve_rows = 6, .focus_x = 500, .focus_y = 500, .crop = 250};

    length_parse(S("11em"), &photo.reserve_width);
    desk->stories[at]->photos = &photo;
    desk->stories[at]->photo_count = 1;
    pin(desk, at, 1, 3, 1, 20);
    desk->pins[0].legs = 2;
    desk->pins[0].photo = (PhotoPlace){.side = PHOTO_AUTO};
    Page *page = make(desk);
    assert_true(diags_has(desk->diags, P_PHOTO_RESERVED));
    assert_int_equal(page->frames[page->frame_count - 1].kind, FRAME_PICTURE);
    assert_int_equal(page->frames[page->frame_count - 1].box.w, 11 * desk->issue.house->em);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_characters_as_it_says_still_fit_and_not_one_more),
        cmocka_unit_test(cutting_as_many_as_it_says_is_enough_and_one_fewer_is_not),
        cmocka_unit_test(text_runs_on_through_boxes_of_different_widths),
        cmocka_unit_test(two_boxes_of_equal_width_break_as_one),
        cmocka_unit_test(stories_without_a_place_stand_two_abreast_and_a_note_says_so),
        cmocka_unit_test(a_story_without_a_place_goes_around_the_pins),
        cmocka_unit_test(a_place_outside_the_type_area_is_reported),
        cmocka_unit_test(places_that_overlap_are_reported),
        cmocka_unit_test(a_named_place_needs_no_numbers),
        cmocka_unit_test(a_box_too_low_for_anything_is_an_overset_not_a_crash),
        cmocka_unit_test(an_empty_story_has_room_and_no_error),
        cmocka_unit_test(a_reserved_frame_is_an_error_for_the_press),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
