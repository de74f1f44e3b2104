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

static PaintGlyph glyph_at(const Glyph *glyph, Emu pen, bool vertical)
{
    return (PaintGlyph){.gid = glyph->gid,
                        .face = glyph->face,
                        .x = glyph->dx + (vertical ? 0 : pen),
                        .y = glyph->dy + (vertical ? pen : 0),
                        .advance = glyph->advance,
                        .narrow = glyph->narrow,
                        .turned = glyph->set == SET_TURNED};
}

/* The em boxes of the line as one: around the axis of a column, else about the baseline. */
static Rect box_of(const ShapedPara *para, const Line *line, Point origin)
{
    Emu size = para->style.size;

    if (para->style.vertical)
        return (Rect){origin.x - size / 2, origin.y, size, line->end};
    return (Rect){origin.x, origin.y - emu_scale(size, ASCENT_MILLI, 1000), line->end, size};
}

/* At the end of the line, after all its text, of which it is no part. */
static PaintGlyph hyphen_at_end(const ShapedPara *para, const Line *line, Str text)
{
    const Glyph *hyphen = para_hyphen(para, line->first + line->count - 1);
    PaintGlyph glyph = glyph_at(hyphen, line->end - hyphen->body, false);

    glyph.text_at = (int32_t)text.n;
    return glyph;
}

PaintOp paint_text(Arena *arena, const ShapedPara *para, const Line *line, Point origin, Ink ink)
{
    const Glyph *from = para->glyphs + line->first;
    PaintGlyph *glyphs = arena_many(arena, PaintGlyph, (size_t)line->count + line->hyphen);

    for (int i = 0; i < line->count; i++)
        glyphs[i] = glyph_at(&from[i], line->x[i], para->style.vertical);
    PaintOp op = {.kind = PAINT_TEXT,
                  .role = PAINT_ARTIFACT,
                  .story = -1,
                  .overprint = ink_overprints(ink),
                  .ink = ink,
                  .box = box_of(para, line, origin),
                  .at = text_span(para->source, from[0].cluster)};

    op.as.text.origin = origin;
    op.as.text.size = para->style.size;
    op.as.text.count = line->count;
    op.as.text.glyphs = glyphs;
    op.as.text.text = text_of(arena, para, line, glyphs);
    op.as.text.vertical = para->style.vertical;
    if (line->hyphen)
        glyphs[op.as.text.count++] = hyphen_at_end(para, line, op.as.text.text);
    return op;
}
