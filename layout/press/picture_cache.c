#include "press/picture_cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "base/file.h"
#include "base/hash.h"

enum { KEY_DIGITS = 64, RECORD_MAX = 512 << 20 };

/* A record: magic, check sum of all that follows, key, four numbers, bytes. */
enum { MAGIC_BYTES = 4, SUM_BYTES = 4, NUMBER_BYTES = 8, NUMBERS = 4 };
enum { CHECKED_FROM = MAGIC_BYTES + SUM_BYTES };
enum { RECORD_HEAD = CHECKED_FROM + KEY_DIGITS + NUMBERS * NUMBER_BYTES };

static const char PICTURE_MAGIC[] = "NFp1", HASH_MAGIC[] = "NFh1";

struct PictureCache {
    const char *dir; /* NULL: no cache */
    bool no_write;
    atomic_bool failed;
};

char *shared_alloc(SharedArena *shared, size_t n)
{
    char *piece;

    pthread_mutex_lock(&shared->lock);
    piece = arena_many(shared->arena, char, n);
    pthread_mutex_unlock(&shared->lock);
    return piece;
}

Str shared_copy(SharedArena *shared, Str bytes)
{
    char *copy = shared_alloc(shared, bytes.n);

    memcpy(copy, bytes.p, bytes.n);
    return (Str){copy, bytes.n};
}

PictureCache *picture_cache_open(Arena *arena, const char *dir, bool no_write)
{
    PictureCache *cache = arena_new(arena, PictureCache);

    cache->dir = dir ? str_z(arena, str_join(arena, str_of(dir), S("/pictures"))) : NULL;
    cache->no_write = no_write;
    return cache;
}

bool picture_cache_has_failed(const PictureCache *cache)
{
    return atomic_load(&cache->failed);
}

static void put_number(char *to, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        to[i] = (char)(value >> (8 * i) & 0xFF);
}

static uint64_t take_number(const char *from, int bytes)
{
    uint64_t value = 0;

    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)from[i];
    return value;
}

static bool write_all(int fd, Str bytes)
{
    while (bytes.n) {
        ssize_t put = write(fd, bytes.p, bytes.n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes.p += put;
        bytes.n -= (size_t)put;
    }
    return true;
}

/* Not flushed to the disk, unlike a product: what a crash leaves of it fails the check. The name
 * while writing is nobody else's, so two builds at once do not write into each other's file. */
static bool write_record(Arena *arena, const char *path, Str bytes)
{
    char *tmp = (char *)str_z(arena, str_format(arena, "%s.XXXXXX", path));
    int fd = mkostemp(tmp, O_CLOEXEC);
    bool good;

    if (fd < 0)
        return false;
    good = fchmod(fd, 0644) == 0 && write_all(fd, bytes);
    good = close(fd) == 0 && good;
    good = good && rename(tmp, path) == 0;
    if (!good)
        unlink(tmp);
    return good;
}

static const char *record_path(Arena *arena, const PictureCache *cache, Str name, const char *kind)
{
    return str_format(arena, "%s/%.*s.%s", cache->dir, STR_ARGS(name), kind).p;
}

static void keep_record(PictureCache *cache, Arena *arena, const char *path, Str record)
{
    if (!folder_make(cache->dir) || !write_record(arena, path, record))
        atomic_store(&cache->failed, true);
}

static Str make_record(Arena *arena, const char *magic, Str key, const uint64_t *numbers, Str bytes)
{
    char *record = arena_many(arena, char, RECORD_HEAD + bytes.n), *p = record + CHECKED_FROM;
    size_t n = RECORD_HEAD + bytes.n;

    memcpy(record, magic, MAGIC_BYTES);
    memcpy(p, key.p, KEY_DIGITS);
    p += KEY_DIGITS;
    for (int i = 0; i < NUMBERS; i++, p += NUMBER_BYTES)
        put_number(p, numbers[i], NUMBER_BYTES);
    memcpy(p, bytes.p, bytes.n);
    put_number(record + MAGIC_BYTES, libdeflate_crc32(0, record + CHECKED_FROM, n - CHECKED_FROM),
               SUM_BYTES);
    return (Str){record, n};
}

static bool read_all(int fd, char *to, size_t n)
{
    while (n) {
        ssize_t got = read(fd, to, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        n -= (size_t)got;
    }
    return true;
}

/* What is asked of a record, and what it answers. */
typedef struct {
    const char *path, *magic;
    Str key;
    SharedArena *results; /* where its bytes go; NULL: with everything else */
    uint64_t numbers[NUMBERS];
    Str bytes;
} Record;

static bool read_open_record(Arena *arena, int fd, Record *record)
{
    char head[RECORD_HEAD], *bytes;
    const char *number = head + CHECKED_FROM + KEY_DIGITS;
    struct stat info;
    uint32_t sum;
    size_t n;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < RECORD_HEAD ||
        info.st_size > RECORD_MAX || !read_all(fd, head, RECORD_HEAD) ||
        memcmp(head, record->magic, MAGIC_BYTES) != 0 ||
        memcmp(head + CHECKED_FROM, record->key.p, KEY_DIGITS) != 0)
        return false;
    n = (size_t)info.st_size - RECORD_HEAD;
    bytes = record->results ? shared_alloc(record->results, n) : arena_many(arena, char, n);
    if (!read_all(fd, bytes, n))
        return false;
    sum = libdeflate_crc32(0, head + CHECKED_FROM, RECORD_HEAD - CHECKED_FROM);
    if (take_number(head + MAGIC_BYTES, SUM_BYTES) != libdeflate_crc32(sum, bytes, n))
        return false;
    for (int i = 0; i < NUMBERS; i++, number += NUMBER_BYTES)
        record->numbers[i] = take_number(number, NUMBER_BYTES);
    record->bytes = (Str){bytes, n};
    return true;
}

static bool read_record(Arena *arena, Record *record)
{
    int fd = open(record->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool good;

    if (fd < 0)
        return false;
    good = read_open_record(arena, fd, record);
    close(fd);
    return good;
}

bool picture_cache_find(const PictureCache *cache, Arena *arena, SharedArena *results, Str key,
                        Picture *out)
{
    Record record = {.magic = PICTURE_MAGIC, .key = key, .results = results};

    if (!cache->dir)
        return false;
    record.path = record_path(arena, cache, key, "picture");
    if (!read_record(arena, &record))
        return false;
    *out = (Picture){.inks = record.numbers[0] ? PICTURE_GRAY : PICTURE_CMYK,
                     .width = (int)record.numbers[1],
                     .height = (int)record.numbers[2],
                     .light_border = record.numbers[3] != 0,
                     .jpeg = record.bytes};
    return true;
}

void picture_cache_keep(PictureCache *cache, Arena *arena, Str key, const Picture *picture)
{
    uint64_t numbers[NUMBERS] = {picture->inks == PICTURE_GRAY, (uint64_t)picture->width,
                                 (uint64_t)picture->height, picture->light_border};

    if (!cache->dir || cache->no_write)
        return;
    keep_record(cache, arena, record_path(arena, cache, key, "picture"),
                make_record(arena, PICTURE_MAGIC, key, numbers, picture->jpeg));
}

bool file_stamp(const char *path, FileStamp *out)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return false;
    *out = (FileStamp){{(uint64_t)info.st_dev, (uint64_t)info.st_ino, (uint64_t)info.st_size,
                        (uint64_t)info.st_mtim.tv_sec, (uint64_t)info.st_mtim.tv_nsec,
                        (uint64_t)info.st_ctim.tv_sec, (uint64_t)info.st_ctim.tv_nsec}};
    return true;
}

bool file_stamp_equal(const FileStamp *a, const FileStamp *b)
{
    return memcmp(a, b, sizeof *a) == 0;
}

/* The name of a file's hash record, and the key inside it. The stamp is no part of the name, so a
 * changed file replaces its old record. */
static Str hash_record_name(Arena *arena, const char *path)
{
    return hash_text(arena, str_of(path));
}

static Str stamp_text(Arena *arena, const FileStamp *stamp)
{
    Str bytes = {(const char *)stamp, sizeof *stamp};

    return hash_hex(arena, (const unsigned char *)bytes.p, bytes.n);
}

/* A file that changes again within the tick of the clock may keep its stamp. So a record counts
 * only when it is younger than the file by more than any such tick: a clock that gives no fraction
 * counts whole seconds (or two), all others at least hundredths. */
static bool record_is_later(const char *path, const FileStamp *stamp)
{
    const int64_t second = 1000000000;
    FileStamp record;
    int64_t age, tick = stamp->numbers[6] == 0 ? 3 * second : second / 20;

    if (!file_stamp(path, &record))
        return false;
    age = ((int64_t)record.numbers[3] - (int64_t)stamp->numbers[5]) * second +
          (int64_t)record.numbers[4] - (int64_t)stamp->numbers[6];
    return age > tick;
}

bool picture_cache_find_hash(const PictureCache *cache, Arena *arena, const char *path,
                             const FileStamp *stamp, Str *out)
{
    Record record = {.magic = HASH_MAGIC};
    Str wanted;

    if (!cache->dir)
        return false;
    record.key = hash_record_name(arena, path);
    record.path = record_path(arena, cache, record.key, "hash");
    wanted = stamp_text(arena, stamp);
    if (!read_record(arena, &record) || record.bytes.n != wanted.n + KEY_DIGITS ||
        !str_starts(record.bytes, wanted) || !record_is_later(record.path, stamp))
        return false;
    *out = (Str){record.bytes.p + wanted.n, KEY_DIGITS};
    return true;
}

void picture_cache_keep_hash(PictureCache *cache, Arena *arena, const char *path,
                             const FileStamp *stamp, Str hash)
{
    const uint64_t none[NUMBERS] = {0};
    Str name;

    if (!cache->dir || cache->no_write)
        return;
    name = hash_record_name(arena, path);
    keep_record(cache, arena, record_path(arena, cache, name, "hash"),
                make_record(arena, HASH_MAGIC, name, none,
                            str_join(arena, stamp_text(arena, stamp), hash)));
}
