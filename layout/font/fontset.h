#ifndef FONT_FONTSET_H
#define FONT_FONTSET_H

#include <hb.h>

#include "content/house.h"

/*
 * The only owner of font files, hb_blob, hb_face and hb_font. Faces are small ints in catalogue
 * order; a file is mapped when the first face in it is used, and never read whole. A face id is
 * valid until fontset_close. Lookups are for one thread; hb_face_t may be shared among threads.
 */
typedef struct FontSet FontSet;

/* What the file is, which decides how it is embedded. */
typedef enum { FONT_GLYF, FONT_CFF, FONT_CFF_CID } FontFormat;

/* Reads the catalogue; files named in it are looked for beside the catalogue (the paper's own
 * fonts) and in the catalogue's folders. NULL when the catalogue cannot be read (reported). */
FontSet *fontset_open(Arena *arena, Diags *diags, const char *catalogue, const House *house);
void fontset_close(FontSet *set);

/* The face of a role: the house style's family and weight, else the catalogue's. Never fails:
 * a face that cannot be opened is reported once (F_FONT_MISSING with its package, F_FONT_BROKEN,
 * F_FONT_LOCKED by fsType) and the first usable face of the fallback chain stands in, or -1 when
 * there is none at all. */
int fontset_role(FontSet *set, Diags *diags, TextRole role);

/* The first of `face`, then the chain of fallbacks at the nearest weight, that has a glyph for cp
 * (followed by the variation selector, or 0); -1 when none. A selector no face knows is ignored:
 * the answer is then the one for cp alone. */
int fontset_face_for(FontSet *set, Diags *diags, int face, hb_codepoint_t cp,
                     hb_codepoint_t selector);

/* A font of that face whose scale is `size` to the em, so HarfBuzz deals in EMU. Owned by the set.
 */
hb_font_t *fontset_font(FontSet *set, int face, Emu size);
hb_face_t *fontset_hb_face(FontSet *set, int face);
int fontset_upem(const FontSet *set, int face);
FontFormat fontset_format(const FontSet *set, int face);

/* True when the face has the OpenType feature in GSUB or GPOS. */
bool fontset_has_feature(FontSet *set, int face, hb_tag_t tag);

int32_t fontset_source(const FontSet *set); /* the catalogue, in diags */
int fontset_count(const FontSet *set);      /* faces in the catalogue */
bool fontset_is_open(const FontSet *set, int face);
Str fontset_name(const FontSet *set, int face);          /* PostScript name */
Str fontset_family(const FontSet *set, int face);        /* catalogue family: 宋 黑 楷 */
Str fontset_file(const FontSet *set, int face);          /* path */
Str fontset_version(const FontSet *set, int face);       /* name table 5 */
uint32_t fontset_checksum(const FontSet *set, int face); /* head.checkSumAdjustment */
uint64_t fontset_file_size(const FontSet *set, int face);

#endif
