#include "press/haru.h"

#include <assert.h>

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_utils.h>
#include <limits.h>
#include <string.h>

#if HPDF_VERSION_ID < 20300
#error "libharu 2.3.0 or later is needed"
#endif

/*
 * Three hooks of libharu carry all of this. A dictionary's write_fn is called before its closing
 * brackets and may write any entries; a dictionary's stream may be one that reads from a callback;
 * and the document is saved to whatever stream stands in pdf->stream. So texts and bytes go from
 * the caller's memory to the product, and libharu never parses, copies or deflates them.
 */
typedef struct {
    Str entries; /* of a dictionary */
    Str bytes;   /* of its stream */
    size_t at;   /* read so far */
} Raw;

typedef struct {
    Raw *raw; /* NULL: an object of the library's own */
} Object;

struct Haru {
    Arena *arena;
    HPDF_Doc pdf;
    HPDF_Array kids;
    HPDF_Dict newest;
    Object *objects; /* by number */
    int count, cap;
    Product *product; /* while saving */
    bool too_large;
};

/* libharu counts offsets in 32 bits with a sign and would go on writing false ones. */
enum { FILE_MAX = INT_MAX };

static void keep_error(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    (void)error;
    (void)detail;
    (void)user; /* pdf->error keeps it; it is asked for when saving */
}

static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const Raw *raw = dict->attr;

    if (!raw || !raw->entries.n)
        return HPDF_OK;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)raw->entries.p, (HPDF_UINT)raw->entries.n);
}

static HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *n)
{
    Raw *raw = stream->attr;
    size_t left = raw->bytes.n - raw->at;

    if (*n > left)
        *n = (HPDF_UINT)left;
    if (*n)
        memcpy(to, raw->bytes.p + raw->at, *n);
    raw->at += *n;
    return raw->at < raw->bytes.n ? HPDF_OK : HPDF_STREAM_EOF;
}

static HPDF_STATUS seek_bytes(HPDF_Stream stream, HPDF_INT to, HPDF_WhenceMode mode)
{
    Raw *raw = stream->attr;

    if (mode != HPDF_SEEK_SET || to < 0 || (size_t)to > raw->bytes.n)
        return HPDF_INVALID_PARAMETER;
    raw->at = (size_t)to;
    return HPDF_OK;
}

static HPDF_INT32 tell_bytes(HPDF_Stream stream)
{
    const Raw *raw = stream->attr;

    return (HPDF_INT32)raw->at;
}

static HPDF_UINT32 size_bytes(HPDF_Stream stream)
{
    const Raw *raw = stream->attr;

    return (HPDF_UINT32)raw->bytes.n;
}

static HPDF_STATUS write_product(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    Haru *haru = stream->attr;

    haru->too_large = haru->too_large || haru->product->size + n > FILE_MAX;
    if (!haru->too_large)
        product_write(haru->product, bytes, n);
    return haru->too_large || haru->product->error ? HPDF_FILE_IO_ERROR : HPDF_OK;
}

static bool is_well(const Haru *haru)
{
    return haru->pdf && HPDF_GetError(haru->pdf) == HPDF_OK;
}

static Raw *hook(Haru *haru, HPDF_Dict dict)
{
    Raw *raw = arena_new(haru->arena, Raw);

    dict->write_fn = write_entries;
    dict->attr = raw;
    return raw;
}

Haru *haru_open(Arena *arena)
{
    Haru *haru = arena_new(arena, Haru);

    haru->arena = arena;
    haru->pdf = HPDF_New(keep_error, NULL);
    if (is_well(haru))
        haru->kids = HPDF_Dict_GetItem(haru->pdf->root_pages, "Kids", HPDF_OCLASS_ARRAY);
    if (is_well(haru))
        HPDF_Dict_RemoveElement(haru->pdf->info, "Producer");
    return haru;
}

void haru_close(Haru *haru)
{
    if (haru && haru->pdf)
        HPDF_Free(haru->pdf);
    if (haru)
        haru->pdf = NULL;
}

/* Numbers are given out in turn, a stream's length taking one of its own. */
static int add_object(Haru *haru, HPDF_Dict dict)
{
    int number = (int)(dict->header.obj_id & 0x00FFFFFF);

    while (haru->count <= number)
        vec_push(haru->arena, haru->objects, haru->count, haru->cap) = (Object){0};
    haru->objects[number].raw = hook(haru, dict);
    haru->newest = dict;
    return number;
}

int haru_dict(Haru *haru)
{
    HPDF_Dict dict = is_well(haru) ? HPDF_Dict_New(haru->pdf->mmgr) : NULL;

    if (!dict || HPDF_Xref_Add(haru->pdf->xref, dict) != HPDF_OK)
        return 0;
    return add_object(haru, dict);
}

int haru_page(Haru *haru)
{
    int number = haru_dict(haru);
    HPDF_Dict page = haru->newest;

    if (!number)
        return 0;
    /* The page tree counts what is of this class. */
    page->header.obj_class |= HPDF_OSUBCLASS_PAGE;
    if (HPDF_Dict_AddName(page, "Type", "Page") != HPDF_OK ||
        HPDF_Dict_Add(page, "Parent", haru->pdf->root_pages) != HPDF_OK ||
        HPDF_Array_Add(haru->kids, page) != HPDF_OK)
        return 0;
    return number;
}

int haru_stream(Haru *haru, Str bytes)
{
    HPDF_Dict dict = is_well(haru) ? HPDF_DictStream_New(haru->pdf->mmgr, haru->pdf->xref) : NULL;
    int number;

    haru->too_large = haru->too_large || bytes.n > FILE_MAX;
    if (!dict || haru->too_large)
        return 0;
    number = add_object(haru, dict);
    haru->objects[number].raw->bytes = bytes;
    HPDF_Stream_Free(dict->stream);
    dict->stream = HPDF_CallbackReader_New(haru->pdf->mmgr, read_bytes, seek_bytes, tell_bytes,
                                           size_bytes, haru->objects[number].raw);
    return dict->stream ? number : 0;
}

void haru_fill(Haru *haru, int object, Str entries)
{
    if (object > 0 && object < haru->count && haru->objects[object].raw)
        haru->objects[object].raw->entries = entries;
}

static void fill_own(Haru *haru, HPDF_Dict dict, Str entries)
{
    hook(haru, dict)->entries = entries;
}

void haru_fill_catalog(Haru *haru, Str entries)
{
    if (is_well(haru))
        fill_own(haru, haru->pdf->catalog, entries);
}

void haru_fill_info(Haru *haru, Str entries)
{
    if (is_well(haru))
        fill_own(haru, haru->pdf->info, entries);
}

void haru_fill_trailer(Haru *haru, Str entries)
{
    if (is_well(haru))
        fill_own(haru, haru->pdf->trailer, entries);
}

static HPDF_PDFVer version_of(int minor)
{
    static const HPDF_PDFVer versions[] = {HPDF_VER_13, HPDF_VER_14, HPDF_VER_15, HPDF_VER_16,
                                           HPDF_VER_17};

    assert(minor >= 3 && minor <= 7);
    return versions[minor - 3];
}

HaruOutcome haru_save(Haru *haru, int minor, Product *product, unsigned *error)
{
    HPDF_STATUS status = HPDF_FAILD_TO_ALLOC_MEM;

    haru->product = product;
    if (is_well(haru) && !haru->too_large) {
        haru->pdf->stream = HPDF_CallbackWriter_New(haru->pdf->mmgr, write_product, haru);
        haru->pdf->pdf_version = version_of(minor);
        status = haru->pdf->stream ? HPDF_SaveToStream(haru->pdf) : HPDF_GetError(haru->pdf);
    } else if (haru->pdf) {
        status = HPDF_GetError(haru->pdf);
    }
    *error = (unsigned)status;
    if (haru->too_large)
        return HARU_TOO_LARGE;
    if (product->error)
        return HARU_CANNOT_WRITE;
    return status == HPDF_OK && is_well(haru) ? HARU_SAVED : HARU_FAILED;
}
