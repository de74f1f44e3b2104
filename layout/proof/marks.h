#ifndef PROOF_MARKS_H
#define PROOF_MARKS_H

#include "paint/paint.h"

/* A finding on the page: what to outline, and its place in the list of warnings and errors as it
 * is printed, from 1. An empty box: the finding is of the whole page. */
typedef struct {
    int number;
    Severity severity;
    Rect box;
} Mark;

Mark *marks_find(Arena *arena, const Diags *diags, const PaintList *page, int *count);

#endif
