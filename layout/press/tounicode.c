#include "press/tounicode.h"

#include "press/syntax.h"

/* The format allows no more entries in one block. */
enum { BLOCK_MAX = 100 };

static const char OPENING[] = "/CIDInit /ProcSet findresource begin\n"
                              "12 dict begin\n"
                              "begincmap\n"
                              "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
                              "/Supplement 0 >> def\n"
                              "/CMapName /Adobe-Identity-UCS def\n"
                              "/CMapType 2 def\n"
                              "1 begincodespacerange\n"
                              "<0000> <FFFF>\n"
                              "endcodespacerange\n";

static const char CLOSING[] = "endcmap\n"
                              "CMapName currentdict /CMap defineresource pop\n"
                              "end\n"
                              "end\n";

/* A glyph that goes on with another's character stands for none, but PDF/A wants a text for every
 * code (ISO 19005-2, 6.2.11.7.2); readers pass over this one. */
static void put_meaning(Buf *out, Str text)
{
    size_t before = out->n;

    put_utf16(out, text);
    if (out->n == before)
        buf_add(out, S("200B"));
}

static void put_block(Buf *out, const EmbedGlyph *const *glyphs, int count)
{
    put_decimal(out, count, 0);
    buf_add(out, S(" beginbfchar\n"));
    for (int i = 0; i < count; i++) {
        buf_byte(out, '<');
        put_code(out, glyphs[i]->code);
        buf_add(out, S("> <"));
        put_meaning(out, glyphs[i]->text);
        buf_add(out, S(">\n"));
    }
    buf_add(out, S("endbfchar\n"));
}

Str tounicode_cmap(Arena *arena, const EmbedGlyph *glyphs, int count)
{
    const EmbedGlyph *block[BLOCK_MAX];
    Buf out = buf_new(arena);
    int n = 0;

    buf_add(&out, str_of(OPENING));
    for (int i = 0; i < count; i++) {
        block[n++] = &glyphs[i];
        if (n == BLOCK_MAX || (n && i == count - 1)) {
            put_block(&out, block, n);
            n = 0;
        }
    }
    buf_add(&out, str_of(CLOSING));
    return buf_str(&out);
}
