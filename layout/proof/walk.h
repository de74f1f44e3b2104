#ifndef PROOF_WALK_H
#define PROOF_WALK_H

#include "proof/rules.h"

/* One page under the rules' eyes. What is shared by the files preflight_*.c; nobody else's. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const PreflightInput *input;
    const House *house;
    const Page *page;
    const PaintList *list;
    const Picture *pictures; /* of this page; NULL: none */
    int index;               /* of the page in the input */
    int *surfaces;           /* ops that cover what lies below them: flats and pictures */
    int surface_count;
    struct Said *said; /* what was reported of this page */
    int said_count, said_cap;
} Walk;

/* What lies under the middle of an op. */
typedef struct {
    Ink ink;
    bool is_covered; /* false: bare paper */
    bool is_picture; /* its ink is not known here */
    bool is_colour;  /* a picture of four inks */
} Ground;

Ground walk_ground(const Walk *walk, int op);

/* False when the like was already said of the page: one finding a story, role and size is enough,
 * however many lines it has. */
bool walk_first(Walk *walk, DiagCode code, const PaintOp *op);

const Story *walk_story(const Walk *walk, const PaintOp *op); /* NULL: the page's own */
/* Place of the op's picture in Walk.pictures. */
int walk_picture(const Walk *walk, int op);
bool rect_is_inside(Rect inner, Rect outer);

void preflight_text(Walk *walk, int op);
void preflight_shape(Walk *walk, int op);
void preflight_ink(Walk *walk, int op);
void preflight_place(Walk *walk, int op);
void preflight_overlaps(Walk *walk);
void preflight_page(Walk *walk);
void preflight_issue(Arena *arena, Diags *diags, const PreflightInput *input);
void preflight_words(Arena *arena, Diags *diags, const PreflightInput *input);

#endif
