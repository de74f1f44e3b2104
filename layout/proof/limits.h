#ifndef PROOF_LIMITS_H
#define PROOF_LIMITS_H

#include "base/unit.h"

/*
 * What coldset newsprint can hold. Sizes in EMU, inks in hundredths of a percent, totals in
 * percent. The figures are those that newspaper printers and the trade's own specifications agree
 * on; a press's own limits of ink and resolution stand in the house style.
 */
enum {
    CHINESE_LEAST = PT(5), /* strokes run together below */
    CHINESE_GOOD = PT(7),
    LATIN_LEAST = PT(4),
    LATIN_GOOD = PT(6),
    REVERSED_LEAST = PT(8),
    REVERSED_GOOD = PT(10),
    TWO_INKS_LEAST = PT(8),
    MORE_INKS_LEAST = PT(10),
    OVERPRINT_BELOW = PT(12), /* smaller black type must overprint */
    LINE_LEAST = PT(1) / 4,
    LINE_COLOURED_LEAST = PT(3) / 2,
    LINE_WHITE_LEAST = PT(1) / 2,
    LINE_OVERPRINT_BELOW = PT(2),
    LINE_THICKEST = PT(6), /* a box of at most this, so many times as long, is a rule */
    LINE_RATIO = 6,
    INK_WHITE = 1000,      /* all inks together: type of no more is reversed */
    INK_BLACK_FROM = 8500, /* black ink from here on is meant as black */
    INK_REGISTERED = 9000, /* all four from here on: registration colour */
    TINT_LEAST = 300,      /* between full and none, what a screen can hold */
    TINT_MOST = 8500,
    REVERSED_GROUND = 45, /* least total under reversed type */
    SAFE_TRIM = MM(8),    /* white between type and trim, */
    SAFE_FOLD = MM(5)     /* and fold */
};

#endif
