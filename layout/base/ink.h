#ifndef BASE_INK_H
#define BASE_INK_H

#include <stdint.h>

/* Four-colour ink in hundredths of a percent, 0..10000: 65.25 % is 6525. */
typedef struct {
    uint16_t c, m, y, k;
} Ink;

#define INK_BLACK ((Ink){0, 0, 0, 10000})
#define INK_PAPER ((Ink){0, 0, 0, 0})

#endif
