#include "press/picture.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/work.h"
#include "content/picture.h"
#include "press/colour.h"
#include "press/jpeg_out.h"
#include "press/picture_cache.h"
#include "press/picture_plan.h"
#include "press/tac.h"

/* Stands in every key: raise it when a change here gives the same picture other bytes. */
enum { CONVERSION = 2 };

/* What became of a picture file; the rest are those of DecodeOutcome. */
typedef enum { FATE_GOOD, FATE_UNREADABLE, FATE_NO_PROFILE, FATE_DECODE } Fate;

/* One picture file and the uses of it, which lie together in the plan. */
typedef struct {
    PictureUse *uses;
    int count;
    Fate fate;
    DecodeOutcome outcome;
    PictureKind kind;
    Str what; /* of a picture that was not decoded: what it is, or what is missing */
} Source;

typedef struct {
    const Colour *colour;
    const House *house;
    PictureCache *cache;
    const char *modules;
    SharedArena *results;
    Source *sources;
} Job;

static Str use_key(Arena *arena, const Job *job, const PictureUse *use, Str source_hash)
{
    const PictureTarget *target = &use->target;
    const int numbers[] = {CONVERSION,           target->window.x, target->window.y,
                           target->window.w,     target->window.h, target->pixel_w,
                           target->pixel_h,      target->width,    target->height,
                           target->radius,       target->gray,     job->house->jpeg_quality,
                           job->house->ink_limit};
    unsigned char digest[32];
    Hash *hash = hash_new(arena);

    hash_add(hash, S(NANFENG_VERSION));
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        hash_int(hash, numbers[i]);
    hash_add(hash, source_hash);
    colour_add_key(job->colour, hash);
    hash_digest(hash, digest);
    return hash_hex(arena, digest, sizeof digest);
}

/* How the picture lies: as the content stage found it, which gave the page its upright size. */
static int find_orientation(Arena *arena, const char *path)
{
    Diags *nobody = diags_new(arena);
    PictureInfo info = {.orientation = 1};

    picture_probe(nobody, path, str_of(path), NOWHERE, &info);
    diags_close(nobody);
    return info.orientation;
}

static Fate convert(const Job *job, Arena *arena, Str bytes, Source *source, PictureUse *use)
{
    const PictureTarget *target = &use->target;
    Extract extract = {target->pixel_w, target->pixel_h,
                       target->window,  target->width,
                       target->height,  find_orientation(arena, use->op->as.picture.path)};
    Decoded decoded;
    Raster inks;

    source->outcome = picture_decode(arena, job->modules, bytes, &extract, &decoded);
    if (source->outcome == DECODE_NO_MEMORY)
        arena_array(arena, SIZE_MAX, 2, 1); /* the arena's way out */
    if (source->outcome != DECODE_GOOD) {
        source->kind = decoded.kind;
        source->what = shared_copy(job->results, decoded.what);
        return FATE_DECODE;
    }
    raster_sharpen(arena, &decoded.raster, target->radius);
    inks = colour_inks(arena, job->colour, &decoded,
                       target->gray || raster_is_neutral(&decoded.raster), job->house->ink_limit);
    if (!inks.pixels)
        return FATE_NO_PROFILE;
    use->picture = (Picture){.inks = inks.kind == RASTER_GRAY ? PICTURE_GRAY : PICTURE_CMYK,
                             .width = inks.width,
                             .height = inks.height,
                             .light_border = raster_has_light_border(&decoded.raster)};
    use->picture.jpeg = jpeg_encode(arena, &inks, job->house->jpeg_quality);
    return FATE_GOOD;
}

/* The file's bytes, read at most once, and its hash: from the cache's notes when the file has not
 * changed since, for the bytes otherwise. */
typedef struct {
    Str bytes, hash;
    bool read;
} SourceFile;

static bool read_source(Arena *arena, const char *path, SourceFile *file)
{
    Diags *nobody = diags_new(arena);

    file->read = file_read(arena, nobody, path, str_of(path), (size_t)PICTURE_FILE_LIMIT_MB << 20,
                           NOWHERE, &file->bytes);
    diags_close(nobody);
    if (file->read)
        file->hash = hash_text(arena, file->bytes);
    return file->read;
}

static bool know_source(const Job *job, Arena *arena, const char *path, SourceFile *file)
{
    FileStamp before, after;

    if (!file_stamp(path, &before))
        return false;
    if (picture_cache_find_hash(job->cache, arena, path, &before, &file->hash))
        return true;
    if (!read_source(arena, path, file))
        return false;
    if (file_stamp(path, &after) && file_stamp_equal(&before, &after))
        picture_cache_keep_hash(job->cache, arena, path, &before, file->hash);
    return true;
}

/* A hash from the notes serves to find what is ready. To convert, the bytes are read and hashed
 * anew, so that nothing is ever kept under a key that is not its own. */
static Fate make_use(const Job *job, Arena *arena, Source *source, SourceFile *file,
                     PictureUse *use)
{
    const char *path = use->op->as.picture.path;
    Str key = use_key(arena, job, use, file->hash);
    Fate fate;

    if (picture_cache_find(job->cache, arena, job->results, key, &use->picture))
        return FATE_GOOD;
    if (!file->read) {
        if (!read_source(arena, path, file))
            return FATE_UNREADABLE;
        key = use_key(arena, job, use, file->hash);
    }
    fate = convert(job, arena, file->bytes, source, use);
    if (fate != FATE_GOOD)
        return fate;
    picture_cache_keep(job->cache, arena, key, &use->picture);
    use->picture.jpeg = shared_copy(job->results, use->picture.jpeg);
    return FATE_GOOD;
}

static void make_source(void *context, int index)
{
    const Job *job = context;
    Source *source = &job->sources[index];
    Arena scratch = {0};
    SourceFile file = {0};

    if (!know_source(job, &scratch, source->uses[0].op->as.picture.path, &file))
        source->fate = FATE_UNREADABLE;
    for (int i = 0; i < source->count && source->fate == FATE_GOOD; i++) {
        PictureUse *use = &source->uses[i];
        ArenaMark mark = arena_mark(&scratch);
        if (i > 0 && picture_use_equal(use, use - 1)) {
            use->picture = use[-1].picture;
            continue;
        }
        bool was_read = file.read;
        source->fate = make_use(job, &scratch, source, &file, use);
        use->picture.source_hash = shared_copy(job->results, file.hash);
        if (was_read == file.read)
            arena_rewind(&scratch, mark);
    }
    arena_free(&scratch);
}

static void report_decode(Diags *diags, const Source *source, const PictureUse *use)
{
    Str shown = use->op->as.picture.shown;
    DiagCode code = R_PICTURE_BROKEN;

    switch (source->outcome) {
    case DECODE_KIND:
        code = C_PICTURE_KIND;
        break;
    case DECODE_CHANGED:
        code = R_PICTURE_CHANGED;
        break;
    case DECODE_NO_DECODER:
        /* What phones send has a remedy of its own: phones can do without it. */
        code = source->kind == PICTURE_HEIF ? R_PICTURE_HEIC : M_PICTURE_DECODER;
        break;
    case DECODE_OVERRUN:
        code = R_PICTURE_OVERRUN;
        break;
    case DECODE_GOOD:
    case DECODE_BROKEN:
    case DECODE_NO_MEMORY:
    case DECODE_OUTCOMES:
        break;
    }
    diag_report_page(diags, code, use->op->at, use->page, "%.*s\t%.*s", STR_ARGS(shown),
                     STR_ARGS(source->what));
}

static const PictureUse *first_on_page(const Source *source)
{
    const PictureUse *first = source->uses;

    for (int i = 1; i < source->count; i++)
        if (source->uses[i].index < first->index)
            first = &source->uses[i];
    return first;
}

/* After all jobs, in the order of the plan: reports must not depend on which job came first. The
 * file is opened again for the reason why it could not be read. */
static void report_source(Diags *diags, const Source *source, const House *house)
{
    const PictureUse *use = first_on_page(source);
    Arena scratch = {0};
    Str bytes;

    switch (source->fate) {
    case FATE_GOOD:
        break;
    case FATE_UNREADABLE:
        if (file_read(&scratch, diags, use->op->as.picture.path, use->op->as.picture.shown,
                      (size_t)PICTURE_FILE_LIMIT_MB << 20, use->op->at, &bytes))
            diag_report_page(diags, R_PICTURE_CHANGED, use->op->at, use->page, "%.*s",
                             STR_ARGS(use->op->as.picture.shown));
        break;
    case FATE_NO_PROFILE:
        if (!diags_has(diags, R_PROFILE_BAD))
            diag_report(diags, R_PROFILE_BAD, house->profile_at, "%s", house->profile);
        break;
    case FATE_DECODE:
        report_decode(diags, source, use);
        break;
    }
    arena_free(&scratch);
}

/* Uses of one file are neighbours. */
static Source *group_sources(Arena *arena, PicturePlan *plan, int *count)
{
    Source *sources = NULL;
    int cap = 0;

    *count = 0;
    for (int i = 0; i < plan->count; i++) {
        PictureUse *use = &plan->uses[i];
        if (i == 0 || strcmp(use->op->as.picture.path, use[-1].op->as.picture.path) != 0)
            vec_push(arena, sources, *count, cap) = (Source){.uses = use};
        sources[*count - 1].count++;
    }
    return sources;
}

/* Into the order of the pages. */
static void deliver(const Source *source, Picture *out)
{
    for (int i = 0; i < source->count && source->fate == FATE_GOOD; i++)
        out[source->uses[i].index] = source->uses[i].picture;
}

/* NOLINTNEXTLINE(readability-function-size): all seven are services and inputs of one step */
Picture *pictures_make(Arena *arena, Diags *diags, Colour *colour, const House *house,
                       PaintList *const *pages, int count, const PictureOptions *options)
{
    PicturePlan plan = picture_plan(arena, diags, house, pages, count);
    Picture *pictures = arena_many(arena, Picture, (size_t)plan.ops);
    SharedArena results = {.arena = arena};
    Job job = {.colour = colour,
               .house = house,
               .cache = picture_cache_open(arena, options->cache_dir, options->no_write),
               .modules = options->modules,
               .results = &results};
    int source_count;

    job.sources = group_sources(arena, &plan, &source_count);
    pthread_mutex_init(&results.lock, NULL);
    work_run(options->threads, source_count, make_source, &job);
    pthread_mutex_destroy(&results.lock);
    for (int i = 0; i < source_count; i++) {
        report_source(diags, &job.sources[i], house);
        deliver(&job.sources[i], pictures);
    }
    /* Not only when something was converted, or the warning would be gone with the second build. */
    if (plan.count && colour_is_foreign(colour) && !diags_has(diags, R_PROFILE_BAD))
        colour_check_whole(colour, diags, house);
    if (picture_cache_has_failed(job.cache))
        diag_report(diags, R_CACHE_UNWRITABLE, NOWHERE, "%s", options->cache_dir);
    return pictures;
}

unsigned char *picture_rgb(Arena *arena, Colour *colour, const Picture *picture)
{
    size_t count = (size_t)picture->width * (size_t)picture->height;
    unsigned char *rgb = arena_many(arena, unsigned char, count * 3);
    Raster ink;

    if (!picture->jpeg.p || !jpeg_read_back(arena, picture->jpeg, &ink) ||
        ink.width != picture->width || ink.height != picture->height) {
        memset(rgb, 255, count * 3);
        return rgb;
    }
    if (ink.kind == RASTER_GRAY) {
        Raster black = raster_new(arena, RASTER_CMYK, ink.width, ink.height);
        for (size_t i = 0; i < count; i++)
            black.pixels[4 * i + 3] = (unsigned char)(255 - ink.pixels[i]);
        ink = black;
    }
    colour_preview(colour, ink.pixels, rgb, (int)count);
    return rgb;
}
