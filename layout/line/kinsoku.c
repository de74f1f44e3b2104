/* Where a line may end (CLREQ, prohibition rules for line start and end; GB/T 15834-2011 5.1). */
#include "line/chars.h"

enum {
    COST_NUMBER_UNIT = 20,
    COST_NUMBER_DATE = 60,
    COST_DATE = 15,
    COST_ADDRESS = 10,
    COST_LINK = 5,
    ADDRESS_MIN = 10
};

/* What the control characters between two glyphs ask for. */
typedef enum { ASK_NOTHING, ASK_BREAK, ASK_JOIN, ASK_FORCE } Ask;

static Ask asked_between(const Char *chars, int count, int from, int to_byte)
{
    Ask ask = ASK_NOTHING;

    for (int i = from; i < count && chars[i].at < to_byte; i++) {
        if (chars[i].cp == 0x2028)
            return ASK_FORCE;
        if (chars[i].cp == 0x2060 || chars[i].cp == 0xFEFF)
            ask = ASK_JOIN;
        else if (chars[i].cp == 0x200B && ask != ASK_JOIN)
            ask = ASK_BREAK;
    }
    return ask;
}

static bool is_word(CharClass is)
{
    return class_is_latin(is);
}

/* Two of —— or …… are one object; a longer run may part between the pairs. */
static bool splits_pair(const Glyph *glyphs, int i)
{
    CharClass is = (CharClass)glyphs[i].char_class;
    int run = 0;

    if ((is != CLASS_DASH && is != CLASS_ELLIPSIS) || glyphs[i + 1].char_class != is)
        return false;
    for (int k = i; k >= 0 && glyphs[k].char_class == is && glyphs[k].length <= 3; k--)
        run++;
    return run % 2 == 1;
}

static BreakKind natural_break(const Glyph *glyphs, int i, Kinsoku level)
{
    CharClass a = (CharClass)glyphs[i].char_class, b = (CharClass)glyphs[i + 1].char_class;

    if (glyphs[i + 1].length == 0 || b == CLASS_SPACE)
        return BREAK_NO;
    if (a == CLASS_SPACE)
        return class_may_start_line(b, level) ? BREAK_YES : BREAK_NO;
    if (a == CLASS_FIXED_SPACE || b == CLASS_FIXED_SPACE)
        return BREAK_NO;
    if (is_word(a) && (is_word(b) || b == CLASS_POST))
        return BREAK_NO;
    if (a == CLASS_PRE && is_word(b))
        return BREAK_NO;
    if (splits_pair(glyphs, i))
        return BREAK_NO;
    return class_may_end_line(a, level) && class_may_start_line(b, level) ? BREAK_YES : BREAK_NO;
}

static bool is_date_unit(Str text)
{
    return str_eq(text, S("年")) || str_eq(text, S("月")) || str_eq(text, S("日"));
}

/* The number of the day stays with its month: 2月|13日 reads worse than 2月13日 on a looser line.
 */
static int break_cost(const Glyph *glyphs, int i, Str text)
{
    CharClass a = (CharClass)glyphs[i].char_class, b = (CharClass)glyphs[i + 1].char_class;
    Str before = {text.p + glyphs[i].cluster, (size_t)glyphs[i].length};
    Str after = {text.p + glyphs[i + 1].cluster, (size_t)glyphs[i + 1].length};
    bool dated = i > 0 && glyphs[i - 1].char_class == CLASS_DIGIT &&
                 (str_eq(before, S("年")) || str_eq(before, S("月")));

    if (a == CLASS_DIGIT && b == CLASS_HAN)
        return is_date_unit(after) ? COST_NUMBER_DATE : COST_NUMBER_UNIT;
    if (dated && b == CLASS_DIGIT)
        return COST_DATE;
    return a == CLASS_LINK || a == CLASS_LINK_HALF ? COST_LINK : 0;
}

/* --- addresses of the net --- */

static bool is_joint(char c)
{
    return c == '/' || c == '.' || c == '@' || c == '?' || c == '&' || c == '-' || c == '_' ||
           c == '=';
}

static char byte_of(const Glyph *glyph, Str text)
{
    return glyph->length == 1 ? text.p[glyph->cluster] : '\0';
}

/* A Latin word with @ or / in it, or that opens with www. */
static bool is_address(Str word)
{
    if (word.n < ADDRESS_MIN)
        return false;
    for (size_t i = 1; i < word.n; i++)
        if (word.p[i] == '@' || word.p[i] == '/')
            return true;
    return str_starts(word, S("www."));
}

/* An address may part after its joints; no hyphen is added, for it would be read as part of it. */
static void open_addresses(Glyph *glyphs, int count, Str text)
{
    for (int first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && class_is_latin((CharClass)glyphs[first].char_class) &&
                              class_is_latin((CharClass)glyphs[end].char_class);)
            end++;
        const Glyph *last = &glyphs[end - 1];
        if (!is_address((Str){text.p + glyphs[first].cluster,
                              (size_t)(last->cluster + last->length - glyphs[first].cluster)}))
            continue;
        for (int i = first; i + 1 < end; i++)
            if (is_joint(byte_of(&glyphs[i], text)) && !is_joint(byte_of(&glyphs[i + 1], text))) {
                glyphs[i].break_after = BREAK_YES;
                glyphs[i].cost_after = COST_ADDRESS;
            }
    }
}

void breaks_mark(ShapedPara *para, Chars chars)
{
    Glyph *glyphs = para->glyphs;
    int c = 0;

    for (int i = 0; i + 1 < para->glyph_count; i++) {
        while (c < chars.count && chars.all[c].at <= glyphs[i].cluster)
            c++;
        Ask ask = asked_between(chars.all, chars.count, c, glyphs[i + 1].cluster);
        BreakKind kind = natural_break(glyphs, i, para->style.kinsoku);
        glyphs[i].break_after = (uint8_t)(ask == ASK_FORCE   ? BREAK_FORCED
                                          : ask == ASK_JOIN  ? BREAK_NO
                                          : ask == ASK_BREAK ? BREAK_YES
                                                             : kind);
        glyphs[i].cost_after = (uint8_t)break_cost(glyphs, i, para->text);
    }
    open_addresses(glyphs, para->glyph_count, para->text);
}
