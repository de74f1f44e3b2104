/* Characters down a column: which stand upright, which lie on their side, and how long each is. */
#include "line/vertical.h"

#include <hb.h>

#include "base/utf8.h"

enum {
    ACRONYM_MAX = 6,    /* longer ones read better on their side */
    ASCENT_MILLI = 880, /* of the em box above the baseline */
    MIDDLE_MILLI = 380, /* of the em box, above the baseline */
    FULL_WIDTH = 0xFEE0 /* from an ASCII character to its full-width form */
};

/* --- how a character stands --- */

typedef struct {
    int first, count;
    bool digits;  /* nothing else */
    bool capital; /* one at least, and nothing else but digits */
} Word;

static bool is_ascii_digit(int32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static Word word_at(Chars chars, int first)
{
    Word word = {.first = first, .digits = true};
    bool plain = true;

    for (int i = first; i < chars.count && class_is_latin(chars.all[i].is); i++, word.count++) {
        int32_t cp = chars.all[i].cp;
        bool capital = cp >= 'A' && cp <= 'Z';
        word.digits = word.digits && is_ascii_digit(cp);
        word.capital = word.capital || capital;
        plain = plain && (capital || is_ascii_digit(cp));
    }
    word.capital = word.capital && plain;
    return word;
}

/* A number of two figures stands across the column, one of four is most often a year and stands
 * figure under figure, so does one of three where the face has no figures narrow enough. */
static GlyphSet number_set(FontSet *fonts, const Char *first, int figures)
{
    if (figures == 2)
        return SET_ABREAST;
    if (figures == 3 && first->face >= 0 &&
        fontset_has_feature(fonts, first->face, HB_TAG('t', 'w', 'i', 'd')))
        return SET_ABREAST;
    return figures <= 4 ? SET_UPRIGHT : SET_TURNED;
}

static GlyphSet word_set(FontSet *fonts, Chars chars, const Word *word)
{
    const Char *first = &chars.all[word->first];

    if (word->digits)
        return number_set(fonts, first, word->count);
    if (word->count == 1)
        return SET_UPRIGHT;
    return word->capital && word->count <= ACRONYM_MAX ? SET_UPRIGHT : SET_TURNED;
}

/* Takes the glyph of another character, where the same face has it. */
static void show_as(Diags *diags, FontSet *fonts, Char *c, int32_t cp)
{
    if (fontset_face_for(fonts, diags, c->face, (hb_codepoint_t)cp, 0) != c->face)
        return;
    c->cp = cp;
}

static void stand_upright(Diags *diags, FontSet *fonts, Char *c)
{
    c->set = SET_UPRIGHT;
    c->latin = false;
    if (c->face >= 0 && c->cp > 0x20 && c->cp < 0x7F && !is_ascii_digit(c->cp))
        show_as(diags, fonts, c, c->cp + FULL_WIDTH);
}

static void set_word(Diags *diags, FontSet *fonts, Chars chars, const Word *word)
{
    GlyphSet set = word_set(fonts, chars, word);

    for (int i = word->first; i < word->first + word->count; i++) {
        if (set == SET_UPRIGHT)
            stand_upright(diags, fonts, &chars.all[i]);
        chars.all[i].set = (uint8_t)set;
    }
}

/* GB/T 15834-2011 5.2.3: in columns the double quotes are 『』, the single ones 「」. */
static int32_t corner_bracket(int32_t cp)
{
    switch (cp) {
    case 0x201C:
        return 0x300E;
    case 0x201D:
        return 0x300F;
    case 0x2018:
        return 0x300C;
    case 0x2019:
        return 0x300D;
    default:
        return cp;
    }
}

static void set_single(Diags *diags, FontSet *fonts, Chars chars, int i)
{
    Char *c = &chars.all[i];
    bool after_turned = i > 0 && chars.all[i - 1].set == SET_TURNED;
    int32_t corner = class_is_mark(c->is) ? corner_bracket(c->cp) : c->cp;

    if (c->is == CLASS_SPACE || (c->is == CLASS_FIXED_SPACE && c->latin)) {
        c->set = SET_TURNED;
    } else if (c->joined && i > 0) {
        c->set = chars.all[i - 1].set;
        c->latin = chars.all[i - 1].latin;
    } else if (c->is == CLASS_POST && after_turned) {
        c->set = SET_TURNED;
        c->latin = true;
    } else {
        stand_upright(diags, fonts, c);
        if (corner != c->cp && c->face >= 0)
            show_as(diags, fonts, c, corner);
    }
}

void vertical_chars(Diags *diags, FontSet *fonts, Chars chars)
{
    for (int i = 0; i < chars.count;) {
        Word word = word_at(chars, i);
        if (word.count)
            set_word(diags, fonts, chars, &word);
        else
            set_single(diags, fonts, chars, i);
        i += word.count ? word.count : 1;
    }
}

/* --- bodies --- */

/* Ink from the body's upper edge down, and from the axis to the right. */
typedef struct {
    Emu top, foot, left, right;
} InkBox;

static bool ink_of(const Glyph *glyph, hb_font_t *font, InkBox *ink)
{
    hb_glyph_extents_t e;

    if (!hb_font_get_glyph_extents(font, glyph->gid, &e) || e.width <= 0 || e.height >= 0)
        return false;
    if (glyph->set == SET_TURNED)
        *ink = (InkBox){.top = glyph->dy + e.x_bearing,
                        .foot = glyph->dy + e.x_bearing + e.width,
                        .left = glyph->dx + e.y_bearing + e.height,
                        .right = glyph->dx + e.y_bearing};
    else
        *ink = (InkBox){.top = glyph->dy - e.y_bearing,
                        .foot = glyph->dy - e.y_bearing - e.height,
                        .left = glyph->dx + e.x_bearing,
                        .right = glyph->dx + e.x_bearing + e.width};
    return true;
}

/* A quarter turn to the right; the middle of the em box comes to lie on the axis. */
static void turn(Glyph *glyph, Emu em)
{
    Emu along = glyph->dx, down = glyph->dy;

    glyph->set = SET_TURNED;
    glyph->dx = -emu_scale(em, MIDDLE_MILLI, 1000) - down;
    glyph->dy = along;
}

/* A face without vertical forms gives the glyph of the line. */
static void turn_by_hand(Glyph *glyph, hb_font_t *font, Emu em)
{
    glyph->dx = glyph->dy = 0;
    glyph->body = hb_font_get_glyph_h_advance(font, glyph->gid);
    turn(glyph, em);
}

/* Dashes and ellipses run down the column, brackets lie across it: their ink shows whether the
 * face knows. */
static bool must_turn(CharClass is, const InkBox *ink)
{
    Emu down = ink->foot - ink->top, across = ink->right - ink->left;

    switch (is) {
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
    case CLASS_LINK:
    case CLASS_LINK_HALF:
        return across > down;
    case CLASS_OPEN:
    case CLASS_CLOSE:
        return down > across * 5 / 4; /* corner brackets are nearly as long as wide */
    case CLASS_HAN:
    case CLASS_PAUSE:
    case CLASS_STOP:
    case CLASS_DOT:
    case CLASS_SOLIDUS:
    case CLASS_POST:
    case CLASS_PRE:
    case CLASS_LATIN:
    case CLASS_DIGIT:
    case CLASS_SPACE:
    case CLASS_FIXED_SPACE:
    case CLASS_CONTROL:
    case CLASS_COUNT:
        break;
    }
    return false;
}

/* ！？：； keep their em: a blank under them reads as one. */
static bool is_full_mark(const ShapedPara *para, const Glyph *glyph)
{
    size_t at = (size_t)glyph->cluster;
    int32_t cp = glyph->length ? utf8_next(para->text, &at) : 0;

    return cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF1A || cp == 0xFF1B;
}

/* Pauses and stops belong to the right of the axis. */
static void move_right(Glyph *glyph, const InkBox *ink, Emu em)
{
    if ((ink->left + ink->right) / 2 < -em / 8)
        glyph->dx += em / 2;
}

/* The half em that holds the ink: the upper one of what ends something, the lower one of what
 * opens it. */
static void half_body(Glyph *glyph, hb_font_t *font, Emu em)
{
    Emu half = em / 2, tolerance = em * 6 / 100, shift = 0;
    CharClass is = (CharClass)glyph->char_class;
    Emu length = glyph->body;
    InkBox ink;

    glyph->body = half;
    if (!ink_of(glyph, font, &ink))
        return;
    if (is == CLASS_DOT) {
        shift = half / 2 - (ink.top + ink.foot) / 2;
        glyph->dx -= (ink.left + ink.right) / 2;
    } else if (is == CLASS_OPEN) {
        shift = half - length;
    }
    if (ink.top + shift < -tolerance || ink.foot + shift > half + tolerance)
        shift = (half - (ink.foot - ink.top)) / 2 - ink.top;
    glyph->dy += shift;
}

static void mark_body(const ShapedPara *para, Glyph *glyph, hb_font_t *font)
{
    Emu em = para->style.size;
    CharClass is = (CharClass)glyph->char_class;
    InkBox ink;

    if ((is == CLASS_PAUSE || is == CLASS_STOP) && ink_of(glyph, font, &ink))
        move_right(glyph, &ink, em);
    if (is_full_mark(para, glyph))
        glyph->body = em;
    else
        half_body(glyph, font, em);
}

/* Without a table of vertical metrics HarfBuzz guesses from the lines of the face, which may be
 * any distance apart. */
static bool has_vertical_metrics(hb_font_t *font)
{
    hb_blob_t *table = hb_face_reference_table(hb_font_get_face(font), HB_TAG('v', 'h', 'e', 'a'));
    bool has = hb_blob_get_length(table) > 0;

    hb_blob_destroy(table);
    return has;
}

static void upright_body(const ShapedPara *para, Glyph *glyph, hb_font_t *font, bool has_metrics)
{
    Emu em = para->style.size;
    CharClass is = (CharClass)glyph->char_class;
    InkBox ink;

    if (!has_metrics) {
        glyph->body = glyph->length ? em : 0;
        glyph->dx = -hb_font_get_glyph_h_advance(font, glyph->gid) / 2;
        glyph->dy = emu_scale(em, ASCENT_MILLI, 1000) - (glyph->length ? 0 : em);
    }
    if (ink_of(glyph, font, &ink) && must_turn(is, &ink))
        turn_by_hand(glyph, font, em);
    if (class_is_mark(is) || is == CLASS_DOT)
        mark_body(para, glyph, font);
}

/* Figures side by side are one em of the column, narrowed where the face has only wide ones. The
 * first carries the em, the others go back up. */
static void abreast_bodies(Glyph *glyphs, int count, Emu em)
{
    int64_t width = 0, pen = 0;

    for (int i = 0; i < count; i++)
        width += glyphs[i].advance;
    int64_t narrow = width > 0 && width > em ? 1000 * (int64_t)em / width : 1000;
    for (int i = 0; i < count; i++) {
        glyphs[i].body = i == 0 ? em : 0;
        glyphs[i].narrow = (uint16_t)(narrow < 1000 ? narrow : 0);
        glyphs[i].dx = (Emu)((pen + glyphs[i].dx - width / 2) * narrow / 1000);
        glyphs[i].dy += emu_scale(em, ASCENT_MILLI, 1000) - (i == 0 ? 0 : em);
        pen += glyphs[i].advance;
    }
}

/* A stroke of two glyphs shows a seam where their ink leaves white at the ends: both move into
 * it, and a little over each other. */
static void join_dash(Glyph *first, hb_font_t *font, Emu em)
{
    Glyph *second = first + 1;
    InkBox above, below;

    if (first->char_class != CLASS_DASH || second->char_class != CLASS_DASH ||
        first->face != second->face || !ink_of(first, font, &above) ||
        !ink_of(second, font, &below))
        return;
    Emu white = first->body - above.foot + below.top;
    Emu move = white > 0 ? white / 2 + em / 100 : 0;
    first->dy += move;
    second->dy -= move;
}

static int abreast_count(const Glyph *glyphs, int from, int count)
{
    int n = 1;

    while (from + n < count && glyphs[from + n].set == SET_ABREAST)
        n++;
    return n;
}

void vertical_bodies(ShapedPara *para, FontSet *fonts)
{
    Emu em = para->style.size;
    int metrics_of = -1;
    bool has_metrics = false;

    for (int i = 0, n; i < para->glyph_count; i += n) {
        Glyph *glyph = &para->glyphs[i];
        hb_font_t *font = fontset_font(fonts, glyph->face, em);
        n = 1;
        if (glyph->face != metrics_of)
            has_metrics = has_vertical_metrics(font);
        metrics_of = glyph->face;
        if (glyph->char_class == CLASS_SPACE)
            glyph->body = 0;
        else if (glyph->set == SET_TURNED)
            turn(glyph, em);
        else if (glyph->set == SET_ABREAST)
            abreast_bodies(glyph, n = abreast_count(para->glyphs, i, para->glyph_count), em);
        else
            upright_body(para, glyph, font, has_metrics);
    }
    for (int i = 0; i + 1 < para->glyph_count; i++)
        join_dash(&para->glyphs[i], fontset_font(fonts, para->glyphs[i].face, em), em);
}

/* --- gaps --- */

static bool is_alphabetic(const Glyph *glyph)
{
    CharClass is = (CharClass)glyph->char_class;

    return class_is_latin(is) || is == CLASS_POST || is == CLASS_PRE;
}

static void close_gap(Glyph *glyph)
{
    glyph->gap = glyph->gap_min = 0;
    glyph->shrink = SHRINK_NONE;
}

void vertical_gaps(ShapedPara *para)
{
    for (int i = 0; i + 1 < para->glyph_count; i++) {
        Glyph *left = &para->glyphs[i];
        const Glyph *right = left + 1, *word = is_alphabetic(left) ? left : right;
        bool opens = right->char_class == CLASS_OPEN;
        if (left->stretch == STRETCH_MIXED && word->set != SET_TURNED) {
            close_gap(left); /* what stands upright fills its em as an ideograph does */
            left->stretch = STRETCH_ANY;
        } else if (is_full_mark(para, left) && !opens) {
            close_gap(left);
        }
    }
}
