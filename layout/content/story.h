#ifndef CONTENT_STORY_H
#define CONTENT_STORY_H

#include "base/diag.h"
#include "base/unit.h"

typedef enum {
    BLOCK_PARA,
    BLOCK_SUBHEAD,
    BLOCK_QUOTE,
    BLOCK_ITEM, /* one item of a list, its mark ("•", "1.") in Block.mark */
    BLOCK_ROW,  /* one row of a table, cells parted by U+0009 */
    BLOCK_PHOTO /* a photo in place: Block.photo indexes Story.photos */
} BlockKind;

enum { TEXT_STRONG = 1 << 0, TEXT_EMPH = 1 << 1 };

/*
 * A stretch of one text set the same way. Its bytes are NFC, soft line ends resolved. A piece
 * whose text differs from its source bytes (normalised, an entity) is a piece of its own, so in
 * every other piece byte i of text stands at source offset at.start + i.
 */
typedef struct {
    Str text;
    unsigned style;
    Span at;
} Piece;

typedef struct {
    Piece *pieces;
    int count;
} Text;

typedef struct {
    BlockKind kind;
    Text text;
    Str mark;
    int photo; /* -1 unless BLOCK_PHOTO */
    Span at;
} Block;

/* A photo, or with reserve the frame kept for one that is still to come. */
typedef struct {
    Str file; /* path as the editor wrote it; path is from the current folder */
    const char *path;
    Text caption;
    Text credit;
    bool illustration; /* credited 插图, not 摄影 */
    bool reserve;
    Length width;         /* UNIT_NONE: by the house style */
    Length reserve_width; /* 2栏, 17em … of 留位 */
    int reserve_rows;     /* of 留位 */
    int focus_x, focus_y; /* per mille of the upright picture, from its top left */
    int crop;             /* 可裁: per mille that may go from either dimension */
    int pixel_w, pixel_h; /* upright, after EXIF orientation; 0 for a reserve or unreadable file */
    Span at;
} Photo;

typedef enum {
    KIND_DEFAULT, /* banner with a number, plain without: resolved by the loader, never seen later
                   */
    KIND_BANNER,
    KIND_PLAIN,
    KIND_VERTICAL,
    KIND_BOXED,
    KIND_BRIEF,
    KIND_COMMENT,
    KIND_AD
} StoryKind;

typedef struct {
    Str id;         /* "01", "引子" */
    int32_t source; /* in diags */
    Text title;     /* `|` of the editor stands as U+200B, a possible break; it prints nothing */
    Text kicker, deck, byline;
    int number; /* 0: none */
    int weight; /* 1..10 */
    StoryKind kind;
    Emu ad_width, ad_height;
    Block *blocks;
    int block_count;
    Photo *photos;
    int photo_count;
    Span at;
} Story;

/* All characters of a text in one string in the arena. */
Str text_flat(Arena *arena, Text text);
/* Where byte offset `at` of the flat text came from; len is that of the character. */
Span text_span(Text text, int at);

void story_dump(const Story *story, FILE *out);

#endif
