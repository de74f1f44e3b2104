#include <stdio.h>

#include "page/page.h"

static const char *kind_name(FrameKind kind)
{
    static const char *const names[] = {"text",    "head", "line",   "number",
                                        "picture", "rule", "outline"};

    return names[kind];
}

static void dump_rect(Arena *scratch, Rect r, FILE *out)
{
    fprintf(out, " %.*s %.*s %.*s %.*s", STR_ARGS(emu_mm(scratch, r.x)),
            STR_ARGS(emu_mm(scratch, r.y)), STR_ARGS(emu_mm(scratch, r.w)),
            STR_ARGS(emu_mm(scratch, r.h)));
}

static void dump_line(Arena *scratch, const PlacedLine *line, FILE *out)
{
    fprintf(out, "  line %.*s %.*s to %.*s%s ", STR_ARGS(emu_mm(scratch, line->baseline.x)),
            STR_ARGS(emu_mm(scratch, line->baseline.y)), STR_ARGS(emu_mm(scratch, line->line.end)),
            line->line.justified ? " justified" : "");
    for (int i = line->line.first; i < line->line.first + line->line.count; i++) {
        const Glyph *g = &line->para->glyphs[i];
        fprintf(out, "%.*s", g->length, line->para->text.p + g->cluster);
    }
    fputc('\n', out);
}

void page_dump(const Issue *issue, const Page *page, FILE *out)
{
    Arena scratch = {0};

    fprintf(out, "page %d rows %d fill %d/1000\n", page->spec->number, page->rows,
            page->fill_milli);
    for (int i = 0; i < page->box_count; i++) {
        const Box *box = &page->boxes[i];
        fprintf(out, "box %.*s column %d+%d row %d+%d%s characters %d empty %d\n",
                STR_ARGS(issue->stories[box->story]->id), box->column, box->columns, box->row,
                box->rows, box->continued ? " continued" : "", box->characters, box->empty);
    }
    for (int i = 0; i < page->frame_count; i++) {
        const Frame *frame = &page->frames[i];
        Str id = frame->story >= 0 ? issue->stories[frame->story]->id : S("-");
        fprintf(out, "frame %s %.*s", kind_name(frame->kind), STR_ARGS(id));
        dump_rect(&scratch, frame->box, out);
        fputc('\n', out);
        for (int k = 0; k < frame->line_count; k++)
            dump_line(&scratch, &frame->lines[k], out);
    }
    arena_free(&scratch);
}
