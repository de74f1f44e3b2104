#include "content/cells.h"

#include "base/utf8.h"

/* Dashes, ellipses, quotation marks and half-width marks of Chinese text. */

enum { ELLIPSIS = 0x2026, EM_DASH = 0x2014, FULL_STOP = 0x3002 };

static int32_t cp_at(const Cells *cells, int i)
{
    return i >= 0 && i < cells->count ? cells->at[i].cp : 0;
}

static bool is_chinese_at(const Cells *cells, int i)
{
    return cp_is_chinese(cp_at(cells, i));
}

static Span cell_span(const Cells *cells, int first, int end)
{
    const Cell *a = &cells->at[first], *z = &cells->at[end - 1];

    return (Span){cells->file, a->start, z->start + z->len - a->start};
}

static Str cp_text(Arena *arena, int32_t cp)
{
    Buf out = buf_new(arena);

    buf_utf8(&out, cp);
    return buf_str(&out);
}

/* A stroke: `count` cells of one character become `times` of another. */
typedef struct {
    DiagCode code;
    int count;
    int32_t becomes;
    int times;
} Stroke;

static bool is_stroke_part(int32_t cp)
{
    return cp == '.' || cp == '-' || cp == FULL_STOP || cp == 0x22EF || cp == 0x2E3A ||
           cp == 0xFF0D || cp == 0x2015 || cp == 0x2500;
}

/* What the run of equal characters at i is to become; times 0: it stays. */
static Stroke find_stroke(const Cells *cells, int i)
{
    int32_t cp = cells->at[i].cp;
    int n = 1;

    while (cp_at(cells, i + n) == cp)
        n++;
    bool beside_chinese = is_chinese_at(cells, i - 1) || is_chinese_at(cells, i + n);
    if (cp == 0x22EF)
        return (Stroke){C_NORM_ELLIPSIS, n, ELLIPSIS, n};
    if (n >= 3 && (cp == FULL_STOP || (cp == '.' && beside_chinese)))
        return (Stroke){C_NORM_ELLIPSIS, n, ELLIPSIS, 2};
    if (cp == 0x2E3A)
        return (Stroke){C_NORM_DASH, n, EM_DASH, 2 * n};
    if (n >= 2 && cp == '-' && beside_chinese)
        return (Stroke){C_NORM_DASH, n, EM_DASH, 2};
    if (n >= 2 && (cp == 0xFF0D || cp == 0x2015 || cp == 0x2500))
        return (Stroke){C_NORM_DASH, n, EM_DASH, n};
    return (Stroke){.count = n};
}

static bool has_stroke_part(const Cells *cells)
{
    for (int i = 0; i < cells->count; i++)
        if (is_stroke_part(cells->at[i].cp))
            return true;
    return false;
}

/* One for one, each character keeps its own place; otherwise all share the whole stretch. */
static void add_stroke(Cells *result, const Cell *cells, const Stroke *stroke, Span at)
{
    if (stroke->times == 0)
        for (int k = 0; k < stroke->count; k++)
            cells_add(result, cells[k]);
    for (int k = 0; k < stroke->times; k++) {
        bool own = stroke->times == stroke->count;
        cells_add(result, (Cell){.cp = stroke->becomes,
                                 .start = own ? cells[k].start : at.start,
                                 .len = own ? cells[k].len : at.len,
                                 .style = cells[own ? k : 0].style,
                                 .flags = CELL_REPLACED});
    }
}

void normalise_strokes(Diags *diags, Cells *cells)
{
    Cells result = cells_new(cells->arena, cells->file);

    if (!has_stroke_part(cells))
        return;
    for (int i = 0; i < cells->count;) {
        Stroke stroke = {.count = 1};
        if (is_stroke_part(cells->at[i].cp))
            stroke = find_stroke(cells, i);
        Span at = cell_span(cells, i, i + stroke.count);
        add_stroke(&result, &cells->at[i], &stroke, at);
        if (stroke.times)
            diag_report(diags, stroke.code, at, "%d", stroke.count);
        i += stroke.count;
    }
    *cells = result;
}

static void replace(Diags *diags, Cells *cells, int i, int32_t cp, DiagCode code)
{
    Cell *cell = &cells->at[i];

    diag_report(diags, code, cell_span(cells, i, i + 1), "%c\t%.*s", (char)cell->cp,
                STR_ARGS(cp_text(cells->arena, cp)));
    cell->cp = cp;
    cell->flags |= CELL_REPLACED;
}

/* Straight quotes become pairs by turns, in step with curly ones that are there already. */
typedef struct {
    int32_t straight, opening, closing;
    bool open;
} Quote;

static bool is_apostrophe(const Cells *cells, int i, bool open)
{
    int32_t before = cp_at(cells, i - 1), after = cp_at(cells, i + 1);

    if (cells->at[i].cp == '\'' && cp_is_letter(before) && (cp_is_letter(after) || !open))
        return true;
    /* 55" and 5' are inches and feet. */
    return !open && cp_is_digit(before);
}

static void turn_quote(Diags *diags, Cells *cells, int i, Quote *quote)
{
    int32_t cp = cells->at[i].cp;

    if (cp == quote->opening || cp == quote->closing) {
        quote->open = cp == quote->opening;
    } else if (cp == quote->straight && !is_apostrophe(cells, i, quote->open)) {
        replace(diags, cells, i, quote->open ? quote->closing : quote->opening, C_NORM_QUOTE);
        quote->open = !quote->open;
    }
}

static void turn_quotes(Diags *diags, Cells *cells)
{
    Quote pair = {'"', 0x201C, 0x201D, false}, single = {'\'', 0x2018, 0x2019, false};

    for (int i = 0; i < cells->count; i++) {
        turn_quote(diags, cells, i, &pair);
        turn_quote(diags, cells, i, &single);
    }
}

static int32_t full_width(int32_t cp)
{
    return cp == ',' || cp == ';' || cp == ':' || cp == '?' || cp == '!' ? cp + 0xFEE0 : 0;
}

static void widen_points(Diags *diags, Cells *cells)
{
    for (int i = 0; i < cells->count; i++) {
        int32_t wide = full_width(cells->at[i].cp);
        if (wide && (is_chinese_at(cells, i - 1) || is_chinese_at(cells, i + 1)))
            replace(diags, cells, i, wide, C_NORM_PUNCT);
    }
}

/* Parentheses go by pairs, so that no half-width one faces a full-width one. */
static void widen_pair(Diags *diags, Cells *cells, int open, int close)
{
    if (is_chinese_at(cells, open - 1) || is_chinese_at(cells, open + 1) ||
        is_chinese_at(cells, close - 1)) {
        replace(diags, cells, open, 0xFF08, C_NORM_PUNCT);
        replace(diags, cells, close, 0xFF09, C_NORM_PUNCT);
    }
}

static void widen_parentheses(Diags *diags, Cells *cells)
{
    int *stack = NULL;
    int depth = 0, cap = 0;

    for (int i = 0; i < cells->count; i++) {
        if (cells->at[i].cp == '(')
            vec_push(cells->arena, stack, depth, cap) = i;
        else if (cells->at[i].cp == ')' && depth)
            widen_pair(diags, cells, stack[--depth], i);
    }
}

void normalise_marks(Diags *diags, Cells *cells)
{
    bool has_chinese = false;

    for (int i = 0; i < cells->count && !has_chinese; i++)
        has_chinese = cp_is_han(cells->at[i].cp);
    if (!has_chinese)
        return;
    turn_quotes(diags, cells);
    widen_points(diags, cells);
    widen_parentheses(diags, cells);
}

/* Pairs that must close within their paragraph. */
static const struct {
    int32_t open, close;
} PAIRS[] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0xFF08, 0xFF09}, {0x300A, 0x300B},
             {0x3008, 0x3009}, {0x3010, 0x3011}, {0x3016, 0x3017}, {0x3014, 0x3015},
             {0x300C, 0x300D}, {0x300E, 0x300F}, {0xFF3B, 0xFF3D}, {0xFF5B, 0xFF5D}};

enum { PAIR_COUNT = sizeof PAIRS / sizeof *PAIRS };

typedef struct {
    int cell, pair;
} Opened;

typedef struct {
    Diags *diags;
    const Cells *cells;
    Opened *stack;
    int depth, cap;
    int waiting[PAIR_COUNT]; /* open ones of each pair, so a stray closing mark costs one look */
} PairCheck;

static void report_unpaired(const PairCheck *check, int cell)
{
    const Cells *cells = check->cells;

    diag_report(check->diags, C_UNPAIRED, cell_span(cells, cell, cell + 1), "%.*s",
                STR_ARGS(cp_text(cells->arena, cells->at[cell].cp)));
}

static void close_pair(PairCheck *check, int cell, int pair)
{
    if (check->waiting[pair] == 0) {
        report_unpaired(check, cell);
        return;
    }
    for (;;) {
        Opened top = check->stack[--check->depth];
        check->waiting[top.pair]--;
        if (top.pair == pair)
            return;
        report_unpaired(check, top.cell);
    }
}

void normalise_check_pairs(Diags *diags, const Cells *cells)
{
    PairCheck check = {.diags = diags, .cells = cells};

    for (int i = 0; i < cells->count; i++) {
        int32_t cp = cells->at[i].cp;
        if (cp == 0x2019 && cp_is_letter(cp_at(cells, i - 1)))
            continue;
        for (int pair = 0; pair < PAIR_COUNT; pair++) {
            if (cp == PAIRS[pair].open) {
                vec_push(cells->arena, check.stack, check.depth, check.cap) = (Opened){i, pair};
                check.waiting[pair]++;
            } else if (cp == PAIRS[pair].close) {
                close_pair(&check, i, pair);
            }
        }
    }
    while (check.depth)
        report_unpaired(&check, check.stack[--check.depth].cell);
}
