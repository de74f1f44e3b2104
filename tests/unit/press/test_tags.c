#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "press/tags.h"

enum { OPS_MAX = 16, PAGES_MAX = 2 };

static Arena arena;
static Story stories[2];
static Story *story_list[2] = {&stories[0], &stories[1]};
static PageSpec specs[PAGES_MAX];
static Issue issue;
static PaintOp ops[PAGES_MAX][OPS_MAX];
static PaintList lists[PAGES_MAX];
static PaintList *pages[PAGES_MAX] = {&lists[0], &lists[1]};

static int set_up(void **state)
{
    (void)state;
    memset(ops, 0, sizeof ops);
    for (int i = 0; i < PAGES_MAX; i++) {
        lists[i] = (PaintList){.number = i + 1, .ops = ops[i]};
        specs[i] = (PageSpec){.number = i + 1, .lead = -1};
    }
    issue = (Issue){.stories = story_list, .story_count = 2, .pages = specs, .page_count = 2};
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void paint(int page, int story, PaintRole role, int order)
{
    PaintList *list = &lists[page];

    list->ops[list->op_count++] =
        (PaintOp){.kind = role == PAINT_FIGURE ? PAINT_PICTURE : PAINT_TEXT,
                  .role = role,
                  .story = story,
                  .order = order};
}

/* The tree in one line: names by order of reading, children after "(" . */
static const char *tree(void)
{
    Tags *tags = tags_make(&arena, &issue, pages, PAGES_MAX);
    Buf out = buf_new(&arena);

    for (int i = 0; i < tags->count; i++) {
        if (tags->tags[i].parent >= 0)
            continue;
        buf_printf(&out, "%s%s", out.n ? " " : "", tag_name(tags->tags[i].kind));
        for (int k = i + 1; k < tags->count; k++)
            if (tags->tags[k].parent == i)
                buf_printf(&out, "-%s:%d", tag_name(tags->tags[k].kind), tags->tags[k].part_count);
    }
    return str_z(&arena, buf_str(&out));
}

static void every_story_is_an_article(void **state)
{
    (void)state;
    paint(0, 0, PAINT_HEAD, 1);
    paint(0, 0, PAINT_PARA, 2);
    paint(0, 1, PAINT_HEAD, 3);
    assert_string_equal(tree(), "Art-H1:1-P:1 Art-H1:1");
}

static void lines_of_one_paragraph_are_one_tag(void **state)
{
    (void)state;
    paint(0, 0, PAINT_PARA, 1);
    paint(0, 0, PAINT_PARA, 1);
    paint(0, 0, PAINT_PARA, 2);
    assert_string_equal(tree(), "Art-P:2-P:1");
}

static void lines_of_a_headline_are_one_tag(void **state)
{
    (void)state;
    paint(0, 0, PAINT_HEAD, 1);
    paint(0, 0, PAINT_HEAD, 2);
    assert_string_equal(tree(), "Art-H1:2");
}

static void rule_within_a_paragraph_does_not_part_it(void **state)
{
    (void)state;
    paint(0, 0, PAINT_PARA, 1);
    paint(0, -1, PAINT_ARTIFACT, 2);
    paint(0, 0, PAINT_PARA, 1);
    assert_string_equal(tree(), "Art-P:2");
}

static void two_figures_each_have_their_caption(void **state)
{
    (void)state;
    paint(0, 0, PAINT_FIGURE, 1);
    paint(0, 0, PAINT_CAPTION, 2);
    paint(0, 0, PAINT_FIGURE, 3);
    paint(0, 0, PAINT_CAPTION, 4);
    assert_string_equal(tree(), "Art-Figure:1-Caption:1-Figure:1-Caption:1");
}

static void subhead_of_a_story_without_a_head_skips_no_level(void **state)
{
    (void)state;
    paint(0, 0, PAINT_SUBHEAD, 1);
    paint(0, 1, PAINT_HEAD, 2);
    paint(0, 1, PAINT_SUBHEAD, 3);
    assert_string_equal(tree(), "Art-H1:1 Art-H1:1-H2:1");
}

static void title_and_lead_are_read_first(void **state)
{
    Tags *tags;

    (void)state;
    specs[0].lead = 1;
    paint(0, 0, PAINT_HEAD, 1);
    paint(0, 1, PAINT_HEAD, 2);
    paint(0, -1, PAINT_TITLE, 3);
    assert_string_equal(tree(), "H1 Art-H1:1 Art-H1:1");
    tags = tags_make(&arena, &issue, pages, PAGES_MAX);
    assert_int_equal(tags->tags[1].story, 1);
}

static void story_that_goes_on_overleaf_stays_one_article(void **state)
{
    (void)state;
    paint(0, 0, PAINT_PARA, 1);
    paint(1, 0, PAINT_PARA, 1);
    assert_string_equal(tree(), "Art-P:1-P:1");
}

static void furniture_has_no_stretch(void **state)
{
    Tags *tags;

    (void)state;
    paint(0, -1, PAINT_ARTIFACT, 1);
    paint(0, 0, PAINT_PARA, 2);
    tags = tags_make(&arena, &issue, pages, PAGES_MAX);
    assert_int_equal(tags->pages[0].number_of[0], -1);
    assert_int_equal(tags->pages[0].number_of[1], 0);
    assert_int_equal(tags->pages[0].count, 1);
}

static void stretch_knows_its_tag(void **state)
{
    Tags *tags;

    (void)state;
    paint(0, 0, PAINT_HEAD, 1);
    paint(0, 0, PAINT_PARA, 2);
    tags = tags_make(&arena, &issue, pages, PAGES_MAX);
    for (int i = 0; i < 2; i++) {
        const Tag *tag = &tags->tags[tags->pages[0].tag_of[i]];
        assert_int_equal(tag->parts[0].number, i);
        assert_int_equal(tags->pages[0].kind_of[i], tag->kind);
    }
}

static void figure_without_a_caption_is_a_picture(void **state)
{
    Tags *tags;

    (void)state;
    paint(0, 0, PAINT_FIGURE, 1);
    tags = tags_make(&arena, &issue, pages, PAGES_MAX);
    assert_true(str_eq(tags->tags[1].text, S("图片")));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup(test, set_up)
    const struct CMUnitTest tests[] = {
        CASE(every_story_is_an_article),
        CASE(lines_of_one_paragraph_are_one_tag),
        CASE(lines_of_a_headline_are_one_tag),
        CASE(rule_within_a_paragraph_does_not_part_it),
        CASE(two_figures_each_have_their_caption),
        CASE(subhead_of_a_story_without_a_head_skips_no_level),
        CASE(title_and_lead_are_read_first),
        CASE(story_that_goes_on_overleaf_stays_one_article),
        CASE(furniture_has_no_stretch),
        CASE(stretch_knows_its_tag),
        CASE(figure_without_a_caption_is_a_picture),
    };

    return cmocka_run_group_tests(tests, NULL, free_arena);
}
