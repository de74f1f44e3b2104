#include "content_test.h"

static Story *md(const char *text)
{
    return story_of("x.md", text);
}

static void bold_beside_chinese_quotes_is_bold(void **state)
{
    (void)state;
    assert_string_equal(marked(md("**“城市大脑”**插上翅膀"), 0), "#“城市大脑”#插上翅膀");
    assert_string_equal(marked(md("为**“城市大脑”**插上"), 0), "为#“城市大脑”#插上");
    assert_string_equal(marked(md("看**《南风报》**，好。"), 0), "看#《南风报》#，好。");
    assert_string_equal(marked(md("他说**（笑）**。"), 0), "他说#（笑）#。");
}

static void two_bold_stretches_in_one_line_keep_apart(void **state)
{
    (void)state;
    assert_string_equal(marked(md("**甲”**乙**丙**丁"), 0), "#甲”#乙#丙#丁");
    assert_string_equal(marked(md("**甲。**乙**“丙”**"), 0), "#甲。#乙#“丙”#");
}

static void kai_emphasis_stands_inside_a_word(void **state)
{
    (void)state;
    assert_string_equal(marked(md("这是*楷体*字"), 0), "这是*楷体*字");
}

static void bold_and_kai_nest(void **state)
{
    (void)state;
    assert_string_equal(marked(md("***甲***"), 0), "%甲%");
    assert_string_equal(marked(md("**甲*乙*丙**"), 0), "#甲#%乙%#丙#");
}

static void emphasis_runs_over_a_soft_line_end(void **state)
{
    (void)state;
    assert_string_equal(marked(md("**甲\n乙**丙"), 0), "#甲##乙#丙");
}

static void emphasis_does_not_cross_paragraphs(void **state)
{
    (void)state;
    Story *story = md("**甲\n\n乙**");
    assert_string_equal(marked(story, 0), "**甲");
    assert_string_equal(marked(story, 1), "乙**");
    assert_int_equal(findings_of(C_EMPHASIS_OPEN), 2);
}

static void escaped_star_is_printed(void **state)
{
    (void)state;
    assert_string_equal(marked(md("\\*\\*甲\\*\\*"), 0), "**甲**");
    assert_int_equal(diags_count(diags, DIAG_WARNING), 0);
}

static void product_of_numbers_is_no_emphasis(void **state)
{
    (void)state;
    assert_string_equal(marked(md("长3*4*5厘米"), 0), "长3*4*5厘米");
}

static void stars_in_code_are_printed(void **state)
{
    (void)state;
    assert_string_equal(marked(md("写作`**字**`的"), 0), "写作**字**的");
}

static void ten_thousand_nested_stars_are_quick(void **state)
{
    (void)state;
    enum { N = 10000 };
    char *text = arena_many(&arena, char, 2 * N + 8);
    memset(text, '*', N);
    memcpy(text + N, "字", 3);
    memset(text + N + 3, '*', N);
    assert_string_equal(marked(md(text), 0), "#字#");
}

static void first_heading_is_the_headline(void **state)
{
    (void)state;
    Story *story = md("# 众志成城\n\n正文。\n\n## 小标题\n");
    assert_text(story->title, "众志成城");
    assert_int_equal(story->block_count, 2);
    assert_int_equal(story->blocks[1].kind, BLOCK_SUBHEAD);
}

static void headline_of_the_front_matter_wins(void **state)
{
    (void)state;
    Story *story = md("---\n标题: 甲\n---\n# 乙\n");
    assert_text(story->title, "甲");
    assert_int_equal(story->blocks[0].kind, BLOCK_SUBHEAD);
}

static void heading_without_blank_is_warned_about(void **state)
{
    (void)state;
    md("正文\n\n##小标题\n");
    assert_at(C_HEADING_BLANK, 3, 1);
}

static void topic_between_signs_is_no_heading(void **state)
{
    (void)state;
    md("#南码头故事#来了\n");
    assert_false(diags_has(diags, C_HEADING_BLANK));
}

static void quotes_lists_and_tables_become_blocks(void **state)
{
    (void)state;
    Story *story =
        md("> 引语\n\n- 甲\n- 乙\n\n3. 丙\n4. 丁\n\n| 表 | 格 |\n|---|---|\n| 一 | 二 |\n");
    static const BlockKind kinds[] = {BLOCK_QUOTE, BLOCK_ITEM, BLOCK_ITEM, BLOCK_ITEM,
                                      BLOCK_ITEM,  BLOCK_ROW,  BLOCK_ROW};
    assert_int_equal(story->block_count, 7);
    for (int i = 0; i < 7; i++)
        assert_int_equal(story->blocks[i].kind, kinds[i]);
    assert_str(story->blocks[1].mark, "•");
    assert_str(story->blocks[4].mark, "4.");
    assert_text(story->blocks[6].text, "一\t二");
}

static void nested_list_items_stay_items(void **state)
{
    (void)state;
    Story *story = md("- 甲\n  - 乙\n    1. 丙\n- 丁\n");
    assert_int_equal(story->block_count, 4);
    assert_str(story->blocks[2].mark, "1.");
    assert_text(story->blocks[3].text, "丁");
}

static void indented_paragraph_is_text_not_code(void **state)
{
    (void)state;
    assert_string_equal(marked(md("    四个空格起头。"), 0), "四个空格起头。");
    assert_string_equal(marked(md("　　两个全角空格起头。"), 0), "两个全角空格起头。");
}

static void soft_line_end_joins_chinese_and_parts_words(void **state)
{
    (void)state;
    assert_string_equal(marked(md("南码头\n社区"), 0), "南码头社区");
    assert_string_equal(marked(md("hello\nworld"), 0), "hello world");
    assert_string_equal(marked(md("用 edjob\n平台"), 0), "用edjob平台");
    assert_false(diags_has(diags, C_NORM_PUNCT));
}

static void backslash_at_line_end_forces_a_line(void **state)
{
    (void)state;
    assert_string_equal(marked(md("甲\\\n乙"), 0), "甲\u2028乙");
}

static void photo_in_place_is_a_block_with_its_caption(void **state)
{
    (void)state;
    Story *story = md("甲\n\n![图说“好”](图/05-2.jpg)\n\n乙\n");
    assert_int_equal(story->block_count, 3);
    assert_int_equal(story->blocks[1].kind, BLOCK_PHOTO);
    assert_int_equal(story->blocks[1].photo, 0);
    assert_str(story->photos[0].file, "图/05-2.jpg");
    assert_text(story->photos[0].caption, "图说“好”");
    assert_int_equal(story->photos[0].at.start, 24);
}

static void photo_inside_a_paragraph_follows_it(void **state)
{
    (void)state;
    Story *story = md("甲![说](a.jpg)乙\n\n丙\n");
    assert_int_equal(story->block_count, 3);
    assert_string_equal(marked(story, 0), "甲乙");
    assert_int_equal(story->blocks[1].kind, BLOCK_PHOTO);
}

static void link_keeps_its_text(void **state)
{
    (void)state;
    assert_string_equal(marked(md("见[南码头](http://a.b/c)网"), 0), "见南码头网");
    assert_int_equal(finding(C_LINK_DROPPED).severity, DIAG_NOTE);
}

static void html_is_dropped_with_a_warning(void **state)
{
    (void)state;
    assert_string_equal(marked(md("水H<sub>2</sub>O好"), 0), "水H2O好");
    assert_at(C_HTML_DROPPED, 1, 3);
}

static void entities_become_characters(void **state)
{
    (void)state;
    assert_string_equal(marked(md("A&amp;B &#x4E2D; &lt;"), 0), "A&B中<");
    assert_string_equal(marked(md("a &nosuch; b"), 0), "a &nosuch; b");
    assert_string_equal(marked(md("a&#1;b"), 0), "a&#1;b");
}

static void fixed_blank_asked_for_by_name_stays(void **state)
{
    (void)state;
    assert_string_equal(marked(md("张&emsp;三"), 0), "张　三");
}

static void control_character_is_reported_and_left_out(void **state)
{
    (void)state;
    assert_string_equal(marked(md("南\x01码头\x02"), 0), "南码头");
    assert_at(C_CONTROL_CHAR, 1, 2);
}

static void invalid_utf8_is_reported_at_its_character(void **state)
{
    (void)state;
    assert_null(story_from_text(&arena, diags, S("x.md"), S("第一行\n第二\xC4\xCF行")));
    assert_at(C_NOT_UTF8, 2, 3);
    assert_non_null(strstr(str_z(&arena, finding(C_NOT_UTF8).remedy), "GB18030"));
}

static void byte_order_mark_is_no_character(void **state)
{
    (void)state;
    Story *story = md("\xEF\xBB\xBF---\n标题: 甲\n---\n正文");
    assert_text(story->title, "甲");
    assert_string_equal(marked(story, 0), "正文");
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void open_front_matter_is_an_error(void **state)
{
    (void)state;
    md("---\n标题: 甲\n正文\n");
    assert_at(C_FRONT_MATTER_OPEN, 1, 1);
}

static void story_over_the_limit_is_refused(void **state)
{
    (void)state;
    char *text = arena_many(&arena, char, STORY_CHARACTERS_MAX + 2);
    memset(text, 'a', STORY_CHARACTERS_MAX + 1);
    assert_int_equal(md(text)->block_count, 0);
    assert_true(diags_has(diags, C_STORY_TOO_LONG));
}

static void story_at_the_limit_is_read(void **state)
{
    (void)state;
    char *text = arena_many(&arena, char, STORY_CHARACTERS_MAX + 2);
    memset(text, 'a', STORY_CHARACTERS_MAX);
    assert_int_equal(md(text)->block_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bold_beside_chinese_quotes_is_bold),
        TEST(two_bold_stretches_in_one_line_keep_apart),
        TEST(kai_emphasis_stands_inside_a_word),
        TEST(bold_and_kai_nest),
        TEST(emphasis_runs_over_a_soft_line_end),
        TEST(emphasis_does_not_cross_paragraphs),
        TEST(escaped_star_is_printed),
        TEST(product_of_numbers_is_no_emphasis),
        TEST(stars_in_code_are_printed),
        TEST(ten_thousand_nested_stars_are_quick),
        TEST(first_heading_is_the_headline),
        TEST(headline_of_the_front_matter_wins),
        TEST(heading_without_blank_is_warned_about),
        TEST(topic_between_signs_is_no_heading),
        TEST(quotes_lists_and_tables_become_blocks),
        TEST(nested_list_items_stay_items),
        TEST(indented_paragraph_is_text_not_code),
        TEST(soft_line_end_joins_chinese_and_parts_words),
        TEST(backslash_at_line_end_forces_a_line),
        TEST(photo_in_place_is_a_block_with_its_caption),
        TEST(photo_inside_a_paragraph_follows_it),
        TEST(link_keeps_its_text),
        TEST(html_is_dropped_with_a_warning),
        TEST(entities_become_characters),
        TEST(fixed_blank_asked_for_by_name_stays),
        TEST(control_character_is_reported_and_left_out),
        TEST(invalid_utf8_is_reported_at_its_character),
        TEST(byte_order_mark_is_no_character),
        TEST(open_front_matter_is_an_error),
        TEST(story_over_the_limit_is_refused),
        TEST(story_at_the_limit_is_read),
    };
    return RUN(tests);
}
