#include "content/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "content/picture_probe.h"

enum { MB = 1024 * 1024 };

bool picture_read(const PictureFile *file, int64_t offset, void *to, size_t n)
{
    size_t done = 0;

    if (offset < 0 || offset > file->size || (int64_t)n > file->size - offset)
        return false;
    while (done < n) {
        ssize_t got = pread(file->fd, (char *)to + done, n - done, offset + (int64_t)done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        done += (size_t)got;
    }
    return true;
}

bool probe_set_size(Probe *probe, uint64_t width, uint64_t height)
{
    if (width == 0 || height == 0 || width > INT32_MAX || height > INT32_MAX)
        return false;
    probe->info.width = (int)width;
    probe->info.height = (int)height;
    return true;
}

static bool head_is(Str head, size_t at, Str mark)
{
    return head.n >= at + mark.n && memcmp(head.p + at, mark.p, mark.n) == 0;
}

/* A family of formats writes its own names into its first box: one main brand, then those it is
 * compatible with. */
static bool has_brand(Str head, const char *const *brands, size_t count)
{
    enum { BRAND = 4, MAIN_AT = 8, MINOR_AT = 12 };
    uint32_t size;

    if (head.n < MINOR_AT || !head_is(head, 4, S("ftyp")))
        return false;
    size = picture_big32((const unsigned char *)head.p);
    for (size_t at = MAIN_AT; at + BRAND <= head.n && at + BRAND <= size; at += BRAND)
        for (size_t i = 0; i < count && at != MINOR_AT; i++)
            if (memcmp(head.p + at, brands[i], BRAND) == 0)
                return true;
    return false;
}

static bool is_heif(Str head)
{
    static const char *const brands[] = {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm",
                                         "hevs", "mif1", "mif2", "msf1", "avif", "avis"};
    static const char *const raws[] = {"crx "};

    return has_brand(head, brands, sizeof brands / sizeof *brands) && !has_brand(head, raws, 1);
}

static bool is_tiff(Str head)
{
    return (head_is(head, 0, S("II*\0")) || head_is(head, 0, S("MM\0*")) ||
            head_is(head, 0, S("II+\0")) || head_is(head, 0, S("MM\0+"))) &&
           !head_is(head, 8, S("CR\2"));
}

bool picture_kind(Str head, PictureKind *out)
{
    if (head_is(head, 0, S("\xFF\xD8")))
        *out = PICTURE_JPEG;
    else if (head_is(head, 0, S("\x89PNG\r\n\x1A\n")))
        *out = PICTURE_PNG;
    else if (is_tiff(head))
        *out = PICTURE_TIFF;
    else if (head_is(head, 0, S("RIFF")) && head_is(head, 8, S("WEBP")))
        *out = PICTURE_WEBP;
    else if (is_heif(head))
        *out = PICTURE_HEIF;
    else
        return false;
    return true;
}

/* Names what people send that a page cannot take as it is. */
static const char *other_kind(Str head)
{
    static const struct {
        int at;
        Str mark;
        const char *name;
    } kinds[] = {
        {0, {"II*\0", 4}, "RAW"},
        {4, {"ftypcrx ", 8}, "RAW"},
        {0, {"FUJIFILMCCD-RAW", 15}, "RAW"},
        {4, {"ftyp", 4}, "MP4 / MOV"},
        {0, {"GIF8", 4}, "GIF"},
        {0, {"%PDF", 4}, "PDF"},
        {0, {"%!PS", 4}, "PostScript / EPS"},
        {0, {"\xC5\xD0\xD3\xC6", 4}, "PostScript / EPS"},
        {0, {"8BPS", 4}, "Photoshop (PSD)"},
        {0, {"BM", 2}, "BMP"},
        {0, {"\0\0\0\14jP  ", 8}, "JPEG 2000"},
        {0, {"\xFF\x4F\xFF\x51", 4}, "JPEG 2000"},
        {0, {"\xFF\x0A", 2}, "JPEG XL"},
        {0, {"\0\0\0\14JXL ", 8}, "JPEG XL"},
        {0, {"PK\3\4", 4}, "ZIP / Office"},
        {0, {"\xD0\xCF\x11\xE0", 4}, "Office"},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (head_is(head, (size_t)kinds[i].at, kinds[i].mark))
            return kinds[i].name;
    return memmem(head.p, head.n, "<svg", 4) ? "SVG" : "?";
}

static bool is_too_large(Diags *diags, Str shown, Span blame, const PictureInfo *info)
{
    int64_t pixels = (int64_t)info->width * info->height;

    if (pixels <= (int64_t)PICTURE_MEGAPIXELS * 1000000)
        return false;
    diag_report(diags, C_PICTURE_TOO_LARGE, blame, "%.*s\t%d\t%d\t%d", STR_ARGS(shown), info->width,
                info->height, PICTURE_MEGAPIXELS);
    return true;
}

static ProbeResult probe_kind(Probe *probe)
{
    char bytes[PICTURE_HEAD];
    int64_t size = probe->file.size;
    Str head = {bytes, size < PICTURE_HEAD ? (size_t)size : PICTURE_HEAD};

    if (head.n < 2 || !picture_read(&probe->file, 0, bytes, head.n))
        return PROBE_BROKEN;
    if (!picture_kind(head, &probe->info.kind)) {
        probe->what = other_kind(head);
        return PROBE_UNSUPPORTED;
    }
    switch (probe->info.kind) {
    case PICTURE_JPEG:
        return probe_jpeg(probe);
    case PICTURE_PNG:
        return probe_png(probe);
    case PICTURE_TIFF:
        return probe_tiff(probe);
    case PICTURE_WEBP:
        return probe_webp(probe);
    case PICTURE_HEIF:
        return probe_heif(probe);
    }
    return PROBE_BROKEN;
}

static bool probe_open(Diags *diags, const PictureFile *file, Str shown, Span blame,
                       PictureInfo *out)
{
    Probe probe = {.file = *file, .info = {.orientation = 1}};
    PictureInfo *info = &probe.info;

    switch (probe_kind(&probe)) {
    case PROBE_GOOD:
        break;
    case PROBE_BROKEN:
        diag_report(diags, C_PICTURE_BROKEN, blame, "%.*s", STR_ARGS(shown));
        return false;
    case PROBE_UNSUPPORTED:
        diag_report(diags, C_PICTURE_KIND, blame, "%.*s\t%s", STR_ARGS(shown), probe.what);
        return false;
    }
    if (info->orientation >= 5) {
        int width = info->width;
        info->width = info->height;
        info->height = width;
    }
    *out = *info;
    if (is_too_large(diags, shown, blame, info))
        return false;
    if (info->has_more)
        diag_report(diags, C_PICTURE_PAGES, blame, "%.*s", STR_ARGS(shown));
    return true;
}

bool picture_probe(Diags *diags, const char *path, Str shown, Span blame, PictureInfo *out)
{
    /* Non-blocking, so that a pipe lying in the folder cannot hold the program. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    bool good = false;

    if (fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        diag_report(diags, missing ? C_FILE_MISSING : C_FILE_UNREADABLE, blame, "%.*s",
                    STR_ARGS(shown));
        return false;
    }
    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        diag_report(diags, C_FILE_UNREADABLE, blame, "%.*s", STR_ARGS(shown));
    } else if (status.st_size > (off_t)PICTURE_FILE_LIMIT_MB * MB) {
        diag_report(diags, C_FILE_TOO_LARGE, blame, "%.*s\t%lld\t%d", STR_ARGS(shown),
                    (long long)status.st_size / MB, PICTURE_FILE_LIMIT_MB);
    } else {
        PictureFile file = {fd, status.st_size};
        good = probe_open(diags, &file, shown, blame, out);
    }
    close(fd);
    return good;
}
