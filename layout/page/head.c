/* The head of a story: size from the ladder, one line or two, number, rule. */
#include "page/maker.h"

/* White between rule, kicker and headline. */
enum { KICKER_ABOVE = PT(3), KICKER_BELOW = PT(2) };

/* From this side on the number's square stands a wider gap from its headline. */
enum { LEAD_SQUARE = PT(39) };

HeadRank head_rank(const PageSpec *spec, const Issue *issue, int story)
{
    const Story *s = issue->stories[story];

    if (spec->lead == story)
        return RANK_LEAD;
    if (s->kind == KIND_BRIEF || s->weight <= 3)
        return RANK_MINOR;
    return s->weight >= 8 ? RANK_SECOND : RANK_STANDARD;
}

/* The ladder's own entry for a size, else the nearest below scaled from it. */
static HeadSize head_size(const House *house, Emu size)
{
    HeadSize best = house->head_sizes[0];

    for (int i = 0; i < house->head_size_count; i++)
        if (house->head_sizes[i].size <= size && house->head_sizes[i].size >= best.size)
            best = house->head_sizes[i];
    if (best.size != size) {
        best.square1 += size - best.size;
        best.pitch2 = emu_scale(best.pitch2, size, best.size);
        best.square2 += 2 * (size - best.size);
        best.size = size;
    }
    return best;
}

static const ShapedPara *head_shape(Maker *m, const Story *story, Emu size)
{
    TextRole role = size < m->house->small_head ? ROLE_HEADLINE_SMALL : ROLE_HEADLINE;
    ParaStyle style = type_display(m->house, role, size);

    return para_shape(m->arena, m->faults, m->fonts, story->title, &style);
}

/* The tracking, never opening, that brings the window into room; false when it would be too much.
 */
static bool tracked(const House *house, const ShapedPara *para, int first, int count, Emu room,
                    Emu *track)
{
    Emu over = para_width(para, first, count) - room;
    int gaps = para_gaps(para, first, count);

    *track = 0;
    if (over <= 0)
        return true;
    if (gaps == 0)
        return false;
    *track = -(over + gaps - 1) / gaps;
    return *track >= emu_scale(para->style.size, house->track_min_milli, 1000);
}

static bool one_line(Maker *m, const Story *story, Emu size, Emu room, HeadPlan *plan)
{
    const House *house = m->house;

    for (Emu less = 0; less <= house->head_shrink_max; less += house->head_shrink_step) {
        const ShapedPara *para = head_shape(m, story, size - less);
        Emu track = 0;
        if (tracked(house, para, 0, para->glyph_count, room, &track)) {
            plan->para = para;
            plan->line_count = 1;
            plan->first[0] = 0;
            plan->count[0] = para->glyph_count;
            plan->size = size - less;
            plan->track = track;
            return true;
        }
        if (house->head_shrink_step <= 0)
            break;
    }
    return false;
}

static bool two_lines(Maker *m, const Story *story, Emu size, Emu room, HeadPlan *plan)
{
    const ShapedPara *whole = head_shape(m, story, size);
    const ShapedPara *by_words = head_by_words(m, story, whole);
    const ShapedPara *para = by_words ? by_words : whole;
    int at = head_part_at(para, room);
    Emu track1, track2;

    if (at == 0 || !tracked(m->house, para, 0, at, room, &track1) ||
        !tracked(m->house, para, at, para->glyph_count - at, room, &track2))
        return false;
    plan->para = para;
    plan->line_count = 2;
    plan->first[0] = 0;
    plan->count[0] = at;
    plan->first[1] = at;
    plan->count[1] = para->glyph_count - at;
    plan->size = size;
    plan->track = track1 < track2 ? track1 : track2;
    return true;
}

/* Three lines of a one-column head, or what is left when nothing fits: broken as it comes. */
static void any_lines(Maker *m, const Story *story, Emu size, Emu room, HeadPlan *plan)
{
    const ShapedPara *para = head_shape(m, story, size);
    Breaks found = head_breaks(m, story, para, room, HEAD_LINES_MAX);
    const Breaks *breaks = &found;

    plan->para = para;
    plan->size = size;
    plan->track = 0;
    plan->crowded = breaks->lines > HEAD_LINES_MAX || breaks->emergency;
    plan->line_count = breaks->lines < HEAD_LINES_MAX ? breaks->lines : HEAD_LINES_MAX;
    for (int i = 0; i < plan->line_count; i++) {
        plan->first[i] = i ? breaks->ends[i - 1] : 0;
        bool rest = i + 1 == plan->line_count;
        plan->count[i] = (rest ? para->glyph_count : breaks->ends[i]) - plan->first[i];
    }
}

static Emu room_beside(Emu width, Emu square, Emu gap)
{
    return square ? width - square - gap : width;
}

/* What one headline is fitted to. */
typedef struct {
    const Story *story;
    Emu width;
    bool numbered;
    bool beside; /* the number stands beside the headline, not above */
} Fitting;

static bool fit_one(Maker *m, const Fitting *fit, const HeadSize *size, HeadPlan *plan)
{
    const House *house = m->house;
    Emu gap = size->square1 >= LEAD_SQUARE ? house->number_gap_lead : house->number_gap;
    Emu square = fit->beside ? size->square1 : 0;

    if (!one_line(m, fit->story, size->size, room_beside(fit->width, square, gap), plan))
        return false;
    plan->square = fit->numbered ? size->square1 : 0;
    plan->gap = gap;
    return true;
}

/* The square grows with two lines only where it stands beside them. */
static void number_beside_lines(const House *house, const Fitting *fit, const HeadSize *size,
                                HeadPlan *plan)
{
    plan->gap = house->number_gap;
    plan->pitch = size->pitch2;
    if (fit->numbered)
        plan->square = fit->beside ? size->square2 : size->square1;
}

static Emu room_for_lines(const House *house, const Fitting *fit, const HeadSize *size)
{
    return room_beside(fit->width, fit->beside ? size->square2 : 0, house->number_gap);
}

static bool fit_two(Maker *m, const Fitting *fit, const HeadSize *size, HeadPlan *plan)
{
    if (!two_lines(m, fit->story, size->size, room_for_lines(m->house, fit, size), plan))
        return false;
    number_beside_lines(m->house, fit, size, plan);
    return true;
}

/* First size that takes the head in one line, or in two where the editor marked the place; else the
 * first that takes it in two; else the smallest, broken as it comes. */
static void choose(Maker *m, const Fitting *fit, const LadderStep *step, HeadPlan *plan)
{
    HeadSize sizes[LADDER_STEPS] = {head_size(m->house, m->house->small_head)};
    int count = 0;

    while (count < LADDER_STEPS && step->sizes[count]) {
        sizes[count] = head_size(m->house, step->sizes[count]);
        count++;
    }
    for (int i = 0; i < count; i++) {
        bool marked = head_is_marked(head_shape(m, fit->story, sizes[i].size));
        if (fit_one(m, fit, &sizes[i], plan) || (marked && fit_two(m, fit, &sizes[i], plan)))
            return;
    }
    for (int i = 0; i < count; i++)
        if (fit_two(m, fit, &sizes[i], plan))
            return;
    const HeadSize *smallest = &sizes[count ? count - 1 : 0];
    any_lines(m, fit->story, smallest->size, room_for_lines(m->house, fit, smallest), plan);
    number_beside_lines(m->house, fit, smallest, plan);
}

/* Height of the banner from the rule down to the foot of square and headline. */
static Emu block_height(const House *house, const HeadPlan *plan)
{
    HeadSize size = head_size(house, plan->size);
    Emu lines = plan->size + (plan->line_count - 1) * plan->pitch;

    if (plan->number_above)
        return plan->square ? plan->square + house->banner_foot + plan->line_count * plan->pitch
                            : plan->line_count * plan->pitch;
    if (plan->square)
        return plan->square > lines ? plan->square : lines;
    Emu square = plan->line_count > 1 ? size.square2 : size.square1;
    return square > lines ? square : lines;
}

static int brief_rows(const House *house, const HeadPlan *plan)
{
    Emu lines = plan->size + (plan->line_count - 1) * plan->pitch;

    return rows_for(house, house->banner_rule_y + lines);
}

/* A frame stands half a row inside its box, above and below, so that it touches nothing. */
static Rect frame_of(const House *house, Rect box)
{
    return (Rect){box.x, box.y + house->row / 2, box.w, box.h - house->row};
}

/* Lower edge of the rule from the box's top: a frame's own top edge is the rule. */
static Emu rule_foot(const House *house, const Story *story)
{
    return story_is_framed(story) ? house->row / 2 + house->banner_rule_strong
                                  : house->banner_rule_y;
}

void head_report_break(Maker *m, const Story *story, const HeadPlan *plan)
{
    const ShapedPara *para = plan->para;
    Buf shown = buf_new(m->arena);
    int page = m->page->spec->number;

    if (plan->line_count < 2 || head_is_marked(para))
        return;
    for (int i = 0; i < plan->line_count; i++) {
        int end = plan->first[i] + plan->count[i];
        int32_t from = para->glyphs[plan->first[i]].cluster;
        int32_t to = end < para->glyph_count ? para->glyphs[end].cluster : (int32_t)para->text.n;
        if (i)
            buf_byte(&shown, '|');
        buf_add(&shown, str_trim((Str){para->text.p + from, (size_t)(to - from)}));
    }
    Str text = buf_str(&shown);
    diag_report_page(m->diags, L_HEAD_BREAK, story->title.pieces[0].at, page, "%.*s",
                     STR_ARGS(text));
    if (!head_by_words(m, story, para))
        diag_report_page(m->diags, L_WORDS_MISSING, story->title.pieces[0].at, page, " ");
}

/* 均排: a headline of two to four characters in a wide box, spread by whole or half ems. */
static void spread_short(const House *house, const Story *story, Emu width, HeadPlan *plan)
{
    enum { SPREAD_LEAST = 2, SPREAD_MOST = 4 };
    bool plain = story->kind == KIND_PLAIN && house->head_spread == SPREAD_PLAIN_TOO;
    bool boxed = story->kind == KIND_BOXED && house->head_spread != SPREAD_NONE;
    const ShapedPara *para = plan->para;
    int count = para->glyph_count;

    if ((!plain && !boxed) || plan->square || plan->line_count != 1 || count < SPREAD_LEAST ||
        count > SPREAD_MOST || para_width(para, 0, count) >= width / 4)
        return;
    for (int i = 0; i < count; i++)
        if (para->glyphs[i].char_class != CLASS_HAN)
            return;
    Emu gap = count == 2 ? 2 * plan->size : count == 3 ? plan->size : plan->size / 2;
    bool wide = para_width(para, 0, count) + (count - 1) * gap > width / 3;
    plan->track = wide && count < SPREAD_MOST ? gap / 2 : gap;
}

HeadPlan head_plan(Maker *m, const Story *story, HeadRank rank, int columns, Emu width)
{
    const House *house = m->house;
    HeadPlan plan = {.number_above = columns == 1 && story->kind != KIND_BRIEF};

    if (story->title.count == 0)
        return (HeadPlan){.rows = 1};
    /* A brief has one head size whatever its width. */
    int class = story->kind == KIND_BRIEF ? 1 : columns;
    Fitting fit = {story, width, story->number > 0, story->number > 0 && !plan.number_above};
    choose(m, &fit, &house->ladder[class][rank], &plan);
    spread_short(house, story, width, &plan);
    if (plan.pitch == 0)
        plan.pitch = head_size(house, plan.size).pitch2;
    if (story->kicker.count)
        plan.kicker_height = house->text[ROLE_KICKER].size + KICKER_ABOVE + KICKER_BELOW;
    if (story->kind == KIND_BRIEF && !plan.square)
        plan.rows = brief_rows(house, &plan);
    else
        plan.rows = rows_for(house, rule_foot(house, story) + plan.kicker_height +
                                        block_height(house, &plan) + house->banner_foot);
    head_report_break(m, story, &plan);
    if (plan.crowded)
        diag_report_page(m->diags, P_HEAD_CROWDED, story->title.pieces[0].at, m->page->spec->number,
                         "%d", plan.para->glyph_count);
    return plan;
}

void head_number(Maker *m, int story, Emu square, Point at)
{
    const House *house = m->house;
    int number = m->issue->stories[story]->number;
    int ratio = number < 10 ? house->number_milli : house->number2_milli;
    Emu size = emu_scale(square, ratio, 1000);
    ParaStyle style = type_display(house, ROLE_NUMBER, size);
    Str digits = str_format(m->arena, "%d", number);
    Text text = type_text(m->arena, digits, m->issue->stories[story]->at);
    ShapedPara *para = para_shape(m->arena, m->faults, m->fonts, text, &style);
    PlacedLine *placed = arena_new(m->arena, PlacedLine);

    *placed = (PlacedLine){
        .para = para, .block = -1, .line = para_natural(m->arena, para, 0, para->glyph_count, 0)};
    placed->baseline = (Point){at.x + (square - placed->line.end) / 2,
                               at.y + square / 2 + emu_scale(size, house->number_drop_milli, 1000)};
    frame_add(m, (Frame){.kind = FRAME_NUMBER,
                         .role = ROLE_NUMBER,
                         .box = {at.x, at.y, square, square},
                         .story = story,
                         .ink = house->red,
                         .lines = placed,
                         .line_count = 1,
                         .disc = house->number_style == NUMBER_DISC,
                         .at = m->issue->stories[story]->at});
}

static void place_lines(Maker *m, int story, const HeadPlan *plan, Point at, Emu width)
{
    const Story *s = m->issue->stories[story];
    PlacedLine *lines = arena_many(m->arena, PlacedLine, (size_t)plan->line_count);
    Emu ascent = emu_scale(plan->size, EM_ASCENT_MILLI, 1000);

    for (int i = 0; i < plan->line_count; i++)
        lines[i] = (PlacedLine){
            .para = plan->para,
            .block = -1,
            .line = para_natural(m->arena, plan->para, plan->first[i], plan->count[i], plan->track),
            .baseline = {at.x, at.y + ascent + i * plan->pitch}};
    frame_add(m,
              (Frame){.kind = FRAME_HEAD,
                      .role = plan->para->style.role,
                      .box = {at.x, at.y, width, plan->size + (plan->line_count - 1) * plan->pitch},
                      .story = story,
                      .ink = m->house->text[plan->para->style.role].ink,
                      .lines = lines,
                      .line_count = plan->line_count,
                      .at = s->title.pieces[0].at});
}

static void place_kicker(Maker *m, int story, Point at)
{
    LineSpec kicker = {
        .role = ROLE_KICKER, .text = m->issue->stories[story]->kicker, .story = story};

    at.y += emu_scale(m->house->text[ROLE_KICKER].size, EM_ASCENT_MILLI, 1000);
    frame_line(m, kicker, at);
}

static void place_rule(Maker *m, int story, Rect box, bool first_row)
{
    const House *house = m->house;
    const Story *s = m->issue->stories[story];
    bool intro = s->title.count == 0;
    Emu weight = intro                             ? house->intro_rule
                 : story_is_framed(s) || first_row ? house->banner_rule_strong
                 : s->kind == KIND_BRIEF           ? house->brief_rule
                                                   : house->banner_rule;

    if (story_is_framed(s)) {
        Rect frame = frame_of(house, box);
        Frame outline = {.kind = FRAME_OUTLINE, .box = frame, .story = -1, .ink = house->black};
        outline.stroke = house->frame_rule;
        frame_add(m, outline);
        frame_add(m, frame_rule((Rect){frame.x, frame.y, frame.w, weight}, house->black));
        return;
    }
    frame_add(m, frame_rule((Rect){box.x, box.y + house->banner_rule_y - weight, box.w, weight},
                            intro ? house->red : house->black));
}

void head_place(Maker *m, int story, const HeadPlan *plan, Rect box, Emu inset, bool first_row)
{
    const House *house = m->house;
    const Story *s = m->issue->stories[story];
    Emu x = box.x + inset, width = box.w - 2 * inset;
    Emu top = box.y + rule_foot(house, s) + plan->kicker_height;

    place_rule(m, story, box, first_row);
    if (!plan->para)
        return;
    if (s->kicker.count)
        place_kicker(m, story, (Point){x, top - plan->kicker_height + KICKER_ABOVE});
    if (plan->square)
        head_number(m, story, plan->square, (Point){x, top});
    if (plan->number_above) {
        Emu y = top + (plan->square ? plan->square + house->banner_foot : PT(2));
        place_lines(m, story, plan, (Point){x, y}, width);
        return;
    }
    Emu lines = plan->size + (plan->line_count - 1) * plan->pitch;
    Emu beside = plan->square ? plan->square + plan->gap : 0;
    bool brief = s->kind == KIND_BRIEF && !plan->square;
    Emu height = brief ? plan->rows * house->row - house->banner_rule_y : block_height(house, plan);
    place_lines(m, story, plan, (Point){x + beside, top + (height - lines) / 2}, width - beside);
}
