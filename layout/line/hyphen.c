/* Where Latin words may be parted with a hyphen (CLREQ, mixed text composition). */
#include "line/chars.h"

enum { COST_HYPHEN = 50, HYPHENS_MAX = 255 };

Emu hyphen_width(const ShapedPara *para, int i)
{
    const Glyph *hyphen = para_hyphen(para, i);

    return hyphen ? hyphen->body : 0;
}

const Glyph *para_hyphen(const ShapedPara *para, int i)
{
    int hyphen = para->glyphs[i].hyphen_after;

    return hyphen ? &para->hyphens[hyphen - 1] : NULL;
}

bool hyphen_fits(const ShapedPara *para, Emu measure)
{
    return measure < HYPHEN_MEASURE_EMS * para->style.size;
}

/* The paragraph's hyphen in this face, numbered from 1; 0 when the face has none. */
static uint8_t hyphen_of(Arena *arena, FontSet *fonts, ShapedPara *para, uint16_t face)
{
    hb_font_t *font = fontset_font(fonts, face, para->style.size);
    hb_codepoint_t gid = 0;
    int cap = para->hyphen_count;

    for (int i = 0; i < para->hyphen_count; i++)
        if (para->hyphens[i].face == face)
            return (uint8_t)(i + 1);
    if (para->hyphen_count == HYPHENS_MAX || (!hb_font_get_nominal_glyph(font, '-', &gid) &&
                                              !hb_font_get_nominal_glyph(font, 0x2010, &gid)))
        return 0;
    Emu width = hb_font_get_glyph_h_advance(font, gid);
    vec_push(arena, para->hyphens, para->hyphen_count, cap) = (Glyph){
        .gid = gid, .face = face, .char_class = CLASS_LATIN, .body = width, .advance = width};
    return (uint8_t)para->hyphen_count;
}

static char byte_of(const ShapedPara *para, int i)
{
    const Glyph *glyph = &para->glyphs[i];

    return glyph->length > 0 ? para->text.p[glyph->cluster] : '\0';
}

static bool is_letter(const ShapedPara *para, int i)
{
    char c = byte_of(para, i);

    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A stretch of letters, digits and what stands between them: an address or a number with its unit
 * is none that may be parted. */
static bool is_word(const ShapedPara *para, int first, int end)
{
    for (int i = first; i < end; i++)
        if (para->glyphs[i].length > 0 && !is_letter(para, i) && byte_of(para, i) != '-')
            return false;
    return true;
}

/* The letters [first, end), of one face. */
static void mark_word(Arena *arena, FontSet *fonts, ShapedPara *para, int first, int end)
{
    char points[HYPHEN_WORD_MAX];
    Glyph *glyphs = para->glyphs;
    int32_t start = glyphs[first].cluster;
    int32_t stop = glyphs[end - 1].cluster + glyphs[end - 1].length;

    if (!words_hyphens(para->style.words, (Str){para->text.p + start, (size_t)(stop - start)},
                       points))
        return;
    uint8_t hyphen = hyphen_of(arena, fonts, para, glyphs[first].face);
    for (int i = first; i + 1 < end && hyphen; i++) {
        int32_t letters = glyphs[i + 1].cluster - start;
        if (glyphs[i + 1].length == 0 || !points[letters - 1])
            continue;
        glyphs[i].break_after = BREAK_YES;
        glyphs[i].cost_after = COST_HYPHEN;
        glyphs[i].hyphen_after = hyphen;
    }
}

/* The words of a stretch, which a hyphen of the writer's own may join. */
static void mark_stretch(Arena *arena, FontSet *fonts, ShapedPara *para, int first, int end)
{
    for (int from = first, to; from < end; from = to + 1) {
        for (to = from; to < end && byte_of(para, to) != '-' &&
                        para->glyphs[to].face == para->glyphs[from].face;)
            to++;
        if (to > from)
            mark_word(arena, fonts, para, from, to);
        if (to < end && byte_of(para, to) != '-')
            return; /* a word of two faces stays whole */
    }
}

void hyphens_mark(Arena *arena, FontSet *fonts, ShapedPara *para)
{
    const Glyph *glyphs = para->glyphs;

    if (!para->style.words || para->style.vertical)
        return;
    for (int first = 0, end; first < para->glyph_count; first = end) {
        end = first + 1;
        if (!class_is_latin((CharClass)glyphs[first].char_class))
            continue;
        while (end < para->glyph_count && class_is_latin((CharClass)glyphs[end].char_class))
            end++;
        if (is_word(para, first, end))
            mark_stretch(arena, fonts, para, first, end);
    }
}
