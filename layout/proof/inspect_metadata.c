/* What the file says of itself: Info dictionary and XMP, which must agree; and which level of
 * PDF/X it claims. */
#include <stdlib.h>
#include <string.h>

#include "proof/inspect.h"

enum { XMP_MOST = 1 << 20, DATE_DIGITS = 14 };

static Object info_of(Inspect *inspect)
{
    return object_key(inspect, qpdf_get_trailer(inspect->pdf), "/Info");
}

static bool find(Str text, Str word, size_t from, size_t *at)
{
    const char *p = from < text.n ? memmem(text.p + from, text.n - from, word.p, word.n) : NULL;

    if (p)
        *at = (size_t)(p - text.p);
    return p != NULL;
}

/* The five entities of XML and numbered ones. */
static void add_entity(Buf *out, Str name)
{
    static const struct {
        const char *name;
        char c;
    } entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    long cp = 0;

    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (str_eq(name, str_of(entities[i].name)))
            buf_byte(out, entities[i].c);
    if (name.n < 2 || name.n > 8 || name.p[0] != '#')
        return;
    char digits[12] = {0};
    memcpy(digits, name.p + 1, name.n - 1);
    cp = digits[0] == 'x' ? strtol(digits + 1, NULL, 16) : strtol(digits, NULL, 10);
    if (cp > 0 && cp < 0x110000 && (cp < 0xD800 || cp > 0xDFFF))
        buf_utf8(out, (int32_t)cp);
}

static Str unescape(Arena *arena, Str text)
{
    Buf out = buf_new(arena);

    for (size_t i = 0; i < text.n; i++) {
        size_t end = 0;
        if (text.p[i] == '&' && find(text, S(";"), i, &end) && end - i <= 9) {
            add_entity(&out, (Str){text.p + i + 1, end - i - 1});
            i = end;
        } else {
            buf_byte(&out, text.p[i]);
        }
    }
    return buf_str(&out);
}

/* What stands between the tags, without a list around it. */
static Str element_text(Str text)
{
    size_t open = 0, close = 0, end = 0;

    if (!find(text, S("<rdf:li"), 0, &open))
        return text;
    if (!find(text, S(">"), open, &close) || !find(text, S("</rdf:li"), close, &end))
        return (Str){0};
    return (Str){text.p + close + 1, end - close - 1};
}

static Str attribute_value(Str xmp, size_t at)
{
    size_t end = 0;
    Str quote = {xmp.p + at, 1};

    if (at >= xmp.n || (*quote.p != '"' && *quote.p != '\'') || !find(xmp, quote, at + 1, &end))
        return (Str){0};
    return (Str){xmp.p + at + 1, end - at - 1};
}

Str xmp_value(Inspect *inspect, const char *name)
{
    Str xmp = inspect->xmp;
    Str open = str_format(inspect->arena, "<%s", name);
    Str close = str_format(inspect->arena, "</%s>", name);
    Str attribute = str_format(inspect->arena, " %s=", name);
    size_t at = 0, start = 0, end = 0;
    Str value = {0};

    if (find(xmp, open, 0, &at) && find(xmp, S(">"), at, &start) && find(xmp, close, start, &end))
        value = element_text((Str){xmp.p + start + 1, end - start - 1});
    else if (find(xmp, attribute, 0, &at))
        value = attribute_value(xmp, at + attribute.n);
    return str_trim(unescape(inspect->arena, value));
}

void inspect_metadata(Inspect *inspect)
{
    Object stream = object_key(inspect, qpdf_get_root(inspect->pdf), "/Metadata");
    unsigned char *bytes = NULL;
    size_t n = 0;

    if (object_bytes(inspect, stream, &bytes, &n) && n <= XMP_MOST)
        inspect->xmp = str_copy(inspect->arena, (Str){(const char *)bytes, n});
    free(bytes);
}

/* Dates: D:20260517083000+08'00' and 2026-05-17T08:30:00+08:00 */

typedef struct {
    char digits[DATE_DIGITS + 1];
    int count;
    int zone; /* minutes; the digits are as there */
} Date;

static Date read_date(Str text)
{
    Date date = {0};
    size_t i = 0;
    int sign = 0, zone[4] = {0}, zone_digits = 0;

    for (; i < text.n && date.count < DATE_DIGITS; i++) {
        char c = text.p[i];
        if (c >= '0' && c <= '9')
            date.digits[date.count++] = c;
        else if (c == '+' || c == 'Z' || (c == '-' && date.count > 8))
            break;
    }
    for (; i < text.n; i++) {
        char c = text.p[i];
        if (c == '+' || c == '-')
            sign = c == '+' ? 1 : -1;
        else if (c >= '0' && c <= '9' && sign && zone_digits < 4)
            zone[zone_digits++] = c - '0';
    }
    date.zone = sign * (zone[0] * 600 + zone[1] * 60 + zone[2] * 10 + zone[3]);
    return date;
}

/* The same moment may be told in two zones; only equal zones are compared. */
static bool dates_differ(Str info, Str xmp)
{
    Date a = read_date(info), b = read_date(xmp);
    int count = a.count < b.count ? a.count : b.count;

    return a.zone == b.zone && memcmp(a.digits, b.digits, (size_t)count) != 0;
}

typedef struct {
    const char *key, *property;
    bool is_date, is_needed;
} InfoKey;

static void check_info(Inspect *inspect)
{
    static const InfoKey keys[] = {{"/Title", "dc:title", false, true},
                                   {"/CreationDate", "xmp:CreateDate", true, true},
                                   {"/ModDate", "xmp:ModifyDate", true, true},
                                   {"/Creator", "xmp:CreatorTool", false, false},
                                   {"/Producer", "pdf:Producer", false, false}};
    bool must = LEVELS[inspect->level].is_x;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        Str info = object_string(inspect, object_key(inspect, info_of(inspect), keys[i].key));
        Str xmp = xmp_value(inspect, keys[i].property);
        bool known = info.n || (LEVELS[inspect->level].has_transparency && xmp.n);
        if (!known && keys[i].is_needed && must)
            inspect_say(inspect, R_FILE_INFO, "%s", keys[i].key + 1);
        if (info.n && xmp.n && (keys[i].is_date ? dates_differ(info, xmp) : !str_eq(info, xmp)))
            inspect_say(inspect, R_FILE_XMP, "%s", keys[i].key + 1);
    }
}

/* The level claimed */

static Level level_of_version(Str version)
{
    /* Some programs write the older name of the family; which level they mean is plain. */
    static const struct {
        const char *version;
        Level level;
    } names[] = {{"PDF/X-1:2001", LEVEL_X1A},
                 {"PDF/X-1a:2001", LEVEL_X1A},
                 {"PDF/X-1a:2003", LEVEL_X1A2003},
                 {"PDF/X-1:2003", LEVEL_X1A2003},
                 {"PDF/X-3:2002", LEVEL_X3},
                 {"PDF/X-3:2003", LEVEL_X32003},
                 {"PDF/X-4", LEVEL_X4}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_eq(version, str_of(names[i].version)))
            return names[i].level;
    return LEVEL_COUNT;
}

static Level level_named(const char *option)
{
    for (int i = 0; i < LEVEL_COUNT; i++)
        if (strcmp(option, LEVELS[i].option) == 0)
            return (Level)i;
    return LEVEL_COUNT;
}

static Str claimed_version(Inspect *inspect)
{
    Object object = object_key(inspect, info_of(inspect), "/GTS_PDFXVersion");
    Str version = object_string(inspect, object);

    return version.n ? version : xmp_value(inspect, "pdfxid:GTS_PDFXVersion");
}

static void check_claim(Inspect *inspect, Str version)
{
    const LevelInfo *level = &LEVELS[inspect->level];
    Str conformance =
        object_string(inspect, object_key(inspect, info_of(inspect), "/GTS_PDFXConformance"));
    Str xmp = xmp_value(inspect, "pdfxid:GTS_PDFXVersion");
    bool fits = !level->conformance ? !conformance.n || str_eq(conformance, version)
                                    : str_eq(conformance, str_of(level->conformance));

    if (!str_eq(version, str_of(level->version)))
        inspect_say(inspect, R_FILE_CLAIM, "GTS_PDFXVersion\t%.*s\t%s", STR_ARGS(version),
                    level->version);
    else if (!fits)
        inspect_say(inspect, R_FILE_CLAIM, "GTS_PDFXConformance\t%.*s\t%s", STR_ARGS(conformance),
                    level->conformance ? level->conformance : level->version);
    if (inspect->level == LEVEL_X4 && !str_eq(xmp, S("PDF/X-4")))
        inspect_say(inspect, R_FILE_CLAIM, "pdfxid:GTS_PDFXVersion\t%.*s\tPDF/X-4", STR_ARGS(xmp));
}

void inspect_claim(Inspect *inspect, const char *wanted)
{
    Str version = claimed_version(inspect);
    Level claimed = level_of_version(version), asked = level_named(wanted);
    bool is_archive = xmp_value(inspect, "pdfaid:part").n > 0;

    if (asked != LEVEL_COUNT)
        inspect->level = asked;
    else if (claimed != LEVEL_COUNT)
        inspect->level = claimed;
    else
        inspect->level = is_archive && !version.n ? LEVEL_A : LEVEL_X1A;
    if (LEVELS[inspect->level].is_x && !version.n)
        inspect_say(inspect, R_FILE_NOT_X, "%s", LEVELS[inspect->level].name);
    else if (LEVELS[inspect->level].is_x)
        check_claim(inspect, version);
    check_info(inspect);
}
