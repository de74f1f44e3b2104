#ifndef PRESS_TOUNICODE_H
#define PRESS_TOUNICODE_H

#include "press/embed.h"

/* The CMap that tells readers which text each code stands for; glyphs in the order of codes. A
 * glyph that stands for no text has no entry. */
Str tounicode_cmap(Arena *arena, const EmbedGlyph *glyphs, int count);

#endif
