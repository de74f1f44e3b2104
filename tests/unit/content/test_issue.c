#include "content_test.h"

#include <unistd.h>

#define STYLES SOURCE_DIR "/layout/styles"

static const char *dir;

static int open_folder(void **state)
{
    setup(state);
    dir = temp_folder();
    return 0;
}

static int close_folder(void **state)
{
    remove_folder(dir);
    return teardown(state);
}

#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

static Issue *load(void)
{
    Issue *issue = issue_load(&arena, diags, dir, STYLES);

    assert_non_null(issue);
    return issue;
}

/* Two stories and the given issue.yaml. */
static Issue *load_with(const char *yaml)
{
    put_text(dir, "01-甲.md", "# 甲\n\n正文。\n");
    put_text(dir, "02-乙.txt", "正文。\n");
    put_text(dir, "issue.yaml", yaml);
    return load();
}

static void folder_without_issue_file_is_one_page_of_all(void **state)
{
    (void)state;
    put_text(dir, "02-乙.txt", "乙。\n");
    put_text(dir, "01-甲.md", "甲。\n");
    Issue *issue = load();
    assert_int_equal(issue->page_count, 1);
    assert_int_equal(issue->pages[0].story_count, 2);
    assert_int_equal(issue->pages[0].masthead, MASTHEAD_FULL);
    assert_str(issue->stories[0]->id, "01");
    assert_int_equal(issue->stories[1]->number, 2);
    assert_int_equal(issue->stories[1]->kind, KIND_BANNER);
    assert_non_null(issue->house);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void story_without_number_is_plain(void **state)
{
    (void)state;
    put_text(dir, "引子.md", "甲。\n");
    Issue *issue = load();
    assert_int_equal(issue->stories[0]->number, 0);
    assert_int_equal(issue->stories[0]->kind, KIND_PLAIN);
}

static void number_may_be_refused_in_the_front_matter(void **state)
{
    (void)state;
    put_text(dir, "03.md", "---\n序号: 无\n---\n甲。\n");
    assert_int_equal(load()->stories[0]->number, 0);
}

static void missing_folder_gives_nothing(void **state)
{
    (void)state;
    assert_null(issue_load(&arena, diags, "/nowhere/issue", STYLES));
    assert_true(diags_has(diags, C_FILE_MISSING));
}

static void empty_folder_is_reported(void **state)
{
    (void)state;
    assert_int_equal(load()->story_count, 0);
    assert_true(diags_has(diags, C_NO_STORIES));
}

static void every_key_is_read_in_both_languages(void **state)
{
    (void)state;
    Issue *issue =
        load_with("paper: 南风报\n期号: 总第 1 期\ndate: 2024-02-29\nstyle: newspaper\n"
                  "masthead: {主办: 某单位, 准印证号: }\npages:\n"
                  "- page: 3\n  section: 要闻\n  masthead: 报眉\n  inks: red\n  title: 甲|乙\n"
                  "  stories: [01, \"02\"]\n  lead: 01\n  map: |\n    01 02\n"
                  "  pins:\n  - {story: 01, column: 1, columns: 2, row: 3, rows: 24, legs: 2,\n"
                  "     photo: 栏2上, photo_width: 2栏, photo_rows: 9行}\n"
                  "  - {稿: 02, 位: 底通栏, 高: 10}\n  rules: {碰题: 禁}\n");
    const PageSpec *page = &issue->pages[0];
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    assert_int_equal(issue->day, 29);
    assert_int_equal(issue->masthead_count, 1);
    assert_int_equal(page->number, 3);
    assert_int_equal(page->masthead, MASTHEAD_RUNNING);
    assert_int_equal(page->inks, INKS_RED);
    assert_text(page->title, "甲\u200B乙");
    assert_int_equal(page->lead, 0);
    assert_int_equal(page->pin_count, 2);
    assert_int_equal(page->pins[0].rows, 24);
    assert_int_equal(page->pins[0].photo.side, PHOTO_TOP);
    assert_int_equal(page->pins[0].photo.leg, 2);
    assert_int_equal(page->pins[0].photo.rows, 9);
    assert_int_equal(page->pins[1].place, PLACE_BOTTOM_STRIP);
    assert_int_equal(page->rule_count, 1);
    assert_str(page->map, "01 02");
}

static void photo_places_are_all_understood(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        PhotoSide side;
        int leg;
    } places[] = {{"上", PHOTO_TOP, 0},     {"左", PHOTO_LEFT, 0},     {"右", PHOTO_RIGHT, 0},
                  {"下", PHOTO_BOTTOM, 0},  {"无", PHOTO_NONE, 0},     {"栏1", PHOTO_WHOLE, 1},
                  {"栏1左", PHOTO_LEFT, 1}, {"栏3下", PHOTO_BOTTOM, 3}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        Str yaml = str_format(&arena, "版:\n- 固定:\n  - {稿: 01, 图: %s}\n", places[i].text);
        Issue *issue = load_with(str_z(&arena, yaml));
        assert_int_equal(issue->pages[0].pins[0].photo.side, places[i].side);
        assert_int_equal(issue->pages[0].pins[0].photo.leg, places[i].leg);
    }
    load_with("版:\n- 固定:\n  - {稿: 01, 图: 栏0上}\n");
    assert_at(C_BAD_VALUE, 3, 16);
}

static void unknown_keys_are_errors_in_every_mapping(void **state)
{
    (void)state;
    put_text(dir, "03.md", "---\n标提: 甲\n图: {文件: a.jpg, 图注: 甲}\n---\n");
    load_with("报明: 甲\n版:\n- 版此: 1\n  固定:\n  - {稿: 01, 宽: 3}\n");
    assert_int_equal(findings_of(C_UNKNOWN_KEY), 5);
    Finding first = finding(C_UNKNOWN_KEY);
    assert_true(str_ends(first.file, S("03.md")));
    assert_int_equal(first.line, 2);
}

static void missing_story_is_an_error_at_its_list_item(void **state)
{
    (void)state;
    Issue *issue = load_with("版:\n- 稿件: [01, 07, 02]\n");
    assert_at(C_UNKNOWN_STORY, 2, 12);
    assert_int_equal(issue->pages[0].story_count, 2);
}

static void story_is_found_by_its_whole_file_name_too(void **state)
{
    (void)state;
    Issue *issue = load_with("版:\n- 稿件: [01-甲, 02]\n");
    assert_int_equal(issue->pages[0].stories[0], 0);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void story_on_no_page_is_a_warning(void **state)
{
    (void)state;
    load_with("版:\n- 稿件: [01]\n");
    assert_true(str_ends(finding(C_STORY_UNPLACED).file, S("02-乙.txt")));
}

static void page_without_a_list_takes_what_is_left(void **state)
{
    (void)state;
    Issue *issue = load_with("版:\n- 稿件: [02]\n- 版名: 副刊\n");
    assert_int_equal(issue->pages[1].story_count, 1);
    assert_int_equal(issue->pages[1].stories[0], 0);
    assert_int_equal(issue->pages[1].number, 2);
    assert_int_equal(issue->pages[1].masthead, MASTHEAD_RUNNING);
}

static void pinned_story_is_on_the_page(void **state)
{
    (void)state;
    Issue *issue = load_with("版:\n- 稿件: [01]\n  固定:\n  - {稿: 02, 位: 底通栏, 高: 9}\n");
    assert_int_equal(issue->pages[0].story_count, 2);
    assert_false(diags_has(diags, C_STORY_UNPLACED));
}

static void story_listed_twice_is_an_error(void **state)
{
    (void)state;
    load_with("版:\n- 稿件: [01, 02, 01]\n");
    assert_at(C_STORY_TWICE, 2, 16);
}

static void lead_of_another_page_is_an_error(void **state)
{
    (void)state;
    Issue *issue = load_with("版:\n- 稿件: [01]\n  头条: 02\n- 稿件: [02]\n");
    assert_at(C_LEAD_ELSEWHERE, 3, 7);
    assert_int_equal(issue->pages[0].lead, -1);
}

static void page_number_given_twice_is_an_error(void **state)
{
    (void)state;
    load_with("版:\n- 版次: 1\n- 版次: 1\n");
    assert_true(diags_has(diags, C_PAGE_REPEATED));
}

static void date_that_does_not_exist_is_refused(void **state)
{
    (void)state;
    load_with("日期: 2021-02-29\n");
    assert_at(C_BAD_VALUE, 1, 5);
    load_with("日期: 2021-1-5\n");
    assert_int_equal(findings_of(C_BAD_VALUE), 2);
}

static void broken_issue_file_still_loads_the_stories(void **state)
{
    (void)state;
    Issue *issue = load_with("版: [\n");
    assert_true(diags_has(diags, C_YAML_SYNTAX));
    assert_int_equal(issue->story_count, 2);
    assert_int_equal(issue->page_count, 1);
}

static void too_many_pages_are_refused(void **state)
{
    (void)state;
    Buf yaml = buf_new(&arena);
    buf_add(&yaml, S("版:\n"));
    for (int i = 0; i <= 500; i++)
        buf_add(&yaml, S("- 版名: 甲\n"));
    load_with(str_z(&arena, buf_str(&yaml)));
    assert_true(diags_has(diags, C_TOO_MANY_PAGES));
}

static void docx_is_refused_not_passed_over(void **state)
{
    (void)state;
    put_text(dir, "03-丙.docx", "PK");
    load_with("");
    Finding one = finding(C_DOCX_NOT_IMPORTED);
    assert_int_equal(one.severity, DIAG_ERROR);
    assert_true(str_ends(one.file, S("03-丙.docx")));
}

static void two_stories_of_one_id_are_an_error(void **state)
{
    (void)state;
    put_text(dir, "01-丙.md", "丙。\n");
    Issue *issue = load_with("");
    assert_true(diags_has(diags, C_STORY_REPEATED));
    assert_int_equal(issue->story_count, 2);
}

static void readme_lock_and_hidden_files_are_no_stories(void **state)
{
    (void)state;
    put_text(dir, "README.md", "# 说明\n");
    put_text(dir, "版面.lock", "x");
    put_text(dir, ".DS_Store", "x");
    put_text(dir, "~$01.docx", "x");
    assert_int_equal(load_with("")->story_count, 2);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void unknown_file_gives_a_note(void **state)
{
    (void)state;
    put_text(dir, "稿费.xlsx", "x");
    load_with("");
    assert_int_equal(finding(C_FILE_UNUSED).severity, DIAG_NOTE);
    assert_int_equal(diags_count(diags, DIAG_WARNING), 0);
}

static void file_name_of_another_encoding_is_refused(void **state)
{
    (void)state;
    put_text(dir, "\xB8\xE5.md", "甲\n");
    load_with("");
    assert_true(diags_has(diags, C_FILE_NAME));
}

static void story_that_is_not_utf8_is_left_out(void **state)
{
    (void)state;
    put(dir, "03.txt", S("\xC4\xCF\xC2\xEB\xCD\xB7"));
    assert_int_equal(load_with("")->story_count, 2);
    assert_at(C_NOT_UTF8, 1, 1);
}

static void story_reached_through_a_link_outside_is_refused(void **state)
{
    (void)state;
    assert_int_equal(symlink("/etc/passwd", path_in(&arena, dir, S("03.txt"))), 0);
    assert_int_equal(load_with("")->story_count, 2);
    assert_true(diags_has(diags, C_OUTSIDE_FOLDER));
}

static void photo_of_the_folder_belongs_to_its_story(void **state)
{
    (void)state;
    put(dir, "图/01.jpg", jpeg_header(30, 20, 1));
    put(dir, "图/01-2.jpg", jpeg_header(30, 20, 8));
    Story *story = load_with("")->stories[0];
    assert_int_equal(story->photo_count, 2);
    assert_str(story->photos[0].file, "图/01-2.jpg");
    assert_int_equal(story->photos[0].pixel_w, 20);
    assert_int_equal(story->photos[1].crop, CROP_DEFAULT);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void photo_is_not_taken_when_the_story_speaks_of_photos(void **state)
{
    (void)state;
    put(dir, "图/03.jpg", jpeg_header(30, 20, 1));
    put_text(dir, "03.md", "---\n图: 无\n---\n丙。\n");
    assert_int_equal(load_with("")->stories[2]->photo_count, 0);
    assert_true(diags_has(diags, C_FILE_UNUSED));
}

static void photo_used_in_place_is_not_taken_twice(void **state)
{
    (void)state;
    put(dir, "图/03.jpg", jpeg_header(30, 20, 1));
    put(dir, "图/03-2.jpg", jpeg_header(50, 40, 1));
    put_text(dir, "03.md", "丙。\n\n![说](图/03-2.jpg)\n");
    Story *story = load_with("")->stories[2];
    assert_int_equal(story->photo_count, 2);
    assert_str(story->photos[0].file, "图/03.jpg");
    assert_int_equal(story->blocks[1].photo, 1);
    assert_int_equal(story->photos[1].pixel_w, 50);
}

static void photo_fields_are_read(void **state)
{
    (void)state;
    put(dir, "图/a.jpg", jpeg_header(30, 20, 1));
    put_text(
        dir, "03.md",
        "---\n图:\n  - {文件: 图/a.jpg, 图说: 大屏, 插图: 张三, 宽: 2栏, 焦点: 中上, 可裁: 12%}\n"
        "  - {留位: 2栏×9行, 焦点: \"40%,30%\"}\n---\n丙。\n");
    Story *story = load_with("")->stories[2];
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    assert_int_equal(story->photo_count, 2);
    assert_true(story->photos[0].illustration);
    assert_text(story->photos[0].credit, "张三");
    assert_int_equal(story->photos[0].focus_y, 167);
    assert_int_equal(story->photos[0].crop, 120);
    assert_int_equal(story->photos[0].width.unit, UNIT_COLUMN);
    assert_true(story->photos[1].reserve);
    assert_int_equal(story->photos[1].reserve_rows, 9);
    assert_int_equal(story->photos[1].focus_x, 400);
}

static void reserve_beside_a_file_is_refused(void **state)
{
    (void)state;
    put_text(dir, "03.md", "---\n图: {文件: a.jpg, 留位: 2栏×9行}\n---\n");
    load_with("");
    assert_at(C_BAD_VALUE, 2, 4);
}

static void photo_outside_the_folder_is_refused(void **state)
{
    (void)state;
    put_text(dir, "03.md", "---\n图: [../a.jpg, /etc/passwd, 图/../图/../../b.jpg]\n---\n");
    load_with("");
    assert_int_equal(findings_of(C_OUTSIDE_FOLDER), 3);
    assert_at(C_OUTSIDE_FOLDER, 2, 5);
}

static void missing_and_broken_photos_are_reported_at_the_story(void **state)
{
    (void)state;
    put(dir, "图/b.jpg", S("\xFF\xD8\xFF"));
    put_text(dir, "03.md", "---\n图: [图/无.jpg, 图/b.jpg]\n---\n");
    load_with("");
    assert_at(C_FILE_MISSING, 2, 5);
    assert_at(C_PICTURE_BROKEN, 2, 14);
}

static void ad_has_its_size(void **state)
{
    (void)state;
    put_text(dir, "广告-甲.md", "---\n样式: 广告\n尺寸: 120mm×60mm\n---\n");
    Issue *issue =
        load_with("版:\n- 稿件: [01, 02]\n  固定: [{稿: 广告-甲, 位: 底通栏, 高: 10}]\n");
    int ad = issue_story(issue, S("广告"));
    assert_true(ad >= 0);
    assert_int_equal(issue->stories[ad]->kind, KIND_AD);
    assert_int_equal(issue->stories[ad]->ad_height, MM(60));
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void unknown_style_is_reported_where_it_is_named(void **state)
{
    (void)state;
    assert_null(load_with("版式: nosuch\n")->house);
    assert_at(C_FILE_MISSING, 1, 5);
}

static void style_beside_the_issue_comes_first_and_finds_our_profile(void **state)
{
    (void)state;
    Str text;
    assert_true(
        file_read(&arena, diags, STYLES "/newspaper.yaml", S("s"), 1 << 20, NOWHERE, &text));
    put(dir, "我们.yaml", text);
    const House *house = load_with("版式: 我们\n")->house;
    assert_non_null(house);
    assert_string_equal(house->profile, STYLES "/newsprint_tr002_220.icc.z");
}

static void folder_named_by_a_date_dates_the_issue(void **state)
{
    (void)state;
    put_text(dir, "2021-01-20/01.md", "甲。\n");
    Issue *issue = issue_load(&arena, diags, path_in(&arena, dir, S("2021-01-20/")), STYLES);
    assert_int_equal(issue->month, 1);
    assert_int_equal(issue->day, 20);
    assert_str(issue->name, "2021-01-20");
}

/* The dump of a small issue, with the folder's own name left out. */
static void dump_of_a_small_issue_is_the_golden_one(void **state)
{
    (void)state;
    Str expected;
    char *made = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&made, &n);
    Issue *issue =
        issue_load(&arena, diags, SOURCE_DIR "/tests/unit/content/data/2021-03-05", STYLES);
    assert_non_null(issue);
    issue_dump(issue, out);
    diags_print(&arena, diags, LANG_ZH, DIAG_ERROR, out);
    fclose(out);
    assert_true(file_read(&arena, diags, SOURCE_DIR "/tests/unit/content/data/issue.dump",
                          S("issue.dump"), 1 << 20, NOWHERE, &expected));
    assert_string_equal(made, str_z(&arena, expected));
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(folder_without_issue_file_is_one_page_of_all),
        FOLDER_TEST(story_without_number_is_plain),
        FOLDER_TEST(number_may_be_refused_in_the_front_matter),
        FOLDER_TEST(missing_folder_gives_nothing),
        FOLDER_TEST(empty_folder_is_reported),
        FOLDER_TEST(every_key_is_read_in_both_languages),
        FOLDER_TEST(photo_places_are_all_understood),
        FOLDER_TEST(unknown_keys_are_errors_in_every_mapping),
        FOLDER_TEST(missing_story_is_an_error_at_its_list_item),
        FOLDER_TEST(story_is_found_by_its_whole_file_name_too),
        FOLDER_TEST(story_on_no_page_is_a_warning),
        FOLDER_TEST(page_without_a_list_takes_what_is_left),
        FOLDER_TEST(pinned_story_is_on_the_page),
        FOLDER_TEST(story_listed_twice_is_an_error),
        FOLDER_TEST(lead_of_another_page_is_an_error),
        FOLDER_TEST(page_number_given_twice_is_an_error),
        FOLDER_TEST(date_that_does_not_exist_is_refused),
        FOLDER_TEST(broken_issue_file_still_loads_the_stories),
        FOLDER_TEST(too_many_pages_are_refused),
        FOLDER_TEST(docx_is_refused_not_passed_over),
        FOLDER_TEST(two_stories_of_one_id_are_an_error),
        FOLDER_TEST(readme_lock_and_hidden_files_are_no_stories),
        FOLDER_TEST(unknown_file_gives_a_note),
        FOLDER_TEST(file_name_of_another_encoding_is_refused),
        FOLDER_TEST(story_that_is_not_utf8_is_left_out),
        FOLDER_TEST(story_reached_through_a_link_outside_is_refused),
        FOLDER_TEST(photo_of_the_folder_belongs_to_its_story),
        FOLDER_TEST(photo_is_not_taken_when_the_story_speaks_of_photos),
        FOLDER_TEST(photo_used_in_place_is_not_taken_twice),
        FOLDER_TEST(photo_fields_are_read),
        FOLDER_TEST(reserve_beside_a_file_is_refused),
        FOLDER_TEST(photo_outside_the_folder_is_refused),
        FOLDER_TEST(missing_and_broken_photos_are_reported_at_the_story),
        FOLDER_TEST(ad_has_its_size),
        FOLDER_TEST(unknown_style_is_reported_where_it_is_named),
        FOLDER_TEST(style_beside_the_issue_comes_first_and_finds_our_profile),
        FOLDER_TEST(folder_named_by_a_date_dates_the_issue),
        FOLDER_TEST(dump_of_a_small_issue_is_the_golden_one),
    };
    return RUN(tests);
}
