#include "proof/ink.h"

#include <string.h>

#include "press/jpeg_out.h"
#include "press/syntax.h"
#include "proof/items.h"

enum { INKS = 4, FULL = 255, PER_MILLE = 1000, PPI_SQUARED = INK_PPI * INK_PPI };

/* JPEG leaves noise of a few percent on even tone; the separation itself keeps the limit. */
enum { NOISE_PERCENT = 3 };

/* Square millimetres of that many pixels. */
static int64_t area_mm2(int64_t pixels)
{
    return pixels * 254 * 254 / (100 * (int64_t)PPI_SQUARED);
}

static int percent(int ink)
{
    return (ink * 100 + FULL / 2) / FULL;
}

typedef struct {
    int64_t sums[INKS];
    int64_t warn, over;
    int most;
    size_t worst; /* pixel */
    bool prints[INKS];
} Totals;

static void add_pixel(Totals *totals, const unsigned char *pixel, size_t index, InkLimit limit)
{
    int sum = pixel[0] + pixel[1] + pixel[2] + pixel[3];

    for (int i = 0; i < INKS; i++) {
        totals->sums[i] += pixel[i];
        totals->prints[i] = totals->prints[i] || pixel[i] > NOISE_PERCENT * FULL / 100;
    }
    totals->warn += sum * 100 > (limit.limit + NOISE_PERCENT) * FULL;
    totals->over += sum * 100 > (limit.limit + limit.tolerated) * FULL;
    if (sum > totals->most) {
        totals->most = sum;
        totals->worst = index;
    }
}

InkPage ink_total(const Raster *raster, int page, InkLimit limit)
{
    size_t count = (size_t)raster->width * (size_t)raster->height;
    Totals totals = {0};

    for (size_t i = 0; i < count; i++)
        add_pixel(&totals, raster->pixels + i * INKS, i, limit);
    InkPage ink = {.page = page,
                   .most = percent(totals.most),
                   .warn = area_mm2(totals.warn),
                   .over = area_mm2(totals.over),
                   .raster = *raster,
                   .is_measured = true};
    memcpy(ink.prints, totals.prints, sizeof ink.prints);
    for (int i = 0; i < INKS && count > 0; i++)
        ink.mean_milli[i] = (int)(totals.sums[i] * PER_MILLE / FULL / (int64_t)count);
    if (count > 0)
        ink.worst = (Point){(Emu)(totals.worst % (size_t)raster->width) * (EMU_PER_INCH / INK_PPI),
                            (Emu)(totals.worst / (size_t)raster->width) * (EMU_PER_INCH / INK_PPI)};
    return ink;
}

void ink_report(Arena *arena, Diags *diags, const InkPage *ink, InkLimit limit, Span at)
{
    bool heavy = ink->over > INK_AREA_MM2, high = ink->warn > INK_AREA_MM2;
    Str x = emu_mm(arena, ink->worst.x / EMU_PER_MM * EMU_PER_MM);
    Str y = emu_mm(arena, ink->worst.y / EMU_PER_MM * EMU_PER_MM);

    if (!heavy && !high)
        return;
    diag_report_page(diags, heavy ? R_INK_HEAVY : R_INK_HIGH, at, ink->page,
                     "%d\t%d\t%lld\t%.*s\t%.*s", ink->most,
                     heavy ? limit.limit + limit.tolerated : limit.limit,
                     (long long)(heavy ? ink->over : ink->warn), STR_ARGS(x), STR_ARGS(y));
}

/* A page being painted: what the module asks for. */
typedef struct {
    Arena *arena;
    const Picture *pictures;
    ArenaMark mark; /* the last picture's pixels begin here */
} Painting;

static void gray_to_inks(const Raster *gray, unsigned char *inks)
{
    size_t count = (size_t)gray->width * (size_t)gray->height;

    for (size_t i = 0; i < count; i++)
        inks[i * INKS + 3] = (unsigned char)(FULL - gray->pixels[i]);
}

static PreviewPixels picture_inks(void *context, int index)
{
    Painting *painting = context;
    const Picture *picture = &painting->pictures[index];
    Raster raster = {0};

    arena_rewind(painting->arena, painting->mark);
    if (!jpeg_read_back(painting->arena, picture->jpeg, &raster))
        return (PreviewPixels){0};
    unsigned char *inks = raster.pixels;
    if (raster.kind == RASTER_GRAY) {
        inks = arena_many(painting->arena, unsigned char,
                          (size_t)raster.width *(size_t)raster.height *INKS);
        gray_to_inks(&raster, inks);
    }
    return (PreviewPixels){raster.width, raster.height, inks};
}

/* Seven parts of different owners; a struct for them would be one more thing to name. */
/* NOLINTNEXTLINE(readability-function-size) */
InkPage ink_measure(Arena *arena, Diags *diags, FontSet *fonts, const PaintList *page,
                    const Picture *pictures, const char *module_dir, InkLimit limit)
{
    void *entry = module_entry(arena, diags, module_dir, PREVIEW_INK_ENTRY);
    Painting painting = {.arena = arena, .pictures = pictures};
    PreviewInk *paint = NULL;
    ItemList list = {0};

    if (!entry)
        return (InkPage){.page = page->number};
    memcpy(&paint, &entry, sizeof paint);
    Raster raster = raster_new(arena, RASTER_CMYK, pixels_of(page->width, INK_PPI),
                               pixels_of(page->height, INK_PPI));
    items_add_page(arena, fonts, page, pictures, &list);
    PreviewInkJob job = {.size = sizeof job,
                         .width = raster.width,
                         .height = raster.height,
                         .ppi = INK_PPI,
                         .items = list.items,
                         .item_count = list.count,
                         .inks = raster.pixels,
                         .context = &painting,
                         .picture = picture_inks};
    painting.mark = arena_mark(arena);
    const char *fault = paint(&job);
    arena_rewind(arena, painting.mark);
    if (!fault)
        return ink_total(&raster, page->number, limit);
    diag_report(diags, R_PREVIEW_FAILED, NOWHERE, "%d\t%s", page->number, fault);
    return (InkPage){.page = page->number};
}

const PaintOp *op_at(const PaintList *page, Point place)
{
    for (int i = page->op_count - 1; i >= 0; i--) {
        const Rect *box = &page->ops[i].box;
        if (place.x >= box->x && place.y >= box->y && place.x < (int64_t)box->x + box->w &&
            place.y < (int64_t)box->y + box->h)
            return &page->ops[i];
    }
    return NULL;
}

Str ink_used(Arena *arena, const InkPage *ink)
{
    Buf buf = buf_new(arena);

    for (int i = 0; i < INKS; i++)
        if (ink->prints[i])
            buf_byte(&buf, "CMYK"[i]);
    return buf_str(&buf);
}
