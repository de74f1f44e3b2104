#ifndef PRESS_DEFLATE_H
#define PRESS_DEFLATE_H

#include "base/str.h"

/* How hard to press bytes: fonts hardly shrink beyond the quick levels, page contents do. */
enum { DEFLATE_FONT = 1, DEFLATE_CONTENT = 6 };

/* The bytes in the zlib format that /FlateDecode means. */
Str deflate_bytes(Arena *arena, Str bytes, int level);

#endif
