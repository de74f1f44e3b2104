#include "press/outline.h"

#include "press/syntax.h"

typedef struct {
    Arena *arena;
    const Issue *issue;
    OutlineEntry *entries;
    int count, cap;
} Outline;

static Str story_title(const Outline *outline, int index)
{
    const Story *story = outline->issue->stories[index];
    Str title = text_shown(outline->arena, text_flat(outline->arena, story->title));

    return title.n ? title : story->id;
}

static void add_page(Outline *outline, const PaintList *list, int page)
{
    Str title = str_format(outline->arena, "第%d版 %.*s", list->number, STR_ARGS(list->label));

    vec_push(outline->arena, outline->entries, outline->count, outline->cap) =
        (OutlineEntry){.title = str_trim(title), .page = page, .parent = -1};
}

/* The entry of a story leads to the top of what is painted for it on the page. */
static void note_op(Outline *outline, const PaintOp *op, int page_entry, int *entry_of)
{
    int entry = entry_of[op->story];

    if (entry < 0) {
        entry_of[op->story] = outline->count;
        vec_push(outline->arena, outline->entries, outline->count, outline->cap) =
            (OutlineEntry){.title = story_title(outline, op->story),
                           .page = outline->entries[page_entry].page,
                           .at = {op->box.x, op->box.y},
                           .parent = page_entry};
        return;
    }
    if (op->box.y < outline->entries[entry].at.y)
        outline->entries[entry].at = (Point){op->box.x, op->box.y};
}

static void add_stories(Outline *outline, const PaintList *list)
{
    int stories = outline->issue ? outline->issue->story_count : 0;
    int *entry_of = arena_many(outline->arena, int, (size_t)stories);
    int page_entry = outline->count - 1;

    for (int i = 0; i < stories; i++)
        entry_of[i] = -1;
    for (int i = 0; i < list->op_count; i++) {
        const PaintOp *op = &list->ops[i];
        if (op->story >= 0 && op->story < stories)
            note_op(outline, op, page_entry, entry_of);
    }
}

OutlineEntry *outline_make(Arena *arena, const Issue *issue, PaintList *const *pages, int count,
                           int *entry_count)
{
    Outline outline = {.arena = arena, .issue = issue};

    for (int page = 0; page < count; page++) {
        add_page(&outline, pages[page], page);
        add_stories(&outline, pages[page]);
    }
    *entry_count = outline.count;
    return outline.entries;
}
