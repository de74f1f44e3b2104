#include "paint/bleed.h"

static Emu reach(Emu bleed, bool touches)
{
    return touches ? bleed : 0;
}

static Rect grown(const PaintList *list, FoldEdge fold, Rect box)
{
    Emu left = reach(list->bleed, box.x <= 0 && fold != FOLD_LEFT);
    Emu top = reach(list->bleed, box.y <= 0);
    Emu right = reach(list->bleed, box.x + box.w >= list->width && fold != FOLD_RIGHT);
    Emu foot = reach(list->bleed, box.y + box.h >= list->height);

    return (Rect){box.x - left, box.y - top, box.w + left + right, box.h + top + foot};
}

static bool is_inside(const PaintList *list, Rect box)
{
    return box.x + box.w > 0 && box.y + box.h > 0 && box.x < list->width && box.y < list->height;
}

static int64_t scale(int64_t length, int64_t to, int64_t from)
{
    return (length * to + from / 2) / from;
}

static int within(int64_t start, int64_t length, int64_t whole)
{
    if (start + length > whole)
        start = whole - length;
    return (int)(start > 0 ? start : 0);
}

/* The window for the grown box: as many pixels to the length as before, as far as there are any. */
static Rect widen(const PaintOp *op, Rect to)
{
    Rect box = op->box, window = op->as.picture.window;
    int64_t whole_w = op->as.picture.pixel_w, whole_h = op->as.picture.pixel_h;
    int64_t w = scale(window.w, to.w, box.w), h = scale(window.h, to.h, box.h);
    int64_t x = window.x - scale(window.w, box.x - to.x, box.w);
    int64_t y = window.y - scale(window.h, box.y - to.y, box.h);
    int64_t fit_w = w, fit_h = h;

    if (fit_w > whole_w) {
        fit_h = scale(fit_h, whole_w, fit_w);
        fit_w = whole_w;
    }
    if (fit_h > whole_h) {
        fit_w = scale(fit_w, whole_h, fit_h);
        fit_h = whole_h;
    }
    return (Rect){within(x + (w - fit_w) / 2, fit_w, whole_w),
                  within(y + (h - fit_h) / 2, fit_h, whole_h), (Emu)fit_w, (Emu)fit_h};
}

static void bleed_op(const PaintList *list, FoldEdge fold, PaintOp *op)
{
    bool is_outline = op->kind == PAINT_RECT && op->as.shape.stroke > 0;
    Rect to = grown(list, fold, op->box);

    if (is_outline || (op->kind != PAINT_RECT && op->kind != PAINT_PICTURE) ||
        !is_inside(list, op->box))
        return;
    if (op->kind == PAINT_PICTURE && op->as.picture.path && op->box.w > 0 && op->box.h > 0)
        op->as.picture.window = widen(op, to);
    op->box = to;
}

void paint_bleed(PaintList *list, FoldEdge fold)
{
    for (int i = 0; list->bleed > 0 && i < list->op_count; i++)
        bleed_op(list, fold, &list->ops[i]);
}
