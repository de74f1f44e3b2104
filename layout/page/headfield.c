/* A head that runs from top to bottom in a field of its own at the right of its box (竖题): number,
 * headline, kicker, and a hairline to the text beside it. */
#include "page/maker.h"

enum {
    SQUARE = PT(26),
    SQUARE_BELOW = PT(10), /* white between number and headline */
    HAIRLINE = PT(1) / 4,
    PITCH_MILLI = 1150,
    WIDE_COLUMNS = 3, /* grid columns of a box whose field may take the largest size */
    KICKER_GAP_MILLI = 350
};

typedef struct {
    Emu size;
    int lines;
    int least_columns; /* of the box */
    int field_half_ems;
} FieldSize;

/* In the order tried: the largest in one line, then what goes in two. */
static const FieldSize SIZES[] = {{PT(36), 1, WIDE_COLUMNS, 10},
                                  {PT(28), 1, 1, 7},
                                  {PT(28), 2, 2, 0},
                                  {PT(24), 2, 1, 0},
                                  {PT(21), 2, 1, 0},
                                  {PT(18), 2, 1, 0}};
enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES };

static const ShapedPara *shape_down(Maker *m, Text text, TextRole role, Emu size)
{
    ParaStyle style = type_display(m->house, role, size);

    style.vertical = true;
    return para_shape(m->arena, m->faults, m->fonts, text, &style);
}

static void take_lines(HeadPlan *plan, const ShapedPara *para, int at)
{
    plan->para = para;
    plan->size = para->style.size;
    plan->pitch = emu_scale(plan->size, PITCH_MILLI, 1000);
    plan->line_count = at ? 2 : 1;
    plan->first[0] = 0;
    plan->count[0] = at ? at : para->glyph_count;
    plan->first[1] = at;
    plan->count[1] = para->glyph_count - at;
}

static bool fits(const ShapedPara *para, int at, Emu room)
{
    int first = at ? at : para->glyph_count;

    return para_width(para, 0, first) <= room &&
           para_width(para, first, para->glyph_count - first) <= room;
}

static bool try_size(Maker *m, const Story *story, const FieldSize *size, Emu room, HeadPlan *plan)
{
    const ShapedPara *para = shape_down(m, story->title, ROLE_HEADLINE, size->size);
    const ShapedPara *worded = head_by_words(m, story, para);
    bool two = size->lines == 2;

    para = worded ? worded : para;
    int at = two && para->glyph_count > 1 ? head_part_at(para, room) : 0;

    /* Where the editor has marked a break, one line is not what is wanted. */
    if ((two && at == 0) || (!two && head_is_marked(para)) || !fits(para, at, room))
        return false;
    take_lines(plan, para, at);
    return true;
}

/* The smallest size in as many lines as it needs, and that is too many or it would have fitted. */
static void break_anyhow(Maker *m, const Story *story, Emu room, HeadPlan *plan)
{
    const ShapedPara *para = shape_down(m, story->title, ROLE_HEADLINE, SIZES[SIZE_COUNT - 1].size);
    Breaks breaks = head_breaks(m, story, para, room, HEAD_LINES_MAX);

    take_lines(plan, para, 0);
    plan->crowded = breaks.lines > HEAD_LINES_MAX || breaks.emergency;
    plan->line_count = breaks.lines < HEAD_LINES_MAX ? breaks.lines : HEAD_LINES_MAX;
    for (int i = 0; i < plan->line_count; i++) {
        plan->first[i] = i ? breaks.ends[i - 1] : 0;
        int end = i + 1 == plan->line_count ? para->glyph_count : breaks.ends[i];
        plan->count[i] = end - plan->first[i];
    }
}

/* Kicker and lines side by side. */
static Emu block_width(const Maker *m, const FieldPlan *plan)
{
    const HeadPlan *head = &plan->head;
    Emu width = head->size + (head->line_count - 1) * head->pitch;

    if (plan->kicker)
        width += plan->kicker->style.size + emu_scale(m->house->em, KICKER_GAP_MILLI, 1000);
    return width;
}

/* Whole half ems, so that the text beside it keeps the grid; white to the hairline. */
static Emu field_width(const Maker *m, const FieldPlan *plan, int least_half_ems)
{
    Emu half = m->house->em / 2;
    Emu wanted = block_width(m, plan) + half / 2;
    Emu least = least_half_ems * half;

    return wanted <= least ? least : (wanted + half - 1) / half * half;
}

FieldPlan field_plan(Maker *m, const BoxSpec *spec)
{
    const Story *story = m->issue->stories[spec->story];
    FieldPlan plan = {.head = {.rows = 1, .square = story->number > 0 ? SQUARE : 0}};
    Emu above = plan.head.square ? SQUARE + SQUARE_BELOW : 0;
    Emu room = (spec->rows - 2) * m->house->row + m->house->em - above;
    int tried = 0;

    if (room < SIZES[SIZE_COUNT - 1].size)
        room = SIZES[SIZE_COUNT - 1].size;
    while (tried < SIZE_COUNT && (spec->columns < SIZES[tried].least_columns ||
                                  !try_size(m, story, &SIZES[tried], room, &plan.head)))
        tried++;
    if (tried == SIZE_COUNT)
        break_anyhow(m, story, room, &plan.head);
    if (story->kicker.count)
        plan.kicker = shape_down(m, story->kicker, ROLE_KICKER, m->house->text[ROLE_KICKER].size);
    plan.width = field_width(m, &plan, tried < SIZE_COUNT ? SIZES[tried].field_half_ems : 0);
    return plan;
}

/* Lines from the right to the left; `right` is the edge of the first one's em box. */
static void place_down(Maker *m, int story, const HeadPlan *head, Point right, FrameKind kind)
{
    PlacedLine *lines = arena_many(m->arena, PlacedLine, (size_t)head->line_count);
    Emu width = head->size + (head->line_count - 1) * head->pitch, height = 0;
    TextRole role = head->para->style.role;

    for (int i = 0; i < head->line_count; i++) {
        Line line = para_natural(m->arena, head->para, head->first[i], head->count[i], 0);
        height = line.end > height ? line.end : height;
        lines[i] = (PlacedLine){.para = head->para,
                                .block = -1,
                                .line = line,
                                .baseline = {right.x - head->size / 2 - i * head->pitch, right.y}};
    }
    frame_add(m, (Frame){.kind = kind,
                         .role = role,
                         .box = {right.x - width, right.y, width, height},
                         .story = story,
                         .ink = m->house->text[role].ink,
                         .lines = lines,
                         .line_count = head->line_count,
                         .at = head->para->source.pieces[0].at});
}

void field_place(Maker *m, int story, const FieldPlan *plan, Rect box)
{
    const House *house = m->house;
    Emu ascent = emu_scale(house->em, EM_ASCENT_MILLI, 1000);
    /* The field begins and ends with the em boxes of the first and the last row of text. */
    Emu top = box.y + house->row + house->baseline - ascent;
    Emu foot = box.y + box.h - house->row + house->baseline - ascent + house->em;
    Emu below = plan->head.square ? SQUARE + SQUARE_BELOW : 0;
    Point right = {box.x + box.w, top + below};

    if (plan->kicker) {
        HeadPlan kicker = {0};
        take_lines(&kicker, plan->kicker, 0);
        place_down(m, story, &kicker, right, FRAME_LINE);
        right.x -= kicker.size + emu_scale(house->em, KICKER_GAP_MILLI, 1000);
    }
    if (plan->head.square)
        head_number(m, story, SQUARE, (Point){right.x - plan->head.size / 2 - SQUARE / 2, top});
    place_down(m, story, &plan->head, right, FRAME_HEAD);
    frame_add(m,
              frame_rule((Rect){box.x + box.w - plan->width - HAIRLINE, top, HAIRLINE, foot - top},
                         house->black));
}
