#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/diag.h"

/*
 * Reads a whole file. On failure reports at blame (C_FILE_MISSING, C_FILE_UNREADABLE,
 * C_FILE_TOO_LARGE when over limit bytes) and returns false. Folders, pipes and devices are
 * not read. `shown` is the path people see.
 */
bool file_read(Arena *arena, Diags *diags, const char *path, Str shown, size_t limit, Span blame,
               Str *out);

bool file_exists(const char *path);
bool folder_exists(const char *path);

/* Makes the folder and its parents; false with errno set. */
bool folder_make(const char *path);

/* Names in a folder sorted by bytes, "." and ".." left out; count -1 when it cannot be read. */
Str *folder_list(Arena *arena, const char *path, int *count);

/* True when path, after symbolic links, lies inside root (or is it). Both must exist. */
bool path_inside(const char *root, const char *path);

/*
 * A product being written: bytes go to path.tmp, and only file_commit renames it into place,
 * after flush, fsync and close went well. Otherwise the file that was there stays whole.
 * Owns the descriptor until commit or abort. A write error is remembered until commit.
 */
typedef struct {
    int fd, error; /* error: the first errno, 0 while all is well */
    bool durable;  /* commit waits until the bytes are on the disk */
    const char *path, *tmp;
    uint64_t size;
    char *pending;
    size_t used;
} Product;

/* The outcome is in product->error; writing to a failed product does nothing. */
Product *product_open(Arena *arena, const char *path);
void product_write(Product *product, const void *bytes, size_t n);
/* True when the file is in place; else the temporary is gone and C_CANNOT_WRITE is reported. */
bool product_commit(Product *product, Diags *diags);
void product_abort(Product *product);

/* product_open, product_write, product_commit in one, for reports: replaced in one step too, but
 * not waited for until it is on the disk, since the next run makes it again. */
bool file_write(Arena *arena, Diags *diags, const char *path, Str bytes);

#endif
