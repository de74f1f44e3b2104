#ifndef LINE_PARA_H
#define LINE_PARA_H

#include "content/story.h"
#include "font/fontset.h"
#include "line/charclass.h"
#include "line/words.h"

/*
 * The width model: every glyph has a body, and between two bodies stands a gap. The blank half of
 * a mark is gap, never body, so a line's width is the sum of its bodies and of the gaps inside it,
 * and what would stand at an edge is simply not inside. (GB/T 15834-2011 5.1.10; CLREQ, line
 * composition rules for punctuation.)
 */

/* Which gaps give way, in this order, each step fully and all members equally before the next
 * (CLREQ, line adjustment by squeezing). */
typedef enum {
    SHRINK_NONE,
    SHRINK_SPACE,   /* Latin word space, 1/4 em to 1/5 */
    SHRINK_BRACKET, /* blank outside an opening or closing mark */
    SHRINK_PAUSE,   /* blank after ，、；： */
    SHRINK_MIXED,   /* gap between Chinese and Latin */
    SHRINK_STOP,    /* blank after 。！？ */
    SHRINK_STEPS
} ShrinkStep;

typedef enum { STRETCH_NONE, STRETCH_SPACE, STRETCH_MIXED, STRETCH_ANY } StretchStep;

/* What may happen to the text between this glyph and the next. */
typedef enum { BREAK_NO, BREAK_YES, BREAK_FORCED } BreakKind;

/* How a glyph stands: along a line from left to right, or in a column upright, side by side with
 * others in one em, or on its side. */
typedef enum { SET_ALONG, SET_UPRIGHT, SET_ABREAST, SET_TURNED } GlyphSet;

typedef struct {
    uint32_t gid;
    int32_t cluster;  /* byte offset into the paragraph's text */
    int32_t length;   /* bytes it stands for; 0 when it continues a cluster */
    Emu body;         /* width of the body */
    Emu dx, dy;       /* from the body's left edge on the baseline to the glyph's origin; in a
                       * column from the middle of its upper edge */
    Emu advance;      /* the font's own */
    Emu gap, gap_min; /* natural and least width of the gap after it */
    uint16_t face;
    uint8_t char_class;
    uint8_t shrink, stretch; /* ShrinkStep and StretchStep of the gap after it */
    uint8_t break_after;     /* BreakKind */
    uint8_t cost_after;      /* penalty of breaking here (typography.md 4.3) */
    uint8_t hyphen_after; /* a break here shows a hyphen: 1 + its index in the paragraph's; or 0 */
    uint8_t set;          /* GlyphSet */
    uint16_t narrow;      /* its width per mille, 0: as it is */
} Glyph;

typedef struct {
    TextRole role;
    Emu size;
    Emu indent;    /* of the first line */
    Emu mixed_gap; /* between Chinese and Latin */
    PunctStyle punct;
    Kinsoku kinsoku;
    bool half_digits;
    bool headline;       /* marks half an em, no justification */
    bool vertical;       /* from top to bottom: bodies, gaps and measures run down a column */
    bool emphasis_roles; /* TEXT_STRONG and TEXT_EMPH take ROLE_STRONG and ROLE_EMPH */
    Words *words;        /* Latin words may be hyphenated; NULL: they move whole */
} ParaStyle;

/* A paragraph after shaping: text order, no lines yet. */
typedef struct {
    Str text;
    Text source; /* for spans */
    ParaStyle style;
    Glyph *glyphs;
    int glyph_count;
    bool is_missing; /* a glyph no face has was reported */
    Glyph *hyphens;  /* one a face in which words may be parted */
    int hyphen_count;
} ShapedPara;

/* One set line: a window on the paragraph's glyphs, and x of each body from the line's start. Of a
 * column x runs downwards. */
typedef struct {
    int first, count;
    Emu width;   /* natural, edges trimmed, with the indent */
    Emu measure; /* what it was set to */
    Emu *x;      /* count entries, indent included */
    Emu end;     /* right edge of the last body; == measure on a justified line */
    Emu stretch; /* largest widening of a gap */
    bool justified;
    bool hyphen; /* para_hyphen of the last glyph stands at the end, its right edge at `end` */
} Line;

/* Measure of the i-th line of a paragraph that starts at slot `first` of a story. */
typedef struct {
    const Emu *measures; /* one per slot */
    int count;           /* slots beyond use the last measure */
    int first;
} Shape;

/* A way to break a paragraph: lines, cost, and where each line ends (glyph index after it). */
typedef struct {
    int lines;
    int64_t cost; /* lower is better; see breaks.c */
    const int *ends;
    bool emergency; /* a word was wider than its line */
} Breaks;

/* Shapes the text; missing glyphs are reported at their character and left out. */
ShapedPara *para_shape(Arena *arena, Diags *diags, FontSet *fonts, Text text,
                       const ParaStyle *style);

/* Latin words are parted in lines narrower than this. */
enum { HYPHEN_MEASURE_EMS = 12 };

/* The hyphen shown when a line ends after glyph i, or NULL. It stands for no text. */
const Glyph *para_hyphen(const ShapedPara *para, int i);

/* The best breaking for each reachable number of lines, fewest lines first; at most max results.
 * The first call's cheapest entry is the natural setting. */
int para_breaks(Arena *arena, const ShapedPara *para, Shape shape, Breaks *out, int max);

/* The fewest lines it can be squeezed into; far cheaper than para_breaks. */
int para_least_lines(const ShapedPara *para, Shape shape);

/* Index in all[0..count) of the cheapest. */
int breaks_best(const Breaks *all, int count);

/* Sets line i of the breaks: shrinks or stretches to the measure exactly, last lines natural. */
Line para_line(Arena *arena, const ShapedPara *para, const Breaks *breaks, int i, Shape shape);

/* The glyphs [first, first+count) on one line at natural gaps plus `track` at every gap that may
 * open (words and numbers stay closed): headlines, captions, furniture. */
Line para_natural(Arena *arena, const ShapedPara *para, int first, int count, Emu track);

/* Width of such a line at natural gaps, and how many gaps tracking opens. */
Emu para_width(const ShapedPara *para, int first, int count);
int para_gaps(const ShapedPara *para, int first, int count);

void para_dump(const ShapedPara *para, const Line *lines, int line_count, FILE *out);

#endif
