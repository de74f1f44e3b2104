#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A view of UTF-8 bytes. Not terminated, not owned: it points into a source or an arena. */
typedef struct {
    const char *p;
    size_t n;
} Str;

#define S(lit) ((Str){(lit), sizeof(lit) - 1})

/* For "%.*s" in a printf-like format. */
#define STR_ARGS(s) (int)(s).n, (s).p

Str str_of(const char *z);
bool str_eq(Str a, Str b);
int str_compare(Str a, Str b); /* by bytes, which is by code point */
bool str_starts(Str text, Str prefix);
bool str_ends(Str text, Str suffix);
bool str_cut(Str text, char at, Str *before, Str *after);
Str str_trim(Str text); /* spaces, tabs and line ends off both ends */
Str str_copy(Arena *arena, Str text);
Str str_join(Arena *arena, Str a, Str b);
const char *str_z(Arena *arena, Str text);

/* Whole number in decimal digits, nothing else; false when text is not one or exceeds int32. */
bool str_int(Str text, int32_t *out);

/* Printed into the arena. */
Str str_format(Arena *arena, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
