#include <assert.h>
#include <string.h>

#include <libdeflate.h>
#include <zlib.h>

#include "base/file.h"
#include "press/colour_state.h"
#include "press/deflate.h"

/* Largest profile that is read; those of printers have up to 3 MB. */
enum { PROFILE_MAX = 32 << 20 };

/* The header and the table of tags are enough to know a profile by. */
enum { TAGS_MAX = 100, TAG_BYTES = 12, TAG_TABLE = ICC_HEAD + 4 };
enum { FRONT_BYTES = TAG_TABLE + TAGS_MAX * TAG_BYTES };

/* Offsets in the header. */
enum {
    AT_SIZE = 0,
    AT_VERSION = 8,
    AT_CLASS = 12,
    AT_SPACE = 16,
    AT_PCS = 20,
    AT_MAGIC = 36,
    AT_FLAGS = 44
};

typedef struct {
    unsigned char bytes[FRONT_BYTES];
    size_t n;
} Front;

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static bool is_plain(Str file)
{
    return file.n >= ICC_HEAD && memcmp(file.p + AT_MAGIC, "acsp", 4) == 0;
}

/* The first bytes of the profile. Unpacking them takes some microseconds, the whole of it more than
 * laying out a page; and most builds find all their pictures converted. */
static Front read_front(Str file)
{
    Front front = {.n = FRONT_BYTES};
    z_stream stream = {0};

    if (is_plain(file)) {
        front.n = file.n < FRONT_BYTES ? file.n : FRONT_BYTES;
        memcpy(front.bytes, file.p, front.n);
        return front;
    }
    stream.next_in = (unsigned char *)file.p;
    stream.avail_in = (uInt)file.n;
    stream.next_out = front.bytes;
    stream.avail_out = FRONT_BYTES;
    if (inflateInit(&stream) != Z_OK)
        return (Front){0};
    inflate(&stream, Z_SYNC_FLUSH);
    front.n -= stream.avail_out;
    inflateEnd(&stream);
    return front;
}

static bool has_tag(const Front *front, const char *signature)
{
    uint32_t count = big32(front->bytes + ICC_HEAD), size = big32(front->bytes + AT_SIZE);

    for (size_t i = 0; i < count && i < TAGS_MAX; i++) {
        const unsigned char *tag = front->bytes + TAG_TABLE + i * TAG_BYTES;
        if (front->n < TAG_TABLE + (i + 1) * TAG_BYTES)
            return false;
        if (memcmp(tag, signature, 4) == 0)
            return big32(tag + 4) <= size && big32(tag + 8) <= size - big32(tag + 4);
    }
    return false;
}

static bool has_tables(const Front *front)
{
    static const char *const tags[] = {"A2B0", "A2B1", "B2A0", "B2A1"};

    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (!has_tag(front, tags[i]))
            return false;
    return true;
}

/* PDF/X-1a is older than version 4 of the profile format. */
static bool version_serves(const Front *front, Str standard)
{
    int version = front->bytes[AT_VERSION];

    return version == 2 ||
           (version == 4 && (str_starts(standard, S("x4")) || str_eq(standard, S("a2u"))));
}

/* The header's flags may say that the profile is of no use but in the file it came in. */
static bool may_stand_alone(const Front *front)
{
    enum { ONLY_EMBEDDED = 2 };

    return !(big32(front->bytes + AT_FLAGS) & ONLY_EMBEDDED);
}

static bool front_serves(const Front *front, Str file, Diags *diags, const House *house)
{
    Span at = house->profile_at;
    const char *head = (const char *)front->bytes;

    if (front->n < TAG_TABLE || memcmp(head + AT_MAGIC, "acsp", 4) != 0 ||
        big32(front->bytes + AT_SIZE) > PROFILE_MAX ||
        (is_plain(file) && big32(front->bytes + AT_SIZE) > file.n)) {
        diag_report(diags, R_PROFILE_BAD, at, "%s", house->profile);
        return false;
    }
    if (memcmp(head + AT_CLASS, "prtr", 4) != 0 || memcmp(head + AT_SPACE, "CMYK", 4) != 0) {
        diag_report(diags, R_PROFILE_NOT_CMYK, at, "%s", house->profile);
        return false;
    }
    if (!version_serves(front, house->pdf_standard)) {
        diag_report(diags, R_PROFILE_VERSION, at, "%s\t%d", house->profile,
                    front->bytes[AT_VERSION]);
        return false;
    }
    if (!may_stand_alone(front)) {
        diag_report(diags, R_PROFILE_BOUND, at, "%s", house->profile);
        return false;
    }
    if (!has_tables(front)) {
        diag_report(diags, R_PROFILE_TABLES, at, "%s", house->profile);
        return false;
    }
    return true;
}

Colour *colour_open(Arena *arena, Diags *diags, const House *house)
{
    Colour *colour = arena_new(arena, Colour);
    Span at = house->profile_at;
    Front front;

    if (!house->profile) {
        diag_report(diags, R_PROFILE_BAD, at, "-");
        return NULL;
    }
    if (!file_read(arena, diags, house->profile, str_of(house->profile), PROFILE_MAX, at,
                   &colour->file))
        return NULL;
    front = read_front(colour->file);
    if (!front_serves(&front, colour->file, diags, house))
        return NULL;
    colour->packed = !is_plain(colour->file);
    memcpy(colour->head, front.bytes, ICC_HEAD);
    colour->state = arena_new(arena, ColourState);
    pthread_mutex_init(&colour->state->lock, NULL);
    return colour;
}

void colour_close(Colour *colour)
{
    ColourState *state;

    if (!colour)
        return;
    state = colour->state;
    transforms_close(state);
    if (state->press)
        cmsCloseProfile(state->press);
    pthread_mutex_destroy(&state->lock);
    arena_free(&state->own);
}

/* The profile's bytes, {0} when they do not unpack. The caller holds the lock. */
static Str unpack(const Colour *colour)
{
    ColourState *state = colour->state;
    size_t size = big32(colour->head + AT_SIZE), n = 0;
    struct libdeflate_decompressor *inflater;

    if (!colour->packed)
        return (Str){colour->file.p, size};
    if (state->unpacked)
        return state->plain;
    state->unpacked = true;
    char *plain = arena_many(&state->own, char, size);
    inflater = libdeflate_alloc_decompressor();
    if (!inflater)
        arena_array(&state->own, SIZE_MAX, 2, 1); /* no memory: the arena's way out */
    if (libdeflate_zlib_decompress(inflater, colour->file.p, colour->file.n, plain, size, &n) ==
            LIBDEFLATE_SUCCESS &&
        n == size)
        state->plain = (Str){plain, size};
    libdeflate_free_decompressor(inflater);
    return state->plain;
}

cmsHPROFILE colour_press(const Colour *colour)
{
    ColourState *state = colour->state;
    Str plain;

    if (state->parsed)
        return state->press;
    state->parsed = true;
    plain = unpack(colour);
    if (plain.p)
        state->press = cmsOpenProfileFromMem(plain.p, (cmsUInt32Number)plain.n);
    return state->press;
}

bool colour_is_foreign(const Colour *colour)
{
    return !colour->packed;
}

bool colour_is_ready(const Colour *colour)
{
    bool ready;

    pthread_mutex_lock(&colour->state->lock);
    ready = colour_press(colour) != NULL;
    pthread_mutex_unlock(&colour->state->lock);
    return ready;
}

Str colour_profile(const Colour *colour)
{
    Str plain;

    pthread_mutex_lock(&colour->state->lock);
    plain = unpack(colour);
    pthread_mutex_unlock(&colour->state->lock);
    return plain;
}

Str colour_profile_deflated(const Colour *colour)
{
    ColourState *state = colour->state;
    Str deflated;

    if (colour->packed)
        return colour->file;
    pthread_mutex_lock(&state->lock);
    if (!state->deflated.p)
        state->deflated = deflate_bytes(&state->own, unpack(colour), DEFLATE_CONTENT);
    deflated = state->deflated;
    pthread_mutex_unlock(&state->lock);
    return deflated;
}

/* Hashing all of it would cost a build as much as unpacking: size, check sum and the header, which
 * has the time of making, are enough to tell honest profiles apart. */
void colour_add_key(const Colour *colour, Hash *hash)
{
    hash_int(hash, (int64_t)colour->file.n);
    hash_int(hash, libdeflate_crc32(0, colour->file.p, colour->file.n));
    hash_add(hash, (Str){(const char *)colour->head, ICC_HEAD});
}
