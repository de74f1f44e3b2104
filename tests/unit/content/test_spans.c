#include "content_test.h"

#include "base/utf8.h"

/* A small generator of its own, so that a failing seed can be run again anywhere. */
static uint32_t seed;

static uint32_t next(uint32_t below)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
}

static const char *const ATOMS[] = {"南",
                                    "码头",
                                    "“",
                                    "”",
                                    "，",
                                    "。",
                                    "《",
                                    "》",
                                    "（",
                                    "）",
                                    " ",
                                    "  ",
                                    "　",
                                    "a",
                                    "Ｂ",
                                    "12",
                                    "*",
                                    "**",
                                    "_",
                                    "\\",
                                    "\"",
                                    "'",
                                    ",",
                                    "(",
                                    ")",
                                    "!",
                                    "[",
                                    "](x.jpg)",
                                    "![",
                                    "`",
                                    "<b>",
                                    "&amp;",
                                    "&#20013;",
                                    "\n",
                                    "\n\n",
                                    "\n# ",
                                    "\n> ",
                                    "\n- ",
                                    "\n1. ",
                                    "|",
                                    "\n|a|b|\n|-|-|\n",
                                    "...",
                                    "--",
                                    "⼈",
                                    "e\xCC\x81",
                                    "\xC3\xA9",
                                    "\r\n",
                                    "\t",
                                    "#",
                                    "---\n",
                                    "⋯⋯"};

static Str generated(int atoms)
{
    Buf out = buf_new(&arena);

    for (int i = 0; i < atoms; i++)
        buf_add(&out, str_of(ATOMS[next(sizeof ATOMS / sizeof *ATOMS)]));
    return buf_str(&out);
}

/* Unreplaced pieces are the source's own bytes; of replaced ones the span must lie in the source.
 */
static void check_text(Text text, Str source)
{
    for (int i = 0; i < text.count; i++) {
        const Piece *piece = &text.pieces[i];
        assert_true(piece->at.start >= 0 && piece->at.len >= 0);
        assert_true((size_t)piece->at.start + (size_t)piece->at.len <= source.n);
        assert_int_equal(utf8_valid_prefix(piece->text), piece->text.n);
        Str own = {source.p + piece->at.start, (size_t)piece->at.len};
        if (own.n == piece->text.n && utf8_count(piece->text) > 2)
            assert_true(str_eq(own, piece->text));
    }
}

static void check_spans(Text text, Str source)
{
    Str flat = text_flat(&arena, text);

    for (size_t at = 0; at < flat.n;) {
        size_t before = at;
        utf8_next(flat, &at);
        Span span = text_span(text, (int)before);
        assert_true(span.start >= 0 && (size_t)(span.start + span.len) <= source.n);
    }
}

static void check_story(const Story *story, Str source)
{
    check_text(story->title, source);
    for (int i = 0; i < story->block_count; i++) {
        check_text(story->blocks[i].text, source);
        check_spans(story->blocks[i].text, source);
        assert_true(story->blocks[i].photo < story->photo_count);
    }
    for (int i = 0; i < story->photo_count; i++)
        check_text(story->photos[i].caption, source);
}

static void generated_markdown_keeps_its_places(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 1500; i++) {
        ArenaMark mark = arena_mark(&arena);
        Diags *own = diags_new(&arena);
        seed = i;
        Str text = generated(1 + (int)next(60));
        Story *story = story_from_text(&arena, own, S("x.md"), text);
        assert_non_null(story);
        check_story(story, text);
        diags_close(own);
        arena_rewind(&arena, mark);
    }
}

static void generated_plain_text_keeps_its_places(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 800; i++) {
        ArenaMark mark = arena_mark(&arena);
        Diags *own = diags_new(&arena);
        seed = i + 70000;
        Str text = generated(1 + (int)next(80));
        Story *story = story_from_text(&arena, own, S("x.txt"), text);
        assert_non_null(story);
        check_story(story, text);
        diags_close(own);
        arena_rewind(&arena, mark);
    }
}

/* Every unreplaced character of a plain paragraph, in order, is found again. */
static void characters_of_prose_are_neither_lost_nor_doubled(void **state)
{
    (void)state;
    Str text = S("新冠疫情爆发以来，**各级党组织**、辖区企业。\n2020年，《南风报》*创刊*了！");
    Story *story = story_from_text(&arena, diags, S("x.md"), text);
    assert_text(story->blocks[0].text,
                "新冠疫情爆发以来，各级党组织、辖区企业。2020年，《南风报》创刊了！");
}

static void place_of_a_character_is_its_source_byte(void **state)
{
    (void)state;
    Story *story = story_of("x.md", "甲 １ 乙");
    Text text = story->blocks[0].text;
    assert_text(text, "甲1乙");
    assert_int_equal(text_span(text, 3).start, 4);
    assert_int_equal(text_span(text, 3).len, 3);
    assert_int_equal(text_span(text, 4).start, 8);
    assert_int_equal(text_span(text, 7).start, 11);
}

static void quoted_headline_points_into_its_quotes(void **state)
{
    (void)state;
    Story *story = story_of("x.md", "---\n标题: '甲''乙'\n---\n");
    assert_text(story->title, "甲‘乙");
    assert_int_equal(text_span(story->title, 6).start, 18);
    Story *folded = story_of("x.md", "---\n标题: 甲\n  乙\n---\n");
    assert_text(folded->title, "甲\u200B乙");
    assert_int_equal(text_span(folded->title, 6).start, 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(generated_markdown_keeps_its_places),
        TEST(generated_plain_text_keeps_its_places),
        TEST(characters_of_prose_are_neither_lost_nor_doubled),
        TEST(place_of_a_character_is_its_source_byte),
        TEST(quoted_headline_points_into_its_quotes),
    };
    return RUN(tests);
}
