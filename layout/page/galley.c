/* One text in one column on a sheet of its own, for trial and proofreading. */
#include <limits.h>

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
    bool is_text = g->style->as != GALLEY_HEADLINE;
    ParaStyle style =
        is_text ? type_style(g->m.house, role) : type_display(g->m.house, role, g->style->size);

    style.size = g->style->size;
    if (g->style->as == GALLEY_TEXT && g->style->measure < HYPHEN_MEASURE_EMS * style.size)
        style.words = g->style->words;
    style.indent = is_text ? g->style->indent : 0;
    style.vertical = g->style->as == GALLEY_VERTICAL;
    if (is_text)
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
    Breaks best = all[breaks_best(all, found)];
    const Breaks *breaks = &best;
    Emu top = (g->style->leading - g->style->size) / 2;
    Emu ascent = emu_scale(g->style->size, EM_ASCENT_MILLI, 1000);
    int block = g->count ? g->lines[g->count - 1].block + 1 : 0;

    if (g->style->as == GALLEY_HEADLINE)
        best = head_breaks(&g->m, g->m.issue->stories[0], para, g->style->measure, INT_MAX);
    for (int i = 0; i < breaks->lines; i++) {
        Line line = para_line(arena, para, breaks, i, shape);
        if (g->style->as == GALLEY_HEADLINE)
            line = para_natural(arena, para, line.first, line.count, 0);
        vec_push(arena, g->lines, g->count, g->cap) =
            (PlacedLine){para, block, line, {g->margin, g->y + top + ascent}};
        g->y += g->style->leading;
    }
}

/* Lines from top to bottom stand side by side from the right to the left. */
static Emu stand_up(Column *g)
{
    Emu width = g->count * g->style->leading;

    for (int i = 0; i < g->count; i++)
        g->lines[i].baseline =
            (Point){g->margin + width - i * g->style->leading - g->style->leading / 2, g->margin};
    return width;
}

GalleySheet galley_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                        const GalleyStyle *style)
{
    Page *page = arena_new(arena, Page);
    Column g = {.m = {arena, diags, diags, fonts, issue, issue->house, page, 0, 0, 0, style->words},
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
    bool vertical = style->as == GALLEY_VERTICAL;
    TextRole role = headline ? ROLE_HEADLINE : ROLE_BODY;
    Emu lines = vertical ? stand_up(&g) : g.y - g.margin;
    Rect box = vertical ? (Rect){g.margin, g.margin, lines, style->measure}
                        : (Rect){g.margin, g.margin, style->measure, lines};
    frame_add(&g.m, (Frame){.kind = headline ? FRAME_HEAD : FRAME_TEXT,
                            .role = role,
                            .box = box,
                            .story = 0,
                            .ink = issue->house->text[role].ink,
                            .lines = g.lines,
                            .line_count = g.count,
                            .at = story->at});
    return (GalleySheet){page, box.w + 2 * g.margin, box.h + 2 * g.margin};
}
