#include "press/picture_plan.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define EMU_PER_INCH 914400

/* Lines per inch of a newspaper's screen: the eye sees nothing finer in a picture. */
enum { SCREEN_LPI = 100 };

/* The unsharp mask reaches half a screen line; in a coarse picture that is less than a pixel, and
 * there it would only bring out the blocks of the camera's JPEG. */
enum { RADIUS_MIN = 192, RADIUS_MAX = 1024 };

/* Sides may be out of proportion by one part in fifty. */
enum { STRETCH_PARTS = 50 };

typedef struct {
    Diags *diags;
    const House *house;
    PicturePlan *plan;
} Planner;

static int ppi_of(int pixels, Emu length)
{
    return (int)((int64_t)pixels * EMU_PER_INCH / length);
}

/* Widest box in whole millimetres that gives the window this resolution; the height binds when it
 * is the coarser side. */
static int widest_mm(const PaintOp *op, int ppi)
{
    const Rect *window = &op->as.picture.window;
    int64_t by_width = (int64_t)window->w * EMU_PER_INCH / ppi;
    int64_t by_height = (int64_t)window->h * EMU_PER_INCH / ppi * op->box.w / op->box.h;

    return (int)((by_width < by_height ? by_width : by_height) / EMU_PER_MM);
}

static void report_resolution(const Planner *planner, const PaintOp *op, int page)
{
    const House *house = planner->house;
    const Rect *window = &op->as.picture.window;
    int across = ppi_of(window->w, op->box.w), down = ppi_of(window->h, op->box.h);
    int ppi = across < down ? across : down;

    if (ppi >= house->ppi_warn)
        return;
    bool error = ppi < house->ppi_min;
    diag_report_page(planner->diags, error ? R_IMAGE_TOO_COARSE : R_IMAGE_LOW_PPI, op->at, page,
                     "%.*s\t%d\t%d\t%d", STR_ARGS(op->as.picture.shown), ppi,
                     widest_mm(op, error ? house->ppi_min : house->ppi_warn),
                     error ? house->ppi_min : house->ppi_warn);
}

static void report_stretch(const Planner *planner, const PaintOp *op, int page)
{
    const Rect *window = &op->as.picture.window;
    int64_t wide = (int64_t)window->w * op->box.h, high = (int64_t)window->h * op->box.w;
    int64_t more = wide > high ? wide : high, less = wide > high ? high : wide;

    if ((more - less) * STRETCH_PARTS <= less)
        return;
    diag_report_page(planner->diags, R_PICTURE_DISTORTED, op->at, page, "%.*s\t%d",
                     STR_ARGS(op->as.picture.shown), (int)((more - less) * 100 / less));
}

/* Finished pixels of one side: its own, or those of the target resolution, never more. */
static int finished(int pixels, Emu length, int ppi)
{
    int64_t wanted = ((int64_t)length * ppi + EMU_PER_INCH / 2) / EMU_PER_INCH;

    if (wanted > pixels)
        return pixels;
    return wanted > 0 ? (int)wanted : 1;
}

static PictureTarget plan_target(const House *house, const PaintOp *op, PageInks inks)
{
    const Rect *window = &op->as.picture.window;
    PictureTarget target = {.pixel_w = op->as.picture.pixel_w,
                            .pixel_h = op->as.picture.pixel_h,
                            .window = *window,
                            .width = window->w,
                            .height = window->h,
                            .gray = inks != INKS_FOUR};

    if (ppi_of(window->w, op->box.w) > house->ppi_max ||
        ppi_of(window->h, op->box.h) > house->ppi_max) {
        target.width = finished(window->w, op->box.w, house->ppi_target);
        target.height = finished(window->h, op->box.h, house->ppi_target);
    }
    int64_t radius = (int64_t)ppi_of(target.width, op->box.w) * 128 / SCREEN_LPI;
    if (radius >= RADIUS_MIN)
        target.radius = radius < RADIUS_MAX ? (int)radius : RADIUS_MAX;
    return target;
}

/* The page stage cuts windows out of the picture and gives them a box; all else is its mistake. */
static void check_op(const PaintOp *op)
{
    const Rect *window = &op->as.picture.window;

    assert(op->box.w > 0 && op->box.h > 0 && window->w > 0 && window->h > 0);
    assert(window->x >= 0 && window->w <= op->as.picture.pixel_w - window->x);
    assert(window->y >= 0 && window->h <= op->as.picture.pixel_h - window->y);
}

static void plan_page(const Planner *planner, const PaintList *page)
{
    PicturePlan *plan = planner->plan;

    for (int i = 0; i < page->op_count; i++) {
        const PaintOp *op = &page->ops[i];
        if (op->kind != PAINT_PICTURE)
            continue;
        int index = plan->ops++;
        if (!op->as.picture.path)
            continue;
        check_op(op);
        report_resolution(planner, op, page->number);
        report_stretch(planner, op, page->number);
        plan->uses[plan->count++] =
            (PictureUse){.op = op,
                         .index = index,
                         .page = page->number,
                         .target = plan_target(planner->house, op, page->inks)};
    }
}

static int compare_targets(const PictureTarget *a, const PictureTarget *b)
{
    const int left[] = {a->window.x, a->window.y, a->window.w, a->window.h, a->width,
                        a->height,   a->radius,   a->gray,     a->pixel_w,  a->pixel_h};
    const int right[] = {b->window.x, b->window.y, b->window.w, b->window.h, b->width,
                         b->height,   b->radius,   b->gray,     b->pixel_w,  b->pixel_h};

    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

bool picture_use_equal(const PictureUse *a, const PictureUse *b)
{
    return strcmp(a->op->as.picture.path, b->op->as.picture.path) == 0 &&
           compare_targets(&a->target, &b->target) == 0;
}

static int by_path_and_target(const void *left, const void *right)
{
    const PictureUse *a = left, *b = right;
    int order = strcmp(a->op->as.picture.path, b->op->as.picture.path);

    if (order == 0)
        order = compare_targets(&a->target, &b->target);
    return order ? order : a->index - b->index;
}

static int count_pictures(PaintList *const *pages, int count)
{
    int pictures = 0;

    for (int p = 0; p < count; p++)
        for (int i = 0; i < pages[p]->op_count; i++)
            pictures += pages[p]->ops[i].kind == PAINT_PICTURE;
    return pictures;
}

PicturePlan picture_plan(Arena *arena, Diags *diags, const House *house, PaintList *const *pages,
                         int count)
{
    PicturePlan plan = {0};
    Planner planner = {diags, house, &plan};

    plan.uses = arena_many(arena, PictureUse, (size_t)count_pictures(pages, count));
    for (int p = 0; p < count; p++)
        plan_page(&planner, pages[p]);
    if (plan.count)
        qsort(plan.uses, (size_t)plan.count, sizeof *plan.uses, by_path_and_target);
    return plan;
}
