#include "base/hash.h"

#include <sha256.h>

struct Hash {
    SHA2_CTX state;
};

Hash *hash_new(Arena *arena)
{
    Hash *hash = arena_new(arena, Hash);

    SHA256Init(&hash->state);
    return hash;
}

void hash_add(Hash *hash, Str bytes)
{
    SHA256Update(&hash->state, (const uint8_t *)bytes.p, bytes.n);
}

void hash_int(Hash *hash, int64_t value)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)value >> (8 * i));
    SHA256Update(&hash->state, bytes, sizeof bytes);
}

void hash_digest(Hash *hash, unsigned char out[32])
{
    SHA256Final(out, &hash->state);
}

Str hash_hex(Arena *arena, const unsigned char *bytes, size_t n)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = arena_many(arena, char, 2 * n + 1);

    for (size_t i = 0; i < n; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (Str){hex, 2 * n};
}

Str hash_text(Arena *arena, Str bytes)
{
    unsigned char digest[32];
    Hash *hash = hash_new(arena);

    hash_add(hash, bytes);
    hash_digest(hash, digest);
    return hash_hex(arena, digest, sizeof digest);
}
