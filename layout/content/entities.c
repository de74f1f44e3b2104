#include "content/entities.h"

static const struct {
    const char *name;
    int32_t cp;
} ENTITIES[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xA0},     {"ensp", 0x2002},  {"emsp", 0x3000},  {"thinsp", 0x2009}, {"zwsp", 0x200B},
    {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"ldquo", 0x201C},  {"rdquo", 0x201D}, {"middot", 0xB7},  {"times", 0xD7},    {"divide", 0xF7},
    {"deg", 0xB0},      {"plusmn", 0xB1},  {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122},
    {"yen", 0xA5},      {"euro", 0x20AC},  {"pound", 0xA3},   {"permil", 0x2030}, {"sup2", 0xB2},
    {"sup3", 0xB3},     {"frac12", 0xBD},  {"larr", 0x2190},  {"rarr", 0x2192},   {"lang", 0x3008},
    {"rang", 0x3009},
};

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

/* Digits of a numeric entity, without "&#" and ";". */
static int32_t numeric(Str digits)
{
    bool hex = digits.n && (digits.p[0] == 'x' || digits.p[0] == 'X');
    int base = hex ? 16 : 10;
    int32_t cp = 0;

    for (size_t i = hex ? 1 : 0; i < digits.n; i++) {
        int value = digit_value(digits.p[i]);
        if (value >= base)
            return 0;
        cp = cp * base + value;
        if (cp > 0x10FFFF)
            return 0;
    }
    bool is_control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
    bool is_surrogate = cp >= 0xD800 && cp <= 0xDFFF;
    return is_control || is_surrogate || cp == 0xFFFE || cp == 0xFFFF ? 0 : cp;
}

int32_t entity_character(Str entity, bool *is_blank)
{
    int32_t cp = 0;

    *is_blank = false;
    if (entity.n < 4 || entity.p[0] != '&' || entity.p[entity.n - 1] != ';')
        return 0;
    Str name = {entity.p + 1, entity.n - 2};
    if (name.p[0] == '#')
        cp = numeric((Str){name.p + 1, name.n - 1});
    for (size_t i = 0; !cp && i < sizeof ENTITIES / sizeof *ENTITIES; i++)
        if (str_eq(name, str_of(ENTITIES[i].name)))
            cp = ENTITIES[i].cp;
    *is_blank = cp == 0xA0 || (cp >= 0x2002 && cp <= 0x2009) || cp == 0x3000;
    return cp;
}
