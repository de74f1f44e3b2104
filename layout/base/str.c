#include "base/str.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Str str_of(const char *z)
{
    return (Str){z, z ? strlen(z) : 0};
}

bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

int str_compare(Str a, Str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    if (order)
        return order;
    return (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str text, Str prefix)
{
    return text.n >= prefix.n && str_eq((Str){text.p, prefix.n}, prefix);
}

bool str_ends(Str text, Str suffix)
{
    return text.n >= suffix.n && str_eq((Str){text.p + text.n - suffix.n, suffix.n}, suffix);
}

bool str_cut(Str text, char at, Str *before, Str *after)
{
    const char *found = text.n ? memchr(text.p, at, text.n) : NULL;

    if (!found)
        return false;
    *before = (Str){text.p, (size_t)(found - text.p)};
    *after = (Str){found + 1, text.n - before->n - 1};
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str text)
{
    while (text.n && is_blank(text.p[0])) {
        text.p++;
        text.n--;
    }
    while (text.n && is_blank(text.p[text.n - 1]))
        text.n--;
    return text;
}

Str str_copy(Arena *arena, Str text)
{
    return (Str){str_z(arena, text), text.n};
}

Str str_join(Arena *arena, Str a, Str b)
{
    char *p = arena_many(arena, char, a.n + b.n + 1);

    if (a.n)
        memcpy(p, a.p, a.n);
    if (b.n)
        memcpy(p + a.n, b.p, b.n);
    return (Str){p, a.n + b.n};
}

const char *str_z(Arena *arena, Str text)
{
    char *p = arena_many(arena, char, text.n + 1);

    if (text.n)
        memcpy(p, text.p, text.n);
    return p;
}

bool str_int(Str text, int32_t *out)
{
    int64_t value = 0;
    size_t i = text.n > 1 && text.p[0] == '-' ? 1 : 0;

    if (text.n == 0)
        return false;
    for (; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        value = value * 10 + (text.p[i] - '0');
        if (value > INT32_MAX)
            return false;
    }
    *out = (int32_t)(text.p[0] == '-' ? -value : value);
    return true;
}

Str str_format(Arena *arena, const char *fmt, ...)
{
    va_list args, again;
    char *p;
    int n;

    va_start(args, fmt);
    va_copy(again, args);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    assert(n >= 0);
    p = arena_many(arena, char, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return (Str){p, (size_t)n};
}
