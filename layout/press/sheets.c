#include "press/filing.h"

static void put_fonts(Buf *out, const Filing *filing, const DocumentPage *page)
{
    buf_add(out, S("/Font <<"));
    for (int i = 0; i < filing->document->embed->count; i++) {
        if (page->fonts[i] & USES_HORIZONTAL)
            buf_printf(out, " /F%d %d 0 R", i + 1, filing->horizontal[i]);
        if (page->fonts[i] & USES_VERTICAL)
            buf_printf(out, " /V%d %d 0 R", i + 1, filing->vertical[i]);
    }
    buf_add(out, S(" >>\n"));
}

/* Images of the page in the order of their numbers, each once; then its forms. */
static void put_objects(Buf *out, const Filing *filing, const DocumentPage *page)
{
    bool *used = arena_many(filing->arena, bool, (size_t)filing->document->image_count + 1);

    for (int i = 0; i < page->picture_count; i++)
        used[page->images[i]] = true;
    buf_add(out, S("/XObject <<"));
    for (int i = 1; i <= filing->document->image_count; i++)
        if (used[i])
            buf_printf(out, " /Im%d %d 0 R", i, filing->images[i - 1]);
    for (int i = 0; i < page->place_count; i++)
        buf_printf(out, " /P%d %d 0 R", page->places[i].form,
                   filing->forms[page->places[i].form - 1]);
    buf_add(out, S(" >>\n"));
}

/* PDF/A wants every stream to name all it uses itself (ISO 19005-2, 6.2.2); so do we always. */
static void put_resources(Buf *out, const Filing *filing, const DocumentPage *page)
{
    buf_add(out, S("/Resources <<\n/ProcSet [/PDF /Text /ImageB /ImageC]\n"));
    put_fonts(out, filing, page);
    put_objects(out, filing, page);
    if (page->every_plate)
        buf_printf(out, "/ColorSpace << /All [/Separation /All /DeviceCMYK %d 0 R] >>\n",
                   filing->every_plate);
    buf_printf(out, "/ExtGState << /GO %d 0 R /GK %d 0 R >>\n>>\n", filing->overprint,
               filing->knock_out);
}

/* A box of the medium, `margin` within its edges. */
static void put_page_box(Buf *out, const char *name, const DocumentPage *page, Emu margin)
{
    int64_t around = content_margin(page->list, page->marks);
    int64_t right = page->list->width + 2 * around - margin;
    int64_t top = page->list->height + 2 * around - margin;
    const int64_t edges[4] = {margin, margin, right, top};

    buf_printf(out, "/%s [", name);
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_byte(out, ' ');
        put_points(out, edges[i]);
    }
    buf_add(out, S("]\n"));
}

static void file_page(Filing *filing, int index)
{
    const Document *document = filing->document;
    const DocumentPage *page = &document->pages[index];
    int content = file_flate(filing, page->stream, (Str){0});
    Emu margin = content_margin(page->list, page->marks);
    Buf out = buf_new(filing->arena);

    put_page_box(&out, "MediaBox", page, 0);
    put_page_box(&out, "BleedBox", page, margin - page->list->bleed);
    put_page_box(&out, "TrimBox", page, margin);
    put_entry_ref(&out, "Contents", content);
    if (document->tags)
        buf_printf(&out, "/StructParents %d\n/Tabs /S\n", index);
    put_resources(&out, filing, page);
    haru_fill(filing->haru, filing->pages[index], buf_str(&out));
}

void file_pages(Filing *filing)
{
    int count = filing->document->page_count;

    filing->pages = arena_many(filing->arena, int, (size_t)count);
    for (int i = 0; i < count; i++)
        filing->pages[i] = haru_page(filing->haru);
    for (int i = 0; i < count; i++)
        file_page(filing, i);
}

/* The form's own origin is the lower left corner of its bleed. Its box cuts off what may not
 * print, such as the bleed towards the page beside it. */
static Str form_entries(const Filing *filing, const DocumentPage *form)
{
    const PaintList *list = form->list;
    Rect shown = form->shown;
    int64_t left = (int64_t)shown.x + list->bleed;
    int64_t foot = (int64_t)list->height + list->bleed - shown.y - shown.h;
    const int64_t edges[4] = {left, foot, left + shown.w, foot + shown.h};
    Buf out = buf_new(filing->arena);

    buf_add(&out, S("/Type /XObject\n/Subtype /Form\n/BBox ["));
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_byte(&out, ' ');
        put_points(&out, edges[i]);
    }
    buf_add(&out, S("]\n"));
    put_resources(&out, filing, form);
    return buf_str(&out);
}

void file_forms(Filing *filing)
{
    const Document *document = filing->document;

    filing->forms = arena_many(filing->arena, int, (size_t)document->form_count);
    for (int i = 0; i < document->form_count; i++) {
        const DocumentPage *form = &document->forms[i];
        filing->forms[i] = file_flate(filing, form->stream, form_entries(filing, form));
    }
}

/* Pages are called by their numbers; a new range starts wherever the numbers do not go on. */
void put_page_labels(Buf *out, const Document *document)
{
    buf_add(out, S("/PageLabels <</Nums ["));
    for (int i = 0; i < document->page_count; i++) {
        int number = document->pages[i].list->number;
        Str label = document->pages[i].label;
        bool goes_on = i > 0 && !label.n && !document->pages[i - 1].label.n &&
                       number == document->pages[i - 1].list->number + 1;
        if (goes_on)
            continue;
        buf_printf(out, "%s%d <<", i ? " " : "", i);
        if (label.n) {
            buf_add(out, S("/P "));
            put_words(out, label);
        } else {
            buf_printf(out, "/S /D /St %d", number > 0 ? number : 1);
        }
        buf_add(out, S(">>"));
    }
    buf_add(out, S("]>>\n"));
}
