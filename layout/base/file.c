#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_SIZE = 64 * 1024 };

static bool read_all(int fd, char *to, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = read(fd, to + done, n - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

/* The open file's size when it is a regular file within the limit; -1 when it is reported. */
static int64_t size_within(Diags *diags, int fd, Str shown, size_t limit, Span blame)
{
    struct stat info;

    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        diag_report(diags, C_FILE_UNREADABLE, blame, "%.*s", STR_ARGS(shown));
        return -1;
    }
    if ((uint64_t)info.st_size > limit) {
        diag_report(diags, C_FILE_TOO_LARGE, blame, "%.*s\t%lld\t%lld", STR_ARGS(shown),
                    (long long)info.st_size / 1048576, (long long)limit / 1048576);
        return -1;
    }
    return info.st_size;
}

/* NOLINTNEXTLINE(readability-function-size): what is read, how people call it, where it is named */
bool file_read(Arena *arena, Diags *diags, const char *path, Str shown, size_t limit, Span blame,
               Str *out)
{
    /* Non-blocking, so that a pipe lying in the folder cannot hold the program. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        diag_report(diags, missing ? C_FILE_MISSING : C_FILE_UNREADABLE, blame, "%.*s",
                    STR_ARGS(shown));
        return false;
    }
    int64_t size = size_within(diags, fd, shown, limit, blame);
    char *bytes = size < 0 ? NULL : arena_many(arena, char, (size_t)size + 1);
    bool good = bytes && read_all(fd, bytes, (size_t)size);
    if (bytes && !good)
        diag_report(diags, C_FILE_UNREADABLE, blame, "%.*s", STR_ARGS(shown));
    close(fd);
    if (good)
        *out = (Str){bytes, (size_t)size};
    return good;
}

bool file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool folder_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool folder_make(const char *path)
{
    char part[PATH_MAX];
    size_t n = strlen(path);

    if (n == 0 || n >= sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(part, path, n + 1);
    for (size_t i = 1; i <= n; i++) {
        if (part[i] != '/' && part[i] != '\0')
            continue;
        char kept = part[i];
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && !folder_exists(part))
            return false;
        part[i] = kept;
    }
    return true;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

Str *folder_list(Arena *arena, const char *path, int *count)
{
    DIR *folder = opendir(path);
    Str *names = NULL;
    int cap = 0;
    struct dirent *entry;

    *count = -1;
    if (!folder)
        return NULL;
    *count = 0;
    while ((entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            vec_push(arena, names, *count, cap) = str_copy(arena, str_of(entry->d_name));
    closedir(folder);
    if (*count)
        qsort(names, (size_t)*count, sizeof *names, by_bytes);
    return names;
}

bool path_inside(const char *root, const char *path)
{
    char *real_root = realpath(root, NULL), *real_path = realpath(path, NULL);
    bool inside = false;

    if (real_root && real_path) {
        size_t n = strlen(real_root);
        inside = strncmp(real_root, real_path, n) == 0 &&
                 (real_path[n] == '/' || real_path[n] == '\0' || n == 1);
    }
    free(real_root);
    free(real_path);
    return inside;
}

Product *product_open(Arena *arena, const char *path)
{
    Product *product = arena_new(arena, Product);
    struct stat info;

    product->path = str_z(arena, str_of(path));
    product->tmp = str_z(arena, str_join(arena, str_of(path), S(".tmp")));
    product->pending = arena_many(arena, char, PENDING_SIZE);
    product->durable = true;
    /* Renaming over a device or a pipe would replace it. */
    if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) {
        product->error = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
        product->fd = -1;
        return product;
    }
    product->fd = open(product->tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (product->fd < 0)
        product->error = errno;
    return product;
}

static void write_all(Product *product, const char *bytes, size_t n)
{
    while (n && !product->error) {
        ssize_t put = write(product->fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            product->error = put < 0 ? errno : EIO;
            return;
        }
        bytes += put;
        n -= (size_t)put;
    }
}

static void flush_pending(Product *product)
{
    write_all(product, product->pending, product->used);
    product->used = 0;
}

void product_write(Product *product, const void *bytes, size_t n)
{
    if (product->error)
        return;
    product->size += n;
    if (n > PENDING_SIZE - product->used)
        flush_pending(product);
    if (n >= PENDING_SIZE) {
        write_all(product, bytes, n);
    } else if (n) {
        memcpy(product->pending + product->used, bytes, n);
        product->used += n;
    }
}

bool product_commit(Product *product, Diags *diags)
{
    if (!product->error)
        flush_pending(product);
    if (!product->error && product->durable && fsync(product->fd) != 0 && errno != EINVAL &&
        errno != EROFS)
        product->error = errno;
    if (product->fd >= 0 && close(product->fd) != 0 && !product->error)
        product->error = errno;
    product->fd = -1;
    if (!product->error && rename(product->tmp, product->path) != 0)
        product->error = errno;
    if (!product->error)
        return true;
    unlink(product->tmp);
    diag_report(diags, C_CANNOT_WRITE, NOWHERE, "%s\t%s", product->path, strerror(product->error));
    return false;
}

void product_abort(Product *product)
{
    if (product->fd >= 0) {
        close(product->fd);
        unlink(product->tmp);
    }
    product->fd = -1;
    if (!product->error)
        product->error = ECANCELED;
}

bool file_write(Arena *arena, Diags *diags, const char *path, Str bytes)
{
    Product *product = product_open(arena, path);

    product->durable = false;
    product_write(product, bytes.p, bytes.n);
    return product_commit(product, diags);
}
