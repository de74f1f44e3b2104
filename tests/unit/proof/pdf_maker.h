#ifndef TESTS_PDF_MAKER_H
#define TESTS_PDF_MAKER_H

/*
 * A small PDF/X-1a:2001 file in which everything is right, and changes that make one thing wrong.
 * Objects are written out as text; cross references and lengths are worked out afterwards.
 */

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"

typedef struct {
    const char *find, *put;
} Change;

enum { CHANGES_MOST = 4 };

typedef struct {
    const char *dict;
    const char *body; /* NULL: no stream; "@profile", "@font": a file's bytes */
} MakerObject;

static const char *const MAKER_HEAD = "%PDF-1.3\n%\xE2\xE3\xCF\xD3\n";

static const MakerObject MAKER_OBJECTS[] = {
    {"<< /Type /Catalog /Pages 2 0 R /OutputIntents [4 0 R] /Metadata 15 0 R >>", NULL},
    {"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", NULL},
    {"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /TrimBox [10 10 290 390] "
     "/BleedBox [8 8 292 392] /Resources 6 0 R /Contents 7 0 R >>",
     NULL},
    {"<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (CGATS TR 002) "
     "/RegistryName (http://www.color.org) /Info (newsprint) /DestOutputProfile 5 0 R >>",
     NULL},
    {"<< /N 4 /Filter /FlateDecode", "@profile"},
    {"<< /Font << /F1 8 0 R >> /ExtGState << /GO << /OP true /op true /OPM 1 >> "
     "/GK << /OP false /op false /OPM 0 >> /GX << /Type /ExtGState >> >> "
     "/XObject << /Im1 13 0 R /Fm1 17 0 R >> /Pattern << /P1 18 0 R >> "
     "/ColorSpace << /CS1 /DeviceCMYK >> >>",
     NULL},
    {"<<", "q\n/GO gs 0 0 0 1 k BT /F1 10 Tf 40 300 Td <0001> Tj ET\n"
           "/GK gs 0 1 1 0 k 40 200 40 40 re f\n"
           "/GO gs 0 0 0 1 K 0.5 w 40 100 m 100 100 l S\n"
           "q 20 0 0 20 150 150 cm /Im1 Do Q\n"
           "/Fm1 Do\n"
           "/Pattern cs /P1 scn 200 200 20 20 re f\n"
           "Q\n"},
    {"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Square /Encoding /Identity-H "
     "/DescendantFonts [9 0 R] /ToUnicode 12 0 R >>",
     NULL},
    {"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Square /CIDSystemInfo "
     "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 10 0 R "
     "/DW 1000 /CIDToGIDMap /Identity >>",
     NULL},
    {"<< /Type /FontDescriptor /FontName /ABCDEF+Square /Flags 4 /FontBBox [0 -200 1000 900] "
     "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 /FontFile2 11 0 R >>",
     NULL},
    {"<<", "@font"},
    {"<<", "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
           "/CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> "
           "endcodespacerange\n1 beginbfchar <0001> <4E2D> endbfchar endcmap end end\n"},
    {"<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray "
     "/BitsPerComponent 8 /Filter /RunLengthDecode",
     "@gray"},
    {"<< /Title (One page) /CreationDate (D:20210120083000+08'00') "
     "/ModDate (D:20210120083000+08'00') /Producer (maker) /Trapped /False "
     "/GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001) >>",
     NULL},
    {"<< /Type /Metadata /Subtype /XML",
     "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
     "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
     "xmlns:dc='http://purl.org/dc/elements/1.1/' xmp:CreateDate='2021-01-20T08:30:00+08:00'>"
     "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>One page</rdf:li></rdf:Alt></dc:title>"
     "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='r'?>"},
    {"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 310 400] /TrimBox [10 10 300 390] "
     "/Resources 6 0 R /Contents 7 0 R >>",
     NULL},
    {"<< /Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources 6 0 R",
     "0 1 0 0 k 240 240 20 20 re f\n"},
    {"<< /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 "
     "/YStep 10 /Resources << >>",
     "1 0 0 0 k 0 0 5 5 re f\n"},
};

enum { MAKER_COUNT = sizeof MAKER_OBJECTS / sizeof MAKER_OBJECTS[0] };

static inline Str maker_change(Arena *arena, Str text, const Change *changes, bool *used)
{
    for (int c = 0; c < CHANGES_MOST && changes[c].find; c++) {
        Str find = str_of(changes[c].find);
        const char *at = memmem(text.p, text.n, find.p, find.n);
        if (!at)
            continue;
        Buf buf = buf_new(arena);
        buf_add(&buf, (Str){text.p, (size_t)(at - text.p)});
        buf_add(&buf, str_of(changes[c].put));
        buf_add(&buf, (Str){at + find.n, text.n - (size_t)(at - text.p) - find.n});
        text = buf_str(&buf);
        used[c] = true;
    }
    return text;
}

static inline Str maker_body(Arena *arena, const char *body)
{
    Diags *diags = diags_new(arena);
    const char *path = strcmp(body, "@profile") == 0 ? SOURCE_DIR
                           "/layout/styles/newsprint_tr002_220.icc.z"
                                                     : BINARY_DIR "/fonts/square.ttf";
    Str bytes = {0};

    if (strcmp(body, "@gray") == 0) {
        /* 32 runs of 128 bytes of one grey, and the end. */
        Buf buf = buf_new(arena);
        for (int i = 0; i < 32; i++)
            buf_add(&buf, (Str){"\x81\x80", 2});
        buf_byte(&buf, '\x80');
        return buf_str(&buf);
    }
    if (body[0] != '@')
        return str_of(body);
    assert(file_read(arena, diags, path, str_of(path), 16 << 20, NOWHERE, &bytes));
    diags_close(diags);
    return bytes;
}

static inline void maker_object(Arena *arena, Buf *out, int i, const Change *changes, bool *used)
{
    Str dict = maker_change(arena, str_of(MAKER_OBJECTS[i].dict), changes, used);

    buf_printf(out, "%d 0 obj\n%.*s", i + 1, STR_ARGS(dict));
    if (MAKER_OBJECTS[i].body) {
        Str body = maker_body(arena, MAKER_OBJECTS[i].body);
        if (MAKER_OBJECTS[i].body[0] != '@')
            body = maker_change(arena, body, changes, used);
        buf_printf(out, " /Length %zu >>\nstream\n", body.n);
        buf_add(out, body);
        buf_add(out, S("\nendstream"));
    }
    buf_add(out, S("\nendobj\n"));
}

/* The file with the changes made; each must find its place. changes[] ends with a NULL find. */
static inline Str maker_make(Arena *arena, const Change *changes)
{
    size_t offsets[MAKER_COUNT];
    bool used[CHANGES_MOST] = {false};
    Buf out = buf_new(arena), tail = buf_new(arena);

    buf_add(&out, maker_change(arena, str_of(MAKER_HEAD), changes, used));
    for (int i = 0; i < MAKER_COUNT; i++) {
        offsets[i] = out.n;
        maker_object(arena, &out, i, changes, used);
    }
    size_t xref = out.n;
    buf_printf(&out, "xref\n0 %d\n0000000000 65535 f \n", MAKER_COUNT + 1);
    for (int i = 0; i < MAKER_COUNT; i++)
        buf_printf(&out, "%010zu 00000 n \n", offsets[i]);
    buf_printf(&tail, "trailer\n<< /Size %d /Root 1 0 R /Info 14 0 R /ID [<0011> <0011>] >>\n",
               MAKER_COUNT + 1);
    buf_printf(&tail, "startxref\n%zu\n%%%%EOF\n", xref);
    buf_add(&out, maker_change(arena, buf_str(&tail), changes, used));
    for (int c = 0; c < CHANGES_MOST && changes[c].find; c++)
        assert(used[c]);
    return buf_str(&out);
}

/* Where the cross references of a file made here begin. */
static inline size_t maker_xref(Str file)
{
    const char *at = memmem(file.p, file.n, "\nxref\n", 6);

    assert(at);
    return (size_t)(at - file.p) + 1;
}

#endif
