/* What the press holds badly: type, rules, inks. */
#include "preflight_fixture.h"

static const Ink RICH = {6000, 4000, 4000, 10000};

static void a_page_that_is_right_has_no_finding(void **state)
{
    expect_nothing(*state);
}

/* Type */

static void chinese_below_five_points_is_an_error(void **state)
{
    add_text(*state, "小字", PT(9) / 2);
    expect(*state, R_TEXT_TOO_SMALL);
}

static void chinese_below_seven_points_is_a_warning(void **state)
{
    add_text(*state, "小字", PT(13) / 2);
    expect(*state, R_TEXT_SMALL);
}

static void chinese_of_seven_points_is_fine(void **state)
{
    add_text(*state, "小字", PT(7));
    expect_nothing(*state);
}

static void latin_may_be_smaller_than_chinese(void **state)
{
    add_text(*state, "small", PT(6));
    expect_nothing(*state);
}

static void a_hundred_small_lines_of_a_story_are_one_finding(void **state)
{
    Fixture *f = *state;
    int count = 0;

    for (int i = 0; i < 4; i++)
        add_text(f, "小字", PT(4));
    preflight_pages(&f->arena, f->diags, &f->input);
    diags_findings(&f->arena, f->diags, LANG_EN, &count);
    assert_int_equal(count, 1);
}

static void white_on(Fixture *f, Ink ground, Emu size)
{
    PaintOp *box = add_box(f, ground, (Rect){MM(50), MM(90), MM(60), MM(30)});
    PaintOp *text = add_text(f, "反白", size);

    text->ink = INK_PAPER;
    text->overprint = false;
    text->box.y = box->box.y + MM(10);
}

static void reversed_type_below_eight_points_is_an_error(void **state)
{
    white_on(*state, INK_BLACK, PT(15) / 2);
    expect(*state, R_TEXT_REVERSED_TINY);
}

static void reversed_type_below_ten_points_is_a_warning(void **state)
{
    white_on(*state, INK_BLACK, PT(9));
    expect(*state, R_TEXT_REVERSED_SMALL);
}

static void reversed_type_on_a_dark_ground_is_fine(void **state)
{
    white_on(*state, RED, PT(10));
    expect_nothing(*state);
}

static void reversed_type_on_a_light_ground_is_a_warning(void **state)
{
    white_on(*state, (Ink){0, 0, 0, 2000}, PT(12));
    expect(*state, R_TEXT_REVERSED_FAINT);
}

static void small_type_in_two_inks_is_an_error(void **state)
{
    PaintOp *op = add_text(*state, "红字", PT(15) / 2);

    op->ink = RED;
    op->overprint = false;
    expect(*state, R_TEXT_COLOURED);
}

static void small_type_in_three_inks_needs_ten_points(void **state)
{
    PaintOp *op = add_text(*state, "彩字", PT(9));

    op->ink = (Ink){5000, 5000, 5000, 0};
    op->overprint = false;
    expect(*state, R_TEXT_COLOURED);
}

static void black_type_of_several_inks_is_an_error(void **state)
{
    PaintOp *op = add_text(*state, "黑字", PT(20));

    op->ink = RICH;
    op->overprint = false;
    expect(*state, R_TEXT_RICH_BLACK);
}

static void small_black_type_must_overprint(void **state)
{
    add_text(*state, "黑字", PT(9))->overprint = false;
    expect(*state, R_TEXT_KNOCKOUT);
}

static void large_black_type_may_knock_out(void **state)
{
    add_text(*state, "黑字", PT(24))->overprint = false;
    expect_nothing(*state);
}

static void white_that_overprints_is_an_error(void **state)
{
    white_on(*state, INK_BLACK, PT(12));
    ((Fixture *)*state)->lists[0].ops[3].overprint = true;
    expect(*state, R_WHITE_OVERPRINT);
}

static void black_type_over_a_colour_picture_is_a_warning(void **state)
{
    Fixture *f = *state;
    Picture picture = {.inks = PICTURE_CMYK, .jpeg = S("x")};
    PaintOp *photo = add_picture(f, 0, "图/01.jpg");
    PaintOp *text = add_text(f, "压图", PT(10));

    text->box.x = photo->box.x + MM(10);
    text->box.y = photo->box.y + MM(10);
    f->input.pictures = &picture;
    expect(f, R_INK_OVER_PICTURE);
}

/* Rules and flats */

static void a_hairline_is_an_error(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(50), MM(90), MM(60), PT(1) / 5});
    expect(*state, R_LINE_HAIR);
}

static void a_quarter_point_is_not_a_hairline(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(50), MM(90), MM(60), PT(1) / 4});
    expect_nothing(*state);
}

static void an_outline_is_as_thin_as_its_stroke(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(50), MM(90), MM(60), MM(30)})->as.shape.stroke = PT(1) / 8;
    expect(*state, R_LINE_HAIR);
}

static void a_thin_rule_of_two_inks_is_an_error(void **state)
{
    add_box(*state, RED, (Rect){MM(50), MM(90), MM(60), PT(1)});
    expect(*state, R_LINE_COLOURED);
}

static void a_thick_rule_of_two_inks_is_fine(void **state)
{
    add_box(*state, RED, (Rect){MM(50), MM(90), MM(60), PT(2)});
    expect_nothing(*state);
}

static void a_thin_white_rule_on_a_flat_is_a_warning(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(50), MM(90), MM(60), MM(30)});
    add_box(*state, INK_PAPER, (Rect){MM(50), MM(100), MM(60), PT(1) / 3});
    expect(*state, R_LINE_WHITE);
}

static void a_thin_black_rule_must_overprint(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(50), MM(90), MM(60), PT(1)})->overprint = false;
    expect(*state, R_LINE_KNOCKOUT);
}

static void a_faint_tint_is_a_warning(void **state)
{
    add_box(*state, (Ink){0, 0, 0, 200}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(*state, R_TINT_RANGE);
}

static void a_nearly_full_tint_is_a_warning(void **state)
{
    add_box(*state, (Ink){0, 9500, 0, 0}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(*state, R_TINT_RANGE);
}

static void a_flat_of_too_much_ink_is_an_error(void **state)
{
    add_box(*state, (Ink){8000, 8000, 8500, 0}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(*state, R_INK_FLAT);
}

static void black_that_overprints_adds_to_the_flat_below(void **state)
{
    add_box(*state, (Ink){8000, 7000, 0, 0}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    add_box(*state, INK_BLACK, (Rect){MM(60), MM(95), MM(20), MM(20)});
    expect(*state, R_INK_FLAT);
}

static void registration_colour_is_an_error(void **state)
{
    Fixture *f = *state;

    f->house.ink_limit = 400;
    add_box(f, (Ink){10000, 10000, 10000, 10000}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(f, R_INK_REGISTRATION);
}

static void colour_on_a_black_page_is_an_error(void **state)
{
    Fixture *f = *state;

    f->lists[0].inks = INKS_BLACK;
    add_box(f, RED, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(f, R_INK_NOT_ON_PAGE);
}

static void the_house_red_is_at_home_on_a_red_page(void **state)
{
    Fixture *f = *state;

    f->lists[0].inks = INKS_RED;
    add_box(f, (Ink){0, 5000, 5000, 0}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect_nothing(f);
}

static void blue_on_a_red_page_is_an_error(void **state)
{
    Fixture *f = *state;

    f->lists[0].inks = INKS_RED;
    add_box(f, (Ink){8000, 0, 0, 0}, (Rect){MM(50), MM(90), MM(60), MM(30)});
    expect(f, R_INK_NOT_ON_PAGE);
}

static void a_colour_picture_on_a_black_page_is_an_error(void **state)
{
    Fixture *f = *state;
    Picture picture = {.inks = PICTURE_CMYK, .jpeg = S("x")};

    f->lists[0].inks = INKS_BLACK;
    add_picture(f, 0, "图/01.jpg");
    f->input.pictures = &picture;
    expect(f, R_INK_NOT_ON_PAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(a_page_that_is_right_has_no_finding),
        CLAIM(chinese_below_five_points_is_an_error),
        CLAIM(chinese_below_seven_points_is_a_warning),
        CLAIM(chinese_of_seven_points_is_fine),
        CLAIM(latin_may_be_smaller_than_chinese),
        CLAIM(a_hundred_small_lines_of_a_story_are_one_finding),
        CLAIM(reversed_type_below_eight_points_is_an_error),
        CLAIM(reversed_type_below_ten_points_is_a_warning),
        CLAIM(reversed_type_on_a_dark_ground_is_fine),
        CLAIM(reversed_type_on_a_light_ground_is_a_warning),
        CLAIM(small_type_in_two_inks_is_an_error),
        CLAIM(small_type_in_three_inks_needs_ten_points),
        CLAIM(black_type_of_several_inks_is_an_error),
        CLAIM(small_black_type_must_overprint),
        CLAIM(large_black_type_may_knock_out),
        CLAIM(white_that_overprints_is_an_error),
        CLAIM(black_type_over_a_colour_picture_is_a_warning),
        CLAIM(a_hairline_is_an_error),
        CLAIM(a_quarter_point_is_not_a_hairline),
        CLAIM(an_outline_is_as_thin_as_its_stroke),
        CLAIM(a_thin_rule_of_two_inks_is_an_error),
        CLAIM(a_thick_rule_of_two_inks_is_fine),
        CLAIM(a_thin_white_rule_on_a_flat_is_a_warning),
        CLAIM(a_thin_black_rule_must_overprint),
        CLAIM(a_faint_tint_is_a_warning),
        CLAIM(a_nearly_full_tint_is_a_warning),
        CLAIM(a_flat_of_too_much_ink_is_an_error),
        CLAIM(black_that_overprints_adds_to_the_flat_below),
        CLAIM(registration_colour_is_an_error),
        CLAIM(colour_on_a_black_page_is_an_error),
        CLAIM(the_house_red_is_at_home_on_a_red_page),
        CLAIM(blue_on_a_red_page_is_an_error),
        CLAIM(a_colour_picture_on_a_black_page_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
