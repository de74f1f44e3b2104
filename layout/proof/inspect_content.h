#ifndef PROOF_INSPECT_CONTENT_H
#define PROOF_INSPECT_CONTENT_H

#include "proof/inspect.h"
#include "proof/inspect_tokens.h"

/* What is painted on a page, followed operator by operator. */

typedef enum {
    SPACE_GRAY,
    SPACE_CMYK,
    SPACE_INKS, /* Separation and DeviceN of the four process inks */
    SPACE_ALL,  /* every plate */
    SPACE_NONE,
    SPACE_PATTERN,
    SPACE_OTHER /* what ink it makes is not known */
} SpaceKind;

enum { COMPONENTS_MOST = 8 };

typedef struct {
    SpaceKind kind;
    int components;
    unsigned char ink[COMPONENTS_MOST]; /* SPACE_INKS: 0 C … 3 K of each component */
    Str foreign;                        /* "DeviceRGB": must not be used; empty: it may */
    Str spot;                           /* name of an ink that is not one of the four */
} Space;

typedef struct {
    Space space;
    Ink ink;
} Paint;

typedef struct FontInfo {
    int id;   /* of the object; 0: it has none */
    Str name; /* without the prefix of a subset */
    bool is_composite, is_type3;
} FontInfo;

typedef struct {
    Matrix ctm;
    Paint fill, stroke;
    Fix line_width;
    bool overprints_fill, overprints_stroke;
    int overprint_mode;
    int text_mode;
    Fix font_size;
    const FontInfo *font;
} State;

enum { OPERANDS_MOST = 40, STATES_MOST = 256, STREAMS_DEEP = 16 };

typedef struct {
    FixRect box;
    FixPoint at;
    bool has_point;
    Fix thinnest; /* of its rectangles, -1: none is thin */
} Path;

typedef struct Content {
    Inspect *inspect;
    const struct Content *from; /* whose operator leads here; NULL: the page */
    int id;                     /* of the stream's object, 0: it has none */
    Arena own;                  /* lives as long as the stream is read */
    Object resources;
    Tokens tokens;
    int depth; /* of streams in streams */
    Token operands[OPERANDS_MOST];
    int operand_count;
    State *states; /* saved */
    int state_count;
    State now;
    Matrix text, line; /* text matrices */
    Fix leading;
    Path path;
    int skipping; /* BX … EX */
} Content;

/* Numbers among the operands, 0 where there is none; the last name or string. */
Fix operand(const Content *content, int index);
Str operand_name(const Content *content);

Space space_named(Content *content, Str name);
Space space_of(Content *content, Object object, int depth);

void state_change(Content *content, Object parameters); /* gs */
void content_intent(Inspect *inspect, Str name);
void content_group(Inspect *inspect, Object group);

const FontInfo *font_find(Content *content, Object font);

void paint_path(Content *content, bool fills, bool strokes);
void paint_text(Content *content);
void paint_with(Content *content, const Paint *paint); /* complains of its colour space */
void path_point(Content *content, Fix x, Fix y);
void path_rect(Content *content);

void image_paint(Content *content, Object image);
void image_inline(Content *content);
void content_xobject(Content *content, Str name);
void content_pattern(Content *content, Str name);
void content_shading(Content *content, Str name);

/* Runs a stream's operators in the state given. */
void content_run(const Content *from, Object stream, Object resources, Matrix matrix);
void content_examine_page(Inspect *inspect, Object page, Object resources);

#endif
