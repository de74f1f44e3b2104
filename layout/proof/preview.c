#include <string.h>

#include "proof/preview_shapes.h"

static void set_colour(cairo_t *cairo, PreviewColour colour)
{
    cairo_set_source_rgb(cairo, colour.r / 255.0, colour.g / 255.0, colour.b / 255.0);
}

/* Pictures */

static void copy_row(unsigned char *to, const unsigned char *from, int width)
{
    for (int x = 0; x < width; x++, from += 3) {
        uint32_t pixel = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
        memcpy(to + 4 * (size_t)x, &pixel, sizeof pixel);
    }
}

static cairo_surface_t *picture_surface(PreviewPixels picture)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height);

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        return surface;
    unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (int y = 0; y < picture.height; y++)
        copy_row(rows + stride * (size_t)y, picture.pixels + 3 * (size_t)picture.width * (size_t)y,
                 picture.width);
    cairo_surface_mark_dirty(surface);
    return surface;
}

static void draw_picture(cairo_t *cairo, const PreviewJob *job, const PreviewItem *item)
{
    PreviewPixels picture = job->picture(job->context, item->picture);
    const Rect *box = &item->box;

    if (!picture.pixels || picture.width <= 0 || picture.height <= 0)
        return;
    cairo_surface_t *surface = picture_surface(picture);
    cairo_save(cairo);
    cairo_rectangle(cairo, box->x, box->y, box->w, box->h);
    cairo_clip(cairo);
    cairo_translate(cairo, box->x, box->y);
    cairo_scale(cairo, (double)box->w / picture.width, (double)box->h / picture.height);
    cairo_set_source_surface(cairo, surface, 0, 0);
    /* Without it the edge would fade into what lies beyond the picture. */
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(surface);
    set_colour(cairo, item->colour);
    if (item->stroke > 0)
        shape_rect(cairo, *box, item->stroke);
}

/* Everything printed so far becomes as dark as the paper makes it. */
static void tint_paper(cairo_t *cairo, PreviewColour paper)
{
    set_colour(cairo, paper);
    cairo_set_operator(cairo, CAIRO_OPERATOR_MULTIPLY);
    cairo_paint(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
}

static void draw_item(cairo_t *cairo, hb_draw_funcs_t *funcs, const PreviewJob *job,
                      const PreviewItem *item)
{
    set_colour(cairo, item->colour);
    switch (item->kind) {
    case PREVIEW_TEXT:
        shape_text(cairo, funcs, item);
        break;
    case PREVIEW_RECT:
        shape_rect(cairo, item->box, item->stroke);
        break;
    case PREVIEW_ELLIPSE:
        shape_ellipse(cairo, item->box, item->stroke);
        break;
    case PREVIEW_PICTURE:
        draw_picture(cairo, job, item);
        break;
    case PREVIEW_RESERVE:
        shape_reserve(cairo, item);
        break;
    case PREVIEW_PAPER:
        tint_paper(cairo, job->paper);
        break;
    }
}

static void draw_items(cairo_t *cairo, const PreviewJob *job)
{
    hb_draw_funcs_t *funcs = shape_outlines();
    double scale = job->ppi / PREVIEW_EMU_PER_INCH;

    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    for (int i = 0; i < job->item_count; i++)
        draw_item(cairo, funcs, job, &job->items[i]);
    hb_draw_funcs_destroy(funcs);
}

/* The edge of the trimmed sheet: one pixel, so that the paper is seen on a white screen. */
static void draw_trim(cairo_t *cairo, const PreviewJob *job)
{
    cairo_identity_matrix(cairo);
    cairo_set_source_rgb(cairo, 0.6, 0.6, 0.6);
    cairo_rectangle(cairo, 0.5, 0.5, job->width - 1, job->height - 1);
    cairo_set_line_width(cairo, 1);
    cairo_stroke(cairo);
}

static cairo_status_t write_bytes(void *job_pointer, const unsigned char *bytes, unsigned n)
{
    const PreviewJob *job = job_pointer;

    job->write(job->context, bytes, n);
    return CAIRO_STATUS_SUCCESS;
}

const char *nanfeng_preview_draw(const PreviewJob *job)
{
    if (job->size != sizeof *job)
        return "version";
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, job->width, job->height);
    cairo_t *cairo = cairo_create(surface);
    draw_items(cairo, job);
    draw_trim(cairo, job);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, write_bytes, (void *)job);
    cairo_surface_destroy(surface);
    return status == CAIRO_STATUS_SUCCESS ? NULL : cairo_status_to_string(status);
}
