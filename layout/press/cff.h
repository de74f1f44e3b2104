#ifndef PRESS_CFF_H
#define PRESS_CFF_H

#include "base/str.h"

/*
 * What a CFF table says of its own glyph numbering (Adobe Technical Note 5176). In a CID-keyed
 * font a PDF names glyphs by CID, and the charset tells which CID a glyph has. The strings point
 * into the table.
 */
typedef struct {
    bool is_cid;
    Str registry, ordering; /* Adobe, Identity when the font names none fit for a PDF */
    int supplement;
    Str table;
    size_t charset; /* offset of the charset; 0..2 stand for glyph number = CID */
} Cff;

/* False when the table is damaged; nothing outside the table is ever read. */
bool cff_parse(Str table, Cff *out);

/* CIDs of glyphs in rising order. False when the charset is damaged or ends before one of them. */
bool cff_cids(const Cff *cff, const uint32_t *gids, int count, uint16_t *cids);

#endif
