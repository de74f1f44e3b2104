#include "press/readback.h"

#include "base/utf8.h"
#include "press/syntax.h"

/* In thousandths of an em, a little inside what the common extractors take for a blank between
 * two words (poppler 100) and for a character that belongs to another line (the same, backward). */
enum { GAP_MOST = 95, GAP_LEAST = -90 };

static bool is_all_hidden(Str text)
{
    return text_reads_same(text, (Str){0});
}

static bool texts_agree(const PaintOp *op, const Embed *embed)
{
    Str text = op->as.text.text;
    size_t at = 0;

    for (int i = 0; i < op->as.text.count; i++) {
        const PaintGlyph *glyph = &op->as.text.glyphs[i];
        const EmbedGlyph *own = embed_glyph(embed_font(embed, glyph->face), glyph->gid);
        size_t start = (size_t)glyph->text_at;
        if (!glyph->text_len || start < at || !own->text.n)
            return false;
        if (!is_all_hidden((Str){text.p + at, start - at}) ||
            !text_reads_same((Str){text.p + start, glyph->text_len}, own->text))
            return false;
        at = start + glyph->text_len;
    }
    return is_all_hidden((Str){text.p + at, text.n - at});
}

static bool is_space(const PaintOp *op, const PaintGlyph *glyph)
{
    size_t at = (size_t)glyph->text_at;
    int32_t cp = glyph->text_len ? utf8_next(op->as.text.text, &at) : 0;

    return cp == ' ' || cp == 0x00A0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A);
}

static bool gaps_are_close(const PaintOp *op, const Embed *embed)
{
    int64_t size = op->as.text.size;

    for (int i = 0; i + 1 < op->as.text.count; i++) {
        const PaintGlyph *here = &op->as.text.glyphs[i], *next = here + 1;
        const EmbedGlyph *own = embed_glyph(embed_font(embed, here->face), here->gid);
        int64_t gap = 1000 * ((int64_t)next->x - here->x) - own->width * size;
        if (here->y != 0 || next->y != 0)
            return false;
        if (!is_space(op, here) && !is_space(op, next) &&
            (gap > GAP_MOST * size || gap < GAP_LEAST * size))
            return false;
    }
    return true;
}

bool line_reads_back(const PaintOp *op, const Embed *embed)
{
    return !op->as.text.vertical && gaps_are_close(op, embed) && texts_agree(op, embed);
}
