/*
 * HEIC and AVIF files are nested boxes, each a size and a name. The box `meta` names the primary
 * item (pitm) and has a list of properties (ipco: sizes, turns, crops) and which item has which of
 * them (ipma), in the order in which they apply.
 */
#include <string.h>

#include "content/picture_probe.h"

enum { BOXES_MAX = 1 << 14, ITEMS_MAX = 1 << 16 };

typedef struct {
    int64_t at, end; /* of what is inside */
    char name[4];
} Box;

typedef struct {
    Probe *probe;
    Box properties; /* ipco; end 0: not seen */
    uint32_t primary;
    bool has_primary, has_size;
    uint64_t width, height; /* as the properties so far make it */
} Heif;

static uint64_t big64(const unsigned char *p)
{
    return (uint64_t)picture_big32(p) << 32 | picture_big32(p + 4);
}

/* The box at *at, which must lie before end; *at moves behind it. */
static bool next_box(const PictureFile *file, int64_t *at, int64_t end, Box *out)
{
    unsigned char head[16];
    int64_t start = *at, head_size = 8, size;

    if (end - start < head_size || !picture_read(file, start, head, 8))
        return false;
    size = picture_big32(head);
    memcpy(out->name, head + 4, 4);
    if (size == 1) {
        head_size = 16;
        if (end - start < head_size || !picture_read(file, start + 8, head + 8, 8) ||
            big64(head + 8) > INT64_MAX)
            return false;
        size = (int64_t)big64(head + 8);
    } else if (size == 0) {
        size = end - start;
    }
    if (size < head_size || size > end - start)
        return false;
    out->at = start + head_size;
    out->end = *at = start + size;
    return true;
}

static bool box_is(const Box *box, const char *name)
{
    return memcmp(box->name, name, 4) == 0;
}

/* n bytes at an offset inside the box. */
static bool box_read(const Heif *heif, const Box *box, int64_t offset, void *to, size_t n)
{
    return offset >= 0 && offset <= box->end - box->at &&
           (int64_t)n <= box->end - box->at - offset &&
           picture_read(&heif->probe->file, box->at + offset, to, n);
}

static bool find_box(const PictureFile *file, int64_t at, int64_t end, const char *name, Box *out)
{
    for (int i = 0; i < BOXES_MAX && next_box(file, &at, end, out); i++)
        if (box_is(out, name))
            return true;
    return false;
}

/* The list counts from 1. */
static bool find_property(const Heif *heif, uint32_t index, Box *out)
{
    int64_t at = heif->properties.at;

    for (uint32_t i = 1; i <= index && i < BOXES_MAX; i++) {
        if (!next_box(&heif->probe->file, &at, heif->properties.end, out))
            return false;
        if (i == index)
            return true;
    }
    return false;
}

static void crop(Heif *heif, const Box *box)
{
    unsigned char numbers[16];
    uint64_t width, width_parts, height, height_parts;

    if (!box_read(heif, box, 0, numbers, sizeof numbers))
        return;
    width = picture_big32(numbers);
    width_parts = picture_big32(numbers + 4);
    height = picture_big32(numbers + 8);
    height_parts = picture_big32(numbers + 12);
    if (!width_parts || !height_parts)
        return;
    heif->width = (width + width_parts / 2) / width_parts;
    heif->height = (height + height_parts / 2) / height_parts;
}

static void apply_property(Heif *heif, const Box *box)
{
    unsigned char bytes[12];

    if (box_is(box, "ispe") && box_read(heif, box, 0, bytes, 12)) {
        heif->width = picture_big32(bytes + 4);
        heif->height = picture_big32(bytes + 8);
        heif->has_size = true;
    } else if (box_is(box, "clap")) {
        crop(heif, box);
    } else if (box_is(box, "irot") && box_read(heif, box, 0, bytes, 1) && (bytes[0] & 1)) {
        uint64_t width = heif->width;
        heif->width = heif->height;
        heif->height = width;
    }
}

/* One item's properties, from *offset in the box, which moves behind them. */
static bool take_item(Heif *heif, const Box *box, int64_t *offset, bool long_ids, bool long_indexes)
{
    unsigned char head[5], index[2];
    size_t id_size = long_ids ? 4 : 2, index_size = long_indexes ? 2 : 1;
    uint32_t id;

    if (!box_read(heif, box, *offset, head, id_size + 1))
        return false;
    id = long_ids ? picture_big32(head) : picture_big16(head);
    *offset += (int64_t)id_size + 1;
    for (int i = 0; i < head[id_size]; i++, *offset += (int64_t)index_size) {
        Box property;
        if (id != heif->primary)
            continue;
        if (!box_read(heif, box, *offset, index, index_size))
            return false;
        if (find_property(heif, long_indexes ? picture_big16(index) & 0x7FFF : index[0] & 0x7F,
                          &property))
            apply_property(heif, &property);
    }
    return true;
}

static void take_associations(Heif *heif, const Box *box)
{
    unsigned char head[8];
    int64_t offset = sizeof head;
    uint32_t items;

    if (!box_read(heif, box, 0, head, sizeof head))
        return;
    items = picture_big32(head + 4);
    for (uint32_t i = 0; i < items && i < ITEMS_MAX; i++)
        if (!take_item(heif, box, &offset, head[0] > 0, head[3] & 1))
            return;
}

static void take_primary(Heif *heif, const Box *meta)
{
    Box box;
    unsigned char bytes[8] = {0};

    if (!find_box(&heif->probe->file, meta->at + 4, meta->end, "pitm", &box) ||
        !box_read(heif, &box, 0, bytes, 6))
        return;
    if (bytes[0] == 0)
        heif->primary = picture_big16(bytes + 4);
    else if (box_read(heif, &box, 0, bytes, 8))
        heif->primary = picture_big32(bytes + 4);
    heif->has_primary = true;
}

static void take_properties(Heif *heif, const Box *meta)
{
    const PictureFile *file = &heif->probe->file;
    Box list, box;

    if (!find_box(file, meta->at + 4, meta->end, "iprp", &list) ||
        !find_box(file, list.at, list.end, "ipco", &heif->properties))
        return;
    int64_t at = list.at;
    for (int i = 0; i < BOXES_MAX && next_box(file, &at, list.end, &box); i++)
        if (box_is(&box, "ipma"))
            take_associations(heif, &box);
}

ProbeResult probe_heif(Probe *probe)
{
    const PictureFile *file = &probe->file;
    Heif heif = {.probe = probe};
    Box meta;

    if (!find_box(file, 0, file->size, "meta", &meta)) {
        Box film;
        probe->what = "HEIF / AVIF (movie)";
        return find_box(file, 0, file->size, "moov", &film) ? PROBE_UNSUPPORTED : PROBE_BROKEN;
    }
    take_primary(&heif, &meta);
    if (heif.has_primary)
        take_properties(&heif, &meta);
    return heif.has_size && probe_set_size(probe, heif.width, heif.height) ? PROBE_GOOD
                                                                           : PROBE_BROKEN;
}
