#include "content_test.h"

typedef struct {
    Str name;
    int count;
    bool open;
    Emu width;
    Ink ink;
} Target;

static const ConfigField FIELDS[] = {
    {"名", "name", config_read_str, offsetof(Target, name), 0, 0, NULL, true},
    {"数", "count", config_read_int, offsetof(Target, count), 1, 9, NULL, false},
    {"开", "open", config_read_bool, offsetof(Target, open), 0, 0, NULL, false},
    {"宽", "width", config_read_emu, offsetof(Target, width), 0, MM(100), NULL, false},
    {"墨", "ink", config_read_ink, offsetof(Target, ink), 0, 0, NULL, false},
};

static ConfigNode *parse(const char *text)
{
    Source source;

    assert_true(source_from_text(&arena, diags, S("x.yaml"), str_of(text), &source));
    return config_parse(&arena, diags, &source, source.start, source.text.n);
}

static Target read(const char *text)
{
    Target target = {0};
    ConfigReader reader = {.arena = &arena, .diags = diags};
    ConfigNode *root = parse(text);

    assert_non_null(root);
    config_read_map(&reader, root, FIELDS, sizeof FIELDS / sizeof *FIELDS, &target);
    return target;
}

static void keys_are_read_in_chinese_and_english(void **state)
{
    (void)state;
    Target target = read("名: 南风报\ncount: 3\n开: 有\n宽: 15mm\nink: [0, 100, 62.5, 0]\n");

    assert_str(target.name, "南风报");
    assert_int_equal(target.count, 3);
    assert_true(target.open);
    assert_int_equal(target.width, MM(15));
    assert_int_equal(target.ink.y, 6250);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void unknown_key_is_reported_with_line_and_column(void **state)
{
    (void)state;
    read("名: a\n  \n版式图: b\n");
    assert_at(C_UNKNOWN_KEY, 3, 1);
    assert_non_null(strstr(str_z(&arena, finding(C_UNKNOWN_KEY).remedy), "名 (name)"));
}

static void columns_count_characters_even_after_a_byte_order_mark(void **state)
{
    (void)state;
    read("\xEF\xBB\xBF{名: 报, 不识: 1}");
    assert_at(C_UNKNOWN_KEY, 1, 8);
}

static void repeated_key_is_an_error(void **state)
{
    (void)state;
    read("名: a\n名: b\n");
    assert_at(C_REPEATED_KEY, 2, 1);
}

static void alias_of_a_key_repeats_it(void **state)
{
    (void)state;
    read("名: a\nname: b\n");
    assert_at(C_REPEATED_KEY, 2, 1);
}

static void missing_key_is_reported_at_its_mapping(void **state)
{
    (void)state;
    read("\n\n数: 1\n");
    assert_at(C_MISSING_KEY, 3, 1);
}

static void number_out_of_range_names_the_range(void **state)
{
    (void)state;
    read("名: a\n数: 10\n");
    assert_at(C_BAD_VALUE, 2, 4);
    assert_non_null(strstr(str_z(&arena, finding(C_BAD_VALUE).remedy), "1–9"));
}

static void list_in_place_of_a_text_is_reported(void **state)
{
    (void)state;
    read("名: [a]\n");
    assert_at(C_BAD_VALUE, 1, 4);
}

static void length_without_unit_is_refused(void **state)
{
    (void)state;
    read("名: a\n宽: 15\n");
    assert_at(C_BAD_VALUE, 2, 4);
}

static void ink_over_a_hundred_percent_is_refused(void **state)
{
    (void)state;
    read("名: a\n墨: [0, 101, 0, 0]\n");
    assert_at(C_BAD_VALUE, 2, 4);
}

static void broken_yaml_is_reported_at_the_right_character(void **state)
{
    (void)state;
    assert_null(parse("报名: [甲, 乙\n版: }\n"));
    assert_at(C_YAML_SYNTAX, 2, 4);
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
    (void)state;
    assert_null(parse("名: &a b\n"));
    assert_null(parse("名: *a\n"));
    assert_null(parse("名: !!str b\n"));
    assert_int_equal(findings_of(C_YAML_EXTRA), 3);
}

static void second_document_is_refused(void **state)
{
    (void)state;
    assert_null(parse("名: a\n---\n名: b\n"));
    assert_at(C_YAML_EXTRA, 2, 1);
}

static char *nested(int depth)
{
    char *text = arena_many(&arena, char, (size_t)(2 * depth) + 5);

    memcpy(text, "k: ", 3);
    memset(text + 3, '[', (size_t)depth);
    memset(text + 3 + depth, ']', (size_t)depth);
    return text;
}

static void sixty_four_levels_are_read_and_one_more_is_not(void **state)
{
    (void)state;
    assert_non_null(parse(nested(63)));
    assert_null(parse(nested(64)));
    assert_int_equal(findings_of(C_YAML_DEPTH), 1);
}

static void hundred_thousand_open_brackets_end_in_a_finding(void **state)
{
    (void)state;
    assert_null(parse(nested(100000)));
    assert_true(diags_has(diags, C_YAML_DEPTH));
}

static void empty_text_is_an_empty_mapping(void **state)
{
    (void)state;
    assert_int_equal(parse("")->kind, CONFIG_MAP);
    assert_int_equal(parse("# nothing\n")->kind, CONFIG_MAP);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void spans_are_the_bytes_of_the_text_inside_its_quotes(void **state)
{
    (void)state;
    ConfigNode *root = parse("报: \"中文\"\n");
    assert_int_equal(root->items[1]->at.start, 6);
    assert_int_equal(root->items[1]->at.len, 6);
}

static void folded_block_is_one_line(void **state)
{
    (void)state;
    assert_str(read("名: >-\n  甲\n\n  乙\n").name, "甲 乙");
    assert_str(read("名: >\n  \n").name, "");
}

static void literal_block_keeps_its_lines_without_their_indentation(void **state)
{
    (void)state;
    ConfigNode *root = parse("版图: |\n  甲 乙\n    丙\n\n  丁\n名: 戊\n");
    assert_str(root->items[1]->text, "甲 乙\n  丙\n\n丁");
}

static void key_with_a_question_mark_is_refused(void **state)
{
    (void)state;
    assert_null(parse("? 1宽, !t \\u4e2d!!str 留位[]`:\t - ,图\n"));
    assert_at(C_YAML_EXTRA, 1, 1);
    assert_str(read("名: 好吗?\n").name, "好吗?");
}

static void escaped_control_character_is_refused(void **state)
{
    (void)state;
    assert_null(parse("名: \"a\\0b\"\n"));
    assert_true(diags_has(diags, C_CONTROL_CHAR));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_are_read_in_chinese_and_english),
        TEST(unknown_key_is_reported_with_line_and_column),
        TEST(columns_count_characters_even_after_a_byte_order_mark),
        TEST(repeated_key_is_an_error),
        TEST(alias_of_a_key_repeats_it),
        TEST(missing_key_is_reported_at_its_mapping),
        TEST(number_out_of_range_names_the_range),
        TEST(list_in_place_of_a_text_is_reported),
        TEST(length_without_unit_is_refused),
        TEST(ink_over_a_hundred_percent_is_refused),
        TEST(broken_yaml_is_reported_at_the_right_character),
        TEST(anchors_aliases_and_tags_are_refused),
        TEST(second_document_is_refused),
        TEST(sixty_four_levels_are_read_and_one_more_is_not),
        TEST(hundred_thousand_open_brackets_end_in_a_finding),
        TEST(empty_text_is_an_empty_mapping),
        TEST(spans_are_the_bytes_of_the_text_inside_its_quotes),
        TEST(folded_block_is_one_line),
        TEST(literal_block_keeps_its_lines_without_their_indentation),
        TEST(key_with_a_question_mark_is_refused),
        TEST(escaped_control_character_is_refused),
    };
    return RUN(tests);
}
