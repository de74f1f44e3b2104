/*
 * Punctuation: half-em bodies, and the blanks between them as gaps that can give way
 * (CLREQ, compression of adjacent marks; GB/T 15834-2011 5.1).
 */
#include "line/chars.h"

/* The half em that holds a mark's ink: where the text it belongs to is. */
typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_CENTRE } Side;

static Side ink_side(CharClass is)
{
    return is == CLASS_OPEN ? SIDE_RIGHT : is == CLASS_DOT ? SIDE_CENTRE : SIDE_LEFT;
}

/*
 * Faces differ: a full-width glyph keeps its ink in the half its class says, a proportional one
 * (quotes of some Kai faces, the middle dot) is narrower than its half-em body. dx puts the ink
 * inside the body: full-width glyphs by their half, checked against the ink; narrow ones by the
 * side the mark belongs to.
 */
static void half_body(Glyph *glyph, Emu em, hb_font_t *font)
{
    Emu half = em / 2, tolerance = em * 6 / 100;
    Side side = ink_side((CharClass)glyph->char_class);
    hb_glyph_extents_t ink;

    glyph->body = half;
    if (!hb_font_get_glyph_extents(font, glyph->gid, &ink) || ink.width <= 0)
        return;
    Emu left = glyph->dx + ink.x_bearing, right = left + ink.width;
    Emu shift = 0;
    if (side == SIDE_CENTRE)
        shift = half / 2 - (left + right) / 2;
    else if (side == SIDE_RIGHT)
        shift = half - glyph->advance;
    /* The ink must lie in the body, whatever the face does. */
    if (left + shift < -tolerance || right + shift > half + tolerance)
        shift = (half - ink.width) / 2 - left;
    glyph->dx += shift;
}

void squeeze_bodies(Glyph *glyphs, int count, FontSet *fonts, const ParaStyle *style)
{
    for (int i = 0; i < count; i++) {
        CharClass is = (CharClass)glyphs[i].char_class;
        if (class_is_mark(is) || is == CLASS_DOT)
            half_body(&glyphs[i], style->size, fontset_font(fonts, glyphs[i].face, style->size));
        else if (is == CLASS_SPACE)
            glyphs[i].body = 0; /* its width is the gap after it, so it vanishes at a line's end */
    }
}

/* The blank a mark carries after it (CLOSE, PAUSE, STOP) or before it (OPEN) in this style. */
static Emu blank_of(CharClass is, const ParaStyle *style)
{
    Emu half = style->size / 2;

    if (!class_is_mark(is) || style->headline || style->punct == PUNCT_BANJIAO)
        return 0;
    if (style->punct == PUNCT_KAIMING)
        return is == CLASS_STOP ? half : 0;
    return half;
}

static ShrinkStep step_of(CharClass is)
{
    return is == CLASS_PAUSE ? SHRINK_PAUSE : is == CLASS_STOP ? SHRINK_STOP : SHRINK_BRACKET;
}

static void set_gap(Glyph *glyph, Emu gap, Emu least, ShrinkStep shrink)
{
    glyph->gap = gap;
    glyph->gap_min = least;
    glyph->shrink = (uint8_t)(gap > least ? shrink : SHRINK_NONE);
}

/* GB/T 15834-2011 5.1.2: ！！ and ？！ take the room of one mark, ！！！ of two: after an even
 * number of them there is no blank. */
static bool ends_pair(const Glyph *glyphs, int i)
{
    int run = 0;

    while (run <= i && glyphs[i - run].char_class == CLASS_STOP)
        run++;
    return run > 0 && run % 2 == 0;
}

/* Gap between two bodies of which one at least is a mark (table of adjacent marks). */
static void mark_gap(Glyph *glyphs, int i, const ParaStyle *style)
{
    Glyph *left = &glyphs[i];
    CharClass a = (CharClass)left->char_class, b = (CharClass)glyphs[i + 1].char_class;
    bool a_closes = class_is_mark(a) && a != CLASS_OPEN;
    Emu after = a_closes && !ends_pair(glyphs, i) ? blank_of(a, style) : 0;
    Emu before = b == CLASS_OPEN ? blank_of(b, style) : 0;

    if (style->punct == PUNCT_PLAIN && !style->headline) {
        set_gap(left, after + before, after + before, SHRINK_NONE);
        return;
    }
    if (a == CLASS_OPEN || (class_is_mark(b) && b != CLASS_OPEN))
        set_gap(left, 0, 0, SHRINK_NONE); /* marks hug what they enclose, and each other */
    else if (a_closes && b == CLASS_OPEN)
        set_gap(left, after > before ? after : before, 0, SHRINK_BRACKET);
    else if (a_closes)
        set_gap(left, after, 0, step_of(a));
    else
        set_gap(left, before, 0, SHRINK_BRACKET);
}

static bool is_full(CharClass is)
{
    return is == CLASS_HAN || is == CLASS_LINK;
}

static bool asks_mixed_gap(CharClass a, CharClass b)
{
    bool a_latin = class_is_latin(a) || a == CLASS_POST,
         b_latin = class_is_latin(b) || b == CLASS_PRE;

    return (is_full(a) && a != CLASS_LINK && b_latin) || (a_latin && is_full(b) && b != CLASS_LINK);
}

/* Gaps inside a word, a number with its signs, a dash or an ellipsis never open. */
static StretchStep stretch_of(CharClass a, CharClass b)
{
    bool a_word = class_is_latin(a), b_word = class_is_latin(b);

    if (a == CLASS_SPACE)
        return STRETCH_SPACE;
    if (b == CLASS_SPACE || a == CLASS_FIXED_SPACE || b == CLASS_FIXED_SPACE)
        return STRETCH_NONE;
    if ((a_word || a == CLASS_PRE) && (b_word || b == CLASS_POST))
        return STRETCH_NONE;
    if (a == CLASS_PRE || b == CLASS_POST)
        return STRETCH_NONE;
    if (a == b && (a == CLASS_DASH || a == CLASS_ELLIPSIS))
        return STRETCH_NONE;
    if (a == CLASS_LINK || b == CLASS_LINK || a == CLASS_LINK_HALF || b == CLASS_LINK_HALF ||
        a == CLASS_SOLIDUS || b == CLASS_SOLIDUS)
        return STRETCH_NONE;
    return asks_mixed_gap(a, b) ? STRETCH_MIXED : STRETCH_ANY;
}

void squeeze_gaps(Glyph *glyphs, int count, const ParaStyle *style)
{
    for (int i = 0; i + 1 < count; i++) {
        CharClass a = (CharClass)glyphs[i].char_class, b = (CharClass)glyphs[i + 1].char_class;
        if (glyphs[i + 1].length == 0) {
            glyphs[i].stretch = STRETCH_NONE; /* one cluster, one body */
            continue;
        }
        glyphs[i].stretch = (uint8_t)stretch_of(a, b);
        if (a == CLASS_SPACE)
            set_gap(&glyphs[i], glyphs[i].advance, glyphs[i].advance * 4 / 5, SHRINK_SPACE);
        else if (class_is_mark(a) || class_is_mark(b))
            mark_gap(glyphs, i, style);
        else if (asks_mixed_gap(a, b))
            set_gap(&glyphs[i], style->mixed_gap, style->mixed_gap / 2, SHRINK_MIXED);
    }
}
