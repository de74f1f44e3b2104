/* Which story goes where: pins first, then what is left in reading order, two abreast. */
#include "page/maker.h"

#include <stdlib.h>

typedef struct {
    Maker *m;
    unsigned char *taken; /* rows × columns */
    bool *placed;         /* by index in Issue.stories */
} Places;

static unsigned char *cell(const Places *p, int row, int column)
{
    return &p->taken[(row - 1) * p->m->house->columns + column - 1];
}

static bool is_free(const Places *p, int column, int columns, int row, int rows)
{
    for (int r = row; r < row + rows; r++)
        for (int c = column; c < column + columns; c++)
            if (*cell(p, r, c))
                return false;
    return true;
}

static void take(const Places *p, const BoxSpec *box)
{
    for (int r = box->row; r < box->row + box->rows; r++)
        for (int c = box->column; c < box->column + box->columns; c++)
            *cell(p, r, c) = 1;
}

/* --- pins --- */

/* Numbers for a pin that names a corner or a strip, and for what it leaves out. */
static BoxSpec spec_of(const Places *p, const Pin *pin)
{
    int all = p->m->house->columns, rows = p->m->page->rows;
    BoxSpec box = {.story = pin->story,
                   .column = pin->column ? pin->column : 1,
                   .columns = pin->columns ? pin->columns : (all + 1) / 2,
                   .row = pin->row ? pin->row : 1,
                   .rows = pin->rows,
                   .legs = pin->legs,
                   .photo = pin->photo,
                   .at = pin->at};
    bool strip = pin->place == PLACE_TOP_STRIP || pin->place == PLACE_BOTTOM_STRIP;
    bool right = pin->place == PLACE_TOP_RIGHT || pin->place == PLACE_BOTTOM_RIGHT;
    bool foot = pin->place == PLACE_BOTTOM_LEFT || pin->place == PLACE_BOTTOM_RIGHT ||
                pin->place == PLACE_BOTTOM_STRIP;

    if (strip)
        box.columns = all;
    if (pin->place != PLACE_CELLS)
        box.column = right ? all - box.columns + 1 : 1;
    bool across = box.column >= 1 && box.columns >= 1 && box.column + box.columns - 1 <= all;
    if (!box.rows && across)
        box.rows = story_rows_needed(p->m, box, rows - (foot ? 0 : box.row - 1));
    if (pin->place != PLACE_CELLS)
        box.row = foot ? rows - box.rows + 1 : 1;
    return box;
}

static bool is_inside(const Places *p, const BoxSpec *box)
{
    return box->column >= 1 && box->columns >= 1 && box->row >= 1 && box->rows >= 1 &&
           box->columns <= p->m->house->columns && box->rows <= p->m->page->rows &&
           box->column + box->columns - 1 <= p->m->house->columns &&
           box->row + box->rows - 1 <= p->m->page->rows;
}

static bool admit(const Places *p, const BoxSpec *box)
{
    const Maker *m = p->m;
    Str id = m->issue->stories[box->story]->id;
    int page = m->page->spec->number;

    if (!is_inside(p, box)) {
        diag_report_page(m->diags, P_PIN_OUTSIDE, box->at, page, "%.*s\t%d\t%d", STR_ARGS(id),
                         m->house->columns, m->page->rows);
        return false;
    }
    if (!is_free(p, box->column, box->columns, box->row, box->rows)) {
        diag_report_page(m->diags, P_PIN_OVERLAP, box->at, page, "%.*s", STR_ARGS(id));
        return false;
    }
    return true;
}

/* All boxes of the story of pin i, in the order of its pins. */
static int gather(const Places *p, int first, BoxSpec *boxes)
{
    const PageSpec *spec = p->m->page->spec;
    int count = 0;

    for (int i = first; i < spec->pin_count; i++) {
        if (spec->pins[i].story != spec->pins[first].story)
            continue;
        BoxSpec box = spec_of(p, &spec->pins[i]);
        if (admit(p, &box)) {
            take(p, &box);
            boxes[count++] = box;
        }
    }
    return count;
}

/* --- the rest --- */

/* First row from which `rows` rows of these columns are free to the foot of a gap; the rows of the
 * gap come back in *room. 0 when nothing is free. */
static int first_gap(const Places *p, int column, int columns, int *room)
{
    int rows = p->m->page->rows;

    for (int row = 1; row <= rows; row++) {
        if (!is_free(p, column, columns, row, 1))
            continue;
        *room = 1;
        while (row + *room <= rows && is_free(p, column, columns, row + *room, 1))
            ++*room;
        return row;
    }
    *room = 0;
    return 0;
}

static bool place_free(Places *p, int story, BoxSpec *out)
{
    Maker *m = p->m;
    int left = (m->house->columns + 1) / 2, right = m->house->columns - left;
    int room_left, room_right = 0;
    int row_left = first_gap(p, 1, left, &room_left);
    int row_right = right ? first_gap(p, left + 1, right, &room_right) : 0;
    bool go_right = row_right && (!row_left || row_right < row_left);
    BoxSpec box = {.story = story,
                   .column = go_right ? left + 1 : 1,
                   .columns = go_right ? right : left,
                   .row = go_right ? row_right : row_left,
                   .at = m->issue->stories[story]->at};
    int room = go_right ? room_right : room_left;

    if (!box.row)
        return false;
    box.rows = story_rows_needed(m, box, room);
    /* A remainder too low for a head and a line belongs to the story above it. */
    if (room - box.rows < 4)
        box.rows = room;
    *out = box;
    return true;
}

static void place_unpinned(Places *p, int story)
{
    Maker *m = p->m;
    BoxSpec box;

    if (!place_free(p, story, &box)) {
        diag_report_page(m->diags, P_NO_ROOM, m->issue->stories[story]->at, m->page->spec->number,
                         "%.*s", STR_ARGS(m->issue->stories[story]->id));
        return;
    }
    diag_report_page(m->diags, P_NOT_COMPOSED, m->issue->stories[story]->at, m->page->spec->number,
                     "%d\t%d\t%d\t%d", box.column, box.columns, box.row, box.rows);
    take(p, &box);
    story_set(m, &box, 1);
}

static const Pin *pin_of(const PageSpec *spec, int story, int *index)
{
    for (int i = 0; i < spec->pin_count; i++)
        if (spec->pins[i].story == story) {
            *index = i;
            return &spec->pins[i];
        }
    return NULL;
}

static void note_kind(Maker *m, const Story *story)
{
    if (story->kind == KIND_AD)
        diag_report_page(m->diags, P_KIND_PLAIN, story->at, m->page->spec->number, "广告");
}

void place_stories(Maker *m)
{
    const PageSpec *spec = m->page->spec;
    Places p = {
        .m = m,
        .taken = arena_many(m->arena, unsigned char, (size_t)(m->house->columns * m->page->rows)),
        .placed = arena_many(m->arena, bool, (size_t)m->issue->story_count + 1)};
    BoxSpec **boxes = arena_many(m->arena, BoxSpec *, (size_t)spec->story_count + 1);
    int *counts = arena_many(m->arena, int, (size_t)spec->story_count + 1);

    /* Pins take their cells before any other story looks for room. */
    for (int i = 0; i < spec->story_count; i++) {
        int first = 0;
        if (!pin_of(spec, spec->stories[i], &first))
            continue;
        boxes[i] = arena_many(m->arena, BoxSpec, (size_t)spec->pin_count);
        counts[i] = gather(&p, first, boxes[i]);
    }
    for (int i = 0; i < spec->story_count; i++) {
        int story = spec->stories[i];
        if (p.placed[story])
            continue;
        p.placed[story] = true;
        note_kind(m, m->issue->stories[story]);
        if (counts[i])
            story_set(m, boxes[i], counts[i]);
        else if (!boxes[i])
            place_unpinned(&p, story);
    }
}
