#ifndef PAINT_TEXT_H
#define PAINT_TEXT_H

#include "paint/paint.h"

/* Black overprints, so that no white shows where inks do not meet; every other ink knocks out. */
bool ink_overprints(Ink ink);

/* A set line of at least one glyph as an op that is the page's own furniture, in this ink. The
 * origin is where its baseline starts, of a column the middle of its upper edge. */
PaintOp paint_text(Arena *arena, const ShapedPara *para, const Line *line, Point origin, Ink ink);

#endif
