#ifndef PRESS_PICTURE_CACHE_H
#define PRESS_PICTURE_CACHE_H

#include <pthread.h>

#include "press/picture.h"

/* The arena that results go to. Jobs share it, so each takes its piece under the lock; pictures are
 * large, and copying them over afterwards would cost more than reading them. */
typedef struct {
    Arena *arena;
    pthread_mutex_t lock;
} SharedArena;

char *shared_alloc(SharedArena *shared, size_t n);
Str shared_copy(SharedArena *shared, Str bytes);

/*
 * Converted pictures and hashes of picture files, in DIR/pictures/. Every record carries what it
 * belongs to and a check sum, so that a damaged, cut or foreign one counts as absent. All functions
 * may be called from any thread, and other processes may share the folder. Nothing here reports.
 */
typedef struct PictureCache PictureCache;

/* dir NULL: nothing is ever found or kept. */
PictureCache *picture_cache_open(Arena *arena, const char *dir, bool no_write);
/* True when something could not be kept. */
bool picture_cache_has_failed(const PictureCache *cache);

/* key: 64 hex digits. Everything but source_hash is filled in; the JPEG lies in `results`. */
bool picture_cache_find(const PictureCache *cache, Arena *arena, SharedArena *results, Str key,
                        Picture *out);
void picture_cache_keep(PictureCache *cache, Arena *arena, Str key, const Picture *picture);

/* What tells one state of a file from another: a stamp equal to an earlier one means equal bytes,
 * unless the file changed within the tick of its file system's clock. */
typedef struct {
    uint64_t numbers[7]; /* device, inode, size, seconds and nanoseconds of mtime and ctime */
} FileStamp;

bool file_stamp(const char *path, FileStamp *out);
bool file_stamp_equal(const FileStamp *a, const FileStamp *b);

/* The SHA-256 (64 hex digits) kept for the file at path while it had this stamp. */
bool picture_cache_find_hash(const PictureCache *cache, Arena *arena, const char *path,
                             const FileStamp *stamp, Str *out);
void picture_cache_keep_hash(PictureCache *cache, Arena *arena, const char *path,
                             const FileStamp *stamp, Str hash);

#endif
