#include "proof/preview_shapes.h"

static const double HALF_TURN = 3.14159265358979323846;

/* Outlines: HarfBuzz draws, cairo takes the strokes as its path. */

static void move_to(hb_draw_funcs_t *funcs, void *cairo, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    cairo_move_to(cairo, (double)x, (double)y);
}

static void line_to(hb_draw_funcs_t *funcs, void *cairo, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    cairo_line_to(cairo, (double)x, (double)y);
}

/* NOLINTNEXTLINE(readability-function-size): HarfBuzz calls it so */
static void cubic_to(hb_draw_funcs_t *funcs, void *cairo, hb_draw_state_t *state, float x1,
                     float y1, float x2, float y2, float x, float y, void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    cairo_curve_to(cairo, (double)x1, (double)y1, (double)x2, (double)y2, (double)x, (double)y);
}

static void close_path(hb_draw_funcs_t *funcs, void *cairo, hb_draw_state_t *state, void *user)
{
    (void)funcs;
    (void)state;
    (void)user;
    cairo_close_path(cairo);
}

/* Without a function for quadratic curves HarfBuzz makes cubic ones of them. */
hb_draw_funcs_t *shape_outlines(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

void shape_text(cairo_t *cairo, hb_draw_funcs_t *funcs, const PreviewItem *item)
{
    double scale = (double)item->size / PREVIEW_UNITS;

    for (int i = 0; i < item->count; i++) {
        const PreviewGlyph *glyph = &item->glyphs[i];
        cairo_save(cairo);
        cairo_translate(cairo, item->origin.x + glyph->x, item->origin.y + glyph->y);
        if (glyph->turned)
            cairo_rotate(cairo, HALF_TURN / 2);
        cairo_scale(cairo, glyph->narrow ? scale * glyph->narrow / 1000 : scale, -scale);
        hb_font_get_glyph_shape(glyph->font, glyph->gid, funcs, cairo);
        cairo_restore(cairo);
    }
    cairo_fill(cairo);
}

/* Shapes. A stroke lies inside its box, as it is printed. */

static void stroke_path(cairo_t *cairo, Emu weight)
{
    cairo_set_line_width(cairo, weight);
    cairo_stroke(cairo);
}

void shape_rect(cairo_t *cairo, Rect box, Emu stroke)
{
    double half = stroke / 2.0;

    if (stroke <= 0) {
        cairo_rectangle(cairo, box.x, box.y, box.w, box.h);
        cairo_fill(cairo);
        return;
    }
    cairo_rectangle(cairo, box.x + half, box.y + half, box.w - stroke, box.h - stroke);
    stroke_path(cairo, stroke);
}

void shape_ellipse(cairo_t *cairo, Rect box, Emu stroke)
{
    double inset = stroke > 0 ? stroke / 2.0 : 0;
    double radius_x = box.w / 2.0 - inset, radius_y = box.h / 2.0 - inset;

    if (radius_x <= 0 || radius_y <= 0)
        return;
    cairo_save(cairo);
    cairo_translate(cairo, box.x + box.w / 2.0, box.y + box.h / 2.0);
    cairo_scale(cairo, radius_x, radius_y);
    cairo_arc(cairo, 0, 0, 1, 0, 2 * HALF_TURN);
    cairo_restore(cairo);
    if (stroke > 0)
        stroke_path(cairo, stroke);
    else
        cairo_fill(cairo);
}

void shape_reserve(cairo_t *cairo, const PreviewItem *item)
{
    const Rect *box = &item->box;

    shape_rect(cairo, *box, item->stroke);
    cairo_move_to(cairo, box->x, box->y);
    cairo_line_to(cairo, box->x + box->w, box->y + box->h);
    cairo_move_to(cairo, box->x + box->w, box->y);
    cairo_line_to(cairo, box->x, box->y + box->h);
    stroke_path(cairo, item->stroke);
}
