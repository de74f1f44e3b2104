#include "base/unit.h"

#include <assert.h>
#include <stdlib.h>

Emu emu_scale(Emu a, int32_t b, int32_t c)
{
    assert(c > 0);
    int64_t product = (int64_t)a * b;
    int64_t half = product < 0 ? -(c / 2) : c / 2;
    return (Emu)((product + half) / c);
}

/* Newspaper sizes: 小初 is 30 pt here, not a word processor's 36. */
static const struct {
    const char *name;
    int32_t centi_pt;
} NAMED_SIZES[] = {
    {"特大", 5400}, {"初", 4200}, {"小初", 3000}, {"一", 2800}, {"小一", 2400}, {"二", 2100},
    {"小二", 1800}, {"三", 1600}, {"小三", 1500}, {"四", 1400}, {"小四", 1200}, {"五", 1050},
    {"小五", 900},  {"六", 800},  {"小六", 700},  {"七", 550},
};

static const struct {
    const char *name;
    Unit unit;
} UNIT_NAMES[] = {
    {"mm", UNIT_MM},      {"毫米", UNIT_MM},   {"pt", UNIT_PT},  {"点", UNIT_PT},
    {"磅", UNIT_PT},      {"Q", UNIT_Q},       {"级", UNIT_Q},   {"em", UNIT_EM},
    {"字", UNIT_EM},      {"栏", UNIT_COLUMN}, {"行", UNIT_ROW}, {"%", UNIT_PERCENT},
    {"％", UNIT_PERCENT},
};

static bool named_size(Str text, Length *out)
{
    if (str_ends(text, S("号")))
        text.n -= S("号").n;
    for (size_t i = 0; i < sizeof NAMED_SIZES / sizeof *NAMED_SIZES; i++)
        if (str_eq(text, str_of(NAMED_SIZES[i].name))) {
            *out = (Length){(int64_t)NAMED_SIZES[i].centi_pt * 10000, UNIT_PT};
            return true;
        }
    return false;
}

static bool unit_named(Str name, Unit *out)
{
    if (name.n == 0) {
        *out = UNIT_NONE;
        return true;
    }
    for (size_t i = 0; i < sizeof UNIT_NAMES / sizeof *UNIT_NAMES; i++)
        if (str_eq(name, str_of(UNIT_NAMES[i].name))) {
            *out = UNIT_NAMES[i].unit;
            return true;
        }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number at the start of text in millionths, and how many bytes it takes; 0 when none. */
static size_t decimal(Str text, int64_t *micro)
{
    const int64_t limit = INT64_C(1000000000);
    size_t i = 0, digits = 0;
    int64_t whole = 0, part = 0, scale = 1000000;

    for (; i < text.n && is_digit(text.p[i]); i++, digits++) {
        whole = whole * 10 + (text.p[i] - '0');
        if (whole > limit)
            return 0;
    }
    if (i < text.n && text.p[i] == '.')
        for (i++; i < text.n && is_digit(text.p[i]); i++, digits++) {
            if (scale == 1)
                return 0;
            scale /= 10;
            part += (text.p[i] - '0') * scale;
        }
    *micro = whole * 1000000 + part;
    return digits ? i : 0;
}

bool length_parse(Str text, Length *out)
{
    bool negative = text.n && text.p[0] == '-';
    Str rest = negative ? (Str){text.p + 1, text.n - 1} : text;
    int64_t micro = 0;
    size_t used;

    if (!negative && named_size(text, out))
        return true;
    used = decimal(rest, &micro);
    if (!used || !unit_named(str_trim((Str){rest.p + used, rest.n - used}), &out->unit))
        return false;
    out->micro = negative ? -micro : micro;
    return true;
}

bool length_emu(Length length, Emu *out)
{
    int64_t per = length.unit == UNIT_MM   ? EMU_PER_MM
                  : length.unit == UNIT_PT ? EMU_PER_PT
                  : length.unit == UNIT_Q  ? EMU_PER_Q
                                           : 0;
    int64_t limit = INT64_C(20000) * 1000000;

    if (!per || length.micro > limit * 3 || length.micro < -limit * 3)
        return false;
    int64_t emu = (length.micro * per + (length.micro < 0 ? -500000 : 500000)) / 1000000;
    if (emu > MM(20000) || emu < -MM(20000))
        return false;
    *out = (Emu)emu;
    return true;
}

/* 1 EMU is 1/36000 mm: five decimals tell neighbours apart (0.00003 apart, half of it 0.000014). */
Str emu_mm(Arena *arena, Emu length)
{
    int64_t units = ((int64_t)labs((long)length) * 100000 + EMU_PER_MM / 2) / EMU_PER_MM;
    int part = (int)(units % 100000);
    int width = 5;

    while (width > 0 && part % 10 == 0) {
        part /= 10;
        width--;
    }
    const char *sign = length < 0 ? "-" : "";
    if (width == 0)
        return str_format(arena, "%s%lld", sign, (long long)(units / 100000));
    return str_format(arena, "%s%lld.%0*d", sign, (long long)(units / 100000), width, part);
}
