/* Frames to things to paint: columns and styles end here, only glyphs, boxes and inks go on. */
#include "paint/bleed.h"
#include "paint/text.h"

typedef struct {
    Arena *arena;
    const Issue *issue;
    PaintList *list;
    int cap;
    int order;        /* of the last op */
    int block, story; /* paragraph of the last text line, whose lines share an order */
} Painter;

static PaintRole role_of(const Frame *frame, const PlacedLine *line)
{
    if (frame->kind == FRAME_HEAD)
        return PAINT_HEAD;
    if (frame->kind == FRAME_TEXT)
        return line->para->style.role == ROLE_SUBHEAD ? PAINT_SUBHEAD : PAINT_PARA;
    if (frame->role == ROLE_TITLE)
        return PAINT_TITLE;
    if (frame->role == ROLE_CAPTION)
        return PAINT_CAPTION;
    if (frame->role == ROLE_KICKER || frame->role == ROLE_DECK || frame->role == ROLE_BYLINE)
        return PAINT_PARA;
    return PAINT_ARTIFACT;
}

static PaintOp *add(Painter *p, PaintOp op)
{
    vec_push(p->arena, p->list->ops, p->list->op_count, p->cap) = op;
    return &p->list->ops[p->list->op_count - 1];
}

static int reading_order(Painter *p, const Frame *frame, const PlacedLine *line)
{
    bool same = frame->kind == FRAME_TEXT && line->block == p->block && frame->story == p->story;

    if (!same)
        p->order++;
    p->block = frame->kind == FRAME_TEXT ? line->block : -1;
    p->story = frame->story;
    return p->order;
}

static void paint_line(Painter *p, const Frame *frame, const PlacedLine *line, Ink ink)
{
    if (line->line.count == 0)
        return;
    PaintOp *op = add(p, paint_text(p->arena, line->para, &line->line, line->baseline, ink));
    op->role = role_of(frame, line);
    op->story = frame->story;
    op->order = reading_order(p, frame, line);
}

static void paint_shape(Painter *p, const Frame *frame, PaintKind kind, Emu stroke)
{
    PaintOp *op = add(p, (PaintOp){.kind = kind,
                                   .role = PAINT_ARTIFACT,
                                   .story = frame->story,
                                   .order = ++p->order,
                                   .overprint = ink_overprints(frame->ink),
                                   .ink = frame->ink,
                                   .box = frame->box,
                                   .at = frame->at});
    op->as.shape.stroke = stroke;
}

static void paint_picture(Painter *p, const Frame *frame)
{
    const Photo *photo = frame->photo;
    bool there = !photo->reserve && photo->path && photo->pixel_w > 0;
    PaintOp *op = add(p, (PaintOp){.kind = PAINT_PICTURE,
                                   .role = PAINT_FIGURE,
                                   .story = frame->story,
                                   .order = ++p->order,
                                   .ink = INK_BLACK,
                                   .box = frame->box,
                                   .at = photo->at});
    op->as.picture.path = there ? photo->path : NULL;
    op->as.picture.shown = photo->file;
    op->as.picture.pixel_w = photo->pixel_w;
    op->as.picture.pixel_h = photo->pixel_h;
    op->as.picture.window = frame->window;
    op->as.picture.keyline = frame->stroke;
    op->as.picture.alt = text_flat(p->arena, photo->caption);
}

static void paint_frame(Painter *p, const Frame *frame)
{
    Ink line_ink = frame->ink;

    switch (frame->kind) {
    case FRAME_RULE:
        paint_shape(p, frame, PAINT_RECT, 0);
        return;
    case FRAME_OUTLINE:
        paint_shape(p, frame, PAINT_RECT, frame->stroke);
        return;
    case FRAME_PICTURE:
        paint_picture(p, frame);
        return;
    case FRAME_NUMBER:
        paint_shape(p, frame, frame->disc ? PAINT_ELLIPSE : PAINT_RECT, 0);
        line_ink = p->issue->house->paper;
        break;
    case FRAME_TEXT:
    case FRAME_HEAD:
    case FRAME_LINE:
        break;
    }
    for (int i = 0; i < frame->line_count; i++)
        paint_line(p, frame, &frame->lines[i], line_ink);
}

/* One leaf is cut all around; where there is more, odd pages lie right of the fold. */
static FoldEdge fold_of(const Issue *issue, int number)
{
    if (issue->page_count <= 2)
        return FOLD_NONE;
    return number % 2 ? FOLD_LEFT : FOLD_RIGHT;
}

PaintList *paint_page(Arena *arena, const Issue *issue, const Page *page)
{
    PaintList *list = arena_new(arena, PaintList);
    Painter p = {.arena = arena, .issue = issue, .list = list, .block = -1, .story = -2};

    *list = (PaintList){.number = page->spec->number,
                        .label = page->spec->section,
                        .inks = page->spec->inks,
                        .width = issue->house->page_width,
                        .height = issue->house->page_height,
                        .bleed = issue->house->bleed};
    for (int i = 0; i < page->frame_count; i++)
        paint_frame(&p, &page->frames[i]);
    paint_bleed(list, fold_of(issue, list->number));
    return list;
}
