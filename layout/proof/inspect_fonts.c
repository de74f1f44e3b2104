/* Fonts that are used: in the file, whole or in part, readable back as text. */
#include <string.h>

#include "proof/inspect_content.h"

enum { PREFIX = 7, FONT_WORK = 200, PROCEDURES_MOST = 256, NONSYMBOLIC = 32 };

static bool is_subset(Str name)
{
    if (name.n <= PREFIX || name.p[PREFIX - 1] != '+')
        return false;
    for (int i = 0; i < PREFIX - 1; i++)
        if (name.p[i] < 'A' || name.p[i] > 'Z')
            return false;
    return true;
}

static void check_embedded(Inspect *inspect, Object descriptor, Str name, Str full)
{
    Object third = object_key(inspect, descriptor, "/FontFile3");
    Str kind = object_name(inspect, object_key(inspect, third, "/Subtype"));

    if (!object_has(inspect, descriptor, "/FontFile") &&
        !object_has(inspect, descriptor, "/FontFile2") &&
        !object_has(inspect, descriptor, "/FontFile3")) {
        inspect_say(inspect, R_FILE_FONT_OUT, "%.*s", STR_ARGS(name));
        return;
    }
    if (str_eq(kind, S("OpenType")) && !LEVELS[inspect->level].has_streams)
        inspect_say(inspect, R_FILE_FONT_OUT, "%.*s (OpenType)", STR_ARGS(name));
    if (!is_subset(full))
        inspect_say(inspect, R_FILE_FONT_WHOLE, "%.*s", STR_ARGS(name));
    if (str_starts(name, S("Courier")))
        inspect_say(inspect, R_FILE_FONT_TYPE3, "%.*s", STR_ARGS(name));
}

/* A composite font with the numbers of glyphs for codes says nothing of characters by itself; of
 * the others, the names of glyphs do. */
static void check_unicode(Inspect *inspect, Object font, Object descriptor, Str name,
                          bool is_composite)
{
    Object encoding = object_key(inspect, font, "/Encoding");
    Str map = object_name(inspect, encoding);
    Fix flags = 0;
    bool readable;

    object_number(inspect, object_key(inspect, descriptor, "/Flags"), &flags);
    if (is_composite)
        readable = map.n && !str_starts(map, S("Identity"));
    else
        readable = !qpdf_oh_is_null(inspect->pdf, encoding) || (flags / FIX_ONE & NONSYMBOLIC);
    if (!readable && !object_has(inspect, font, "/ToUnicode"))
        inspect_say(inspect, R_FILE_FONT_UNICODE, "%.*s", STR_ARGS(name));
}

/* Its glyphs are drawings, which may hold anything a page may. */
static void examine_type3(Content *content, Object font)
{
    Inspect *inspect = content->inspect;
    Object procedures = object_key(inspect, font, "/CharProcs");
    Object resources = object_key(inspect, font, "/Resources");
    int count = 0;
    const char **keys = object_keys(inspect, procedures, PROCEDURES_MOST, &count);

    inspect_say(inspect, R_FILE_FONT_TYPE3, "Type 3");
    for (int i = 0; i < count; i++)
        content_run(content, object_key(inspect, procedures, keys[i]),
                    object_is_dict(inspect, resources) ? resources : content->resources,
                    MATRIX_SAME);
}

static void examine(Content *content, Object font, FontInfo *info, Str full)
{
    Inspect *inspect = content->inspect;
    Object holder = font;

    if (info->is_type3) {
        examine_type3(content, font);
        return;
    }
    if (info->is_composite)
        holder = object_item(inspect, object_key(inspect, font, "/DescendantFonts"), 0);
    Object descriptor = object_key(inspect, holder, "/FontDescriptor");
    check_embedded(inspect, descriptor, info->name, full);
    check_unicode(inspect, font, descriptor, info->name, info->is_composite);
}

const FontInfo *font_find(Content *content, Object font)
{
    Inspect *inspect = content->inspect;
    int id = qpdf_oh_get_object_id(inspect->pdf, font);

    for (int i = 0; id && i < inspect->font_count; i++)
        if (inspect->fonts[i]->id == id)
            return inspect->fonts[i];
    if (!object_is_dict(inspect, font) || !inspect_spend(inspect, FONT_WORK))
        return NULL;
    FontInfo *info = arena_new(inspect->arena, FontInfo);
    Str kind = object_name(inspect, object_key(inspect, font, "/Subtype"));
    Str full = object_name(inspect, object_key(inspect, font, "/BaseFont"));
    *info = (FontInfo){.id = id,
                       .name = is_subset(full) ? (Str){full.p + PREFIX, full.n - PREFIX} : full,
                       .is_composite = str_eq(kind, S("Type0")),
                       .is_type3 = str_eq(kind, S("Type3"))};
    vec_push(inspect->arena, inspect->fonts, inspect->font_count, inspect->font_cap) = info;
    examine(content, font, info, full);
    return info;
}
