#ifndef STORE_TICKET_H
#define STORE_TICKET_H

#include "press/picture.h"
#include "press/standard.h"

/* A finished PDF that goes to the printer. */
typedef struct {
    const char *path;
    Str arrangement; /* how the pages lie on the sheets: "4|1 2|3"; empty: single pages in order */
} TicketFile;

/* The job ticket: what a printer has to know of the files, and can check them by. */
typedef struct {
    const Issue *issue; /* its house style as the printer file left it */
    Str printer;        /* name, empty: no printer file */
    Str program;
    PdfStandard standard;
    bool marks;
    PaintList *const *pages;
    int page_count;
    const Picture *pictures;
    const TicketFile *files;
    int file_count;
} TicketInput;

Str ticket_json(Arena *arena, Diags *diags, const TicketInput *input);
Str ticket_text(Arena *arena, Diags *diags, const TicketInput *input); /* in Chinese */

#endif
