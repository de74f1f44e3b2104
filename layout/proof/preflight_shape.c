/* Rules and flats: weights, tints, totals, inks the page does not have. */
#include "proof/walk.h"

typedef struct {
    Walk *walk;
    const PaintOp *op;
    int index;
    Emu weight;
    Str points;
} Rule;

/* A rule is an outline, or a flat that is long and thin. 0: the op is none. */
static Emu rule_weight(const PaintOp *op)
{
    Emu shorter = op->box.w < op->box.h ? op->box.w : op->box.h;
    Emu longer = op->box.w < op->box.h ? op->box.h : op->box.w;

    if (op->as.shape.stroke > 0)
        return op->as.shape.stroke;
    if (op->kind == PAINT_RECT && shorter <= LINE_THICKEST &&
        longer >= (int64_t)shorter * LINE_RATIO)
        return shorter > 0 ? shorter : 1;
    return 0;
}

static void say(const Rule *rule, DiagCode code, Emu limit)
{
    Str least = points_text(rule->walk->arena, limit);

    if (walk_first(rule->walk, code, rule->op))
        diag_report_page(rule->walk->diags, code, rule->op->at, rule->walk->list->number,
                         "%.*s\t%.*s", STR_ARGS(rule->points), STR_ARGS(least));
}

static void check_coloured(const Rule *rule)
{
    int inks = ink_count(rule->op->ink);

    if (inks < 2 || rule->weight >= LINE_COLOURED_LEAST ||
        !walk_first(rule->walk, R_LINE_COLOURED, rule->op))
        return;
    Str least = points_text(rule->walk->arena, LINE_COLOURED_LEAST);
    diag_report_page(rule->walk->diags, R_LINE_COLOURED, rule->op->at, rule->walk->list->number,
                     "%.*s\t%d\t%.*s", STR_ARGS(rule->points), inks, STR_ARGS(least));
}

void preflight_shape(Walk *walk, int op)
{
    const PaintOp *shape = &walk->list->ops[op];
    Rule rule = {.walk = walk, .op = shape, .index = op, .weight = rule_weight(shape)};

    if (!rule.weight)
        return;
    rule.points = points_text(walk->arena, rule.weight);
    if (ink_sum(shape->ink) <= INK_WHITE && walk_ground(walk, op).is_covered) {
        if (rule.weight < LINE_WHITE_LEAST)
            say(&rule, R_LINE_WHITE, LINE_WHITE_LEAST);
        return;
    }
    if (rule.weight < LINE_LEAST)
        say(&rule, R_LINE_HAIR, LINE_LEAST);
    check_coloured(&rule);
    if (ink_is_black(shape->ink) && !shape->overprint && rule.weight < LINE_OVERPRINT_BELOW)
        say(&rule, R_LINE_KNOCKOUT, LINE_OVERPRINT_BELOW);
}

/* Ink, of whatever is printed with it. */

static void say_percent(Walk *walk, const PaintOp *op, DiagCode code, int percent)
{
    if (walk_first(walk, code, op))
        diag_report_page(walk->diags, code, op->at, walk->list->number, "%d\t%d", percent,
                         walk->house->ink_limit + INK_TOLERANCE);
}

static void check_tints(Walk *walk, const PaintOp *op)
{
    const uint16_t values[] = {op->ink.c, op->ink.m, op->ink.y, op->ink.k};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        bool is_full = values[i] == 0 || values[i] >= 10000;
        if (!is_full && (values[i] < TINT_LEAST || values[i] > TINT_MOST))
            say_percent(walk, op, R_TINT_RANGE, values[i] / 100);
    }
}

static void check_total(Walk *walk, int index)
{
    const PaintOp *op = &walk->list->ops[index];
    Ground ground = op->overprint ? walk_ground(walk, index) : (Ground){0};
    int total = ink_sum(ink_over(ground.ink, op->ink, op->overprint)) / 100;

    if (total > walk->house->ink_limit + INK_TOLERANCE)
        say_percent(walk, op, R_INK_FLAT, total);
}

static void check_registration(Walk *walk, const PaintOp *op)
{
    Ink ink = op->ink;

    if (ink.c >= INK_REGISTERED && ink.m >= INK_REGISTERED && ink.y >= INK_REGISTERED &&
        ink.k >= INK_REGISTERED && walk_first(walk, R_INK_REGISTRATION, op))
        diag_report_page(walk->diags, R_INK_REGISTRATION, op->at, walk->list->number, " ");
}

static bool is_share_of(Ink ink, Ink whole)
{
    return ink.c * whole.m == ink.m * whole.c && ink.c * whole.y == ink.y * whole.c &&
           ink.m * whole.y == ink.y * whole.m && (ink.c == 0 || whole.c) &&
           (ink.m == 0 || whole.m) && (ink.y == 0 || whole.y);
}

static bool page_has_ink(const Walk *walk, Ink ink)
{
    bool is_gray = ink_sum(ink) == ink.k;

    switch (walk->list->inks) {
    case INKS_FOUR:
        return true;
    case INKS_RED:
        return is_gray || is_share_of(ink, walk->house->red);
    case INKS_BLACK:
        return is_gray;
    }
    return true;
}

static void check_page_inks(Walk *walk, int index)
{
    const PaintOp *op = &walk->list->ops[index];
    bool is_colour = op->kind == PAINT_PICTURE && walk->pictures &&
                     walk->pictures[walk_picture(walk, index)].jpeg.p &&
                     walk->pictures[walk_picture(walk, index)].inks == PICTURE_CMYK;

    if ((is_colour && walk->list->inks == INKS_FOUR) || (!is_colour && page_has_ink(walk, op->ink)))
        return;
    if (!walk_first(walk, R_INK_NOT_ON_PAGE, op))
        return;
    Str inks = is_colour ? S("CMYK") : ink_names(walk->arena, op->ink);
    diag_report_page(walk->diags, R_INK_NOT_ON_PAGE, op->at, walk->list->number, "%.*s",
                     STR_ARGS(inks));
}

static void check_white_overprint(Walk *walk, const PaintOp *op)
{
    if (!op->overprint || ink_sum(op->ink) > 0 || !walk_first(walk, R_WHITE_OVERPRINT, op))
        return;
    Str what = op->kind == PAINT_TEXT ? excerpt(walk->arena, op->as.text.text) : S("0 0 0 0");
    diag_report_page(walk->diags, R_WHITE_OVERPRINT, op->at, walk->list->number, "%.*s",
                     STR_ARGS(what));
}

void preflight_ink(Walk *walk, int op)
{
    const PaintOp *painted = &walk->list->ops[op];

    check_page_inks(walk, op);
    if (painted->kind == PAINT_PICTURE)
        return;
    check_white_overprint(walk, painted);
    check_tints(walk, painted);
    check_registration(walk, painted);
    check_total(walk, op);
}
