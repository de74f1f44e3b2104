#include "paint/marks.h"

#include "paint/text.h"

/*
 * Ticks begin well outside the trim and always outside the bleed. Crosses stand within their
 * length, and the line beyond both, at the very edge of the paper, so nothing ever meets.
 */
enum {
    ZONE = MM(12),
    TICK_OFFSET = MM(7) / 2,
    BLEED_CLEAR = MM(1) / 2,
    TICK_LENGTH = MM(5),
    TICK_WEIGHT = PT(1) / 4,
    CROSS_RADIUS = MM(3) / 2,
    LINE_SIZE = PT(13) / 2,
    LINE_FOOT = MM(1),
    LINE_INDENT = MM(5),
    SWATCH_GAP = PT(2),
    SWATCH_STEP = PT(5)
};

typedef struct {
    Arena *arena;
    Diags *diags;
    FontSet *fonts;
    const House *house;
    const MarksSpec *spec;
    Emu offset; /* of ticks from the trim */
    PaintList *list;
    int cap;
} Marker;

static void add(Marker *m, PaintOp op)
{
    op.role = PAINT_ARTIFACT;
    op.story = -1;
    op.order = m->list->op_count + 1;
    vec_push(m->arena, m->list->ops, m->list->op_count, m->cap) = op;
}

static void add_shape(Marker *m, PaintKind kind, Rect box, Emu stroke)
{
    add(m, (PaintOp){.kind = kind,
                     .ink = INK_BLACK,
                     .every_plate = true,
                     .box = box,
                     .as.shape = {.stroke = stroke}});
}

static void add_rule(Marker *m, Rect box)
{
    add_shape(m, PAINT_RECT, box, 0);
}

/* Two ticks in line with x, above and below the sheet. */
static void add_upright_ticks(Marker *m, Emu x)
{
    Emu left = x - TICK_WEIGHT / 2;

    add_rule(m, (Rect){left, -m->offset - TICK_LENGTH, TICK_WEIGHT, TICK_LENGTH});
    add_rule(m, (Rect){left, m->spec->height + m->offset, TICK_WEIGHT, TICK_LENGTH});
}

static void add_level_ticks(Marker *m, Emu y)
{
    Emu top = y - TICK_WEIGHT / 2;

    add_rule(m, (Rect){-m->offset - TICK_LENGTH, top, TICK_LENGTH, TICK_WEIGHT});
    add_rule(m, (Rect){m->spec->width + m->offset, top, TICK_LENGTH, TICK_WEIGHT});
}

static void add_cross(Marker *m, Emu x, Emu y)
{
    Emu arm = TICK_LENGTH / 2, ring = CROSS_RADIUS;

    add_rule(m, (Rect){x - arm, y - TICK_WEIGHT / 2, 2 * arm, TICK_WEIGHT});
    add_rule(m, (Rect){x - TICK_WEIGHT / 2, y - arm, TICK_WEIGHT, 2 * arm});
    add_shape(m, PAINT_ELLIPSE, (Rect){x - ring, y - ring, 2 * ring, 2 * ring}, TICK_WEIGHT);
}

/* In the middle of every side; where the fold's ticks are, beside them. */
static void add_crosses(Marker *m)
{
    Emu beyond = m->offset + TICK_LENGTH / 2;
    Emu x = m->spec->width / 2;

    if (m->spec->fold)
        x += 2 * TICK_LENGTH;
    add_cross(m, x, -beyond);
    add_cross(m, x, m->spec->height + beyond);
    add_cross(m, -beyond, m->spec->height / 2);
    add_cross(m, m->spec->width + beyond, m->spec->height / 2);
}

/* The right end of the words. */
static Emu add_words(Marker *m, Str words, Point at, Ink ink)
{
    ParaStyle style = {.role = ROLE_FIELDS,
                       .size = LINE_SIZE,
                       .punct = PUNCT_PLAIN,
                       .kinsoku = KINSOKU_NONE,
                       .headline = true};
    Piece *piece = arena_new(m->arena, Piece);
    ShapedPara *para;

    *piece = (Piece){.text = words};
    para = para_shape(m->arena, m->diags, m->fonts, (Text){piece, 1}, &style);
    if (!para->glyph_count)
        return at.x;
    Line line = para_natural(m->arena, para, 0, para->glyph_count, 0);
    add(m, paint_text(m->arena, para, &line, at, ink));
    return at.x + line.end;
}

static void add_swatches(Marker *m, Point at)
{
    static const struct {
        Str name;
        Ink ink;
    } inks[] = {{{"C", 1}, {10000, 0, 0, 0}},
                {{"M", 1}, {0, 10000, 0, 0}},
                {{"Y", 1}, {0, 0, 10000, 0}},
                {{"K", 1}, {0, 0, 0, 10000}}};
    Emu side = emu_scale(LINE_SIZE, 3, 4);

    for (size_t i = 0; i < sizeof inks / sizeof *inks; i++) {
        add(m, (PaintOp){.kind = PAINT_RECT,
                         .ink = inks[i].ink,
                         .overprint = ink_overprints(inks[i].ink),
                         .box = {at.x, at.y - side, side, side}});
        at.x = add_words(m, inks[i].name, (Point){at.x + side + SWATCH_GAP, at.y}, inks[i].ink) +
               SWATCH_STEP;
    }
}

static void add_line(Marker *m)
{
    Point at = {LINE_INDENT, m->spec->height + m->spec->bleed + ZONE - LINE_FOOT};

    at.x = add_words(m, m->spec->line, at, INK_BLACK) + SWATCH_STEP;
    add_swatches(m, at);
}

PaintList *paint_marks(Arena *arena, Diags *diags, FontSet *fonts, const House *house,
                       const MarksSpec *spec)
{
    Marker m = {.arena = arena,
                .diags = diags,
                .fonts = fonts,
                .house = house,
                .spec = spec,
                .list = arena_new(arena, PaintList)};

    m.offset = spec->bleed + BLEED_CLEAR > TICK_OFFSET ? spec->bleed + BLEED_CLEAR : TICK_OFFSET;
    *m.list = (PaintList){
        .width = spec->width, .height = spec->height, .bleed = spec->bleed, .zone = ZONE};
    add_upright_ticks(&m, 0);
    add_upright_ticks(&m, spec->width);
    add_level_ticks(&m, 0);
    add_level_ticks(&m, spec->height);
    if (spec->fold)
        add_upright_ticks(&m, spec->fold);
    add_crosses(&m);
    add_line(&m);
    return m.list;
}
