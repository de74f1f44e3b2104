#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "font/catalogue.h"

typedef struct {
    Arena arena;
    Diags *diags;
} Fixture;

static int set_up(void **state)
{
    static Fixture fixture;

    fixture = (Fixture){0};
    fixture.diags = diags_new(&fixture.arena);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *fixture = *state;

    diags_close(fixture->diags);
    arena_free(&fixture->arena);
    return 0;
}

static Catalogue *load_text(Fixture *fixture, const char *text)
{
    const char *path = BINARY_DIR "/fonts/trial.yaml";

    assert_true(file_write(&fixture->arena, fixture->diags, path, str_of(text)));
    Catalogue *catalogue = catalogue_load(&fixture->arena, fixture->diags, path);
    unlink(path);
    return catalogue;
}

static Catalogue *load_house_catalogue(Fixture *fixture)
{
    return catalogue_load(&fixture->arena, fixture->diags, SOURCE_DIR "/fonts/catalogue.yaml");
}

static void assert_role(const Catalogue *catalogue, TextRole role, const char *family, int weight)
{
    Str name = catalogue->families[catalogue->roles[role].family].name;

    assert_true(str_eq(name, str_of(family)));
    assert_int_equal(catalogue->roles[role].weight, weight);
}

static void the_papers_own_catalogue_is_without_fault(void **state)
{
    Fixture *fixture = *state;

    assert_non_null(load_house_catalogue(fixture));
    assert_int_equal(diags_count(fixture->diags, DIAG_NOTE), 0);
}

static void roles_take_the_faces_of_the_type_table(void **state)
{
    const Catalogue *catalogue = load_house_catalogue(*state);

    assert_role(catalogue, ROLE_BODY, "宋", 400);
    assert_role(catalogue, ROLE_HEADLINE, "宋", 900);
    assert_role(catalogue, ROLE_HEADLINE_SMALL, "宋", 700);
    assert_role(catalogue, ROLE_NUMBER, "黑", 700);
    assert_role(catalogue, ROLE_KICKER, "楷", 700);
    assert_role(catalogue, ROLE_FOLIO, "黑", 500);
    assert_role(catalogue, ROLE_RUN_FOLIO, "黑", 400);
}

static void families_answer_to_name_and_alias(void **state)
{
    const Catalogue *catalogue = load_house_catalogue(*state);

    assert_int_equal(catalogue_family(catalogue, S("黑")), catalogue_family(catalogue, S("sans")));
    assert_int_equal(catalogue_family(catalogue, S("仿宋")), -1);
    assert_int_equal(catalogue_family(catalogue, S("")), -1);
}

static void every_face_names_its_package_and_every_family_a_licence_file(void **state)
{
    Fixture *fixture = *state;
    const Catalogue *catalogue = load_house_catalogue(fixture);

    for (int i = 0; i < catalogue->face_count; i++)
        assert_true(catalogue->faces[i].package.n > 0);
    for (int i = 0; i < catalogue->family_count; i++) {
        Str path = str_format(&fixture->arena, "%s/%.*s", catalogue->folder,
                              STR_ARGS(catalogue->families[i].licence));
        assert_true(file_exists(path.p));
    }
}

static int nearest_weight(const Catalogue *catalogue, int family, int weight, const bool *refused)
{
    int face = catalogue_nearest(catalogue, family, weight, refused);

    return face < 0 ? -1 : catalogue->faces[face].weight;
}

static void nearest_face_leans_heavy_from_500_and_light_below(void **state)
{
    const Catalogue *catalogue = load_text(*state, "字族:\n"
                                                   "  - 名: 宋\n"
                                                   "    字面:\n"
                                                   "      - {粗细: 300, 文件: a}\n"
                                                   "      - {粗细: 500, 文件: b}\n"
                                                   "      - {粗细: 900, 文件: c}\n");
    bool refused[3] = {0};

    assert_int_equal(nearest_weight(catalogue, 0, 400, refused), 300);
    assert_int_equal(nearest_weight(catalogue, 0, 450, refused), 500);
    assert_int_equal(nearest_weight(catalogue, 0, 700, refused), 900);
}

static void refused_faces_do_not_count_as_nearest(void **state)
{
    const Catalogue *catalogue = load_text(*state, "字族:\n"
                                                   "  - 名: 宋\n"
                                                   "    字面:\n"
                                                   "      - {粗细: 400, 文件: a}\n"
                                                   "      - {粗细: 900, 文件: b}\n");
    bool refused[2] = {true, false};

    assert_int_equal(nearest_weight(catalogue, 0, 400, refused), 900);
    refused[1] = true;
    assert_int_equal(nearest_weight(catalogue, 0, 400, refused), -1);
}

static void english_keys_read_like_chinese_ones(void **state)
{
    Fixture *fixture = *state;
    const Catalogue *catalogue =
        load_text(fixture, "families:\n"
                           "  - name: serif\n"
                           "    font_name: Nanfeng Square\n"
                           "    faces:\n"
                           "      - {weight: 400, file: square.ttf, index: 1, package: p}\n"
                           "roles:\n"
                           "  headline: {family: serif, weight: 800}\n"
                           "fallback: [serif]\n");

    assert_int_equal(diags_count(fixture->diags, DIAG_NOTE), 0);
    assert_role(catalogue, ROLE_HEADLINE, "serif", 800);
    assert_int_equal(catalogue->faces[0].index, 1);
    assert_int_equal(catalogue->fallback_count, 1);
}

static void a_role_left_out_takes_the_first_family_at_400(void **state)
{
    const Catalogue *catalogue = load_text(*state, "字族:\n"
                                                   "  - {名: 甲, 字面: [{粗细: 700, 文件: a}]}\n"
                                                   "  - {名: 乙, 字面: [{粗细: 700, 文件: b}]}\n"
                                                   "角色:\n"
                                                   "  正文: {字族: 乙}\n");

    assert_role(catalogue, ROLE_BODY, "乙", 400);
    assert_role(catalogue, ROLE_CAPTION, "甲", 400);
}

static void fallback_left_out_is_every_family_in_order(void **state)
{
    const Catalogue *catalogue = load_text(*state, "字族:\n"
                                                   "  - {名: 甲, 字面: [{粗细: 700, 文件: a}]}\n"
                                                   "  - {名: 乙, 字面: [{粗细: 700, 文件: b}]}\n");

    assert_int_equal(catalogue->fallback_count, 2);
    assert_int_equal(catalogue->fallback[1], 1);
}

static void a_role_of_an_unknown_family_is_reported_at_the_name(void **state)
{
    Fixture *fixture = *state;
    int count = 0;

    assert_non_null(load_text(fixture, "字族:\n"
                                       "  - {名: 宋, 字面: [{粗细: 400, 文件: a}]}\n"
                                       "角色:\n"
                                       "  正文: {字族: 仿宋}\n"));
    const Finding *findings = diags_findings(&fixture->arena, fixture->diags, LANG_ZH, &count);
    assert_int_equal(count, 1);
    assert_int_equal(findings[0].code, F_FAMILY_UNKNOWN);
    assert_int_equal(findings[0].line, 4);
    assert_int_equal(findings[0].column, 12);
    assert_true(str_eq(findings[0].file, S("fonts/trial.yaml")));
}

static void a_family_named_twice_is_reported(void **state)
{
    Fixture *fixture = *state;

    load_text(fixture, "字族:\n"
                       "  - {名: 宋, 别名: song, 字面: [{粗细: 400, 文件: a}]}\n"
                       "  - {名: song, 字面: [{粗细: 400, 文件: b}]}\n");
    assert_true(diags_has(fixture->diags, C_REPEATED_KEY));
}

static void a_catalogue_without_faces_is_an_error_and_nothing(void **state)
{
    static const char *const texts[] = {
        "",
        "补字: [宋]\n",
        "字族: []\n",
        "字族: 宋\n",
        "字族: [宋]\n",
        "- 字族\n",
        "字族:\n  - {名: 宋, 字面: []}\n",
        "字族:\n  - {名: 宋, 字面: {粗细: 400}}\n",
        "字族:\n  - {名: 宋, 字面: [square.ttf]}\n",
        "字族:\n  - {名: 宋, 字面: [{粗细: 400}]}\n",
        "字族:\n  - {名: 宋, 字面: [{文件: a, 粗细: 粗}]}\n",
        "字族: [\n",
    };
    Fixture *fixture = *state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int before = diags_count(fixture->diags, DIAG_ERROR);
        assert_null(load_text(fixture, texts[i]));
        assert_true(diags_count(fixture->diags, DIAG_ERROR) > before);
    }
}

static void wrong_kinds_of_values_are_reported_and_left_out(void **state)
{
    Fixture *fixture = *state;
    const Catalogue *catalogue = load_text(fixture, "文件夹: [[a], '']\n"
                                                    "字族:\n"
                                                    "  - {名: 宋, 字面: [{粗细: 400, 文件: a}]}\n"
                                                    "角色: {正文: 宋, 图说: {粗细: 400}}\n"
                                                    "补字: 宋\n");

    assert_non_null(catalogue);
    assert_int_equal(catalogue->folder_count, 0);
    assert_true(diags_has(fixture->diags, C_MISSING_KEY));
    assert_int_equal(diags_count(fixture->diags, DIAG_ERROR), 5);
}

static void a_missing_catalogue_is_reported(void **state)
{
    Fixture *fixture = *state;

    assert_null(catalogue_load(&fixture->arena, fixture->diags, "nowhere/catalogue.yaml"));
    assert_true(diags_has(fixture->diags, C_FILE_MISSING));
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(the_papers_own_catalogue_is_without_fault),
        CLAIM(roles_take_the_faces_of_the_type_table),
        CLAIM(families_answer_to_name_and_alias),
        CLAIM(every_face_names_its_package_and_every_family_a_licence_file),
        CLAIM(nearest_face_leans_heavy_from_500_and_light_below),
        CLAIM(refused_faces_do_not_count_as_nearest),
        CLAIM(english_keys_read_like_chinese_ones),
        CLAIM(a_role_left_out_takes_the_first_family_at_400),
        CLAIM(fallback_left_out_is_every_family_in_order),
        CLAIM(a_role_of_an_unknown_family_is_reported_at_the_name),
        CLAIM(a_family_named_twice_is_reported),
        CLAIM(a_catalogue_without_faces_is_an_error_and_nothing),
        CLAIM(wrong_kinds_of_values_are_reported_and_left_out),
        CLAIM(a_missing_catalogue_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
