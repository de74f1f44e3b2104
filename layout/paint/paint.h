#ifndef PAINT_PAINT_H
#define PAINT_PAINT_H

#include "page/page.h"

typedef enum { PAINT_TEXT, PAINT_RECT, PAINT_ELLIPSE, PAINT_PICTURE } PaintKind;

/* What an op is to a reader: becomes tags, bookmarks, ALTO blocks, hot zones. */
typedef enum {
    PAINT_ARTIFACT, /* furniture: rules, squares, masthead, folio */
    PAINT_TITLE,    /* page title */
    PAINT_HEAD,
    PAINT_SUBHEAD,
    PAINT_PARA,
    PAINT_CAPTION,
    PAINT_FIGURE
} PaintRole;

/* One glyph: pen position relative to the op's origin (x right, y down), already moved by the
 * font's own offsets. The text it stands for is text[text_at .. text_at+text_len) of the op;
 * a glyph that continues another's cluster has text_len 0. advance is the font's own. */
typedef struct {
    uint32_t gid;
    uint16_t face;
    uint16_t text_len;
    int32_t text_at;
    Emu x, y;
    Emu advance;
    uint16_t narrow; /* its width per mille, 0: as it is */
    bool turned;     /* lies on its right side: its baseline runs down from the pen */
} PaintGlyph;

/*
 * One thing to paint. Lengths in EMU from the page's trimmed top-left corner, y down.
 * PAINT_TEXT: one line (or less) in one size and ink; glyphs in reading order, text what they
 * say, exactly. PAINT_RECT, PAINT_ELLIPSE: box filled with ink; with stroke > 0 only an outline of
 * that weight, inside the box. PAINT_PICTURE: the window of the picture, scaled to box.
 */
typedef struct {
    PaintKind kind;
    PaintRole role;
    int story;        /* index in Issue.stories, -1: the page's own */
    int order;        /* reading order on the page; a paragraph's lines share one */
    bool overprint;   /* black that prints over what lies below */
    bool every_plate; /* marks for register: on all plates, whatever the ink says */
    Ink ink;
    Rect box; /* TEXT: the line's em box, for hot zones */
    Span at;
    union {
        struct {
            Point origin; /* of the baseline; of a column the middle of its upper edge */
            Emu size;
            int count;
            const PaintGlyph *glyphs;
            Str text;
            bool vertical;
        } text;
        struct {
            Emu stroke;
        } shape;
        struct {
            const char *path;     /* NULL: a reserved frame, painted as a keyline with a cross */
            Str shown;            /* path as the editor wrote it */
            int pixel_w, pixel_h; /* upright */
            Rect window;          /* of the upright picture, in pixels */
            Emu keyline;          /* drawn inside the edge when the picture's border is light */
            Str alt;              /* caption */
        } picture;
    } as;
} PaintOp;

/* Everything on one page in painting order. Backends read this and nothing else. */
typedef struct {
    int number; /* page number, from 1 */
    Str label;  /* section */
    PageInks inks;
    Emu width, height, bleed;
    Emu zone; /* of a list of marks: the paper they need beyond the bleed */
    PaintOp *ops;
    int op_count;
} PaintList;

/* What touches the trim goes on into the bleed. */
PaintList *paint_page(Arena *arena, const Issue *issue, const Page *page);
void paint_dump(const PaintList *list, const FontSet *fonts, FILE *out);

#endif
