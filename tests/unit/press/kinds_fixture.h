#ifndef KINDS_FIXTURE_H
#define KINDS_FIXTURE_H

/* For the tests of pictures that are decoded outside the program. */

#include "picture_fixture.h"
#include "press/outer.h"

static inline Extract fixture_whole(int w, int h)
{
    return (Extract){w, h, {0, 0, w, h}, w, h, 1};
}

static inline int fixture_distance(const unsigned char *a, const unsigned char *b, int channels)
{
    int most = 0;

    for (int c = 0; c < channels; c++)
        most = abs(a[c] - b[c]) > most ? abs(a[c] - b[c]) : most;
    return most;
}

static inline Str fixture_read(Arena *arena, const char *path)
{
    Diags *nobody = diags_new(arena);
    Str bytes = {0};
    bool good = file_read(arena, nobody, path, str_of(path), 1 << 28, NOWHERE, &bytes);

    diags_close(nobody);
    assert(good);
    return bytes;
}

/* The stored picture that shows `upright` when its reader obeys the orientation: EXIF names the
 * side of the scene that the stored row 0 and column 0 lie at. */
static inline Raster fixture_stored(Arena *arena, const Raster *upright, int orientation)
{
    bool swap = orientation >= 5;
    bool row0_bottom_or_right =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    bool column0_right_or_bottom =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    Raster stored = raster_new(arena, upright->kind, swap ? upright->height : upright->width,
                               swap ? upright->width : upright->height);

    for (int row = 0; row < stored.height; row++)
        for (int column = 0; column < stored.width; column++) {
            int a = row0_bottom_or_right ? stored.height - 1 - row : row;
            int b = column0_right_or_bottom ? stored.width - 1 - column : column;
            memcpy(fixture_pixel(&stored, column, row),
                   fixture_pixel(upright, swap ? a : b, swap ? b : a), upright->kind);
        }
    return stored;
}

/* A block of EXIF that says this and nothing else. */
static inline Str fixture_exif(Arena *arena, int orientation)
{
    char exif[] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                   3,   0,   0, 0,  1, 0, 0, 0, 0, 0, 0,    0,    0};

    exif[19] = (char)orientation;
    return str_copy(arena, (Str){exif, sizeof exif});
}

#endif
