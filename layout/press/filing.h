#ifndef PRESS_FILING_H
#define PRESS_FILING_H

#include "press/document.h"
#include "press/syntax.h"

/* What the parts of document_add share: numbers of objects that others refer to. Nobody else. */
typedef struct {
    Arena *arena;
    Haru *haru;
    const Document *document;
    int *horizontal, *vertical; /* fonts by place in Embed */
    int *images, *forms;
    int overprint, knock_out;
    int every_plate; /* from the separation All to the four inks */
    int *pages;
} Filing;

void put_entry_ref(Buf *out, const char *key, int object);
int file_dict(Filing *filing, Str entries);
int file_flate(Filing *filing, Str bytes, Str entries);

void file_forms(Filing *filing); /* sheets.c; needs fonts, images and states */
void file_pages(Filing *filing); /* sheets.c; needs forms too */
void put_page_labels(Buf *out, const Document *document);
int file_outline(Filing *filing);   /* bookmarks.c */
int file_structure(Filing *filing); /* structure.c */

#endif
