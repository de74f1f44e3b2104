#include "press/metadata.h"

#include "base/utf8.h"
#include "press/syntax.h"

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

static void put_claim(Buf *out, const char *key, const char *value)
{
    if (value)
        buf_printf(out, "/%s (%s)\n", key, value);
}

Str metadata_info(Arena *arena, const Metadata *meta)
{
    const StandardInfo *info = standard_info(meta->standard);
    Buf out = buf_new(arena);
    int year, month, day;

    pick_date(meta, &year, &month, &day);
    put_info_text(&out, S("Title"), meta->title);
    put_info_text(&out, S("Author"), meta->author);
    put_info_text(&out, S("Creator"), meta->creator);
    put_info_text(&out, S("Producer"), meta->creator);
    buf_printf(&out, "/CreationDate (D:%04d%02d%02d000000+08'00')\n", year, month, day);
    buf_printf(&out, "/ModDate (D:%04d%02d%02d000000+08'00')\n", year, month, day);
    if (info->is_press)
        buf_add(&out, S("/Trapped /False\n"));
    put_claim(&out, "GTS_PDFXVersion", info->version);
    put_claim(&out, "GTS_PDFXConformance", info->conformance);
    put_claim(&out, "GTS_PDFA1Version", info->archive);
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
                   "   <xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n"));
}

/* The standards before X-4 name themselves in Info alone; Acrobat repeats that in a namespace of
 * its own, which PDF/A would not know. */
static void put_claims(Buf *out, const StandardInfo *info)
{
    if (info->is_press)
        buf_add(out, S("   <pdf:Trapped>False</pdf:Trapped>\n"));
    if (info->is_x4)
        put_element(out, "pdfxid:GTS_PDFXVersion", str_of(info->version));
    else if (info->is_press)
        put_element(out, "pdfx:GTS_PDFXVersion", str_of(info->version));
    if (info->conformance)
        put_element(out, "pdfx:GTS_PDFXConformance", str_of(info->conformance));
    if (info->is_archive)
        buf_add(out, S("   <pdfaid:part>2</pdfaid:part>\n"
                       "   <pdfaid:conformance>U</pdfaid:conformance>\n"));
}

typedef struct {
    const char *schema, *namespace, *prefix, *property, *description;
} Extension;

/* What X-4 demands and PDF/A-2 does not know of: it has to be described (ISO 19005-2, 6.6.2.3).
 * Trapped came to the schema of pdf: later than the state PDF/A-2 refers to. */
static const Extension EXTENSIONS[] = {
    {"PDF/X identification", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion",
     "name of the PDF/X standard"},
    {"Adobe PDF", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped",
     "whether the document has been trapped"},
};

static void put_extensions(Buf *out)
{
    buf_add(out, S("   <pdfaExtension:schemas>\n    <rdf:Bag>\n"));
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof EXTENSIONS[0]; i++) {
        const Extension *own = &EXTENSIONS[i];
        buf_printf(out,
                   "     <rdf:li rdf:parseType=\"Resource\">\n"
                   "      <pdfaSchema:schema>%s</pdfaSchema:schema>\n"
                   "      <pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n"
                   "      <pdfaSchema:prefix>%s</pdfaSchema:prefix>\n"
                   "      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
                   "       <pdfaProperty:name>%s</pdfaProperty:name>\n"
                   "       <pdfaProperty:valueType>Text</pdfaProperty:valueType>\n"
                   "       <pdfaProperty:category>internal</pdfaProperty:category>\n"
                   "       <pdfaProperty:description>%s</pdfaProperty:description>\n"
                   "      </rdf:li></rdf:Seq></pdfaSchema:property>\n"
                   "     </rdf:li>\n",
                   own->schema, own->namespace, own->prefix, own->property, own->description);
    }
    buf_add(out, S("    </rdf:Bag>\n   </pdfaExtension:schemas>\n"));
}

static bool has_extensions(const StandardInfo *info)
{
    return info->is_archive && info->is_press;
}

static void put_namespaces(Buf *out, const StandardInfo *info)
{
    buf_add(out, S("  <rdf:Description rdf:about=\"\"\n"
                   "    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                   "    xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
                   "    xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"\n"
                   "    xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""));
    if (info->is_x4)
        buf_add(out, S("\n    xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\""));
    else if (info->is_press)
        buf_add(out, S("\n    xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\""));
    if (info->is_archive)
        buf_add(out, S("\n    xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""));
    if (has_extensions(info))
        buf_add(out, S("\n    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
                       "\n    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
                       "\n    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\""));
    buf_add(out, S(">\n"));
}

static void put_names(Buf *out, const Metadata *meta)
{
    buf_add(out, S("   <dc:format>application/pdf</dc:format>\n"
                   "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
    put_xml(out, meta->title);
    buf_add(out, S("</rdf:li></rdf:Alt></dc:title>\n"));
    if (meta->author.n) {
        buf_add(out, S("   <dc:creator><rdf:Seq><rdf:li>"));
        put_xml(out, meta->author);
        buf_add(out, S("</rdf:li></rdf:Seq></dc:creator>\n"));
    }
    put_element(out, "xmp:CreatorTool", meta->creator);
    put_element(out, "pdf:Producer", meta->creator);
}

Str metadata_xmp(Arena *arena, const Metadata *meta)
{
    const StandardInfo *info = standard_info(meta->standard);
    Buf out = buf_new(arena);

    buf_add(&out, S("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                    " <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"));
    put_namespaces(&out, info);
    put_names(&out, meta);
    put_dates(&out, meta);
    put_identity(&out, meta);
    put_claims(&out, info);
    if (has_extensions(info))
        put_extensions(&out);
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
