#ifndef PRESS_STANDARD_H
#define PRESS_STANDARD_H

#include "base/str.h"

/* What a finished PDF promises to whoever prints or keeps it. */
typedef enum { PDF_X1A, PDF_X1A_2003, PDF_X4, PDF_A2U, PDF_X4_A2U, PDF_STANDARDS } PdfStandard;

typedef struct {
    const char *name;  /* as the command line and the house style call it */
    const char *title; /* as people do */
    int minor;         /* the file is PDF 1.minor */
    bool is_press;     /* PDF/X: an output intent of that kind, Trapped, no links */
    bool is_x4;        /* the XMP names it */
    bool is_archive;   /* PDF/A-2u: Unicode for every glyph, own identification; and tagged */
    /* Values of the Info dictionary, NULL: none. PDF/A knows no such entry; the last is one that
     * viewers look for. */
    const char *version, *conformance, *archive;
} StandardInfo;

const StandardInfo *standard_info(PdfStandard standard);
/* The standard of that name; false when there is none. */
bool standard_find(Str name, PdfStandard *standard);

#endif
