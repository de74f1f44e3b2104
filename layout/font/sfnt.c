#include "font/sfnt.h"

#include <string.h>

/* Offsets in the OpenType tables (OpenType specification 1.9). */
enum {
    HEAD_CHECKSUM = 8,
    HEAD_MAGIC = 12,
    HEAD_UPEM = 18,
    HEAD_SIZE = 54,
    OS2_FSTYPE = 8,
    DIRECTORY_COUNT = 4,
    DIRECTORY_SIZE = 12,
    RECORD_SIZE = 16,
    TTC_OFFSETS = 12,
    UPEM_MIN = 16,
    UPEM_MAX = 16384
};

static const uint32_t HEAD_MAGIC_NUMBER = 0x5F0F3CF5;

typedef struct {
    const unsigned char *p;
    size_t n;
} Bytes;

/* Big-endian numbers; beyond the end they are 0, which no field looked for here can be. */
static uint32_t be(Bytes bytes, size_t at, size_t width)
{
    uint32_t value = 0;

    if (at > bytes.n || width > bytes.n - at)
        return 0;
    for (size_t i = 0; i < width; i++)
        value = value << 8 | bytes.p[at + i];
    return value;
}

static Bytes blob_bytes(hb_blob_t *blob)
{
    unsigned length = 0;
    const char *data = hb_blob_get_data(blob, &length);

    return (Bytes){(const unsigned char *)data, length};
}

/* End of the INDEX structure that starts at `at`, 0 when it is wrong. *first is the offset of its
 * first object. (Adobe Technical Note 5176, INDEX data.) */
static size_t cff_index_end(Bytes cff, size_t at, size_t *first)
{
    size_t count = be(cff, at, 2);
    size_t width = be(cff, at + 2, 1);

    if (count == 0)
        return at + 2 <= cff.n ? at + 2 : 0;
    if (width < 1 || width > 4)
        return 0;
    size_t base = at + 3 + (count + 1) * width - 1;
    size_t end = base + be(cff, at + 3 + count * width, width);
    *first = base + be(cff, at + 3, width);
    return end > base && end <= cff.n ? end : 0;
}

/* Bytes of the DICT operand that starts with b0, 0 when it is an operator. */
static size_t cff_operand_size(Bytes cff, size_t at)
{
    uint32_t b0 = be(cff, at, 1);
    size_t n = 1;

    if (b0 == 28)
        return 3;
    if (b0 == 29)
        return 5;
    if (b0 >= 32)
        return b0 >= 247 ? 2 : 1;
    if (b0 != 30)
        return 0;
    /* A real number: nibbles up to one that is F. */
    while (at + n < cff.n && (cff.p[at + n] & 0x0F) != 0x0F && cff.p[at + n] >> 4 != 0x0F)
        n++;
    return n + 1;
}

/* A CID-keyed font begins its Top DICT with the operator ROS. */
static bool cff_is_cid(Bytes cff)
{
    size_t first = 0, at = cff_index_end(cff, be(cff, 2, 1), &first);
    size_t end = at ? cff_index_end(cff, at, &first) : 0;
    size_t size;

    if (!end)
        return false;
    for (at = first; at < end && (size = cff_operand_size(cff, at)) > 0;)
        at += size;
    return at + 1 < end && be(cff, at, 2) == (12 << 8 | 30);
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;

    hb_blob_destroy(blob);
    return has;
}

static bool read_head(hb_face_t *face, SfntFacts *facts)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    Bytes head = blob_bytes(blob);
    uint32_t upem = be(head, HEAD_UPEM, 2);
    bool good = head.n >= HEAD_SIZE && be(head, HEAD_MAGIC, 4) == HEAD_MAGIC_NUMBER &&
                upem >= UPEM_MIN && upem <= UPEM_MAX;

    facts->checksum = be(head, HEAD_CHECKSUM, 4);
    hb_blob_destroy(blob);
    return good;
}

static void read_outlines(hb_face_t *face, SfntFacts *facts)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    Bytes cff = blob_bytes(blob);

    facts->has_outlines = cff.n > 0;
    facts->format = cff_is_cid(cff) ? FONT_CFF_CID : FONT_CFF;
    hb_blob_destroy(blob);
    if (!facts->has_outlines) {
        facts->format = FONT_GLYF;
        facts->has_outlines = has_table(face, HB_TAG('g', 'l', 'y', 'f')) &&
                              has_table(face, HB_TAG('l', 'o', 'c', 'a'));
    }
}

SfntFacts sfnt_facts(hb_face_t *face)
{
    SfntFacts facts = {0};
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));

    facts.fs_type = (uint16_t)be(blob_bytes(os2), OS2_FSTYPE, 2);
    hb_blob_destroy(os2);
    facts.is_sound = read_head(face, &facts) && hb_face_get_glyph_count(face) > 0 &&
                     has_table(face, HB_TAG('c', 'm', 'a', 'p')) &&
                     has_table(face, HB_TAG('h', 'm', 't', 'x'));
    facts.is_variable = has_table(face, HB_TAG('f', 'v', 'a', 'r'));
    read_outlines(face, &facts);
    return facts;
}

bool sfnt_is_whole(hb_blob_t *blob, unsigned index)
{
    Bytes file = blob_bytes(blob);
    bool is_collection = be(file, 0, 4) == HB_TAG('t', 't', 'c', 'f');
    size_t at = is_collection ? be(file, TTC_OFFSETS + (size_t)index * 4, 4) : 0;
    uint32_t count = be(file, at + DIRECTORY_COUNT, 2);

    if (count == 0)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        size_t record = at + DIRECTORY_SIZE + (size_t)i * RECORD_SIZE;
        uint64_t offset = be(file, record + 8, 4), length = be(file, record + 12, 4);
        if (record + RECORD_SIZE > file.n || offset + length > file.n)
            return false;
    }
    return true;
}
