#include "press/filing.h"

void put_entry_ref(Buf *out, const char *key, int object)
{
    buf_printf(out, "/%s %d 0 R\n", key, object);
}

int file_flate(Filing *filing, Str bytes, Str entries)
{
    int object = haru_stream(filing->haru, bytes);

    haru_fill(filing->haru, object, str_join(filing->arena, S("/Filter /FlateDecode\n"), entries));
    return object;
}

int file_dict(Filing *filing, Str entries)
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

static bool is_any_on_every_plate(const Document *document)
{
    for (int i = 0; i < document->page_count; i++)
        if (document->pages[i].every_plate)
            return true;
    return false;
}

static void file_states(Filing *filing)
{
    filing->overprint = file_dict(filing, S("/Type /ExtGState\n/OP true\n/op true\n/OPM 1\n"));
    filing->knock_out = file_dict(filing, S("/Type /ExtGState\n/OP false\n/op false\n/OPM 0\n"));
    if (is_any_on_every_plate(filing->document))
        filing->every_plate = file_dict(filing, S("/FunctionType 2\n/Domain [0 1]\n"
                                                  "/C0 [0 0 0 0]\n/C1 [1 1 1 1]\n/N 1\n"));
}

/* What the printer's register lacks goes without its address, but then Info must say something. */
static void put_intent(Buf *out, const Document *document, const char *purpose, int profile)
{
    Str condition = document->condition.n ? document->condition : S("Custom");
    Str info = document->condition_info.n ? document->condition_info : condition;

    buf_printf(out, "<<\n/Type /OutputIntent\n/S /%s\n/OutputConditionIdentifier ", purpose);
    put_words(out, condition);
    if (document->registry.n) {
        buf_add(out, S("\n/RegistryName "));
        put_words(out, document->registry);
    }
    buf_add(out, S("\n/OutputCondition "));
    put_words(out, info);
    buf_add(out, S("\n/Info "));
    put_words(out, info);
    buf_byte(out, '\n');
    put_entry_ref(out, "DestOutputProfile", profile);
    buf_add(out, S(">>"));
}

/* Two intents share one profile (ISO 19005-2, 6.2.3). */
static void put_intents(Buf *out, Filing *filing)
{
    const Document *document = filing->document;
    const StandardInfo *standard = standard_info(document->standard);
    int profile = file_flate(filing, document->profile, S("/N 4\n"));

    buf_add(out, S("/OutputIntents ["));
    if (standard->is_press)
        put_intent(out, document, "GTS_PDFX", profile);
    if (standard->is_archive)
        put_intent(out, document, "GTS_PDFA1", profile);
    buf_add(out, S("]\n"));
}

static void put_language(Buf *out, Filing *filing)
{
    buf_add(out, S("/Lang (zh-CN)\n/MarkInfo <</Marked true>>\n"
                   "/ViewerPreferences <</DisplayDocTitle true>>\n"));
    put_entry_ref(out, "StructTreeRoot", file_structure(filing));
}

void document_add(Arena *arena, Haru *haru, const Document *document)
{
    Filing filing = {.arena = arena, .haru = haru, .document = document};
    Buf catalog = buf_new(arena);
    int xmp;

    file_fonts(&filing);
    file_images(&filing);
    file_states(&filing);
    file_forms(&filing);
    file_pages(&filing);
    put_intents(&catalog, &filing);
    put_page_labels(&catalog, document);
    xmp = haru_stream(haru, metadata_xmp(arena, document->metadata));
    haru_fill(haru, xmp, S("/Type /Metadata\n/Subtype /XML\n"));
    put_entry_ref(&catalog, "Metadata", xmp);
    if (document->outline_count) {
        put_entry_ref(&catalog, "Outlines", file_outline(&filing));
        buf_add(&catalog, S("/PageMode /UseOutlines\n"));
    }
    if (document->tags)
        put_language(&catalog, &filing);
    haru_fill_catalog(haru, buf_str(&catalog));
    haru_fill_info(haru, metadata_info(arena, document->metadata));
    haru_fill_trailer(haru, metadata_id(arena, document->metadata));
}
