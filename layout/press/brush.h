#ifndef PRESS_BRUSH_H
#define PRESS_BRUSH_H

#include "press/content.h"

/*
 * The content stream being written, with the graphics state a viewer has reached, so that only
 * changes are written.
 */
typedef struct {
    Buf out;
    const ContentInput *input;
    Content content;
    Ink fill, stroke;
    bool has_fill, has_stroke; /* set on this page at all */
    bool overprint;
    int font; /* place in Embed of the font set, -1: none */
    bool vertical;
    int64_t size; /* of the font set, in thousandths of a point */
} Brush;

/* Page coordinates (y down from the trimmed corner) on the sheet (y up), rounded once. */
int64_t brush_x(const Brush *brush, int64_t x);
int64_t brush_y(const Brush *brush, int64_t y);

void brush_milli(Brush *brush, int64_t thousandths); /* the number and a blank */
void brush_fill(Brush *brush, const PaintOp *op);
void brush_stroke(Brush *brush, Ink ink, bool overprint, Emu weight);

/* A line of text (glyphs.c). */
void brush_text(Brush *brush, const PaintOp *op);

#endif
