/* What the press makes of a stroke, a flat, a line of type. */
#include "proof/inspect_content.h"
#include "proof/limits.h"

/* A length of the limits, which are in EMU, as points. */
#define POINTS(emu) ((Fix)(emu)*FIX_ONE / EMU_PER_PT)

static int ink_sum(Ink ink)
{
    return ink.c + ink.m + ink.y + ink.k;
}

static int ink_count(Ink ink)
{
    return (ink.c > 0) + (ink.m > 0) + (ink.y > 0) + (ink.k > 0);
}

static bool is_known(const Paint *paint)
{
    return paint->space.kind == SPACE_GRAY || paint->space.kind == SPACE_CMYK ||
           paint->space.kind == SPACE_INKS;
}

static Str points(const Content *content, Fix length)
{
    int hundredths = (int)((length + FIX_ONE / 200) / (FIX_ONE / 100));
    int decimals = hundredths % 100;

    if (decimals % 10 == 0)
        return str_format(content->inspect->arena, decimals ? "%d.%d" : "%d", hundredths / 100,
                          decimals / 10);
    return str_format(content->inspect->arena, "%d.%02d", hundredths / 100, decimals);
}

void paint_with(Content *content, const Paint *paint)
{
    if (paint->space.foreign.n)
        inspect_say(content->inspect, R_FILE_COLOUR, "%.*s", STR_ARGS(paint->space.foreign));
    if (paint->space.spot.n)
        inspect_say(content->inspect, R_FILE_SPOT, "%.*s", STR_ARGS(paint->space.spot));
}

/* Ink of nothing that "overprints" leaves what is below it as it is. */
static bool vanishes(const Content *content, const Paint *paint, bool overprints)
{
    if (!overprints || !is_known(paint) || ink_sum(paint->ink) > 0)
        return false;
    return paint->space.kind == SPACE_INKS ||
           (paint->space.kind == SPACE_CMYK && content->now.overprint_mode);
}

/* Of anything that is painted inside the trim. */
static void check_ink(Content *content, const Paint *paint, bool overprints)
{
    Ink ink = paint->ink;

    if (paint->space.kind == SPACE_ALL)
        inspect_say(content->inspect, R_FILE_ALL, " ");
    if (!is_known(paint))
        return;
    if (vanishes(content, paint, overprints))
        inspect_say(content->inspect, R_WHITE_OVERPRINT, "0 0 0 0");
    if (ink.c >= INK_REGISTERED && ink.m >= INK_REGISTERED && ink.y >= INK_REGISTERED &&
        ink.k >= INK_REGISTERED)
        inspect_say(content->inspect, R_INK_REGISTRATION, " ");
}

static void check_line(Content *content, const Paint *paint, Fix weight)
{
    Inspect *inspect = content->inspect;
    Str is = points(content, weight);

    if (is_known(paint) && ink_sum(paint->ink) == 0)
        return;
    if (weight < POINTS(LINE_LEAST) - FIX_ONE / 1000)
        inspect_say(inspect, R_LINE_HAIR, "%.*s\t%.*s", STR_ARGS(is),
                    STR_ARGS(points(content, POINTS(LINE_LEAST))));
    if (is_known(paint) && ink_count(paint->ink) > 1 &&
        weight < POINTS(LINE_COLOURED_LEAST) - FIX_ONE / 1000)
        inspect_say(inspect, R_LINE_COLOURED, "%.*s\t%d\t%.*s", STR_ARGS(is), ink_count(paint->ink),
                    STR_ARGS(points(content, POINTS(LINE_COLOURED_LEAST))));
}

void path_point(Content *content, Fix x, Fix y)
{
    FixPoint at = matrix_apply(content->now.ctm, x, y);
    FixRect *box = &content->path.box;

    if (!content->path.has_point)
        *box = (FixRect){at.x, at.y, at.x, at.y};
    content->path.has_point = true;
    box->x0 = at.x < box->x0 ? at.x : box->x0;
    box->y0 = at.y < box->y0 ? at.y : box->y0;
    box->x1 = at.x > box->x1 ? at.x : box->x1;
    box->y1 = at.y > box->y1 ? at.y : box->y1;
}

void path_rect(Content *content)
{
    Fix x = operand(content, 0), y = operand(content, 1);
    Fix w = operand(content, 2), h = operand(content, 3);
    const Matrix *ctm = &content->now.ctm;
    Fix across = fix_mul(fix_length(ctm->a, ctm->b), w < 0 ? -w : w);
    Fix down = fix_mul(fix_length(ctm->c, ctm->d), h < 0 ? -h : h);
    Fix shorter = across < down ? across : down, longer = across < down ? down : across;

    path_point(content, x, y);
    path_point(content, x + w, y + h);
    path_point(content, x + w, y);
    path_point(content, x, y + h);
    if (longer >= shorter * LINE_RATIO && shorter < POINTS(LINE_THICKEST) &&
        (content->path.thinnest < 0 || shorter < content->path.thinnest))
        content->path.thinnest = shorter;
}

void paint_path(Content *content, bool fills, bool strokes)
{
    State *now = &content->now;
    bool prints = content->path.has_point && rect_meets(content->path.box, content->inspect->trim);

    if (fills)
        paint_with(content, &now->fill);
    if (strokes)
        paint_with(content, &now->stroke);
    if (prints && fills)
        check_ink(content, &now->fill, now->overprints_fill);
    if (prints && strokes)
        check_ink(content, &now->stroke, now->overprints_stroke);
    if (prints && fills && !strokes && content->path.thinnest >= 0)
        check_line(content, &now->fill, content->path.thinnest);
    if (prints && strokes)
        check_line(content, &now->stroke, fix_mul(now->line_width, matrix_scale(now->ctm)));
}

/* Type */

typedef struct {
    Content *content;
    const Paint *paint;
    Str name, points; /* of the font, of its size */
    Fix size;
    bool overprints;
} Type;

static void say_size(const Type *type, DiagCode code, Emu limit)
{
    Str ought = points(type->content, POINTS(limit));

    inspect_say(type->content->inspect, code, "%.*s\t%.*s\t%.*s", STR_ARGS(type->name),
                STR_ARGS(type->points), STR_ARGS(ought));
}

static bool below(const Type *type, Emu limit)
{
    return type->size < POINTS(limit) - FIX_ONE / 100;
}

static void check_size(const Type *type)
{
    bool chinese = type->content->now.font && type->content->now.font->is_composite;
    Emu lowest = chinese ? CHINESE_LEAST : LATIN_LEAST, good = chinese ? CHINESE_GOOD : LATIN_GOOD;

    if (below(type, lowest))
        say_size(type, R_TEXT_TOO_SMALL, lowest);
    else if (below(type, good))
        say_size(type, R_TEXT_SMALL, good);
}

static void check_reversed(const Type *type)
{
    if (below(type, REVERSED_LEAST))
        say_size(type, R_TEXT_REVERSED_TINY, REVERSED_LEAST);
    else if (below(type, REVERSED_GOOD))
        say_size(type, R_TEXT_REVERSED_SMALL, REVERSED_GOOD);
}

static void check_coloured(const Type *type)
{
    Inspect *inspect = type->content->inspect;
    Ink ink = type->paint->ink;
    int inks = ink_count(ink);
    Emu lowest = inks > 2 ? MORE_INKS_LEAST : TWO_INKS_LEAST;

    if (inks < 2)
        return;
    if (ink.k >= INK_BLACK_FROM)
        inspect_say(inspect, R_TEXT_RICH_BLACK, "%.*s\tC%d M%d Y%d K%d", STR_ARGS(type->name),
                    ink.c / 100, ink.m / 100, ink.y / 100, ink.k / 100);
    else if (below(type, lowest))
        inspect_say(inspect, R_TEXT_COLOURED, "%.*s\t%.*s\t%d\t%.*s", STR_ARGS(type->name),
                    STR_ARGS(type->points), inks, STR_ARGS(points(type->content, POINTS(lowest))));
}

static void check_black(const Type *type)
{
    Ink ink = type->paint->ink;
    SpaceKind kind = type->paint->space.kind;
    bool overprints = type->overprints && (kind == SPACE_INKS || type->content->now.overprint_mode);

    if (ink.k < 10000 || ink_count(ink) != 1)
        return;
    if (kind == SPACE_GRAY)
        inspect_say(type->content->inspect, R_FILE_GRAY_TEXT, " ");
    else if (!overprints && below(type, OVERPRINT_BELOW))
        inspect_say(type->content->inspect, R_TEXT_KNOCKOUT, "%.*s\t%.*s", STR_ARGS(type->name),
                    STR_ARGS(type->points));
}

static bool is_blank(const Token *token)
{
    for (size_t i = 0; i < token->text.n; i++)
        if (token->text.p[i] != ' ')
            return false;
    return true;
}

static bool shows_something(const Content *content)
{
    for (int i = 0; i < content->operand_count; i++) {
        const Token *token = &content->operands[i];
        if ((token->kind == TOKEN_STRING || token->kind == TOKEN_HEX) && !is_blank(token))
            return true;
    }
    return false;
}

static void check_type(Type *type)
{
    check_ink(type->content, type->paint, type->overprints);
    if (type->content->now.font && type->content->now.font->is_type3)
        return;
    check_size(type);
    if (!is_known(type->paint))
        return;
    if (ink_sum(type->paint->ink) <= INK_WHITE)
        check_reversed(type);
    check_coloured(type);
    check_black(type);
}

void paint_text(Content *content)
{
    State *now = &content->now;
    Matrix matrix = matrix_multiply(content->text, now->ctm);
    FixRect at = {matrix.e, matrix.f, matrix.e, matrix.f};
    bool outlined = now->text_mode == 1 || now->text_mode == 5;
    Type type = {.content = content,
                 .paint = outlined ? &now->stroke : &now->fill,
                 .overprints = outlined ? now->overprints_stroke : now->overprints_fill,
                 .name = now->font ? now->font->name : S("?"),
                 .size = fix_mul(now->font_size < 0 ? -now->font_size : now->font_size,
                                 fix_length(matrix.c, matrix.d))};

    if (!shows_something(content))
        return;
    if (now->text_mode == 3) {
        inspect_say(content->inspect, R_FILE_INVISIBLE, " ");
        return;
    }
    paint_with(content, type.paint);
    if (now->text_mode == 7 || !rect_meets(at, content->inspect->trim))
        return;
    content->inspect->has_text = true;
    type.points = points(content, type.size);
    check_type(&type);
}
