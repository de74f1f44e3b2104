#ifndef PRESS_SYNTAX_H
#define PRESS_SYNTAX_H

#include "base/buf.h"
#include "base/unit.h"

/* The small words of the PDF language, and the rounding that leads to them. */

/* a/b rounded half away from zero; b must be positive. */
int64_t round_div(int64_t a, int64_t b);

/* A length in thousandths of a point, the unit of content streams, and in millionths. */
int64_t emu_milli(int64_t emu);
int64_t emu_micro(int64_t emu);

/* value / 10^places without needless zeros: put_decimal(out, -12340, 3) is -12.34. */
void put_decimal(Buf *out, int64_t value, int places);
/* A length in points with five decimals, for page boxes. */
void put_points(Buf *out, int64_t emu);
void put_code(Buf *out, unsigned code); /* four hex digits */
void put_name(Buf *out, Str name);      /* /Name, escaped, at most 127 bytes of it */
void put_ascii(Buf *out, Str text);     /* (text), escaped; what is not ASCII becomes ? */
void put_utf16(Buf *out, Str text);     /* UTF-16BE in hex digits; characters that print nothing
                                           and mean nothing to a reader are left out */
void put_text(Buf *out, Str text);      /* <FEFF…>, all of it */
void put_words(Buf *out, Str text);     /* whichever of the two says it all */
void put_ref(Buf *out, int object);     /* 12 0 R */

/* Marks of the layout that are no text to a reader: zero-width space, word joiner, soft hyphen. */
bool text_is_hidden(int32_t cp);
/* The text as one line of plain words: no such marks, no control characters. */
Str text_shown(Arena *arena, Str text);
/* Compares texts but for such marks. */
bool text_reads_same(Str a, Str b);

#endif
