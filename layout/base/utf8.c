#include "base/utf8.h"

static bool is_follower(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

/* Length of the sequence a lead byte opens and the bits it carries; 0 for no lead. */
static size_t lead(unsigned char c, int32_t *bits)
{
    if (c < 0x80) {
        *bits = c;
        return 1;
    }
    if (c >= 0xC2 && c <= 0xDF) {
        *bits = c & 0x1F;
        return 2;
    }
    if (c >= 0xE0 && c <= 0xEF) {
        *bits = c & 0x0F;
        return 3;
    }
    if (c >= 0xF0 && c <= 0xF4) {
        *bits = c & 0x07;
        return 4;
    }
    return 0;
}

int32_t utf8_next(Str text, size_t *at)
{
    static const int32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)text.p + *at;
    int32_t cp = 0;
    size_t n = lead(p[0], &cp);
    bool whole = n && n <= text.n - *at;

    for (size_t i = 1; whole && i < n; i++) {
        whole = is_follower(p[i]);
        cp = cp << 6 | (p[i] & 0x3F);
    }
    if (!whole || cp < least[n] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
        *at += 1;
        return UTF8_BAD;
    }
    *at += n;
    return cp;
}

size_t utf8_valid_prefix(Str text)
{
    size_t at = 0;

    while (at < text.n) {
        size_t before = at;
        if ((unsigned char)text.p[at] < 0x80)
            at++;
        else if (utf8_next(text, &at) == UTF8_BAD)
            return before;
    }
    return text.n;
}

size_t utf8_put(char *out, int32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | cp >> 18);
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

int utf8_count(Str text)
{
    int count = 0;

    for (size_t i = 0; i < text.n; i++)
        count += !is_follower((unsigned char)text.p[i]);
    return count;
}
