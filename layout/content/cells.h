#ifndef CONTENT_CELLS_H
#define CONTENT_CELLS_H

#include "content/config.h"
#include "content/story.h"

/*
 * A text on its way from the file to Pieces: one cell a character, each with the bytes it came
 * from. Markdown, plain text and configuration make cells; emphasis and normalisation rewrite
 * them; cells_text turns them into Pieces.
 */
enum {
    CELL_REPLACED = 1 << 0,  /* not the character of its source bytes */
    CELL_SOFT = 1 << 1,      /* a soft line end, to become a blank or nothing */
    CELL_FIXED = 1 << 2,     /* meant as it is: an entity, a table's tab */
    CELL_DELIMITER = 1 << 3, /* a `*` that may open or close emphasis */
    CELL_GONE = 1 << 4       /* dropped at the next cells_compact */
};

typedef struct {
    int32_t cp;
    int32_t start, len; /* bytes of the source */
    uint8_t style;      /* TEXT_… of story.h */
    uint8_t flags;
} Cell;

typedef struct {
    Arena *arena;
    int32_t file;
    Cell *at;
    int count, cap;
} Cells;

Cells cells_new(Arena *arena, int32_t file);
void cells_add(Cells *cells, Cell cell);
/* The bytes [start, start+len) of the source, as they are. */
void cells_add_source(Cells *cells, const Source *source, size_t start, size_t len, unsigned style);
/* A text whose bytes only follow the source's roughly (quotes, folded lines): each character is
 * matched to its bytes where that is possible. */
void cells_add_scalar(Cells *cells, const Source *source, const ConfigNode *node);
void cells_compact(Cells *cells);
Span cells_span(const Cells *cells); /* from first to last */
Text cells_text(const Cells *cells);

/* Pairs the delimiters, gives the cells between them their style and drops what was paired. */
void cells_emphasise(Diags *diags, Cells *cells);

typedef enum { NORMALISE_BODY, NORMALISE_HEAD, NORMALISE_BYLINE } NormaliseMode;

/*
 * The named rules for copied text, each reported where it acted: NFC, full-width letters and
 * digits, radicals, ellipses and dashes, straight quotes and half-width marks, blanks beside
 * Chinese. In a headline `|` and a blank between Chinese become U+200B, a possible break; in a
 * byline such a blank parts names and is kept, one em wide.
 */
void cells_normalise(Diags *diags, Cells *cells, NormaliseMode mode);

/* Rules of one kind each, in the order of cells_normalise. */
void normalise_nfc(Diags *diags, Cells *cells);
void normalise_forms(Diags *diags, Cells *cells);
void normalise_blanks(Diags *diags, Cells *cells, NormaliseMode mode);
void normalise_strokes(Diags *diags, Cells *cells);
void normalise_marks(Diags *diags, Cells *cells);
void normalise_check_pairs(Diags *diags, const Cells *cells);

/* A scalar of a configuration as normalised text (Text at the field's place). */
ConfigRead text_read_headline;
ConfigRead text_read_byline;
ConfigRead text_read_plain;

/* Chinese characters, and marks of Chinese setting (curly quotes and dashes are Chinese here). */
bool cp_is_han(int32_t cp);
bool cp_is_chinese_mark(int32_t cp);
bool cp_is_chinese(int32_t cp);
bool cp_is_letter(int32_t cp); /* A–Z a–z */
bool cp_is_digit(int32_t cp);

#endif
