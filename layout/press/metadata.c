#include "press/metadata.h"

#include "base/utf8.h"
#include "press/syntax.h"

#define X1_VERSION     "PDF/X-1:2001"
#define X1_CONFORMANCE "PDF/X-1a:2001"

/* A PDF/X file must be dated; an issue without a date says the first day of 1970. */
static void pick_date(const Metadata *meta, int *year, int *month, int *day)
{
    bool given = meta->year > 0 && meta->year <= 9999 && meta->month >= 1 && meta->month <= 12 &&
                 meta->day >= 1 && meta->day <= 31;

    *year = given ? meta->year : 1970;
    *month = given ? meta->month : 1;
    *day = given ? meta->day : 1;
}

static void put_info_text(Buf *out, Str key, Str text)
{
    if (!text.n)
        return;
    put_name(out, key);
    buf_byte(out, ' ');
    put_text(out, text);
    buf_byte(out, '\n');
}

Str metadata_info(Arena *arena, const Metadata *meta)
{
    Buf out = buf_new(arena);
    int year, month, day;

    pick_date(meta, &year, &month, &day);
    put_info_text(&out, S("Title"), meta->title);
    put_info_text(&out, S("Author"), meta->author);
    put_info_text(&out, S("Creator"), meta->creator);
    put_info_text(&out, S("Producer"), meta->creator);
    buf_printf(&out, "/CreationDate (D:%04d%02d%02d000000+08'00')\n", year, month, day);
    buf_printf(&out, "/ModDate (D:%04d%02d%02d000000+08'00')\n", year, month, day);
    buf_add(&out, S("/Trapped /False\n"));
    buf_add(&out, S("/GTS_PDFXVersion (" X1_VERSION ")\n"));
    buf_add(&out, S("/GTS_PDFXConformance (" X1_CONFORMANCE ")\n"));
    return buf_str(&out);
}

/* XML knows no way to write most control characters; they are left out. */
static void put_xml(Buf *out, Str text)
{
    size_t at = 0;

    while (at < text.n) {
        int32_t cp = utf8_next(text, &at);
        if (cp == '&')
            buf_add(out, S("&amp;"));
        else if (cp == '<')
            buf_add(out, S("&lt;"));
        else if (cp == '>')
            buf_add(out, S("&gt;"));
        else if (cp >= ' ' && cp != 0xFFFE && cp != 0xFFFF)
            buf_utf8(out, cp);
    }
}

static void put_element(Buf *out, const char *name, Str text)
{
    if (!text.n)
        return;
    buf_printf(out, "   <%s>", name);
    put_xml(out, text);
    buf_printf(out, "</%s>\n", name);
}

static void put_dates(Buf *out, const Metadata *meta)
{
    static const char *const names[] = {"xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"};
    int year, month, day;

    pick_date(meta, &year, &month, &day);
    for (int i = 0; i < 3; i++)
        buf_printf(out, "   <%s>%04d-%02d-%02dT00:00:00+08:00</%s>\n", names[i], year, month, day,
                   names[i]);
}

static void put_identity(Buf *out, const Metadata *meta)
{
    Str hex = hash_hex(out->arena, meta->id, sizeof meta->id);

    buf_printf(out, "   <xmpMM:DocumentID>uuid:%.8s-%.4s-%.4s-%.4s-%.12s</xmpMM:DocumentID>\n",
               hex.p, hex.p + 8, hex.p + 12, hex.p + 16, hex.p + 20);
    buf_add(out, S("   <xmpMM:VersionID>1</xmpMM:VersionID>\n"
                   "   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"
                   "   <pdf:Trapped>False</pdf:Trapped>\n"
                   "   <pdfx:GTS_PDFXVersion>" X1_VERSION "</pdfx:GTS_PDFXVersion>\n"
                   "   <pdfx:GTS_PDFXConformance>" X1_CONFORMANCE "</pdfx:GTS_PDFXConformance>\n"));
}

Str metadata_xmp(Arena *arena, const Metadata *meta)
{
    Buf out = buf_new(arena);

    buf_add(&out, S("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                    "  <rdf:Description rdf:about=\"\"\n"
                    "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                    "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                    "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
                    "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                    "    xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\">\n"
                    "   <dc:format>application/pdf</dc:format>\n"
                    "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
    put_xml(&out, meta->title);
    buf_add(&out, S("</rdf:li></rdf:Alt></dc:title>\n"));
    if (meta->author.n) {
        buf_add(&out, S("   <dc:creator><rdf:Seq><rdf:li>"));
        put_xml(&out, meta->author);
        buf_add(&out, S("</rdf:li></rdf:Seq></dc:creator>\n"));
    }
    put_element(&out, "xmp:CreatorTool", meta->creator);
    put_element(&out, "pdf:Producer", meta->creator);
    put_dates(&out, meta);
    put_identity(&out, meta);
    buf_add(&out, S("  </rdf:Description>\n"
                    " </rdf:RDF>\n"
                    "</x:xmpmeta>\n"
                    "<?xpacket end=\"r\"?>"));
    return buf_str(&out);
}

Str metadata_id(Arena *arena, const Metadata *meta)
{
    Str hex = hash_hex(arena, meta->id, sizeof meta->id);

    return str_format(arena, "/ID [<%.*s> <%.*s>]\n", STR_ARGS(hex), STR_ARGS(hex));
}
