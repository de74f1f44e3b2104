#ifndef PROOF_SHEET_H
#define PROOF_SHEET_H

#include "press/pdf.h"
#include "proof/ink.h"

/* What the sign-off sheet shows. */
typedef struct {
    const Issue *issue;
    FontSet *fonts;
    Colour *colour;
    const InkPage *inks; /* one a page, with rasters */
    int count;
    Str title;   /* paper and date */
    Str version; /* of the manuscripts: a hash */
    Str creator; /* program and version */
    const char *path;
} SheetInput;

/*
 * 签样: one A4 page for people to sign. Every page small in the inks it prints, a table of inks,
 * the findings with what was accepted and why, lines for three readings and the release. In
 * Chinese. False when it was not written (reported).
 */
bool sheet_write(Arena *arena, Diags *diags, const SheetInput *input);

#endif
