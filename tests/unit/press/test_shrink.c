#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "picture_fixture.h"

static Arena arena;

static Raster shrink_all(const Raster *from, int w, int h)
{
    ShrinkSpec spec = {from->kind, from->width, from->height, w, h};
    Shrink *shrink = shrink_new(&arena, &spec);

    for (int y = 0; y < from->height; y++)
        shrink_add_row(shrink, fixture_pixel(from, 0, y));
    return shrink_raster(shrink);
}

static void even_tone_stays_even_at_every_size(void **state)
{
    (void)state;
    const unsigned char tone[] = {255, 1, 128};
    Raster from = fixture_even(&arena, RASTER_RGB, 61, 47, tone);

    for (int w = 1; w <= 61; w += 3)
        for (int h = 1; h <= 47; h += 5) {
            Raster to = shrink_all(&from, w, h);
            for (int i = 0; i < w * h; i++)
                assert_memory_equal(to.pixels + 3 * i, tone, 3);
        }
}

static void same_size_is_a_copy(void **state)
{
    (void)state;
    Raster from = fixture_texture(&arena, 40, 30);
    Raster to = shrink_all(&from, 40, 30);

    assert_memory_equal(to.pixels, from.pixels, 40 * 30 * 3);
}

/* Mean of [left, right) × [top, bottom), edges in 1/unit of a pixel, rounded. */
static int area_mean(const Raster *from, int i, int j, int w, int h)
{
    int64_t sum = 0;

    for (int y = 0; y < from->height; y++)
        for (int x = 0; x < from->width; x++) {
            int left = x * w > i * from->width ? x * w : i * from->width;
            int right = (x + 1) * w < (i + 1) * from->width ? (x + 1) * w : (i + 1) * from->width;
            int top = y * h > j * from->height ? y * h : j * from->height;
            int foot = (y + 1) * h < (j + 1) * from->height ? (y + 1) * h : (j + 1) * from->height;
            if (left < right && top < foot)
                sum += (int64_t)(right - left) * (foot - top) * *fixture_pixel(from, x, y);
        }
    int64_t area = (int64_t)from->width * from->height;
    return (int)((sum + area / 2) / area);
}

static void every_pixel_is_the_mean_of_its_area(void **state)
{
    (void)state;
    Raster from = raster_new(&arena, RASTER_GRAY, 23, 19);

    for (int i = 0; i < 23 * 19; i++)
        from.pixels[i] = (unsigned char)(i * 97 % 256);
    Raster to = shrink_all(&from, 10, 7);
    for (int j = 0; j < 7; j++)
        for (int i = 0; i < 10; i++)
            assert_in_range(*fixture_pixel(&to, i, j) + 1, area_mean(&from, i, j, 10, 7),
                            area_mean(&from, i, j, 10, 7) + 2);
}

static void channels_do_not_mix(void **state)
{
    (void)state;
    const unsigned char left[] = {255, 0, 0, 9}, right[] = {0, 255, 0, 9};
    Raster from = fixture_even(&arena, RASTER_CMYK, 20, 4, left);

    fixture_fill(&from, (Rect){10, 0, 10, 4}, right);
    Raster to = shrink_all(&from, 2, 1);
    assert_memory_equal(fixture_pixel(&to, 0, 0), left, 4);
    assert_memory_equal(fixture_pixel(&to, 1, 0), right, 4);
}

static void sharpening_leaves_even_tone_and_grain_alone(void **state)
{
    (void)state;
    Raster raster = raster_new(&arena, RASTER_GRAY, 50, 40);
    Raster before = raster_new(&arena, RASTER_GRAY, 50, 40);

    for (int i = 0; i < 50 * 40; i++)
        raster.pixels[i] = before.pixels[i] = (unsigned char)(254 + i % 2);
    raster_sharpen(&arena, &raster, 384);
    assert_memory_equal(raster.pixels, before.pixels, 50 * 40);
}

static void sharpening_widens_the_step_of_an_edge(void **state)
{
    (void)state;
    const unsigned char dark[] = {100, 100, 100}, light[] = {150, 150, 150};
    Raster raster = fixture_even(&arena, RASTER_RGB, 20, 9, dark);

    fixture_fill(&raster, (Rect){10, 0, 10, 9}, light);
    raster_sharpen(&arena, &raster, 384);
    assert_true(fixture_pixel(&raster, 9, 4)[0] < 96);
    assert_true(fixture_pixel(&raster, 10, 4)[0] > 154);
    assert_int_equal(fixture_pixel(&raster, 2, 4)[0], 100);
}

static void sharpening_takes_pictures_smaller_than_its_mask(void **state)
{
    (void)state;
    const unsigned char tone[] = {70, 80, 90};

    for (int w = 1; w < 6; w++)
        for (int h = 1; h < 6; h++) {
            Raster raster = fixture_even(&arena, RASTER_RGB, w, h, tone);
            raster_sharpen(&arena, &raster, 1024);
            assert_memory_equal(fixture_pixel(&raster, w - 1, h - 1), tone, 3);
        }
}

static void light_borders_are_told_from_dark_ones(void **state)
{
    (void)state;
    const unsigned char white[] = {250, 250, 250}, dark[] = {20, 20, 20};
    Raster snow = fixture_even(&arena, RASTER_RGB, 30, 20, white);
    Raster night = fixture_even(&arena, RASTER_RGB, 30, 20, dark);

    fixture_fill(&snow, (Rect){1, 1, 28, 18}, dark);
    fixture_fill(&night, (Rect){1, 1, 28, 18}, white);
    assert_true(raster_has_light_border(&snow));
    assert_false(raster_has_light_border(&night));
}

static void a_breath_of_colour_is_still_neutral_and_a_tint_is_not(void **state)
{
    (void)state;
    const unsigned char cast[] = {120, 123, 125}, sepia[] = {130, 120, 105};
    Raster grey = fixture_even(&arena, RASTER_RGB, 8, 8, cast);
    Raster brown = fixture_even(&arena, RASTER_RGB, 8, 8, sepia);

    assert_true(raster_is_neutral(&grey));
    assert_false(raster_is_neutral(&brown));
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(even_tone_stays_even_at_every_size, forget),
        cmocka_unit_test_teardown(same_size_is_a_copy, forget),
        cmocka_unit_test_teardown(every_pixel_is_the_mean_of_its_area, forget),
        cmocka_unit_test_teardown(channels_do_not_mix, forget),
        cmocka_unit_test_teardown(sharpening_leaves_even_tone_and_grain_alone, forget),
        cmocka_unit_test_teardown(sharpening_widens_the_step_of_an_edge, forget),
        cmocka_unit_test_teardown(sharpening_takes_pictures_smaller_than_its_mask, forget),
        cmocka_unit_test_teardown(light_borders_are_told_from_dark_ones, forget),
        cmocka_unit_test_teardown(a_breath_of_colour_is_still_neutral_and_a_tint_is_not, forget),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
