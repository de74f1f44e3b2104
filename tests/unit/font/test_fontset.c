#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "font/fontset.h"

typedef struct {
    Arena arena;
    Diags *diags;
    FontSet *set;
    House house;
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

    fontset_close(fixture->set);
    diags_close(fixture->diags);
    arena_free(&fixture->arena);
    return 0;
}

static FontSet *open_squares(Fixture *fixture)
{
    fixture->set = fontset_open(&fixture->arena, fixture->diags, BINARY_DIR "/fonts/catalogue.yaml",
                                &fixture->house);
    assert_non_null(fixture->set);
    return fixture->set;
}

static FontSet *open_house_fonts(Fixture *fixture)
{
    fixture->set = fontset_open(&fixture->arena, fixture->diags, SOURCE_DIR "/fonts/catalogue.yaml",
                                &fixture->house);
    assert_non_null(fixture->set);
    return fixture->set;
}

/* A catalogue beside the test fonts; `faces` is the text of its families. */
static FontSet *open_text(Fixture *fixture, const char *families)
{
    const char *path = BINARY_DIR "/fonts/trial-set.yaml";
    Str text = str_join(&fixture->arena, S("字族:\n"), str_of(families));

    assert_true(file_write(&fixture->arena, fixture->diags, path, text));
    fixture->set = fontset_open(&fixture->arena, fixture->diags, path, &fixture->house);
    unlink(path);
    assert_non_null(fixture->set);
    return fixture->set;
}

static Emu advance_of(FontSet *set, int face, Emu size, hb_codepoint_t cp)
{
    hb_codepoint_t gid = 0;
    hb_font_t *font = fontset_font(set, face, size);

    assert_true(hb_font_get_nominal_glyph(font, cp, &gid));
    return hb_font_get_glyph_h_advance(font, gid);
}

static void a_face_is_opened_only_when_it_is_used(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_house_fonts(fixture);

    for (int i = 0; i < fontset_count(set); i++)
        assert_false(fontset_is_open(set, i));
    int body = fontset_role(set, fixture->diags, ROLE_BODY);
    for (int i = 0; i < fontset_count(set); i++)
        assert_int_equal(fontset_is_open(set, i), i == body);
}

static void the_face_is_found_by_its_name_in_a_collection(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_house_fonts(fixture);
    int face = fontset_role(set, fixture->diags, ROLE_HEADLINE);

    assert_string_equal(fontset_name(set, face).p, "NotoSerifCJKsc-Black");
    assert_true(str_eq(fontset_family(set, face), S("宋")));
    assert_int_equal(fontset_format(set, face), FONT_CFF_CID);
}

static void every_role_of_the_paper_has_its_face(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_house_fonts(fixture);

    for (int role = 0; role < ROLE_COUNT; role++)
        assert_true(fontset_role(set, fixture->diags, (TextRole)role) >= 0);
    assert_int_equal(diags_count(fixture->diags, DIAG_NOTE), 0);
}

static void a_wrong_index_hint_is_corrected_by_the_name(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_text(fixture, "  - 名: 宋\n"
                                      "    字体名: Nanfeng Square\n"
                                      "    字面: [{粗细: 400, 文件: square.ttc, 序: 0}]\n");
    int face = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_string_equal(fontset_name(set, face).p, "NanfengSquare-Regular");
    assert_int_equal(diags_count(fixture->diags, DIAG_NOTE), 0);
}

static void without_a_font_name_the_index_decides(void **state)
{
    Fixture *fixture = *state;
    FontSet *set =
        open_text(fixture, "  - {名: 宋, 字面: [{粗细: 400, 文件: square.ttc, 序: 1}]}\n");
    int face = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_string_equal(fontset_name(set, face).p, "NanfengSquare-Regular");
}

static void a_name_that_is_not_in_the_file_is_reported(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_text(fixture, "  - 名: 宋\n"
                                      "    字体名: Nanfeng\n"
                                      "    字面: [{粗细: 400, 文件: square.ttf}]\n");

    assert_int_equal(fontset_role(set, fixture->diags, ROLE_BODY), -1);
    assert_true(diags_has(fixture->diags, F_FONT_FAMILY));
}

static void advances_come_in_emu(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int face = fontset_role(set, fixture->diags, ROLE_BODY);
    Emu size = PT(39) / 4;

    assert_int_equal(advance_of(set, face, size, 0x4E2D), size);
    assert_int_equal(advance_of(set, face, size, 'a'), size / 2);
}

static void fonts_of_one_size_are_made_once(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int face = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_ptr_equal(fontset_font(set, face, PT(10)), fontset_font(set, face, PT(10)));
    assert_ptr_not_equal(fontset_font(set, face, PT(10)), fontset_font(set, face, PT(11)));
}

static void the_house_style_overrides_family_and_weight(void **state)
{
    Fixture *fixture = *state;

    fixture->house.text[ROLE_BODY].family = S("楷");
    fixture->house.text[ROLE_HEADLINE].weight = 700;
    FontSet *set = open_house_fonts(fixture);
    int body = fontset_role(set, fixture->diags, ROLE_BODY);
    int headline = fontset_role(set, fixture->diags, ROLE_HEADLINE);
    assert_string_equal(fontset_name(set, body).p, "LXGWWenKai-Regular");
    assert_string_equal(fontset_name(set, headline).p, "NotoSerifCJKsc-Bold");
}

static void a_family_of_the_house_style_that_does_not_exist_is_reported_once(void **state)
{
    Fixture *fixture = *state;

    fixture->house.text[ROLE_BODY].family = S("仿宋");
    FontSet *set = open_squares(fixture);
    assert_true(fontset_role(set, fixture->diags, ROLE_BODY) >= 0);
    fontset_role(set, fixture->diags, ROLE_BODY);
    assert_int_equal(diags_count(fixture->diags, DIAG_ERROR), 1);
    assert_true(diags_has(fixture->diags, F_FAMILY_UNKNOWN));
}

static void a_character_the_face_has_stays_with_it(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int kai = fontset_role(set, fixture->diags, ROLE_EMPH);

    assert_int_equal(fontset_face_for(set, fixture->diags, kai, 0x4E2D, 0), kai);
}

static void a_character_the_face_lacks_falls_back(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int kai = fontset_role(set, fixture->diags, ROLE_EMPH);
    int body = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_int_equal(fontset_face_for(set, fixture->diags, kai, 0x9F99, 0), body);
    assert_int_equal(fontset_face_for(set, fixture->diags, body, 0x20BB7, 0), kai);
}

static void a_character_nobody_has_has_no_face(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int body = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_int_equal(fontset_face_for(set, fixture->diags, body, 0x1F600, 0), -1);
    assert_int_equal(fontset_face_for(set, fixture->diags, -1, 0x4E2D, 0), -1);
}

static void a_selector_nobody_knows_is_ignored(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int body = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_int_equal(fontset_face_for(set, fixture->diags, body, 0x4E2D, 0xE0100), body);
}

static void a_missing_font_names_its_package_and_another_face_stands_in(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_text(fixture, "  - 名: 宋\n"
                                      "    字面:\n"
                                      "      - {粗细: 900, 文件: none.ttc, 软件包: fonts-none}\n"
                                      "  - {名: 黑, 字面: [{粗细: 400, 文件: square.ttf}]}\n");
    int count = 0;

    fixture->house.text[ROLE_TITLE].family = S("宋");
    assert_int_equal(fontset_role(set, fixture->diags, ROLE_HEADLINE), 1);
    assert_int_equal(fontset_role(set, fixture->diags, ROLE_TITLE), 1);
    const Finding *findings = diags_findings(&fixture->arena, fixture->diags, LANG_EN, &count);
    assert_int_equal(count, 1);
    assert_int_equal(findings[0].code, F_FONT_MISSING);
    assert_non_null(strstr(findings[0].remedy.p, "fonts-none"));
    assert_int_equal(findings[0].line, 4);
}

static void a_missing_font_of_the_papers_own_is_reported(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_text(fixture, "  - {名: 宋, 字面: [{粗细: 400, 文件: none.ttf}]}\n");

    assert_int_equal(fontset_role(set, fixture->diags, ROLE_BODY), -1);
    assert_true(diags_has(fixture->diags, F_OWN_FONT_MISSING));
}

static void fonts_that_may_not_be_embedded_or_subset_are_refused(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_text(fixture, "  - 名: 宋\n"
                                      "    字面:\n"
                                      "      - {粗细: 400, 文件: locked.ttf}\n"
                                      "      - {粗细: 500, 文件: no-subset.ttf}\n"
                                      "      - {粗细: 900, 文件: square.ttf}\n");

    assert_int_equal(fontset_role(set, fixture->diags, ROLE_BODY), 2);
    assert_int_equal(diags_count(fixture->diags, DIAG_ERROR), 2);
    assert_true(diags_has(fixture->diags, F_FONT_LOCKED));
}

/* Writes bytes as broken.ttf and expects the refusal. */
static void assert_broken(Fixture *fixture, Str bytes)
{
    const char *path = BINARY_DIR "/fonts/broken.ttf";
    int before = diags_count(fixture->diags, DIAG_ERROR);

    assert_true(file_write(&fixture->arena, fixture->diags, path, bytes));
    FontSet *set = open_text(fixture, "  - {名: 宋, 字面: [{粗细: 400, 文件: broken.ttf}]}\n");
    assert_int_equal(fontset_role(set, fixture->diags, ROLE_BODY), -1);
    assert_int_equal(diags_count(fixture->diags, DIAG_ERROR), before + 1);
    assert_true(diags_has(fixture->diags, F_FONT_BROKEN));
    fontset_close(set);
    fixture->set = NULL;
    unlink(path);
}

static void files_that_are_no_whole_font_are_broken(void **state)
{
    Fixture *fixture = *state;
    Str font = {0};

    assert_true(file_read(&fixture->arena, fixture->diags, BINARY_DIR "/fonts/square.ttf", S("x"),
                          1 << 24, NOWHERE, &font));
    assert_broken(fixture, S(""));
    assert_broken(fixture, S("no font"));
    assert_broken(fixture, (Str){font.p, 100});
    assert_broken(fixture, (Str){font.p, font.n / 2});
    assert_broken(fixture, (Str){font.p, font.n - 40});
}

static void a_font_of_any_flipped_directory_byte_is_read_safely(void **state)
{
    enum { DIRECTORY_BYTES = 12 + 16 * 10 };
    Fixture *fixture = *state;
    const char *path = BINARY_DIR "/fonts/flipped.ttf";
    Str font = {0};

    assert_true(file_read(&fixture->arena, fixture->diags, BINARY_DIR "/fonts/square-kai.ttf",
                          S("x"), 1 << 24, NOWHERE, &font));
    char *bytes = (char *)font.p;
    for (int i = 0; i < DIRECTORY_BYTES; i++) {
        bytes[i] = (char)(bytes[i] ^ 0x5A);
        assert_true(file_write(&fixture->arena, fixture->diags, path, font));
        bytes[i] = (char)(bytes[i] ^ 0x5A);
        FontSet *set = open_text(fixture, "  - {名: 宋, 字面: [{粗细: 400, 文件: flipped.ttf}]}\n");
        int face = fontset_role(set, fixture->diags, ROLE_BODY);
        if (face >= 0)
            fontset_face_for(set, fixture->diags, face, 0x4E2D, 0);
        fontset_close(set);
    }
    fixture->set = NULL;
    unlink(path);
}

static void features_are_found_in_substitution_and_position_tables(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_house_fonts(fixture);
    int body = fontset_role(set, fixture->diags, ROLE_BODY);
    int kai = fontset_role(set, fixture->diags, ROLE_EMPH);

    assert_true(fontset_has_feature(set, body, HB_TAG('v', 'e', 'r', 't')));
    assert_true(fontset_has_feature(set, body, HB_TAG('h', 'a', 'l', 't')));
    assert_false(fontset_has_feature(set, kai, HB_TAG('h', 'a', 'l', 't')));
    assert_false(fontset_has_feature(set, body, HB_TAG('x', 'x', 'x', 'x')));
}

static void a_face_tells_what_the_manifest_needs(void **state)
{
    Fixture *fixture = *state;
    FontSet *set = open_squares(fixture);
    int face = fontset_role(set, fixture->diags, ROLE_BODY);

    assert_string_equal(fontset_version(set, face).p, "Version 1.000");
    assert_string_equal(fontset_file(set, face).p, BINARY_DIR "/fonts/square.ttf");
    assert_int_equal(fontset_upem(set, face), 1000);
    assert_int_equal(fontset_format(set, face), FONT_GLYF);
    assert_true(fontset_file_size(set, face) > 100000);
    assert_true(fontset_checksum(set, face) != 0);
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(a_face_is_opened_only_when_it_is_used),
        CLAIM(the_face_is_found_by_its_name_in_a_collection),
        CLAIM(every_role_of_the_paper_has_its_face),
        CLAIM(a_wrong_index_hint_is_corrected_by_the_name),
        CLAIM(without_a_font_name_the_index_decides),
        CLAIM(a_name_that_is_not_in_the_file_is_reported),
        CLAIM(advances_come_in_emu),
        CLAIM(fonts_of_one_size_are_made_once),
        CLAIM(the_house_style_overrides_family_and_weight),
        CLAIM(a_family_of_the_house_style_that_does_not_exist_is_reported_once),
        CLAIM(a_character_the_face_has_stays_with_it),
        CLAIM(a_character_the_face_lacks_falls_back),
        CLAIM(a_character_nobody_has_has_no_face),
        CLAIM(a_selector_nobody_knows_is_ignored),
        CLAIM(a_missing_font_names_its_package_and_another_face_stands_in),
        CLAIM(a_missing_font_of_the_papers_own_is_reported),
        CLAIM(fonts_that_may_not_be_embedded_or_subset_are_refused),
        CLAIM(files_that_are_no_whole_font_are_broken),
        CLAIM(a_font_of_any_flipped_directory_byte_is_read_safely),
        CLAIM(features_are_found_in_substitution_and_position_tables),
        CLAIM(a_face_tells_what_the_manifest_needs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
