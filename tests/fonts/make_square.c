/*
 * Writes the fonts of the tests: every ideograph is one square of one em, so 12 em is 12 squares
 * and no font update ever moves a golden. The same bytes on every machine.
 *
 *   make_square square OUT.ttf FSTYPE    all characters below
 *   make_square kai OUT.ttf FSTYPE       smaller squares; lacks U+9F00…9FFF and the forms for
 *                                        columns, alone has U+20BB7
 *   make_square ttc OUT.ttc FSTYPE       both in one collection, kai first
 *
 * Advances: half an em for ASCII, Latin and the half-width forms, one em for everything else.
 * Marks keep their ink in the half of the em their class says.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UPEM = 1000, ASCENT = 880, DESCENT = -120, TABLES = 10, MAX_GLYPHS = 40000 };

typedef enum { INK_FULL, INK_LEFT, INK_RIGHT, INK_CENTRE, INK_LINE, INK_NONE } Ink;

typedef struct {
    uint32_t first, last;
    int advance;
} Range;

static const Range RANGES[] = {
    {0x0020, 0x007E, 500},    {0x00A0, 0x00A6, 500},  {0x00A7, 0x00A8, 1000},
    {0x00A9, 0x00AF, 500},    {0x00B0, 0x00B1, 1000}, {0x00B2, 0x00B6, 500},
    {0x00B7, 0x00B7, 1000},   {0x00B8, 0x00D6, 500},  {0x00D7, 0x00D7, 1000},
    {0x00D8, 0x00F6, 500},    {0x00F7, 0x00F7, 1000}, {0x00F8, 0x017F, 500},
    {0x01CD, 0x01DC, 500},    {0x0391, 0x03C9, 500},  {0x0410, 0x044F, 500},
    {0x2010, 0x2013, 500},    {0x2014, 0x2016, 1000}, {0x2018, 0x201F, 1000},
    {0x2020, 0x2027, 1000},   {0x2030, 0x2033, 1000}, {0x203B, 0x203B, 1000},
    {0x20AC, 0x20AC, 500},    {0x2100, 0x214F, 1000}, {0x2160, 0x217F, 1000},
    {0x2190, 0x2199, 1000},   {0x2200, 0x22FF, 1000}, {0x2460, 0x24FF, 1000},
    {0x2500, 0x257F, 1000},   {0x25A0, 0x266F, 1000}, {0x2E3A, 0x2E3A, 1000},
    {0x3000, 0x30FF, 1000},   {0x3100, 0x312F, 1000}, {0x3200, 0x33FF, 1000},
    {0x4E00, 0x9FFF, 1000},   {0xFE10, 0xFE19, 1000}, {0xFE30, 0xFE4F, 1000},
    {0xFF01, 0xFF60, 1000},   {0xFF61, 0xFF9F, 500},  {0xFFE0, 0xFFE6, 1000},
    {0x20BB7, 0x20BB7, 1000},
};

static const uint32_t LEFT_MARKS[] = {
    0x2019, 0x201D, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019,
    0x301B, 0x301E, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF60};
static const uint32_t RIGHT_MARKS[] = {0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E,
                                       0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D,
                                       0xFF08, 0xFF3B, 0xFF5B, 0xFF5F};
static const uint32_t CENTRE_MARKS[] = {0x00B7, 0x2027, 0x30FB};
static const uint32_t LINES[] = {0x2014, 0x2015, 0x2E3A};
static const uint32_t BLANKS[] = {0x0020, 0x00A0, 0x3000};

#define COUNT(a) (sizeof(a) / sizeof *(a))

typedef struct {
    unsigned char *p;
    size_t n, cap;
} Bytes;

typedef struct {
    uint32_t cp;
    int advance;
} Glyph;

typedef struct {
    const char *family, *postscript;
    int is_kai, fs_type;
    Glyph glyphs[MAX_GLYPHS]; /* [0] is .notdef, then the half-em ones, then the rest */
    int count, half_count;
} Font;

typedef struct {
    char tag[5];
    Bytes bytes;
} Table;

static void put(Bytes *out, uint32_t value, int width)
{
    if (out->n + 4 > out->cap) {
        out->cap = out->cap * 2 + 4096;
        out->p = realloc(out->p, out->cap);
        if (!out->p)
            abort();
    }
    for (int i = width - 1; i >= 0; i--)
        out->p[out->n++] = (unsigned char)(value >> (8 * i));
}

static void put16(Bytes *out, int value)
{
    put(out, (uint32_t)value & 0xFFFF, 2);
}

static void put32(Bytes *out, uint32_t value)
{
    put(out, value, 4);
}

static void set32(Bytes *out, size_t at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        out->p[at + (size_t)i] = (unsigned char)(value >> (8 * (3 - i)));
}

static void pad(Bytes *out)
{
    while (out->n % 4)
        put(out, 0, 1);
}

static int among(uint32_t cp, const uint32_t *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == cp)
            return 1;
    return 0;
}

static Ink ink_of(uint32_t cp)
{
    if (among(cp, LEFT_MARKS, COUNT(LEFT_MARKS)))
        return INK_LEFT;
    if (among(cp, RIGHT_MARKS, COUNT(RIGHT_MARKS)))
        return INK_RIGHT;
    if (among(cp, CENTRE_MARKS, COUNT(CENTRE_MARKS)))
        return INK_CENTRE;
    if (among(cp, LINES, COUNT(LINES)))
        return INK_LINE;
    return among(cp, BLANKS, COUNT(BLANKS)) ? INK_NONE : INK_FULL;
}

static int covers(const Font *font, uint32_t cp)
{
    if (font->is_kai)
        return cp < 0x9F00 || cp > 0x9FFF;
    return cp != 0x20BB7;
}

static void collect(Font *font, int half)
{
    for (size_t i = 0; i < COUNT(RANGES); i++)
        for (uint32_t cp = RANGES[i].first; cp <= RANGES[i].last; cp++)
            if ((RANGES[i].advance == 500) == half && covers(font, cp))
                font->glyphs[font->count++] = (Glyph){cp, RANGES[i].advance};
}

static Font *new_font(int is_kai, int fs_type)
{
    Font *font = calloc(1, sizeof *font);

    if (!font)
        abort();
    font->family = is_kai ? "Nanfeng Square Kai" : "Nanfeng Square";
    font->postscript = is_kai ? "NanfengSquareKai-Regular" : "NanfengSquare-Regular";
    font->is_kai = is_kai;
    font->fs_type = fs_type;
    font->glyphs[font->count++] = (Glyph){0, UPEM};
    collect(font, 1);
    font->half_count = font->count - 1;
    collect(font, 0);
    return font;
}

/* Ink box of a glyph; 0 when it has none. */
static int ink_box(const Font *font, const Glyph *glyph, int box[4])
{
    int margin = font->is_kai ? 100 : 50;
    int left = margin, right = glyph->advance - margin;

    box[1] = DESCENT + margin;
    box[3] = ASCENT - margin;
    switch (ink_of(glyph->cp)) {
    case INK_NONE:
        return 0;
    case INK_FULL:
        break;
    case INK_LEFT:
        right = 450;
        break;
    case INK_RIGHT:
        left = 550;
        break;
    case INK_CENTRE:
        left = 350;
        right = 650;
        break;
    case INK_LINE:
        left = 0;
        right = UPEM;
        box[1] = 350;
        box[3] = 410;
        break;
    }
    box[0] = left;
    box[2] = right;
    return 1;
}

static void put_glyph(Bytes *out, const int box[4])
{
    /* Four points on the curve, clockwise from the lower left, as 16-bit steps. */
    const int dx[4] = {box[0], 0, box[2] - box[0], 0};
    const int dy[4] = {box[1], box[3] - box[1], 0, box[1] - box[3]};

    put16(out, 1);
    for (int i = 0; i < 4; i++)
        put16(out, box[i]);
    put16(out, 3);
    put16(out, 0);
    for (int i = 0; i < 4; i++)
        put(out, 1, 1);
    for (int i = 0; i < 4; i++)
        put16(out, dx[i]);
    for (int i = 0; i < 4; i++)
        put16(out, dy[i]);
    pad(out);
}

static void make_glyf(const Font *font, Bytes *glyf, Bytes *loca)
{
    int box[4];

    for (int i = 0; i < font->count; i++) {
        put32(loca, (uint32_t)glyf->n);
        if (ink_box(font, &font->glyphs[i], box))
            put_glyph(glyf, box);
    }
    put32(loca, (uint32_t)glyf->n);
}

static int left_bearing(const Font *font, int i)
{
    int box[4];

    return ink_box(font, &font->glyphs[i], box) ? box[0] : 0;
}

/* All glyphs after the half-em ones share the last advance. */
static void make_hmtx(const Font *font, Bytes *out)
{
    for (int i = 0; i < font->count; i++) {
        if (i < font->half_count + 2)
            put16(out, font->glyphs[i].advance);
        put16(out, left_bearing(font, i));
    }
}

typedef struct {
    uint32_t first, last, gid;
} Group;

static int by_first(const void *a, const void *b)
{
    const Group *left = a, *right = b;

    return (left->first > right->first) - (left->first < right->first);
}

/* Presentation forms for columns, U+FE10 … FE4F: the second face keeps their glyphs, so that the
 * numbers of the others stay, under characters for private use. */
static uint32_t shown_as(const Font *font, uint32_t cp)
{
    return font->is_kai && cp >= 0xFE10 && cp <= 0xFE4F ? cp - 0xFE10 + 0xE000 : cp;
}

static int make_groups(const Font *font, Group *groups)
{
    int count = 0;

    for (int i = 1; i < font->count; i++) {
        uint32_t cp = shown_as(font, font->glyphs[i].cp);
        if (count && groups[count - 1].last + 1 == cp)
            groups[count - 1].last = cp;
        else
            groups[count++] = (Group){cp, cp, (uint32_t)i};
    }
    qsort(groups, (size_t)count, sizeof *groups, by_first);
    return count;
}

static void make_cmap(const Font *font, Bytes *out)
{
    Group groups[4 * COUNT(RANGES)];
    int count = make_groups(font, groups);

    put16(out, 0);
    put16(out, 1);
    put16(out, 3);
    put16(out, 10);
    put32(out, 12);
    put16(out, 12);
    put16(out, 0);
    put32(out, 16 + 12 * (uint32_t)count);
    put32(out, 0);
    put32(out, (uint32_t)count);
    for (int i = 0; i < count; i++) {
        put32(out, groups[i].first);
        put32(out, groups[i].last);
        put32(out, groups[i].gid);
    }
}

static void make_head(Bytes *out)
{
    put32(out, 0x00010000);
    put32(out, 0x00010000);
    put32(out, 0); /* checkSumAdjustment, set at the end */
    put32(out, 0x5F0F3CF5);
    put16(out, 3);
    put16(out, UPEM);
    for (int i = 0; i < 4; i++)
        put32(out, 0); /* no dates: the clock is no input */
    put16(out, 0);
    put16(out, DESCENT);
    put16(out, UPEM);
    put16(out, ASCENT);
    put16(out, 0);
    put16(out, 6);
    put16(out, 2);
    put16(out, 1); /* long loca */
    put16(out, 0);
}

static void make_hhea(const Font *font, Bytes *out)
{
    put32(out, 0x00010000);
    put16(out, ASCENT);
    put16(out, DESCENT);
    put16(out, 0);
    put16(out, UPEM);
    for (int i = 0; i < 3; i++)
        put16(out, 0);
    put16(out, 1);
    for (int i = 0; i < 7; i++)
        put16(out, 0);
    put16(out, font->half_count + 2);
}

static void make_maxp(const Font *font, Bytes *out)
{
    put32(out, 0x00010000);
    put16(out, font->count);
    put16(out, 4);
    put16(out, 1);
    for (int i = 0; i < 2; i++)
        put16(out, 0);
    put16(out, 2);
    for (int i = 0; i < 8; i++)
        put16(out, 0);
}

static void make_os2(const Font *font, Bytes *out)
{
    put16(out, 4);
    put16(out, UPEM);
    put16(out, 400);
    put16(out, 5);
    put16(out, font->fs_type);
    for (int i = 0; i < 11; i++)
        put16(out, 0);
    for (int i = 0; i < 10 + 16; i++)
        put(out, 0, 1); /* PANOSE, Unicode ranges */
    put32(out, 0x4E46544D);
    put16(out, 0x40);
    put16(out, 0x20);
    put16(out, 0xFFFF);
    put16(out, ASCENT);
    put16(out, DESCENT);
    put16(out, 0);
    put16(out, ASCENT);
    put16(out, -DESCENT);
    put32(out, 0);
    put32(out, 0);
    put16(out, 500);
    put16(out, 730);
    put16(out, 0);
    put16(out, 0x20);
    put16(out, 1);
}

static void make_name(const Font *font, Bytes *out)
{
    const char *texts[] = {font->family, "Regular", font->family, "Version 1.000",
                           font->postscript};
    const int ids[] = {1, 2, 4, 5, 6};
    size_t offset = 0;

    put16(out, 0);
    put16(out, (int)COUNT(ids));
    put16(out, 6 + 12 * (int)COUNT(ids));
    for (size_t i = 0; i < COUNT(ids); i++) {
        put16(out, 3);
        put16(out, 1);
        put16(out, 0x409);
        put16(out, ids[i]);
        put16(out, (int)(2 * strlen(texts[i])));
        put16(out, (int)offset);
        offset += 2 * strlen(texts[i]);
    }
    for (size_t i = 0; i < COUNT(ids); i++)
        for (const char *p = texts[i]; *p; p++)
            put16(out, *p);
}

static void make_post(Bytes *out)
{
    put32(out, 0x00030000);
    for (int i = 0; i < 7; i++)
        put32(out, 0);
}

static uint32_t checksum(const unsigned char *p, size_t n)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < n; i += 4)
        sum += (uint32_t)p[i] << 24 | (uint32_t)p[i + 1] << 16 | (uint32_t)p[i + 2] << 8 | p[i + 3];
    return sum;
}

/* Adds the font to out; offsets count from the start of out. */
static void put_font(Bytes *out, const Font *font)
{
    Table tables[TABLES] = {{"OS/2", {0}}, {"cmap", {0}}, {"glyf", {0}}, {"head", {0}},
                            {"hhea", {0}}, {"hmtx", {0}}, {"loca", {0}}, {"maxp", {0}},
                            {"name", {0}}, {"post", {0}}};
    size_t start = out->n, head = 0;

    make_os2(font, &tables[0].bytes);
    make_cmap(font, &tables[1].bytes);
    make_glyf(font, &tables[2].bytes, &tables[6].bytes);
    make_head(&tables[3].bytes);
    make_hhea(font, &tables[4].bytes);
    make_hmtx(font, &tables[5].bytes);
    make_maxp(font, &tables[7].bytes);
    make_name(font, &tables[8].bytes);
    make_post(&tables[9].bytes);
    put32(out, 0x00010000);
    put16(out, TABLES);
    put16(out, 128);
    put16(out, 3);
    put16(out, TABLES * 16 - 128);
    size_t offset = start + 12 + 16 * TABLES;
    for (int i = 0; i < TABLES; i++) {
        size_t length = tables[i].bytes.n;
        pad(&tables[i].bytes);
        for (int j = 0; j < 4; j++)
            put(out, (unsigned char)tables[i].tag[j], 1);
        put32(out, checksum(tables[i].bytes.p, tables[i].bytes.n));
        put32(out, (uint32_t)offset);
        put32(out, (uint32_t)length);
        offset += tables[i].bytes.n;
    }
    for (int i = 0; i < TABLES; i++) {
        if (strcmp(tables[i].tag, "head") == 0)
            head = out->n;
        for (size_t j = 0; j < tables[i].bytes.n; j += 4)
            put32(out, checksum(tables[i].bytes.p + j, 4));
        free(tables[i].bytes.p);
    }
    set32(out, head + 8, 0xB1B0AFBA - checksum(out->p + start, out->n - start));
}

static void put_collection(Bytes *out, const Font *first, const Font *second)
{
    put32(out, 0x74746366);
    put32(out, 0x00010000);
    put32(out, 2);
    put32(out, 20);
    put32(out, 0);
    put_font(out, first);
    set32(out, 16, (uint32_t)out->n);
    put_font(out, second);
}

int main(int argc, char **argv)
{
    Bytes out = {0};

    if (argc != 4) {
        fputs("usage: make_square square|kai|ttc OUT FSTYPE\n", stderr);
        return 2;
    }
    int fs_type = (int)strtol(argv[3], NULL, 10);
    Font *square = new_font(0, fs_type), *kai = new_font(1, fs_type);
    if (strcmp(argv[1], "ttc") == 0)
        put_collection(&out, kai, square);
    else
        put_font(&out, strcmp(argv[1], "kai") == 0 ? kai : square);
    FILE *file = fopen(argv[2], "wb");
    int good = file && fwrite(out.p, 1, out.n, file) == out.n;
    good = file && fclose(file) == 0 && good;
    if (!good)
        perror(argv[2]);
    free(out.p);
    free(square);
    free(kai);
    return good ? 0 : 3;
}
