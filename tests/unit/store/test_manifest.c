#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "store/manifest.h"

#define ISSUE_DIR  BINARY_DIR "/manifest/issue"
#define OUTPUT_DIR BINARY_DIR "/manifest/output"

static const char HELLO_HASH[] = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

typedef struct {
    Arena arena;
    Diags *diags;
    Issue issue;
    House house;
    Story stories[2];
    Story *story_list[2];
    ManifestInput input;
} Fixture;

static int32_t add_story(Fixture *f, const char *name, const char *text)
{
    Str path = str_format(&f->arena, ISSUE_DIR "/%s", name);

    assert_true(file_write(&f->arena, f->diags, path.p, str_of(text)));
    return diags_source(f->diags, path, str_of(text));
}

static int set_up(void **state)
{
    static Fixture f;
    static const char *products[] = {OUTPUT_DIR "/x.pdf", OUTPUT_DIR "/proof/page-1.png"};

    f = (Fixture){0};
    f.diags = diags_new(&f.arena);
    assert_true(folder_make(ISSUE_DIR) && folder_make(OUTPUT_DIR "/proof"));
    f.stories[0].source = add_story(&f, "02-乙.md", "hello");
    f.stories[1].source = add_story(&f, "01-甲.md", "world");
    f.story_list[0] = &f.stories[0];
    f.story_list[1] = &f.stories[1];
    f.house.source = diags_source(f.diags, S("/opt/nanfeng/layout/styles/newspaper.yaml"), S("a"));
    f.issue = (Issue){.name = S("issue"),
                      .dir = ISSUE_DIR "/",
                      .house = &f.house,
                      .stories = f.story_list,
                      .story_count = 2};
    for (int i = 0; i < 2; i++)
        assert_true(file_write(&f.arena, f.diags, products[i], S("hello")));
    f.input = (ManifestInput){.issue = &f.issue, .products = products, .product_count = 2};
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    fontset_close(f->input.fonts);
    diags_close(f->diags);
    arena_free(&f->arena);
    return 0;
}

static bool holds(Fixture *f, Str json, const char *filter)
{
    const char *path = BINARY_DIR "/manifest/trial.json";
    Str command = str_format(&f->arena, "jq -e '%s' %s >/dev/null 2>&1", filter, path);

    assert_true(file_write(&f->arena, f->diags, path, json));
    int status = system(command.p);
    unlink(path);
    return status == 0;
}

static Str manifest(Fixture *f)
{
    return manifest_json(&f->arena, f->diags, &f->input);
}

static void inputs_are_sorted_and_named_from_their_own_folder(void **state)
{
    Fixture *f = *state;

    assert_true(holds(f, manifest(f),
                      "[.inputs[].name] == "
                      "[\"01-甲.md\", \"02-乙.md\", \"styles/newspaper.yaml\"]"));
}

static void hashes_are_sha256_of_the_bytes(void **state)
{
    Fixture *f = *state;
    Str filter = str_format(&f->arena, ".inputs[1].sha256 == \"%s\"", HELLO_HASH);

    assert_true(holds(f, manifest(f), filter.p));
}

static void products_are_named_from_the_folder_they_share(void **state)
{
    Fixture *f = *state;

    assert_true(holds(f, manifest(f), "[.products[].name] == [\"proof/page-1.png\", \"x.pdf\"]"));
    f->input.product_count = 1;
    assert_true(holds(f, manifest(f), "[.products[].name] == [\"x.pdf\"]"));
}

static void no_path_of_this_machine_gets_in(void **state)
{
    Fixture *f = *state;
    Str json = manifest(f);

    assert_null(memmem(json.p, json.n, BINARY_DIR, strlen(BINARY_DIR)));
    assert_null(memmem(json.p, json.n, "/opt", 4));
}

static void a_picture_on_two_pages_is_named_once(void **state)
{
    Fixture *f = *state;
    PaintOp ops[2] = {{.kind = PAINT_PICTURE}, {.kind = PAINT_PICTURE}};
    PaintList page = {.ops = ops, .op_count = 2};
    PaintList *pages[] = {&page};
    Picture pictures[2] = {{.source_hash = S("aa")}, {.source_hash = S("aa")}};

    ops[0].as.picture.shown = ops[1].as.picture.shown = S("图/01.jpg");
    f->input.pages = pages;
    f->input.page_count = 1;
    f->input.pictures = pictures;
    assert_true(holds(f, manifest(f),
                      "[.inputs[] | select(.name == \"图/01.jpg\")] == "
                      "[{name: \"图/01.jpg\", sha256: \"aa\"}]"));
}

static void fonts_in_use_are_named_with_version_and_checksum(void **state)
{
    Fixture *f = *state;

    f->input.fonts =
        fontset_open(&f->arena, f->diags, BINARY_DIR "/fonts/catalogue.yaml", &f->house);
    fontset_role(f->input.fonts, f->diags, ROLE_BODY);
    assert_true(holds(f, manifest(f), ".fonts | length == 1"));
    assert_true(holds(f, manifest(f),
                      ".fonts[0] | .name == \"NanfengSquare-Regular\" and "
                      ".version == \"Version 1.000\" and .size > 100000"));
    assert_true(holds(f, manifest(f), ".fonts[0].checkSumAdjustment | test(\"^[0-9a-f]{8}$\")"));
    assert_true(holds(f, manifest(f), "any(.inputs[]; .name == \"fonts/catalogue.yaml\")"));
}

static void program_and_libraries_tell_their_versions(void **state)
{
    Fixture *f = *state;

    assert_true(holds(f, manifest(f), ".program | startswith(\"nanfeng \")"));
    assert_true(holds(f, manifest(f), "any(.libraries[]; .name == \"harfbuzz\")"));
    assert_true(holds(f, manifest(f), "all(.libraries[]; .version | length > 0)"));
}

static void a_product_that_is_gone_is_reported_and_left_out(void **state)
{
    Fixture *f = *state;
    static const char *products[] = {OUTPUT_DIR "/gone.pdf"};

    f->input.products = products;
    f->input.product_count = 1;
    assert_true(holds(f, manifest(f), ".products == []"));
    assert_true(diags_has(f->diags, C_FILE_MISSING));
}

static void two_manifests_of_one_build_are_equal(void **state)
{
    Fixture *f = *state;

    assert_true(str_eq(manifest(f), manifest(f)));
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(inputs_are_sorted_and_named_from_their_own_folder),
        CLAIM(hashes_are_sha256_of_the_bytes),
        CLAIM(products_are_named_from_the_folder_they_share),
        CLAIM(no_path_of_this_machine_gets_in),
        CLAIM(a_picture_on_two_pages_is_named_once),
        CLAIM(fonts_in_use_are_named_with_version_and_checksum),
        CLAIM(program_and_libraries_tell_their_versions),
        CLAIM(a_product_that_is_gone_is_reported_and_left_out),
        CLAIM(two_manifests_of_one_build_are_equal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
