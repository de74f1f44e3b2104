#include "stage_dump.h"

/* A line of body or display text, where it is dumped with the rest of its paragraph. */
typedef struct {
    const ShapedPara *para;
    const Line *line;
    bool done;
} Entry;

static Entry *lines_on(Arena *arena, const Page *page, int *count)
{
    Entry *entries = NULL;
    int cap = 0;

    *count = 0;
    for (int i = 0; i < page->frame_count; i++)
        for (int k = 0; k < page->frames[i].line_count; k++) {
            const PlacedLine *placed = &page->frames[i].lines[k];
            vec_push(arena, entries, *count, cap) = (Entry){placed->para, &placed->line, false};
        }
    return entries;
}

/* A paragraph may run on in the next text column: its lines are brought together, paragraphs in
 * the order in which they begin on the page. */
static void dump_lines(Arena *arena, const Page *page, FILE *out)
{
    int count = 0;
    Entry *entries = lines_on(arena, page, &count);
    Line *lines = arena_many(arena, Line, (size_t)count);

    fprintf(out, "page %d\n", page->spec->number);
    for (int i = 0; i < count; i++) {
        int together = 0;
        if (entries[i].done)
            continue;
        for (int k = i; k < count; k++) {
            if (entries[k].para != entries[i].para)
                continue;
            entries[k].done = true;
            lines[together++] = *entries[k].line;
        }
        para_dump(entries[i].para, lines, together, out);
    }
}

static void dump_page(Arena *arena, FontSet *fonts, const Issue *issue, const Page *page,
                      Stage stage, FILE *out)
{
    switch (stage) {
    case STAGE_LINE:
        dump_lines(arena, page, out);
        break;
    case STAGE_PAGE:
        page_dump(issue, page, out);
        break;
    case STAGE_PAINT:
        paint_dump(paint_page(arena, issue, page), fonts, out);
        break;
    case STAGE_CONTENT:
    case STAGE_COUNT:
        break;
    }
}

void dump_stage(Arena *arena, Diags *diags, const Options *options, Places places, FILE *out)
{
    Issue *issue = issue_load(arena, diags, options->operand, places.styles);
    FontSet *fonts;

    if (!issue)
        return;
    if (options->stage == STAGE_CONTENT) {
        issue_dump(issue, out);
        return;
    }
    fonts = issue->house ? fontset_open(arena, diags, places.catalogue, issue->house) : NULL;
    if (!fonts)
        return;
    PageOptions how = {.words = words_open(arena, places.modules)};
    Page **pages = pages_make_with(arena, diags, fonts, issue, &how);
    for (int i = 0; i < issue->page_count; i++)
        dump_page(arena, fonts, issue, pages[i], options->stage, out);
    words_close(how.words);
    fontset_close(fonts);
}
