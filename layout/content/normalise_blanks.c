#include "content/cells.h"

/* Blanks: none beside Chinese, one between Latin words, a possible break in a headline. */

enum { ZWSP = 0x200B, LINE_BREAK = 0x2028, NBSP = 0xA0, EM_DASH = 0x2014, EM_SPACE = 0x3000 };

static bool is_blank_cell(const Cell *cell)
{
    int32_t cp = cell->cp;

    if (cell->flags & CELL_FIXED)
        return false;
    return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == NBSP || cp == 0x3000 ||
           (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F;
}

static bool has_han(const Cells *cells)
{
    for (int i = 0; i < cells->count; i++)
        if (cp_is_han(cells->at[i].cp))
            return true;
    return false;
}

/* ’ after a letter is an apostrophe: students’ work. */
static bool is_chinese_at(const Cells *cells, int i, bool han)
{
    int32_t cp = cells->at[i].cp;

    if (cp == 0x2019 && i > 0 && cp_is_letter(cells->at[i - 1].cp))
        return false;
    return cp_is_han(cp) || (han && cp_is_chinese_mark(cp));
}

typedef struct {
    int first, end;
    bool soft_only; /* nothing but line ends of the source */
    bool nbsp;      /* one fixed blank alone */
    bool in_dash;   /* between the halves of a dash */
    bool has_left, chinese_left, has_right, chinese_right;
} Gap;

static bool ends_line(const Cells *cells, int i)
{
    int32_t cp = cells->at[i].cp;

    return cp == LINE_BREAK || (cp == '\t' && (cells->at[i].flags & CELL_FIXED));
}

static Gap find_gap(const Cells *cells, int first, bool han)
{
    Gap gap = {.first = first, .end = first, .soft_only = true};

    while (gap.end < cells->count && is_blank_cell(&cells->at[gap.end]))
        gap.soft_only &= (cells->at[gap.end++].flags & CELL_SOFT) != 0;
    gap.nbsp = gap.end - first == 1 && cells->at[first].cp == NBSP;
    gap.has_left = first > 0 && !ends_line(cells, first - 1);
    gap.has_right = gap.end < cells->count && !ends_line(cells, gap.end);
    gap.chinese_left = gap.has_left && is_chinese_at(cells, first - 1, han);
    gap.in_dash = gap.has_left && gap.has_right && cells->at[first - 1].cp == EM_DASH &&
                  cells->at[gap.end].cp == EM_DASH;
    gap.chinese_right = gap.has_right && is_chinese_at(cells, gap.end, han);
    return gap;
}

/* What stands in place of the gap: 0 nothing, else the character. */
static int32_t gap_becomes(const Gap *gap, NormaliseMode mode)
{
    if (!gap->has_left || !gap->has_right)
        return 0;
    if (gap->chinese_left && gap->chinese_right && mode == NORMALISE_HEAD && !gap->in_dash)
        return ZWSP;
    if (gap->chinese_left && gap->chinese_right && mode == NORMALISE_BYLINE)
        return EM_SPACE;
    if (gap->chinese_left || gap->chinese_right)
        return 0;
    return gap->nbsp ? NBSP : ' ';
}

static void close_gap(Diags *diags, Cells *cells, const Gap *gap, NormaliseMode mode)
{
    int32_t becomes = gap_becomes(gap, mode);
    Cell *first = &cells->at[gap->first], *last = &cells->at[gap->end - 1];
    Span at = {cells->file, first->start, last->start + last->len - first->start};
    bool same = gap->end - gap->first == 1 && becomes == first->cp;

    for (int i = gap->first; i < gap->end; i++)
        if (i > gap->first || !becomes)
            cells->at[i].flags |= CELL_GONE;
    if (same)
        return;
    if (becomes) {
        first->cp = becomes;
        first->len = at.len;
        first->flags |= CELL_REPLACED;
        first->flags &= (uint8_t)~CELL_SOFT;
        if (becomes == EM_SPACE)
            first->flags |= CELL_FIXED;
    }
    /* Line ends and the editor's own breaks in a headline are no fault of the copy. */
    if (!gap->soft_only && becomes != ZWSP && becomes != EM_SPACE)
        diag_report(diags, C_NORM_SPACE, at, "%d", gap->end - gap->first);
}

static void mark_title_breaks(Cells *cells)
{
    for (int i = 0; i < cells->count; i++)
        if (cells->at[i].cp == '|' || cells->at[i].cp == 0xFF5C) {
            cells->at[i].cp = ZWSP;
            cells->at[i].flags |= CELL_REPLACED;
        }
}

static bool is_break(const Cells *cells, int i)
{
    return i >= 0 && i < cells->count && cells->at[i].cp == ZWSP;
}

/* One possible break in one place, none at either end, no blanks about it. */
static void tidy_title_breaks(Cells *cells)
{
    for (int i = 0; i < cells->count; i++) {
        bool beside = is_break(cells, i - 1) || is_break(cells, i + 1);
        if (is_blank_cell(&cells->at[i]) && beside)
            cells->at[i].flags |= CELL_GONE;
    }
    cells_compact(cells);
    for (int i = 0; i < cells->count; i++)
        if (is_break(cells, i) && (i == 0 || i + 1 == cells->count || is_break(cells, i + 1)))
            cells->at[i].flags |= CELL_GONE;
    cells_compact(cells);
}

void normalise_blanks(Diags *diags, Cells *cells, NormaliseMode mode)
{
    bool han = has_han(cells);

    if (mode == NORMALISE_HEAD)
        mark_title_breaks(cells);
    for (int i = 0; i < cells->count; i++) {
        if (!is_blank_cell(&cells->at[i]))
            continue;
        Gap gap = find_gap(cells, i, han);
        close_gap(diags, cells, &gap, mode);
        i = gap.end - 1;
    }
    cells_compact(cells);
    if (mode == NORMALISE_HEAD)
        tidy_title_breaks(cells);
}
