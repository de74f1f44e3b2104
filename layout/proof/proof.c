#include "proof/proof.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "proof/items.h"
#include "proof/marks.h"

/* Beyond this many pixels a side the drawing library refuses. */
enum { PIXELS_MAX = 30000, PPI_MIN = 18 };

/* Newsprint on a screen, and what is not print: marks in a colour no ink gives, the proof line. */
static const PreviewColour PAPER = {248, 246, 240};
static const PreviewColour MARK = {230, 0, 160};
static const PreviewColour WHITE = {255, 255, 255};
static const PreviewColour NOTE = {90, 90, 90};

static const Emu MARK_STROKE = PT(1);
static const Emu MARK_OUTSET = PT(2);
static const Emu MARK_TAG = PT(11);
static const Emu MARK_SIZE = PT(8);
static const Emu LINE_SIZE = PT(7);
static const Emu LINE_X = MM(14);
static const Emu LINE_RISE = MM(4); /* of the baseline above the foot of the sheet */

typedef struct {
    Arena *arena;
    Diags *diags;
    FontSet *fonts;
    Colour *colour;
    const PaintList *page;
    const Picture *pictures;
    const PreviewOptions *options;
    ItemList list;
    Product *product;
    ArenaMark pixels; /* what the last picture's pixels took begins here */
} Proof;

static PreviewItem *add_item(Proof *proof, PreviewKind kind, Rect box, PreviewColour colour)
{
    vec_push(proof->arena, proof->list.items, proof->list.count, proof->list.cap) =
        (PreviewItem){.kind = kind, .box = box, .colour = colour};
    return &proof->list.items[proof->list.count - 1];
}

static PreviewColour screen_colour(const Proof *proof, const PreviewItem *item)
{
    unsigned char rgb[3] = {0};

    colour_preview(proof->colour, item->inks, rgb, 1);
    return (PreviewColour){rgb[0], rgb[1], rgb[2]};
}

static void add_print(Proof *proof)
{
    items_add_page(proof->arena, proof->fonts, proof->page, proof->pictures, &proof->list);
    for (int i = 0; i < proof->list.count; i++)
        proof->list.items[i].colour = screen_colour(proof, &proof->list.items[i]);
}

/* Notes beside the print: set plainly, one glyph a character. */
static void add_note(Proof *proof, Str text, Point origin, Emu size, PreviewColour colour)
{
    int face = fontset_role(proof->fonts, proof->diags, ROLE_FIELDS), count = 0;
    PreviewGlyph *glyphs = arena_many(proof->arena, PreviewGlyph, text.n);
    int64_t pen = 0;

    for (size_t at = 0; at < text.n;) {
        int32_t cp = utf8_next(text, &at);
        int serves =
            cp < 0 ? -1 : fontset_face_for(proof->fonts, proof->diags, face, (hb_codepoint_t)cp, 0);
        hb_codepoint_t gid = 0;
        if (serves < 0)
            continue;
        hb_font_t *font = fontset_font(proof->fonts, serves, PREVIEW_UNITS);
        hb_font_get_nominal_glyph(font, (hb_codepoint_t)cp, &gid);
        glyphs[count++] = (PreviewGlyph){.font = font, .gid = gid, .x = (Emu)pen};
        pen += (int64_t)hb_font_get_glyph_h_advance(font, gid) * size / PREVIEW_UNITS;
    }
    PreviewItem *item = add_item(proof, PREVIEW_TEXT, (Rect){0}, colour);
    item->origin = origin;
    item->size = size;
    item->count = count;
    item->glyphs = glyphs;
}

static void add_proof_line(Proof *proof)
{
    Point origin = {LINE_X, proof->page->height - LINE_RISE};

    if (proof->options->line.n)
        add_note(proof, proof->options->line, origin, LINE_SIZE, NOTE);
}

/* The number in a tag at the outline's top left corner; of the whole page, in the head margin. */
static void add_mark(Proof *proof, const Mark *mark, int *page_tags)
{
    Rect box = {mark->box.x - MARK_OUTSET, mark->box.y - MARK_OUTSET, mark->box.w + 2 * MARK_OUTSET,
                mark->box.h + 2 * MARK_OUTSET};
    Str number = str_format(proof->arena, "%d", mark->number);
    Emu width = MARK_TAG * (Emu)(number.n > 2 ? number.n : 2) / 2;

    if (mark->box.w > 0)
        add_item(proof, PREVIEW_RECT, box, MARK)->stroke = MARK_STROKE;
    else
        box = (Rect){LINE_X + (*page_tags)++ * MARK_TAG * 2, LINE_RISE + MARK_TAG, 0, 0};
    Rect tag = {box.x, box.y - MARK_TAG, width, MARK_TAG};
    if (tag.x < 0)
        tag.x = 0;
    if (tag.y < 0)
        tag.y = 0;
    add_item(proof, PREVIEW_RECT, tag, MARK);
    Emu text_width = MARK_SIZE * (Emu)number.n / 2;
    Point origin = {tag.x + (tag.w - text_width) / 2, tag.y + MARK_TAG / 2 + MARK_SIZE * 36 / 100};
    add_note(proof, number, origin, MARK_SIZE, WHITE);
}

static void add_marks(Proof *proof)
{
    int count = 0, page_tags = 0;
    const Mark *marks = marks_find(proof->arena, proof->diags, proof->page, &count);

    for (int i = 0; i < count; i++)
        add_mark(proof, &marks[i], &page_tags);
}

/* What the module asks for while it draws. */

static PreviewPixels picture_pixels(void *context, int index)
{
    Proof *proof = context;
    const Picture *picture = &proof->pictures[index];

    arena_rewind(proof->arena, proof->pixels);
    return (PreviewPixels){picture->width, picture->height,
                           picture_rgb(proof->arena, proof->colour, picture)};
}

static void write_png(void *context, const unsigned char *bytes, size_t n)
{
    Proof *proof = context;

    product_write(proof->product, bytes, n);
}

static PreviewDraw *open_module(Arena *arena, Diags *diags, const char *folder)
{
    void *entry = module_entry(arena, diags, folder, PREVIEW_ENTRY);
    PreviewDraw *draw = NULL;

    /* ISO C knows no cast from an object pointer to a function's; POSIX promises the bits fit. */
    memcpy(&draw, &entry, sizeof draw);
    return draw;
}

/* The resolution asked for, or the largest at which the page can still be drawn. */
static int fitting_ppi(const PaintList *page, int ppi)
{
    Emu longer = page->width > page->height ? page->width : page->height;
    int64_t most = longer > 0 ? (int64_t)PIXELS_MAX * EMU_PER_INCH / longer : ppi;

    if (ppi < PPI_MIN)
        ppi = PPI_MIN;
    return ppi < most ? ppi : (int)(most > 0 ? most : 1);
}

static bool draw_page(Proof *proof, PreviewDraw *draw)
{
    int ppi = fitting_ppi(proof->page, proof->options->ppi);
    PreviewJob job = {.size = sizeof job,
                      .width = pixels_of(proof->page->width, ppi),
                      .height = pixels_of(proof->page->height, ppi),
                      .ppi = ppi,
                      .paper = PAPER,
                      .items = proof->list.items,
                      .item_count = proof->list.count,
                      .context = proof,
                      .picture = picture_pixels,
                      .write = write_png};

    proof->product = product_open(proof->arena, proof->options->path);
    proof->pixels = arena_mark(proof->arena);
    const char *fault = draw(&job);
    arena_rewind(proof->arena, proof->pixels);
    if (!fault)
        return product_commit(proof->product, proof->diags);
    product_abort(proof->product);
    diag_report(proof->diags, R_PREVIEW_FAILED, NOWHERE, "%s\t%s", proof->options->path, fault);
    return false;
}

/* NOLINTNEXTLINE(readability-function-size): services and inputs, each its own thing */
bool preview_png(Arena *arena, Diags *diags, FontSet *fonts, Colour *colour, const PaintList *page,
                 const Picture *pictures, const PreviewOptions *options)
{
    Proof proof = {.arena = arena,
                   .diags = diags,
                   .fonts = fonts,
                   .colour = colour,
                   .page = page,
                   .pictures = pictures,
                   .options = options};
    PreviewDraw *draw = open_module(arena, diags, options->module_dir);

    if (!draw)
        return false;
    add_print(&proof);
    add_item(&proof, PREVIEW_PAPER, (Rect){0}, PAPER);
    add_proof_line(&proof);
    if (options->marks)
        add_marks(&proof);
    return draw_page(&proof, draw);
}
