#ifndef PRESS_HELPER_H
#define PRESS_HELPER_H

/*
 * What a helper program writes to its output: one head, the profile's bytes, the rows. Its input is
 * the picture file; its arguments are the six numbers of the job: width, height, window. It leaves
 * with the outcome. Both ends are of one build, but nothing is believed that was not checked.
 */

#include <stdint.h>

#include "press/decoder.h"

enum { HELPER_MAGIC = 0x4E463031 /* NF01 */, HELPER_ARGUMENTS = 6 };

typedef struct {
    uint32_t magic;
    int32_t outcome; /* GOOD: the rest and rows follow; else only `what` counts */
    int32_t kind, width, height;
    int32_t primaries, transfer;
    uint32_t icc_n;
    char what[DECODER_NAME];
} HelperHead;

#endif
