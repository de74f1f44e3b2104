/* A story in its boxes: head, deck, byline, pictures, text columns, as one object. */
#include "page/maker.h"

#include <assert.h>

enum { BESIDE_FIELD_EMS = 8 }; /* text beside a vertical head is this wide at least */

/* One box made ready for text. */
typedef struct {
    Columns columns;
    Rect box;
    HeadPlan head;
    FieldPlan field; /* of a vertical head, else of no width */
    int deck_rows, byline_rows;
    ShapedPara *deck;
    Breaks deck_breaks;
} Prepared;

static bool has_field(const Story *story)
{
    return story->kind == KIND_VERTICAL && story->title.count > 0;
}

static Rect box_rect(const Maker *m, const BoxSpec *spec)
{
    const House *house = m->house;

    return (Rect){house_column_x(house, spec->column), row_top(m, spec->row),
                  house_columns_width(house, spec->columns), spec->rows * house->row};
}

static Emu inset_of(const Maker *m, int story)
{
    return story_is_framed(m->issue->stories[story]) ? m->house->frame_inset_x : 0;
}

/* Never a single text column wider than reads well. */
static int legs_of(const Maker *m, const BoxSpec *spec, Emu width)
{
    const House *house = m->house;
    int legs = spec->legs ? spec->legs : house->leg_preferred[spec->columns];
    int most = (int)((width + house->em) / (6 * house->em));

    /* Beside a vertical head no text column is narrower than the grid's. */
    if (spec->legs == 0 && has_field(m->issue->stories[spec->story]))
        legs = (int)((width + house->em) / ((house->column_ems + 1) * house->em));
    legs = legs < 1 ? 1 : legs > LEGS_MAX ? LEGS_MAX : legs;
    if (spec->legs == 0)
        while (legs < LEGS_MAX && (width - (legs - 1) * house->em) / legs > house->leg_max)
            legs++;
    return legs > most && most >= 1 ? most : legs;
}

static void prepare_deck(Maker *m, const Story *story, Emu width, Prepared *p)
{
    if (story->deck.count == 0)
        return;
    ParaStyle style = type_display(m->house, ROLE_DECK, m->house->text[ROLE_DECK].size);
    Breaks all[8];
    p->deck = para_shape(m->arena, m->faults, m->fonts, story->deck, &style);
    int count = para_breaks(m->arena, p->deck, (Shape){&width, 1, 0}, all, 8);
    p->deck_breaks = all[breaks_best(all, count)];
    p->deck_rows = p->deck_breaks.lines;
}

/* The field of a vertical head, of no width where the box has no room for text beside it: then the
 * head goes across. */
static FieldPlan plan_field(Maker *m, const BoxSpec *spec, Emu width)
{
    const Story *story = m->issue->stories[spec->story];
    Emu least = BESIDE_FIELD_EMS * m->house->em;
    FieldPlan plan = field_plan(m, spec);

    if (width - plan.width - m->house->em / 2 >= least) {
        if (plan.head.crowded)
            diag_report_page(m->diags, P_HEAD_CROWDED, story->title.pieces[0].at,
                             m->page->spec->number, "%d", plan.head.para->glyph_count);
        head_report_break(m, story, &plan.head);
        return plan;
    }
    diag_report_page(m->diags, P_FIELD_NARROW, story->title.pieces[0].at, m->page->spec->number,
                     "%d", BESIDE_FIELD_EMS);
    return (FieldPlan){0};
}

static Prepared prepare(Maker *m, const BoxSpec *spec, bool continued, Pending *pending)
{
    const Story *story = m->issue->stories[spec->story];
    Emu inset = inset_of(m, spec->story);
    bool framed = story_is_framed(story);
    Prepared p = {.box = box_rect(m, spec)};
    Rect inner = {p.box.x + inset, p.box.y, p.box.w - 2 * inset, p.box.h};
    int head_rows = framed ? 1 : 0, text_rows = spec->text_rows ? spec->text_rows : spec->rows;

    if (!continued && has_field(story))
        p.field = plan_field(m, spec, inner.w);
    if (p.field.width)
        inner.w -= p.field.width + m->house->em / 2;
    if (!continued) {
        HeadRank rank = head_rank(m->page->spec, m->issue, spec->story);
        p.head = p.field.width ? (HeadPlan){.rows = 1}
                               : head_plan(m, story, rank, spec->columns, inner.w);
        prepare_deck(m, story, inner.w, &p);
        p.byline_rows = story->byline.count ? 1 : 0;
        head_rows = p.head.rows + p.deck_rows + p.byline_rows;
    }
    p.columns = columns_make(m->house, inner, legs_of(m, spec, inner.w), spec->row + head_rows,
                             spec->row + text_rows - 1 - (framed ? 1 : 0));
    if (!continued)
        for (int i = 0; i < story->photo_count; i++) {
            PhotoPlace place = i == 0 ? spec->photo : (PhotoPlace){.side = PHOTO_BOTTOM};
            if (i > 0)
                place.leg = p.columns.leg_count;
            photo_place(m, spec->story, i, place, &p.columns, pending);
        }
    return p;
}

static void place_deck(Maker *m, int story, const Prepared *p, int row)
{
    Emu x = p->columns.legs[0].x, width = p->box.x + p->box.w - x - p->field.width;
    PlacedLine *lines = arena_many(m->arena, PlacedLine, (size_t)p->deck_rows);

    for (int i = 0; i < p->deck_rows; i++) {
        int first = i ? p->deck_breaks.ends[i - 1] : 0;
        lines[i] = (PlacedLine){
            .para = p->deck,
            .block = -1,
            .line = para_natural(m->arena, p->deck, first, p->deck_breaks.ends[i] - first, 0),
            .baseline = {x, row_top(m, row + i) + m->house->baseline}};
    }
    frame_add(m, (Frame){.kind = FRAME_LINE,
                         .role = ROLE_DECK,
                         .box = {x, row_top(m, row), width, p->deck_rows * m->house->row},
                         .story = story,
                         .ink = m->house->text[ROLE_DECK].ink,
                         .lines = lines,
                         .line_count = p->deck_rows,
                         .at = m->issue->stories[story]->deck.pieces[0].at});
}

static void place_byline(Maker *m, int story, const Prepared *p, int row)
{
    LineSpec byline = {
        .role = ROLE_BYLINE, .text = m->issue->stories[story]->byline, .story = story};

    frame_line(m, byline, (Point){p->columns.legs[0].x, row_top(m, row) + m->house->baseline});
}

static void place_head(Maker *m, const BoxSpec *spec, const Prepared *p)
{
    int row = spec->row + p->head.rows;

    head_place(m, spec->story, &p->head, p->box, inset_of(m, spec->story), spec->row == 1);
    if (p->field.width)
        field_place(m, spec->story, &p->field, p->box);
    if (p->deck_rows)
        place_deck(m, spec->story, p, row);
    if (p->byline_rows)
        place_byline(m, spec->story, p, row + p->deck_rows);
}

static void report_fit(Maker *m, int story, const Flow *flow, const Slot *slots, int count)
{
    const Story *s = m->issue->stories[story];
    StoryFit fit = {.story = story, .characters = flow->characters};
    int page = m->page->spec->number;
    Emu widest = m->house->em;

    fit.fit = flow_spare(m, flow, slots, count);
    fit.overset = flow->lines > count;
    vec_push(m->arena, m->page->fits, m->page->fit_count, m->fit_cap) = fit;
    if (fit.overset) {
        for (int i = 0; i < count; i++)
            widest = slots[i].width > widest ? slots[i].width : widest;
        int legs = count ? slots[count - 1].leg + 1 : 1;
        int over = flow->lines - count;
        diag_report_page(m->diags, P_STORY_OVERSET, s->at, page, "%d\t%d",
                         fit.fit < 0 ? -fit.fit : 1, (over + legs - 1) / legs);
    } else if (count - flow->lines > 1) {
        diag_report_page(m->diags, P_STORY_SHORT, s->at, page, "%d\t%d", fit.fit,
                         count - flow->lines);
    }
}

/* Text rows left without a line, in thousandths of a grid column × row. */
static int empty_of(const BoxSpec *spec, const Columns *columns, const Slot *slots, int from,
                    int to)
{
    int64_t width = 0, legs = 0;

    for (int i = from; i < to; i++)
        width += slots[i].width;
    for (int i = 0; i < columns->leg_count; i++)
        legs += columns->legs[i].width;
    return legs ? (int)(width * 1000 * spec->columns / legs) : 0;
}

static void add_box(Maker *m, const BoxSpec *spec, const Prepared *p, bool continued,
                    int characters, int empty)
{
    vec_push(m->arena, m->page->boxes, m->page->box_count, m->box_cap) =
        (Box){.story = spec->story,
              .column = spec->column,
              .columns = spec->columns,
              .row = spec->row,
              .rows = spec->rows,
              .continued = continued,
              .box = p->box,
              .characters = characters,
              .empty = empty};
}

/* Slots of all boxes one after the other; ends[i] is the slot after box i's last. Text columns of
 * later boxes count on, so that no two boxes share a leg number. */
static Slot *chain_slots(Maker *m, const Prepared *prepared, int count, int *ends, int *total)
{
    Slot *all = NULL;
    int cap = 0, legs = 0;

    *total = 0;
    for (int i = 0; i < count; i++) {
        int n;
        Slot *slots = columns_slots(m->arena, m->house, &prepared[i].columns, &n);
        for (int k = 0; k < n; k++) {
            slots[k].leg += legs;
            vec_push(m->arena, all, *total, cap) = slots[k];
        }
        legs += prepared[i].columns.leg_count;
        ends[i] = *total;
    }
    return all;
}

/* The boxes of a story with its text in their slots. */
typedef struct {
    Prepared *prepared;
    int *ends; /* slot after the last of each box */
    Slot *slots;
    int slot_count;
    Flow flow;
    Pending pending;
} Setting;

static Setting set_text(Maker *m, const BoxSpec *boxes, int count)
{
    Setting set = {.prepared = arena_many(m->arena, Prepared, (size_t)count),
                   .ends = arena_many(m->arena, int, (size_t)count)};

    for (int i = 0; i < count; i++)
        set.prepared[i] = prepare(m, &boxes[i], i > 0, &set.pending);
    set.slots = chain_slots(m, set.prepared, count, set.ends, &set.slot_count);
    set.flow = flow_open(m, boxes[0].story, set.prepared[0].columns.legs[0].width);
    flow_fit(m, &set.flow, set.slots, set.slot_count);
    return set;
}

/* A trial: everything it adds to page and arena is forgotten, its findings go to a list of its own.
 */
static bool story_fits(Maker *m, BoxSpec box)
{
    ArenaMark mark = arena_mark(m->arena);
    Maker trial = *m;

    trial.diags = diags_new(m->arena);
    Setting set = set_text(&trial, &box, 1);
    bool fits = set.flow.lines <= set.slot_count && !set.prepared[0].field.head.crowded;
    diags_close(trial.diags);
    arena_rewind(m->arena, mark);
    return fits;
}

int story_rows_needed(Maker *m, BoxSpec box, int most)
{
    int low = 2, high = most;

    /* More rows never hold less, so halving finds the fewest. */
    while (low < high) {
        box.rows = low + (high - low) / 2;
        if (story_fits(m, box))
            high = box.rows;
        else
            low = box.rows + 1;
    }
    return high;
}

/* A story that leaves room ends on equal text columns with the white at the foot of its box, not
 * with some columns full and some empty: its text gets the fewest rows that hold it. */
static bool balance(Maker *m, const BoxSpec *box, const Setting *full, Setting *out)
{
    BoxSpec lower = *box;
    int legs = full->prepared[0].columns.leg_count;

    if (full->slot_count - full->flow.lines < legs || legs == 1)
        return false;
    lower.text_rows = story_rows_needed(m, *box, box->rows);
    *out = set_text(m, &lower, 1);
    return out->flow.lines <= out->slot_count;
}

void story_set(Maker *m, const BoxSpec *boxes, int count)
{
    Setting full = set_text(m, boxes, count), set = full;

    report_fit(m, boxes[0].story, &full.flow, full.slots, full.slot_count);
    if (count == 1 && !balance(m, boxes, &full, &set))
        set = full;
    for (int i = 0; i < count; i++) {
        if (i == 0)
            place_head(m, &boxes[i], &set.prepared[i]);
        int from = i ? set.ends[i - 1] : 0;
        int filled = full.flow.lines > from ? full.flow.lines : from;
        int placed = flow_place(m, &set.flow, boxes[i].story, set.slots, from, set.ends[i]);
        int empty =
            empty_of(&boxes[i], &full.prepared[i].columns, full.slots, filled, full.ends[i]);
        add_box(m, &boxes[i], &full.prepared[i], i > 0, placed, empty);
    }
    for (int i = 0; i < set.pending.count; i++)
        frame_add(m, set.pending.frames[i]);
}
