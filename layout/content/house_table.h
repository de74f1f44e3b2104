#ifndef CONTENT_HOUSE_TABLE_H
#define CONTENT_HOUSE_TABLE_H

#include "content/config.h"
#include "content/house.h"

/* The sections of a house style, each a ConfigTable whose fields lie in House. Order matters: inks
 * and the grid's em come first, because others are written in them. */
extern const ConfigTable HOUSE_SECTIONS;

/* Fields of one TextStyle, offsets within it. */
extern const ConfigTable TEXT_STYLE_FIELDS;

/* Names of switches, for reading and dumping. */
extern const ConfigNames PUNCT_NAMES, KINSOKU_NAMES, NUMBER_STYLE_NAMES;

/* Readers that are the house style's own. */
ConfigRead house_read_margin; /* Emu, or 居中 as MARGIN_CENTRED */
ConfigRead house_read_legs;
ConfigRead house_read_text_style;
ConfigRead house_read_ink;
ConfigRead house_read_head_sizes;
ConfigRead house_read_ladder;
ConfigRead house_read_title_sizes;
ConfigRead house_read_standard;
ConfigRead house_read_profile;

enum { MARGIN_CENTRED = -1 };

/* Checks what no single value shows: sums, orders, things that would divide by nothing. */
void house_check(Arena *arena, Diags *diags, House *house, Span at);

#endif
