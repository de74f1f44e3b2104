#ifndef PROOF_PLATES_H
#define PROOF_PLATES_H

#include "proof/ink.h"

/*
 * The ink of a finished PDF, page by page, as Ghostscript would expose its plates: trimmed, black
 * overprinting. Without rasters. The count is that of the pages measured, -1 with nothing measured
 * and a note why (R_INK_NOT_MEASURED).
 */
InkPage *plates_measure(Arena *arena, Diags *diags, const char *path, Span at, InkLimit limit,
                        int *count);

#endif
