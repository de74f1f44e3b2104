/* The page as four plates. Each is one surface of ink, painted by replacing what lay below, which
 * is what an opaque ink does on its own plate. */
#include <string.h>

#include "proof/preview_shapes.h"

enum { PLATES = 4 };

typedef struct {
    const PreviewInkJob *job;
    hb_draw_funcs_t *outlines;
    cairo_surface_t *surfaces[PLATES];
    cairo_t *plates[PLATES];
} Plates;

static void open_plates(Plates *plates)
{
    const PreviewInkJob *job = plates->job;
    double scale = job->ppi / PREVIEW_EMU_PER_INCH;

    plates->outlines = shape_outlines();
    for (int i = 0; i < PLATES; i++) {
        plates->surfaces[i] = cairo_image_surface_create(CAIRO_FORMAT_A8, job->width, job->height);
        plates->plates[i] = cairo_create(plates->surfaces[i]);
        cairo_scale(plates->plates[i], scale, scale);
        cairo_set_operator(plates->plates[i], CAIRO_OPERATOR_SOURCE);
    }
}

static void paint_shape(cairo_t *plate, hb_draw_funcs_t *outlines, const PreviewItem *item)
{
    switch (item->kind) {
    case PREVIEW_TEXT:
        shape_text(plate, outlines, item);
        break;
    case PREVIEW_RECT:
        shape_rect(plate, item->box, item->stroke);
        break;
    case PREVIEW_ELLIPSE:
        shape_ellipse(plate, item->box, item->stroke);
        break;
    case PREVIEW_RESERVE:
        shape_reserve(plate, item);
        break;
    case PREVIEW_PICTURE:
    case PREVIEW_PAPER:
        break;
    }
}

static cairo_surface_t *plate_of_picture(PreviewPixels picture, int plate)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_A8, picture.width, picture.height);

    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        return surface;
    unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    const unsigned char *from = picture.pixels + plate;
    for (int y = 0; y < picture.height; y++)
        for (int x = 0; x < picture.width; x++, from += PLATES)
            rows[stride * (size_t)y + (size_t)x] = *from;
    cairo_surface_mark_dirty(surface);
    return surface;
}

static void paint_picture(cairo_t *plate, PreviewPixels picture, int index, Rect box)
{
    cairo_surface_t *surface = plate_of_picture(picture, index);

    cairo_save(plate);
    cairo_rectangle(plate, box.x, box.y, box.w, box.h);
    cairo_clip(plate);
    cairo_translate(plate, box.x, box.y);
    cairo_scale(plate, (double)box.w / picture.width, (double)box.h / picture.height);
    cairo_set_source_surface(plate, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(plate), CAIRO_EXTEND_PAD);
    cairo_paint(plate);
    cairo_restore(plate);
    cairo_surface_destroy(surface);
}

static void paint_item(Plates *plates, const PreviewItem *item)
{
    const PreviewInkJob *job = plates->job;
    PreviewPixels picture = {0};

    if (item->kind == PREVIEW_PICTURE)
        picture = job->picture(job->context, item->picture);
    for (int i = 0; i < PLATES; i++) {
        if (item->kind == PREVIEW_PICTURE && picture.pixels)
            paint_picture(plates->plates[i], picture, i, item->box);
        if (item->overprint && item->inks[i] == 0)
            continue;
        cairo_set_source_rgba(plates->plates[i], 0, 0, 0, item->inks[i] / 255.0);
        if (item->kind == PREVIEW_PICTURE && item->stroke > 0)
            shape_rect(plates->plates[i], item->box, item->stroke);
        paint_shape(plates->plates[i], plates->outlines, item);
    }
}

/* Also closes them. */
static const char *collect(Plates *plates)
{
    const PreviewInkJob *job = plates->job;
    const char *fault = NULL;

    hb_draw_funcs_destroy(plates->outlines);
    for (int i = 0; i < PLATES; i++) {
        cairo_status_t status = cairo_status(plates->plates[i]);
        cairo_destroy(plates->plates[i]);
        cairo_surface_flush(plates->surfaces[i]);
        const unsigned char *rows = cairo_image_surface_get_data(plates->surfaces[i]);
        size_t stride = (size_t)cairo_image_surface_get_stride(plates->surfaces[i]);
        if (status != CAIRO_STATUS_SUCCESS)
            fault = cairo_status_to_string(status);
        for (int y = 0; rows && !fault && y < job->height; y++)
            for (int x = 0; x < job->width; x++)
                job->inks[((size_t)y * (size_t)job->width + (size_t)x) * PLATES + (size_t)i] =
                    rows[stride * (size_t)y + (size_t)x];
        cairo_surface_destroy(plates->surfaces[i]);
    }
    return fault;
}

const char *nanfeng_preview_ink(const PreviewInkJob *job)
{
    Plates plates = {.job = job};

    if (job->size != sizeof *job)
        return "version";
    open_plates(&plates);
    for (int i = 0; i < job->item_count; i++)
        paint_item(&plates, &job->items[i]);
    return collect(&plates);
}
