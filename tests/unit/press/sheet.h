#ifndef TEST_PRESS_SHEET_H
#define TEST_PRESS_SHEET_H

#include <hb-ot.h>
#include <string.h>

#include "paint/paint.h"

/* A page painted by hand: lines shaped by HarfBuzz in the faces of the catalogue, as the painter
 * would hand them on, with gaps of the test's choice. */
typedef struct {
    Arena arena;
    Diags *diags;
    House house;
    FontSet *fonts;
    PaintList list;
    int cap;
} Sheet;

static inline void sheet_open(Sheet *sheet, const char *catalogue)
{
    memset(sheet, 0, sizeof *sheet);
    sheet->diags = diags_new(&sheet->arena);
    sheet->fonts = fontset_open(&sheet->arena, sheet->diags, catalogue, NULL);
    sheet->list.number = 1;
    sheet->list.label = S("要闻");
    sheet->list.width = MM(100);
    sheet->list.height = MM(150);
}

static inline void sheet_close(Sheet *sheet)
{
    fontset_close(sheet->fonts);
    diags_close(sheet->diags);
    arena_free(&sheet->arena);
}

static inline PaintOp *sheet_add(Sheet *sheet, PaintOp op)
{
    PaintOp *slot = &(vec_push(&sheet->arena, sheet->list.ops, sheet->list.op_count, sheet->cap));

    *slot = op;
    return slot;
}

typedef struct {
    int face;
    Emu size;
    Point origin;
    Emu gap; /* after every glyph */
    bool vertical;
    const char *features; /* "halt" or NULL */
} LineStyle;

static inline int glyph_face(Sheet *sheet, const LineStyle *style, Str text)
{
    size_t at = 0;
    int32_t cp = 0;

    while (at < text.n) {
        unsigned char c = (unsigned char)text.p[at];
        size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        cp = n == 1 ? c : c & (0xFF >> (n + 1));
        for (size_t i = 1; i < n; i++)
            cp = cp << 6 | (text.p[at + i] & 0x3F);
        at += n;
        int face = fontset_face_for(sheet->fonts, sheet->diags, style->face, (hb_codepoint_t)cp, 0);
        if (face != style->face)
            return face;
    }
    return style->face;
}

static inline hb_buffer_t *shape(Sheet *sheet, const LineStyle *style, int face, Str text)
{
    hb_buffer_t *buffer = hb_buffer_create();
    hb_feature_t feature;
    unsigned features = 0;

    hb_buffer_add_utf8(buffer, text.p, (int)text.n, 0, (int)text.n);
    hb_buffer_set_direction(buffer, style->vertical ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
    if (style->features && hb_feature_from_string(style->features, -1, &feature))
        features = 1;
    hb_shape(fontset_font(sheet->fonts, face, style->size), buffer, &feature, features);
    return buffer;
}

/* One line of text as an op in black; returns it for the test to change. */
static inline PaintOp *sheet_line(Sheet *sheet, LineStyle style, const char *words)
{
    Str text = str_of(words);
    int face = glyph_face(sheet, &style, text);
    hb_buffer_t *buffer = shape(sheet, &style, face, text);
    unsigned count = 0;
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    PaintGlyph *glyphs = arena_many(&sheet->arena, PaintGlyph, count);
    Emu pen_x = 0, pen_y = 0;

    for (unsigned i = 0; i < count; i++) {
        uint32_t start = infos[i].cluster, end = (uint32_t)text.n;
        bool follows = i > 0 && infos[i - 1].cluster == start;
        for (unsigned j = i + 1; j < count; j++)
            if (infos[j].cluster > start) {
                end = infos[j].cluster;
                break;
            }
        glyphs[i] = (PaintGlyph){.gid = infos[i].codepoint,
                                 .face = (uint16_t)face,
                                 .text_at = (int32_t)start,
                                 .text_len = (uint16_t)(follows ? 0 : end - start),
                                 .x = pen_x + places[i].x_offset,
                                 .y = pen_y - places[i].y_offset,
                                 .advance = places[i].x_advance};
        pen_x += places[i].x_advance + (style.vertical ? 0 : style.gap);
        pen_y += -places[i].y_advance + (style.vertical ? style.gap : 0);
    }
    hb_buffer_destroy(buffer);
    return sheet_add(
        sheet, (PaintOp){.kind = PAINT_TEXT,
                         .role = PAINT_PARA,
                         .story = -1,
                         .overprint = true,
                         .ink = INK_BLACK,
                         .box = {style.origin.x, style.origin.y - style.size, pen_x, style.size},
                         .as.text = {.origin = style.origin,
                                     .size = style.size,
                                     .count = (int)count,
                                     .glyphs = glyphs,
                                     .text = text,
                                     .vertical = style.vertical}});
}

#endif
