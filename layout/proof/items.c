#include "proof/items.h"

#include <dlfcn.h>

static const Emu RESERVE_STROKE = PT(1) / 2;

static unsigned char ink_byte(uint16_t hundredths)
{
    int value = hundredths < 10000 ? hundredths : 10000;

    return (unsigned char)((value * 255 + 5000) / 10000);
}

static void fill_text(Arena *arena, FontSet *fonts, const PaintOp *op, PreviewItem *item)
{
    int count = op->as.text.count;
    PreviewGlyph *glyphs = arena_many(arena, PreviewGlyph, (size_t)count);

    for (int i = 0; i < count; i++) {
        const PaintGlyph *from = &op->as.text.glyphs[i];
        glyphs[i] = (PreviewGlyph){.font = fontset_font(fonts, from->face, PREVIEW_UNITS),
                                   .gid = from->gid,
                                   .x = from->x,
                                   .y = from->y,
                                   .narrow = from->narrow,
                                   .turned = from->turned};
    }
    item->kind = PREVIEW_TEXT;
    item->origin = op->as.text.origin;
    item->size = op->as.text.size;
    item->count = count;
    item->glyphs = glyphs;
}

static void fill_picture(const PaintOp *op, const Picture *picture, int index, PreviewItem *item)
{
    bool is_there = op->as.picture.path && picture->jpeg.p;

    item->kind = is_there ? PREVIEW_PICTURE : PREVIEW_RESERVE;
    item->picture = index;
    item->stroke = !is_there ? RESERVE_STROKE : picture->light_border ? op->as.picture.keyline : 0;
}

void items_add_page(Arena *arena, FontSet *fonts, const PaintList *page, const Picture *pictures,
                    ItemList *items)
{
    int picture = 0;

    for (int i = 0; i < page->op_count; i++) {
        const PaintOp *op = &page->ops[i];
        PreviewItem item = {.box = op->box,
                            .inks = {ink_byte(op->ink.c), ink_byte(op->ink.m), ink_byte(op->ink.y),
                                     ink_byte(op->ink.k)},
                            .overprint = op->overprint};
        switch (op->kind) {
        case PAINT_TEXT:
            fill_text(arena, fonts, op, &item);
            break;
        case PAINT_RECT:
        case PAINT_ELLIPSE:
            item.kind = op->kind == PAINT_RECT ? PREVIEW_RECT : PREVIEW_ELLIPSE;
            item.stroke = op->as.shape.stroke;
            break;
        case PAINT_PICTURE:
            fill_picture(op, &pictures[picture], picture, &item);
            picture++;
            break;
        }
        vec_push(arena, items->items, items->count, items->cap) = item;
    }
}

void *module_entry(Arena *arena, Diags *diags, const char *folder, const char *name)
{
    Str path = str_format(arena, "%s/preview.so", folder);
    void *module = dlopen(path.p, RTLD_NOW | RTLD_LOCAL);
    void *entry = module ? dlsym(module, name) : NULL;

    if (!entry) {
        const char *reason = dlerror();
        diag_report(diags, R_PREVIEW_MODULE, NOWHERE, "%.*s\t%s", STR_ARGS(path),
                    reason ? reason : "?");
    }
    return entry;
}

int pixels_of(Emu length, int ppi)
{
    int64_t pixels = ((int64_t)length * ppi + EMU_PER_INCH / 2) / EMU_PER_INCH;

    return pixels < 1 ? 1 : (int)pixels;
}
