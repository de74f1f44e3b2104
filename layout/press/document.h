#ifndef PRESS_DOCUMENT_H
#define PRESS_DOCUMENT_H

#include "press/content.h"
#include "press/haru.h"
#include "press/metadata.h"
#include "press/outline.h"

/* A page ready to be filed. */
typedef struct {
    const PaintList *list;
    Str stream;                 /* deflated operators */
    const unsigned char *fonts; /* USES_… per font of Embed */
    const int *images;          /* per picture of the page: number of its image, 0: none */
    int picture_count;
} DocumentPage;

typedef struct {
    const Embed *embed;           /* with programs */
    const Picture *const *images; /* image n is images[n - 1]; each is filed once */
    int image_count;
    const DocumentPage *pages;
    int page_count;
    const OutlineEntry *outline;
    int outline_count;
    Str profile; /* deflated */
    Str condition, condition_info;
    const Metadata *metadata;
} Document;

/* Adds the objects of a PDF/X-1a:2001 file, in an order that depends on the document alone. */
void document_add(Arena *arena, Haru *haru, const Document *document);

#endif
