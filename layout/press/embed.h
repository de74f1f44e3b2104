#ifndef PRESS_EMBED_H
#define PRESS_EMBED_H

#include "paint/paint.h"
#include "press/descriptor.h"

/* A face as the painted pages name it; face NULL: cannot be used. */
typedef struct {
    hb_face_t *face;
    FontFormat format;
    Str name; /* PostScript name */
} EmbedSource;

/* One glyph that is painted somewhere. */
typedef struct {
    uint32_t gid;  /* in the font file */
    uint16_t code; /* in the PDF's strings; it is the CID, too */
    int16_t width; /* thousandths of an em: what a viewer moves on by */
    Str text;      /* what it stands for where it is first painted; empty: never for any text */
} EmbedGlyph;

/*
 * One font of the PDF: a subset of a face, for all pages. Filled in three steps: embed_new
 * (glyphs and their texts), embed_codes, embed_program. Only what those steps made may be read.
 */
typedef struct {
    int face; /* id in the paint lists */
    EmbedSource source;
    bool horizontal, vertical; /* directions it is painted in */
    int count;
    EmbedGlyph *glyphs; /* by glyph number */
    uint16_t *index;    /* glyph number → place in glyphs + 1, 0: not painted */
    uint32_t index_size;

    /* embed_codes */
    const char *fault; /* what is wrong with the font, NULL: nothing */
    Str base_name;     /* ABCDEF+Name */
    Str registry, ordering;
    int supplement;

    /* embed_program */
    Descriptor descriptor;
    Str widths;          /* the W array, empty when every glyph is an em wide */
    Str to_unicode;      /* deflated */
    Str program;         /* deflated CFF table or TrueType font */
    size_t program_size; /* before */

    Arena arena; /* its own, since fonts are made in parallel */
    struct hb_subset_plan_t *plan;
} EmbedFont;

typedef struct {
    EmbedFont *fonts; /* in the order of face ids */
    int count;
    int *of_face; /* face id → place in fonts, -1: not painted */
    int face_count;
} Embed;

/* Finds what is painted. A glyph keeps the first text it stands for in page and op order. */
Embed *embed_new(Arena *arena, const EmbedSource *sources, int source_count,
                 PaintList *const *pages, int page_count);
/* Which codes the pages' strings need. Different fonts may be worked on in parallel. */
void embed_codes(EmbedFont *font);
/* Subset, widths and texts. Needs embed_codes first. */
void embed_program(EmbedFont *font);
void embed_close(Embed *embed);

const EmbedFont *embed_font(const Embed *embed, int face);
const EmbedGlyph *embed_glyph(const EmbedFont *font, uint32_t gid);
bool embed_is_cff(const EmbedFont *font);

/* True when the glyph is painted with the font of columns: upright and as wide as it is. */
bool op_runs_down(const PaintOp *op, const PaintGlyph *glyph);

#endif
