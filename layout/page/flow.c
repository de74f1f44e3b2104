/*
 * A story's paragraphs into slots. Each paragraph is set at its best; when the story then ends a
 * line or two beside its last slot, paragraphs are squeezed or opened by a line where that costs
 * least. Never the leading, never the size.
 */
#include "page/maker.h"

#include <assert.h>
#include <string.h>

enum {
    OPTIONS = 8, /* numbers of lines looked at per paragraph */
    SPREAD = 4,  /* start slots looked at on either side of the natural one */
    REACH = 2,   /* lines a story may be moved to end on its last slot */
    KEPT_WITH_SUBHEAD = 2,
    COST_WIDOW = 30000000,
    COST_PER_LINE =
        6000000 /* opening a paragraph may cost this much a line: gaps of about 1/20 em */
};

static ParaStyle block_style(const Maker *m, const Story *story, const Block *block, Emu measure)
{
    const House *house = m->house;
    bool intro = story->title.count == 0;
    TextRole role = intro ? ROLE_INTRO : ROLE_BODY;

    if (block->kind == BLOCK_SUBHEAD)
        role = ROLE_SUBHEAD;
    else if (block->kind == BLOCK_QUOTE)
        role = ROLE_QUOTE;
    ParaStyle style = type_style(house, role);
    /* CLREQ: a column under eight characters may indent by one. */
    int indent = measure < 8 * house->em ? house->indent_milli_em / 2 : house->indent_milli_em;
    style.indent = block->kind == BLOCK_SUBHEAD ? 0 : emu_scale(style.size, indent, 1000);
    /* Beside pictures the lines of a wide column are narrow, too. */
    if (measure < HYPHEN_MEASURE_EMS * style.size || story->photo_count)
        style.words = m->words;
    return style;
}

/* Cells of a table row stand apart by an em; an item carries its mark. */
static Text block_text(Maker *m, const Block *block)
{
    if (block->kind == BLOCK_ITEM && block->mark.n)
        return type_join(m->arena, type_text(m->arena, block->mark, block->at), block->text);
    if (block->kind != BLOCK_ROW)
        return block->text;
    Text text = {arena_many(m->arena, Piece, (size_t)block->text.count + 1), block->text.count};
    for (int i = 0; i < text.count; i++) {
        Piece piece = block->text.pieces[i];
        Buf out = buf_new(m->arena);
        for (size_t k = 0; k < piece.text.n; k++)
            if (piece.text.p[k] == '\t')
                buf_add(&out, S("　"));
            else
                buf_byte(&out, piece.text.p[k]);
        piece.text = buf_str(&out);
        text.pieces[i] = piece;
    }
    return text;
}

static int count_characters(const ShapedPara *para)
{
    int count = 0;

    for (int i = 0; i < para->glyph_count; i++)
        count += para->glyphs[i].length > 0;
    return count;
}

Flow flow_open(Maker *m, int story, Emu measure)
{
    const Story *s = m->issue->stories[story];
    Flow flow = {.paras = arena_many(m->arena, ShapedPara *, (size_t)s->block_count + 1)};

    for (int i = 0; i < s->block_count; i++) {
        const Block *block = &s->blocks[i];
        if (block->kind == BLOCK_PHOTO)
            continue;
        ParaStyle style = block_style(m, s, block, measure);
        ShapedPara *para = para_shape(m->arena, m->faults, m->fonts, block_text(m, block), &style);
        if (para->glyph_count == 0)
            continue;
        flow.paras[flow.count++] = para;
        flow.characters += count_characters(para);
    }
    flow.breaks = arena_many(m->arena, const Breaks *, (size_t)flow.count + 1);
    flow.starts = arena_many(m->arena, int, (size_t)flow.count + 1);
    return flow;
}

static Emu *measures_of(Maker *m, const Slot *slots, int count)
{
    Emu *measures = arena_many(m->arena, Emu, (size_t)count + 1);

    for (int i = 0; i < count; i++)
        measures[i] = slots[i].width;
    if (count == 0)
        measures[0] = m->house->em * m->house->column_ems;
    return measures;
}

static Shape shape_from(const Emu *measures, int count, int first)
{
    return (Shape){measures, count ? count : 1, first};
}

static const Breaks *keep(Maker *m, Breaks breaks)
{
    Breaks *kept = arena_new(m->arena, Breaks);

    *kept = breaks;
    return kept;
}

/* The slots a story's lines go into. */
typedef struct {
    const Slot *slots;
    const Emu *measures;
    int count;
} Run;

/*
 * 背题: a subhead keeps two lines of its text with it in the same text column; where it cannot, it
 * moves to the top of the next and leaves the foot white.
 */
static int start_of(const Flow *flow, int para, const Run *run, int slot)
{
    bool head = flow->paras[para]->style.role == ROLE_SUBHEAD && para + 1 < flow->count;
    int last = slot + KEPT_WITH_SUBHEAD;

    if (!head || slot >= run->count || slot == 0)
        return slot;
    if (last < run->count && run->slots[last].leg == run->slots[slot].leg)
        return slot;
    int next = slot;
    while (next < run->count && run->slots[next].leg == run->slots[slot].leg)
        next++;
    /* With no column to move to, or at the top of one already, it stays. */
    return next < run->count && run->slots[slot - 1].leg == run->slots[slot].leg ? next : slot;
}

/* Every paragraph at its cheapest, one after the other. */
static void fit_naturally(Maker *m, Flow *flow, const Run *run)
{
    const Emu *measures = run->measures;
    int slot = 0, count = run->count;

    for (int i = 0; i < flow->count; i++) {
        slot = start_of(flow, i, run, slot);
        Breaks all[OPTIONS];
        int found =
            para_breaks(m->arena, flow->paras[i], shape_from(measures, count, slot), all, OPTIONS);
        flow->breaks[i] = keep(m, all[breaks_best(all, found)]);
        flow->starts[i] = slot;
        slot += flow->breaks[i]->lines;
    }
    flow->lines = slot;
}

/* 孤行: the first line alone at the foot of a text column, or the last alone at the head of one
 * (CLREQ, widows and orphans). */
static bool leaves_widow(const Run *run, int start, int lines)
{
    int end = start + lines;

    if (lines < 2 || end > run->count)
        return false;
    const Slot *slots = run->slots;
    return slots[start].leg != slots[start + 1].leg || slots[end - 1].leg != slots[end - 2].leg;
}

static bool any_widow(const Flow *flow, const Run *run)
{
    for (int i = 0; i < flow->count; i++)
        if (leaves_widow(run, flow->starts[i], flow->breaks[i]->lines))
            return true;
    return false;
}

/* One way to have set the first paragraphs so that the next starts at a certain slot. */
typedef struct {
    int64_t cost;
    const Breaks *breaks;
    int from; /* index of the way before */
    bool is_way;
} Way;

enum { WAYS = 2 * SPREAD + 1 };

/* Row of ways to have set i paragraphs; column SPREAD is the natural place. */
static Way *ways_row(Way *ways, int i)
{
    return ways + (ptrdiff_t)i * WAYS;
}

/* From one way to have set the paragraphs before `para`, every way to have set it too. */
static void extend(Maker *m, const Flow *flow, const Run *run, int para, int column, Way *ways)
{
    const Way *way = &ways_row(ways, para)[column];
    const Breaks *natural = flow->breaks[para];
    bool last = para + 1 == flow->count;
    int start = flow->starts[para] + column - SPREAD;
    int natural_next = last ? flow->starts[para] + natural->lines : flow->starts[para + 1];
    Breaks all[OPTIONS];

    if (!way->is_way || start < 0)
        return;
    int found = para_breaks(m->arena, flow->paras[para],
                            shape_from(run->measures, run->count, start), all, OPTIONS);
    for (int k = 0; k < found; k++) {
        int end = start + all[k].lines;
        int to = (last ? end : start_of(flow, para + 1, run, end)) - natural_next + SPREAD;
        if (to < 0 || to >= WAYS || all[k].emergency != natural->emergency)
            continue;
        Way *next = &ways_row(ways, para + 1)[to];
        int64_t cost = way->cost + all[k].cost;
        if (leaves_widow(run, start, all[k].lines))
            cost += COST_WIDOW;
        if (!next->is_way || cost < next->cost)
            *next = (Way){cost, keep(m, all[k]), column, true};
    }
}

/* Cheapest setting for each number of slots near the natural one. */
static Way *search(Maker *m, const Flow *flow, const Run *run)
{
    Way *ways = arena_many(m->arena, Way, (size_t)(flow->count + 1) * WAYS);

    ways[SPREAD] = (Way){.is_way = true};
    for (int i = 0; i < flow->count; i++)
        for (int column = 0; column < WAYS; column++)
            extend(m, flow, run, i, column, ways);
    return ways;
}

static void adopt(Flow *flow, Way *ways, int at, const Run *run)
{
    for (int i = flow->count; i > 0; i--) {
        const Way *way = &ways_row(ways, i)[at];
        flow->breaks[i - 1] = way->breaks;
        at = way->from;
    }
    flow->lines = 0;
    for (int i = 0; i < flow->count; i++) {
        flow->starts[i] = start_of(flow, i, run, flow->lines);
        flow->lines = flow->starts[i] + flow->breaks[i]->lines;
    }
}

void flow_fit(Maker *m, Flow *flow, const Slot *slots, int slot_count)
{
    Run run = {slots, measures_of(m, slots, slot_count), slot_count};

    fit_naturally(m, flow, &run);
    int away = slot_count - flow->lines;
    bool widow = any_widow(flow, &run);
    if (flow->count == 0 || (!widow && (away == 0 || away > REACH || away < -REACH)))
        return;
    Way *ways = search(m, flow, &run);
    const Way *row = ways_row(ways, flow->count);
    int64_t allowed = row[SPREAD].cost + (int64_t)flow->lines * COST_PER_LINE;
    int lowest = away < 0 ? -SPREAD : widow ? 0 : 1;
    for (int step = away > REACH ? 0 : away; step >= lowest; step--) {
        int at = SPREAD + step;
        /* Too long must be squeezed at any cost; too short is opened while it does not show. */
        if (row[at].is_way && (away < 0 || row[at].cost <= allowed)) {
            adopt(flow, ways, at, &run);
            return;
        }
    }
}

static PlacedLine place_line(Maker *m, const Flow *flow, int para, int line, const Slot *slot,
                             Shape shape)
{
    PlacedLine placed = {
        .para = flow->paras[para],
        .block = para,
        .line = para_line(m->arena, flow->paras[para], flow->breaks[para], line, shape),
        .baseline = {slot->x, row_top(m, slot->row) + m->house->baseline}};
    Emu limit = emu_scale(flow->paras[para]->style.size, 250, 1000);
    if (placed.line.stretch > limit) {
        Span at = text_span(placed.para->source, placed.para->glyphs[placed.line.first].cluster);
        diag_report_page(m->diags, L_LINE_LOOSE, at, m->page->spec->number, "%d",
                         (int)((int64_t)placed.line.stretch * 1000 / placed.para->style.size));
    }
    return placed;
}

static int characters_in(const PlacedLine *line)
{
    int count = 0;

    for (int i = line->line.first; i < line->line.first + line->line.count; i++)
        count += line->para->glyphs[i].length > 0;
    return count;
}

static void close_leg(Maker *m, int story, const Slot *first, const Slot *last, PlacedLine *lines,
                      int count)
{
    Rect box = {first->x, row_top(m, first->row), first->width, 0};

    for (const Slot *s = first; s <= last; s++) {
        Emu right = box.x + box.w > s->x + s->width ? box.x + box.w : s->x + s->width;
        box.x = s->x < box.x ? s->x : box.x;
        box.w = right - box.x;
    }
    box.h = row_top(m, last->row + 1) - box.y;
    frame_add(m, (Frame){.kind = FRAME_TEXT,
                         .role = ROLE_BODY,
                         .box = box,
                         .story = story,
                         .ink = m->house->text[ROLE_BODY].ink,
                         .lines = lines,
                         .line_count = count,
                         .at = m->issue->stories[story]->at});
}

/* Lines of one text column, gathered until it ends. */
typedef struct {
    PlacedLine *lines;
    int count, first, last; /* slots */
} OpenLeg;

int flow_place(Maker *m, const Flow *flow, int story, const Slot *slots, int from, int to)
{
    Emu *measures = measures_of(m, slots, to);
    OpenLeg leg = {.lines = arena_many(m->arena, PlacedLine, (size_t)(to - from) + 1)};
    int characters = 0, para = 0;

    for (int slot = from; slot < to && slot < flow->lines; slot++) {
        while (slot >= flow->starts[para] + flow->breaks[para]->lines)
            para++;
        if (leg.count && slots[slot].leg != slots[leg.last].leg) {
            close_leg(m, story, &slots[leg.first], &slots[leg.last], leg.lines, leg.count);
            leg = (OpenLeg){.lines = leg.lines + leg.count};
        }
        if (slot < flow->starts[para])
            continue; /* white below a paragraph that would part from its subhead */
        PlacedLine *line = &leg.lines[leg.count];
        *line = place_line(m, flow, para, slot - flow->starts[para], &slots[slot],
                           shape_from(measures, to, flow->starts[para]));
        characters += characters_in(line);
        leg.first = leg.count ? leg.first : slot;
        leg.last = slot;
        leg.count++;
    }
    if (leg.count)
        close_leg(m, story, &slots[leg.first], &slots[leg.last], leg.lines, leg.count);
    return characters;
}

/* --- how much more, how much less --- */

/* The paragraph with n characters more before its closing marks, or -n fewer. */
static ShapedPara *resized(Arena *arena, const ShapedPara *para, int n)
{
    ShapedPara *copy = arena_new(arena, ShapedPara);
    int tail = 0;

    *copy = *para;
    while (tail < para->glyph_count &&
           class_is_mark((CharClass)para->glyphs[para->glyph_count - 1 - tail].char_class))
        tail++;
    int body = para->glyph_count - tail;
    int kept = n < 0 ? (body + n > 0 ? body + n : 0) : body;
    int added = n > 0 ? n : 0;
    copy->glyphs = arena_many(arena, Glyph, (size_t)(kept + added + tail) + 1);
    copy->glyph_count = kept + added + tail;
    memcpy(copy->glyphs, para->glyphs, (size_t)kept * sizeof(Glyph));
    for (int i = 0; i < added; i++)
        copy->glyphs[kept + i] = (Glyph){.length = 3,
                                         .body = para->style.size,
                                         .advance = para->style.size,
                                         .char_class = CLASS_HAN,
                                         .stretch = STRETCH_ANY,
                                         .break_after = BREAK_YES};
    memcpy(copy->glyphs + kept + added, para->glyphs + body, (size_t)tail * sizeof(Glyph));
    if (added && tail) /* the mark stays with what stands before it */
        copy->glyphs[kept + added - 1].break_after = BREAK_NO;
    if (added && kept)
        copy->glyphs[kept - 1].break_after = BREAK_YES;
    return copy;
}

/* Does the story fit when its last paragraphs change by n characters in all? */
static bool fits(Maker *m, const Flow *flow, const Run *run, int n)
{
    int last = flow->count - 1, cut = n < 0 ? -n : 0, slot = 0;

    for (; last > 0 && cut > count_characters(flow->paras[last]); last--)
        cut -= count_characters(flow->paras[last]);
    const ShapedPara *changed = resized(m->arena, flow->paras[last], n > 0 ? n : -cut);
    slot = flow->starts[last];
    if (slot + para_least_lines(changed, shape_from(run->measures, run->count, slot)) <= run->count)
        return true;
    /* The natural setting of the paragraphs before may be squeezed too. */
    slot = 0;
    for (int i = 0; i < last; i++) {
        slot = start_of(flow, i, run, slot);
        slot += para_least_lines(flow->paras[i], shape_from(run->measures, run->count, slot));
    }
    slot = start_of(flow, last, run, slot);
    return slot + para_least_lines(changed, shape_from(run->measures, run->count, slot)) <=
           run->count;
}

int flow_spare(Maker *m, const Flow *flow, const Slot *slots, int slot_count)
{
    Run run = {slots, measures_of(m, slots, slot_count), slot_count};
    int64_t room = 0;
    int low, high;

    if (flow->count == 0) {
        for (int i = 0; i < slot_count; i++)
            room += slots[i].width / m->house->em;
        return (int)room;
    }
    ArenaMark mark = arena_mark(m->arena);
    for (int i = 0; i < slot_count; i++)
        room += slots[i].width / (m->house->em / 2) + 1;
    low = -flow->characters;
    high = (int)room + 1;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        ArenaMark each = arena_mark(m->arena);
        bool good = fits(m, flow, &run, middle);
        arena_rewind(m->arena, each);
        if (good)
            low = middle;
        else
            high = middle;
    }
    arena_rewind(m->arena, mark);
    return low;
}
