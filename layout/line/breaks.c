/*
 * Whole-paragraph line breaking: the cheapest way for every number of lines, by dynamic
 * programming over (place, lines so far), because line i may have its own measure. The costs are
 * in millionths: squeezing an em costs 2, opening gaps by r em each 1000 r² + 5 r a gap.
 */
#include <assert.h>

#include "line/chars.h"

#define COST_ONE        INT64_C(1000000)
#define COST_LONELY_END (200 * COST_ONE)   /* a last line of one character */
#define COST_SHORT_END  (100 * COST_ONE)   /* a last line of no length at all */
#define COST_NO_GAPS    (100 * COST_ONE)   /* a line that cannot be opened at all */
#define COST_EMERGENCY  (10000 * COST_ONE) /* a break inside a word */

enum {
    SHORT_END_MILLI = 400, /* a last line under this share of its measure looks left over */
    LINES_KEPT = 3,        /* nodes kept on either side of the best number of lines at a place */
    STRETCH_LIMIT = 500000 /* first pass: gaps opened by half an em at most */
};

/* What may count as a line, relaxed pass by pass until the paragraph can be broken. */
typedef enum { PASS_NORMAL, PASS_LOOSE, PASS_EMERGENCY, PASS_COUNT } Pass;

typedef struct {
    int end, lines, prev;
    bool emergency;
    int64_t cost;
} Node;

/* Sums over glyphs 0..i-1, so that any window is a subtraction away. */
typedef struct {
    int64_t natural; /* bodies and gaps */
    int64_t give;    /* what the gaps can lose */
    int64_t soft;    /* what word spaces and mixed gaps can gain before all gaps open */
    int gaps;        /* that can open */
    int letters;     /* glyphs that are not marks */
} Sum;

typedef struct {
    Arena *arena;
    const ShapedPara *para;
    Shape shape;
    Sum *sums;
    Pass pass;
    Node *nodes;
    int node_count, node_cap;
    int *active;
    int active_count, active_cap;
    int fresh; /* first node made at the current place */
} Breaker;

static Sum *sums_of(Arena *arena, const ShapedPara *para)
{
    Sum *sums = arena_many(arena, Sum, (size_t)para->glyph_count + 1);

    for (int i = 0; i < para->glyph_count; i++) {
        const Glyph *g = &para->glyphs[i];
        CharClass is = (CharClass)g->char_class;
        bool letter = g->length > 0 && !class_is_mark(is) && is != CLASS_SPACE;
        sums[i + 1] = (Sum){.natural = sums[i].natural + g->body + g->gap,
                            .give = sums[i].give + g->gap - g->gap_min,
                            .soft = sums[i].soft + soft_gain(g, para->style.size),
                            .gaps = sums[i].gaps + (g->stretch != STRETCH_NONE),
                            .letters = sums[i].letters + letter};
    }
    return sums;
}

/* The window [first, end) as a line: the gap after its last glyph is not part of it. */
static Sum window(const Breaker *b, int first, int end)
{
    const Glyph *last = &b->para->glyphs[end - 1];
    const Sum *from = &b->sums[first], *to = &b->sums[end];

    return (Sum){.natural = to->natural - from->natural - last->gap,
                 .give = to->give - from->give - (last->gap - last->gap_min),
                 .soft = to->soft - from->soft - soft_gain(last, b->para->style.size),
                 .gaps = to->gaps - from->gaps - (last->stretch != STRETCH_NONE),
                 .letters = to->letters - from->letters};
}

static Emu measure_at(Shape shape, int line)
{
    int i = shape.first + line;

    assert(shape.count > 0);
    return shape.measures[i < shape.count ? i : shape.count - 1];
}

static int64_t in_ems(int64_t length, Emu em)
{
    return length * COST_ONE / em;
}

/* Cost of opening the line by slack; negative when this pass does not take it. */
static int64_t stretch_cost(const Breaker *b, const Sum *line, int64_t slack)
{
    Emu em = b->para->style.size;
    int64_t soft = slack < line->soft ? slack : line->soft;
    int64_t rest = slack - soft;
    int64_t cost = in_ems(soft, em) / 2;

    if (rest == 0)
        return cost;
    int gaps = line->gaps > 0 ? line->gaps : 1;
    int64_t each = in_ems(rest, em) / gaps;
    if (each > STRETCH_LIMIT && b->pass == PASS_NORMAL)
        return -1;
    cost += 1000 * (each * each / COST_ONE) + 5 * in_ems(rest, em);
    return line->gaps > 0 ? cost : cost + COST_NO_GAPS;
}

/* The end of a paragraph: no lonely character, and rather not a short remainder. */
static int64_t end_cost(const Sum *line, Emu measure)
{
    int64_t wanted = (int64_t)measure * SHORT_END_MILLI / 1000;

    if (line->letters < 2)
        return COST_LONELY_END;
    if (line->natural >= wanted)
        return 0;
    int64_t missing = 1000 - line->natural * 1000 / wanted;
    return COST_SHORT_END / 1000000 * missing * missing;
}

/* Cost of glyphs [first, end) as one line, negative when it is none in this pass. */
static int64_t line_cost(const Breaker *b, const Sum *line, Emu measure, bool natural_end)
{
    int64_t slack = measure - line->natural;
    int64_t cost = 0;

    if (slack < 0)
        cost = 2 * in_ems(-slack, b->para->style.size);
    else if (!natural_end)
        cost = stretch_cost(b, line, slack);
    return cost;
}

/* Offers a way to end line number `lines` at `end`; of two with the same number the cheaper stays,
 * the earlier one when they cost the same. */
static void offer(Breaker *b, Node node)
{
    for (int i = b->fresh; i < b->node_count; i++)
        if (b->nodes[i].lines == node.lines) {
            if (node.cost < b->nodes[i].cost)
                b->nodes[i] = node;
            return;
        }
    vec_push(b->arena, b->nodes, b->node_count, b->node_cap) = node;
}

static bool may_break(const Breaker *b, int end, bool *legal)
{
    const Glyph *glyphs = b->para->glyphs;

    *legal = end == b->para->glyph_count || glyphs[end - 1].break_after != BREAK_NO;
    return *legal || (b->pass == PASS_EMERGENCY && glyphs[end].length > 0);
}

/* One character, which no pass can break further. */
static bool is_single(const Breaker *b, int first, int end)
{
    for (int i = first + 1; i < end; i++)
        if (b->para->glyphs[i].length > 0)
            return false;
    return true;
}

/* Tries the line from node `from` to end; false when it can never fit, however far end moves. */
static bool try_line(Breaker *b, int from, int end, bool legal)
{
    Node node = b->nodes[from];
    const Glyph *glyphs = b->para->glyphs;
    bool last = end == b->para->glyph_count;
    bool forced = !last && glyphs[end - 1].break_after == BREAK_FORCED;
    Emu full = measure_at(b->shape, node.lines);
    Emu measure = full - (node.lines == 0 ? b->para->style.indent : 0);
    Sum line = window(b, node.end, end);
    Emu hyphen = last ? 0 : hyphen_width(b->para, end - 1);
    if (hyphen && !hyphen_fits(b->para, full)) {
        if (b->pass != PASS_EMERGENCY)
            return line.natural - line.give <= measure;
        legal = false;
    }
    line.natural += hyphen;
    bool over = line.natural - line.give > measure;

    if (over && !(b->pass == PASS_EMERGENCY && is_single(b, node.end, end)))
        return line.natural - hyphen - line.give <= measure; /* without it more may fit */
    int64_t cost = line_cost(b, &line, measure, last || forced);
    if (cost < 0)
        return true;
    if (last && node.lines > 0)
        cost += end_cost(&line, measure);
    cost += legal ? (last ? 0 : glyphs[end - 1].cost_after * COST_ONE) : COST_EMERGENCY;
    offer(b, (Node){.end = end,
                    .lines = node.lines + 1,
                    .prev = from,
                    .emergency = node.emergency || !legal || over,
                    .cost = node.cost + cost});
    return true;
}

/* Keeps the ways near the best number of lines: enough for a line more or less, and linear time. */
static void activate_fresh(Breaker *b)
{
    int best = b->fresh, kept = b->pass == PASS_EMERGENCY ? 0 : LINES_KEPT;

    for (int i = b->fresh; i < b->node_count; i++)
        if (b->nodes[i].cost < b->nodes[best].cost)
            best = i;
    for (int i = b->fresh; i < b->node_count; i++) {
        int away = b->nodes[i].lines - b->nodes[best].lines;
        if (away >= -kept && away <= kept)
            vec_push(b->arena, b->active, b->active_count, b->active_cap) = i;
    }
}

/* One pass over all places; true when the end was reached (its nodes are the last ones made). */
static bool run_pass(Breaker *b)
{
    int count = b->para->glyph_count;

    b->node_count = b->active_count = 0;
    vec_push(b->arena, b->nodes, b->node_count, b->node_cap) = (Node){.prev = -1};
    vec_push(b->arena, b->active, b->active_count, b->active_cap) = 0;
    for (int end = 1; end <= count; end++) {
        bool legal, forced = b->para->glyphs[end - 1].break_after == BREAK_FORCED;
        int kept = 0;
        if (!may_break(b, end, &legal))
            continue;
        b->fresh = b->node_count;
        for (int i = 0; i < b->active_count; i++)
            if (try_line(b, b->active[i], end, legal))
                b->active[kept++] = b->active[i];
        b->active_count = forced ? 0 : kept;
        activate_fresh(b);
        if (b->active_count == 0)
            return false;
    }
    return b->fresh < b->node_count;
}

static const int *trace(const Breaker *b, int at)
{
    int lines = b->nodes[at].lines;
    int *ends = arena_many(b->arena, int, (size_t)lines);

    for (int i = lines - 1; i >= 0; i--, at = b->nodes[at].prev)
        ends[i] = b->nodes[at].end;
    return ends;
}

static int collect(const Breaker *b, Breaks *out, int max)
{
    int count = 0;

    for (int i = b->fresh; i < b->node_count && count < max; i++) {
        int at = count++;
        Breaks found = {b->nodes[i].lines, b->nodes[i].cost, trace(b, i), b->nodes[i].emergency};
        for (; at > 0 && out[at - 1].lines > found.lines; at--)
            out[at] = out[at - 1];
        out[at] = found;
    }
    return count;
}

int para_breaks(Arena *arena, const ShapedPara *para, Shape shape, Breaks *out, int max)
{
    Breaker b = {.arena = arena, .para = para, .shape = shape};

    assert(max > 0);
    if (para->glyph_count == 0) {
        out[0] = (Breaks){0};
        return 1;
    }
    b.sums = sums_of(arena, para);
    for (b.pass = PASS_NORMAL; b.pass < PASS_COUNT; b.pass++)
        if (run_pass(&b))
            return collect(&b, out, max);
    assert(false); /* the emergency pass breaks anything */
    return 0;
}

/* May a squeezed line end after glyph i, with this much room left? */
static bool may_end_here(const ShapedPara *para, int i, Emu measure, int64_t left)
{
    const Glyph *glyph = &para->glyphs[i];

    if (glyph->break_after == BREAK_NO || !glyph->hyphen_after)
        return glyph->break_after != BREAK_NO;
    return hyphen_fits(para, measure) && hyphen_width(para, i) <= left + glyph->gap_min;
}

int para_least_lines(const ShapedPara *para, Shape shape)
{
    const Glyph *glyphs = para->glyphs;
    int lines = 0;

    /* Every line takes what it can hold when squeezed: no way of breaking has fewer. */
    for (int first = 0; first < para->glyph_count; lines++) {
        Emu full = measure_at(shape, lines);
        int64_t room = full - (lines == 0 ? para->style.indent : 0);
        int64_t width = 0;
        int end = first, legal = first;
        for (; end < para->glyph_count && width + glyphs[end].body <= room; end++) {
            width += glyphs[end].body + glyphs[end].gap_min;
            if (end + 1 == para->glyph_count || may_end_here(para, end, full, room - width))
                legal = end + 1;
            if (glyphs[end].break_after == BREAK_FORCED)
                break;
        }
        first = legal > first ? legal : end > first ? end : first + 1;
    }
    return lines;
}

int breaks_best(const Breaks *all, int count)
{
    int best = 0;

    for (int i = 1; i < count; i++)
        if (all[i].cost < all[best].cost)
            best = i;
    return best;
}
