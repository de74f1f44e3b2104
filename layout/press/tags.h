#ifndef PRESS_TAGS_H
#define PRESS_TAGS_H

#include "paint/paint.h"

/* What a piece of a page is to somebody who reads it without seeing it. */
typedef enum { TAG_ARTICLE, TAG_H1, TAG_H2, TAG_P, TAG_FIGURE, TAG_CAPTION } TagKind;

/* A stretch of a page's content, one a line or picture, by the number it bears there. */
typedef struct {
    int page, number;
} TagPart;

typedef struct {
    TagKind kind;
    int parent; /* index of its tag, -1: the document */
    Str text;   /* FIGURE: what it shows */
    int page;
    int story; /* -1: the page's own */
    Rect box;  /* FIGURE */
    TagPart *parts;
    int part_count, part_cap;
} Tag;

typedef struct {
    const int *number_of;   /* per op: number of its stretch, -1: furniture */
    const int *tag_of;      /* per stretch: index of its tag */
    const TagKind *kind_of; /* and what that is */
    int count;              /* stretches */
} PageTags;

/* A parent comes before its children; among children of one parent the order is that of reading:
 * page by page, the page's title first, then its lead, then the stories as they are painted. */
typedef struct {
    const Tag *tags;
    int count;
    const PageTags *pages;
} Tags;

Tags *tags_make(Arena *arena, const Issue *issue, PaintList *const *pages, int count);

const char *tag_name(TagKind kind);

#endif
