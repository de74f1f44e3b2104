#ifndef PROOF_PREVIEW_H
#define PROOF_PREVIEW_H

#include <hb.h>
#include <stdbool.h>

#include "base/unit.h"

/*
 * What the preview module draws. The module needs cairo, which the program itself has no use for;
 * it calls nothing of the program: glyphs, colours and pictures stand in the job, and the PNG goes
 * back through `write`.
 */
typedef struct {
    hb_font_t *font; /* scaled to PREVIEW_UNITS to the em */
    uint32_t gid;
    Emu x, y;    /* of the pen, from the text's origin */
    int narrow;  /* its width per mille, 0: as it is */
    bool turned; /* lies on its right side */
} PreviewGlyph;

enum { PREVIEW_UNITS = 1000000 };

typedef struct {
    unsigned char r, g, b;
} PreviewColour;

typedef enum {
    PREVIEW_TEXT,
    PREVIEW_RECT,
    PREVIEW_ELLIPSE,
    PREVIEW_PICTURE,
    PREVIEW_RESERVE, /* a frame with a cross: a picture still to come */
    PREVIEW_PAPER    /* what follows is not print and does not take the paper's tint */
} PreviewKind;

typedef struct {
    PreviewKind kind;
    PreviewColour colour;
    unsigned char inks[4]; /* C M Y K, 255 is full ink; for plates */
    bool overprint;        /* inks of nothing leave the plate as it is */
    Rect box;
    Emu stroke; /* > 0: an outline inside the box; of a picture, its keyline */
    Point origin;
    Emu size;
    int count;
    const PreviewGlyph *glyphs;
    int picture; /* index for the job's `picture` */
} PreviewItem;

typedef struct {
    int width, height; /* RGB rows, no padding; NULL pixels: nothing to show */
    const unsigned char *pixels;
} PreviewPixels;

typedef struct {
    size_t size; /* of this struct, so that program and module are known to agree */
    int width, height, ppi;
    PreviewColour paper;
    const PreviewItem *items;
    int item_count;
    void *context;
    /* The picture's pixels, valid until the next call. */
    PreviewPixels (*picture)(void *context, int index);
    void (*write)(void *context, const unsigned char *bytes, size_t n);
} PreviewJob;

/* The same items as ink: what each plate prints. */
typedef struct {
    size_t size;
    int width, height, ppi;
    const PreviewItem *items;
    int item_count;
    unsigned char *inks; /* four a pixel, rows without gaps, 255 is full ink: filled in */
    void *context;
    PreviewPixels (*picture)(void *context, int index); /* four inks a pixel */
} PreviewInkJob;

/* NULL when all is drawn, else why not. */
typedef const char *PreviewDraw(const PreviewJob *job);
typedef const char *PreviewInk(const PreviewInkJob *job);

#define PREVIEW_ENTRY     "nanfeng_preview_draw"
#define PREVIEW_INK_ENTRY "nanfeng_preview_ink"
PreviewDraw nanfeng_preview_draw;
PreviewInk nanfeng_preview_ink;

#endif
