#include "content/cells.h"

#include <assert.h>

#include "base/utf8.h"

Cells cells_new(Arena *arena, int32_t file)
{
    return (Cells){.arena = arena, .file = file};
}

void cells_add(Cells *cells, Cell cell)
{
    vec_push(cells->arena, cells->at, cells->count, cells->cap) = cell;
}

void cells_add_source(Cells *cells, const Source *source, size_t start, size_t len, unsigned style)
{
    size_t end = start + len;
    assert(end <= source->text.n);

    for (size_t at = start; at < end;) {
        size_t before = at;
        int32_t cp = utf8_next(source->text, &at);
        cells_add(cells, (Cell){.cp = cp,
                                .start = (int32_t)before,
                                .len = (int32_t)(at - before),
                                .style = (uint8_t)style});
    }
}

static bool is_layout(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value's blank for a folded line end stands for the whole run of layout in the source. */
static size_t layout_end(Str source, size_t at, size_t end)
{
    while (at < end && is_layout(source.p[at]))
        at++;
    return at;
}

/* Matches one character of the value at source offset `from`; false when the source differs. */
static bool match_cell(Cells *cells, const Source *source, Str value, size_t *v, size_t *from,
                       size_t end)
{
    Str text = source->text;
    size_t after = *v;
    int32_t cp = utf8_next(value, &after);
    size_t n = after - *v;
    bool is_fold = is_layout(value.p[*v]) && *from < end && is_layout(text.p[*from]);

    if (is_fold) {
        size_t stop = layout_end(text, *from, end);
        bool same = stop - *from == 1 && text.p[*from] == value.p[*v];
        cells_add(cells, (Cell){.cp = cp,
                                .start = (int32_t)*from,
                                .len = (int32_t)(stop - *from),
                                .flags = same ? 0 : CELL_REPLACED | CELL_SOFT});
        *from = stop;
        *v = layout_end(value, *v, value.n);
        return true;
    }
    while (*from < end && (is_layout(text.p[*from]) || text.p[*from] == '\'') &&
           text.p[*from] != value.p[*v])
        ++*from;
    if (*from + n > end || !str_eq((Str){text.p + *from, n}, (Str){value.p + *v, n}))
        return false;
    cells_add(cells, (Cell){.cp = cp, .start = (int32_t)*from, .len = (int32_t)n});
    *from += n;
    *v = after;
    return true;
}

void cells_add_scalar(Cells *cells, const Source *source, const ConfigNode *node)
{
    Str value = node->text;
    size_t from = (size_t)node->at.start, end = from + (size_t)node->at.len, v = 0;
    Str raw = {source->text.p + from, end - from};

    if (str_eq(raw, value)) {
        cells_add_source(cells, source, from, raw.n, 0);
        return;
    }
    while (!node->escaped && v < value.n)
        if (!match_cell(cells, source, value, &v, &from, end))
            break;
    while (v < value.n) {
        int32_t cp = utf8_next(value, &v);
        cells_add(
            cells,
            (Cell){.cp = cp, .start = node->at.start, .len = node->at.len, .flags = CELL_REPLACED});
    }
}

void cells_compact(Cells *cells)
{
    int kept = 0;

    for (int i = 0; i < cells->count; i++)
        if (!(cells->at[i].flags & CELL_GONE))
            cells->at[kept++] = cells->at[i];
    cells->count = kept;
}

Span cells_span(const Cells *cells)
{
    if (cells->count == 0)
        return NOWHERE;
    const Cell *first = &cells->at[0], *last = &cells->at[cells->count - 1];
    int32_t end = last->start + last->len;
    return (Span){cells->file, first->start, end > first->start ? end - first->start : 0};
}

/* True when the cell goes on in the piece that ends with `last`: both are the source's own bytes
 * in a row, or both came from one and the same replaced stretch. */
static bool continues(const Cell *last, const Cell *cell)
{
    if (last->style != cell->style)
        return false;
    if ((last->flags & CELL_REPLACED) || (cell->flags & CELL_REPLACED))
        return (last->flags & cell->flags & CELL_REPLACED) && last->start == cell->start &&
               last->len == cell->len && cell->len > 0;
    return last->start + last->len == cell->start;
}

static Piece make_piece(const Cells *cells, int first, int count)
{
    const Cell *a = &cells->at[first], *z = &cells->at[first + count - 1];
    Buf text = buf_new(cells->arena);

    for (int i = 0; i < count; i++)
        buf_utf8(&text, a[i].cp);
    return (Piece){.text = buf_str(&text),
                   .style = a->style,
                   .at = {cells->file, a->start, z->start + z->len - a->start}};
}

Text cells_text(const Cells *cells)
{
    Text text = {0};
    int cap = 0;

    for (int first = 0; first < cells->count;) {
        int end = first + 1;
        while (end < cells->count && continues(&cells->at[end - 1], &cells->at[end]))
            end++;
        vec_push(cells->arena, text.pieces, text.count, cap) =
            make_piece(cells, first, end - first);
        first = end;
    }
    return text;
}
