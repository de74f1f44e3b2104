#include "press/brush.h"
#include "press/readback.h"
#include "press/syntax.h"

/* Thousandths of an em. DEPTH and ADVANCE are what a viewer takes for a vertical font that says
 * nothing else (DW2): the glyph hangs from a point this far above its baseline, and the next one
 * stands this far below. */
enum { EM = 1000, DEPTH = 880, ADVANCE = 1000, JUMP_MAX = 30000 };

/*
 * One TJ after another along a line. Places are in millionths of a point: `pen` is where a viewer
 * that has done all that was written stands, which no rounding ever changes. Main is the direction
 * of the line, right or down; cross is y up, or x.
 *
 * Glyphs of a column that lie on their side or are narrowed are written with the font of lines
 * under a matrix of their own: of the font of columns a viewer would move them aside as well.
 */
typedef struct {
    Brush *brush;
    const PaintOp *op;
    int64_t unit; /* a thousandth of an em */
    int64_t pen, cross;
    int64_t line_x, line_y; /* of the last Td, thousandths of a point */
    bool started, in_array, in_string;
    bool down; /* as the font of columns goes */
    bool under_matrix;
} Run;

static void close_string(Run *run)
{
    if (run->in_string)
        buf_byte(&run->brush->out, '>');
    run->in_string = false;
}

static void close_array(Run *run)
{
    close_string(run);
    if (run->in_array)
        buf_add(&run->brush->out, S("]TJ\n"));
    run->in_array = false;
}

static void set_font(Run *run, const EmbedFont *font)
{
    Brush *brush = run->brush;
    int place = (int)(font - brush->input->embed->fonts);
    bool vertical = run->down;

    if (brush->font == place && brush->vertical == vertical && brush->size == run->unit)
        return;
    close_array(run);
    buf_add(&brush->out, vertical ? S("/V") : S("/F"));
    put_decimal(&brush->out, place + 1, 0);
    buf_byte(&brush->out, ' ');
    brush_milli(brush, run->unit);
    buf_add(&brush->out, S("Tf\n"));
    brush->font = place;
    brush->vertical = vertical;
    brush->size = run->unit;
    brush->content.fonts[place] |= vertical ? USES_VERTICAL : USES_HORIZONTAL;
}

/* Where the viewer's pen has to stand for this glyph. */
static void find_place(const Run *run, const PaintGlyph *glyph, const EmbedGlyph *own,
                       int64_t *main, int64_t *cross)
{
    const Point origin = run->op->as.text.origin;
    int64_t x = emu_micro(run->brush->left + origin.x + glyph->x);
    int64_t up = emu_micro(run->brush->top - origin.y - glyph->y);

    if (run->down) {
        *main = -(up + DEPTH * run->unit);
        *cross = x + own->width * run->unit / 2;
    } else {
        *main = x;
        *cross = up;
    }
}

/* In thousandths. */
typedef struct {
    int64_t a, b, c, d, x, y;
} Matrix;

static void put_matrix(const Run *run, Matrix m)
{
    const int64_t numbers[6] = {m.a, m.b, m.c, m.d, m.x, m.y};

    for (int i = 0; i < 6; i++)
        brush_milli(run->brush, numbers[i]);
    buf_add(&run->brush->out, S("Tm\n"));
}

static void show_under_matrix(Run *run, const PaintGlyph *glyph, const EmbedGlyph *own)
{
    const Point origin = run->op->as.text.origin;
    int64_t x = brush_x(run->brush, (int64_t)origin.x + glyph->x);
    int64_t y = brush_y(run->brush, (int64_t)origin.y + glyph->y);
    int64_t width = glyph->narrow ? glyph->narrow : 1000;

    close_array(run);
    put_matrix(run, glyph->turned ? (Matrix){0, -width, 1000, 0, x, y}
                                  : (Matrix){width, 0, 0, 1000, x, y});
    buf_add(&run->brush->out, S("[<"));
    put_code(&run->brush->out, own->code);
    buf_add(&run->brush->out, S(">]TJ\n"));
    run->under_matrix = true;
    run->started = false;
}

static void jump(Run *run, int64_t main, int64_t cross)
{
    bool vertical = run->down;
    int64_t x = round_div(vertical ? cross : main, 1000);
    int64_t y = round_div(vertical ? -main : cross, 1000);

    close_array(run);
    if (run->under_matrix) {
        put_matrix(run, (Matrix){1000, 0, 0, 1000, x, y});
    } else {
        brush_milli(run->brush, x - run->line_x);
        brush_milli(run->brush, y - run->line_y);
        buf_add(&run->brush->out, S("Td\n"));
    }
    run->under_matrix = false;
    run->line_x = x;
    run->line_y = y;
    run->pen = 1000 * (vertical ? -y : x);
    run->cross = cross;
    run->started = true;
}

/* Moves the pen by whole thousandths of an em; what is left over stays in `pen`. */
static void adjust(Run *run, int64_t steps)
{
    if (!steps)
        return;
    close_string(run);
    put_decimal(&run->brush->out, run->down ? steps : -steps, 0);
    run->pen += steps * run->unit;
}

static void show_glyph(Run *run, const PaintGlyph *glyph)
{
    const EmbedFont *font = embed_font(run->brush->input->embed, glyph->face);
    const EmbedGlyph *own = embed_glyph(font, glyph->gid);
    int64_t main, cross, aside, steps;

    run->down = op_runs_down(run->op, glyph);
    set_font(run, font);
    if (run->op->as.text.vertical && !run->down) {
        show_under_matrix(run, glyph, own);
        return;
    }
    find_place(run, glyph, own, &main, &cross);
    aside = cross - run->cross;
    steps = round_div(main - run->pen, run->unit);
    if (!run->started || aside > run->unit || aside < -run->unit || steps > JUMP_MAX ||
        steps < -JUMP_MAX) {
        jump(run, main, cross);
        steps = 0;
    }
    if (!run->in_array)
        buf_byte(&run->brush->out, '[');
    run->in_array = true;
    adjust(run, steps);
    if (!run->in_string)
        buf_byte(&run->brush->out, '<');
    run->in_string = true;
    put_code(&run->brush->out, own->code);
    run->pen += (run->down ? ADVANCE : own->width) * run->unit;
}

static void show_line(Brush *brush, const PaintOp *op)
{
    Run run = {.brush = brush, .op = op, .unit = emu_milli(op->as.text.size)};

    if (run.unit < 1)
        return;
    buf_add(&brush->out, S("BT\n"));
    for (int i = 0; i < op->as.text.count; i++)
        show_glyph(&run, &op->as.text.glyphs[i]);
    close_array(&run);
    buf_add(&brush->out, S("ET\n"));
}

void brush_words(Brush *brush, Str text)
{
    buf_add(&brush->out, S("/ActualText <FEFF"));
    put_utf16(&brush->out, text);
    buf_byte(&brush->out, '>');
}

void brush_text(Brush *brush, const PaintOp *op)
{
    bool plain;

    if (!op->as.text.count)
        return;
    plain = brush->has_words || line_reads_back(op, brush->input->embed);
    brush_fill(brush, op);
    if (!plain) {
        buf_add(&brush->out, S("/Span <<"));
        brush_words(brush, op->as.text.text);
        buf_add(&brush->out, S(">> BDC\n"));
    }
    show_line(brush, op);
    if (!plain)
        buf_add(&brush->out, S("EMC\n"));
}
