#include "proof/rules.h"

#include "base/utf8.h"
#include "press/syntax.h"

enum { EXCERPT_CHARACTERS = 12 };

int ink_sum(Ink ink)
{
    return ink.c + ink.m + ink.y + ink.k;
}

int ink_count(Ink ink)
{
    return (ink.c > 0) + (ink.m > 0) + (ink.y > 0) + (ink.k > 0);
}

bool ink_is_black(Ink ink)
{
    return ink.k == 10000 && ink_sum(ink) == ink.k;
}

Str ink_names(Arena *arena, Ink ink)
{
    const struct {
        char name;
        uint16_t value;
    } inks[] = {{'C', ink.c}, {'M', ink.m}, {'Y', ink.y}, {'K', ink.k}};
    Buf buf = buf_new(arena);

    for (size_t i = 0; i < sizeof inks / sizeof inks[0]; i++)
        if (inks[i].value)
            buf_printf(&buf, "%s%c%d", buf.n ? " " : "", inks[i].name, inks[i].value / 100);
    return buf_str(&buf);
}

/* Overprint mode 1: an ink of nothing leaves what lies below. */
Ink ink_over(Ink ground, Ink ink, bool overprint)
{
    if (!overprint)
        return ink;
    return (Ink){ink.c ? ink.c : ground.c, ink.m ? ink.m : ground.m, ink.y ? ink.y : ground.y,
                 ink.k ? ink.k : ground.k};
}

Str points_text(Arena *arena, Emu length)
{
    Buf buf = buf_new(arena);

    put_decimal(&buf, round_div((int64_t)length * 100, EMU_PER_PT), 2);
    return buf_str(&buf);
}

Str millimetres_text(Arena *arena, Emu length)
{
    Buf buf = buf_new(arena);

    put_decimal(&buf, round_div((int64_t)length * 10, EMU_PER_MM), 1);
    return buf_str(&buf);
}

Str excerpt(Arena *arena, Str text)
{
    Buf buf = buf_new(arena);
    size_t at = 0;

    for (int n = 0; at < text.n && n < EXCERPT_CHARACTERS; n++) {
        int32_t cp = utf8_next(text, &at);
        if (cp == '\t' || cp == '\n' || cp == '\r')
            cp = ' ';
        if (cp >= 0 && !text_is_hidden(cp))
            buf_utf8(&buf, cp);
    }
    if (at < text.n)
        buf_add(&buf, S("…"));
    return buf_str(&buf);
}

bool text_is_blank(Str text)
{
    for (size_t at = 0; at < text.n;) {
        int32_t cp = utf8_next(text, &at);
        if (cp > ' ' && cp != 0xA0 && cp != 0x3000 && !text_is_hidden(cp))
            return false;
    }
    return true;
}
