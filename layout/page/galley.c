/* One text in one column on a sheet of its own, for trial and proofreading. */
#include "page/maker.h"

typedef struct {
    Maker m;
    const GalleyStyle *style;
    Emu margin, y; /* y: top of the next line */
    PlacedLine *lines;
    int count, cap;
} Column;

static ParaStyle galley_style(const Column *g, TextRole role)
{
    ParaStyle style = g->style->as == GALLEY_TEXT ? type_style(g->m.house, role)
                                                  : type_display(g->m.house, role, g->style->size);

    style.size = g->style->size;
    style.indent = g->style->as == GALLEY_TEXT ? g->style->indent : 0;
    if (g->style->as == GALLEY_TEXT)
        style.mixed_gap = emu_scale(style.size, g->m.house->gap_milli_em, 1000);
    return style;
}

static void galley_para(Column *g, Text text, TextRole role)
{
    Arena *arena = g->m.arena;
    ParaStyle style = galley_style(g, role);
    ShapedPara *para = para_shape(arena, g->m.faults, g->m.fonts, text, &style);
    Shape shape = {&g->style->measure, 1, 0};
    Breaks all[8];
    int found = para_breaks(arena, para, shape, all, 8);
    const Breaks *breaks = &all[breaks_best(all, found)];
    Emu top = (g->style->leading - g->style->size) / 2;
    Emu ascent = emu_scale(g->style->size, EM_ASCENT_MILLI, 1000);
    int block = g->count ? g->lines[g->count - 1].block + 1 : 0;

    for (int i = 0; i < breaks->lines; i++) {
        Line line = para_line(arena, para, breaks, i, shape);
        if (g->style->as != GALLEY_TEXT)
            line = para_natural(arena, para, line.first, line.count, 0);
        vec_push(arena, g->lines, g->count, g->cap) =
            (PlacedLine){para, block, line, {g->margin, g->y + top + ascent}};
        g->y += g->style->leading;
    }
}

GalleySheet galley_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                        const GalleyStyle *style)
{
    Page *page = arena_new(arena, Page);
    Column g = {.m = {arena, diags, diags, fonts, issue, issue->house, page, 0, 0, 0},
                .style = style,
                .margin = MM(10),
                .y = MM(10)};
    const Story *story = issue->stories[0];
    bool headline = style->as == GALLEY_HEADLINE;

    page->spec = &issue->pages[0];
    if (headline && story->title.count)
        galley_para(&g, story->title, ROLE_HEADLINE);
    for (int i = 0; i < story->block_count; i++)
        if (story->blocks[i].text.count)
            galley_para(&g, story->blocks[i].text, headline ? ROLE_HEADLINE : ROLE_BODY);
    TextRole role = headline ? ROLE_HEADLINE : ROLE_BODY;
    frame_add(&g.m, (Frame){.kind = headline ? FRAME_HEAD : FRAME_TEXT,
                            .role = role,
                            .box = {g.margin, g.margin, style->measure, g.y - g.margin},
                            .story = 0,
                            .ink = issue->house->text[role].ink,
                            .lines = g.lines,
                            .line_count = g.count,
                            .at = story->at});
    return (GalleySheet){page, style->measure + 2 * g.margin, g.y + g.margin};
}
