#ifndef PAINT_MARKS_H
#define PAINT_MARKS_H

#include "paint/paint.h"

/* What stands around a sheet and is cut off: where to cut, where to fold, whether the plates lie
 * over each other, and in a line at the foot what the sheet is. */
typedef struct {
    Emu width, height, bleed; /* of the sheet; width of both pages where there are two */
    Emu fold;                 /* distance of the fold from the left trim, 0: none */
    Str line;                 /* what the line says before the names of the inks */
} MarksSpec;

/* Everything in it lies beyond the bleed. The line is set as the small type of the masthead. */
PaintList *paint_marks(Arena *arena, Diags *diags, FontSet *fonts, const House *house,
                       const MarksSpec *spec);

#endif
