/* Pages of an issue: furniture, stories, hairlines, and how full they came out. */
#include "page/maker.h"

/* Everything in a box is full but text rows without a line; cells of no box are empty. */
static int fill_of(const Maker *m)
{
    const Page *page = m->page;
    int64_t all = (int64_t)page->rows * m->house->columns * 1000, full = 0;

    for (int i = 0; i < page->box_count; i++) {
        const Box *box = &page->boxes[i];
        full += (int64_t)box->rows * box->columns * 1000 - box->empty;
    }
    return all > 0 ? (int)(full * 1000 / all) : 0;
}

static Page *page_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                       const PageSpec *spec, const PageOptions *options)
{
    Page *page = arena_new(arena, Page);
    Maker m = {arena, diags, diags, fonts, issue, issue->house, page, 0, 0, 0, options->words};

    page->spec = spec;
    furniture_head(&m);
    place_stories(&m);
    furniture_rules(&m);
    if (options->draft)
        furniture_draft(&m);
    page->fill_milli = fill_of(&m);
    return page;
}

Page **pages_make_with(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                       const PageOptions *options)
{
    Page **pages = arena_many(arena, Page *, (size_t)issue->page_count + 1);

    for (int i = 0; i < issue->page_count; i++)
        pages[i] = page_make(arena, diags, fonts, issue, &issue->pages[i], options);
    return pages;
}

Page **pages_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue, bool draft)
{
    return pages_make_with(arena, diags, fonts, issue, &(PageOptions){.draft = draft});
}
