#include "press/syntax.h"

#include <string.h>

#include "base/utf8.h"

enum { NAME_MAX_BYTES = 127, SURROGATES = 0x10000, REPLACEMENT = 0xFFFD };

static const char HEX[] = "0123456789ABCDEF";

int64_t round_div(int64_t a, int64_t b)
{
    return a < 0 ? -((-a + b / 2) / b) : (a + b / 2) / b;
}

/* 12 700 EMU are one point. */
int64_t emu_milli(int64_t emu)
{
    return round_div(emu * 10, 127);
}

int64_t emu_micro(int64_t emu)
{
    return round_div(emu * 10000, 127);
}

void put_decimal(Buf *out, int64_t value, int places)
{
    char digits[32];
    int n = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    while (places > 0 && rest % 10 == 0) {
        rest /= 10;
        places--;
    }
    do {
        digits[sizeof digits - 1 - (size_t)n++] = (char)('0' + rest % 10);
        rest /= 10;
        if (n == places)
            digits[sizeof digits - 1 - (size_t)n++] = '.';
    } while (rest || (places > 0 && n <= places + 1));
    if (value < 0)
        digits[sizeof digits - 1 - (size_t)n++] = '-';
    buf_add(out, (Str){digits + sizeof digits - n, (size_t)n});
}

void put_points(Buf *out, int64_t emu)
{
    put_decimal(out, round_div(emu * 1000, 127), 5);
}

void put_code(Buf *out, unsigned code)
{
    char hex[4] = {HEX[code >> 12 & 15], HEX[code >> 8 & 15], HEX[code >> 4 & 15], HEX[code & 15]};

    buf_add(out, (Str){hex, sizeof hex});
}

static bool is_regular(unsigned char c)
{
    return c > ' ' && c <= '~' && !strchr("()<>[]{}/%#", c);
}

void put_name(Buf *out, Str name)
{
    buf_byte(out, '/');
    for (size_t i = 0; i < name.n && i < NAME_MAX_BYTES; i++) {
        unsigned char c = (unsigned char)name.p[i];
        char escaped[3] = {'#', HEX[c >> 4], HEX[c & 15]};
        if (is_regular(c))
            buf_byte(out, (char)c);
        else if (c)
            buf_add(out, (Str){escaped, sizeof escaped});
    }
}

void put_ascii(Buf *out, Str text)
{
    buf_byte(out, '(');
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '(' || c == ')' || c == '\\')
            buf_byte(out, '\\');
        buf_byte(out, c >= ' ' && c <= '~' ? c : '?');
    }
    buf_byte(out, ')');
}

static void put_utf16_point(Buf *out, int32_t cp)
{
    if (cp == UTF8_BAD)
        cp = REPLACEMENT;
    if (cp >= SURROGATES) {
        put_code(out, 0xD800u + ((unsigned)(cp - SURROGATES) >> 10));
        put_code(out, 0xDC00u + ((unsigned)cp & 0x3FF));
    } else {
        put_code(out, (unsigned)cp);
    }
}

void put_utf16(Buf *out, Str text)
{
    size_t at = 0;

    while (at < text.n) {
        int32_t cp = utf8_next(text, &at);
        if (!text_is_hidden(cp))
            put_utf16_point(out, cp);
    }
}

void put_text(Buf *out, Str text)
{
    buf_add(out, S("<FEFF"));
    for (size_t at = 0; at < text.n;)
        put_utf16_point(out, utf8_next(text, &at));
    buf_byte(out, '>');
}

void put_words(Buf *out, Str text)
{
    bool is_ascii = true;

    for (size_t i = 0; i < text.n; i++)
        is_ascii = is_ascii && text.p[i] >= ' ' && text.p[i] <= '~';
    if (is_ascii)
        put_ascii(out, text);
    else
        put_text(out, text);
}

void put_ref(Buf *out, int object)
{
    put_decimal(out, object, 0);
    buf_add(out, S(" 0 R"));
}

bool text_is_hidden(int32_t cp)
{
    return cp == 0x00AD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

Str text_shown(Arena *arena, Str text)
{
    Buf out = buf_new(arena);

    for (size_t at = 0; at < text.n;) {
        int32_t cp = utf8_next(text, &at);
        if (cp >= ' ' && cp != 0x7F && !text_is_hidden(cp))
            buf_utf8(&out, cp);
    }
    return buf_str(&out);
}

/* The next character a reader sees, or 0 at the end. */
static int32_t next_seen(Str text, size_t *at)
{
    while (*at < text.n) {
        int32_t cp = utf8_next(text, at);
        if (!text_is_hidden(cp))
            return cp;
    }
    return 0;
}

bool text_reads_same(Str a, Str b)
{
    size_t i = 0, j = 0;
    int32_t cp;

    if (str_eq(a, b))
        return true;
    do {
        cp = next_seen(a, &i);
        if (cp != next_seen(b, &j))
            return false;
    } while (cp);
    return true;
}
