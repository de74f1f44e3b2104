#ifndef PRESS_DOCUMENT_H
#define PRESS_DOCUMENT_H

#include "press/content.h"
#include "press/haru.h"
#include "press/metadata.h"
#include "press/outline.h"
#include "press/tags.h"

/* A page of the PDF ready to be filed, or a page of the paper that goes on one as a form. */
typedef struct {
    const PaintList *list;
    const PaintList *marks;     /* NULL: none; the medium grows by their zone */
    Str stream;                 /* deflated operators */
    const unsigned char *fonts; /* USES_… per font of Embed */
    const int *images;          /* per picture of the page: number of its image, 0: none */
    int picture_count;
    bool every_plate;           /* uses the colour space All */
    const ContentPlace *places; /* forms on it */
    int place_count;
    Rect shown; /* of a form: what of it prints, page coordinates */
    Str label;  /* of a page; empty: its number */
} DocumentPage;

typedef struct {
    PdfStandard standard;
    const Embed *embed;           /* with programs */
    const Picture *const *images; /* image n is images[n - 1]; each is filed once */
    int image_count;
    const DocumentPage *pages;
    int page_count;
    const DocumentPage *forms; /* form n is forms[n - 1] */
    int form_count;
    const OutlineEntry *outline;
    int outline_count;
    const Tags *tags; /* NULL: none */
    Str profile;      /* deflated */
    Str condition, condition_info;
    Str registry; /* address of the register that keeps the condition; empty: none */
    const Metadata *metadata;
} Document;

/* Adds the objects of a file of that standard, in an order that depends on the document alone. */
void document_add(Arena *arena, Haru *haru, const Document *document);

#endif
