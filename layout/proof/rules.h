#ifndef PROOF_RULES_H
#define PROOF_RULES_H

#include "proof/ink.h"
#include "proof/limits.h"
#include "proof/preflight.h"

/* Ink total in hundredths of a percent. */
int ink_sum(Ink ink);
int ink_count(Ink ink);
bool ink_is_black(Ink ink);           /* full black and nothing else */
Str ink_names(Arena *arena, Ink ink); /* C30 M100 */
/* What lies on the paper when ink is printed over ground. */
Ink ink_over(Ink ground, Ink ink, bool overprint);

/* "4.5" of 4.5 points, at most two decimals; millimetres with one. */
Str points_text(Arena *arena, Emu length);
Str millimetres_text(Arena *arena, Emu length);
/* The first characters, blanks and line ends as blanks. */
Str excerpt(Arena *arena, Str text);
bool text_is_blank(Str text);

#endif
