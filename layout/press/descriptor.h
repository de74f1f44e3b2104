#ifndef PRESS_DESCRIPTOR_H
#define PRESS_DESCRIPTOR_H

#include <hb.h>

/* The measures of a face that a PDF font descriptor wants, in thousandths of an em. */
typedef struct {
    int ascent, descent, cap_height;
    int box[4];       /* left, bottom, right, top of all glyphs */
    int italic_angle; /* degrees, counter-clockwise */
    int stem_v;
    unsigned flags;
} Descriptor;

Descriptor descriptor_of(hb_face_t *face);

#endif
