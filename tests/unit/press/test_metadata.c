#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "press/metadata.h"
#include "press/outline.h"
#include "press/syntax.h"

static Arena arena;

static int free_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static const char *decimal(int64_t value, int places)
{
    Buf out = buf_new(&arena);

    put_decimal(&out, value, places);
    return str_z(&arena, buf_str(&out));
}

static void numbers_have_no_needless_zeros(void **state)
{
    (void)state;
    assert_string_equal(decimal(0, 3), "0");
    assert_string_equal(decimal(5, 3), "0.005");
    assert_string_equal(decimal(-12340, 3), "-12.34");
    assert_string_equal(decimal(1000, 3), "1");
    assert_string_equal(decimal(12, 0), "12");
}

static void names_escape_what_would_end_them(void **state)
{
    Buf out = buf_new(&arena);

    (void)state;
    put_name(&out, S("A (b)/#"));
    assert_true(str_eq(buf_str(&out), S("/A#20#28b#29#2F#23")));
}

static void markup_in_a_title_is_escaped(void **state)
{
    Metadata meta = {.title = S("A<b>&c")};

    (void)state;
    assert_non_null(strstr(str_z(&arena, metadata_xmp(&arena, &meta)), ">A&lt;b&gt;&amp;c<"));
}

static void issue_without_a_date_still_dates_the_file(void **state)
{
    Metadata meta = {.title = S("A"), .year = 2021};

    (void)state;
    assert_non_null(strstr(str_z(&arena, metadata_info(&arena, &meta)),
                           "/CreationDate (D:19700101000000+08'00')"));
}

static void info_is_written_in_utf_16(void **state)
{
    Metadata meta = {.title = S("报𠮷")};

    (void)state;
    assert_non_null(
        strstr(str_z(&arena, metadata_info(&arena, &meta)), "/Title <FEFF62A5D842DFB7>"));
}

/* Two pages; story 0 is on both, story 1 has no title. */
static OutlineEntry *make_outline(int *count)
{
    static Piece piece = {.text = {"一|\u200B题", 10}};
    static Story stories[2] = {{.id = {"01", 2}, .title = {&piece, 1}}, {.id = {"02", 2}}};
    static Story *list[2] = {&stories[0], &stories[1]};
    static PaintOp first[3] = {{.story = 0, .box = {MM(1), MM(9), 0, 0}},
                               {.story = 0, .box = {MM(2), MM(5), 0, 0}},
                               {.story = 1, .box = {MM(3), MM(7), 0, 0}}};
    static PaintOp second[2] = {{.story = -1}, {.story = 0, .box = {MM(4), MM(6), 0, 0}}};
    static PaintList pages[2] = {{.number = 1, .label = {"要闻", 6}, .ops = first, .op_count = 3},
                                 {.number = 2, .ops = second, .op_count = 2}};
    static PaintList *const both[2] = {&pages[0], &pages[1]};
    static const Issue issue = {.stories = list, .story_count = 2};

    return outline_make(&arena, &issue, both, 2, count);
}

static void story_on_two_pages_has_an_entry_on_each(void **state)
{
    int count = 0;
    OutlineEntry *entries = make_outline(&count);

    (void)state;
    assert_int_equal(count, 5);
    assert_int_equal(entries[1].parent, 0);
    assert_int_equal(entries[4].parent, 3);
    assert_int_equal(entries[4].page, 1);
    assert_true(str_eq(entries[4].title, entries[1].title));
}

static void entry_leads_to_the_top_of_its_story(void **state)
{
    int count = 0;
    OutlineEntry *entries = make_outline(&count);

    (void)state;
    assert_int_equal(entries[1].at.x, MM(2));
    assert_int_equal(entries[1].at.y, MM(5));
}

static void story_without_a_title_goes_by_its_id(void **state)
{
    int count = 0;
    OutlineEntry *entries = make_outline(&count);

    (void)state;
    assert_true(str_eq(entries[2].title, S("02")));
}

static void page_without_a_section_goes_by_its_number(void **state)
{
    int count = 0;
    OutlineEntry *entries = make_outline(&count);

    (void)state;
    assert_true(str_eq(entries[0].title, S("第1版 要闻")));
    assert_true(str_eq(entries[3].title, S("第2版")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_no_needless_zeros),
        cmocka_unit_test(names_escape_what_would_end_them),
        cmocka_unit_test(markup_in_a_title_is_escaped),
        cmocka_unit_test(issue_without_a_date_still_dates_the_file),
        cmocka_unit_test(info_is_written_in_utf_16),
        cmocka_unit_test(story_on_two_pages_has_an_entry_on_each),
        cmocka_unit_test(entry_leads_to_the_top_of_its_story),
        cmocka_unit_test(story_without_a_title_goes_by_its_id),
        cmocka_unit_test(page_without_a_section_goes_by_its_number),
    };

    return cmocka_run_group_tests(tests, NULL, free_arena);
}
