/* Text columns of a box, and the slots that pictures leave for lines. */
#include "page/maker.h"

#include <assert.h>

Columns columns_make(const House *house, Rect box, int legs, int first_row, int last_row)
{
    Columns columns = {.leg_count = legs, .first_row = first_row, .last_row = last_row};
    Emu em = house->em;

    assert(legs >= 1 && legs <= LEGS_MAX);
    /* A text column is a whole number of characters; what is over widens the white between. */
    Emu width = (box.w - (legs - 1) * em) / legs / em * em;
    if (width < em)
        width = box.w / legs;
    for (int i = 0; i < legs; i++) {
        Emu over = box.w - legs * width;
        Emu before = legs > 1 ? (Emu)((int64_t)over * i / (legs - 1)) : 0;
        columns.legs[i] = (Leg){box.x + i * width + before, width};
    }
    return columns;
}

/* Cuts an obstacle out of [*from, *to), keeping the wider side. */
static void cut_out(const Obstacle *o, Emu gap, Emu *from, Emu *to)
{
    Emu left = o->x - gap, right = o->x + o->width + gap;

    if (o->x >= *to || o->x + o->width <= *from)
        return;
    if (left - *from >= *to - right)
        *to = left;
    else
        *from = right;
}

static bool covers(const Obstacle *o, int row)
{
    return row >= o->row && row < o->row + o->rows;
}

Slot *columns_slots(Arena *arena, const House *house, const Columns *columns, int *count)
{
    Slot *slots = NULL;
    int cap = 0;

    *count = 0;
    for (int leg = 0; leg < columns->leg_count; leg++)
        for (int row = columns->first_row; row <= columns->last_row; row++) {
            Emu from = columns->legs[leg].x, to = from + columns->legs[leg].width;
            Emu whole = to - from;
            for (int i = 0; i < columns->obstacle_count; i++)
                if (covers(&columns->obstacles[i], row))
                    cut_out(&columns->obstacles[i], house->picture_gap, &from, &to);
            if (to - from == whole || to - from >= house->wrap_min)
                vec_push(arena, slots, *count, cap) = (Slot){from, to - from, row, leg};
        }
    return slots;
}
