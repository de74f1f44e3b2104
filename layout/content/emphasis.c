#include "content/cells.h"

/*
 * Emphasis as CommonMark pairs it, with one difference: a run of `*` beside a Chinese character or
 * mark may open and close there. CommonMark asks for a blank or a mark outside a quotation mark
 * that stands inside the emphasis, and Chinese has no blanks.
 */
typedef struct {
    int first, count; /* cells not yet paired */
    int width;        /* length as written, for the rule of three */
    bool opens, closes;
    int previous, next; /* in the list of runs still open, -1: none */
} Run;

typedef struct {
    Cells *cells;
    Run *runs;
    int count, cap;
    int *strong, *emph; /* +1 where a stretch begins, -1 where it ends */
} Emphasis;

static bool is_blank(int32_t cp)
{
    return cp == 0 || cp == ' ' || cp == '\t' || cp == '\n' || cp == 0xA0 || cp == 0x3000 ||
           cp == 0x2028;
}

static bool is_western_mark(int32_t cp)
{
    return cp > 0x20 && cp < 0x7F && !cp_is_letter(cp) && !cp_is_digit(cp);
}

static bool faces(int32_t inside, int32_t outside)
{
    return !is_blank(inside) && (!is_western_mark(inside) || is_blank(outside) ||
                                 is_western_mark(outside) || cp_is_chinese(outside));
}

/* 3*4*5 is a product, not a 4 set in kai. */
static bool is_product(int32_t before, int32_t after, int count)
{
    return count == 1 && cp_is_digit(before) && cp_is_digit(after);
}

static bool is_delimiter(const Cells *cells, int i)
{
    return i >= 0 && i < cells->count && (cells->at[i].flags & CELL_DELIMITER);
}

static void find_runs(Emphasis *e)
{
    const Cells *cells = e->cells;

    for (int i = 0; i < cells->count;) {
        int end = i;
        while (is_delimiter(cells, end) &&
               (end == i || cells->at[end].start == cells->at[end - 1].start + 1))
            end++;
        if (end == i) {
            i++;
            continue;
        }
        int32_t before = i ? cells->at[i - 1].cp : 0;
        int32_t after = end < cells->count ? cells->at[end].cp : 0;
        int index = e->count;
        bool plain = is_product(before, after, end - i);
        vec_push(cells->arena, e->runs, e->count, e->cap) =
            (Run){.first = i,
                  .count = end - i,
                  .width = end - i,
                  .opens = !plain && faces(after, before),
                  .closes = !plain && faces(before, after),
                  .previous = index - 1,
                  .next = index + 1};
        i = end;
    }
}

/* CommonMark, emphasis rules 9 and 10: when a run could do both, lengths that add up to a multiple
 * of three do not pair unless both are multiples of three. */
static bool may_pair(const Run *opener, const Run *closer)
{
    bool both = (opener->opens && opener->closes) || (closer->opens && closer->closes);

    return !both || (opener->width + closer->width) % 3 != 0 ||
           (opener->width % 3 == 0 && closer->width % 3 == 0);
}

static void unlink_run(Emphasis *e, int index)
{
    Run *run = &e->runs[index];

    if (run->previous >= 0)
        e->runs[run->previous].next = run->next;
    if (run->next < e->count)
        e->runs[run->next].previous = run->previous;
}

static void drop_cells(Cells *cells, int first, int n)
{
    for (int i = 0; i < n; i++)
        cells->at[first + i].flags |= CELL_GONE;
}

/* Takes one or two stars off the inner ends of both runs. */
static void pair(Emphasis *e, int opener, int closer)
{
    Run *a = &e->runs[opener], *b = &e->runs[closer];
    int n = a->count >= 2 && b->count >= 2 ? 2 : 1;
    int *level = n == 2 ? e->strong : e->emph;

    a->count -= n;
    drop_cells(e->cells, a->first + a->count, n);
    drop_cells(e->cells, b->first, n);
    level[a->first + a->count]++;
    level[b->first]--;
    b->first += n;
    b->count -= n;
    /* Runs between the two can pair with nothing any more. */
    a->next = closer;
    b->previous = opener;
    if (a->count == 0)
        unlink_run(e, opener);
}

/* Openers further back than bottom[…] have been tried in vain for closers of that kind, which
 * keeps the search linear (the algorithm of CommonMark's appendix). */
static int find_opener(const Emphasis *e, int closer, int bottom)
{
    int i = e->runs[closer].previous;

    while (i > bottom) {
        if (e->runs[i].opens && may_pair(&e->runs[i], &e->runs[closer]))
            return i;
        i = e->runs[i].previous;
    }
    return -1;
}

static void pair_runs(Emphasis *e)
{
    int bottom[2][3] = {{-1, -1, -1}, {-1, -1, -1}};

    for (int i = 0; i < e->count;) {
        Run *run = &e->runs[i];
        int *floor = &bottom[run->opens][run->width % 3];
        int opener = run->closes ? find_opener(e, i, *floor) : -1;
        if (opener >= 0) {
            pair(e, opener, i);
            if (run->count)
                continue;
            unlink_run(e, i);
        } else if (run->closes) {
            *floor = run->previous;
            if (!run->opens)
                unlink_run(e, i);
        }
        i++;
    }
}

static void apply_levels(Emphasis *e)
{
    int strong = 0, emph = 0;

    for (int i = 0; i < e->cells->count; i++) {
        strong += e->strong[i];
        emph += e->emph[i];
        unsigned style = (strong ? TEXT_STRONG : 0u) | (emph ? TEXT_EMPH : 0u);
        e->cells->at[i].style |= (uint8_t)style;
    }
}

/* Two stars left over are a slip; a single one may be a sign of multiplication. */
static void report_leftovers(Diags *diags, const Emphasis *e)
{
    for (int i = 0; i < e->count; i++) {
        const Run *run = &e->runs[i];
        if (run->count >= 2 && (run->opens || run->closes)) {
            const Cell *cell = &e->cells->at[run->first];
            diag_report(diags, C_EMPHASIS_OPEN, (Span){e->cells->file, cell->start, run->count},
                        "%d", run->count);
        }
    }
}

void cells_emphasise(Diags *diags, Cells *cells)
{
    Emphasis e = {.cells = cells};

    find_runs(&e);
    if (e.count == 0)
        return;
    e.strong = arena_many(cells->arena, int, (size_t)cells->count + 1);
    e.emph = arena_many(cells->arena, int, (size_t)cells->count + 1);
    pair_runs(&e);
    apply_levels(&e);
    report_leftovers(diags, &e);
    cells_compact(cells);
}
