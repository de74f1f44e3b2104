#include "paint/text.h"

/* The em box of the Chinese faces: this much of the size lies above the baseline. */
enum { ASCENT_MILLI = 880 };

bool ink_overprints(Ink ink)
{
    return ink.k == 10000 && ink.c == 0 && ink.m == 0 && ink.y == 0;
}

/* What the glyphs say, each knowing its part. */
static Str text_of(Arena *arena, const ShapedPara *para, const Line *line, PaintGlyph *glyphs)
{
    const Glyph *from = para->glyphs + line->first;
    Buf text = buf_new(arena);

    for (int i = 0; i < line->count; i++) {
        glyphs[i].text_at = (int32_t)text.n;
        glyphs[i].text_len = (uint16_t)from[i].length;
        buf_add(&text, (Str){para->text.p + from[i].cluster, (size_t)from[i].length});
    }
    return buf_str(&text);
}

PaintOp paint_text(Arena *arena, const ShapedPara *para, const Line *line, Point baseline, Ink ink)
{
    const Glyph *from = para->glyphs + line->first;
    PaintGlyph *glyphs = arena_many(arena, PaintGlyph, (size_t)line->count);
    Emu size = para->style.size;

    for (int i = 0; i < line->count; i++)
        glyphs[i] = (PaintGlyph){.gid = from[i].gid,
                                 .face = from[i].face,
                                 .x = line->x[i] + from[i].dx,
                                 .y = from[i].dy,
                                 .advance = from[i].advance};
    PaintOp op = {
        .kind = PAINT_TEXT,
        .role = PAINT_ARTIFACT,
        .story = -1,
        .overprint = ink_overprints(ink),
        .ink = ink,
        .box = {baseline.x, baseline.y - emu_scale(size, ASCENT_MILLI, 1000), line->end, size},
        .at = text_span(para->source, from[0].cluster)};

    op.as.text.origin = baseline;
    op.as.text.size = size;
    op.as.text.count = line->count;
    op.as.text.glyphs = glyphs;
    op.as.text.text = text_of(arena, para, line, glyphs);
    return op;
}
