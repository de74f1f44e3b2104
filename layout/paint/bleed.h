#ifndef PAINT_BLEED_H
#define PAINT_BLEED_H

#include "paint/paint.h"

/* The edge at which the page is folded and not cut. */
typedef enum { FOLD_NONE, FOLD_LEFT, FOLD_RIGHT } FoldEdge;

/*
 * Lets boxes and pictures that touch the trim go on to the edge of the bleed, so that no white
 * shows where the knife goes astray. A picture gives more of itself, at the scale it has, or where
 * it has no more is enlarged a little; it is never distorted. Beyond the fold lies the page beside.
 */
void paint_bleed(PaintList *list, FoldEdge fold);

#endif
