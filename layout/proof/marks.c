#include "proof/marks.h"

static Rect rect_union(Rect a, Rect b)
{
    Emu right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    Emu bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    Emu x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;

    return (Rect){x, y, right - x, bottom - y};
}

static void take(Rect *box, const PaintOp *op)
{
    bool is_empty = box->w == 0 && box->h == 0;

    *box = is_empty ? op->box : rect_union(*box, op->box);
}

static bool covers(Span span, int32_t at)
{
    return at >= span.start && at < span.start + (span.len > 0 ? span.len : 1);
}

/* What stands on the page of the bytes the finding is about. */
static Rect box_of_span(const PaintList *page, Span at)
{
    Rect box = {0};

    for (int i = 0; i < page->op_count; i++) {
        const PaintOp *op = &page->ops[i];
        if (op->at.file == at.file &&
            (covers(at, op->at.start) || (op->kind == PAINT_PICTURE && covers(op->at, at.start))))
            take(&box, op);
    }
    return box;
}

/* A line's op knows only where it begins: the finding is in the last one that begins before it. */
static Rect box_of_line(const PaintList *page, Span at)
{
    const PaintOp *line = NULL;

    for (int i = 0; i < page->op_count; i++) {
        const PaintOp *op = &page->ops[i];
        bool is_before =
            op->kind == PAINT_TEXT && op->at.file == at.file && op->at.start <= at.start;
        if (is_before && (!line || op->at.start >= line->at.start))
            line = op;
    }
    return line ? line->box : (Rect){0};
}

/* All of the manuscript that is on the page. */
static Rect box_of_file(const PaintList *page, int32_t file)
{
    Rect box = {0};

    for (int i = 0; i < page->op_count; i++)
        if (page->ops[i].at.file == file)
            take(&box, &page->ops[i]);
    return box;
}

static Rect box_of(const PaintList *page, Span at)
{
    Rect box = {0};

    if (!at.file)
        return box;
    box = box_of_span(page, at);
    if (box.w == 0)
        box = box_of_line(page, at);
    return box.w == 0 ? box_of_file(page, at.file) : box;
}

Mark *marks_find(Arena *arena, const Diags *diags, const PaintList *page, int *count)
{
    int finding_count = 0, cap = 0, number = 0;
    const Finding *findings = diags_findings(arena, diags, LANG_ZH, &finding_count);
    Mark *marks = NULL;

    *count = 0;
    for (int i = 0; i < finding_count; i++) {
        const Finding *finding = &findings[i];
        if (finding->severity < DIAG_WARNING || finding->accepted.n)
            continue;
        number++;
        if (finding->page && finding->page != page->number)
            continue;
        Rect box = box_of(page, finding->at);
        if (box.w == 0 && finding->page != page->number)
            continue;
        vec_push(arena, marks, *count, cap) = (Mark){number, finding->severity, box};
    }
    return marks;
}
