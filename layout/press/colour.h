#ifndef PRESS_COLOUR_H
#define PRESS_COLOUR_H

#include "base/hash.h"
#include "press/decode.h"
#include "press/picture.h"

/* What distinguishes this profile from any other: for keys of the cache. */
void colour_add_key(const Colour *colour, Hash *hash);

/* The program did not come with the profile: those it comes with are kept deflated. */
bool colour_is_foreign(const Colour *colour);

/* True when the profile can make transforms; unpacks and parses it on the first call. */
bool colour_is_ready(const Colour *colour);

/* The decoded picture's pixels as ink: four inks of at most `limit` percent, or with `gray` (and
 * always for a grey picture) light that the black plate makes. From any thread. */
Raster colour_inks(Arena *arena, const Colour *colour, const Decoded *from, bool gray, int limit);

/* 12-bit lightness to DeviceGray, through the black plate's ramp on this paper. */
const unsigned char *colour_ramp(const Colour *colour);

#endif
