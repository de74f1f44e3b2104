/* Helper programs that do what they should not, played by scripts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "kinds_fixture.h"
#include "press/helper.h"

static Arena arena;
static const char *folder;

enum { W = 6, H = 5, LITTLE_PATIENCE = 1, MUCH_PATIENCE = 60 /* seconds */ };

/* Little where a helper hangs on purpose, so that a busy machine fails no other test. */
static int patience = MUCH_PATIENCE;

/* What a well-behaved helper writes for a grey picture. */
static HelperHead good_head(void)
{
    return (HelperHead){
        .magic = HELPER_MAGIC, .kind = ROWS_GRAY, .width = W, .height = H, .icc_n = 3};
}

static void save_output(HelperHead head, size_t rows)
{
    Buf out = buf_new(&arena);

    buf_add(&out, (Str){(const char *)&head, sizeof head});
    buf_add(&out, S("icc"));
    for (size_t i = 0; i < rows; i++)
        buf_byte(&out, (char)i);
    fixture_save(&arena, folder, "output", buf_str(&out));
}

static DecodeOutcome run_script(const char *script, Decoded *out)
{
    Str text = str_format(&arena, "#!/bin/sh\ncd %s\n%s\n", folder, script);
    OuterDecoder decoder = {fixture_save(&arena, folder, "helper", text), patience};
    Extract extract = fixture_whole(W, H);

    *out = (Decoded){0};
    assert_int_equal(chmod(decoder.path, 0755), 0);
    return outer_decode(&arena, decoder, S("the picture's bytes"), &extract, out);
}

static void assert_outcome(const char *script, DecodeOutcome wanted)
{
    Decoded out;

    assert_int_equal(run_script(script, &out), wanted);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* nothing is left to wait for */
}

static int open_descriptors(void)
{
    int count;

    folder_list(&arena, "/proc/self/fd", &count);
    return count;
}

static void rows_of_a_good_helper_become_a_picture(void **state)
{
    (void)state;
    Decoded out;

    save_output(good_head(), W * H);
    assert_int_equal(run_script("exec cat output", &out), DECODE_GOOD);
    assert_int_equal(out.raster.kind, RASTER_GRAY);
    for (int i = 0; i < W * H; i++)
        assert_int_equal(out.raster.pixels[i], i);
    assert_true(str_eq(out.icc, S("icc")));
}

static void the_helper_is_given_the_picture_the_window_and_nothing_else(void **state)
{
    (void)state;
    save_output(good_head(), W * H);
    assert_outcome("[ \"$(cat)\" = \"the picture's bytes\" ] && [ \"$*\" = '6 5 0 0 6 5' ] && "
                   "[ -z \"$HOME\" ] && [ ! -e /proc/self/fd/4 ] && exec cat output; exit 1",
                   DECODE_GOOD);
}

static void a_missing_helper_is_told_from_a_broken_picture(void **state)
{
    (void)state;
    Extract extract = fixture_whole(W, H);
    OuterDecoder decoder = {str_format(&arena, "%s/none", folder).p, patience};
    Decoded out = {0};

    assert_int_equal(outer_decode(&arena, decoder, S("bytes"), &extract, &out), DECODE_NO_DECODER);
    assert_true(out.what.n > 0);
    /* As the loader leaves when a library is not there. */
    assert_outcome("exit 127", DECODE_NO_DECODER);
    assert_outcome("exit 1", DECODE_BROKEN);
}

static void a_helper_that_hangs_is_ended(void **state)
{
    (void)state;
    save_output(good_head(), W * H - 1);
    patience = LITTLE_PATIENCE;
    assert_outcome("exec sleep 100", DECODE_OVERRUN);
    assert_outcome("cat output; exec sleep 100", DECODE_OVERRUN);
    assert_outcome("exec >&-; exec sleep 100", DECODE_BROKEN);
    patience = MUCH_PATIENCE;
}

static void a_helper_that_never_stops_writing_is_ended(void **state)
{
    (void)state;
    save_output(good_head(), W * H + 1);
    assert_outcome("exec cat output", DECODE_BROKEN);
    save_output(good_head(), W * H);
    assert_outcome("cat output; exec cat /dev/zero", DECODE_BROKEN);
    assert_outcome("exec cat /dev/zero", DECODE_BROKEN);
}

static void rows_that_are_missing_are_a_broken_picture(void **state)
{
    (void)state;
    for (size_t rows = 0; rows < W * H; rows += 7) {
        save_output(good_head(), rows);
        assert_outcome("exec cat output", DECODE_BROKEN);
    }
}

static void a_helper_that_dies_is_a_broken_picture(void **state)
{
    (void)state;
    save_output(good_head(), 3);
    assert_outcome("cat output; kill -SEGV $$", DECODE_BROKEN);
    assert_outcome("kill -XCPU $$", DECODE_OVERRUN);
}

static void its_own_word_about_the_picture_counts(void **state)
{
    (void)state;
    HelperHead head = good_head();
    Decoded out;

    memcpy(head.what, "HEIC (odd)", 11);
    for (int outcome = DECODE_BROKEN; outcome < DECODE_OUTCOMES; outcome++) {
        head.outcome = outcome;
        save_output(head, 0);
        assert_int_equal(run_script("exec head -c 192 output", &out), outcome);
        assert_true(str_eq(out.what, S("HEIC (odd)")));
    }
}

static void a_head_that_lies_is_not_believed(void **state)
{
    (void)state;
    HelperHead heads[7];

    for (int i = 0; i < 7; i++)
        heads[i] = good_head();
    heads[0].magic++;
    heads[1].outcome = -1;
    heads[2].outcome = DECODE_OUTCOMES;
    heads[3].kind = ROW_KINDS;
    heads[4].kind = -1;
    heads[5].icc_n = 0xFFFFFFFF;
    heads[6].kind = ROWS_LAB;
    for (int i = 0; i < 7; i++) {
        save_output(heads[i], W * H);
        assert_outcome("exec cat output", DECODE_BROKEN);
    }
    heads[0] = good_head();
    heads[0].width++;
    save_output(heads[0], W * H);
    assert_outcome("exec cat output", DECODE_CHANGED);
}

static void nothing_is_left_open(void **state)
{
    (void)state;
    int before = open_descriptors();

    save_output(good_head(), W * H);
    assert_outcome("exec cat output", DECODE_GOOD);
    assert_outcome("exit 1", DECODE_BROKEN);
    assert_outcome("exec sleep 100", DECODE_OVERRUN);
    assert_int_equal(open_descriptors(), before);
}

static int begin(void **state)
{
    (void)state;
    folder = fixture_folder(&arena);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_of_a_good_helper_become_a_picture),
        TEST(the_helper_is_given_the_picture_the_window_and_nothing_else),
        TEST(a_missing_helper_is_told_from_a_broken_picture),
        TEST(a_helper_that_hangs_is_ended),
        TEST(a_helper_that_never_stops_writing_is_ended),
        TEST(rows_that_are_missing_are_a_broken_picture),
        TEST(a_helper_that_dies_is_a_broken_picture),
        TEST(its_own_word_about_the_picture_counts),
        TEST(a_head_that_lies_is_not_believed),
        TEST(nothing_is_left_open),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
