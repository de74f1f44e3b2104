#include "content_test.h"

#define STYLE SOURCE_DIR "/layout/styles/newspaper.yaml"

static const House *load(void)
{
    const House *house = house_load(&arena, diags, STYLE, S("newspaper.yaml"));

    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    assert_non_null(house);
    return house;
}

/* The paper's style with one line changed, read from a folder of its own. */
static const House *load_changed(const char *line, const char *changed)
{
    Str text;
    const char *dir = temp_folder();

    assert_true(file_read(&arena, diags, STYLE, S(STYLE), 1 << 20, NOWHERE, &text));
    char *found = strstr(str_z(&arena, text), line);
    assert_non_null(found);
    Str whole = str_of(str_z(&arena, text));
    size_t at = (size_t)(strstr(whole.p, line) - whole.p);
    Buf out = buf_new(&arena);
    buf_add(&out, (Str){whole.p, at});
    buf_add(&out, str_of(changed));
    buf_add(&out, str_of(whole.p + at + strlen(line)));
    put(dir, "style.yaml", buf_str(&out));
    const House *house =
        house_load(&arena, diags, path_in(&arena, dir, S("style.yaml")), S("s.yaml"));
    remove_folder(dir);
    return house;
}

static void newspaper_style_has_no_findings(void **state)
{
    (void)state;
    load();
}

static void grid_is_that_of_the_tabloid_page(void **state)
{
    (void)state;
    const House *house = load();
    assert_int_equal(house->em, 123825);
    assert_int_equal(house->row, 161925);
    assert_int_equal(house_type_width(house), 71 * house->em);
    assert_int_equal(house_columns_width(house, 3), 35 * house->em);
    assert_int_equal(house_column_x(house, 4), house->margin_left + 36 * house->em);
}

static void type_area_stands_in_the_middle(void **state)
{
    (void)state;
    const House *house = load();
    Emu right = house->page_width - house->margin_left - house_type_width(house);
    Emu foot = house->page_height - house->margin_top - house->slots * house->row;
    assert_in_range(right - house->margin_left, 0, 1);
    assert_in_range(foot - house->margin_top, 0, 1);
}

static void banner_and_ladder_are_read(void **state)
{
    (void)state;
    const House *house = load();
    assert_int_equal(house->head_size_count, 8);
    assert_int_equal(house->head_sizes[7].square1, PT(39));
    assert_int_equal(house->ladder[3][RANK_LEAD].sizes[0], PT(36));
    assert_int_equal(house->ladder[1][RANK_MINOR].sizes[1], PT(12));
    assert_int_equal(house->ladder[3][RANK_STANDARD].sizes[2], 0);
    assert_int_equal(house->text[ROLE_WORDMARK].ink.m, 10000);
    assert_int_equal(house->track_min_milli, -30);
    assert_int_equal(house->wordmark_x, PT(-2));
}

static void profile_lies_beside_the_style(void **state)
{
    (void)state;
    assert_string_equal(load()->profile, SOURCE_DIR "/layout/styles/newsprint_tr002_220.icc.z");
}

static void lengths_of_an_issue_follow_the_grid(void **state)
{
    (void)state;
    const House *house = load();
    assert_int_equal(house_length(house, (Length){17000000, UNIT_EM}, 0), 17 * house->em);
    assert_int_equal(house_length(house, (Length){2000000, UNIT_COLUMN}, 0), 23 * house->em);
    assert_int_equal(house_length(house, (Length){12000000, UNIT_ROW}, 0), 12 * house->row);
    assert_int_equal(house_length(house, (Length){50000000, UNIT_PERCENT}, 1000), 500);
    assert_int_equal(house_length(house, (Length){0, UNIT_NONE}, 1000), 0);
    assert_int_equal(house_length(house, (Length){INT64_MAX, UNIT_EM}, 0), MM(20000));
}

static void missing_key_is_reported_at_its_section(void **state)
{
    (void)state;
    assert_null(load_changed("  栏数: 6 ", "#"));
    assert_true(diags_has(diags, C_MISSING_KEY));
}

static void unknown_key_is_reported(void **state)
{
    (void)state;
    load_changed("  栏距: 1 ", "  栏巨: 1\n  栏距: 1 ");
    assert_true(diags_has(diags, C_UNKNOWN_KEY));
}

static void em_of_nothing_is_refused(void **state)
{
    (void)state;
    assert_null(load_changed("字: 9.75pt", "字: 0pt"));
    assert_true(diags_has(diags, C_BAD_VALUE));
}

static void row_lower_than_its_text_is_refused(void **state)
{
    (void)state;
    assert_null(load_changed("行: 12.75pt", "行: 9pt"));
    assert_true(diags_has(diags, C_HOUSE_RANGE));
}

static void type_area_wider_than_the_page_is_refused(void **state)
{
    (void)state;
    assert_null(load_changed("宽: 272.5mm", "宽: 200mm"));
    assert_true(diags_has(diags, C_HOUSE_RANGE));
}

static void ladder_size_without_a_banner_is_refused(void **state)
{
    (void)state;
    assert_null(load_changed("次要: [14pt, 12pt]", "次要: [14pt, 13pt]"));
    assert_true(diags_has(diags, C_BAD_VALUE));
}

static void ladder_must_cover_every_width(void **state)
{
    (void)state;
    assert_null(load_changed("分栏: [1, 2, 2, 4, 5, 4]", "分栏: [1, 2, 2]"));
    assert_true(diags_has(diags, C_BAD_VALUE));
}

static void missing_style_is_reported(void **state)
{
    (void)state;
    assert_null(house_load(&arena, diags, "/nowhere/style.yaml", S("style.yaml")));
    assert_true(diags_has(diags, C_FILE_MISSING));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(newspaper_style_has_no_findings),
        TEST(grid_is_that_of_the_tabloid_page),
        TEST(type_area_stands_in_the_middle),
        TEST(banner_and_ladder_are_read),
        TEST(profile_lies_beside_the_style),
        TEST(lengths_of_an_issue_follow_the_grid),
        TEST(missing_key_is_reported_at_its_section),
        TEST(unknown_key_is_reported),
        TEST(em_of_nothing_is_refused),
        TEST(row_lower_than_its_text_is_refused),
        TEST(type_area_wider_than_the_page_is_refused),
        TEST(ladder_size_without_a_banner_is_refused),
        TEST(ladder_must_cover_every_width),
        TEST(missing_style_is_reported),
    };
    return RUN(tests);
}
