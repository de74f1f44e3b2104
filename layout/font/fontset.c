#include "font/fontset.h"

#include <assert.h>
#include <hb-ot.h>

#include "base/file.h"
#include "font/catalogue.h"
#include "font/face.h"

typedef enum { SLOT_UNTRIED, SLOT_OPEN, SLOT_REFUSED } SlotState;

/* One face of the catalogue, opened or not. */
typedef struct {
    SlotState state;
    OpenFace open;
    hb_font_t *cmap; /* a font of any size, for looking up characters */
} Slot;

/* A font of a face in one size. */
typedef struct {
    int face;
    Emu size;
    hb_font_t *font;
} SizedFont;

struct FontSet {
    Arena own;    /* not the issue's: that one is rewound after trials, while fonts stay open */
    Arena *arena; /* &own */
    const House *house;
    Catalogue *catalogue;
    Slot *slots;   /* one a face of the catalogue */
    bool *refused; /* the same as SLOT_REFUSED, as catalogue_nearest wants it */
    SizedFont *fonts;
    int font_count, font_cap;
    int role_faces[ROLE_COUNT]; /* ROLE_UNKNOWN, or what fontset_role answered */
};

enum { ROLE_UNKNOWN = -2 };

FontSet *fontset_open(Arena *arena, Diags *diags, const char *catalogue, const House *house)
{
    Catalogue *read = catalogue_load(arena, diags, catalogue);

    if (!read)
        return NULL;
    FontSet *set = arena_new(arena, FontSet);
    set->arena = &set->own;
    set->house = house;
    set->catalogue = read;
    set->slots = arena_many(set->arena, Slot, (size_t)read->face_count);
    set->refused = arena_many(set->arena, bool, (size_t)read->face_count);
    for (int role = 0; role < ROLE_COUNT; role++)
        set->role_faces[role] = ROLE_UNKNOWN;
    return set;
}

void fontset_close(FontSet *set)
{
    if (!set)
        return;
    for (int i = 0; i < set->font_count; i++)
        hb_font_destroy(set->fonts[i].font);
    for (int i = 0; i < set->catalogue->face_count; i++) {
        if (set->slots[i].state != SLOT_OPEN)
            continue;
        hb_font_destroy(set->slots[i].cmap);
        face_close(&set->slots[i].open);
        set->slots[i].state = SLOT_UNTRIED;
    }
    set->font_count = 0;
    arena_free(&set->own);
}

static const char *file_in(FontSet *set, Str folder, Str file)
{
    bool is_absolute = str_starts(folder, S("/"));
    Str path = is_absolute ? str_format(set->arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(file))
               : folder.n
                   ? str_format(set->arena, "%s/%.*s/%.*s", set->catalogue->folder,
                                STR_ARGS(folder), STR_ARGS(file))
                   : str_format(set->arena, "%s/%.*s", set->catalogue->folder, STR_ARGS(file));

    return file_exists(path.p) ? path.p : NULL;
}

/* The paper's own folder comes first, then the catalogue's folders in their order. */
static const char *find_file(FontSet *set, Str file)
{
    const char *path = str_starts(file, S("/")) ? str_z(set->arena, file) : NULL;

    if (path)
        return file_exists(path) ? path : NULL;
    path = file_in(set, (Str){0}, file);
    for (int i = 0; !path && i < set->catalogue->folder_count; i++)
        path = file_in(set, set->catalogue->folders[i], file);
    return path;
}

static void report_missing(Diags *diags, const CatalogueFace *face)
{
    if (face->package.n)
        diag_report(diags, F_FONT_MISSING, face->at, "%.*s\t%.*s", STR_ARGS(face->file),
                    STR_ARGS(face->package));
    else
        diag_report(diags, F_OWN_FONT_MISSING, face->at, "%.*s", STR_ARGS(face->file));
}

static void report_fault(Diags *diags, const CatalogueFace *face, Str family, FaceFault fault)
{
    switch (fault) {
    case FACE_GOOD:
        break;
    case FACE_BROKEN:
        diag_report(diags, F_FONT_BROKEN, face->at, "%.*s", STR_ARGS(face->file));
        break;
    case FACE_UNSUPPORTED:
        diag_report(diags, F_FONT_UNSUPPORTED, face->at, "%.*s", STR_ARGS(face->file));
        break;
    case FACE_LOCKED:
        diag_report(diags, F_FONT_LOCKED, face->at, "%.*s", STR_ARGS(face->file));
        break;
    case FACE_NO_FAMILY:
        diag_report(diags, F_FONT_FAMILY, face->at, "%.*s\t%.*s", STR_ARGS(face->file),
                    STR_ARGS(family));
        break;
    }
}

/* Opens the face on first use. False when it cannot serve, which is reported the first time. */
static bool face_serves(FontSet *set, Diags *diags, int index)
{
    Slot *slot = &set->slots[index];
    const CatalogueFace *face = &set->catalogue->faces[index];
    Str family = set->catalogue->families[face->family].font_name;

    if (slot->state != SLOT_UNTRIED)
        return slot->state == SLOT_OPEN;
    const char *path = find_file(set, face->file);
    FaceFault fault =
        path ? face_open(set->arena, path, family, face->index, &slot->open) : FACE_BROKEN;
    if (path && fault == FACE_GOOD) {
        slot->cmap = hb_font_create(slot->open.face);
        slot->state = SLOT_OPEN;
        return true;
    }
    if (path)
        report_fault(diags, face, family, fault);
    else
        report_missing(diags, face);
    slot->state = SLOT_REFUSED;
    set->refused[index] = true;
    return false;
}

/* The usable face of the family nearest to the weight, -1 when no face of it can be opened. */
static int usable_face(FontSet *set, Diags *diags, int family, int weight)
{
    int face = catalogue_nearest(set->catalogue, family, weight, set->refused);

    while (face >= 0 && !face_serves(set, diags, face))
        face = catalogue_nearest(set->catalogue, family, weight, set->refused);
    return face;
}

static int house_family(const FontSet *set, TextRole role)
{
    int family = -1;

    if (set->house && set->house->text[role].family.n)
        family = catalogue_family(set->catalogue, set->house->text[role].family);
    return family >= 0 ? family : set->catalogue->roles[role].family;
}

/* A family the catalogue does not have is a fault of the house style, not of the machine. */
static void check_house_family(FontSet *set, Diags *diags, TextRole role)
{
    Str name = set->house ? set->house->text[role].family : (Str){0};
    Span at = set->house ? (Span){set->house->source, 0, 0} : NOWHERE;

    if (name.n && catalogue_family(set->catalogue, name) < 0)
        diag_report(diags, F_FAMILY_UNKNOWN, at, "%.*s", STR_ARGS(name));
}

int fontset_role(FontSet *set, Diags *diags, TextRole role)
{
    int weight = set->catalogue->roles[role].weight;

    if (set->role_faces[role] != ROLE_UNKNOWN)
        return set->role_faces[role];
    if (set->house && set->house->text[role].weight)
        weight = set->house->text[role].weight;
    check_house_family(set, diags, role);
    int face = usable_face(set, diags, house_family(set, role), weight);
    for (int i = 0; face < 0 && i < set->catalogue->fallback_count; i++)
        face = usable_face(set, diags, set->catalogue->fallback[i], weight);
    set->role_faces[role] = face;
    return face;
}

static bool face_has(const FontSet *set, int face, hb_codepoint_t cp, hb_codepoint_t selector)
{
    hb_font_t *font = set->slots[face].cmap;
    hb_codepoint_t gid = 0;

    return selector ? hb_font_get_variation_glyph(font, cp, selector, &gid)
                    : hb_font_get_nominal_glyph(font, cp, &gid);
}

static int face_with(FontSet *set, Diags *diags, int face, hb_codepoint_t cp,
                     hb_codepoint_t selector)
{
    const Catalogue *catalogue = set->catalogue;

    if (face_has(set, face, cp, selector))
        return face;
    for (int i = 0; i < catalogue->fallback_count; i++) {
        int other = usable_face(set, diags, catalogue->fallback[i], catalogue->faces[face].weight);
        if (other >= 0 && other != face && face_has(set, other, cp, selector))
            return other;
    }
    return -1;
}

int fontset_face_for(FontSet *set, Diags *diags, int face, hb_codepoint_t cp,
                     hb_codepoint_t selector)
{
    int found;

    if (face < 0)
        return -1;
    found = face_with(set, diags, face, cp, selector);
    /* A selector nobody knows is to be ignored (Unicode 23.4). */
    return found < 0 && selector ? face_with(set, diags, face, cp, 0) : found;
}

hb_font_t *fontset_font(FontSet *set, int face, Emu size)
{
    for (int i = 0; i < set->font_count; i++)
        if (set->fonts[i].face == face && set->fonts[i].size == size)
            return set->fonts[i].font;
    hb_font_t *font = hb_font_create(fontset_hb_face(set, face));
    hb_font_set_scale(font, size, size);
    vec_push(set->arena, set->fonts, set->font_count, set->font_cap) =
        (SizedFont){face, size, font};
    return font;
}

static const OpenFace *open_face(const FontSet *set, int face)
{
    assert(face >= 0 && face < set->catalogue->face_count);
    return &set->slots[face].open;
}

hb_face_t *fontset_hb_face(FontSet *set, int face)
{
    assert(fontset_is_open(set, face));
    return open_face(set, face)->face;
}

int fontset_upem(const FontSet *set, int face)
{
    return open_face(set, face)->upem;
}

FontFormat fontset_format(const FontSet *set, int face)
{
    return open_face(set, face)->format;
}

static bool table_has_feature(hb_face_t *face, hb_tag_t table, hb_tag_t tag)
{
    hb_tag_t tags[64];
    unsigned start = 0, count;

    do {
        count = sizeof tags / sizeof *tags;
        hb_ot_layout_table_get_feature_tags(face, table, start, &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (tags[i] == tag)
                return true;
        start += count;
    } while (count == sizeof tags / sizeof *tags);
    return false;
}

bool fontset_has_feature(FontSet *set, int face, hb_tag_t tag)
{
    hb_face_t *hb_face = fontset_hb_face(set, face);

    return table_has_feature(hb_face, HB_OT_TAG_GSUB, tag) ||
           table_has_feature(hb_face, HB_OT_TAG_GPOS, tag);
}

int32_t fontset_source(const FontSet *set)
{
    return set->catalogue->source;
}

int fontset_count(const FontSet *set)
{
    return set->catalogue->face_count;
}

bool fontset_is_open(const FontSet *set, int face)
{
    assert(face >= 0 && face < set->catalogue->face_count);
    return set->slots[face].state == SLOT_OPEN;
}

Str fontset_name(const FontSet *set, int face)
{
    return open_face(set, face)->postscript;
}

Str fontset_family(const FontSet *set, int face)
{
    return set->catalogue->families[set->catalogue->faces[face].family].name;
}

Str fontset_file(const FontSet *set, int face)
{
    return str_of(open_face(set, face)->path);
}

Str fontset_version(const FontSet *set, int face)
{
    return open_face(set, face)->version;
}

uint32_t fontset_checksum(const FontSet *set, int face)
{
    return open_face(set, face)->checksum;
}

uint64_t fontset_file_size(const FontSet *set, int face)
{
    return open_face(set, face)->file_size;
}
