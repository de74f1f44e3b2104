#ifndef PROOF_INK_H
#define PROOF_INK_H

#include "press/picture.h"
#include "press/raster.h"

enum { INK_PPI = 72 };

/* Percent over the press's limit that is only warned of. */
enum { INK_TOLERANCE = 20 };

/* What a page will carry, measured on its pixels. Percent of full ink; areas in mm². */
typedef struct {
    int page;
    int most;           /* largest total */
    int64_t warn, over; /* area above the limit, and above the limit and what is tolerated */
    int mean_milli[4];  /* per mille of the page, C M Y K */
    bool prints[4];
    Point worst;   /* a place of the largest total */
    Raster raster; /* CMYK at INK_PPI */
    bool is_measured;
} InkPage;

typedef struct {
    int limit;     /* the press's limit of total ink, percent */
    int tolerated; /* percent more is only warned of */
} InkLimit;

/* A picture of so few square millimetres does no harm on the press. */
enum { INK_AREA_MM2 = 15 };

/* Totals of a CMYK raster of INK_PPI. */
InkPage ink_total(const Raster *raster, int page, InkLimit limit);

/* Reports what is too much, at `at`. */
void ink_report(Arena *arena, Diags *diags, const InkPage *ink, InkLimit limit, Span at);

/*
 * Paints the page as four plates, black overprinting as on the press, and adds up. pictures: those
 * of this page. Uses the preview module. is_measured false when that cannot be (reported).
 */
InkPage ink_measure(Arena *arena, Diags *diags, FontSet *fonts, const PaintList *page,
                    const Picture *pictures, const char *module_dir, InkLimit limit);

/* The topmost op at that place, for a finding to point to its source; NULL: bare paper. */
const PaintOp *op_at(const PaintList *page, Point place);

/* Which inks print at all: "K", "MYK"; empty: none. */
Str ink_used(Arena *arena, const InkPage *ink);

#endif
