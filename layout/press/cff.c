#include "press/cff.h"

/* A reader that fails once and then gives zeros: one look at `bad` in the end is enough. */
typedef struct {
    Str bytes;
    size_t at;
    bool bad;
} Reader;

/* An INDEX: count objects whose offsets start at `offsets`, counted from `base`. */
typedef struct {
    size_t count, offsets, base, end;
    size_t offset_size;
} Index;

typedef struct {
    int32_t registry, ordering, supplement, charset;
    bool is_cid;
} TopDict;

enum {
    PREDEFINED_CHARSETS = 3,
    STANDARD_STRINGS = 391, /* SIDs below are not in the font */
    OPERANDS_MAX = 48,
    OP_ESCAPE = 12,
    OP_ROS = 30,
    OP_CHARSET = 15,
    ROS_STRING_MAX = 64
};

static uint32_t read_uint(Reader *in, size_t n)
{
    uint32_t value = 0;

    if (in->bad || in->at > in->bytes.n || n > in->bytes.n - in->at) {
        in->bad = true;
        return 0;
    }
    for (size_t i = 0; i < n; i++)
        value = value << 8 | (unsigned char)in->bytes.p[in->at++];
    return value;
}

static Index read_index(Reader *in)
{
    Index index = {.count = read_uint(in, 2)};

    if (!index.count) {
        index.end = in->at;
        return index;
    }
    index.offset_size = read_uint(in, 1);
    if (index.offset_size < 1 || index.offset_size > 4)
        in->bad = true;
    index.offsets = in->at;
    index.base = in->at + (index.count + 1) * index.offset_size - 1;
    in->at += index.count * index.offset_size;
    index.end = index.base + read_uint(in, index.offset_size);
    if (index.end > in->bytes.n)
        in->bad = true;
    in->at = index.end;
    return index;
}

static Str index_item(Str table, const Index *index, size_t i)
{
    Reader in = {.bytes = table, .at = index->offsets + i * index->offset_size};
    size_t start, end;

    if (i >= index->count)
        return (Str){0};
    start = index->base + read_uint(&in, index->offset_size);
    end = index->base + read_uint(&in, index->offset_size);
    if (in.bad || start > end || end > index->end)
        return (Str){0};
    return (Str){table.p + start, end - start};
}

static void skip_real(Reader *in)
{
    uint32_t pair;

    do
        pair = read_uint(in, 1);
    while (!in->bad && (pair & 15) != 15 && pair >> 4 != 15);
}

/* One operand of a DICT that starts with byte b0. Reals do not matter here and count as 0. */
static int32_t read_operand(Reader *in, uint32_t b0)
{
    if (b0 == 28)
        return (int16_t)read_uint(in, 2);
    if (b0 == 29)
        return (int32_t)read_uint(in, 4);
    if (b0 == 30)
        skip_real(in);
    else if (b0 >= 32 && b0 <= 246)
        return (int32_t)b0 - 139;
    else if (b0 >= 247 && b0 <= 250)
        return ((int32_t)b0 - 247) * 256 + (int32_t)read_uint(in, 1) + 108;
    else if (b0 >= 251 && b0 <= 254)
        return -((int32_t)b0 - 251) * 256 - (int32_t)read_uint(in, 1) - 108;
    return 0;
}

static bool parse_top_dict(Str dict, TopDict *top)
{
    Reader in = {.bytes = dict};
    int32_t operands[OPERANDS_MAX] = {0};
    int count = 0;

    while (in.at < dict.n && !in.bad) {
        uint32_t b0 = read_uint(&in, 1);
        if (b0 > 21) {
            int32_t value = read_operand(&in, b0);
            if (count < OPERANDS_MAX)
                operands[count++] = value;
            continue;
        }
        uint32_t op = b0 == OP_ESCAPE ? 256 + read_uint(&in, 1) : b0;
        if (op == OP_CHARSET && count >= 1)
            top->charset = operands[count - 1];
        if (op == 256 + OP_ROS && count >= 3) {
            top->is_cid = true;
            top->registry = operands[0];
            top->ordering = operands[1];
            top->supplement = operands[2];
        }
        count = 0;
    }
    return !in.bad && top->charset >= 0;
}

/* A string of the font, when it is one that can stand in a PDF as it is. */
static Str find_string(Str table, const Index *strings, int32_t sid)
{
    Str text;

    if (sid < STANDARD_STRINGS)
        return (Str){0};
    text = index_item(table, strings, (size_t)(sid - STANDARD_STRINGS));
    if (text.n > ROS_STRING_MAX)
        return (Str){0};
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < ' ' || text.p[i] > '~')
            return (Str){0};
    return text;
}

bool cff_parse(Str table, Cff *out)
{
    Reader in = {.bytes = table};
    TopDict top = {0};
    Index names, dicts, strings;

    *out = (Cff){.table = table};
    if (read_uint(&in, 1) != 1)
        return false;
    in.at = 2;
    in.at = read_uint(&in, 1);
    names = read_index(&in);
    dicts = read_index(&in);
    strings = read_index(&in);
    if (in.bad || names.count < 1 || dicts.count < 1)
        return false;
    if (!parse_top_dict(index_item(table, &dicts, 0), &top) || (size_t)top.charset >= table.n)
        return false;
    out->is_cid = top.is_cid;
    out->charset = (size_t)top.charset;
    out->registry = find_string(table, &strings, top.registry);
    out->ordering = find_string(table, &strings, top.ordering);
    out->supplement = top.supplement > 0 ? top.supplement : 0;
    if (!out->registry.n || !out->ordering.n) {
        out->registry = S("Adobe");
        out->ordering = S("Identity");
        out->supplement = 0;
    }
    return true;
}

/* Format 0: one CID a glyph, from glyph 1 on. */
static bool cids_of_list(Reader in, const uint32_t *gids, int count, uint16_t *cids)
{
    size_t start = in.at;

    for (int i = 0; i < count; i++) {
        if (!gids[i])
            continue;
        in.at = start + 2 * ((size_t)gids[i] - 1);
        cids[i] = (uint16_t)read_uint(&in, 2);
    }
    return !in.bad;
}

/* Formats 1 and 2: ranges of a first CID and the number of those that follow it. */
static bool cids_of_ranges(Reader in, size_t left_size, const uint32_t *gids, int count,
                           uint16_t *cids)
{
    uint64_t gid = 1, end = 1; /* of the current range */
    uint32_t first = 0;

    for (int i = 0; i < count; i++) {
        while (gids[i] >= end) {
            gid = end;
            first = read_uint(&in, 2);
            end = gid + read_uint(&in, left_size) + 1;
            if (in.bad)
                return false;
        }
        if (gids[i])
            cids[i] = (uint16_t)(first + (gids[i] - gid));
    }
    return true;
}

bool cff_cids(const Cff *cff, const uint32_t *gids, int count, uint16_t *cids)
{
    Reader in = {.bytes = cff->table, .at = cff->charset};

    for (int i = 0; i < count; i++)
        cids[i] = (uint16_t)gids[i];
    if (cff->charset < PREDEFINED_CHARSETS)
        return true;
    switch (read_uint(&in, 1)) {
    case 0:
        return cids_of_list(in, gids, count, cids);
    case 1:
        return cids_of_ranges(in, 1, gids, count, cids);
    case 2:
        return cids_of_ranges(in, 2, gids, count, cids);
    default:
        return false;
    }
}
