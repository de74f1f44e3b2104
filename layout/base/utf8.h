#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/str.h"

enum { UTF8_BAD = -1 };

/* The code point at byte offset at (< text.n) and the offset after it. Bytes that are not UTF-8
 * (overlong, surrogate, beyond U+10FFFF, cut short) give UTF8_BAD and advance one byte. */
int32_t utf8_next(Str text, size_t *at);

/* Offset of the first byte that is not UTF-8, or text.n. */
size_t utf8_valid_prefix(Str text);

/* Bytes of cp written to out (at most 4). */
size_t utf8_put(char *out, int32_t cp);

int utf8_count(Str text); /* code points */

#endif
