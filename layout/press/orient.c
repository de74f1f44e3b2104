#include <string.h>

#include "press/decode.h"

/* How the stored picture lies: its axes exchanged, then its columns or rows reversed. */
typedef struct {
    bool swap, flip_x, flip_y;
} Turn;

static Turn turn_of(int orientation)
{
    static const Turn turns[] = {
        [1] = {false, false, false}, [2] = {false, true, false}, [3] = {false, true, true},
        [4] = {false, false, true},  [5] = {true, false, false}, [6] = {true, false, true},
        [7] = {true, true, true},    [8] = {true, true, false},
    };

    return turns[orientation >= 1 && orientation <= 8 ? orientation : 1];
}

Extract orient_extract(const Extract *upright)
{
    Turn turn = turn_of(upright->orientation);
    Extract stored = *upright;
    Rect *window = &stored.window;

    if (turn.swap) {
        const Rect *whole = &upright->window;
        *window = (Rect){whole->y, whole->x, whole->h, whole->w};
        stored.pixel_w = upright->pixel_h;
        stored.pixel_h = upright->pixel_w;
        stored.width = upright->height;
        stored.height = upright->width;
    }
    if (turn.flip_x)
        window->x = stored.pixel_w - window->x - window->w;
    if (turn.flip_y)
        window->y = stored.pixel_h - window->y - window->h;
    return stored;
}

Raster orient_raster(Arena *arena, const Raster *stored, int orientation)
{
    Turn turn = turn_of(orientation);
    Raster upright;
    size_t bytes = (size_t)stored->kind;
    unsigned char *to;

    if (!turn.swap && !turn.flip_x && !turn.flip_y)
        return *stored;
    upright = raster_new(arena, stored->kind, turn.swap ? stored->height : stored->width,
                         turn.swap ? stored->width : stored->height);
    to = upright.pixels;
    for (int v = 0; v < upright.height; v++) {
        for (int u = 0; u < upright.width; u++, to += bytes) {
            int x = turn.swap ? v : u, y = turn.swap ? u : v;
            x = turn.flip_x ? stored->width - 1 - x : x;
            y = turn.flip_y ? stored->height - 1 - y : y;
            memcpy(to, stored->pixels + raster_row_bytes(stored) * (size_t)y + bytes * (size_t)x,
                   bytes);
        }
    }
    return upright;
}
