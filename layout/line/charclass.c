#include "line/charclass.h"

#include <stddef.h>

typedef struct {
    int32_t first, last;
    CharClass is;
} ClassRange;

/* What is not listed: ASCII and the alphabets are LATIN, everything else is HAN. Sorted, so that
 * one search finds a character (typography table 1.1 of CLREQ's appendix A, GB/T 15834-2011 5). */
static const ClassRange RANGES[] = {
    {0x09, 0x0A, CLASS_SPACE},
    {0x20, 0x20, CLASS_SPACE},
    {0x24, 0x24, CLASS_PRE},
    {0x25, 0x25, CLASS_POST},
    {0x30, 0x39, CLASS_DIGIT},
    {0xA0, 0xA0, CLASS_FIXED_SPACE},
    {0xA2, 0xA2, CLASS_POST},
    {0xA3, 0xA3, CLASS_PRE},
    {0xA5, 0xA5, CLASS_PRE},
    {0xAD, 0xAD, CLASS_CONTROL},
    {0xB0, 0xB0, CLASS_POST},
    {0xB7, 0xB7, CLASS_DOT},
    {0x200B, 0x200F, CLASS_CONTROL},
    {0x2014, 0x2014, CLASS_DASH},
    {0x2018, 0x2018, CLASS_OPEN},
    {0x2019, 0x2019, CLASS_CLOSE},
    {0x201C, 0x201C, CLASS_OPEN},
    {0x201D, 0x201D, CLASS_CLOSE},
    {0x2022, 0x2022, CLASS_DOT},
    {0x2026, 0x2026, CLASS_ELLIPSIS},
    {0x2027, 0x2027, CLASS_DOT},
    {0x2028, 0x202E, CLASS_CONTROL},
    {0x2030, 0x2030, CLASS_POST},
    {0x2032, 0x2033, CLASS_POST},
    {0x2060, 0x2064, CLASS_CONTROL},
    {0x20AC, 0x20AC, CLASS_PRE},
    {0x2103, 0x2103, CLASS_POST},
    {0x2109, 0x2109, CLASS_POST},
    {0x22EF, 0x22EF, CLASS_ELLIPSIS},
    {0x2E3A, 0x2E3A, CLASS_DASH},
    {0x3000, 0x3000, CLASS_FIXED_SPACE},
    {0x3001, 0x3001, CLASS_PAUSE},
    {0x3002, 0x3002, CLASS_STOP},
    {0x3008, 0x3008, CLASS_OPEN},
    {0x3009, 0x3009, CLASS_CLOSE},
    {0x300A, 0x300A, CLASS_OPEN},
    {0x300B, 0x300B, CLASS_CLOSE},
    {0x300C, 0x300C, CLASS_OPEN},
    {0x300D, 0x300D, CLASS_CLOSE},
    {0x300E, 0x300E, CLASS_OPEN},
    {0x300F, 0x300F, CLASS_CLOSE},
    {0x3010, 0x3010, CLASS_OPEN},
    {0x3011, 0x3011, CLASS_CLOSE},
    {0x3014, 0x3014, CLASS_OPEN},
    {0x3015, 0x3015, CLASS_CLOSE},
    {0x3016, 0x3016, CLASS_OPEN},
    {0x3017, 0x3017, CLASS_CLOSE},
    {0x30FB, 0x30FB, CLASS_DOT},
    {0xFE00, 0xFE0F, CLASS_CONTROL},
    {0xFEFF, 0xFEFF, CLASS_CONTROL},
    {0xFF01, 0xFF01, CLASS_STOP},
    {0xFF04, 0xFF04, CLASS_PRE},
    {0xFF05, 0xFF05, CLASS_POST},
    {0xFF08, 0xFF08, CLASS_OPEN},
    {0xFF09, 0xFF09, CLASS_CLOSE},
    {0xFF0C, 0xFF0C, CLASS_PAUSE},
    {0xFF0E, 0xFF0E, CLASS_STOP},
    {0xFF0F, 0xFF0F, CLASS_SOLIDUS},
    {0xFF1A, 0xFF1B, CLASS_PAUSE},
    {0xFF1F, 0xFF1F, CLASS_STOP},
    {0xFF3B, 0xFF3B, CLASS_OPEN},
    {0xFF3D, 0xFF3D, CLASS_CLOSE},
    {0xFF5B, 0xFF5B, CLASS_OPEN},
    {0xFF5D, 0xFF5D, CLASS_CLOSE},
    {0xFF5E, 0xFF5E, CLASS_LINK},
    {0xFFE1, 0xFFE1, CLASS_PRE},
    {0xFFE5, 0xFFE5, CLASS_PRE},
};

static bool is_letter_or_digit(int32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0xC0 && cp <= 0x24F);
}

static bool is_alphabetic(int32_t cp)
{
    return cp < 0x2000 || cp == 0x2010 || cp == 0x2011;
}

static CharClass listed(int32_t cp)
{
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (cp > RANGES[middle].last)
            low = middle + 1;
        else if (cp < RANGES[middle].first)
            high = middle;
        else
            return RANGES[middle].is;
    }
    return is_alphabetic(cp) ? CLASS_LATIN : CLASS_HAN;
}

CharClass char_class(int32_t before, int32_t cp, int32_t after)
{
    bool in_word = is_letter_or_digit(before) || is_letter_or_digit(after);

    if (cp == 0x2019 && is_letter_or_digit(before) && is_letter_or_digit(after))
        return CLASS_LATIN; /* don’t */
    if (cp == '/')
        return in_word ? CLASS_LATIN : CLASS_SOLIDUS;
    if (cp == '-' || cp == 0x2013)
        return in_word ? CLASS_LATIN : CLASS_LINK_HALF;
    if (cp == 0x2014 && before != 0x2014 && after != 0x2014)
        return CLASS_LINK; /* 一字线 */
    if (cp == 0x2116)
        return CLASS_PRE; /* № */
    return listed(cp);
}

bool class_may_start_line(CharClass c, Kinsoku level)
{
    switch (c) {
    case CLASS_CLOSE:
    case CLASS_PAUSE:
    case CLASS_STOP:
    case CLASS_DOT:
    case CLASS_LINK:
    case CLASS_LINK_HALF:
    case CLASS_SOLIDUS:
        return level < KINSOKU_BASIC;
    case CLASS_POST:
        return level < KINSOKU_GB;
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
        return level < KINSOKU_STRICT;
    case CLASS_HAN:
    case CLASS_OPEN:
    case CLASS_PRE:
    case CLASS_LATIN:
    case CLASS_DIGIT:
    case CLASS_SPACE:
    case CLASS_FIXED_SPACE:
    case CLASS_CONTROL:
    case CLASS_COUNT:
        break;
    }
    return true;
}

bool class_may_end_line(CharClass c, Kinsoku level)
{
    if (c == CLASS_OPEN)
        return level < KINSOKU_BASIC;
    if (c == CLASS_SOLIDUS || c == CLASS_PRE)
        return level < KINSOKU_GB;
    return true;
}

bool class_is_mark(CharClass c)
{
    return c == CLASS_OPEN || c == CLASS_CLOSE || c == CLASS_PAUSE || c == CLASS_STOP;
}

bool class_is_latin(CharClass c)
{
    return c == CLASS_LATIN || c == CLASS_DIGIT;
}
