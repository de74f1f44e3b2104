#ifndef PRESS_PDF_H
#define PRESS_PDF_H

#include "press/picture.h"

typedef struct {
    const char *path;
    int threads;
    bool draft;         /* says 样稿 on the sheet, outside the stories */
    Str title, creator; /* UTF-8; creator: program and version */
    Str author;
    int year, month, day; /* the issue's date: never the clock's */
} PdfOptions;

/*
 * One PDF of all pages. pictures: as pictures_make returned them. Fonts are subset in parallel.
 * False when no file was written; the reason is in diags and the earlier file untouched.
 */
bool pdf_write(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue, Colour *colour,
               PaintList *const *pages, int count, const Picture *pictures,
               const PdfOptions *options);

#endif
