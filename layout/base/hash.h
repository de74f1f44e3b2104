#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

/* SHA-256 in pieces, and of one text; hex is 64 lower-case digits. */
typedef struct Hash Hash;

Hash *hash_new(Arena *arena);
void hash_add(Hash *hash, Str bytes);
void hash_int(Hash *hash, int64_t value); /* as 8 bytes, least first, whatever the machine */
void hash_digest(Hash *hash, unsigned char out[32]); /* ends the hash */
Str hash_hex(Arena *arena, const unsigned char *bytes, size_t n);
Str hash_text(Arena *arena, Str bytes); /* hex of the whole */

#endif
