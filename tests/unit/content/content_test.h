#ifndef CONTENT_TEST_H
#define CONTENT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "content/draft.h"
#include "content/issue.h"

#define RUN(tests) cmocka_run_group_tests_name(__FILE__, tests, NULL, NULL)
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* One arena and one list of findings a test. */
static Arena arena;
static Diags *diags;

static int setup(void **state)
{
    (void)state;
    arena = (Arena){0};
    diags = diags_new(&arena);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    diags_close(diags);
    arena_free(&arena);
    return 0;
}

/* The first finding with the code; fails the test when there is none. */
static inline Finding finding(DiagCode code)
{
    int count = 0;
    Finding *all = diags_findings(&arena, diags, LANG_ZH, &count);

    for (int i = 0; i < count; i++)
        if (all[i].code == code)
            return all[i];
    fail_msg("no finding %s", diag_code_name(code));
    return (Finding){0};
}

static inline int findings_of(DiagCode code)
{
    int count = 0, found = 0;
    Finding *all = diags_findings(&arena, diags, LANG_ZH, &count);

    for (int i = 0; i < count; i++)
        found += all[i].code == code;
    return found;
}

static inline void assert_at(DiagCode code, int line, int column)
{
    Finding one = finding(code);

    assert_int_equal(one.line, line);
    assert_int_equal(one.column, column);
}

static inline void assert_str(Str text, const char *expected)
{
    assert_string_equal(str_z(&arena, text), expected);
}

static inline void assert_text(Text text, const char *expected)
{
    assert_str(text_flat(&arena, text), expected);
}

static inline Story *story_of(const char *name, const char *text)
{
    Story *story = story_from_text(&arena, diags, str_of(name), str_of(text));

    assert_non_null(story);
    return story;
}

/* The text of block i, with * around emphasis and # around strong pieces, as a short notation. */
static inline const char *marked(const Story *story, int i)
{
    Buf out = buf_new(&arena);

    assert_true(i < story->block_count);
    Text text = story->blocks[i].text;
    for (int k = 0; k < text.count; k++) {
        unsigned style = text.pieces[k].style;
        const char *mark = style == TEXT_STRONG ? "#" : style == TEXT_EMPH ? "*" : style ? "%" : "";
        buf_printf(&out, "%s%.*s%s", mark, STR_ARGS(text.pieces[k].text), mark);
    }
    return str_z(&arena, buf_str(&out));
}

/* A folder that goes away with the test program's temporary files. */
static inline const char *temp_folder(void)
{
    char *path = (char *)(uintptr_t)str_z(&arena, S("/tmp/nanfeng-content-XXXXXX"));

    assert_non_null(mkdtemp(path));
    return path;
}

static inline void put(const char *dir, const char *name, Str bytes)
{
    const char *path = str_z(&arena, str_format(&arena, "%s/%s", dir, name));
    char *slash = strrchr(path, '/');

    assert_true(folder_make(str_z(&arena, (Str){path, (size_t)(slash - path)})));
    assert_true(file_write(&arena, diags, path, bytes));
}

static inline void put_text(const char *dir, const char *name, const char *text)
{
    put(dir, name, str_of(text));
}

static inline void remove_folder(const char *dir)
{
    int count = 0;
    Str *names = folder_list(&arena, dir, &count);

    for (int i = 0; i < count; i++) {
        const char *path = path_in(&arena, dir, names[i]);
        if (remove(path) != 0)
            remove_folder(path);
    }
    remove(dir);
}

/* A JPEG's first segments: start, an EXIF block with the orientation, a frame header. */
static inline Str jpeg_header(int width, int height, int orientation)
{
    unsigned char bytes[] = {0xFF,
                             0xD8,
                             0xFF,
                             0xE1,
                             0x00,
                             0x22,
                             'E',
                             'x',
                             'i',
                             'f',
                             0,
                             0,
                             'M',
                             'M',
                             0,
                             42,
                             0,
                             0,
                             0,
                             8,
                             0,
                             1,
                             0x01,
                             0x12,
                             0,
                             3,
                             0,
                             0,
                             0,
                             1,
                             0,
                             (unsigned char)orientation,
                             0,
                             0,
                             0,
                             0,
                             0,
                             0,
                             0xFF,
                             0xC0,
                             0,
                             11,
                             8,
                             (unsigned char)(height >> 8),
                             (unsigned char)height,
                             (unsigned char)(width >> 8),
                             (unsigned char)width,
                             1,
                             1,
                             0x11,
                             0};

    return str_copy(&arena, (Str){(const char *)bytes, sizeof bytes});
}

#endif
