#include "press/tags.h"

#include <assert.h>

#include "press/syntax.h"

/* What was tagged last of a story: the next op goes on with it if it is of the same kind. */
typedef struct {
    int article; /* index of its tag, -1: none yet */
    int last;    /* tag, -1: none */
    int page, order;
    PaintRole role;
    bool has_head;
} Thread;

typedef struct {
    Arena *arena;
    const Issue *issue;
    int story_count;
    Thread *threads; /* [0]: the page's own, then one a story */
    Tag *tags;
    int count, cap;
} Tagger;

static int add_tag(Tagger *tagger, Tag tag)
{
    vec_push(tagger->arena, tagger->tags, tagger->count, tagger->cap) = tag;
    return tagger->count - 1;
}

/* A story without a headline may have subheads; levels must not be skipped then. */
static TagKind kind_of(const Thread *thread, PaintRole role)
{
    switch (role) {
    case PAINT_TITLE:
    case PAINT_HEAD:
        return TAG_H1;
    case PAINT_SUBHEAD:
        return thread->has_head ? TAG_H2 : TAG_H1;
    case PAINT_CAPTION:
        return TAG_CAPTION;
    case PAINT_FIGURE:
        return TAG_FIGURE;
    case PAINT_PARA:
    case PAINT_ARTIFACT:
        break;
    }
    return TAG_P;
}

/* The lines of a headline or a caption follow each other; those of a paragraph share their order,
 * since the next paragraph follows as closely. */
static bool goes_on(const Thread *thread, const PaintOp *op, int page)
{
    if (thread->last < 0 || thread->role != op->role || thread->page != page)
        return false;
    if (op->role == PAINT_FIGURE)
        return false;
    return op->role == PAINT_TITLE || op->role == PAINT_HEAD || op->role == PAINT_CAPTION ||
           thread->order == op->order;
}

static int begin_tag(Tagger *tagger, Thread *thread, const PaintOp *op, int page)
{
    Tag tag = {.kind = kind_of(thread, op->role),
               .parent = thread->article,
               .page = page,
               .story = op->story,
               .box = op->box};

    if (op->role == PAINT_FIGURE) {
        tag.text = text_shown(tagger->arena, op->as.picture.alt);
        if (!tag.text.n)
            tag.text = S("图片");
    }
    return add_tag(tagger, tag);
}

static int tag_op(Tagger *tagger, const PaintOp *op, int page)
{
    bool is_story = op->story >= 0 && op->story < tagger->story_count;
    Thread *thread = &tagger->threads[is_story ? op->story + 1 : 0];

    if (op->role == PAINT_ARTIFACT)
        return -1;
    if (is_story && thread->article < 0)
        thread->article = add_tag(
            tagger, (Tag){.kind = TAG_ARTICLE, .parent = -1, .page = page, .story = op->story});
    if (!goes_on(thread, op, page))
        thread->last = begin_tag(tagger, thread, op, page);
    thread->page = page;
    thread->order = op->order;
    thread->role = op->role;
    thread->has_head = thread->has_head || op->role == PAINT_HEAD;
    return thread->last;
}

static PageTags tag_page(Tagger *tagger, const PaintList *list, int page)
{
    int *number_of = arena_many(tagger->arena, int, (size_t)list->op_count);
    int *tag_of = arena_many(tagger->arena, int, (size_t)list->op_count);
    int count = 0;

    for (int i = 0; i < list->op_count; i++) {
        int tag = tag_op(tagger, &list->ops[i], page);
        number_of[i] = tag >= 0 ? count : -1;
        if (tag >= 0) {
            assert(tagger->tags);
            Tag *own = &tagger->tags[tag];
            tag_of[count] = tag;
            vec_push(tagger->arena, own->parts, own->part_count, own->part_cap) =
                (TagPart){page, count++};
        }
    }
    return (PageTags){.number_of = number_of, .tag_of = tag_of, .count = count};
}

/* Of the document's own children: what is read first has the lesser rank. */
static int rank_of(const Tagger *tagger, const Tag *tag)
{
    enum { RANK_PAGE_TITLE, RANK_LEAD_STORY, RANK_OTHER, RANKS };
    bool is_lead = tagger->issue && tag->page < tagger->issue->page_count && tag->story >= 0 &&
                   tagger->issue->pages[tag->page].lead == tag->story;
    int rank = tag->story < 0 ? RANK_PAGE_TITLE : is_lead ? RANK_LEAD_STORY : RANK_OTHER;

    return tag->page * RANKS + rank;
}

/* Places of the tags in order of reading: the document's own children by rank, and the children of
 * a story behind it as they came. Few enough for a plain sort that keeps equals in order. */
static int *reading_order(const Tagger *tagger)
{
    int *order = arena_many(tagger->arena, int, (size_t)tagger->count);
    int count = 0;

    for (int i = 0; i < tagger->count; i++) {
        if (tagger->tags[i].parent >= 0)
            continue;
        int at = count++, rank = rank_of(tagger, &tagger->tags[i]);
        for (; at > 0 && rank_of(tagger, &tagger->tags[order[at - 1]]) > rank; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (int i = 0; i < tagger->count; i++)
        if (tagger->tags[i].parent >= 0)
            order[count++] = i;
    assert(count == tagger->count);
    return order;
}

static void renumber(const Tagger *tagger, Tags *out, PageTags *pages, int page_count)
{
    const int *order = reading_order(tagger);
    int *place = arena_many(tagger->arena, int, (size_t)tagger->count);
    Tag *tags = arena_many(tagger->arena, Tag, (size_t)tagger->count);

    for (int i = 0; i < tagger->count; i++)
        place[order[i]] = i;
    for (int i = 0; i < tagger->count; i++) {
        tags[i] = tagger->tags[order[i]];
        if (tags[i].parent >= 0)
            tags[i].parent = place[tags[i].parent];
    }
    for (int p = 0; p < page_count; p++) {
        int *tag_of = arena_many(tagger->arena, int, (size_t)pages[p].count);
        TagKind *kind_of = arena_many(tagger->arena, TagKind, (size_t)pages[p].count);
        for (int i = 0; i < pages[p].count; i++) {
            tag_of[i] = place[pages[p].tag_of[i]];
            kind_of[i] = tags[tag_of[i]].kind;
        }
        pages[p].tag_of = tag_of;
        pages[p].kind_of = kind_of;
    }
    *out = (Tags){tags, tagger->count, pages};
}

Tags *tags_make(Arena *arena, const Issue *issue, PaintList *const *pages, int count)
{
    Tags *tags = arena_new(arena, Tags);
    Tagger tagger = {.arena = arena, .issue = issue, .story_count = issue ? issue->story_count : 0};
    PageTags *of_pages = arena_many(arena, PageTags, (size_t)count);

    tagger.threads = arena_many(arena, Thread, (size_t)tagger.story_count + 1);
    for (int i = 0; i <= tagger.story_count; i++)
        tagger.threads[i] = (Thread){.article = -1, .last = -1};
    for (int page = 0; page < count; page++)
        of_pages[page] = tag_page(&tagger, pages[page], page);
    renumber(&tagger, tags, of_pages, count);
    return tags;
}

const char *tag_name(TagKind kind)
{
    static const char *const names[] = {
        [TAG_ARTICLE] = "Art", [TAG_H1] = "H1",         [TAG_H2] = "H2",
        [TAG_P] = "P",         [TAG_FIGURE] = "Figure", [TAG_CAPTION] = "Caption"};

    return names[kind];
}
