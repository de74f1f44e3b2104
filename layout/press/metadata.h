#ifndef PRESS_METADATA_H
#define PRESS_METADATA_H

#include "base/hash.h"
#include "press/standard.h"

/* What the file says of itself, once in the Info dictionary and once as XMP; both are made from
 * this, so they agree. */
typedef struct {
    PdfStandard standard;
    Str title, author, creator; /* UTF-8, as text_shown leaves it */
    int year, month, day;
    unsigned char id[16]; /* names the content */
} Metadata;

Str metadata_info(Arena *arena, const Metadata *meta); /* entries of the Info dictionary */
Str metadata_xmp(Arena *arena, const Metadata *meta);
Str metadata_id(Arena *arena, const Metadata *meta); /* entry of the trailer */

#endif
