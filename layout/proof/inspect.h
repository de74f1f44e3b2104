#ifndef PROOF_INSPECT_H
#define PROOF_INSPECT_H

#include <qpdf/qpdf-c.h>

#include "base/diag.h"
#include "base/ink.h"
#include "proof/inspect_fix.h"

/*
 * A program of its own that examines one PDF and writes what it finds, a line each:
 *
 *     CODE <tab> page <tab> fields of the code's text
 *     #level <tab> name      what the file was examined as
 *     #pages <tab> n
 *     #done                  the last line; without it the examination did not come to its end
 *
 * A stranger's file may crash, fill or hold up whatever reads it: that happens here, under limits
 * of memory and time, and not in the page-maker.
 */

typedef enum {
    LEVEL_X1A,
    LEVEL_X1A2003,
    LEVEL_X3,
    LEVEL_X32003,
    LEVEL_X4,
    LEVEL_A,
    LEVEL_COUNT
} Level;

typedef struct {
    const char *option, *name;
    const char *version, *conformance; /* of the Info dictionary; NULL: must not be there */
    int newest;                        /* PDF 1.n */
    bool is_x;
    bool has_streams;      /* object streams */
    bool has_transparency; /* and layers */
    bool has_icc;          /* colour by profile, Lab */
} LevelInfo;

extern const LevelInfo LEVELS[LEVEL_COUNT];

typedef struct Seen Seen;

typedef struct {
    Arena *arena;
    qpdf_data pdf;
    Str bytes; /* the file */
    Str xmp;   /* decoded metadata; empty: none */
    Level level;
    int page;       /* being examined, 0: the document */
    FixRect trim;   /* of the page, its inside is what prints */
    int64_t budget; /* work left: operators, and bytes in thousands */
    bool is_spent;
    Seen *seen;
    int seen_count, seen_cap;
    struct FontInfo **fonts;
    int font_count, font_cap;
    int *patterns; /* object ids looked into on this page */
    int pattern_count, pattern_cap;
    bool has_text, has_whole_picture; /* on this page */
    Buf out;
} Inspect;

/* A finding of the current page; the same once a page and never too many of a kind. */
void inspect_say(Inspect *inspect, DiagCode code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* False when all the work allowed is done; the first time says so. */
bool inspect_spend(Inspect *inspect, int64_t work);

/* Objects. A key that is not there gives null, a wrong type nothing. */
typedef qpdf_oh Object;

Object object_key(Inspect *inspect, Object dict, const char *key); /* of a dictionary or stream */
bool object_has(Inspect *inspect, Object dict, const char *key);
Str object_name(Inspect *inspect, Object object);   /* without the slash, copied; empty: no name */
Str object_string(Inspect *inspect, Object object); /* as UTF-8, copied */
bool object_number(Inspect *inspect, Object object, Fix *out);
int object_count(Inspect *inspect, Object array); /* 0: no array; never very many */
Object object_item(Inspect *inspect, Object array, int index);
bool object_is_dict(Inspect *inspect, Object object); /* or stream */
bool object_rect(Inspect *inspect, Object object, FixRect *out);
/* Keys of a dictionary, copied, at most `most`. */
const char **object_keys(Inspect *inspect, Object dict, int most, int *count);
/* Decoded bytes of a stream; false when they cannot be had. The caller frees them. */
bool object_bytes(Inspect *inspect, Object stream, unsigned char **bytes, size_t *n);

/* A property of the metadata stream by its usual prefix ("dc:title"), as element or attribute, the
 * first alternative of a list; empty: it is not there. */
Str xmp_value(Inspect *inspect, const char *name);

/* Takes what the library complained of. */
void inspect_warnings(Inspect *inspect);

void inspect_document(Inspect *inspect);
void inspect_claim(Inspect *inspect, const char *wanted); /* sets the level */
void inspect_metadata(Inspect *inspect);
void inspect_objects(Inspect *inspect);
void inspect_pages(Inspect *inspect);

#endif
