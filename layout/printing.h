#ifndef PRINTING_H
#define PRINTING_H

#include "content/printer.h"
#include "press/pdf.h"

/* What the command line wants of the press products. */
typedef struct {
    const char *printer;  /* file, NULL: none */
    const char *standard; /* name, NULL: as the printer file or the house style says */
    Length bleed;         /* micro -1: the same */
    bool marks, impose;
} PressOptions;

/* The same once printer file, house style and command line are laid over each other. */
typedef struct {
    const Printer *printer; /* NULL: none */
    PdfStandard standard;
    bool marks;       /* around single pages */
    bool sheet_marks; /* around imposed sheets */
    bool impose;
    bool ticket; /* a job ticket goes along */
} Press;

typedef struct {
    const Issue *issue;
    FontSet *fonts;
    Colour *colour;
    PaintList *const *pages;
    int count;
    const Picture *pictures;
    const char *folder; /* of the products */
    Str hash;           /* of the manuscripts, short */
    Str title, creator;
    int threads;
    bool draft;
} PressInput;

enum { PRESS_PRODUCTS = 4 };

typedef struct {
    bool written;                         /* every PDF is in place */
    const char *products[PRESS_PRODUCTS]; /* the press PDF first */
    int count;
} PressResult;

/* Gives the issue a house style of its own where printer file or command line differ from the
 * paper's. What cannot be followed is reported, and left out. */
Press press_prepare(Arena *arena, Diags *diags, const PressOptions *options, Issue *issue);

/* The press PDF, and what was asked for beside it: the imposed one, the job ticket. */
PressResult press_write(Arena *arena, Diags *diags, const Press *press, const PressInput *input);

#endif
