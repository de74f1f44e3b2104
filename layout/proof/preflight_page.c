/* What a page and an issue must not lack: content, numbers, dates, captions, labels. */
#include <string.h>

#include "base/utf8.h"
#include "proof/walk.h"

enum { PAGES_A_SHEET = 4, ONE_PICTURE_PERCENT = 90, DATE_LENGTH = 10 };

static bool is_story_text(const PaintOp *op)
{
    return op->kind == PAINT_TEXT && op->role != PAINT_ARTIFACT && op->role != PAINT_TITLE &&
           !text_is_blank(op->as.text.text);
}

static int64_t area(Rect box)
{
    return (int64_t)box.w * box.h;
}

static void check_content(Walk *walk)
{
    const PaintList *list = walk->list;
    int64_t sheet = (int64_t)list->width * list->height;
    bool has_text = false, has_picture = false, is_covered = false;
    Span at = walk->page->spec->at;

    for (int i = 0; i < list->op_count; i++) {
        const PaintOp *op = &list->ops[i];
        has_text = has_text || is_story_text(op);
        if (op->kind != PAINT_PICTURE)
            continue;
        has_picture = true;
        is_covered = is_covered || area(op->box) / 100 >= sheet / 10000 * ONE_PICTURE_PERCENT;
    }
    if (!has_text && !has_picture)
        diag_report_page(walk->diags, R_PAGE_BLANK, at, list->number, " ");
    if (!has_text && is_covered)
        diag_report_page(walk->diags, R_PAGE_ONE_PICTURE, at, list->number, " ");
}

static void check_size(Walk *walk)
{
    const PaintList *first = walk->input->lists[0], *list = walk->list;
    Arena *arena = walk->arena;

    if (first->width == list->width && first->height == list->height)
        return;
    Str one = str_format(arena, "%.*s × %.*s", STR_ARGS(emu_mm(arena, first->width)),
                         STR_ARGS(emu_mm(arena, first->height)));
    Str other = str_format(arena, "%.*s × %.*s", STR_ARGS(emu_mm(arena, list->width)),
                           STR_ARGS(emu_mm(arena, list->height)));
    diag_report_page(walk->diags, R_PAGE_SIZES, walk->page->spec->at, list->number, "%.*s\t%.*s",
                     STR_ARGS(one), STR_ARGS(other));
}

static bool text_has(Str text, Str part)
{
    for (size_t i = 0; i + part.n <= text.n; i++)
        if (memcmp(text.p + i, part.p, part.n) == 0)
            return true;
    return false;
}

static void check_furniture(Walk *walk, Str words)
{
    for (int i = 0; i < walk->list->op_count; i++) {
        const PaintOp *op = &walk->list->ops[i];
        if (op->kind == PAINT_TEXT && op->role == PAINT_ARTIFACT &&
            text_has(op->as.text.text, words))
            return;
    }
    diag_report_page(walk->diags, R_FOLIO_DATE, walk->page->spec->at, walk->list->number, "%.*s",
                     STR_ARGS(words));
}

static void check_folio(Walk *walk)
{
    const Issue *issue = walk->input->issue;

    if (walk->page->spec->masthead == MASTHEAD_NONE)
        return;
    check_furniture(walk, str_format(walk->arena, "第%d版", walk->page->spec->number));
    if (issue->year)
        check_furniture(
            walk, str_format(walk->arena, "%d年%d月%d日", issue->year, issue->month, issue->day));
}

static void check_order(Walk *walk)
{
    const PageSpec *spec = walk->page->spec;

    if (walk->index == 0)
        return;
    int before = walk->input->pages[walk->index - 1]->spec->number;
    if (spec->number <= before)
        diag_report_page(walk->diags, R_PAGE_ORDER, spec->at, spec->number, "%d\t%d", before,
                         spec->number);
    for (int i = 0; i < walk->index; i++) {
        const PageSpec *other = walk->input->pages[i]->spec;
        if (spec->section.n && str_eq(spec->section, other->section))
            diag_report_page(walk->diags, R_SECTION_TWICE, spec->at, spec->number, "%.*s\t%d",
                             STR_ARGS(spec->section), other->number);
    }
}

static bool is_painted(const PaintList *list, int story)
{
    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].story == story)
            return true;
    return false;
}

/* Why a story found no place is said by the page itself; this is for one that merely vanished. */
static void check_stories(Walk *walk)
{
    const PageSpec *spec = walk->page->spec;

    if (diags_has(walk->diags, P_NO_ROOM) || diags_has(walk->diags, P_PIN_OUTSIDE) ||
        diags_has(walk->diags, P_PIN_OVERLAP))
        return;
    for (int i = 0; i < spec->story_count; i++) {
        const Story *story = walk->input->issue->stories[spec->stories[i]];
        if (!is_painted(walk->list, spec->stories[i]))
            diag_report_page(walk->diags, R_STORY_LOST, spec->at, spec->number, "%.*s\t%d",
                             STR_ARGS(story->id), spec->number);
    }
}

/* Pictures */

static const Photo *photo_of(const Story *story, Span at)
{
    for (int i = 0; story && i < story->photo_count; i++)
        if (memcmp(&story->photos[i].at, &at, sizeof at) == 0)
            return &story->photos[i];
    return NULL;
}

static void check_caption(Walk *walk, const PaintOp *op)
{
    const Story *story = walk_story(walk, op);
    const Photo *photo = photo_of(story, op->at);
    Str shown = op->as.picture.shown;

    if (!photo || story->kind == KIND_AD)
        return;
    if (photo->caption.count == 0)
        diag_report_page(walk->diags, R_CAPTION_MISSING, op->at, walk->list->number, "%.*s",
                         STR_ARGS(shown));
    if (photo->credit.count == 0)
        diag_report_page(walk->diags, R_CREDIT_MISSING, op->at, walk->list->number, "%.*s",
                         STR_ARGS(shown));
}

static void check_pictures(Walk *walk)
{
    for (int i = 0; i < walk->list->op_count; i++) {
        const PaintOp *op = &walk->list->ops[i];
        if (op->kind == PAINT_PICTURE && op->as.picture.path)
            check_caption(walk, op);
    }
}

void preflight_page(Walk *walk)
{
    check_size(walk);
    check_content(walk);
    check_folio(walk);
    check_order(walk);
    check_stories(walk);
    check_pictures(walk);
}

/* The issue as a whole */

typedef struct {
    Str key; /* hash of the file, else its path */
    int page;
} Used;

static Str picture_key(const PreflightInput *input, const PaintOp *op, int index)
{
    if (input->pictures && input->pictures[index].source_hash.n)
        return input->pictures[index].source_hash;
    return op->as.picture.path ? str_of(op->as.picture.path) : (Str){0};
}

static void check_picture_twice(Arena *arena, Diags *diags, const PreflightInput *input)
{
    Used *used = NULL;
    int count = 0, cap = 0, index = 0;

    for (int p = 0; p < input->count; p++) {
        const PaintList *list = input->lists[p];
        for (int i = 0; i < list->op_count; i++) {
            const PaintOp *op = &list->ops[i];
            if (op->kind != PAINT_PICTURE)
                continue;
            Str key = picture_key(input, op, index++);
            int found = 0;
            while (found < count && !str_eq(used[found].key, key))
                found++;
            if (key.n && found < count)
                diag_report_page(diags, R_PICTURE_TWICE, op->at, list->number, "%.*s\t%d",
                                 STR_ARGS(op->as.picture.shown), used[found].page);
            else if (key.n)
                vec_push(arena, used, count, cap) = (Used){key, list->number};
        }
    }
}

static bool is_date(Str name)
{
    if (name.n != DATE_LENGTH)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (i == 4 || i == 7 ? name.p[i] != '-' : name.p[i] < '0' || name.p[i] > '9')
            return false;
    return true;
}

static void check_folder(Arena *arena, Diags *diags, const Issue *issue)
{
    Str date = str_format(arena, "%04d-%02d-%02d", issue->year, issue->month, issue->day);

    if (issue->year && is_date(issue->name) && !str_eq(issue->name, date))
        diag_report(diags, R_FOLDER_DATE, (Span){issue->source, 0, 0}, "%.*s\t%.*s",
                    STR_ARGS(issue->name), STR_ARGS(date));
}

static bool has_field(const Issue *issue, const char *const *names)
{
    for (int i = 0; i < issue->masthead_count; i++)
        for (int n = 0; names[n]; n++)
            if (issue->masthead[i].value.n && text_has(issue->masthead[i].key, str_of(names[n])))
                return true;
    return false;
}

/* What the rules for periodicals and for internal papers want to see printed. */
static void check_masthead(Arena *arena, Diags *diags, const Issue *issue)
{
    static const char *const fields[][5] = {{"主办", "sponsor", NULL},
                                            {"准印证", "刊号", "permit", NULL},
                                            {"编辑", "责编", "主编", "editor", NULL},
                                            {"校对", "proofreader", NULL}};
    Buf missing = buf_new(arena);

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!has_field(issue, fields[i]))
            buf_printf(&missing, "%s%s", missing.n ? " " : "", fields[i][0]);
    if (missing.n)
        diag_report(diags, R_MASTHEAD_FIELDS, (Span){issue->source, 0, 0}, "%.*s",
                    STR_ARGS(buf_str(&missing)));
    if (!issue->number.n)
        diag_report(diags, R_ISSUE_NUMBER, (Span){issue->source, 0, 0}, " ");
}

static bool story_says(const PreflightInput *input, int story, Str words)
{
    for (int p = 0; p < input->count; p++)
        for (int i = 0; i < input->lists[p]->op_count; i++) {
            const PaintOp *op = &input->lists[p]->ops[i];
            if (op->kind == PAINT_TEXT && op->story == story && text_has(op->as.text.text, words))
                return true;
        }
    return false;
}

static bool is_printed(const PreflightInput *input, int story)
{
    for (int p = 0; p < input->count; p++)
        if (is_painted(input->lists[p], story))
            return true;
    return false;
}

static void check_ads(Diags *diags, const PreflightInput *input)
{
    for (int i = 0; i < input->issue->story_count; i++) {
        const Story *story = input->issue->stories[i];
        if (story->kind == KIND_AD && is_printed(input, i) && !story_says(input, i, S("广告")))
            diag_report(diags, R_AD_UNLABELLED, story->at, "%.*s", STR_ARGS(story->id));
    }
}

/* A single page may be a page of somebody else's paper; more of them are folded. */
void preflight_issue(Arena *arena, Diags *diags, const PreflightInput *input)
{
    if (input->count > 1 && input->count % PAGES_A_SHEET)
        diag_report(diags, R_PAGE_COUNT, (Span){input->issue->source, 0, 0}, "%d", input->count);
    check_picture_twice(arena, diags, input);
    check_folder(arena, diags, input->issue);
    check_masthead(arena, diags, input->issue);
    check_ads(diags, input);
}
