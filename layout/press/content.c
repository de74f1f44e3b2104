#include "press/content.h"

#include "press/brush.h"
#include "press/readback.h"
#include "press/syntax.h"

/* Control points of a quarter of an ellipse, in millionths of its half axes. */
enum { QUARTER = 552285, MILLION = 1000000, HAIRLINE = EMU_PER_PT / 4 };

int64_t brush_x(const Brush *brush, int64_t x)
{
    return emu_milli(brush->left + x);
}

int64_t brush_y(const Brush *brush, int64_t y)
{
    return emu_milli(brush->top - y);
}

void brush_milli(Brush *brush, int64_t thousandths)
{
    put_decimal(&brush->out, thousandths, 3);
    buf_byte(&brush->out, ' ');
}

static bool same_ink(Ink a, Ink b)
{
    return a.c == b.c && a.m == b.m && a.y == b.y && a.k == b.k;
}

static void put_ink(Brush *brush, Ink ink, Str operator)
{
    const uint16_t parts[4] = {ink.c, ink.m, ink.y, ink.k};

    for (int i = 0; i < 4; i++) {
        put_decimal(&brush->out, parts[i], 4);
        buf_byte(&brush->out, ' ');
    }
    buf_add(&brush->out, operator);
}

/* Paper white that overprints would vanish on the press, so ink there must be. */
static void set_overprint(Brush *brush, bool overprint, Ink ink)
{
    bool wanted = overprint && (ink.c || ink.m || ink.y || ink.k);

    if (brush->overprint == wanted)
        return;
    buf_add(&brush->out, wanted ? S("/GO gs\n") : S("/GK gs\n"));
    brush->overprint = wanted;
}

/* Registration is no ink but every plate there is. A colour set later is set anew. */
static void put_every_plate(Brush *brush, Str operators)
{
    buf_add(&brush->out, operators);
    brush->content.every_plate = true;
}

void brush_fill(Brush *brush, const PaintOp *op)
{
    set_overprint(brush, op->overprint, op->ink);
    if (op->every_plate) {
        put_every_plate(brush, S("/All cs 1 scn\n"));
        brush->has_fill = false;
        return;
    }
    if (brush->has_fill && same_ink(brush->fill, op->ink))
        return;
    put_ink(brush, op->ink, S("k\n"));
    brush->fill = op->ink;
    brush->has_fill = true;
}

static void stroke_ink(Brush *brush, Ink ink)
{
    if (brush->has_stroke && same_ink(brush->stroke, ink))
        return;
    put_ink(brush, ink, S("K\n"));
    brush->stroke = ink;
    brush->has_stroke = true;
}

void brush_stroke(Brush *brush, const PaintOp *op, Emu weight)
{
    set_overprint(brush, op->overprint, op->ink);
    if (op->every_plate) {
        put_every_plate(brush, S("/All CS 1 SCN\n"));
        brush->has_stroke = false;
    } else {
        stroke_ink(brush, op->ink);
    }
    brush_milli(brush, emu_milli(weight));
    buf_add(&brush->out, S("w\n"));
}

/* Edges are rounded one by one, so boxes that touch on the page touch on the sheet. */
static void put_box(Brush *brush, Rect box)
{
    int64_t left = brush_x(brush, box.x), right = brush_x(brush, (int64_t)box.x + box.w);
    int64_t top = brush_y(brush, box.y), bottom = brush_y(brush, (int64_t)box.y + box.h);

    brush_milli(brush, left);
    brush_milli(brush, bottom);
    brush_milli(brush, right - left);
    brush_milli(brush, top - bottom);
    buf_add(&brush->out, S("re\n"));
}

static Rect inset(Rect box, Emu by)
{
    return (Rect){box.x + by, box.y + by, box.w - 2 * by, box.h - 2 * by};
}

/* True when a stroke inside the box leaves a hole. */
static bool is_outline(const PaintOp *op)
{
    Emu stroke = op->as.shape.stroke;

    return stroke > 0 && stroke < op->box.w / 2 && stroke < op->box.h / 2;
}

static void put_point(Brush *brush, Rect box, int64_t x, int64_t y)
{
    brush_milli(brush, brush_x(brush, box.x + box.w / 2 + box.w * x / (2 * (int64_t)MILLION)));
    brush_milli(brush, brush_y(brush, box.y + box.h / 2 + box.h * y / (2 * (int64_t)MILLION)));
}

/* x and y of three points a quarter, in millionths of the half axes from the middle. */
static void put_ellipse(Brush *brush, Rect box)
{
    static const int32_t curve[4][6] = {
        {MILLION, QUARTER, QUARTER, MILLION, 0, MILLION},
        {-QUARTER, MILLION, -MILLION, QUARTER, -MILLION, 0},
        {-MILLION, -QUARTER, -QUARTER, -MILLION, 0, -MILLION},
        {QUARTER, -MILLION, MILLION, -QUARTER, MILLION, 0},
    };

    put_point(brush, box, MILLION, 0);
    buf_add(&brush->out, S("m\n"));
    for (int i = 0; i < 4; i++) {
        for (int p = 0; p < 6; p += 2)
            put_point(brush, box, curve[i][p], curve[i][p + 1]);
        buf_add(&brush->out, S("c\n"));
    }
    buf_add(&brush->out, S("h\n"));
}

static void paint_shape(Brush *brush, const PaintOp *op)
{
    void (*put_path)(Brush *, Rect) = op->kind == PAINT_RECT ? put_box : put_ellipse;

    if (is_outline(op)) {
        brush_stroke(brush, op, op->as.shape.stroke);
        put_path(brush, inset(op->box, op->as.shape.stroke / 2));
        buf_add(&brush->out, S("S\n"));
    } else {
        brush_fill(brush, op);
        put_path(brush, op->box);
        buf_add(&brush->out, S("f\n"));
    }
}

static void put_image(Brush *brush, Rect box, int image)
{
    int64_t left = brush_x(brush, box.x), right = brush_x(brush, (int64_t)box.x + box.w);
    int64_t top = brush_y(brush, box.y), bottom = brush_y(brush, (int64_t)box.y + box.h);

    set_overprint(brush, false, INK_PAPER);
    buf_add(&brush->out, S("q "));
    brush_milli(brush, right - left);
    buf_add(&brush->out, S("0 0 "));
    brush_milli(brush, top - bottom);
    brush_milli(brush, left);
    brush_milli(brush, bottom);
    buf_add(&brush->out, S("cm /Im"));
    put_decimal(&brush->out, image, 0);
    buf_add(&brush->out, S(" Do Q\n"));
}

static void put_line(Brush *brush, int64_t x1, int64_t y1, int64_t x2, int64_t y2)
{
    brush_milli(brush, brush_x(brush, x1));
    brush_milli(brush, brush_y(brush, y1));
    buf_add(&brush->out, S("m "));
    brush_milli(brush, brush_x(brush, x2));
    brush_milli(brush, brush_y(brush, y2));
    buf_add(&brush->out, S("l\n"));
}

static void put_cross(Brush *brush, Rect box)
{
    int64_t right = (int64_t)box.x + box.w, bottom = (int64_t)box.y + box.h;

    put_line(brush, box.x, box.y, right, bottom);
    put_line(brush, box.x, bottom, right, box.y);
}

static void paint_picture(Brush *brush, const PaintOp *op, int index)
{
    int image = brush->input->images[index];
    Emu weight = op->as.picture.keyline > 0 ? op->as.picture.keyline : HAIRLINE;
    Rect edge = inset(op->box, weight / 2);
    PaintOp keyline = {.ink = INK_BLACK, .overprint = true};

    if (image)
        put_image(brush, op->box, image);
    if (image && !brush->input->pictures[index].light_border)
        return;
    brush_stroke(brush, &keyline, weight);
    put_box(brush, edge);
    if (!image)
        put_cross(brush, edge);
    buf_add(&brush->out, S("S\n"));
}

static void end_tag(Brush *brush)
{
    if (brush->is_tagged)
        buf_add(&brush->out, S("EMC\n"));
    brush->is_tagged = false;
}

static void begin_furniture(Brush *brush)
{
    if (brush->is_tagged && brush->number < 0)
        return;
    end_tag(brush);
    buf_add(&brush->out, S("/Artifact BMC\n"));
    brush->is_tagged = true;
    brush->number = -1;
    brush->has_words = false;
}

/* The words of a line that would not read back stand in its stretch and not in one of their own
 * inside it, since readers are known to lose count of stretches within stretches. */
static void begin_stretch(Brush *brush, const PaintOp *op, int number, TagKind kind)
{
    bool has_words =
        op->kind == PAINT_TEXT && op->as.text.count && !line_reads_back(op, brush->input->embed);

    end_tag(brush);
    buf_printf(&brush->out, "/%s <</MCID %d ", has_words ? "Span" : tag_name(kind), number);
    if (has_words)
        brush_words(brush, op->as.text.text);
    buf_add(&brush->out, S(">> BDC\n"));
    brush->is_tagged = true;
    brush->number = number;
    brush->has_words = true;
}

static void tag_op(Brush *brush, int op)
{
    const PageTags *tags = brush->input->tags;
    int number = tags->number_of[op];

    if (number < 0)
        begin_furniture(brush);
    else
        begin_stretch(brush, &brush->input->list->ops[op], number, tags->kind_of[number]);
}

static void paint_op(Brush *brush, const PaintOp *op, int *pictures)
{
    switch (op->kind) {
    case PAINT_TEXT:
        brush_text(brush, op);
        break;
    case PAINT_RECT:
    case PAINT_ELLIPSE:
        paint_shape(brush, op);
        break;
    case PAINT_PICTURE:
        paint_picture(brush, op, (*pictures)++);
        break;
    }
}

static void paint_places(Brush *brush)
{
    Emu bleed = brush->input->list->bleed;

    for (int i = 0; i < brush->input->place_count; i++) {
        const ContentPlace *place = &brush->input->places[i];
        buf_add(&brush->out, S("q 1 0 0 1 "));
        brush_milli(brush, brush_x(brush, (int64_t)place->x - bleed));
        brush_milli(brush, brush_y(brush, (int64_t)brush->input->list->height + bleed));
        buf_printf(&brush->out, "cm /P%d Do Q\n", place->form);
    }
}

Emu content_margin(const PaintList *list, const PaintList *marks)
{
    return list->bleed + (marks ? marks->zone : 0);
}

Content content_make(Arena *arena, const ContentInput *input)
{
    Emu margin = content_margin(input->list, input->marks);
    Brush brush = {.out = buf_new(arena),
                   .input = input,
                   .left = margin,
                   .top = (int64_t)input->list->height + margin,
                   .font = -1};
    int pictures = 0;

    brush.content.fonts = arena_many(arena, unsigned char, (size_t)input->embed->count);
    paint_places(&brush);
    for (int i = 0; i < input->list->op_count; i++) {
        if (input->tags)
            tag_op(&brush, i);
        paint_op(&brush, &input->list->ops[i], &pictures);
    }
    if (input->tags && input->marks)
        begin_furniture(&brush);
    for (int i = 0; input->marks && i < input->marks->op_count; i++)
        paint_op(&brush, &input->marks->ops[i], &pictures);
    end_tag(&brush);
    brush.content.stream = buf_str(&brush.out);
    return brush.content;
}
