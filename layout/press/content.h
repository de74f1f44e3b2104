#ifndef PRESS_CONTENT_H
#define PRESS_CONTENT_H

#include "press/embed.h"
#include "press/picture.h"
#include "press/tags.h"

/* A page of the paper on a sheet for several: form P1 … with its trimmed left edge at x. */
typedef struct {
    int form;
    Emu x;
} ContentPlace;

typedef struct {
    const PaintList *list;
    const PaintList *marks;  /* outside the trim, painted last; NULL: none */
    const Embed *embed;      /* with codes */
    const Picture *pictures; /* one per PICTURE op, in op order */
    const int *images;       /* of the same: number of its XObject, 0: a frame is drawn instead */
    const PageTags *tags;    /* of the list; NULL: nothing is tagged */
    const ContentPlace *places; /* painted first */
    int place_count;
} ContentInput;

/* Which resources a page uses by name: fonts F1 … and V1 … (vertical) by place in Embed, images
 * Im1 … , forms P1 … , graphics states GO (overprint) and GK (knock out), colour space All. */
enum { USES_HORIZONTAL = 1, USES_VERTICAL = 2 };

typedef struct {
    Str stream;           /* operators, not deflated */
    unsigned char *fonts; /* USES_… per font of Embed */
    bool every_plate;     /* something is painted in All */
} Content;

/* From the edge of the medium to the trim: the bleed, and beyond it what the marks need. */
Emu content_margin(const PaintList *list, const PaintList *marks);

/*
 * The painting operators of one page, in DeviceCMYK and, for marks of register, the separation All.
 * Here y turns upward: the origin is the lower left corner of the medium, numbers are thousandths
 * of a point, and what rounding leaves over is carried along a line, so no glyph drifts from its
 * place.
 */
Content content_make(Arena *arena, const ContentInput *input);

#endif
