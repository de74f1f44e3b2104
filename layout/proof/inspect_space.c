/* Colour spaces: which ink they make, and whether the press may see them at all. */
#include "proof/inspect_content.h"

enum { SPACES_DEEP = 8 };

static const char *const PROCESS[] = {"Cyan", "Magenta", "Yellow", "Black"};

static int process_ink(Str name)
{
    for (int i = 0; i < 4; i++)
        if (str_eq(name, str_of(PROCESS[i])))
            return i;
    return -1;
}

static Str join(Content *content, const char *name, Str detail)
{
    return str_format(content->inspect->arena, "%s %.*s", name, STR_ARGS(detail));
}

static bool has_default(Content *content, const char *key)
{
    Object spaces = object_key(content->inspect, content->resources, "/ColorSpace");

    return object_has(content->inspect, spaces, key);
}

/* A default space replaces the device's: in X-1a there is nothing it could be replaced by. */
static Str foreign_device(Content *content, const char *name, const char *key)
{
    const LevelInfo *level = &LEVELS[content->inspect->level];
    bool is_rgb = name[6] == 'R';

    if (has_default(content, key))
        return level->has_icc ? (Str){0} : str_of(key + 1);
    return is_rgb ? S("DeviceRGB") : (Str){0};
}

/* The spaces that are names and nothing more. */
static Space device_space(Content *content, Str name)
{
    if (str_eq(name, S("DeviceGray")) || str_eq(name, S("G")))
        return (Space){.kind = SPACE_GRAY,
                       .components = 1,
                       .foreign = foreign_device(content, "DeviceGray", "/DefaultGray")};
    if (str_eq(name, S("DeviceCMYK")) || str_eq(name, S("CMYK")))
        return (Space){.kind = SPACE_CMYK,
                       .components = 4,
                       .foreign = foreign_device(content, "DeviceCMYK", "/DefaultCMYK")};
    if (str_eq(name, S("DeviceRGB")) || str_eq(name, S("RGB")))
        return (Space){.kind = SPACE_OTHER,
                       .components = 3,
                       .foreign = foreign_device(content, "DeviceRGB", "/DefaultRGB")};
    if (str_eq(name, S("Pattern")))
        return (Space){.kind = SPACE_PATTERN};
    return (Space){.kind = SPACE_OTHER};
}

Space space_named(Content *content, Str name)
{
    Arena *arena = content->inspect->arena;
    Object spaces = object_key(content->inspect, content->resources, "/ColorSpace");
    const char *key = str_z(arena, str_join(arena, S("/"), name));
    Object object = object_key(content->inspect, spaces, key);

    /* A resource may not go by the name of a device. */
    return str_starts(name, S("Device")) || qpdf_oh_is_null(content->inspect->pdf, object)
               ? device_space(content, name)
               : space_of(content, object, SPACES_DEEP);
}

static Space profile_space(Content *content, Object stream)
{
    Fix n = 0;

    object_number(content->inspect, object_key(content->inspect, stream, "/N"), &n);
    Str detail = str_format(content->inspect->arena, "N %d", (int)(n / FIX_ONE));
    return (Space){.kind = SPACE_OTHER,
                   .components = (int)(n / FIX_ONE),
                   .foreign = LEVELS[content->inspect->level].has_icc
                                  ? (Str){0}
                                  : join(content, "ICCBased", detail)};
}

/* One ink or several by name, printed as `alternate` where a press has none of them. */
/* NOLINTNEXTLINE(misc-no-recursion): spaces are made of spaces, to a depth */
static Space ink_space(Content *content, Object names, Object alternate, int depth)
{
    Inspect *inspect = content->inspect;
    bool is_list = qpdf_oh_is_array(inspect->pdf, names);
    int count = is_list ? object_count(inspect, names) : 1;
    Space space = {.kind = SPACE_INKS, .components = count};

    for (int i = 0; i < count && i < COMPONENTS_MOST; i++) {
        Str name = object_name(inspect, is_list ? object_item(inspect, names, i) : names);
        int ink = process_ink(name);
        space.ink[i] = (unsigned char)(ink < 0 ? 0 : ink);
        if (str_eq(name, S("All")))
            return (Space){.kind = SPACE_ALL, .components = count};
        if (str_eq(name, S("None")))
            return (Space){.kind = SPACE_NONE, .components = count};
        if (ink < 0 && !space.spot.n)
            space.spot = name;
    }
    if (space.spot.n || count > COMPONENTS_MOST)
        space.kind = SPACE_OTHER;
    space.foreign = space_of(content, alternate, depth - 1).foreign;
    return space;
}

/* NOLINTNEXTLINE(misc-no-recursion): see there */
static Space listed_space(Content *content, Object list, int depth)
{
    Inspect *inspect = content->inspect;
    Str family = object_name(inspect, object_item(inspect, list, 0));
    Object second = object_item(inspect, list, 1);
    Space base = {.kind = SPACE_OTHER};

    if (str_eq(family, S("ICCBased")))
        return profile_space(content, second);
    if (str_eq(family, S("CalRGB")) || str_eq(family, S("CalGray")) || str_eq(family, S("Lab"))) {
        base.components = str_eq(family, S("CalGray")) ? 1 : 3;
        base.foreign = LEVELS[inspect->level].has_icc ? (Str){0} : family;
        return base;
    }
    if (str_eq(family, S("Indexed")) || str_eq(family, S("I"))) {
        base = space_of(content, second, depth - 1);
        base.kind = SPACE_OTHER;
        base.components = 1;
        return base;
    }
    if (str_eq(family, S("Separation")) || str_eq(family, S("DeviceN")))
        return ink_space(content, second, object_item(inspect, list, 2), depth);
    if (str_eq(family, S("Pattern"))) {
        base = space_of(content, second, depth - 1);
        base.kind = SPACE_PATTERN;
        return base;
    }
    return device_space(content, family);
}

/* NOLINTNEXTLINE(misc-no-recursion): see there */
Space space_of(Content *content, Object object, int depth)
{
    if (depth <= 0)
        return (Space){.kind = SPACE_OTHER};
    if (object_count(content->inspect, object) > 0)
        return listed_space(content, object, depth);
    return device_space(content, object_name(content->inspect, object));
}
