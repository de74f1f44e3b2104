#ifndef PROOF_SHEET_SET_H
#define PROOF_SHEET_SET_H

#include "paint/paint.h"

/* Plain setting for the sign-off sheet: one face a role, characters side by side, lines broken at
 * the measure. */
typedef struct {
    Arena *arena;
    Diags *diags;
    FontSet *fonts;
    PaintList *list;
    int cap;
} Setter;

typedef struct {
    TextRole role;
    Emu size, pitch, measure;
    int lines_most; /* the rest is cut, with an ellipsis */
} SetStyle;

/* Sets text with its first baseline at `at`; the number of lines. */
int set_text(Setter *setter, const SetStyle *style, Point at, Str text);
void set_rule(Setter *setter, Rect box);
void set_picture(Setter *setter, Rect box, Str name);

#endif
