#ifndef PRESS_CONTENT_H
#define PRESS_CONTENT_H

#include "press/embed.h"
#include "press/picture.h"

typedef struct {
    const PaintList *list;
    const Embed *embed;      /* with codes */
    const Picture *pictures; /* one per PICTURE op, in op order */
    const int *images;       /* of the same: number of its XObject, 0: a frame is drawn instead */
} ContentInput;

/* Which resources a page uses by name: fonts F1 … and V1 … (vertical) by place in Embed, images
 * Im1 … , graphics states GO (overprint) and GK (knock out). */
enum { USES_HORIZONTAL = 1, USES_VERTICAL = 2 };

typedef struct {
    Str stream;           /* operators, not deflated */
    unsigned char *fonts; /* USES_… per font of Embed */
} Content;

/*
 * The painting operators of one page, in DeviceCMYK and nothing else. Here y turns upward: the
 * origin is the lower left corner of the sheet with its bleed, numbers are thousandths of a point,
 * and what rounding leaves over is carried along a line, so no glyph drifts from its place.
 */
Content content_make(Arena *arena, const ContentInput *input);

#endif
