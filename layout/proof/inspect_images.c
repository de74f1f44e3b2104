/* Pictures, forms, patterns and shadings: what a page paints that stands elsewhere in the file. */
#include "proof/inspect_content.h"

enum { PPI_LEAST = 150, PPI_GOOD = 200, BIT_PPI_LEAST = 600, BIT_PPI_GOOD = 800 };
enum { FORM_WORK = 100, SPACES_DEEP = 8, STRIP_PIXELS = 8, WHOLE_PERCENT = 90 };

/* Smaller pictures are parts of something that was cut up; their sharpness is nobody's concern. */
static const Fix SMALL = 9 * FIX_ONE;

typedef struct {
    Fix width, height; /* pixels */
    bool is_bits;
} Pixels;

static Fix least(Fix a, Fix b)
{
    return a < b ? a : b;
}

static void check_ppi(Content *content, Pixels pixels)
{
    const Matrix *ctm = &content->now.ctm;
    Fix width = fix_length(ctm->a, ctm->b), height = fix_length(ctm->c, ctm->d);
    int lowest = pixels.is_bits ? BIT_PPI_LEAST : PPI_LEAST;
    int good = pixels.is_bits ? BIT_PPI_GOOD : PPI_GOOD;

    if (width < SMALL || height < SMALL || pixels.width <= STRIP_PIXELS * FIX_ONE ||
        pixels.height <= STRIP_PIXELS * FIX_ONE)
        return;
    Fix across = fix_div(72 * pixels.width, width), down = fix_div(72 * pixels.height, height);
    int ppi = (int)((least(across, down) + FIX_ONE / 2) / FIX_ONE);
    if (ppi < lowest)
        inspect_say(content->inspect, R_FILE_IMAGE_COARSE, "%d\t%d", ppi, lowest);
    else if (ppi < good)
        inspect_say(content->inspect, R_FILE_IMAGE_LOW, "%d\t%d", ppi, good);
}

static void note_area(Content *content)
{
    Inspect *inspect = content->inspect;
    FixRect trim = inspect->trim;
    Fix page = fix_mul(trim.x1 - trim.x0, trim.y1 - trim.y0);
    Fix scale = matrix_scale(content->now.ctm), area = fix_mul(scale, scale);

    if (page > 0 && area / WHOLE_PERCENT >= page / 100)
        inspect->has_whole_picture = true;
}

static void check_extras(Inspect *inspect, Object image)
{
    if (object_has(inspect, image, "/Alternates"))
        inspect_say(inspect, R_FILE_OPI, "Alternates");
    if (object_has(inspect, image, "/OPI"))
        inspect_say(inspect, R_FILE_OPI, "OPI");
    content_intent(inspect, object_name(inspect, object_key(inspect, image, "/Intent")));
    if (object_has(inspect, image, "/SMask") && !LEVELS[inspect->level].has_transparency)
        inspect_say(inspect, R_FILE_TRANSPARENCY, "SMask");
}

void image_paint(Content *content, Object image)
{
    Inspect *inspect = content->inspect;
    Object mask = object_key(inspect, image, "/ImageMask");
    Object space = object_key(inspect, image, "/ColorSpace");
    bool is_mask =
        qpdf_oh_is_bool(inspect->pdf, mask) && qpdf_oh_get_bool_value(inspect->pdf, mask);
    Pixels pixels = {0};
    Fix bits = 0;

    object_number(inspect, object_key(inspect, image, "/Width"), &pixels.width);
    object_number(inspect, object_key(inspect, image, "/Height"), &pixels.height);
    object_number(inspect, object_key(inspect, image, "/BitsPerComponent"), &bits);
    pixels.is_bits = is_mask || bits == FIX_ONE;
    check_extras(inspect, image);
    if (bits == 16 * FIX_ONE)
        inspect_say(inspect, R_FILE_IMAGE_KIND, "16 bit");
    if (is_mask)
        paint_with(content, &content->now.fill);
    else
        paint_with(content, &(Paint){.space = space_of(content, space, SPACES_DEEP)});
    check_ppi(content, pixels);
    note_area(content);
}

static Space inline_space(Content *content, Tokens *tokens, Token token)
{
    if (token.kind == TOKEN_NAME)
        return space_named(content, token.text);
    /* [/Indexed /DeviceRGB 255 <…>]: the base tells. */
    if (token.kind == TOKEN_OPEN) {
        tokens_next(tokens);
        return space_named(content, tokens_next(tokens).text);
    }
    return (Space){.kind = SPACE_OTHER};
}

void image_inline(Content *content)
{
    Tokens *tokens = &content->tokens;
    Paint paint = {.space = {.kind = SPACE_OTHER}};
    Pixels pixels = {0};
    Token key = tokens_next(tokens);

    while (key.kind != TOKEN_END && !(key.kind == TOKEN_WORD && str_eq(key.text, S("ID")))) {
        Str name = key.kind == TOKEN_NAME ? key.text : (Str){0};
        Token value = tokens_next(tokens);
        if (str_eq(name, S("W")) || str_eq(name, S("Width")))
            pixels.width = value.number;
        if (str_eq(name, S("H")) || str_eq(name, S("Height")))
            pixels.height = value.number;
        if (str_eq(name, S("IM")) || str_eq(name, S("ImageMask")))
            pixels.is_bits = str_eq(value.text, S("true"));
        if (str_eq(name, S("CS")) || str_eq(name, S("ColorSpace")))
            paint.space = inline_space(content, tokens, value);
        if (str_starts(value.text, S("LZW")))
            inspect_say(content->inspect, R_FILE_IMAGE_KIND, "LZWDecode");
        key = tokens_next(tokens);
    }
    tokens_skip_image(tokens);
    paint_with(content, pixels.is_bits ? &content->now.fill : &paint);
    check_ppi(content, pixels);
}

static Object resource(Content *content, const char *kind, Str name)
{
    Arena *arena = content->inspect->arena;
    Object all = object_key(content->inspect, content->resources, kind);

    return object_key(content->inspect, all, str_z(arena, str_join(arena, S("/"), name)));
}

static Matrix matrix_of(Inspect *inspect, Object dict)
{
    Object list = object_key(inspect, dict, "/Matrix");
    Matrix matrix = MATRIX_SAME;
    Fix *const cells[] = {&matrix.a, &matrix.b, &matrix.c, &matrix.d, &matrix.e, &matrix.f};

    for (int i = 0; object_count(inspect, list) == 6 && i < 6; i++)
        object_number(inspect, object_item(inspect, list, i), cells[i]);
    return matrix;
}

static void run_form(Content *content, Object form)
{
    Inspect *inspect = content->inspect;
    Object resources = object_key(inspect, form, "/Resources");
    Object group = object_key(inspect, form, "/Group");

    if (str_eq(object_name(inspect, object_key(inspect, form, "/Subtype2")), S("PS")))
        inspect_say(inspect, R_FILE_OPI, "PS");
    if (object_has(inspect, form, "/OPI"))
        inspect_say(inspect, R_FILE_OPI, "OPI");
    if (object_has(inspect, form, "/Ref"))
        inspect_say(inspect, R_FILE_OPI, "Ref");
    if (str_eq(object_name(inspect, object_key(inspect, group, "/S")), S("Transparency")))
        content_group(inspect, group);
    content_run(content, form, object_is_dict(inspect, resources) ? resources : content->resources,
                matrix_of(inspect, form));
}

void content_xobject(Content *content, Str name)
{
    Inspect *inspect = content->inspect;
    Object object = resource(content, "/XObject", name);
    Str kind = object_name(inspect, object_key(inspect, object, "/Subtype"));

    if (!inspect_spend(inspect, FORM_WORK))
        return;
    if (!qpdf_oh_is_stream(inspect->pdf, object))
        inspect_say(inspect, R_FILE_OPERATOR, "Do %.*s", STR_ARGS(name));
    else if (str_eq(kind, S("Image")))
        image_paint(content, object);
    else if (str_eq(kind, S("Form")))
        run_form(content, object);
    else
        inspect_say(inspect, R_FILE_OPI, "%.*s", STR_ARGS(kind));
}

static bool first_visit(Inspect *inspect, int id)
{
    for (int i = 0; i < inspect->pattern_count; i++)
        if (inspect->patterns[i] == id)
            return false;
    vec_push(inspect->arena, inspect->patterns, inspect->pattern_count, inspect->pattern_cap) = id;
    return true;
}

static void check_shading(Content *content, Object shading)
{
    Object space = object_key(content->inspect, shading, "/ColorSpace");

    paint_with(content, &(Paint){.space = space_of(content, space, SPACES_DEEP)});
}

void content_shading(Content *content, Str name)
{
    check_shading(content, resource(content, "/Shading", name));
}

void content_pattern(Content *content, Str name)
{
    Inspect *inspect = content->inspect;
    Object pattern = resource(content, "/Pattern", name);
    int id = qpdf_oh_get_object_id(inspect->pdf, pattern);
    Object resources = object_key(inspect, pattern, "/Resources");

    if (!inspect_spend(inspect, FORM_WORK) || (id && !first_visit(inspect, id)))
        return;
    if (qpdf_oh_is_stream(inspect->pdf, pattern))
        content_run(content, pattern,
                    object_is_dict(inspect, resources) ? resources : content->resources,
                    matrix_of(inspect, pattern));
    else
        check_shading(content, object_key(inspect, pattern, "/Shading"));
    state_change(content, object_key(inspect, pattern, "/ExtGState"));
}
