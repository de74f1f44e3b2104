#ifndef LINE_CHARS_H
#define LINE_CHARS_H

#include "line/para.h"

/* The characters of a paragraph before shaping: class and face of each. Internal to line/. */
typedef struct {
    int32_t cp;
    int32_t at, len; /* bytes in the text */
    CharClass is;
    int face;    /* -1: prints nothing (control characters, and characters no face has) */
    bool joined; /* a mark or selector that belongs to the character before */
    bool latin;  /* shaped with the Latin script */
    uint8_t set; /* GlyphSet */
} Char;

typedef struct {
    Char *all;
    int count;
} Chars;

/* One per character of the paragraph's text; a character no face has is reported and gets face -1.
 */
Chars chars_make(Arena *arena, Diags *diags, FontSet *fonts, const ShapedPara *para);

/* Where a line may end after each glyph, and what it costs. */
void breaks_mark(ShapedPara *para, Chars chars);

/* Where words may be parted with a hyphen (hyphen.c); after breaks_mark. */
void hyphens_mark(Arena *arena, FontSet *fonts, ShapedPara *para);
Emu hyphen_width(const ShapedPara *para, int i); /* of the hyphen after glyph i, or 0 */
bool hyphen_fits(const ShapedPara *para, Emu measure);

/* Bodies of the marks, then the gap after every glyph (squeeze.c). */
void squeeze_bodies(Glyph *glyphs, int count, FontSet *fonts, const ParaStyle *style);
void squeeze_gaps(Glyph *glyphs, int count, const ParaStyle *style);

/* What a word space (to 1/2 em) or a mixed gap (to 1/3 em) can gain before all gaps open; 0 for any
 * other gap. Breaking and justification must agree on it. */
Emu soft_gain(const Glyph *glyph, Emu em);

#endif
