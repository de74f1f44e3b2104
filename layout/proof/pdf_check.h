#ifndef PROOF_PDF_CHECK_H
#define PROOF_PDF_CHECK_H

#include "proof/ink.h"

typedef struct {
    const char *path;
    const char *module_dir; /* where the program nanfeng-inspect lies */
    const char *level;      /* "x1a" …; NULL: what the file claims */
    bool measures_ink;      /* by Ghostscript */
    InkLimit limit;
} PdfCheckOptions;

/* What is known of a finished PDF. */
typedef struct {
    Str level; /* what it was examined as; empty: it could not be */
    int page_count;
    InkPage *inks;
    int ink_count; /* pages measured */
} PdfCheck;

/*
 * Examines any PDF: structure, colours, type, pictures, and the ink of its pages when Ghostscript
 * is installed. A hostile file costs a minute at most and ends in a finding.
 */
PdfCheck pdf_check(Arena *arena, Diags *diags, const PdfCheckOptions *options);

#endif
