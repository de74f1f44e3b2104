#include "base/hash.h"

#include <nettle/sha2.h>

struct Hash {
    struct sha256_ctx state;
};

Hash *hash_new(Arena *arena)
{
    Hash *hash = arena_new(arena, Hash);

    sha256_init(&hash->state);
    return hash;
}

void hash_add(Hash *hash, Str bytes)
{
    sha256_update(&hash->state, bytes.n, (const uint8_t *)bytes.p);
}

void hash_int(Hash *hash, int64_t value)
{
    uint8_t bytes[8];

    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)((uint64_t)value >> (8 * i));
    sha256_update(&hash->state, sizeof bytes, bytes);
}

void hash_digest(Hash *hash, unsigned char out[32])
{
    sha256_digest(&hash->state, SHA256_DIGEST_SIZE, out);
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
