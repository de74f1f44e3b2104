/* Where things stand: the trim, the fold, the sheet, one another. */
#include "proof/walk.h"

/* Boxes of text are em boxes, whose edges may touch: this share of an em may go over. */
enum { OVERLAP_MILLI = 250, PAPER_SLACK = MM(1) / 10 };

static Str name_of(const Walk *walk, const PaintOp *op)
{
    const Story *story = walk_story(walk, op);

    if (op->kind == PAINT_TEXT)
        return excerpt(walk->arena, op->as.text.text);
    if (op->kind == PAINT_PICTURE && op->as.picture.shown.n)
        return op->as.picture.shown;
    return story ? story->id : ink_names(walk->arena, op->ink);
}

static void say_margin(Walk *walk, const PaintOp *op, const char *edge, Emu room, Emu least)
{
    Str words = excerpt(walk->arena, op->as.text.text);
    Str is = millimetres_text(walk->arena, room), ought = millimetres_text(walk->arena, least);

    if (walk_first(walk, R_SAFE_ZONE, op))
        diag_report_page(walk->diags, R_SAFE_ZONE, op->at, walk->list->number,
                         "%.*s\t%s\t%.*s\t%.*s", STR_ARGS(words), edge, STR_ARGS(is),
                         STR_ARGS(ought));
}

/* The fold is at the left of odd pages and at the right of even ones. */
static void check_margin(Walk *walk, const PaintOp *op)
{
    static const char *const edges[] = {"←", "→", "↑", "↓"};
    const PaintList *list = walk->list;
    const Emu room[] = {op->box.x, list->width - op->box.x - op->box.w, op->box.y,
                        list->height - op->box.y - op->box.h};
    int fold = list->number % 2 ? 0 : 1;

    for (int i = 0; i < 4; i++) {
        Emu least = i == fold && walk->input->count > 1 ? SAFE_FOLD : SAFE_TRIM;
        if (room[i] < least)
            say_margin(walk, op, edges[i], room[i], least);
    }
}

static void check_sheet(Walk *walk, const PaintOp *op)
{
    const PaintList *list = walk->list;
    Emu slack = list->bleed + PAPER_SLACK;
    Rect sheet = {-slack, -slack, list->width + 2 * slack, list->height + 2 * slack};

    if (rect_is_inside(op->box, sheet) || !walk_first(walk, R_OFF_SHEET, op))
        return;
    Str name = name_of(walk, op);
    diag_report_page(walk->diags, R_OFF_SHEET, op->at, list->number, "%.*s", STR_ARGS(name));
}

/* A flat that ends at the trim shows paper wherever the knife is off. */
static void check_bleed(Walk *walk, const PaintOp *op)
{
    const PaintList *list = walk->list;
    bool at_trim = op->box.x <= 0 || op->box.y <= 0 || op->box.x + op->box.w >= list->width ||
                   op->box.y + op->box.h >= list->height;
    bool prints = op->kind == PAINT_PICTURE || ink_sum(op->ink) > 0;

    if (!at_trim || !prints || list->bleed > 0 || !walk_first(walk, R_BLEED_MISSING, op))
        return;
    Str bleed = millimetres_text(walk->arena, list->bleed), name = name_of(walk, op);
    diag_report_page(walk->diags, R_BLEED_MISSING, op->at, list->number, "%.*s\t%.*s",
                     STR_ARGS(bleed), STR_ARGS(name));
}

void preflight_place(Walk *walk, int op)
{
    const PaintOp *placed = &walk->list->ops[op];
    bool is_draft_line = walk->input->draft && placed->role == PAINT_ARTIFACT;

    check_sheet(walk, placed);
    if (placed->kind != PAINT_TEXT)
        check_bleed(walk, placed);
    else if (!is_draft_line && !text_is_blank(placed->as.text.text))
        check_margin(walk, placed);
}

static Emu shared(Emu a, Emu a_size, Emu b, Emu b_size)
{
    Emu end = a + a_size < b + b_size ? a + a_size : b + b_size;

    return end - (a > b ? a : b);
}

static Emu overlap_allowed(const PaintOp *text)
{
    return emu_scale(text->as.text.size, OVERLAP_MILLI, 1000);
}

static bool lies_over(const PaintOp *text, Rect box)
{
    Emu allowed = overlap_allowed(text);

    return shared(text->box.x, text->box.w, box.x, box.w) > allowed &&
           shared(text->box.y, text->box.h, box.y, box.h) > allowed;
}

/* A line may be several ops: parts of one paragraph in other inks or sizes meet on purpose. */
static bool is_one_line(const PaintOp *a, const PaintOp *b)
{
    return a->story == b->story && a->role == b->role && a->order == b->order;
}

static void check_texts(Walk *walk, const PaintOp *a, const PaintOp *b)
{
    const PaintOp *smaller = a->as.text.size < b->as.text.size ? a : b;
    const PaintOp *larger = smaller == a ? b : a;

    if (shared(a->box.y, a->box.h, b->box.y, b->box.h) <= 0 || is_one_line(a, b) ||
        !lies_over(smaller, larger->box) || !walk_first(walk, R_TEXT_OVERLAP, b))
        return;
    Str one = excerpt(walk->arena, a->as.text.text), other = excerpt(walk->arena, b->as.text.text);
    diag_report_page(walk->diags, R_TEXT_OVERLAP, b->at, walk->list->number, "%.*s\t%.*s",
                     STR_ARGS(one), STR_ARGS(other));
}

static void check_on_picture(Walk *walk, const PaintOp *text, const PaintOp *picture)
{
    Emu slack = overlap_allowed(text);
    Rect inner = {text->box.x + slack, text->box.y + slack, text->box.w - 2 * slack,
                  text->box.h - 2 * slack};

    if (!lies_over(text, picture->box) || rect_is_inside(inner, picture->box) ||
        !walk_first(walk, R_TEXT_ON_EDGE, text))
        return;
    Str words = excerpt(walk->arena, text->as.text.text);
    diag_report_page(walk->diags, R_TEXT_ON_EDGE, text->at, walk->list->number, "%.*s",
                     STR_ARGS(words));
}

static bool is_set(const PaintOp *op)
{
    return op->kind == PAINT_TEXT && !text_is_blank(op->as.text.text);
}

void preflight_overlaps(Walk *walk)
{
    const PaintList *list = walk->list;
    int *texts = arena_many(walk->arena, int, (size_t)list->op_count), count = 0;

    for (int i = 0; i < list->op_count; i++)
        if (is_set(&list->ops[i]))
            texts[count++] = i;
    for (int i = 0; i < count; i++) {
        const PaintOp *text = &list->ops[texts[i]];
        for (int j = 0; j < i; j++)
            check_texts(walk, &list->ops[texts[j]], text);
        for (int j = 0; j < walk->surface_count; j++)
            if (list->ops[walk->surfaces[j]].kind == PAINT_PICTURE)
                check_on_picture(walk, text, &list->ops[walk->surfaces[j]]);
    }
}
