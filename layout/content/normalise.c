#include "content/cells.h"

#include <utf8proc.h>

#include "base/utf8.h"
#include "content/radicals.h"

typedef struct {
    int32_t first, last;
} Range;

static bool in_ranges(int32_t cp, const Range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

bool cp_is_han(int32_t cp)
{
    static const Range ranges[] = {
        {0x2E80, 0x2FDF}, /* radicals */
        {0x3005, 0x3007}, /* 々〆〇 */
        {0x3040, 0x312F}, /* kana, bopomofo */
        {0x3220, 0x33FF}, /* enclosed and squared */
        {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
        {0x20000, 0x3FFFF}, {0x2460, 0x24FF}, /* ① … */
    };
    return cp >= 0x2460 && in_ranges(cp, ranges, sizeof ranges / sizeof *ranges);
}

bool cp_is_chinese_mark(int32_t cp)
{
    static const Range ranges[] = {
        {0x00B7, 0x00B7},                                                       /* · */
        {0x2014, 0x2015}, {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2026, 0x2026}, /* — ‘ “ … */
        {0x22EF, 0x22EF}, {0x2E3A, 0x2E3A}, {0x3001, 0x3004}, {0x3008, 0x303F},
        {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
    };
    return cp >= 0xB7 && in_ranges(cp, ranges, sizeof ranges / sizeof *ranges);
}

bool cp_is_chinese(int32_t cp)
{
    return cp_is_han(cp) || cp_is_chinese_mark(cp);
}

bool cp_is_letter(int32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

bool cp_is_digit(int32_t cp)
{
    return cp >= '0' && cp <= '9';
}

static Span cell_span(const Cells *cells, int first, int end)
{
    const Cell *a = &cells->at[first], *z = &cells->at[end - 1];

    return (Span){cells->file, a->start, z->start + z->len - a->start};
}

/* NFC. Text that is NFC already, which is nearly all, costs one look at each character. */

enum {
    NFC_SURE_BELOW = 0x300,
    SEGMENT_MAX = 64,
    SEGMENT_BYTES = 4 * SEGMENT_MAX,
    DECOMPOSED_MAX = 4 * SEGMENT_MAX
};

/* Characters of combining class 0 that compose with what stands before them. */
static bool is_second_starter(int32_t cp)
{
    static const Range ranges[] = {
        {0x09BE, 0x09BE},   {0x09D7, 0x09D7},   {0x0B3E, 0x0B3E},   {0x0B56, 0x0B57},
        {0x0BBE, 0x0BBE},   {0x0BD7, 0x0BD7},   {0x0CC2, 0x0CC2},   {0x0CD5, 0x0CD6},
        {0x0D3E, 0x0D3E},   {0x0D57, 0x0D57},   {0x0DCF, 0x0DCF},   {0x0DDF, 0x0DDF},
        {0x102E, 0x102E},   {0x1161, 0x1175},   {0x11A8, 0x11C2},   {0x1B35, 0x1B35},
        {0x11127, 0x11127}, {0x1133E, 0x1133E}, {0x11357, 0x11357}, {0x114B0, 0x114BD},
        {0x115AF, 0x115AF}, {0x11930, 0x11930},
    };
    return in_ranges(cp, ranges, sizeof ranges / sizeof *ranges);
}

/* True when the character may change or move under NFC, alone or with what stands before it. */
static bool may_compose(int32_t cp)
{
    if (cp < NFC_SURE_BELOW || (cp >= 0x4E00 && cp <= 0x9FFF))
        return false;
    const utf8proc_property_t *property = utf8proc_get_property(cp);
    bool has_canonical = property->decomp_seqindex != UINT16_MAX && property->decomp_type == 0;

    return property->combining_class || has_canonical || is_second_starter(cp);
}

/* Writes the NFC of the cells [first, end) to out; its length, or 0 when nothing changes. */
static int compose(const Cells *cells, int first, int end, int32_t *out)
{
    char bytes[SEGMENT_BYTES];
    size_t n = 0;

    for (int i = first; i < end; i++)
        n += utf8_put(bytes + n, cells->at[i].cp);
    utf8proc_ssize_t count =
        utf8proc_decompose((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)n, out,
                           DECOMPOSED_MAX, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    if (count <= 0 || count > DECOMPOSED_MAX)
        return 0;
    count = utf8proc_normalize_utf32(out, count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    bool same = count == end - first;
    for (int i = 0; same && i < count; i++)
        same = out[i] == cells->at[first + i].cp;
    return same || count < 0 ? 0 : (int)count;
}

/* A starter and what may combine with it. Longer runs of accents than any script has are taken
 * in slices, because sorting them costs their square. */
static int segment_end(const Cells *cells, int first)
{
    int end = first + 1;

    while (end < cells->count && end - first < SEGMENT_MAX && may_compose(cells->at[end].cp))
        end++;
    return end;
}

void normalise_nfc(Diags *diags, Cells *cells)
{
    Cells result = cells_new(cells->arena, cells->file);
    int32_t composed[DECOMPOSED_MAX];
    int copied = 0;

    for (int i = 0; i < cells->count;) {
        int first = i && may_compose(cells->at[i].cp) && i > copied ? i - 1 : i;
        int end = may_compose(cells->at[i].cp) ? segment_end(cells, first) : i + 1;
        int n = end - first > 1 || may_compose(cells->at[i].cp)
                    ? compose(cells, first, end, composed)
                    : 0;
        if (n) {
            Span at = cell_span(cells, first, end);
            for (; copied < first; copied++)
                cells_add(&result, cells->at[copied]);
            for (int k = 0; k < n; k++)
                cells_add(&result, (Cell){composed[k], at.start, at.len, cells->at[first].style,
                                          CELL_REPLACED});
            copied = end;
            diag_report(diags, C_NORM_NFC, at, "U+%04X", (unsigned)cells->at[first].cp);
        }
        i = end;
    }
    if (copied == 0)
        return;
    for (; copied < cells->count; copied++)
        cells_add(&result, cells->at[copied]);
    *cells = result;
}

/* Full-width letters and digits, radicals, middle dots: one character for one. */

static int32_t half_width(int32_t cp)
{
    bool is_alnum = (cp >= 0xFF10 && cp <= 0xFF19) || (cp >= 0xFF21 && cp <= 0xFF3A) ||
                    (cp >= 0xFF41 && cp <= 0xFF5A);

    return is_alnum ? cp - 0xFEE0 : 0;
}

static int32_t middle_dot(int32_t cp)
{
    return cp == 0x30FB || cp == 0x2027 || cp == 0x2022 ? 0xB7 : 0;
}

/* Replaces each run of characters that `map` knows and reports the run once. */
static void map_runs(Diags *diags, Cells *cells, DiagCode code, int32_t (*map)(int32_t),
                     bool inside_only)
{
    for (int i = 0; i < cells->count; i++) {
        int first = i;
        while (i < cells->count && !(cells->at[i].flags & CELL_FIXED) && map(cells->at[i].cp)) {
            if (inside_only && (i == 0 || i + 1 == cells->count))
                break;
            cells->at[i].cp = map(cells->at[i].cp);
            cells->at[i++].flags |= CELL_REPLACED;
        }
        if (i > first)
            diag_report(diags, code, cell_span(cells, first, i), "%d", i - first);
    }
}

void normalise_forms(Diags *diags, Cells *cells)
{
    map_runs(diags, cells, C_NORM_WIDTH, half_width, false);
    map_runs(diags, cells, C_NORM_RADICAL, radical_ideograph, false);
    /* A dot that opens a paragraph is a list's bullet. */
    map_runs(diags, cells, C_NORM_DOT, middle_dot, true);
}

void cells_normalise(Diags *diags, Cells *cells, NormaliseMode mode)
{
    normalise_nfc(diags, cells);
    normalise_forms(diags, cells);
    normalise_blanks(diags, cells, mode);
    normalise_strokes(diags, cells);
    normalise_marks(diags, cells);
    /* Marks that became Chinese just now want no blanks beside them either. */
    normalise_blanks(diags, cells, mode);
    normalise_check_pairs(diags, cells);
}
