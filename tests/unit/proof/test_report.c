#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "proof/report.h"

typedef struct {
    Arena arena;
    Diags *diags;
    Issue issue;
    House house;
    Story story;
    Story *stories[1];
    PageSpec spec;
    Page page;
    Page *pages[1];
} Fixture;

static void make_page(Fixture *f)
{
    static const Rect rect = {MM(12), MM(96) + MM(1) / 2, MM(120), MM(71)};
    Arena *arena = &f->arena;

    f->page = (Page){.spec = &f->spec, .rows = 71, .rows_top = MM(57), .fill_milli = 998};
    f->page.boxes = arena_new(arena, Box);
    f->page.box_count = 1;
    f->page.boxes[0] =
        (Box){.column = 1, .columns = 3, .row = 2, .rows = 15, .box = rect, .characters = 219};
    f->page.fits = arena_new(arena, StoryFit);
    f->page.fit_count = 1;
    f->page.fits[0] = (StoryFit){.characters = 219, .fit = 3};
    f->page.frames = arena_many(arena, Frame, 2);
    f->page.frame_count = 2;
    f->page.frames[0] = (Frame){.kind = FRAME_TEXT, .box = rect};
    f->page.frames[1] = (Frame){.kind = FRAME_RULE, .box = rect, .story = -1};
    f->pages[0] = &f->page;
}

static int set_up(void **state)
{
    static Fixture f;

    f = (Fixture){0};
    f.diags = diags_new(&f.arena);
    f.house = (House){.page_width = MM(272) + MM(1) / 2, .page_height = MM(390), .columns = 6};
    f.story = (Story){.id = S("04")};
    f.stories[0] = &f.story;
    f.spec = (PageSpec){.number = 1, .section = S("要闻")};
    f.issue =
        (Issue){.name = S("2021-01-20"), .house = &f.house, .stories = f.stories, .story_count = 1};
    make_page(&f);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    diags_close(f->diags);
    arena_free(&f->arena);
    return 0;
}

/* True when jq finds the filter true of the text; false for a text that is no JSON, too. */
static bool holds(Fixture *f, Str json, const char *filter)
{
    const char *path = BINARY_DIR "/report-trial.json";
    Str command = str_format(&f->arena, "jq -e '%s' %s >/dev/null 2>&1", filter, path);

    assert_true(file_write(&f->arena, f->diags, path, json));
    int status = system(command.p);
    unlink(path);
    return status == 0;
}

static Str findings_of(Fixture *f)
{
    return report_findings(&f->arena, f->diags, LANG_ZH, &f->issue, f->pages, 1);
}

static void findings_name_issue_pages_and_stories(void **state)
{
    Fixture *f = *state;
    Str json = findings_of(f);

    assert_true(holds(f, json, ".issue == \"2021-01-20\""));
    assert_true(holds(f, json, ".pages == [{page: 1, fill: 0.998}]"));
    assert_true(holds(f, json, ".stories[0].story == \"04\" and .stories[0].page == 1"));
    assert_true(holds(f, json, ".stories[0].characters == 219 and .stories[0].fit == 3"));
    assert_true(holds(f, json, ".stories[0].box == {x: 12, y: 96.5, w: 120, h: 71}"));
    assert_true(holds(f, json, ".findings == []"));
}

static void a_finding_tells_code_place_message_and_remedy(void **state)
{
    Fixture *f = *state;
    int32_t file = diags_source(f->diags, S("articles/04-便民.md"), S("标题\n正文长。\n"));

    diag_report_page(f->diags, P_STORY_OVERSET, (Span){file, 10, 3}, 1, "41\t2");
    Str json = findings_of(f);
    assert_true(holds(f, json, ".findings[0].code == \"P_STORY_OVERSET\""));
    assert_true(holds(f, json, ".findings[0].severity == \"error\" and .findings[0].page == 1"));
    assert_true(holds(f, json, ".findings[0].file == \"articles/04-便民.md\""));
    assert_true(holds(f, json, ".findings[0].line == 2 and .findings[0].column == 2"));
    assert_true(holds(f, json, ".findings[0].message | contains(\"41\")"));
    assert_true(holds(f, json, ".findings[0].remedy | contains(\"2 行\")"));
}

static void a_finding_without_a_place_has_nulls(void **state)
{
    Fixture *f = *state;

    diag_report(f->diags, C_NO_STORIES, NOWHERE, "%s", "");
    assert_true(holds(f, findings_of(f),
                      ".findings[0] | .file == null and .line == null and .page == null"));
}

static void findings_come_sorted_whatever_the_order_of_reports(void **state)
{
    Fixture *f = *state;
    int32_t file = diags_source(f->diags, S("a.md"), S("一二三四"));

    diag_report(f->diags, C_REPEATED_KEY, (Span){file, 6, 3}, "b");
    diag_report(f->diags, C_REPEATED_KEY, (Span){file, 0, 3}, "a");
    assert_true(holds(f, findings_of(f), "[.findings[].column] == [1, 3]"));
}

static void odd_bytes_in_names_still_make_json(void **state)
{
    Fixture *f = *state;

    diag_report(f->diags, C_FILE_MISSING, NOWHERE, "%s", "a\"b\\c\nd\x01 \xFF\xFE \xE4\xBD");
    assert_true(holds(f, findings_of(f), ".findings[0].message | contains(\"a\\\"b\\\\c\\nd\")"));
    assert_true(holds(f, findings_of(f), ".findings[0].message | contains(\"\\ufffd\")"));
}

static void a_story_without_a_box_is_listed_with_null(void **state)
{
    Fixture *f = *state;

    f->page.box_count = 0;
    f->page.fits[0].fit = -219;
    assert_true(holds(f, findings_of(f),
                      ".stories == [{story: \"04\", page: 1, box: null, "
                      "characters: 219, set: 0, fit: -219}]"));
}

static void nothing_set_makes_empty_lists(void **state)
{
    Fixture *f = *state;
    Str json = report_findings(&f->arena, f->diags, LANG_ZH, NULL, NULL, 0);

    assert_true(holds(f, json, ". == {issue: null, pages: [], stories: [], findings: []}"));
}

static void layout_tells_the_grid_in_millimetres(void **state)
{
    Fixture *f = *state;
    Str json = report_layout(&f->arena, &f->issue, f->pages, 1);

    assert_true(holds(f, json, ".unit == \"mm\" and .grid.width == 272.5 and .grid.columns == 6"));
    assert_true(holds(f, json, ".pages[0].rows == 71 and .pages[0].rows_top == 57"));
}

static void layout_tells_boxes_by_grid_and_place(void **state)
{
    Fixture *f = *state;
    Str json = report_layout(&f->arena, &f->issue, f->pages, 1);

    assert_true(holds(f, json,
                      ".pages[0].boxes[0] | .story == \"04\" and .row == 2 and .rows == 15"
                      " and .column == 1 and .columns == 3 and .box.x == 12"));
}

static void layout_tells_each_frame_and_whose_it_is(void **state)
{
    Fixture *f = *state;
    Str json = report_layout(&f->arena, &f->issue, f->pages, 1);

    assert_true(holds(f, json, "[.pages[0].frames[].kind] == [\"text\", \"rule\"]"));
    assert_true(holds(f, json, "[.pages[0].frames[].story] == [\"04\", null]"));
}

static void layout_tells_which_text_a_column_holds(void **state)
{
    Fixture *f = *state;
    Glyph glyphs[3] = {
        {.cluster = 0, .length = 3}, {.cluster = 3, .length = 3}, {.cluster = 6, .length = 3}};
    ShapedPara para = {.text = S("一二三"), .glyphs = glyphs, .glyph_count = 3};
    PlacedLine lines[2] = {
        {.para = &para, .block = 0, .line = {.count = 2}, .baseline = {0, MM(100)}},
        {.para = &para, .block = 0, .line = {.first = 2, .count = 1}, .baseline = {0, MM(104)}}};

    f->page.frames[0].lines = lines;
    f->page.frames[0].line_count = 2;
    Str json = report_layout(&f->arena, &f->issue, f->pages, 1);
    assert_true(holds(f, json,
                      ".pages[0].frames[0] | .lines == 2 and .first_baseline == 100"
                      " and .last_baseline == 104"));
    assert_true(holds(f, json,
                      ".pages[0].frames[0] | .from == {block: 0, character: 0}"
                      " and .to == {block: 0, character: 3}"));
}

static void layout_tells_photo_and_window(void **state)
{
    Fixture *f = *state;
    Photo photo = {.file = S("图/04.jpg")};

    f->page.frames[0].kind = FRAME_PICTURE;
    f->page.frames[0].photo = &photo;
    f->page.frames[0].window = (Rect){1, 2, 300, 200};
    Str json = report_layout(&f->arena, &f->issue, f->pages, 1);
    assert_true(holds(f, json,
                      ".pages[0].frames[0] | .file == \"图/04.jpg\" and .reserve == false"
                      " and .window == {x: 1, y: 2, w: 300, h: 200}"));
}

static void an_accepted_warning_says_why_and_counts_as_a_note(void **state)
{
    Fixture *f = *state;

    diag_report(f->diags, R_PAGE_COUNT, NOWHERE, "2");
    diags_accept(f->diags, R_PAGE_COUNT, S("单张印"));
    Str json = report_findings(&f->arena, f->diags, LANG_ZH, NULL, NULL, 0);
    assert_non_null(strstr(str_z(&f->arena, json), "\"accepted\": \"单张印\""));
    assert_int_equal(diags_count(f->diags, DIAG_WARNING), 0);
    assert_int_equal(diags_count(f->diags, DIAG_NOTE), 1);
}

static void a_pdf_is_reported_with_its_ink_and_findings(void **state)
{
    Fixture *f = *state;
    InkPage ink = {.page = 1, .most = 250, .over = 20, .mean_milli = {15, 0, 0, 120}};
    PdfCheck check = {.level = S("PDF/X-4"), .page_count = 1, .inks = &ink, .ink_count = 1};

    diag_report_page(f->diags, R_PAGE_BLANK, NOWHERE, 1, " ");
    const char *json = str_z(&f->arena, report_pdf(&f->arena, f->diags, LANG_ZH, "a.pdf", &check));
    assert_non_null(strstr(json, "\"level\": \"PDF/X-4\""));
    assert_non_null(strstr(json, "\"max\": 250"));
    assert_non_null(strstr(json, "\"c\": 1.5"));
    assert_non_null(strstr(json, "R_PAGE_BLANK"));
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(findings_name_issue_pages_and_stories),
        CLAIM(a_finding_tells_code_place_message_and_remedy),
        CLAIM(a_finding_without_a_place_has_nulls),
        CLAIM(findings_come_sorted_whatever_the_order_of_reports),
        CLAIM(odd_bytes_in_names_still_make_json),
        CLAIM(a_story_without_a_box_is_listed_with_null),
        CLAIM(nothing_set_makes_empty_lists),
        CLAIM(an_accepted_warning_says_why_and_counts_as_a_note),
        CLAIM(a_pdf_is_reported_with_its_ink_and_findings),
        CLAIM(layout_tells_the_grid_in_millimetres),
        CLAIM(layout_tells_boxes_by_grid_and_place),
        CLAIM(layout_tells_each_frame_and_whose_it_is),
        CLAIM(layout_tells_which_text_a_column_holds),
        CLAIM(layout_tells_photo_and_window),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
