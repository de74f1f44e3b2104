#ifndef PROOF_PREFLIGHT_H
#define PROOF_PREFLIGHT_H

#include "press/picture.h"

/* A finished make-up, as the rules of the press look at it. */
typedef struct {
    const Issue *issue;
    Page *const *pages;
    PaintList *const *lists; /* of the same pages */
    int count;
    const Picture *pictures; /* as pictures_make returned them; NULL: none were made */
    bool draft;              /* the foot margin says so, nearer to the trim than text may stand */
} PreflightInput;

/*
 * Everything that can be known before printing of what a press does badly: type, rules, inks,
 * margins, and what a newspaper must not forget. Findings (R_…) go to diags. Costs a build well
 * under a millisecond a page.
 */
void preflight_pages(Arena *arena, Diags *diags, const PreflightInput *input);

#endif
