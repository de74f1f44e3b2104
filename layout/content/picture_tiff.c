/*
 * A TIFF file is a chain of directories, one a picture; a directory is a count, that many entries
 * of tag, type, count and value, and the place of the next directory. All numbers are in the byte
 * order the header names; "big" TIFF files have places and counts of eight bytes. The EXIF block
 * in other files is a TIFF file, too.
 */
#include <string.h>

#include "content/picture_probe.h"

enum { ENTRIES_MAX = 4096, DIRECTORIES_MAX = 64 };

enum {
    TAG_SUBFILE = 254,
    TAG_OLD_SUBFILE = 255,
    TAG_WIDTH = 256,
    TAG_HEIGHT = 257,
    TAG_PHOTOMETRIC = 262,
    TAG_ORIENTATION = 274,
    TAG_DNG = 50706
};

enum { TYPE_BYTE = 1, TYPE_SHORT = 3, TYPE_LONG = 4, TYPE_LONG8 = 16 };

/* What only cameras' raw files have. */
enum { PHOTOMETRIC_SENSOR = 32803, PHOTOMETRIC_LINEAR_RAW = 34892 };

typedef struct {
    const PictureFile *file;
    int64_t from, size; /* where it lies in the file */
    bool little, big;
} Tiff;

/* What is wanted of a directory; numbers it does not give are 0. */
typedef struct {
    uint64_t width, height, orientation, photometric, next;
    bool is_reduced, is_raw;
} Directory;

static bool tiff_read(const Tiff *tiff, uint64_t at, void *to, size_t n)
{
    if (at > (uint64_t)tiff->size || n > (uint64_t)tiff->size - at)
        return false;
    return picture_read(tiff->file, tiff->from + (int64_t)at, to, n);
}

static uint64_t tiff_number(const Tiff *tiff, const unsigned char *p, int bytes)
{
    uint64_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | p[tiff->little ? bytes - 1 - i : i];
    return value;
}

/* Header of the file or block; the place of the first directory, 0 when it is no TIFF. */
static uint64_t tiff_open(Tiff *tiff)
{
    unsigned char head[16] = {0};

    if (!tiff_read(tiff, 0, head, 8) || head[0] != head[1] || (head[0] != 'I' && head[0] != 'M'))
        return 0;
    tiff->little = head[0] == 'I';
    tiff->big = tiff_number(tiff, head + 2, 2) == 43;
    if (!tiff->big)
        return tiff_number(tiff, head + 2, 2) == 42 ? tiff_number(tiff, head + 4, 4) : 0;
    if (!tiff_read(tiff, 8, head + 8, 8) || tiff_number(tiff, head + 4, 2) != 8 ||
        tiff_number(tiff, head + 6, 2) != 0)
        return 0;
    return tiff_number(tiff, head + 8, 8);
}

/* The only value of an entry, when it is a whole number that lies in the entry itself. */
static uint64_t entry_number(const Tiff *tiff, const unsigned char *entry)
{
    int width = tiff->big ? 8 : 4;
    uint64_t count = tiff_number(tiff, entry + 4, width);
    const unsigned char *value = entry + 4 + width;

    if (count != 1)
        return 0;
    switch (tiff_number(tiff, entry + 2, 2)) {
    case TYPE_BYTE:
        return value[0];
    case TYPE_SHORT:
        return tiff_number(tiff, value, 2);
    case TYPE_LONG:
        return tiff_number(tiff, value, 4);
    case TYPE_LONG8:
        return tiff->big ? tiff_number(tiff, value, 8) : 0;
    default:
        return 0;
    }
}

static void take_entry(const Tiff *tiff, const unsigned char *entry, Directory *out)
{
    uint64_t value = entry_number(tiff, entry);

    switch (tiff_number(tiff, entry, 2)) {
    case TAG_SUBFILE:
        out->is_reduced = value & 1;
        break;
    case TAG_OLD_SUBFILE:
        out->is_reduced = value == 2;
        break;
    case TAG_WIDTH:
        out->width = value;
        break;
    case TAG_HEIGHT:
        out->height = value;
        break;
    case TAG_PHOTOMETRIC:
        out->is_raw |= value == PHOTOMETRIC_SENSOR || value == PHOTOMETRIC_LINEAR_RAW;
        break;
    case TAG_ORIENTATION:
        out->orientation = value;
        break;
    case TAG_DNG:
        out->is_raw = true;
        break;
    default:
        break;
    }
}

/* False when the directory does not lie in the file whole, up to the place of the next. */
static bool read_directory(const Tiff *tiff, uint64_t at, Directory *out)
{
    size_t count_size = tiff->big ? 8 : 2, entry_size = tiff->big ? 20 : 12;
    unsigned char bytes[20];
    uint64_t entries;

    *out = (Directory){0};
    if (at == 0 || !tiff_read(tiff, at, bytes, count_size))
        return false;
    entries = tiff_number(tiff, bytes, (int)count_size);
    if (entries == 0 || entries > ENTRIES_MAX)
        return false;
    at += count_size;
    for (uint64_t i = 0; i < entries; i++, at += entry_size) {
        if (!tiff_read(tiff, at, bytes, entry_size))
            return false;
        take_entry(tiff, bytes, out);
    }
    if (!tiff_read(tiff, at, bytes, tiff->big ? 8 : 4))
        return false;
    out->next = tiff_number(tiff, bytes, tiff->big ? 8 : 4);
    return true;
}

static int sensible(uint64_t orientation)
{
    return orientation >= 1 && orientation <= 8 ? (int)orientation : 1;
}

/* Smaller copies of the picture, which some programs add, are no further pages. */
static bool has_more_pages(const Tiff *tiff, uint64_t next)
{
    Directory directory;

    for (int i = 0; i < DIRECTORIES_MAX && next; i++, next = directory.next) {
        if (!read_directory(tiff, next, &directory))
            return false;
        if (!directory.is_reduced)
            return true;
    }
    return false;
}

/* Raw files of cameras begin with a small copy for looking at; the real picture lies elsewhere. */
ProbeResult probe_tiff(Probe *probe)
{
    Tiff tiff = {.file = &probe->file, .size = probe->file.size};
    Directory first;

    if (!read_directory(&tiff, tiff_open(&tiff), &first))
        return PROBE_BROKEN;
    if (first.is_raw || first.is_reduced) {
        probe->what = "RAW";
        return PROBE_UNSUPPORTED;
    }
    if (!probe_set_size(probe, first.width, first.height))
        return PROBE_BROKEN;
    probe->info.orientation = sensible(first.orientation);
    probe->info.has_more = has_more_pages(&tiff, first.next);
    return PROBE_GOOD;
}

/* Cameras end the first directory of EXIF carelessly, so what was read before counts. */
int exif_orientation(const PictureFile *file, int64_t at, int64_t n)
{
    Tiff tiff = {.file = file, .from = at, .size = n};
    Directory first;

    if (at < 0 || n < 0 || at > file->size)
        return 1;
    if (n > file->size - at)
        tiff.size = file->size - at;
    read_directory(&tiff, tiff_open(&tiff), &first);
    return sensible(first.orientation);
}
