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
    int64_t left, top; /* of the trim on the medium; top from its lower edge */
    Ink fill, stroke;
    bool has_fill, has_stroke; /* set on this page at all */
    bool overprint;
    int font; /* place in Embed of the font set, -1: none */
    bool vertical;
    int64_t size;   /* of the font set, in thousandths of a point */
    bool is_tagged; /* within a stretch of marked content, or of furniture */
    bool has_words; /* what the op says is written or needs not be */
    int number;     /* of that stretch, -1: furniture */
} Brush;

/* Page coordinates (y down from the trimmed corner) on the medium (y up), rounded once. */
int64_t brush_x(const Brush *brush, int64_t x);
int64_t brush_y(const Brush *brush, int64_t y);

void brush_milli(Brush *brush, int64_t thousandths); /* the number and a blank */
void brush_fill(Brush *brush, const PaintOp *op);
void brush_stroke(Brush *brush, const PaintOp *op, Emu weight);

/* A line of text, and an entry that tells what it says (glyphs.c). */
void brush_text(Brush *brush, const PaintOp *op);
void brush_words(Brush *brush, Str text);

#endif
