/* The document: version, identity, output intent, what must not be inside. */
#include <stdlib.h>
#include <string.h>

#include "proof/inspect.h"

enum { OUTLINE_DEPTH = 24, OUTLINE_WORK = 100 };
enum { OBJECTS_MOST = 2000000, OBJECTS_A_ROUND = 1000, OBJECT_WORK = 10 };

static const LevelInfo *level(const Inspect *inspect)
{
    return &LEVELS[inspect->level];
}

static Object root(Inspect *inspect)
{
    return qpdf_get_root(inspect->pdf);
}

static int count_of(Str bytes, Str word)
{
    int count = 0;

    for (;;) {
        const char *at = memmem(bytes.p, bytes.n, word.p, word.n);
        if (!at)
            return count;
        count++;
        size_t gone = (size_t)(at - bytes.p) + word.n;
        bytes = (Str){bytes.p + gone, bytes.n - gone};
    }
}

/* Every saving by appending adds a startxref; a linearized file has two from the start. */
static void check_updates(Inspect *inspect)
{
    int expected = qpdf_is_linearized(inspect->pdf) ? 2 : 1;
    int found = count_of(inspect->bytes, S("startxref"));

    if (found > expected)
        inspect_say(inspect, R_FILE_UPDATED, "%d", found - expected);
}

static void check_version(Inspect *inspect)
{
    Str header = str_of(qpdf_get_pdf_version(inspect->pdf));
    Str later = object_name(inspect, object_key(inspect, root(inspect), "/Version"));
    Str version = str_compare(later, header) > 0 ? later : header;
    bool known = version.n == 3 && version.p[0] == '1' && version.p[1] == '.';

    if (!known || version.p[2] - '0' > level(inspect)->newest)
        inspect_say(inspect, R_FILE_VERSION, "%.*s\t%s\t1.%d", STR_ARGS(version),
                    level(inspect)->name, level(inspect)->newest);
    if (!str_starts(inspect->bytes, S("%PDF-")))
        inspect_say(inspect, R_FILE_DAMAGED, "%%PDF-");
}

static void check_trailer(Inspect *inspect)
{
    Object trailer = qpdf_get_trailer(inspect->pdf);
    Object id = object_key(inspect, trailer, "/ID");
    bool has_streams =
        object_has(inspect, trailer, "/W") || object_has(inspect, trailer, "/XRefStm");

    if (object_count(inspect, id) != 2)
        inspect_say(inspect, R_FILE_ID, " ");
    if (qpdf_is_encrypted(inspect->pdf))
        inspect_say(inspect, R_FILE_ENCRYPTED, " ");
    if (has_streams && !level(inspect)->has_streams)
        inspect_say(inspect, R_FILE_OBJECT_STREAMS, "%s", level(inspect)->name);
}

/* Output intent */

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void check_profile(Inspect *inspect, Object profile)
{
    unsigned char *icc = NULL;
    size_t n = 0;
    Fix inks = 0;

    object_number(inspect, object_key(inspect, profile, "/N"), &inks);
    if (!object_bytes(inspect, profile, &icc, &n) || n < 128 || memcmp(icc + 36, "acsp", 4) != 0 ||
        big32(icc) > n) {
        inspect_say(inspect, R_FILE_INTENT, "DestOutputProfile");
    } else if (level(inspect)->is_x) {
        if (memcmp(icc + 12, "prtr", 4) != 0 || memcmp(icc + 16, "CMYK", 4) != 0 ||
            inks != 4 * FIX_ONE)
            inspect_say(inspect, R_FILE_INTENT, "DestOutputProfile: %.4s %.4s, N %d",
                        (const char *)icc + 12, (const char *)icc + 16, (int)(inks / FIX_ONE));
        if (icc[8] > 2 && !level(inspect)->has_transparency)
            inspect_say(inspect, R_FILE_INTENT, "DestOutputProfile: ICC %d", icc[8]);
    }
    free(icc);
}

static void check_intent(Inspect *inspect, Object intent)
{
    Object profile = object_key(inspect, intent, "/DestOutputProfile");
    bool has_profile = qpdf_oh_is_stream(inspect->pdf, profile);
    Str identifier =
        object_string(inspect, object_key(inspect, intent, "/OutputConditionIdentifier"));
    Str registry = object_string(inspect, object_key(inspect, intent, "/RegistryName"));
    Str info = object_string(inspect, object_key(inspect, intent, "/Info"));

    if (!identifier.n)
        inspect_say(inspect, R_FILE_INTENT, "OutputConditionIdentifier");
    if (has_profile)
        check_profile(inspect, profile);
    else if (level(inspect)->has_transparency || !registry.n)
        inspect_say(inspect, R_FILE_INTENT, "DestOutputProfile");
    if (!registry.n && !info.n)
        inspect_say(inspect, R_FILE_INTENT, "Info");
    if (object_has(inspect, intent, "/DestOutputProfileRef"))
        inspect_say(inspect, R_FILE_INTENT, "DestOutputProfileRef");
}

static void check_intents(Inspect *inspect)
{
    Object intents = object_key(inspect, root(inspect), "/OutputIntents");
    const char *kind = level(inspect)->is_x ? "GTS_PDFX" : "GTS_PDFA1";
    int found = 0;

    for (int i = 0; i < object_count(inspect, intents); i++) {
        Object intent = object_item(inspect, intents, i);
        Str subtype = object_name(inspect, object_key(inspect, intent, "/S"));
        if (!str_eq(subtype, str_of(kind)))
            continue;
        if (found++ == 0)
            check_intent(inspect, intent);
    }
    if (found != 1)
        inspect_say(inspect, R_FILE_INTENT, "%s × %d", kind, found);
}

static void check_trapped(Inspect *inspect)
{
    Object info = object_key(inspect, qpdf_get_trailer(inspect->pdf), "/Info");
    Str trapped = object_name(inspect, object_key(inspect, info, "/Trapped"));

    if (!trapped.n)
        trapped = xmp_value(inspect, "pdf:Trapped");
    if (level(inspect)->is_x && !str_eq(trapped, S("True")) && !str_eq(trapped, S("False")))
        inspect_say(inspect, R_FILE_TRAPPED, " ");
}

/* What a page for the press has no use for */

static bool is_action(Inspect *inspect, Object object)
{
    return object_is_dict(inspect, object) && object_has(inspect, object, "/S");
}

/* Bookmarks may lead to a place, not do things. */
/* NOLINTNEXTLINE(misc-no-recursion): as deep as OUTLINE_DEPTH */
static void check_outline(Inspect *inspect, Object entry, int depth)
{
    while (depth > 0 && object_is_dict(inspect, entry) && inspect_spend(inspect, OUTLINE_WORK)) {
        if (object_has(inspect, entry, "/A"))
            inspect_say(inspect, R_FILE_ACTION, "Outlines");
        check_outline(inspect, object_key(inspect, entry, "/First"), depth - 1);
        entry = object_key(inspect, entry, "/Next");
    }
}

static void check_forms(Inspect *inspect)
{
    Object form = object_key(inspect, root(inspect), "/AcroForm");

    if (!object_is_dict(inspect, form))
        return;
    inspect_say(inspect, R_FILE_FORM, "%s", object_has(inspect, form, "/XFA") ? "XFA" : "AcroForm");
}

static void check_extras(Inspect *inspect)
{
    Object names = object_key(inspect, root(inspect), "/Names");

    if (is_action(inspect, object_key(inspect, root(inspect), "/OpenAction")))
        inspect_say(inspect, R_FILE_ACTION, "OpenAction");
    if (object_has(inspect, root(inspect), "/AA"))
        inspect_say(inspect, R_FILE_ACTION, "AA");
    if (object_has(inspect, names, "/JavaScript"))
        inspect_say(inspect, R_FILE_ACTION, "JavaScript");
    if (object_has(inspect, names, "/EmbeddedFiles"))
        inspect_say(inspect, R_FILE_ATTACHMENT, "EmbeddedFiles");
    if (object_has(inspect, root(inspect), "/OCProperties") && !level(inspect)->has_transparency)
        inspect_say(inspect, R_FILE_LAYERS, " ");
    check_outline(inspect,
                  object_key(inspect, object_key(inspect, root(inspect), "/Outlines"), "/First"),
                  OUTLINE_DEPTH);
    check_forms(inspect);
}

static void check_viewer(Inspect *inspect)
{
    static const char *const keys[] = {"/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"};
    Object viewer = object_key(inspect, root(inspect), "/ViewerPreferences");

    for (size_t i = 0; level(inspect)->is_x && i < sizeof keys / sizeof keys[0]; i++) {
        Str box = object_name(inspect, object_key(inspect, viewer, keys[i]));
        if (box.n && !str_eq(box, S("MediaBox")) && !str_eq(box, S("BleedBox")))
            inspect_say(inspect, R_FILE_BOXES, "%s", keys[i] + 1);
    }
}

void inspect_document(Inspect *inspect)
{
    check_version(inspect);
    check_updates(inspect);
    check_trailer(inspect);
    check_intents(inspect);
    check_trapped(inspect);
    check_extras(inspect);
    check_viewer(inspect);
}

/* All objects, wherever they hang */

static void check_filters(Inspect *inspect, Object stream)
{
    static const char *const bad[] = {"LZWDecode", "LZW", "JBIG2Decode", "JPXDecode", "Crypt"};
    Object filter = object_key(inspect, stream, "/Filter");
    int count = object_count(inspect, filter);

    for (int i = 0; i < (count ? count : 1); i++) {
        Str name = object_name(inspect, count ? object_item(inspect, filter, i) : filter);
        for (size_t j = 0; j < sizeof bad / sizeof bad[0]; j++)
            if (str_eq(name, str_of(bad[j])))
                inspect_say(inspect, R_FILE_IMAGE_KIND, "%s", bad[j]);
    }
    if (object_has(inspect, stream, "/F"))
        inspect_say(inspect, R_FILE_ATTACHMENT, "F");
}

static void check_object(Inspect *inspect, Object object)
{
    static const char *const actions[] = {"JavaScript", "Launch", "SubmitForm", "ImportData",
                                          "Movie",      "Sound",  "Rendition",  "GoTo3DView"};
    Str kind = {0};

    if (!object_is_dict(inspect, object))
        return;
    if (qpdf_oh_is_stream(inspect->pdf, object))
        check_filters(inspect, object);
    kind = object_name(inspect, object_key(inspect, object, "/S"));
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++)
        if (str_eq(kind, str_of(actions[i])))
            inspect_say(inspect, R_FILE_ACTION, "%s", actions[i]);
    if (object_has(inspect, object, "/EF"))
        inspect_say(inspect, R_FILE_ATTACHMENT, "EF");
}

void inspect_objects(Inspect *inspect)
{
    Fix size = 0;

    object_number(inspect, object_key(inspect, qpdf_get_trailer(inspect->pdf), "/Size"), &size);
    int count = size / FIX_ONE < OBJECTS_MOST ? (int)(size / FIX_ONE) : OBJECTS_MOST;
    for (int i = 1; i < count && inspect_spend(inspect, OBJECT_WORK); i++) {
        check_object(inspect, qpdf_get_object_by_id(inspect->pdf, i, 0));
        if (i % OBJECTS_A_ROUND == 0)
            qpdf_oh_release_all(inspect->pdf);
    }
    qpdf_oh_release_all(inspect->pdf);
}
