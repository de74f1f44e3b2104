#ifndef PRESS_DECODER_H
#define PRESS_DECODER_H

/*
 * Between the program and a decoder that is not linked into it. A decoder is one function; built as
 * a module it is opened on first use, built as a helper program it runs beside and its rows come
 * through a pipe. This header needs nothing else of the project, and a decoder includes no more.
 */

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    DECODE_GOOD,
    DECODE_BROKEN,  /* damaged or cut off */
    DECODE_KIND,    /* of no kind that prints, or of colours without a meaning */
    DECODE_CHANGED, /* not of the size the page was made with */
    DECODE_NO_MEMORY,
    DECODE_NO_DECODER, /* module or helper program is not there */
    DECODE_OVERRUN,    /* took more time or memory than a picture may */
    DECODE_OUTCOMES
} DecodeOutcome;

/* What a row is made of. Eight bits a channel, GRAY and RGB count light, CMYK counts ink. LAB has
 * 16 bits: lightness 0…100 as 0…65535, a and b in 257ths with 0 at 128 × 257. */
typedef enum { ROWS_GRAY, ROWS_RGB, ROWS_CMYK, ROWS_LAB, ROW_KINDS } RowKind;

static inline size_t row_pixel_bytes(RowKind kind)
{
    static const size_t bytes[ROW_KINDS] = {1, 3, 4, 6};

    return bytes[kind];
}

/* Says what the rows after it are. The colour numbers are those of ISO 23091-2, 0: not said. */
typedef struct {
    RowKind kind;
    int width, height; /* of the whole picture as it is stored */
    int primaries, transfer;
    const unsigned char *icc; /* the profile inside the file */
    size_t icc_n;             /* 0: none */
} DecoderHead;

/* Pixels of the stored picture. */
typedef struct {
    int x, y, w, h;
} DecoderWindow;

enum { DECODER_NAME = 160 };

/* Head once, then window.h rows of window.w pixels, as on white paper. When one of them answers
 * false the decoder gives up and its outcome does not count. */
typedef struct {
    size_t size; /* of this struct: program and decoder must be of one build */
    const unsigned char *bytes;
    size_t n;
    int width, height; /* what the page was made with; anything else is DECODE_CHANGED */
    DecoderWindow window;
    void *context;
    bool (*head)(void *context, const DecoderHead *head);
    bool (*row)(void *context, const void *row);
    char what[DECODER_NAME]; /* with DECODE_KIND: the name of what it is; else the reason, or
                                nothing */
} DecoderJob;

typedef DecodeOutcome DecoderRun(DecoderJob *job);

#define DECODER_ENTRY "nanfeng_decode"

/* The one function of a decoder. */
DecodeOutcome nanfeng_decode(DecoderJob *job);

#endif
