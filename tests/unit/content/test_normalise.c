#include "content_test.h"

static const char *body(const char *text)
{
    return marked(story_of("x.md", text), 0);
}

static Text title(const char *yaml)
{
    Str text = str_format(&arena, "---\n标题: %s\n---\n", yaml);
    return story_of("x.md", str_z(&arena, text))->title;
}

static void full_width_letters_and_digits_become_ascii(void **state)
{
    (void)state;
    assert_string_equal(body("第１２届ＡＢｃ"), "第12届ABc");
    assert_at(C_NORM_WIDTH, 1, 2);
    assert_int_equal(findings_of(C_NORM_WIDTH), 2);
}

static void radicals_become_ideographs(void **state)
{
    (void)state;
    assert_string_equal(body("南码头⼈⺠⻓⼾"), "南码头人民长户");
    assert_at(C_NORM_RADICAL, 1, 4);
}

static void decomposed_letters_are_composed(void **state)
{
    (void)state;
    assert_string_equal(body("caf\x65\xCC\x81店"), "caf\xC3\xA9店");
    assert_true(diags_has(diags, C_NORM_NFC));
}

static void composed_text_is_left_alone(void **state)
{
    (void)state;
    assert_string_equal(body("caf\xC3\xA9店한글"), "caf\xC3\xA9店한글");
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void hangul_letters_compose(void **state)
{
    (void)state;
    assert_string_equal(body("\u1112\u1161\u11AB"), "한");
}

static void ellipses_take_one_form(void **state)
{
    (void)state;
    assert_string_equal(body("头盔⋯⋯战疫。。。。他想......好"), "头盔……战疫……他想……好");
    assert_int_equal(findings_of(C_NORM_ELLIPSIS), 3);
}

static void dashes_take_one_form(void **state)
{
    (void)state;
    assert_string_equal(body("南风--北风⸺东风— —西风"), "南风——北风——东风——西风");
}

static void hyphens_of_latin_text_stay(void **state)
{
    (void)state;
    assert_string_equal(body("选项 a--b 和 x..."), "选项a--b和x...");
}

static void half_width_marks_between_chinese_are_widened(void **state)
{
    (void)state;
    assert_string_equal(body("他说:好,真好!(笑)是吗?"), "他说：好，真好！（笑）是吗？");
    assert_int_equal(finding(C_NORM_PUNCT).severity, DIAG_WARNING);
    assert_int_equal(findings_of(C_NORM_PUNCT), 6);
    assert_at(C_NORM_PUNCT, 1, 3);
}

static void marks_of_numbers_and_latin_stay(void **state)
{
    (void)state;
    assert_string_equal(body("在 10:30 见 a,b 与 f(x) 共 1,234 人"), "在10:30见a,b与f(x)共1,234人");
    assert_false(diags_has(diags, C_NORM_PUNCT));
}

static void straight_quotes_become_pairs(void **state)
{
    (void)state;
    assert_string_equal(body("\"甲\"和\"乙\"、'丙'"), "“甲”和“乙”、‘丙’");
    assert_int_equal(findings_of(C_NORM_QUOTE), 6);
}

static void straight_quote_closes_a_curly_one(void **state)
{
    (void)state;
    assert_string_equal(body("“甲\"乙"), "“甲”乙");
}

static void apostrophes_and_inches_stay(void **state)
{
    (void)state;
    assert_string_equal(body("我 don't 买55\"电视"), "我don't买55\"电视");
}

static void english_paragraph_is_left_alone(void **state)
{
    (void)state;
    assert_string_equal(body("He said: \"yes\", (twice)."), "He said: \"yes\", (twice).");
}

static void blanks_beside_chinese_go(void **state)
{
    (void)state;
    assert_string_equal(body("2020 年度， 南　码头 edjob  ok 平台"),
                        "2020年度，南码头edjob ok平台");
    assert_int_equal(finding(C_NORM_SPACE).severity, DIAG_NOTE);
}

static void blank_beside_a_widened_parenthesis_goes(void **state)
{
    (void)state;
    assert_string_equal(body("用 iPhone (手机) 拍"), "用iPhone（手机）拍");
}

static void fixed_blank_between_words_stays(void **state)
{
    (void)state;
    assert_string_equal(body("a\u00A0b"), "a\u00A0b");
    assert_string_equal(body("甲\u00A0乙"), "甲乙");
}

static void break_characters_of_the_user_stay(void **state)
{
    (void)state;
    assert_string_equal(body("甲\u200B乙\u2060丙\u2028丁\uFEFF戊"),
                        "甲\u200B乙\u2060丙\u2028丁\uFEFF戊");
}

static void middle_dots_take_one_form(void **state)
{
    (void)state;
    assert_string_equal(body("约翰・列侬•史密斯"), "约翰·列侬·史密斯");
}

static void unpaired_marks_are_warned_about_at_their_place(void **state)
{
    (void)state;
    body("七彩南码头”建设（一");
    assert_int_equal(findings_of(C_UNPAIRED), 2);
    assert_at(C_UNPAIRED, 1, 6);
}

static void paired_marks_are_no_finding(void **state)
{
    (void)state;
    body("“《甲》（乙）”‘丙’「丁」");
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void bar_in_a_headline_is_a_possible_break(void **state)
{
    (void)state;
    assert_text(title("南码头人喜庆|浦东开放30周年"), "南码头人喜庆\u200B浦东开放30周年");
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void blank_between_chinese_in_a_headline_is_a_possible_break(void **state)
{
    (void)state;
    assert_text(title("打造南风乐业品牌 创成“上海市社区”"),
                "打造南风乐业品牌\u200B创成“上海市社区”");
    assert_text(title("甲 | 乙"), "甲\u200B乙");
}

static void blank_between_words_of_a_headline_stays(void **state)
{
    (void)state;
    assert_text(title("Hello World 你好"), "Hello World你好");
}

static void byline_keeps_names_apart(void **state)
{
    (void)state;
    Story *story = story_of("x.md", "---\n作者: 本报记者 张三\n---\n");
    assert_text(story->byline, "本报记者　张三");
}

static void many_stray_closing_marks_are_quick(void **state)
{
    (void)state;
    enum { N = 60000 };
    char *text = arena_many(&arena, char, 3 * N + 1);
    for (int i = 0; i < N; i++)
        memcpy(text + 3 * i, i < N / 2 ? "（" : "”", 3);
    body(text);
    assert_true(diags_has(diags, C_UNPAIRED));
}

static void long_run_of_accents_is_quick(void **state)
{
    (void)state;
    enum { N = 100000 };
    char *text = arena_many(&arena, char, 2 * N + 2);
    text[0] = 'a';
    for (int i = 0; i < N; i++)
        memcpy(text + 1 + 2 * i, i % 2 ? "\xCC\x81" : "\xCC\xA3", 2);
    body(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(full_width_letters_and_digits_become_ascii),
        TEST(radicals_become_ideographs),
        TEST(decomposed_letters_are_composed),
        TEST(composed_text_is_left_alone),
        TEST(hangul_letters_compose),
        TEST(ellipses_take_one_form),
        TEST(dashes_take_one_form),
        TEST(hyphens_of_latin_text_stay),
        TEST(half_width_marks_between_chinese_are_widened),
        TEST(marks_of_numbers_and_latin_stay),
        TEST(straight_quotes_become_pairs),
        TEST(straight_quote_closes_a_curly_one),
        TEST(apostrophes_and_inches_stay),
        TEST(english_paragraph_is_left_alone),
        TEST(blanks_beside_chinese_go),
        TEST(blank_beside_a_widened_parenthesis_goes),
        TEST(fixed_blank_between_words_stays),
        TEST(break_characters_of_the_user_stay),
        TEST(middle_dots_take_one_form),
        TEST(unpaired_marks_are_warned_about_at_their_place),
        TEST(paired_marks_are_no_finding),
        TEST(bar_in_a_headline_is_a_possible_break),
        TEST(blank_between_chinese_in_a_headline_is_a_possible_break),
        TEST(blank_between_words_of_a_headline_stays),
        TEST(byline_keeps_names_apart),
        TEST(many_stray_closing_marks_are_quick),
        TEST(long_run_of_accents_is_quick),
    };
    return RUN(tests);
}
