#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include "content/issue.h"
#include "line/para.h"

typedef enum {
    FRAME_TEXT,   /* one text column (leg) of a story */
    FRAME_HEAD,   /* the lines of a headline */
    FRAME_LINE,   /* kicker, deck, byline, caption, furniture: set lines, see `role` */
    FRAME_NUMBER, /* the number's square or disc; its digits are lines */
    FRAME_PICTURE,
    FRAME_RULE,   /* a filled rectangle: rules, panels */
    FRAME_OUTLINE /* a rectangle's outline */
} FrameKind;

typedef struct {
    const ShapedPara *para;
    int block; /* index of the paragraph in the story's body, -1: not body */
    Line line;
    /* Page coordinates, y down from the trimmed top edge; x where the line starts. Of a column the
     * middle of its upper edge. */
    Point baseline;
} PlacedLine;

typedef struct {
    FrameKind kind;
    TextRole role;
    Rect box;
    int story; /* index in Issue.stories, -1: furniture */
    Ink ink;
    PlacedLine *lines;
    int line_count;
    const Photo *photo;
    Rect window; /* FRAME_PICTURE: of the upright picture, in its pixels */
    Emu stroke;  /* FRAME_OUTLINE, and the keyline of a picture */
    bool disc;   /* FRAME_NUMBER */
    Span at;
} Frame;

/* One box of a story on the page. Rows count from 1 below the head zone. */
typedef struct {
    int story;
    int column, columns, row, rows;
    bool continued; /* not the story's first box */
    Rect box;
    int characters; /* set in this box */
    int empty;      /* text rows without a line, in thousandths of a grid column × row */
} Box;

typedef struct {
    int story;
    int characters; /* of the story's body */
    int fit;        /* could still take (positive), too many (negative) */
    bool overset;
} StoryFit;

typedef struct {
    const PageSpec *spec;
    int rows;      /* content rows below the head zone */
    Emu rows_top;  /* y of content row 1 */
    Frame *frames; /* in painting and reading order */
    int frame_count;
    Box *boxes;
    int box_count;
    StoryFit *fits;
    int fit_count;
    int fill_milli; /* share of the type area's cells that carry something, per mille */
} Page;

typedef struct {
    bool draft;   /* says so in the foot margin */
    Words *words; /* headlines part between words, Latin words are hyphenated; NULL: as it comes */
} PageOptions;

/* Composes every page of the issue. Findings (P_…) go to diags; pages always come back. */
Page **pages_make_with(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                       const PageOptions *options);

/* The same without knowledge of words. */
Page **pages_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue, bool draft);

typedef struct {
    Emu measure, size, leading, indent;
    enum { GALLEY_TEXT, GALLEY_HEADLINE, GALLEY_VERTICAL } as;
    Words *words; /* as of PageOptions */
} GalleyStyle;

typedef struct {
    Page *page;
    Emu width, height; /* of a sheet just large enough */
} GalleySheet;

/* The first story's body (as a headline: its title and body) in one column. */
GalleySheet galley_make(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue,
                        const GalleyStyle *style);

void page_dump(const Issue *issue, const Page *page, FILE *out);

#endif
