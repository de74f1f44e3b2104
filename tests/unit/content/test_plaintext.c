#include "content_test.h"

static Story *txt(const char *text)
{
    return story_of("x.txt", text);
}

static void every_line_is_a_paragraph(void **state)
{
    (void)state;
    Story *story = txt("第一段说了很多。\n第二段也说了很多。\r\n\n第三段。");
    assert_int_equal(story->block_count, 3);
    assert_string_equal(marked(story, 1), "第二段也说了很多。");
    assert_int_equal(story->title.count, 0);
}

static void short_first_line_before_a_blank_one_is_the_headline(void **state)
{
    (void)state;
    Story *story = txt("\n众志成城 抗击疫情\n\n正文第一段。\n");
    assert_text(story->title, "众志成城\u200B抗击疫情");
    assert_int_equal(story->block_count, 1);
}

static void sentence_is_no_headline(void **state)
{
    (void)state;
    Story *story = txt("这是第一段。\n\n这是第二段。\n");
    assert_int_equal(story->title.count, 0);
    assert_int_equal(story->block_count, 2);
}

static void long_first_line_is_no_headline(void **state)
{
    (void)state;
    Story *story =
        txt("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"
            "\n\n正文\n");
    assert_int_equal(story->title.count, 0);
}

static void hard_wrapped_lines_are_joined(void **state)
{
    (void)state;
    Story *story = txt("标题\n\n"
                       "　　新冠疫情爆发以来各级党组\n织、辖区企业，广大党员、干部、\n居民、群众、"
                       "志愿者、爱心人士，\n"
                       "同舟共济、共克时艰，机关公务员\n化身大白坚守属地防控第一线、\n　　志愿者自"
                       "告奋勇守家护院、居民\n");
    assert_int_equal(story->block_count, 2);
    assert_string_equal(
        marked(story, 0),
        "新冠疫情爆发以来各级党组织、辖区企业，广大党员、干部、居民、群众、志愿者、爱心人士，"
        "同舟共济、共克时艰，机关公务员化身大白坚守属地防控第一线、");
    assert_at(C_LINES_JOINED, 3, 1);
}

static void four_lines_are_never_joined(void **state)
{
    (void)state;
    assert_int_equal(txt("一二三四五六\n一二三四五六\n一二三四五六\n一二三四五六\n")->block_count,
                     4);
    assert_false(diags_has(diags, C_LINES_JOINED));
}

static void lines_that_end_sentences_are_paragraphs(void **state)
{
    (void)state;
    assert_int_equal(
        txt("一二三四五。\n一二三四五。\n一二三四五。\n一二三四五。\n一二三四五。\n")->block_count,
        5);
}

static void four_in_five_full_lines_are_enough(void **state)
{
    (void)state;
    assert_int_equal(
        txt("一二三四五六\n一二三四五六\n一二三四五六\n一二三四五六\n一二。\n")->block_count, 1);
    assert_int_equal(
        txt("一二三四五六\n一二三四五六\n一二三四五六\n一二三。\n一二。\n")->block_count, 5);
}

static void joined_latin_lines_keep_their_blank(void **state)
{
    (void)state;
    Story *story = txt("hello wide world\nhello wide world\nhello wide world\n"
                       "hello wide world\nhello wide world\n");
    assert_int_equal(story->block_count, 1);
    assert_int_equal(strncmp(marked(story, 0), "hello wide world hello", 22), 0);
}

static void stars_and_signs_are_plain_text(void **state)
{
    (void)state;
    assert_string_equal(marked(txt("# **甲** <b>"), 0), "# **甲** <b>");
}

static void empty_file_is_an_empty_story(void **state)
{
    (void)state;
    assert_int_equal(txt("")->block_count, 0);
    assert_int_equal(txt("\n\n \n")->block_count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_line_is_a_paragraph),
        TEST(short_first_line_before_a_blank_one_is_the_headline),
        TEST(sentence_is_no_headline),
        TEST(long_first_line_is_no_headline),
        TEST(hard_wrapped_lines_are_joined),
        TEST(four_lines_are_never_joined),
        TEST(lines_that_end_sentences_are_paragraphs),
        TEST(four_in_five_full_lines_are_enough),
        TEST(joined_latin_lines_keep_their_blank),
        TEST(stars_and_signs_are_plain_text),
        TEST(empty_file_is_an_empty_story),
    };
    return RUN(tests);
}
