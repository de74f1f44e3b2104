#ifndef CONTENT_ISSUE_H
#define CONTENT_ISSUE_H

#include "content/house.h"
#include "content/story.h"

typedef enum { MASTHEAD_FULL, MASTHEAD_RUNNING, MASTHEAD_NONE } MastheadKind;
typedef enum { INKS_FOUR, INKS_RED, INKS_BLACK } PageInks;

/* A named place of a pin (位) instead of numbers. */
typedef enum {
    PLACE_CELLS,
    PLACE_TOP_LEFT,
    PLACE_TOP_RIGHT,
    PLACE_BOTTOM_LEFT,
    PLACE_BOTTOM_RIGHT,
    PLACE_TOP_STRIP,
    PLACE_BOTTOM_STRIP
} PinPlace;

/* Where the first photo of a box sits (图). leg 0: of the whole box, else text column from 1. */
typedef enum {
    PHOTO_AUTO,
    PHOTO_TOP,
    PHOTO_LEFT,
    PHOTO_RIGHT,
    PHOTO_BOTTOM,
    PHOTO_WHOLE, /* the text column is the photo's own; leg ≥ 1 */
    PHOTO_NONE
} PhotoSide;

typedef struct {
    PhotoSide side;
    int leg;
    Length width; /* UNIT_NONE: by the house style */
    int rows;     /* 0: by the house style */
} PhotoPlace;

/* One entry of 固定. Several pins of one story are boxes its text runs through, in order. */
typedef struct {
    int story; /* index in Issue.stories */
    PinPlace place;
    int column, columns, row, rows; /* from 1; 0: not given */
    int legs;                       /* 0: by the house style */
    PhotoPlace photo;
    Span at;
} Pin;

typedef struct {
    Str key, value;
    Span at;
} Field;

typedef struct {
    int number;
    Str section;
    MastheadKind masthead;
    PageInks inks;
    Text title;   /* page banner, empty: none */
    int *stories; /* indexes in Issue.stories, in order */
    int story_count;
    int lead; /* index in Issue.stories, -1: none named */
    Str map;  /* 版图 as written; not composed yet */
    Span map_at;
    Pin *pins;
    int pin_count;
    Field *rules; /* 规则 */
    int rule_count;
    Span at;
} PageSpec;

typedef struct {
    Str name;        /* the folder's name: products are named after it */
    const char *dir; /* as given */
    int32_t source;  /* issue.yaml in diags, 0 when there is none */
    Str paper, number;
    int year, month, day;
    const House *house; /* NULL when the style cannot serve (reported) */
    Field *masthead;    /* 报头 fields in the order written */
    int masthead_count;
    PageSpec *pages;
    int page_count;
    Story **stories; /* in the order of file names; the body's order is PageSpec.stories */
    int story_count;
} Issue;

/*
 * Reads the whole folder: issue.yaml, every story file, sizes of pictures, and the house style
 * (a file beside issue.yaml or styles_dir/NAME.yaml). What cannot be read is reported and left
 * out; NULL only when there is no such folder. Issue, stories and house live in the arena.
 */
Issue *issue_load(Arena *arena, Diags *diags, const char *dir, const char *styles_dir);

/* A story from text alone, for the galley. */
Story *story_from_text(Arena *arena, Diags *diags, Str path, Str text);

int issue_story(const Issue *issue, Str id); /* -1: none */
void issue_dump(const Issue *issue, FILE *out);

#endif
