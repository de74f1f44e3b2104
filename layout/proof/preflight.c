/* The rules of the press over every page: the walk, and what several rules ask. */
#include "proof/walk.h"

typedef struct Said {
    DiagCode code;
    int story;
    PaintRole role;
    int32_t size;
} Said;

static bool covers(const PaintOp *op)
{
    return op->kind == PAINT_PICTURE ||
           ((op->kind == PAINT_RECT || op->kind == PAINT_ELLIPSE) && op->as.shape.stroke == 0);
}

static void find_surfaces(Walk *walk)
{
    walk->surfaces = arena_many(walk->arena, int, (size_t)walk->list->op_count);
    for (int i = 0; i < walk->list->op_count; i++)
        if (covers(&walk->list->ops[i]))
            walk->surfaces[walk->surface_count++] = i;
}

static bool rect_has(Rect box, int64_t x, int64_t y)
{
    return x >= box.x && y >= box.y && x < (int64_t)box.x + box.w && y < (int64_t)box.y + box.h;
}

Ground walk_ground(const Walk *walk, int op)
{
    Rect box = walk->list->ops[op].box;
    int64_t x = (int64_t)box.x + box.w / 2, y = (int64_t)box.y + box.h / 2;
    Ground ground = {0};

    for (int i = 0; i < walk->surface_count && walk->surfaces[i] < op; i++) {
        const PaintOp *under = &walk->list->ops[walk->surfaces[i]];
        if (!rect_has(under->box, x, y))
            continue;
        ground.is_picture = under->kind == PAINT_PICTURE;
        if (ground.is_picture)
            ground.is_colour =
                walk->pictures &&
                walk->pictures[walk_picture(walk, walk->surfaces[i])].inks == PICTURE_CMYK;
        else
            ground.ink = ink_over(ground.ink, under->ink, under->overprint);
        ground.is_covered = ground.is_picture || ink_sum(ground.ink) > 0;
    }
    return ground;
}

bool walk_first(Walk *walk, DiagCode code, const PaintOp *op)
{
    Said said = {code, op->story, op->role, op->kind == PAINT_TEXT ? op->as.text.size : 0};

    for (int i = 0; i < walk->said_count; i++) {
        const Said *old = &walk->said[i];
        if (old->code == said.code && old->story == said.story && old->role == said.role &&
            old->size == said.size)
            return false;
    }
    vec_push(walk->arena, walk->said, walk->said_count, walk->said_cap) = said;
    return true;
}

const Story *walk_story(const Walk *walk, const PaintOp *op)
{
    return op->story >= 0 ? walk->input->issue->stories[op->story] : NULL;
}

int walk_picture(const Walk *walk, int op)
{
    int index = 0;

    for (int i = 0; i < op; i++)
        index += walk->list->ops[i].kind == PAINT_PICTURE;
    return index;
}

bool rect_is_inside(Rect inner, Rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static void walk_page(Walk *walk)
{
    find_surfaces(walk);
    for (int i = 0; i < walk->list->op_count; i++) {
        const PaintOp *op = &walk->list->ops[i];
        if (op->kind == PAINT_TEXT && !text_is_blank(op->as.text.text))
            preflight_text(walk, i);
        if (op->kind == PAINT_RECT || op->kind == PAINT_ELLIPSE)
            preflight_shape(walk, i);
        preflight_ink(walk, i);
        preflight_place(walk, i);
    }
    preflight_overlaps(walk);
    preflight_page(walk);
}

void preflight_pages(Arena *arena, Diags *diags, const PreflightInput *input)
{
    const Picture *pictures = input->pictures;

    for (int i = 0; i < input->count; i++) {
        Walk walk = {.arena = arena,
                     .diags = diags,
                     .input = input,
                     .house = input->issue->house,
                     .page = input->pages[i],
                     .list = input->lists[i],
                     .pictures = pictures,
                     .index = i};
        walk_page(&walk);
        if (pictures)
            pictures += walk_picture(&walk, walk.list->op_count);
    }
    preflight_issue(arena, diags, input);
    preflight_words(arena, diags, input);
}
