/* Class and face of every character: what has to be known before HarfBuzz is asked. */
#include <hb.h>

#include "base/utf8.h"
#include "line/chars.h"

static bool is_selector(int32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* A mark that HarfBuzz composes with the character before it. */
static bool joins_previous(int32_t cp)
{
    if (cp < 0x300)
        return false;
    if (is_selector(cp))
        return true;
    if (cp >= 0x3041 && cp <= 0x9FFF)
        return false;
    switch ((int)hb_unicode_general_category(hb_unicode_funcs_get_default(), (hb_codepoint_t)cp)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        return true;
    default:
        return false;
    }
}

static bool is_latin_script(CharClass is, int32_t cp)
{
    return cp < 0x2000 && (is == CLASS_LATIN || is == CLASS_DIGIT || is == CLASS_SPACE ||
                           is == CLASS_POST || is == CLASS_PRE || is == CLASS_FIXED_SPACE);
}

/* Role of the piece that byte `at` of the flat text lies in; *piece and *end move along. */
static TextRole role_at(Text text, const ParaStyle *style, int at, int *piece, int *end)
{
    while (*piece + 1 < text.count && at >= *end) {
        ++*piece;
        *end += (int)text.pieces[*piece].text.n;
    }
    unsigned bits = text.count ? text.pieces[*piece].style : 0;
    if (!style->emphasis_roles || !bits)
        return style->role;
    return bits & TEXT_STRONG ? ROLE_STRONG : ROLE_EMPH;
}

static int split(Str flat, Char *chars)
{
    int count = 0;

    for (size_t at = 0; at < flat.n; count++) {
        size_t start = at;
        int32_t cp = utf8_next(flat, &at);
        chars[count] = (Char){.cp = cp == UTF8_BAD ? 0xFFFD : cp,
                              .at = (int32_t)start,
                              .len = (int32_t)(at - start),
                              .face = -1};
    }
    return count;
}

static void report_missing(Diags *diags, Text text, Str flat, const Char *c)
{
    Span at = text_span(text, c->at);

    diag_report(diags, F_GLYPH_MISSING, at, "%.*s\tU+%04X", c->len, flat.p + c->at,
                (unsigned)c->cp);
}

/* A character the role's own face lacks came from another: people should look at it. */
static void note_fallback(Diags *diags, const FontSet *fonts, const ShapedPara *para, const Char *c)
{
    Str name = fontset_name(fonts, c->face);

    diag_report(diags, F_GLYPH_FALLBACK, text_span(para->source, c->at), "%.*s\tU+%04X\t%.*s",
                c->len, para->text.p + c->at, (unsigned)c->cp, STR_ARGS(name));
}

Chars chars_make(Arena *arena, Diags *diags, FontSet *fonts, const ShapedPara *para)
{
    Text text = para->source;
    Str flat = para->text;
    const ParaStyle *style = &para->style;
    Char *chars = arena_many(arena, Char, flat.n + 1);
    int piece = 0, end = text.count ? (int)text.pieces[0].text.n : 0;
    int n = split(flat, chars);

    for (int i = 0; i < n; i++) {
        Char *c = &chars[i];
        TextRole role = role_at(text, style, c->at, &piece, &end);
        c->is = char_class(i ? chars[i - 1].cp : 0, c->cp, i + 1 < n ? chars[i + 1].cp : 0);
        if (i && joins_previous(c->cp) && chars[i - 1].face >= 0) {
            c->joined = true;
            c->is = chars[i - 1].is;
            c->face = chars[i - 1].face;
            c->latin = chars[i - 1].latin;
            continue;
        }
        if (c->is == CLASS_CONTROL)
            continue;
        bool selected = i + 1 < n && is_selector(chars[i + 1].cp);
        hb_codepoint_t selector = selected ? (hb_codepoint_t)chars[i + 1].cp : 0;
        int wanted = fontset_role(fonts, diags, role);
        c->latin = is_latin_script(c->is, c->cp);
        c->face = fontset_face_for(fonts, diags, wanted, (hb_codepoint_t)c->cp, selector);
        if (c->face < 0)
            report_missing(diags, text, flat, c);
        else if (c->face != wanted)
            note_fallback(diags, fonts, para, c);
    }
    return (Chars){chars, n};
}
