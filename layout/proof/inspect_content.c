/* The operators of a content stream, and the states they make. */
#include "proof/inspect_content.h"

#include <stdlib.h>

/* Looking something up costs more than moving a pen. */
enum { STREAM_WORK = 100, LOOKUP_WORK = 20 };

typedef void Operate(Content *content);

typedef struct {
    const char *name;
    Operate *operate; /* NULL: known, of no interest */
} Operator;

static const Token NO_TOKEN = {0};

static const Token *token_at(const Content *content, int index)
{
    return index >= 0 && index < content->operand_count ? &content->operands[index] : &NO_TOKEN;
}

Fix operand(const Content *content, int index)
{
    return token_at(content, index)->number;
}

Str operand_name(const Content *content)
{
    const Token *last = token_at(content, content->operand_count - 1);

    return last->kind == TOKEN_NAME ? last->text : (Str){0};
}

/* State */

static void op_save(Content *content)
{
    if (content->state_count == STATES_MOST) {
        inspect_say(content->inspect, R_FILE_OPERATOR, "q × %d", STATES_MOST);
        return;
    }
    if (!content->states)
        content->states = arena_many(&content->own, State, STATES_MOST);
    content->states[content->state_count++] = content->now;
}

static void op_restore(Content *content)
{
    if (content->state_count > 0)
        content->now = content->states[--content->state_count];
    else
        inspect_say(content->inspect, R_FILE_OPERATOR, "Q");
}

static Matrix matrix_operands(const Content *content)
{
    return (Matrix){operand(content, 0), operand(content, 1), operand(content, 2),
                    operand(content, 3), operand(content, 4), operand(content, 5)};
}

static void op_transform(Content *content)
{
    content->now.ctm = matrix_multiply(matrix_operands(content), content->now.ctm);
}

static void op_width(Content *content)
{
    content->now.line_width = operand(content, 0);
}

static void op_state(Content *content)
{
    Inspect *inspect = content->inspect;
    if (!inspect_spend(inspect, LOOKUP_WORK))
        return;
    Object states = object_key(inspect, content->resources, "/ExtGState");
    Str key = str_join(inspect->arena, S("/"), operand_name(content));

    state_change(content, object_key(inspect, states, str_z(inspect->arena, key)));
}

static void op_intent(Content *content)
{
    content_intent(content->inspect, operand_name(content));
}

/* Colour */

static uint16_t share(Fix value)
{
    value = value < 0 ? 0 : value > FIX_ONE ? FIX_ONE : value;
    return (uint16_t)(value / (FIX_ONE / 10000));
}

static Ink cmyk_operands(const Content *content)
{
    return (Ink){share(operand(content, 0)), share(operand(content, 1)), share(operand(content, 2)),
                 share(operand(content, 3))};
}

static void set_component(Ink *ink, int plate, uint16_t value)
{
    uint16_t *const plates[] = {&ink->c, &ink->m, &ink->y, &ink->k};

    *plates[plate] = value;
}

static void set_colour(Content *content, Paint *paint)
{
    paint->ink = (Ink){0};
    switch (paint->space.kind) {
    case SPACE_GRAY:
        paint->ink.k = (uint16_t)(10000 - share(operand(content, 0)));
        break;
    case SPACE_CMYK:
        paint->ink = cmyk_operands(content);
        break;
    case SPACE_INKS:
        for (int i = 0; i < paint->space.components && i < COMPONENTS_MOST; i++)
            set_component(&paint->ink, paint->space.ink[i], share(operand(content, i)));
        break;
    case SPACE_PATTERN:
        content_pattern(content, operand_name(content));
        break;
    case SPACE_ALL:
    case SPACE_NONE:
    case SPACE_OTHER:
        break;
    }
}

/* The first colour of a space is black, of inks by name full. */
static void set_space(Content *content, Paint *paint, Str name)
{
    if (!inspect_spend(content->inspect, LOOKUP_WORK))
        return;
    paint->space = space_named(content, name);
    paint->ink = INK_BLACK;
    if (paint->space.kind == SPACE_INKS)
        for (int i = 0; i < paint->space.components && i < COMPONENTS_MOST; i++)
            set_component(&paint->ink, paint->space.ink[i], 10000);
}

static void set_device(Content *content, Paint *paint, Str name)
{
    paint->space = space_named(content, name);
    set_colour(content, paint);
}

static void op_gray_fill(Content *content)
{
    set_device(content, &content->now.fill, S("DeviceGray"));
}

static void op_gray_stroke(Content *content)
{
    set_device(content, &content->now.stroke, S("DeviceGray"));
}

static void op_rgb_fill(Content *content)
{
    set_device(content, &content->now.fill, S("DeviceRGB"));
}

static void op_rgb_stroke(Content *content)
{
    set_device(content, &content->now.stroke, S("DeviceRGB"));
}

static void op_cmyk_fill(Content *content)
{
    set_device(content, &content->now.fill, S("DeviceCMYK"));
}

static void op_cmyk_stroke(Content *content)
{
    set_device(content, &content->now.stroke, S("DeviceCMYK"));
}

static void op_space_fill(Content *content)
{
    set_space(content, &content->now.fill, operand_name(content));
}

static void op_space_stroke(Content *content)
{
    set_space(content, &content->now.stroke, operand_name(content));
}

static void op_colour_fill(Content *content)
{
    set_colour(content, &content->now.fill);
}

static void op_colour_stroke(Content *content)
{
    set_colour(content, &content->now.stroke);
}

/* Paths */

static void end_path(Content *content)
{
    content->path = (Path){.thinnest = -1};
}

static void op_point(Content *content)
{
    for (int i = 0; i + 1 < content->operand_count; i += 2)
        path_point(content, operand(content, i), operand(content, i + 1));
}

static void op_fill(Content *content)
{
    paint_path(content, true, false);
    end_path(content);
}

static void op_stroke(Content *content)
{
    paint_path(content, false, true);
    end_path(content);
}

static void op_both(Content *content)
{
    paint_path(content, true, true);
    end_path(content);
}

static void op_shading(Content *content)
{
    content_shading(content, operand_name(content));
}

static void op_xobject(Content *content)
{
    content_xobject(content, operand_name(content));
}

/* Text */

static void op_begin_text(Content *content)
{
    content->text = content->line = MATRIX_SAME;
}

static void op_font(Content *content)
{
    Inspect *inspect = content->inspect;
    if (!inspect_spend(inspect, LOOKUP_WORK))
        return;
    Object fonts = object_key(inspect, content->resources, "/Font");
    Str key = str_join(inspect->arena, S("/"), token_at(content, 0)->text);

    content->now.font = font_find(content, object_key(inspect, fonts, str_z(inspect->arena, key)));
    content->now.font_size = operand(content, 1);
}

static void op_text_mode(Content *content)
{
    content->now.text_mode = (int)(operand(content, 0) / FIX_ONE);
}

static void op_leading(Content *content)
{
    content->leading = operand(content, 0);
}

static void move_line(Content *content, Fix x, Fix y)
{
    Matrix move = {FIX_ONE, 0, 0, FIX_ONE, x, y};

    content->text = content->line = matrix_multiply(move, content->line);
}

static void op_move(Content *content)
{
    move_line(content, operand(content, 0), operand(content, 1));
}

static void op_move_leading(Content *content)
{
    content->leading = -operand(content, 1);
    op_move(content);
}

static void op_text_matrix(Content *content)
{
    content->text = content->line = matrix_operands(content);
}

static void op_next_line(Content *content)
{
    move_line(content, 0, -content->leading);
}

static void op_next_show(Content *content)
{
    op_next_line(content);
    paint_text(content);
}

static void op_postscript(Content *content)
{
    inspect_say(content->inspect, R_FILE_OPI, "PS");
}

static void op_tolerate(Content *content)
{
    content->skipping++;
}

static void op_strict(Content *content)
{
    content->skipping -= content->skipping > 0;
}

static const Operator OPERATORS[] = {
    {"q", op_save},
    {"Q", op_restore},
    {"cm", op_transform},
    {"w", op_width},
    {"gs", op_state},
    {"ri", op_intent},
    {"g", op_gray_fill},
    {"G", op_gray_stroke},
    {"rg", op_rgb_fill},
    {"RG", op_rgb_stroke},
    {"k", op_cmyk_fill},
    {"K", op_cmyk_stroke},
    {"cs", op_space_fill},
    {"CS", op_space_stroke},
    {"sc", op_colour_fill},
    {"scn", op_colour_fill},
    {"SC", op_colour_stroke},
    {"SCN", op_colour_stroke},
    {"m", op_point},
    {"l", op_point},
    {"c", op_point},
    {"v", op_point},
    {"y", op_point},
    {"re", path_rect},
    {"f", op_fill},
    {"F", op_fill},
    {"f*", op_fill},
    {"S", op_stroke},
    {"s", op_stroke},
    {"B", op_both},
    {"B*", op_both},
    {"b", op_both},
    {"b*", op_both},
    {"n", end_path},
    {"sh", op_shading},
    {"Do", op_xobject},
    {"BT", op_begin_text},
    {"Tf", op_font},
    {"Tr", op_text_mode},
    {"TL", op_leading},
    {"Td", op_move},
    {"TD", op_move_leading},
    {"Tm", op_text_matrix},
    {"T*", op_next_line},
    {"Tj", paint_text},
    {"TJ", paint_text},
    {"'", op_next_show},
    {"\"", op_next_show},
    {"BI", image_inline},
    {"PS", op_postscript},
    {"BX", op_tolerate},
    {"EX", op_strict},
    {"h", NULL},
    {"W", NULL},
    {"W*", NULL},
    {"J", NULL},
    {"j", NULL},
    {"M", NULL},
    {"d", NULL},
    {"i", NULL},
    {"ET", NULL},
    {"Tc", NULL},
    {"Tw", NULL},
    {"Tz", NULL},
    {"Ts", NULL},
    {"d0", NULL},
    {"d1", NULL},
    {"BMC", NULL},
    {"BDC", NULL},
    {"EMC", NULL},
    {"MP", NULL},
    {"DP", NULL},
};

static bool is_constant(Str word)
{
    return str_eq(word, S("true")) || str_eq(word, S("false")) || str_eq(word, S("null"));
}

static void operate(Content *content, Str word)
{
    for (size_t i = 0; i < sizeof OPERATORS / sizeof OPERATORS[0]; i++)
        if (OPERATORS[i].name[0] == word.p[0] && str_eq(word, str_of(OPERATORS[i].name))) {
            if (OPERATORS[i].operate)
                OPERATORS[i].operate(content);
            return;
        }
    /* Names beyond ASCII would not be readable in the finding. */
    inspect_say(content->inspect, R_FILE_OPERATOR, "%.*s",
                word.n <= 16 && (unsigned char)word.p[0] < 0x7F ? (int)word.n : 1,
                (unsigned char)word.p[0] < 0x7F ? word.p : "?");
}

static void run(Content *content)
{
    Token token = tokens_next(&content->tokens);

    while (token.kind != TOKEN_END && inspect_spend(content->inspect, 1)) {
        if (token.kind == TOKEN_WORD && !is_constant(token.text)) {
            operate(content, token.text);
            content->operand_count = 0;
        } else if (token.kind != TOKEN_OPEN && token.kind != TOKEN_CLOSE &&
                   content->operand_count < OPERANDS_MOST) {
            content->operands[content->operand_count++] = token;
        }
        token = tokens_next(&content->tokens);
    }
    if (content->state_count > 0)
        inspect_say(content->inspect, R_FILE_OPERATOR, "q × %d", content->state_count);
    arena_free(&content->own);
}

/* A drawing that is a part of itself would never end. */
static bool is_inside_itself(const Content *from, int id)
{
    for (; from; from = from->from)
        if (id && from->id == id)
            return true;
    return false;
}

void content_run(const Content *from, Object stream, Object resources, Matrix matrix)
{
    unsigned char *bytes = NULL;
    size_t n = 0;

    int id = qpdf_oh_get_object_id(from->inspect->pdf, stream);

    if (from->depth >= STREAMS_DEEP || !inspect_spend(from->inspect, STREAM_WORK))
        return;
    if (is_inside_itself(from, id)) {
        inspect_say(from->inspect, R_FILE_OPERATOR, "Do %d", id);
        return;
    }
    Content content = {.inspect = from->inspect,
                       .from = from,
                       .id = id,
                       .resources = resources,
                       .depth = from->depth + 1,
                       .now = from->now,
                       .text = MATRIX_SAME,
                       .line = MATRIX_SAME,
                       .path = {.thinnest = -1}};
    content.now.ctm = matrix_multiply(matrix, from->now.ctm);
    if (object_bytes(from->inspect, stream, &bytes, &n)) {
        content.tokens.bytes = (Str){(const char *)bytes, n};
        run(&content);
    } else {
        inspect_say(from->inspect, R_FILE_DAMAGED, "stream %d", id);
    }
    free(bytes);
}

static State first_state(Content *content)
{
    Paint black = {.space = space_named(content, S("DeviceGray")), .ink = INK_BLACK};

    return (State){.ctm = MATRIX_SAME, .fill = black, .stroke = black, .line_width = FIX_ONE};
}

void content_examine_page(Inspect *inspect, Object page, Object resources)
{
    Content content = {.inspect = inspect,
                       .resources = resources,
                       .text = MATRIX_SAME,
                       .line = MATRIX_SAME,
                       .path = {.thinnest = -1}};
    unsigned char *bytes = NULL;
    size_t n = 0;

    content.now = first_state(&content);
    inspect->has_text = inspect->has_whole_picture = false;
    inspect->pattern_count = 0;
    QPDF_ERROR_CODE code = qpdf_oh_get_page_content_data(inspect->pdf, page, &bytes, &n);
    if (!(code & QPDF_ERRORS) && inspect_spend(inspect, (int64_t)n / 1000)) {
        content.tokens.bytes = (Str){(const char *)bytes, n};
        run(&content);
    }
    free(bytes);
    if (inspect->has_whole_picture && !inspect->has_text)
        inspect_say(inspect, R_PAGE_ONE_PICTURE, " ");
}
