/* The page's own things: masthead, running head, page title, hairlines between stacks. */
#include "page/maker.h"

enum { FIELD_ROWS = 4, FIELD_COLUMN_EMS = 16 };

static Rect type_area(const Maker *m)
{
    const House *house = m->house;

    return (Rect){house->margin_left, house->margin_top, house_type_width(house),
                  house->slots * house->row};
}

static Str date_text(const Maker *m)
{
    const Issue *issue = m->issue;

    if (!issue->year)
        return (Str){0};
    return str_format(m->arena, "%d年%d月%d日", issue->year, issue->month, issue->day);
}

static Str folio_text(const Maker *m)
{
    return str_format(m->arena, "第%d版", m->page->spec->number);
}

/* Who made and printed the paper stands in the imprint line, the rest beside the wordmark. */
static bool is_imprint(Str key)
{
    static const char *const keys[] = {"责任编辑", "版面编辑", "编辑", "美编",     "校对",
                                       "编印单位", "印刷单位", "印刷", "印刷日期", "印数",
                                       "发送对象", "地址",     "邮编", "电话",     "邮箱"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_eq(key, str_of(keys[i])))
            return true;
    return false;
}

static Str field_text(const Maker *m, const Field *field)
{
    return str_format(m->arena, "%.*s：%.*s", STR_ARGS(field->key), STR_ARGS(field->value));
}

/* Fields as given, one a line, the last on the folio's baseline; an empty field prints nothing. */
static void masthead_fields(Maker *m, Emu x, Emu top)
{
    const House *house = m->house;
    const Issue *issue = m->issue;
    Str *lines = arena_many(m->arena, Str, (size_t)issue->masthead_count + 2);
    Str credit = photo_common_credit(m);
    int count = 0;

    for (int i = 0; i < issue->masthead_count; i++)
        if (issue->masthead[i].value.n && !is_imprint(issue->masthead[i].key))
            lines[count++] = field_text(m, &issue->masthead[i]);
    if (issue->number.n)
        lines[count++] = issue->number;
    if (credit.n)
        lines[count++] = credit;
    for (int i = 0; i < count; i++) {
        /* Four lines a column: more than the wordmark is high would leave the head zone. */
        int row = i % FIELD_ROWS,
            rows = count - i + row < FIELD_ROWS ? count - i + row : FIELD_ROWS;
        Emu up = (rows - 1 - row) * house->fields_pitch;
        frame_text(m, ROLE_FIELDS, lines[i], false,
                   (Point){x + i / FIELD_ROWS * FIELD_COLUMN_EMS * house->em,
                           top + house->folio_baseline - up});
    }
}

/* The imprint line in the foot margin. */
static void imprint(Maker *m)
{
    Rect area = type_area(m);
    Buf line = buf_new(m->arena);

    for (int i = 0; i < m->issue->masthead_count; i++) {
        const Field *field = &m->issue->masthead[i];
        if (!field->value.n || !is_imprint(field->key))
            continue;
        if (line.n)
            buf_add(&line, S("　"));
        buf_add(&line, field_text(m, field));
    }
    if (!line.n)
        return;
    Emu width = frame_text(m, ROLE_FIELDS, buf_str(&line), false,
                           (Point){area.x, area.y + area.h + m->house->text[ROLE_FIELDS].size});
    if (width > area.w)
        diag_report_page(m->diags, P_IMPRINT_WIDE, m->page->spec->at, m->page->spec->number, "%d",
                         (int)((width - area.w) / m->house->text[ROLE_FIELDS].size) + 1);
}

static void masthead_folio(Maker *m, Rect area)
{
    const House *house = m->house;
    Emu right = area.x + area.w;

    frame_text(m, ROLE_SECTION, m->page->spec->section, true,
               (Point){right, area.y + house->section_baseline});
    frame_text(m, ROLE_FOLIO, folio_text(m), true, (Point){right, area.y + house->folio_baseline});
    if (m->page->spec->section.n)
        frame_add(m, frame_rule((Rect){right - house->folio_rule_x, area.y + house->folio_rule_top,
                                       house->folio_rule,
                                       house->folio_rule_bottom - house->folio_rule_top},
                                house->black));
    frame_text(m, ROLE_FOLIO, date_text(m), true,
               (Point){right - house->date_x, area.y + house->folio_baseline});
}

static void masthead(Maker *m)
{
    const House *house = m->house;
    Rect area = type_area(m);
    Emu size = house->text[ROLE_WORDMARK].size;
    LineSpec wordmark = {.role = ROLE_WORDMARK,
                         .text = type_text(m->arena, m->issue->paper, m->page->spec->at),
                         .story = -1,
                         .track = house->wordmark_advance - size};
    Emu left = area.x + house->wordmark_x;
    Emu end = left + frame_line(m, wordmark, (Point){left, area.y + house->wordmark_baseline});

    masthead_fields(m, end + house->fields_gap, area.y);
    masthead_folio(m, area);
    frame_add(
        m, frame_rule((Rect){area.x, area.y + house->masthead_rule_y, area.w, house->masthead_rule},
                      house->red));
    frame_add(
        m, frame_rule((Rect){area.x, area.y + house->masthead_line_y, area.w, house->masthead_line},
                      house->black));
}

/* Largest size whose natural width fits; then tracked open to the full width if that is not more
 * than the house allows. Slots the head zone takes. */
static int page_title(Maker *m)
{
    const House *house = m->house;
    Rect area = type_area(m);

    for (int i = 0; i < house->title_size_count; i++) {
        Emu size = house->title_sizes[i], track = 0;
        ParaStyle style = type_display(house, ROLE_TITLE, size);
        ShapedPara *para = para_shape(m->arena, m->faults, m->fonts, m->page->spec->title, &style);
        Emu width = para_width(para, 0, para->glyph_count);
        bool last = i + 1 == house->title_size_count;
        if (width > area.w && !last)
            continue;
        if (width > area.w)
            diag_report_page(m->diags, P_TITLE_WIDE, m->page->spec->title.pieces[0].at,
                             m->page->spec->number, "%d", para->glyph_count);
        int gaps = para_gaps(para, 0, para->glyph_count);
        if (gaps > 0 && width <= area.w)
            track = (area.w - width) / gaps;
        if (track > emu_scale(size, house->track_max_milli, 1000))
            track = 0;
        LineSpec line = {.role = ROLE_TITLE,
                         .size = size,
                         .text = m->page->spec->title,
                         .story = -1,
                         .track = track};
        Emu ascent = emu_scale(size, EM_ASCENT_MILLI, 1000);
        frame_line(m, line, (Point){area.x, area.y + house->title_top + ascent});
        return rows_for(house, house->title_top + size + house->title_foot - house->banner_rule_y);
    }
    return house->head_slots_plain;
}

/* Paper, section, date and folio on one line over a rule; even pages mirror. */
static void running_head(Maker *m)
{
    const House *house = m->house;
    Rect area = type_area(m);
    bool even = m->page->spec->number % 2 == 0;
    Emu y = area.y + house->run_baseline, right = area.x + area.w, em = house->em;
    bool inner = even, outer = !even;
    Emu inside = even ? right : area.x, outside = even ? area.x : right;
    Emu paper = frame_text(m, ROLE_RUN_WORDMARK, m->issue->paper, inner, (Point){inside, y});
    Emu section_x = even ? inside - paper - 2 * em : inside + paper + 2 * em;
    Emu folio = frame_text(m, ROLE_RUN_FOLIO, folio_text(m), outer, (Point){outside, y});
    Emu date_x = even ? outside + folio + 2 * em : outside - folio - 2 * em;

    frame_text(m, ROLE_RUN_SECTION, m->page->spec->section, inner, (Point){section_x, y});
    Emu date = frame_text(m, ROLE_RUN_FOLIO, date_text(m), outer, (Point){date_x, y});
    Str credit = photo_common_credit(m);
    Emu credit_x = even ? date_x + date + 2 * em : date_x - date - 2 * em;
    if (credit.n)
        frame_text(m, ROLE_RUN_FOLIO, credit, outer, (Point){credit_x, y});
    frame_add(m, frame_rule((Rect){area.x, area.y + house->run_rule_y, area.w, house->run_rule},
                            house->black));
}

void furniture_head(Maker *m)
{
    const House *house = m->house;
    int slots = 0;

    if (m->page->spec->masthead == MASTHEAD_FULL) {
        masthead(m);
        slots = house->head_slots_plain;
        if (m->page->spec->title.count)
            slots = page_title(m);
    } else if (m->page->spec->masthead == MASTHEAD_RUNNING) {
        running_head(m);
        slots = house->head_slots_running;
    }
    if (m->page->spec->masthead != MASTHEAD_NONE)
        imprint(m);
    m->page->rows = house->slots - slots;
    m->page->rows_top = house->margin_top + slots * house->row;
}

/* Which box covers a cell; framed boxes and free cells want no hairline beside them. */
static int owner(const Maker *m, int column, int row)
{
    for (int i = 0; i < m->page->box_count; i++) {
        const Box *box = &m->page->boxes[i];
        const Story *story = m->issue->stories[box->story];
        if (column >= box->column && column < box->column + box->columns && row >= box->row &&
            row < box->row + box->rows)
            return story_is_framed(story) ? -1 : i;
    }
    return -1;
}

static bool parted(const Maker *m, int column, int row)
{
    int left = owner(m, column, row), right = owner(m, column + 1, row);

    return left >= 0 && right >= 0 && left != right;
}

void furniture_rules(Maker *m)
{
    const House *house = m->house;

    for (int column = 1; column < house->columns; column++) {
        Emu x = house_column_x(house, column + 1) - house->gutter_ems * house->em / 2 -
                house->gutter_rule / 2;
        for (int row = 1; row <= m->page->rows; row++) {
            int first = row;
            while (row <= m->page->rows && parted(m, column, row))
                row++;
            if (row == first)
                continue;
            Emu top = row_top(m, first) + house->banner_rule_y;
            Emu foot = row_top(m, row) - house->gutter_rule_end;
            frame_add(m, frame_rule((Rect){x, top, house->gutter_rule, foot - top}, house->black));
        }
    }
}

void furniture_draft(Maker *m)
{
    Rect area = type_area(m);

    frame_text(m, ROLE_FIELDS, S("样稿，不得付印"), true,
               (Point){area.x + area.w, area.y + area.h + 2 * m->house->text[ROLE_FIELDS].size});
}
