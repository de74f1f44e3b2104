#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

Buf buf_new(Arena *arena)
{
    return (Buf){.arena = arena};
}

static char *reserve(Buf *buf, size_t more)
{
    if (buf->cap - buf->n < more) {
        size_t cap = buf->cap * 2 + more + 64;
        char *p = arena_many(buf->arena, char, cap);
        if (buf->n)
            memcpy(p, buf->p, buf->n);
        buf->p = p;
        buf->cap = cap;
    }
    return buf->p + buf->n;
}

void buf_add(Buf *buf, Str text)
{
    if (text.n)
        memcpy(reserve(buf, text.n), text.p, text.n);
    buf->n += text.n;
}

void buf_byte(Buf *buf, char byte)
{
    *reserve(buf, 1) = byte;
    buf->n++;
}

void buf_utf8(Buf *buf, int32_t cp)
{
    buf->n += utf8_put(reserve(buf, 4), cp);
}

void buf_printf(Buf *buf, const char *fmt, ...)
{
    va_list args, again;
    int n;

    va_start(args, fmt);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    assert(n >= 0);
    vsnprintf(reserve(buf, (size_t)n + 1), (size_t)n + 1, fmt, again);
    va_end(again);
    buf->n += (size_t)n;
}

/* JSON is UTF-8: a byte that is not, as in a file name of another encoding, becomes U+FFFD. */
void buf_json(Buf *buf, Str text)
{
    buf_byte(buf, '"');
    for (size_t i = 0; i < text.n;) {
        int32_t c = utf8_next(text, &i);
        if (c == '"' || c == '\\')
            buf_printf(buf, "\\%c", (char)c);
        else if (c == '\n')
            buf_add(buf, S("\\n"));
        else if (c >= 0 && (c < 0x20 || c == 0x7F))
            buf_printf(buf, "\\u%04x", (unsigned)c);
        else
            buf_utf8(buf, c == UTF8_BAD ? 0xFFFD : c);
    }
    buf_byte(buf, '"');
}

Str buf_str(const Buf *buf)
{
    return (Str){buf->p, buf->n};
}

void *vec_grow(Arena *arena, void *items, int count, int *cap, size_t size, size_t align)
{
    int bigger = *cap ? *cap * 2 : 8;
    void *grown = arena_array(arena, (size_t)bigger, size, align);

    if (count)
        memcpy(grown, items, (size_t)count * size);
    *cap = bigger;
    return grown;
}
