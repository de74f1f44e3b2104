#ifndef PRESS_PDF_H
#define PRESS_PDF_H

#include "press/picture.h"
#include "press/standard.h"

/* Two pages of the paper side by side, printed and trimmed as one. */
typedef struct {
    int left, right; /* indexes of pages */
    Str label;       /* "4|1" */
} PdfSpread;

typedef struct {
    const char *path;
    PdfStandard standard;
    int threads;
    bool draft;         /* says 样稿 on the sheet, outside the stories */
    Str title, creator; /* UTF-8; creator: program and version */
    Str author;
    int year, month, day; /* the issue's date: never the clock's */
    /* Spreads in place of single pages, NULL: none. They have neither bookmarks nor tags. */
    const PdfSpread *spreads;
    int spread_count;
    PaintList *const *marks; /* one a page of the PDF, NULL: none */
} PdfOptions;

/*
 * One PDF of all pages. pictures: as pictures_make returned them. Fonts are subset in parallel.
 * False when no file was written; the reason is in diags and the earlier file untouched.
 */
bool pdf_write(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue, Colour *colour,
               PaintList *const *pages, int count, const Picture *pictures,
               const PdfOptions *options);

#endif
