#ifndef PROOF_PREVIEW_SHAPES_H
#define PROOF_PREVIEW_SHAPES_H

#include <cairo.h>

#include "proof/preview.h"

/* Items as cairo paths, painted in whatever source and operator are set: of the module alone. */

#define PREVIEW_EMU_PER_INCH 914400.0

hb_draw_funcs_t *shape_outlines(void); /* for shape_text; the caller destroys it */
void shape_text(cairo_t *cairo, hb_draw_funcs_t *funcs, const PreviewItem *item);
void shape_rect(cairo_t *cairo, Rect box, Emu stroke);
void shape_ellipse(cairo_t *cairo, Rect box, Emu stroke);
void shape_reserve(cairo_t *cairo, const PreviewItem *item);

#endif
