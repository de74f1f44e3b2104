#include "press/deflate.h"

#include <libdeflate.h>

Str deflate_bytes(Arena *arena, Str bytes, int level)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(level);
    size_t bound, n = 0;
    char *out;

    if (!compressor)
        arena_array(arena, SIZE_MAX, 2, 1); /* no memory: the arena's way out */
    bound = libdeflate_zlib_compress_bound(compressor, bytes.n);
    out = arena_many(arena, char, bound);
    n = libdeflate_zlib_compress(compressor, bytes.p, bytes.n, out, bound);
    libdeflate_free_compressor(compressor);
    return (Str){out, n};
}
