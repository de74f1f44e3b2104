/* Words that must not be printed: unfinished places, stand-ins, characters that do not travel. */
#include <string.h>

#include "base/utf8.h"
#include "proof/walk.h"

typedef struct {
    Arena *arena;
    Diags *diags;
    int page;
    Text text;
    Str flat;
} Passage;

typedef struct {
    const char *words;
    DiagCode code;
    bool is_word; /* Latin: not inside a longer word */
} Phrase;

static const Phrase PHRASES[] = {
    {"TODO", R_TEXT_PLACEHOLDER, true},      {"FIXME", R_TEXT_PLACEHOLDER, true},
    {"TBD", R_TEXT_PLACEHOLDER, true},       {"Lorem", R_TEXT_PLACEHOLDER, true},
    {"ipsum", R_TEXT_PLACEHOLDER, true},     {"待补", R_TEXT_PLACEHOLDER, false},
    {"待核", R_TEXT_PLACEHOLDER, false},     {"待写", R_TEXT_PLACEHOLDER, false},
    {"此处插图", R_TEXT_PLACEHOLDER, false}, {"某某", R_TEXT_NAMELESS, false},
    {"××", R_TEXT_NAMELESS, false},          {"XX", R_TEXT_NAMELESS, true},
    {"○○", R_TEXT_NAMELESS, false},
};

static bool is_letter(Str text, size_t at)
{
    unsigned char c = at < text.n ? (unsigned char)text.p[at] : 0;

    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool matches(Str text, size_t at, const Phrase *phrase)
{
    size_t n = strlen(phrase->words);

    if (at + n > text.n)
        return false;
    /* Capitals alone make a word a mark for XX; elsewhere case does not matter. */
    bool exact = phrase->code == R_TEXT_NAMELESS;
    for (size_t i = 0; i < n; i++)
        if (exact ? text.p[at + i] != phrase->words[i]
                  : lower(text.p[at + i]) != lower(phrase->words[i]))
            return false;
    return !phrase->is_word || ((at == 0 || !is_letter(text, at - 1)) && !is_letter(text, at + n));
}

static void find_phrase(const Passage *passage, const Phrase *phrase)
{
    char first = lower(phrase->words[0]);

    for (size_t at = 0; at < passage->flat.n; at++)
        if (lower(passage->flat.p[at]) == first && matches(passage->flat, at, phrase)) {
            diag_report_page(passage->diags, phrase->code, text_span(passage->text, (int)at),
                             passage->page, "%s", phrase->words);
            at += strlen(phrase->words) - 1;
        }
}

static void find_phrases(const Passage *passage)
{
    for (size_t i = 0; i < sizeof PHRASES / sizeof PHRASES[0]; i++)
        find_phrase(passage, &PHRASES[i]);
}

/* Unified ideographs that stand among the compatibility ones for historical reasons only. */
static bool is_unified(int32_t cp)
{
    static const unsigned char last[] = {0x0E, 0x0F, 0x11, 0x13, 0x14, 0x1F,
                                         0x21, 0x23, 0x24, 0x27, 0x28, 0x29};

    return cp >> 8 == 0xFA && memchr(last, cp & 0xFF, sizeof last);
}

static bool is_unsafe(int32_t cp)
{
    static const int32_t ranges[][2] = {
        {0xE000, 0xF8FF},   /* private use */
        {0xF900, 0xFAFF},   /* compatibility ideographs */
        {0xFB00, 0xFB06},   /* ligatures */
        {0x2E80, 0x2FDF},   /* radicals */
        {0x2F800, 0x2FA1F}, /* compatibility ideographs */
        {0xF0000, 0x10FFFF} /* private use */
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (cp >= ranges[i][0] && cp <= ranges[i][1])
            return !is_unified(cp);
    return false;
}

static void find_unsafe(const Passage *passage)
{
    for (size_t at = 0; at < passage->flat.n;) {
        size_t start = at;
        int32_t cp = utf8_next(passage->flat, &at);
        if (is_unsafe(cp))
            diag_report_page(passage->diags, R_TEXT_PRIVATE, text_span(passage->text, (int)start),
                             passage->page, "U+%04X", (unsigned)cp);
    }
}

static void check(Passage passage, Text text)
{
    if (text.count == 0)
        return;
    passage.text = text;
    passage.flat = text_flat(passage.arena, text);
    find_phrases(&passage);
    find_unsafe(&passage);
}

static void check_story(Passage passage, const Story *story)
{
    const Text heads[] = {story->title, story->kicker, story->deck, story->byline};

    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        check(passage, heads[i]);
    for (int i = 0; i < story->block_count; i++)
        check(passage, story->blocks[i].text);
    for (int i = 0; i < story->photo_count; i++) {
        check(passage, story->photos[i].caption);
        check(passage, story->photos[i].credit);
    }
}

void preflight_words(Arena *arena, Diags *diags, const PreflightInput *input)
{
    for (int p = 0; p < input->count; p++) {
        const PageSpec *spec = input->pages[p]->spec;
        Passage passage = {.arena = arena, .diags = diags, .page = spec->number};
        check(passage, spec->title);
        for (int i = 0; i < spec->story_count; i++)
            check_story(passage, input->issue->stories[spec->stories[i]]);
    }
}
