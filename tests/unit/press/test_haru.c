#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "press/haru.h"

#define OUT BINARY_DIR "/haru-test.pdf"

typedef struct {
    Arena arena;
    Haru *haru;
    Product *product;
} Fixture;

static int set_up(void **state)
{
    static Fixture f;

    f = (Fixture){0};
    f.haru = haru_open(&f.arena);
    f.product = product_open(&f.arena, OUT);
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    product_abort(f->product);
    haru_close(f->haru);
    arena_free(&f->arena);
    return 0;
}

static void stream_over_two_gib_is_refused_unread(void **state)
{
    Fixture *f = *state;
    unsigned error;

    assert_int_equal(haru_stream(f->haru, (Str){"x", (size_t)INT_MAX + 1}), 0);
    assert_int_equal(haru_save(f->haru, 3, f->product, &error), HARU_TOO_LARGE);
}

static void file_that_would_pass_two_gib_is_refused(void **state)
{
    Fixture *f = *state;
    unsigned error;

    f->product->size = INT_MAX - 100;
    haru_page(f->haru);
    assert_int_equal(haru_save(f->haru, 3, f->product, &error), HARU_TOO_LARGE);
}

static void error_of_the_product_is_told_apart(void **state)
{
    Fixture *f = *state;
    unsigned error;

    f->product->error = 28;
    haru_page(f->haru);
    assert_int_equal(haru_save(f->haru, 3, f->product, &error), HARU_CANNOT_WRITE);
    f->product->error = 0;
}

static void numbers_count_a_stream_s_length_too(void **state)
{
    Fixture *f = *state;
    int first = haru_stream(f->haru, S("one"));

    assert_int_equal(haru_dict(f->haru), first + 2);
}

static void fresh_document_saves(void **state)
{
    Fixture *f = *state;
    unsigned error = 1;

    haru_page(f->haru);
    assert_int_equal(haru_save(f->haru, 3, f->product, &error), HARU_SAVED);
    assert_int_equal(error, 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(stream_over_two_gib_is_refused_unread),
        CASE(file_that_would_pass_two_gib_is_refused),
        CASE(error_of_the_product_is_told_apart),
        CASE(numbers_count_a_stream_s_length_too),
        CASE(fresh_document_saves),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
