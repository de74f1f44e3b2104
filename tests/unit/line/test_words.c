/* What the modules of words know, and what is left when they are not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "line/words.h"

enum { MAX = 64 };

typedef struct {
    Arena arena;
    Words *words;
} Desk;

static Desk *desk_open(const char *modules)
{
    Desk *desk = test_calloc(1, sizeof *desk);

    desk->words = words_open(&desk->arena, modules);
    return desk;
}

static void desk_close(Desk *desk)
{
    words_close(desk->words);
    arena_free(&desk->arena);
    test_free(desk);
}

static void words_of_a_text_end_at_byte_offsets(void **state)
{
    Desk *desk = desk_open(MODULES);
    int32_t ends[MAX];

    (void)state;
    assert_int_equal(words_ends(desk->words, S("社区食堂"), ends, MAX), 2);
    assert_int_equal(ends[0], 6);
    assert_int_equal(ends[1], 12);
    desk_close(desk);
}

static void asked_again_they_answer_the_same(void **state)
{
    Desk *desk = desk_open(MODULES);
    int32_t first[MAX], second[MAX];
    Str text = S("浦东开发开放30周年");

    (void)state;
    int count = words_ends(desk->words, text, first, MAX);
    assert_true(count > 1);
    assert_int_equal(words_ends(desk->words, text, second, MAX), count);
    assert_memory_equal(first, second, (size_t)count * sizeof *first);
    assert_int_equal(first[count - 1], (int32_t)text.n);
    desk_close(desk);
}

static void more_words_than_there_is_room_for_are_not_known(void **state)
{
    Desk *desk = desk_open(MODULES);
    int32_t ends[1];

    (void)state;
    assert_int_equal(words_ends(desk->words, S("社区食堂"), ends, 1), 0);
    desk_close(desk);
}

/* The word with - at every place. */
static Str hyphenated(Desk *desk, const char *word)
{
    char points[HYPHEN_WORD_MAX], out[2 * HYPHEN_WORD_MAX];
    size_t n = 0;

    if (!words_hyphens(desk->words, str_of(word), points))
        return str_of(word);
    for (size_t i = 0; word[i]; i++) {
        out[n++] = word[i];
        if (points[i])
            out[n++] = '-';
    }
    return str_copy(&desk->arena, (Str){out, n});
}

static void assert_hyphens(Desk *desk, const char *word, const char *wanted)
{
    assert_string_equal(str_z(&desk->arena, hyphenated(desk, word)), wanted);
}

static void words_part_where_the_patterns_say(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_hyphens(desk, "information", "in-for-ma-tion");
    assert_hyphens(desk, "Community", "Com-mu-nity");
    desk_close(desk);
}

static void two_letters_stay_before_and_three_after(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_hyphens(desk, "international", "in-ter-na-tional");
    assert_hyphens(desk, "around", "around");
    desk_close(desk);
}

static void short_words_names_in_capitals_and_figures_stay_whole(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_hyphens(desk, "paper", "paper");
    assert_hyphens(desk, "INFORMATION", "INFORMATION");
    assert_hyphens(desk, "iPhone", "iPhone");
    assert_hyphens(desk, "information2", "information2");
    desk_close(desk);
}

static void without_modules_nothing_is_known(void **state)
{
    Desk *desk = desk_open("/nowhere");
    int32_t ends[MAX];

    (void)state;
    assert_int_equal(words_ends(desk->words, S("社区食堂"), ends, MAX), 0);
    assert_hyphens(desk, "information", "information");
    assert_int_equal(words_ends(NULL, S("社区食堂"), ends, MAX), 0);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_a_text_end_at_byte_offsets),
        cmocka_unit_test(asked_again_they_answer_the_same),
        cmocka_unit_test(more_words_than_there_is_room_for_are_not_known),
        cmocka_unit_test(words_part_where_the_patterns_say),
        cmocka_unit_test(two_letters_stay_before_and_three_after),
        cmocka_unit_test(short_words_names_in_capitals_and_figures_stay_whole),
        cmocka_unit_test(without_modules_nothing_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
