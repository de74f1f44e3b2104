#ifndef PRESS_OUTLINE_H
#define PRESS_OUTLINE_H

#include "content/issue.h"
#include "paint/paint.h"

/* A bookmark: where it leads, and where it hangs. */
typedef struct {
    Str title;
    int page;   /* index of the page */
    Point at;   /* upper left corner of what it names, page coordinates */
    int parent; /* index of its entry, -1: a page's own */
} OutlineEntry;

/* One entry a page, below it one for every story that has something on the page, in the order of
 * painting. issue may be NULL: then there are pages only. */
OutlineEntry *outline_make(Arena *arena, const Issue *issue, PaintList *const *pages, int count,
                           int *entry_count);

#endif
