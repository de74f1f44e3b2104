#include "proof/plates.h"

#include <string.h>

#include "proof/child.h"

enum {
    SECONDS = 120,
    MEGABYTES = 4096,
    PIXELS_MOST = 1 << 26,
    HEADER_MOST = 256,
    PAGES_MOST = 2000
};
enum { INKS = 4 };

/* The stream of pages in the portable arbitrary map, of which Ghostscript writes one kind. */
typedef struct {
    Arena *arena; /* for the list */
    Arena own;    /* for one page's pixels */
    InkLimit limit;
    char header[HEADER_MOST];
    size_t header_n;
    Raster raster;
    size_t got; /* bytes of the raster */
    InkPage *pages;
    int count, cap;
} Stream;

static int header_value(const char *header, const char *name)
{
    const char *at = strstr(header, name);
    int value = 0;

    for (at = at ? at + strlen(name) : ""; *at == ' '; at++)
        ;
    for (; *at >= '0' && *at <= '9' && value < PIXELS_MOST; at++)
        value = value * 10 + (*at - '0');
    return value;
}

static bool open_page(Stream *stream)
{
    int width = header_value(stream->header, "WIDTH");
    int height = header_value(stream->header, "HEIGHT");

    if (strncmp(stream->header, "P7", 2) != 0 || header_value(stream->header, "DEPTH") != INKS ||
        width <= 0 || height <= 0 || (int64_t)width * height > PIXELS_MOST)
        return false;
    stream->raster = raster_new(&stream->own, RASTER_CMYK, width, height);
    stream->got = 0;
    return true;
}

static bool is_header_whole(const Stream *stream)
{
    static const char end[] = "ENDHDR\n";
    size_t n = sizeof end - 1;

    return stream->header_n >= n && memcmp(stream->header + stream->header_n - n, end, n) == 0;
}

static void close_page(Stream *stream)
{
    InkPage page = ink_total(&stream->raster, stream->count + 1, stream->limit);

    page.raster = (Raster){0};
    vec_push(stream->arena, stream->pages, stream->count, stream->cap) = page;
    arena_free(&stream->own);
    stream->own = (Arena){0};
    stream->raster = (Raster){0};
    stream->header_n = 0;
}

static size_t take_pixels(Stream *stream, const char *bytes, size_t n)
{
    size_t all = raster_row_bytes(&stream->raster) * (size_t)stream->raster.height;
    size_t taken = n < all - stream->got ? n : all - stream->got;

    memcpy(stream->raster.pixels + stream->got, bytes, taken);
    stream->got += taken;
    if (stream->got == all)
        close_page(stream);
    return taken;
}

static bool take(void *context, const char *bytes, size_t n)
{
    Stream *stream = context;

    while (n > 0) {
        size_t taken = 1;
        if (stream->raster.pixels) {
            taken = take_pixels(stream, bytes, n);
        } else {
            if (stream->header_n + 1 >= sizeof stream->header || stream->count >= PAGES_MOST)
                return false;
            stream->header[stream->header_n++] = *bytes;
            stream->header[stream->header_n] = '\0';
            if (is_header_whole(stream) && !open_page(stream))
                return false;
        }
        bytes += taken;
        n -= taken;
    }
    return true;
}

InkPage *plates_measure(Arena *arena, Diags *diags, const char *path, Span at, InkLimit limit,
                        int *count)
{
    /* A name may not look like an option or a list of options. */
    const char *safe = path[0] == '/' ? path : str_z(arena, str_format(arena, "./%s", path));
    const char *const arguments[] = {"gs",
                                     "-q",
                                     "-dSAFER",
                                     "-dBATCH",
                                     "-dNOPAUSE",
                                     "-dUseTrimBox",
                                     "-dOverprint=/enable",
                                     "-sDEVICE=pamcmyk32",
                                     "-r72",
                                     "-sstdout=%stderr",
                                     "-sOutputFile=-",
                                     "-f",
                                     safe,
                                     NULL};
    static const char *const reasons[] = {[CHILD_DONE] = "?",
                                          [CHILD_MISSING] = "ghostscript",
                                          [CHILD_FAILED] = "ghostscript: error",
                                          [CHILD_LATE] = "ghostscript: time",
                                          [CHILD_REFUSED] = "ghostscript: size"};
    ChildSpec spec = {.arguments = arguments, .seconds = SECONDS, .megabytes = MEGABYTES};
    Stream stream = {.arena = arena, .limit = limit};
    ChildOutcome outcome = child_run(&spec, take, &stream);

    arena_free(&stream.own);
    *count = stream.count;
    if (outcome != CHILD_DONE || stream.count == 0) {
        diag_report(diags, R_INK_NOT_MEASURED, at, "%s", reasons[outcome]);
        *count = stream.count > 0 ? stream.count : -1;
    }
    return stream.pages;
}
