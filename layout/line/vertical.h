#ifndef LINE_VERTICAL_H
#define LINE_VERTICAL_H

#include "line/chars.h"

/*
 * Setting from top to bottom. Internal to line/. The width model stays: a body is a length down
 * the column, dx and dy lead from the middle of the body's upper edge to the glyph's origin.
 */

/* How each character stands (Char.set), and which character its glyph is taken from: quotes turn
 * into corner brackets, letters of acronyms into full-width ones. The text itself is not touched.
 */
void vertical_chars(Diags *diags, FontSet *fonts, Chars chars);

/* Bodies of all glyphs, from their ink where a face has no vertical forms. */
void vertical_bodies(ShapedPara *para, FontSet *fonts);

/* What differs in the gaps squeeze_gaps has made. */
void vertical_gaps(ShapedPara *para);

#endif
