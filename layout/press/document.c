#include "press/document.h"

#include "press/syntax.h"

/* Numbers of objects that others refer to. */
typedef struct {
    Arena *arena;
    Haru *haru;
    const Document *document;
    int *horizontal, *vertical; /* fonts by place in Embed */
    int *images;
    int overprint, knock_out;
    int *pages;
} Filing;

static void put_entry_ref(Buf *out, const char *key, int object)
{
    buf_printf(out, "/%s %d 0 R\n", key, object);
}

static int file_flate(Filing *filing, Str bytes, Str entries)
{
    int object = haru_stream(filing->haru, bytes);

    haru_fill(filing->haru, object, str_join(filing->arena, S("/Filter /FlateDecode\n"), entries));
    return object;
}

static int file_dict(Filing *filing, Str entries)
{
    int object = haru_dict(filing->haru);

    haru_fill(filing->haru, object, entries);
    return object;
}

static int file_program(Filing *filing, const EmbedFont *font)
{
    Str entries = embed_is_cff(font)
                      ? S("/Subtype /CIDFontType0C\n")
                      : str_format(filing->arena, "/Length1 %zu\n", font->program_size);

    return file_flate(filing, font->program, entries);
}

static int file_descriptor(Filing *filing, const EmbedFont *font)
{
    const Descriptor *d = &font->descriptor;
    int program = file_program(filing, font);
    Buf out = buf_new(filing->arena);

    buf_add(&out, S("/Type /FontDescriptor\n/FontName "));
    put_name(&out, font->base_name);
    buf_printf(&out, "\n/Flags %u\n/FontBBox [%d %d %d %d]\n", d->flags, d->box[0], d->box[1],
               d->box[2], d->box[3]);
    buf_printf(&out, "/ItalicAngle %d\n/Ascent %d\n/Descent %d\n/CapHeight %d\n/StemV %d\n",
               d->italic_angle, d->ascent, d->descent, d->cap_height, d->stem_v);
    put_entry_ref(&out, embed_is_cff(font) ? "FontFile3" : "FontFile2", program);
    return file_dict(filing, buf_str(&out));
}

static int file_cid_font(Filing *filing, const EmbedFont *font)
{
    int descriptor = file_descriptor(filing, font);
    Buf out = buf_new(filing->arena);

    buf_printf(&out, "/Type /Font\n/Subtype /CIDFontType%d\n/BaseFont ",
               embed_is_cff(font) ? 0 : 2);
    put_name(&out, font->base_name);
    buf_add(&out, S("\n/CIDSystemInfo <</Registry "));
    put_ascii(&out, font->registry);
    buf_add(&out, S(" /Ordering "));
    put_ascii(&out, font->ordering);
    buf_printf(&out, " /Supplement %d>>\n/DW 1000\n", font->supplement);
    if (font->widths.n) {
        buf_add(&out, S("/W ["));
        buf_add(&out, font->widths);
        buf_add(&out, S("]\n"));
    }
    if (!embed_is_cff(font))
        buf_add(&out, S("/CIDToGIDMap /Identity\n"));
    put_entry_ref(&out, "FontDescriptor", descriptor);
    return file_dict(filing, buf_str(&out));
}

/* A Type 0 font over a CFF font bears the name of its encoding, too. */
static int file_composite(Filing *filing, const EmbedFont *font, int cid_font, int to_unicode,
                          Str encoding)
{
    Arena *arena = filing->arena;
    Str suffix = embed_is_cff(font) ? str_join(arena, S("-"), encoding) : (Str){0};
    Buf out = buf_new(arena);

    buf_add(&out, S("/Type /Font\n/Subtype /Type0\n/BaseFont "));
    put_name(&out, str_join(arena, font->base_name, suffix));
    buf_add(&out, S("\n/Encoding "));
    put_name(&out, encoding);
    buf_printf(&out, "\n/DescendantFonts [%d 0 R]\n", cid_font);
    put_entry_ref(&out, "ToUnicode", to_unicode);
    return file_dict(filing, buf_str(&out));
}

static void file_fonts(Filing *filing)
{
    const Embed *embed = filing->document->embed;

    filing->horizontal = arena_many(filing->arena, int, (size_t)embed->count);
    filing->vertical = arena_many(filing->arena, int, (size_t)embed->count);
    for (int i = 0; i < embed->count; i++) {
        const EmbedFont *font = &embed->fonts[i];
        int to_unicode = file_flate(filing, font->to_unicode, (Str){0});
        int cid_font = file_cid_font(filing, font);
        if (font->horizontal)
            filing->horizontal[i] =
                file_composite(filing, font, cid_font, to_unicode, S("Identity-H"));
        if (font->vertical)
            filing->vertical[i] =
                file_composite(filing, font, cid_font, to_unicode, S("Identity-V"));
    }
}

static void file_images(Filing *filing)
{
    const Document *document = filing->document;

    filing->images = arena_many(filing->arena, int, (size_t)document->image_count);
    for (int i = 0; i < document->image_count; i++) {
        const Picture *picture = document->images[i];
        const char *space = picture->inks == PICTURE_CMYK ? "DeviceCMYK" : "DeviceGray";
        filing->images[i] = haru_stream(filing->haru, picture->jpeg);
        haru_fill(filing->haru, filing->images[i],
                  str_format(filing->arena,
                             "/Type /XObject\n/Subtype /Image\n/Width %d\n/Height %d\n"
                             "/ColorSpace /%s\n/BitsPerComponent 8\n/Filter /DCTDecode\n",
                             picture->width, picture->height, space));
    }
}

static void file_states(Filing *filing)
{
    filing->overprint = file_dict(filing, S("/Type /ExtGState\n/OP true\n/op true\n/OPM 1\n"));
    filing->knock_out = file_dict(filing, S("/Type /ExtGState\n/OP false\n/op false\n/OPM 0\n"));
}

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

/* Images of the page in the order of their numbers, each once. */
static void put_images(Buf *out, const Filing *filing, const DocumentPage *page)
{
    bool *used = arena_many(filing->arena, bool, (size_t)filing->document->image_count + 1);

    for (int i = 0; i < page->picture_count; i++)
        used[page->images[i]] = true;
    buf_add(out, S("/XObject <<"));
    for (int i = 1; i <= filing->document->image_count; i++)
        if (used[i])
            buf_printf(out, " /Im%d %d 0 R", i, filing->images[i - 1]);
    buf_add(out, S(" >>\n"));
}

static void put_page_box(Buf *out, const char *name, const PaintList *list, Emu margin)
{
    int64_t right = (int64_t)list->width + 2 * (int64_t)list->bleed - margin;
    int64_t top = (int64_t)list->height + 2 * (int64_t)list->bleed - margin;
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
    const DocumentPage *page = &filing->document->pages[index];
    int content = file_flate(filing, page->stream, (Str){0});
    Buf out = buf_new(filing->arena);

    put_page_box(&out, "MediaBox", page->list, 0);
    put_page_box(&out, "BleedBox", page->list, 0);
    put_page_box(&out, "TrimBox", page->list, page->list->bleed);
    put_entry_ref(&out, "Contents", content);
    buf_add(&out, S("/Resources <<\n/ProcSet [/PDF /Text /ImageB /ImageC]\n"));
    put_fonts(&out, filing, page);
    put_images(&out, filing, page);
    buf_printf(&out, "/ExtGState << /GO %d 0 R /GK %d 0 R >>\n>>\n", filing->overprint,
               filing->knock_out);
    haru_fill(filing->haru, filing->pages[index], buf_str(&out));
}

static void file_pages(Filing *filing)
{
    int count = filing->document->page_count;

    filing->pages = arena_many(filing->arena, int, (size_t)count);
    for (int i = 0; i < count; i++)
        filing->pages[i] = haru_page(filing->haru);
    for (int i = 0; i < count; i++)
        file_page(filing, i);
}

/* The entry before or after this one under the same parent; -1: none. */
static int find_sibling(const Document *document, int entry, int step)
{
    int parent = document->outline[entry].parent;

    for (int i = entry + step; i >= 0 && i < document->outline_count; i += step)
        if (document->outline[i].parent == parent)
            return i;
        else if (parent >= 0 && document->outline[i].parent < 0)
            return -1;
    return -1;
}

static int count_children(const Document *document, int parent, int *first, int *last)
{
    int count = 0;

    for (int i = parent + 1; i < document->outline_count; i++) {
        if (parent >= 0 && document->outline[i].parent < 0)
            break;
        if (document->outline[i].parent != parent)
            continue;
        *first = count++ ? *first : i;
        *last = i;
    }
    return count;
}

static void put_children(Buf *out, const Document *document, int parent, const int *objects,
                         int shown)
{
    int first = 0, last = 0;
    int count = count_children(document, parent, &first, &last);

    if (!count)
        return;
    put_entry_ref(out, "First", objects[first]);
    put_entry_ref(out, "Last", objects[last]);
    buf_printf(out, "/Count %d\n", shown ? shown : count);
}

static Str outline_entry(Filing *filing, int entry, const int *objects, int root)
{
    const Document *document = filing->document;
    const OutlineEntry *item = &document->outline[entry];
    const PaintList *list = document->pages[item->page].list;
    int before = find_sibling(document, entry, -1), after = find_sibling(document, entry, 1);
    Buf out = buf_new(filing->arena);

    buf_add(&out, S("/Title "));
    put_text(&out, item->title);
    buf_byte(&out, '\n');
    put_entry_ref(&out, "Parent", item->parent < 0 ? root : objects[item->parent]);
    if (before >= 0)
        put_entry_ref(&out, "Prev", objects[before]);
    if (after >= 0)
        put_entry_ref(&out, "Next", objects[after]);
    put_children(&out, document, entry, objects, 0);
    buf_printf(&out, "/Dest [%d 0 R /XYZ ", filing->pages[item->page]);
    put_points(&out, (int64_t)item->at.x + list->bleed);
    buf_byte(&out, ' ');
    put_points(&out, (int64_t)list->height + list->bleed - item->at.y);
    buf_add(&out, S(" null]\n"));
    return buf_str(&out);
}

static int file_outline(Filing *filing)
{
    const Document *document = filing->document;
    int root = haru_dict(filing->haru);
    int *objects = arena_many(filing->arena, int, (size_t)document->outline_count);
    Buf out = buf_new(filing->arena);

    for (int i = 0; i < document->outline_count; i++)
        objects[i] = haru_dict(filing->haru);
    for (int i = 0; i < document->outline_count; i++)
        haru_fill(filing->haru, objects[i], outline_entry(filing, i, objects, root));
    buf_add(&out, S("/Type /Outlines\n"));
    put_children(&out, document, -1, objects, document->outline_count);
    haru_fill(filing->haru, root, buf_str(&out));
    return root;
}

/* The printing conditions the ICC keeps a register of; others must not name it. */
static bool is_registered(Str condition)
{
    static const char *const beginnings[] = {"CGATS TR", "FOGRA", "IFRA", "JCN", "JC20", "JCW"};

    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
        if (str_starts(condition, str_of(beginnings[i])))
            return true;
    return false;
}

static void put_intent(Buf *out, Filing *filing)
{
    const Document *document = filing->document;
    Str condition = document->condition.n ? document->condition : S("Custom");
    Str info = document->condition_info.n ? document->condition_info : condition;
    int profile = file_flate(filing, document->profile, S("/N 4\n"));

    buf_add(out, S("/OutputIntents [<<\n/Type /OutputIntent\n/S /GTS_PDFX\n"
                   "/OutputConditionIdentifier "));
    put_ascii(out, condition);
    if (is_registered(condition))
        buf_add(out, S("\n/RegistryName (http://www.color.org)"));
    buf_add(out, S("\n/Info "));
    put_text(out, info);
    buf_byte(out, '\n');
    put_entry_ref(out, "DestOutputProfile", profile);
    buf_add(out, S(">>]\n"));
}

/* Pages are called by their numbers; a new range starts wherever the numbers do not go on. */
static void put_page_labels(Buf *out, const Document *document)
{
    buf_add(out, S("/PageLabels <</Nums ["));
    for (int i = 0; i < document->page_count; i++) {
        int number = document->pages[i].list->number;
        if (i == 0 || number != document->pages[i - 1].list->number + 1)
            buf_printf(out, "%s%d <</S /D /St %d>>", i ? " " : "", i, number > 0 ? number : 1);
    }
    buf_add(out, S("]>>\n"));
}

void document_add(Arena *arena, Haru *haru, const Document *document)
{
    Filing filing = {.arena = arena, .haru = haru, .document = document};
    Buf catalog = buf_new(arena);
    int xmp;

    file_fonts(&filing);
    file_images(&filing);
    file_states(&filing);
    file_pages(&filing);
    put_intent(&catalog, &filing);
    put_page_labels(&catalog, document);
    xmp = haru_stream(haru, metadata_xmp(arena, document->metadata));
    haru_fill(haru, xmp, S("/Type /Metadata\n/Subtype /XML\n"));
    put_entry_ref(&catalog, "Metadata", xmp);
    if (document->outline_count) {
        put_entry_ref(&catalog, "Outlines", file_outline(&filing));
        buf_add(&catalog, S("/PageMode /UseOutlines\n"));
    }
    haru_fill_catalog(haru, buf_str(&catalog));
    haru_fill_info(haru, metadata_info(arena, document->metadata));
    haru_fill_trailer(haru, metadata_id(arena, document->metadata));
}
