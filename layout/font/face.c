#include "font/face.h"

#include <hb-ot.h>
#include <string.h>

#include "font/sfnt.h"

/* OS/2 fsType: the low four bits are the usage permission, the others stand alone. */
enum {
    FSTYPE_USAGE_MASK = 0x000F,
    FSTYPE_RESTRICTED = 0x0002,
    FSTYPE_NO_SUBSETTING = 0x0100,
    FSTYPE_BITMAP_ONLY = 0x0200
};

static Str name_text(Arena *arena, hb_face_t *face, hb_ot_name_id_t id, hb_language_t language)
{
    unsigned length = hb_ot_name_get_utf8(face, id, language, NULL, NULL);
    unsigned size = length + 1;
    char *text = arena_many(arena, char, size);

    hb_ot_name_get_utf8(face, id, language, &size, text);
    return (Str){text, size};
}

static bool face_has_family(Arena *arena, hb_face_t *face, Str family)
{
    unsigned count = 0;
    const hb_ot_name_entry_t *names = hb_ot_name_list_names(face, &count);

    for (unsigned i = 0; i < count; i++) {
        hb_ot_name_id_t id = names[i].name_id;
        if (id != HB_OT_NAME_ID_FONT_FAMILY && id != HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY)
            continue;
        if (str_eq(name_text(arena, face, id, names[i].language), family))
            return true;
    }
    return false;
}

static bool index_matches(Arena *arena, hb_blob_t *blob, unsigned index, Str family)
{
    hb_face_t *face = hb_face_create(blob, index);
    bool matches = face_has_family(arena, face, family);

    hb_face_destroy(face);
    return matches;
}

/* Index of the face with that family name, -1 when there is none. */
static int find_index(Arena *arena, hb_blob_t *blob, int count, Str family, int hint)
{
    if (family.n == 0)
        return hint >= 0 && hint < count ? hint : -1;
    if (hint >= 0 && hint < count && index_matches(arena, blob, (unsigned)hint, family))
        return hint;
    for (int i = 0; i < count; i++)
        if (i != hint && index_matches(arena, blob, (unsigned)i, family))
            return i;
    return -1;
}

/* Type 1 names may hold printable ASCII only, and a PDF name reads best without its delimiters. */
static Str postscript_name(Arena *arena, hb_face_t *face)
{
    Str raw =
        name_text(arena, face, HB_OT_NAME_ID_POSTSCRIPT_NAME, hb_language_from_string("en", -1));
    Buf clean = buf_new(arena);

    for (size_t i = 0; i < raw.n; i++)
        if (raw.p[i] > ' ' && raw.p[i] <= '~' && !strchr("()<>[]{}/%#", raw.p[i]))
            buf_byte(&clean, raw.p[i]);
    return clean.n ? buf_str(&clean) : S("Unnamed");
}

static FaceFault read_tables(hb_face_t *face, OpenFace *out)
{
    SfntFacts facts = sfnt_facts(face);

    if (!facts.is_sound)
        return FACE_BROKEN;
    if (!facts.has_outlines || facts.is_variable)
        return FACE_UNSUPPORTED;
    if ((facts.fs_type & FSTYPE_USAGE_MASK) == FSTYPE_RESTRICTED ||
        (facts.fs_type & (FSTYPE_NO_SUBSETTING | FSTYPE_BITMAP_ONLY)))
        return FACE_LOCKED;
    out->format = facts.format;
    out->checksum = facts.checksum;
    out->upem = (int)hb_face_get_upem(face);
    return FACE_GOOD;
}

static FaceFault open_index(Arena *arena, hb_blob_t *blob, unsigned index, OpenFace *out)
{
    hb_face_t *face = hb_face_create(blob, index);
    FaceFault fault = sfnt_is_whole(blob, index) ? read_tables(face, out) : FACE_BROKEN;

    if (fault != FACE_GOOD) {
        hb_face_destroy(face);
        return fault;
    }
    out->postscript = postscript_name(arena, face);
    out->version =
        name_text(arena, face, HB_OT_NAME_ID_VERSION_STRING, hb_language_from_string("en", -1));
    /* From here on the face may be used by several threads at a time. */
    hb_face_make_immutable(face);
    out->face = face;
    return FACE_GOOD;
}

FaceFault face_open(Arena *arena, const char *path, Str family, int hint, OpenFace *out)
{
    /* The blob maps the file: pages of it are read when a table is looked at. */
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    FaceFault fault = FACE_BROKEN;

    *out = (OpenFace){.path = path};
    if (!blob)
        return FACE_BROKEN;
    int count = (int)hb_face_count(blob);
    int index = count > 0 ? find_index(arena, blob, count, family, hint) : -1;
    if (count > 0)
        fault = index < 0 ? FACE_NO_FAMILY : open_index(arena, blob, (unsigned)index, out);
    if (fault != FACE_GOOD) {
        hb_blob_destroy(blob);
        return fault;
    }
    out->blob = blob;
    out->file_size = hb_blob_get_length(blob);
    return FACE_GOOD;
}

void face_close(OpenFace *open)
{
    hb_face_destroy(open->face);
    hb_blob_destroy(open->blob);
    open->face = NULL;
    open->blob = NULL;
}
