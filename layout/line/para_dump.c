#include <stdio.h>

#include "line/para.h"

static void dump_text(const ShapedPara *para, int first, int count, FILE *out)
{
    for (int i = first; i < first + count; i++) {
        const Glyph *g = &para->glyphs[i];
        fprintf(out, "%.*s", g->length, para->text.p + g->cluster);
    }
}

void para_dump(const ShapedPara *para, const Line *lines, int line_count, FILE *out)
{
    Arena scratch = {0};

    for (int i = 0; i < line_count; i++) {
        const Line *line = &lines[i];
        fprintf(out, "line %d measure %.*s end %.*s%s ", i + 1,
                STR_ARGS(emu_mm(&scratch, line->measure)), STR_ARGS(emu_mm(&scratch, line->end)),
                line->justified ? "" : " natural");
        dump_text(para, line->first, line->count, out);
        fputc('\n', out);
    }
    arena_free(&scratch);
}
