#ifndef FONT_SFNT_H
#define FONT_SFNT_H

#include "font/fontset.h"

/* What has to be known of a face's tables before it may be used and embedded. */
typedef struct {
    bool is_sound;     /* head, maxp and cmap are there and make sense */
    bool has_outlines; /* glyf or CFF */
    bool is_variable;
    FontFormat format;
    uint16_t fs_type;
    uint32_t checksum; /* head.checkSumAdjustment */
} SfntFacts;

SfntFacts sfnt_facts(hb_face_t *face);

/* True when every table the face's directory lists lies inside the file: a font cut short while
 * copying still opens and would lose glyphs in silence. */
bool sfnt_is_whole(hb_blob_t *blob, unsigned index);

#endif
