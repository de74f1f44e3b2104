/* Graphics state parameters: overprint, transparency, curves and screens. */
#include "proof/inspect_content.h"

void content_intent(Inspect *inspect, Str name)
{
    static const char *const known[] = {"Perceptual", "RelativeColorimetric", "Saturation",
                                        "AbsoluteColorimetric"};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (str_eq(name, str_of(known[i])))
            return;
    if (name.n)
        inspect_say(inspect, R_FILE_RENDERING, "%.*s", STR_ARGS(name));
}

void content_group(Inspect *inspect, Object group)
{
    Object space = object_key(inspect, group, "/CS");
    Str name =
        object_name(inspect, object_count(inspect, space) ? object_item(inspect, space, 0) : space);

    if (!LEVELS[inspect->level].has_transparency)
        inspect_say(inspect, R_FILE_TRANSPARENCY, "Group");
    else if (name.n && !str_eq(name, S("DeviceCMYK")) && !str_eq(name, S("ICCBased")))
        inspect_say(inspect, R_FILE_BLEND_SPACE, "%.*s", STR_ARGS(name));
}

static void check_alpha(Inspect *inspect, Object parameters, const char *key)
{
    Fix alpha = FIX_ONE;

    object_number(inspect, object_key(inspect, parameters, key), &alpha);
    if (alpha != FIX_ONE)
        inspect_say(inspect, R_FILE_TRANSPARENCY, "%s %d%%", key + 1,
                    (int)(alpha / (FIX_ONE / 100)));
}

static void check_transparency(Inspect *inspect, Object parameters)
{
    Object mode = object_key(inspect, parameters, "/BM");
    Object mask = object_key(inspect, parameters, "/SMask");
    Str blend =
        object_name(inspect, object_count(inspect, mode) ? object_item(inspect, mode, 0) : mode);

    if (LEVELS[inspect->level].has_transparency)
        return;
    check_alpha(inspect, parameters, "/ca");
    check_alpha(inspect, parameters, "/CA");
    if (blend.n && !str_eq(blend, S("Normal")) && !str_eq(blend, S("Compatible")))
        inspect_say(inspect, R_FILE_TRANSPARENCY, "BM %.*s", STR_ARGS(blend));
    if (object_is_dict(inspect, mask))
        inspect_say(inspect, R_FILE_TRANSPARENCY, "SMask");
}

static void check_halftone(Inspect *inspect, Object parameters)
{
    Object halftone = object_key(inspect, parameters, "/HT");
    Fix type = FIX_ONE;

    if (!object_is_dict(inspect, halftone))
        return;
    object_number(inspect, object_key(inspect, halftone, "/HalftoneType"), &type);
    if ((type != FIX_ONE && type != 5 * FIX_ONE) || object_has(inspect, halftone, "/HalftoneName"))
        inspect_say(inspect, R_FILE_TRANSFER, "HT");
}

static void check_curves(Inspect *inspect, Object parameters)
{
    Str second = object_name(inspect, object_key(inspect, parameters, "/TR2"));

    if (object_has(inspect, parameters, "/TR"))
        inspect_say(inspect, R_FILE_TRANSFER, "TR");
    if (object_has(inspect, parameters, "/TR2") && !str_eq(second, S("Default")))
        inspect_say(inspect, R_FILE_TRANSFER, "TR2");
    if (object_has(inspect, parameters, "/HTP"))
        inspect_say(inspect, R_FILE_TRANSFER, "HTP");
    check_halftone(inspect, parameters);
}

static void set_bool(Inspect *inspect, Object parameters, const char *key, bool *flag)
{
    Object value = object_key(inspect, parameters, key);

    if (qpdf_oh_is_bool(inspect->pdf, value))
        *flag = qpdf_oh_get_bool_value(inspect->pdf, value);
}

void state_change(Content *content, Object parameters)
{
    Inspect *inspect = content->inspect;
    State *now = &content->now;
    Fix mode = now->overprint_mode * FIX_ONE;
    Object font = object_key(inspect, parameters, "/Font");

    if (!object_is_dict(inspect, parameters))
        return;
    check_transparency(inspect, parameters);
    check_curves(inspect, parameters);
    content_intent(inspect, object_name(inspect, object_key(inspect, parameters, "/RI")));
    set_bool(inspect, parameters, "/OP", &now->overprints_stroke);
    /* OP alone speaks for both. */
    if (!object_has(inspect, parameters, "/op"))
        set_bool(inspect, parameters, "/OP", &now->overprints_fill);
    set_bool(inspect, parameters, "/op", &now->overprints_fill);
    object_number(inspect, object_key(inspect, parameters, "/OPM"), &mode);
    now->overprint_mode = mode == FIX_ONE;
    object_number(inspect, object_key(inspect, parameters, "/LW"), &now->line_width);
    if (object_count(inspect, font) == 2) {
        now->font = font_find(content, object_item(inspect, font, 0));
        object_number(inspect, object_item(inspect, font, 1), &now->font_size);
    }
}
