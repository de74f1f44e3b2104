#include <stdio.h>

#include "paint/paint.h"

static void dump_rect(Arena *scratch, Rect r, FILE *out)
{
    fprintf(out, " %.*s %.*s %.*s %.*s", STR_ARGS(emu_mm(scratch, r.x)),
            STR_ARGS(emu_mm(scratch, r.y)), STR_ARGS(emu_mm(scratch, r.w)),
            STR_ARGS(emu_mm(scratch, r.h)));
}

static void dump_glyphs(Arena *scratch, const PaintOp *op, const FontSet *fonts, FILE *out)
{
    int face = -1;

    fprintf(out, "%s at %.*s %.*s size %.*s \"%.*s\"", op->as.text.vertical ? " down" : "",
            STR_ARGS(emu_mm(scratch, op->as.text.origin.x)),
            STR_ARGS(emu_mm(scratch, op->as.text.origin.y)),
            STR_ARGS(emu_mm(scratch, op->as.text.size)), STR_ARGS(op->as.text.text));
    for (int i = 0; i < op->as.text.count; i++) {
        const PaintGlyph *g = &op->as.text.glyphs[i];
        if (g->face != face)
            fprintf(out, " %.*s", STR_ARGS(fontset_name(fonts, g->face)));
        face = g->face;
        Emu along = op->as.text.vertical ? g->y : g->x;
        fprintf(out, " %u@%.*s%s", g->gid, STR_ARGS(emu_mm(scratch, along)),
                g->turned ? " turned" : "");
    }
}

void paint_dump(const PaintList *list, const FontSet *fonts, FILE *out)
{
    static const char *const kinds[] = {"text", "rect", "ellipse", "picture"};
    static const char *const roles[] = {"artifact", "title",   "head",  "subhead",
                                        "para",     "caption", "figure"};

    fprintf(out, "page %d ops %d\n", list->number, list->op_count);
    for (int i = 0; i < list->op_count; i++) {
        Arena scratch = {0};
        const PaintOp *op = &list->ops[i];
        fprintf(out, "%s %s story %d order %d ink %u %u %u %u%s", kinds[op->kind], roles[op->role],
                op->story, op->order, op->ink.c, op->ink.m, op->ink.y, op->ink.k,
                op->overprint ? " overprint" : "");
        dump_rect(&scratch, op->box, out);
        if (op->kind == PAINT_TEXT)
            dump_glyphs(&scratch, op, fonts, out);
        if (op->kind == PAINT_PICTURE)
            fprintf(out, " \"%.*s\" window %d %d %d %d", STR_ARGS(op->as.picture.shown),
                    op->as.picture.window.x, op->as.picture.window.y, op->as.picture.window.w,
                    op->as.picture.window.h);
        fputc('\n', out);
        arena_free(&scratch);
    }
}
