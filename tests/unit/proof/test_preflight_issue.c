/* Where things stand, and what an issue must not lack. */
#include "preflight_fixture.h"

/* Places */

static void type_near_the_trim_is_a_warning(void **state)
{
    add_text(*state, "边上", PT(10))->box.x = MM(7);
    expect(*state, R_SAFE_ZONE);
}

static void type_may_stand_nearer_to_the_fold(void **state)
{
    Fixture *f = *state;

    f->input.count = 2;
    add_text(f, "边上", PT(10))->box.x = MM(6);
    expect(f, R_PAGE_COUNT);
}

static void what_lies_off_the_sheet_is_a_warning(void **state)
{
    add_box(*state, INK_BLACK, (Rect){MM(260), MM(90), MM(60), MM(30)});
    ((Fixture *)*state)->lists[0].bleed = MM(3);
    expect(*state, R_OFF_SHEET);
}

static void a_flat_at_the_trim_without_bleed_is_an_error(void **state)
{
    add_box(*state, RED, (Rect){0, MM(90), MM(60), MM(30)});
    expect(*state, R_BLEED_MISSING);
}

static void a_flat_in_the_bleed_is_fine(void **state)
{
    add_box(*state, RED, (Rect){-MM(3), MM(90), MM(60), MM(30)});
    ((Fixture *)*state)->lists[0].bleed = MM(3);
    expect_nothing(*state);
}

static void text_over_other_text_is_an_error(void **state)
{
    PaintOp *one = add_text(*state, "上一行", PT(10));

    add_text(*state, "下一行", PT(10))->box.y = one->box.y + PT(4);
    expect(*state, R_TEXT_OVERLAP);
}

static void lines_that_touch_do_not_overlap(void **state)
{
    PaintOp *one = add_text(*state, "上一行", PT(10));

    add_text(*state, "下一行", PT(10))->box.y = one->box.y + PT(9);
    expect_nothing(*state);
}

static void text_across_the_edge_of_a_picture_is_an_error(void **state)
{
    Fixture *f = *state;
    PaintOp *photo = add_picture(f, 0, "图/01.jpg");
    PaintOp *text = add_text(f, "压边", PT(10));

    text->box.x = photo->box.x - MM(10);
    text->box.y = photo->box.y + MM(10);
    expect(f, R_TEXT_ON_EDGE);
}

/* Pages and the issue */

static void two_pages_are_no_folded_sheet(void **state)
{
    ((Fixture *)*state)->input.count = 2;
    expect(*state, R_PAGE_COUNT);
}

static void pages_of_two_sizes_are_an_error(void **state)
{
    Fixture *f = *state;

    f->input.count = 2;
    f->lists[1].width = MM(280);
    preflight_pages(&f->arena, f->diags, &f->input);
    assert_true(diags_has(f->diags, R_PAGE_SIZES));
}

static void a_page_of_furniture_alone_is_blank(void **state)
{
    Fixture *f = *state;

    f->lists[0].op_count = 1;
    f->specs[0].story_count = 0;
    expect(f, R_PAGE_BLANK);
}

static void a_page_that_is_one_picture_is_an_error(void **state)
{
    Fixture *f = *state;

    f->lists[0].op_count = 1;
    f->lists[0].bleed = MM(3);
    add_picture(f, 0, "整版.jpg")->box = (Rect){-MM(3), -MM(3), MM(278), MM(396)};
    expect(f, R_PAGE_ONE_PICTURE);
}

static void a_wrong_date_on_the_page_is_an_error(void **state)
{
    Fixture *f = *state;

    f->issue.day = 21;
    f->issue.name = S("二十一日");
    expect(f, R_FOLIO_DATE);
}

static void a_folder_named_for_another_day_is_a_warning(void **state)
{
    ((Fixture *)*state)->issue.name = S("2021-01-19");
    expect(*state, R_FOLDER_DATE);
}

static void pages_out_of_order_are_an_error(void **state)
{
    Fixture *f = *state;

    f->input.count = 2;
    f->page_list[0] = &f->pages[1];
    f->page_list[1] = &f->pages[0];
    f->list_list[0] = &f->lists[1];
    f->list_list[1] = &f->lists[0];
    preflight_pages(&f->arena, f->diags, &f->input);
    assert_true(diags_has(f->diags, R_PAGE_ORDER));
}

static void a_story_that_is_not_on_its_page_is_an_error(void **state)
{
    ((Fixture *)*state)->specs[0].story_count = 2;
    expect(*state, R_STORY_LOST);
}

static void a_missing_issue_number_is_a_note(void **state)
{
    ((Fixture *)*state)->issue.number = (Str){0};
    expect(*state, R_ISSUE_NUMBER);
    assert_int_equal(diags_count(((Fixture *)*state)->diags, DIAG_WARNING), 0);
}

static void a_masthead_without_its_fields_is_a_note(void **state)
{
    ((Fixture *)*state)->issue.masthead_count = 1;
    expect(*state, R_MASTHEAD_FIELDS);
    assert_int_equal(diags_count(((Fixture *)*state)->diags, DIAG_WARNING), 0);
}

static Text text_of(Fixture *f, const char *words)
{
    Piece *piece = arena_new(&f->arena, Piece);

    piece->text = str_of(words);
    return (Text){piece, 1};
}

static Photo *add_photo(Fixture *f)
{
    Photo *photo = arena_new(&f->arena, Photo);

    photo->at = (Span){0, 77, 1};
    photo->caption = text_of(f, "图说");
    photo->credit = text_of(f, "甲");
    f->stories[0].photos = photo;
    f->stories[0].photo_count = 1;
    add_picture(f, 0, "图/01.jpg")->at = photo->at;
    return photo;
}

static void a_picture_with_caption_and_credit_is_fine(void **state)
{
    add_photo(*state);
    expect_nothing(*state);
}

static void a_picture_without_caption_is_a_warning(void **state)
{
    add_photo(*state)->caption.count = 0;
    expect(*state, R_CAPTION_MISSING);
}

static void a_picture_without_credit_is_a_warning(void **state)
{
    add_photo(*state)->credit.count = 0;
    expect(*state, R_CREDIT_MISSING);
}

static void the_same_picture_twice_is_a_warning(void **state)
{
    Fixture *f = *state;

    add_picture(f, 0, "图/01.jpg");
    add_picture(f, 0, "图/01.jpg")->box.y = MM(200);
    expect(f, R_PICTURE_TWICE);
}

static void the_same_picture_under_two_names_is_a_warning(void **state)
{
    Fixture *f = *state;
    Picture pictures[] = {{.source_hash = S("ab")}, {.source_hash = S("ab")}};

    add_picture(f, 0, "图/01.jpg");
    add_picture(f, 0, "图/02.jpg")->box.y = MM(200);
    f->input.pictures = pictures;
    expect(f, R_PICTURE_TWICE);
}

static void an_advertisement_must_say_so(void **state)
{
    ((Fixture *)*state)->stories[0].kind = KIND_AD;
    expect(*state, R_AD_UNLABELLED);
}

static void an_advertisement_that_says_so_is_fine(void **state)
{
    ((Fixture *)*state)->stories[0].kind = KIND_AD;
    add_text(*state, "广告", PT(8));
    expect_nothing(*state);
}

/* Words */

static void say(Fixture *f, const char *words)
{
    Block *block = arena_new(&f->arena, Block);

    block->text = text_of(f, words);
    f->stories[0].blocks = block;
    f->stories[0].block_count = 1;
}

static void unfinished_places_are_an_error(void **state)
{
    say(*state, "到会人数待补。");
    expect(*state, R_TEXT_PLACEHOLDER);
}

static void a_latin_mark_of_unfinished_work_is_an_error(void **state)
{
    say(*state, "这里 todo 再写");
    expect(*state, R_TEXT_PLACEHOLDER);
}

static void a_word_that_contains_the_mark_is_fine(void **state)
{
    say(*state, "Mastodon 和 XXL");
    expect_nothing(*state);
}

static void stand_ins_for_names_are_a_warning(void **state)
{
    say(*state, "居民王某某说");
    expect(*state, R_TEXT_NAMELESS);
}

static void private_use_characters_are_a_warning(void **state)
{
    say(*state, "\xEE\x80\x80");
    expect(*state, R_TEXT_PRIVATE);
}

static void compatibility_ideographs_are_a_warning(void **state)
{
    say(*state, "\xEF\xA4\x80"); /* U+F900 */
    expect(*state, R_TEXT_PRIVATE);
}

static void unified_ideographs_among_them_are_fine(void **state)
{
    say(*state, "\xEF\xA8\x8E"); /* U+FA0E */
    expect_nothing(*state);
}

static void a_draft_may_say_so_near_the_trim(void **state)
{
    Fixture *f = *state;

    f->input.draft = true;
    add_furniture(f, 0, "样稿，不得付印");
    f->lists[0].ops[2].box.y = MM(384);
    expect_nothing(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CLAIM(type_near_the_trim_is_a_warning),
        CLAIM(type_may_stand_nearer_to_the_fold),
        CLAIM(what_lies_off_the_sheet_is_a_warning),
        CLAIM(a_flat_at_the_trim_without_bleed_is_an_error),
        CLAIM(a_flat_in_the_bleed_is_fine),
        CLAIM(text_over_other_text_is_an_error),
        CLAIM(lines_that_touch_do_not_overlap),
        CLAIM(text_across_the_edge_of_a_picture_is_an_error),
        CLAIM(two_pages_are_no_folded_sheet),
        CLAIM(pages_of_two_sizes_are_an_error),
        CLAIM(a_page_of_furniture_alone_is_blank),
        CLAIM(a_page_that_is_one_picture_is_an_error),
        CLAIM(a_wrong_date_on_the_page_is_an_error),
        CLAIM(a_folder_named_for_another_day_is_a_warning),
        CLAIM(pages_out_of_order_are_an_error),
        CLAIM(a_story_that_is_not_on_its_page_is_an_error),
        CLAIM(a_missing_issue_number_is_a_note),
        CLAIM(a_masthead_without_its_fields_is_a_note),
        CLAIM(a_picture_with_caption_and_credit_is_fine),
        CLAIM(a_picture_without_caption_is_a_warning),
        CLAIM(a_picture_without_credit_is_a_warning),
        CLAIM(the_same_picture_twice_is_a_warning),
        CLAIM(the_same_picture_under_two_names_is_a_warning),
        CLAIM(an_advertisement_must_say_so),
        CLAIM(an_advertisement_that_says_so_is_fine),
        CLAIM(unfinished_places_are_an_error),
        CLAIM(a_latin_mark_of_unfinished_work_is_an_error),
        CLAIM(a_word_that_contains_the_mark_is_fine),
        CLAIM(stand_ins_for_names_are_a_warning),
        CLAIM(private_use_characters_are_a_warning),
        CLAIM(compatibility_ideographs_are_a_warning),
        CLAIM(unified_ideographs_among_them_are_fine),
        CLAIM(a_draft_may_say_so_near_the_trim),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
