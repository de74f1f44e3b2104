/* Where a line may end (CLREQ, prohibition rules for line start and end; GB/T 15834-2011 5.1). */
#include "line/chars.h"

enum { COST_NUMBER_UNIT = 20, COST_LINK = 5 };

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

static int break_cost(CharClass a, CharClass b)
{
    if (a == CLASS_DIGIT && b == CLASS_HAN)
        return COST_NUMBER_UNIT;
    return a == CLASS_LINK || a == CLASS_LINK_HALF ? COST_LINK : 0;
}

void breaks_mark(Glyph *glyphs, int count, const Char *chars, int char_count,
                 const ParaStyle *style)
{
    int c = 0;

    for (int i = 0; i + 1 < count; i++) {
        while (c < char_count && chars[c].at <= glyphs[i].cluster)
            c++;
        Ask ask = asked_between(chars, char_count, c, glyphs[i + 1].cluster);
        BreakKind kind = natural_break(glyphs, i, style->kinsoku);
        glyphs[i].break_after = (uint8_t)(ask == ASK_FORCE   ? BREAK_FORCED
                                          : ask == ASK_JOIN  ? BREAK_NO
                                          : ask == ASK_BREAK ? BREAK_YES
                                                             : kind);
        glyphs[i].cost_after = (uint8_t)break_cost((CharClass)glyphs[i].char_class,
                                                   (CharClass)glyphs[i + 1].char_class);
    }
}
