#include "content/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_SIZE = 1024, EXIF_MAX = 65536, SEGMENTS_MAX = 4096, MB = 1024 * 1024 };

typedef struct {
    int fd;
    int64_t size;
} PictureFile;

/* All n bytes at the offset, or false: nothing is ever taken from beyond the end. */
static bool read_at(const PictureFile *file, int64_t offset, void *to, size_t n)
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

static uint32_t big16(const unsigned char *p)
{
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t big32(const unsigned char *p)
{
    return big16(p) << 16 | big16(p + 2);
}

/* TIFF numbers inside EXIF, in the byte order its header names. */
typedef struct {
    const unsigned char *p;
    size_t n;
    bool little;
} Tiff;

static uint32_t tiff16(const Tiff *tiff, size_t at)
{
    if (at > tiff->n || tiff->n - at < 2)
        return 0;
    const unsigned char *p = tiff->p + at;
    return tiff->little ? (uint32_t)p[1] << 8 | p[0] : big16(p);
}

static uint32_t tiff32(const Tiff *tiff, size_t at)
{
    uint32_t first = tiff16(tiff, at), second = tiff16(tiff, at + 2);

    return tiff->little ? second << 16 | first : first << 16 | second;
}

/* Orientation tag of an EXIF block; 1 when there is none or it makes no sense. */
static int exif_orientation(const unsigned char *p, size_t n)
{
    enum { HEADER = 6, ENTRY = 12, ORIENTATION_TAG = 0x0112, TYPE_SHORT = 3 };

    if (n < HEADER + 8 || memcmp(p, "Exif\0\0", HEADER) != 0)
        return 1;
    Tiff tiff = {p + HEADER, n - HEADER, p[HEADER] == 'I'};
    size_t directory = tiff32(&tiff, 4);
    uint32_t entries = tiff16(&tiff, directory);
    for (uint32_t i = 0; i < entries; i++) {
        size_t entry = directory + 2 + (size_t)i * ENTRY;
        if (entry > tiff.n || tiff.n - entry < ENTRY)
            break;
        if (tiff16(&tiff, entry) == ORIENTATION_TAG && tiff16(&tiff, entry + 2) == TYPE_SHORT) {
            uint32_t value = tiff16(&tiff, entry + 8);
            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

static int read_exif(const PictureFile *file, int64_t at, size_t n)
{
    unsigned char block[EXIF_MAX];

    return n <= sizeof block && read_at(file, at, block, n) ? exif_orientation(block, n) : 1;
}

typedef enum { PROBE_GOOD, PROBE_BROKEN, PROBE_UNSUPPORTED } Probe;

/* Baseline, extended and progressive are what the decoder reads; lossless and hierarchical are
 * not. */
static bool is_frame(int marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static Probe read_frame(const PictureFile *file, int64_t at, int marker, PictureInfo *out)
{
    unsigned char frame[6];

    if (!read_at(file, at, frame, sizeof frame))
        return PROBE_BROKEN;
    if (marker > 0xC2 || frame[0] != 8)
        return PROBE_UNSUPPORTED;
    out->height = (int)big16(frame + 1);
    out->width = (int)big16(frame + 3);
    return out->width && out->height && frame[5] ? PROBE_GOOD : PROBE_BROKEN;
}

/* The next marker at or after *at, fill bytes skipped; 0 when there is none. */
static int next_marker(const PictureFile *file, int64_t *at)
{
    unsigned char two[2];

    if (!read_at(file, *at, two, 2) || two[0] != 0xFF)
        return 0;
    while (two[1] == 0xFF) {
        ++*at;
        if (!read_at(file, *at, two, 2))
            return 0;
    }
    *at += 2;
    return two[1];
}

static Probe probe_jpeg(const PictureFile *file, PictureInfo *out)
{
    int64_t at = 2;

    for (int i = 0; i < SEGMENTS_MAX; i++) {
        unsigned char length[2];
        int marker = next_marker(file, &at);
        if (marker == 0 || marker == 0xD9 || marker == 0xDA)
            return PROBE_BROKEN;
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7))
            continue;
        if (!read_at(file, at, length, 2) || big16(length) < 2)
            return PROBE_BROKEN;
        if (is_frame(marker))
            return read_frame(file, at + 2, marker, out);
        if (marker == 0xE1 && out->orientation == 1)
            out->orientation = read_exif(file, at + 2, big16(length) - 2);
        at += big16(length);
    }
    return PROBE_BROKEN;
}

static Probe probe_png(const unsigned char *head, size_t n, PictureInfo *out)
{
    enum { IHDR_END = 33 };
    static const unsigned char depths[7] = {0x1F, 0, 0x18, 0x0F, 0x18, 0, 0x18};

    if (n < IHDR_END || big32(head + 8) != 13 || memcmp(head + 12, "IHDR", 4) != 0)
        return PROBE_BROKEN;
    uint32_t width = big32(head + 16), height = big32(head + 20);
    int depth = head[24], colour = head[25];
    bool known = colour < 7 &&
                 (depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16) &&
                 (depths[colour] & depth);
    if (!width || !height || width > INT32_MAX || height > INT32_MAX || !known)
        return PROBE_BROKEN;
    out->width = (int)width;
    out->height = (int)height;
    return PROBE_GOOD;
}

static bool head_has(const unsigned char *head, size_t n, size_t at, const char *mark, size_t len)
{
    return n >= at + len && memcmp(head + at, mark, len) == 0;
}

#define HEAD_IS(at, mark) head_has(head, n, (at), (mark), sizeof(mark) - 1)

/* Names the kinds people send that a press PDF cannot take as they are. */
static const char *kind_name(const unsigned char *head, size_t n)
{
    if (HEAD_IS(0, "II*\0") || HEAD_IS(0, "MM\0*") || HEAD_IS(0, "II+\0") || HEAD_IS(0, "MM\0+"))
        return "TIFF";
    if (HEAD_IS(0, "RIFF") && HEAD_IS(8, "WEBP"))
        return "WebP";
    if (HEAD_IS(4, "ftypavif") || HEAD_IS(4, "ftypavis"))
        return "AVIF";
    if (HEAD_IS(4, "ftyphei") || HEAD_IS(4, "ftyphev") || HEAD_IS(4, "ftypmif1") ||
        HEAD_IS(4, "ftypmsf1"))
        return "HEIC";
    if (HEAD_IS(0, "GIF8"))
        return "GIF";
    if (HEAD_IS(0, "%PDF"))
        return "PDF";
    if (HEAD_IS(0, "%!PS"))
        return "PostScript / EPS";
    if (HEAD_IS(0, "8BPS"))
        return "Photoshop (PSD)";
    if (HEAD_IS(0, "BM"))
        return "BMP";
    if (HEAD_IS(0, "\0\0\0\14jP  ") || HEAD_IS(0, "\xFF\x4F\xFF\x51"))
        return "JPEG 2000";
    if (HEAD_IS(0, "\xFF\x0A") || HEAD_IS(0, "\0\0\0\14JXL "))
        return "JPEG XL";
    if (memmem(head, n, "<svg", 4))
        return "SVG";
    return NULL;
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

static bool probe_open(Diags *diags, const PictureFile *file, Str shown, Span blame,
                       PictureInfo *out)
{
    unsigned char head[HEAD_SIZE];
    size_t n = file->size < HEAD_SIZE ? (size_t)file->size : HEAD_SIZE;
    PictureInfo info = {.orientation = 1};
    Probe result = PROBE_BROKEN;

    if (n >= 2 && read_at(file, 0, head, n)) {
        const char *kind = kind_name(head, n);
        bool is_jpeg = HEAD_IS(0, "\xFF\xD8"), is_png = HEAD_IS(0, "\x89PNG\r\n\x1A\n");
        if (!is_jpeg && !is_png) {
            diag_report(diags, C_PICTURE_KIND, blame, "%.*s\t%s", STR_ARGS(shown),
                        kind ? kind : "?");
            return false;
        }
        info.kind = is_png ? PICTURE_PNG : PICTURE_JPEG;
        result = is_png ? probe_png(head, n, &info) : probe_jpeg(file, &info);
    }
    if (result != PROBE_GOOD) {
        if (result == PROBE_UNSUPPORTED)
            diag_report(diags, C_PICTURE_KIND, blame, "%.*s\t%s", STR_ARGS(shown),
                        "JPEG (lossless / 12 bit)");
        else
            diag_report(diags, C_PICTURE_BROKEN, blame, "%.*s", STR_ARGS(shown));
        return false;
    }
    if (info.orientation >= 5) {
        int width = info.width;
        info.width = info.height;
        info.height = width;
    }
    *out = info;
    return !is_too_large(diags, shown, blame, &info);
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
