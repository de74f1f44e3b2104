#ifndef BASE_UNIT_H
#define BASE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Every length is a whole number of EMU. One millimetre is 36 000 of them and one
 * point 12 700, so mm, pt, Q and inches all convert without loss and sums never drift.
 */
typedef int32_t Emu;

#define EMU_PER_MM 36000
#define EMU_PER_PT 12700
#define EMU_PER_Q  9000
#define MM(n)      ((Emu)(EMU_PER_MM * (n)))
#define PT(n)      ((Emu)(EMU_PER_PT * (n)))

typedef struct {
    Emu x, y;
} Point;

typedef struct {
    Emu x, y, w, h;
} Rect;

/* a*b/c rounded half away from zero, through 64 bits; c must be positive. */
Emu emu_scale(Emu a, int32_t b, int32_t c);

/* A length as files write it: "15mm" "9.5pt" "60Q" "小五" are absolute; "17em" "2栏" "12行" need
 * the sheet; "12%" needs a whole. A bare number has UNIT_NONE. */
typedef enum {
    UNIT_NONE,
    UNIT_MM,
    UNIT_PT,
    UNIT_Q,
    UNIT_EM,
    UNIT_COLUMN,
    UNIT_ROW,
    UNIT_PERCENT
} Unit;

typedef struct {
    int64_t micro; /* millionths of the unit */
    Unit unit;
} Length;

/* Decimal digits with at most six places, an optional minus, then the unit (mm, 毫米, pt, 点, 磅,
 * Q, 级, em, 字, 栏, 行, %, or a size name 特大 初 小初 一 小一 … 七 with or without 号). */
bool length_parse(Str text, Length *out);

/* Of an absolute length (mm, pt, Q). False for any other unit or beyond 20 m. */
bool length_emu(Length length, Emu *out);

/* Text of a length in mm with up to five decimals, exact: it reads back to the same EMU. */
Str emu_mm(Arena *arena, Emu length);

#endif
