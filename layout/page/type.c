/* Small typesetting: styles by role, single lines, rules. */
#include "page/maker.h"

#include <string.h>

ParaStyle type_style(const House *house, TextRole role)
{
    const TextStyle *text = &house->text[role];

    return (ParaStyle){.role = role,
                       .size = text->size,
                       .mixed_gap = emu_scale(text->size, house->gap_milli_em, 1000),
                       .punct = house->punct,
                       .kinsoku = house->kinsoku,
                       .half_digits = house->half_digits,
                       .emphasis_roles = true};
}

ParaStyle type_display(const House *house, TextRole role, Emu size)
{
    return (ParaStyle){.role = role,
                       .size = size,
                       .mixed_gap = emu_scale(size, house->head_gap_milli_em, 1000),
                       .punct = PUNCT_BANJIAO,
                       .kinsoku = house->kinsoku,
                       .half_digits = house->half_digits && role != ROLE_NUMBER,
                       .headline = true};
}

bool story_is_framed(const Story *story)
{
    return story->kind == KIND_BOXED || story->kind == KIND_COMMENT;
}

Text type_text(Arena *arena, Str text, Span at)
{
    Piece *piece = arena_new(arena, Piece);

    *piece = (Piece){.text = text, .at = at};
    return (Text){piece, text.n ? 1 : 0};
}

Text type_join(Arena *arena, Text a, Text b)
{
    Text joined = {arena_many(arena, Piece, (size_t)(a.count + b.count) + 1), a.count + b.count};

    if (a.count)
        memcpy(joined.pieces, a.pieces, (size_t)a.count * sizeof *a.pieces);
    if (b.count)
        memcpy(joined.pieces + a.count, b.pieces, (size_t)b.count * sizeof *b.pieces);
    return joined;
}

void frame_add(Maker *m, Frame frame)
{
    vec_push(m->arena, m->page->frames, m->page->frame_count, m->frame_cap) = frame;
}

Frame frame_rule(Rect box, Ink ink)
{
    return (Frame){.kind = FRAME_RULE, .box = box, .story = -1, .ink = ink};
}

Emu frame_line(Maker *m, LineSpec spec, Point at)
{
    Emu size = spec.size ? spec.size : m->house->text[spec.role].size;
    ParaStyle style = type_display(m->house, spec.role, size);
    ShapedPara *para = para_shape(m->arena, m->faults, m->fonts, spec.text, &style);
    PlacedLine *placed = arena_new(m->arena, PlacedLine);

    if (!para->glyph_count)
        return 0;
    Line line = para_natural(m->arena, para, 0, para->glyph_count, spec.track);
    Emu x = spec.right ? at.x - line.end : at.x;
    *placed = (PlacedLine){.para = para, .block = -1, .line = line, .baseline = {x, at.y}};
    frame_add(m, (Frame){.kind = FRAME_LINE,
                         .role = spec.role,
                         .box = {x, at.y - emu_scale(size, EM_ASCENT_MILLI, 1000), line.end, size},
                         .story = spec.story,
                         .ink = m->house->text[spec.role].ink,
                         .lines = placed,
                         .line_count = 1,
                         .at = spec.text.pieces[0].at});
    return line.end;
}

Emu frame_text(Maker *m, TextRole role, Str text, bool right, Point at)
{
    return frame_line(m,
                      (LineSpec){.role = role,
                                 .text = type_text(m->arena, text, m->page->spec->at),
                                 .story = -1,
                                 .right = right},
                      at);
}

Emu row_top(const Maker *m, int row)
{
    return m->page->rows_top + (row - 1) * m->house->row;
}

int rows_for(const House *house, Emu height)
{
    return (int)((height + house->row - 1) / house->row);
}
