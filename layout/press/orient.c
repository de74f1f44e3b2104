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

static uint32_t read_number(const unsigned char *p, int bytes, bool big)
{
    uint32_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | p[big ? i : bytes - 1 - i];
    return value;
}

int exif_orientation(Str app1)
{
    enum { EXIF_HEAD = 6, TIFF_HEAD = 8, ENTRY = 12, TAG = 0x0112, SHORT = 3 };
    const unsigned char *tiff = (const unsigned char *)app1.p + EXIF_HEAD;
    size_t n = app1.n - EXIF_HEAD;
    bool big;

    if (app1.n < EXIF_HEAD + TIFF_HEAD || memcmp(app1.p, "Exif\0\0", EXIF_HEAD) != 0)
        return 0;
    big = tiff[0] == 'M';
    if (memcmp(tiff, big ? "MM\0*" : "II*\0", 4) != 0)
        return 0;
    uint32_t start = read_number(tiff + 4, 4, big);
    if (start > n - 2 || n < 2)
        return 0;
    uint32_t count = read_number(tiff + start, 2, big);
    for (size_t at = start + 2; count > 0 && at + ENTRY <= n; at += ENTRY, count--) {
        uint32_t value = read_number(tiff + at + 8, 2, big);
        if (read_number(tiff + at, 2, big) == TAG && read_number(tiff + at + 2, 2, big) == SHORT)
            return value >= 1 && value <= 8 ? (int)value : 0;
    }
    return 0;
}

Extract orient_extract(const Extract *upright, int orientation)
{
    Turn turn = turn_of(orientation);
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

DecodeOutcome extract_check(const Extract *stored, int width, int height)
{
    if ((int64_t)width * height > (int64_t)PICTURE_MEGAPIXELS * 1000000)
        return DECODE_TOO_LARGE;
    if (width != stored->pixel_w || height != stored->pixel_h)
        return DECODE_CHANGED;
    return DECODE_GOOD;
}
