#include "press/pdf.h"

#include <libdeflate.h>

#include "base/work.h"
#include "press/deflate.h"
#include "press/document.h"
#include "press/syntax.h"

/*
 * One PDF in the making. Streams are the pages of the paper and, where they are put on spreads,
 * the spreads behind them. What is made in parallel lies in arenas of its own, per font and stream.
 */
typedef struct {
    Arena *arena;
    Diags *diags;
    FontSet *fonts;
    const Issue *issue;
    Colour *colour;
    PaintList *const *pages;
    int count;
    const Picture *pictures;
    const PdfOptions *options;

    const Tags *tags;
    Embed *embed;
    int *order; /* fonts, the largest first */
    ContentInput *inputs;
    DocumentPage *made;
    Arena *arenas;
    int stream_count;
    const Picture **images;
    int image_count;
} Job;

/* Pages and marks: everything that has text. */
static PaintList **all_lists(const Job *job, int *count)
{
    int sheets = job->stream_count - job->count;
    int marks = !job->options->marks ? 0 : sheets ? sheets : job->count;
    PaintList **lists = arena_many(job->arena, PaintList *, (size_t)job->count + (size_t)marks);

    for (int i = 0; i < job->count; i++)
        lists[i] = job->pages[i];
    for (int i = 0; i < marks; i++)
        lists[job->count + i] = job->options->marks[i];
    *count = job->count + marks;
    return lists;
}

static Embed *open_embed(const Job *job)
{
    int count = fontset_count(job->fonts);
    EmbedSource *sources = arena_many(job->arena, EmbedSource, (size_t)count);
    int list_count;
    PaintList *const *lists = all_lists(job, &list_count);

    for (int i = 0; i < count; i++) {
        if (!fontset_is_open(job->fonts, i))
            continue;
        sources[i].face = fontset_hb_face(job->fonts, i);
        sources[i].format = fontset_format(job->fonts, i);
        sources[i].name = fontset_name(job->fonts, i);
    }
    return embed_new(job->arena, sources, count, lists, list_count);
}

/* With the largest font first, the threads end at about the same time. */
static int *order_fonts(Arena *arena, const Embed *embed)
{
    int *order = arena_many(arena, int, (size_t)embed->count);

    for (int i = 0; i < embed->count; i++) {
        int at = i;
        for (; at > 0 && embed->fonts[order[at - 1]].count < embed->fonts[i].count; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static int image_number(Job *job, const Picture *picture)
{
    if (!picture->jpeg.p)
        return 0;
    for (int i = 0; i < job->image_count; i++)
        if (job->images[i]->jpeg.p == picture->jpeg.p && job->images[i]->jpeg.n == picture->jpeg.n)
            return i + 1;
    job->images[job->image_count++] = picture;
    return job->image_count;
}

static int count_pictures(const PaintList *list)
{
    int count = 0;

    for (int i = 0; i < list->op_count; i++)
        count += list->ops[i].kind == PAINT_PICTURE;
    return count;
}

static void number_images(Job *job)
{
    int total = 0;

    for (int p = 0; p < job->count; p++)
        total += count_pictures(job->pages[p]);
    job->images = arena_many(job->arena, const Picture *, (size_t)total);
}

static const PaintList *marks_of(const Job *job, int page)
{
    return job->options->marks ? job->options->marks[page] : NULL;
}

static void plan_pages(Job *job)
{
    bool alone = job->options->spread_count == 0;
    int at = 0;

    for (int p = 0; p < job->count; p++) {
        int count = count_pictures(job->pages[p]);
        int *images = arena_many(job->arena, int, (size_t)count);
        for (int i = 0; i < count; i++)
            images[i] = image_number(job, &job->pictures[at + i]);
        job->inputs[p] = (ContentInput){.list = job->pages[p],
                                        .marks = alone ? marks_of(job, p) : NULL,
                                        .embed = job->embed,
                                        .pictures = job->pictures + at,
                                        .images = images,
                                        .tags = job->tags ? &job->tags->pages[p] : NULL};
        job->made[p] = (DocumentPage){.list = job->pages[p],
                                      .marks = job->inputs[p].marks,
                                      .images = images,
                                      .picture_count = count};
        at += count;
    }
}

/* Neither page may print beyond the fold. */
static Rect shown_beside(const PaintList *list, bool is_left)
{
    Emu bleed = list->bleed;

    return (Rect){is_left ? -bleed : 0, -bleed, list->width + bleed, list->height + 2 * bleed};
}

static void plan_spread(Job *job, int index)
{
    const PdfSpread *spread = &job->options->spreads[index];
    const PaintList *left = job->pages[spread->left];
    PaintList *sheet = arena_new(job->arena, PaintList);
    ContentPlace *places = arena_many(job->arena, ContentPlace, 2);
    DocumentPage *made = &job->made[job->count + index];

    *sheet = (PaintList){.width = left->width + job->pages[spread->right]->width,
                         .height = left->height,
                         .bleed = left->bleed};
    places[0] = (ContentPlace){spread->left + 1, 0};
    places[1] = (ContentPlace){spread->right + 1, left->width};
    job->inputs[job->count + index] = (ContentInput){.list = sheet,
                                                     .marks = marks_of(job, index),
                                                     .embed = job->embed,
                                                     .places = places,
                                                     .place_count = 2};
    *made = (DocumentPage){.list = sheet,
                           .marks = marks_of(job, index),
                           .places = places,
                           .place_count = 2,
                           .label = spread->label};
    job->made[spread->left].shown = shown_beside(left, true);
    job->made[spread->right].shown = shown_beside(job->pages[spread->right], false);
}

static void make_codes(void *context, int index)
{
    Job *job = context;

    embed_codes(&job->embed->fonts[job->order[index]]);
}

/* Fonts come first, since one of them takes longer than a page. */
static void make_part(void *context, int index)
{
    Job *job = context;
    int page = index - job->embed->count;

    if (page < 0) {
        embed_program(&job->embed->fonts[job->order[index]]);
    } else {
        Content content = content_make(&job->arenas[page], &job->inputs[page]);
        job->made[page].stream = deflate_bytes(&job->arenas[page], content.stream, DEFLATE_CONTENT);
        job->made[page].fonts = content.fonts;
        job->made[page].every_plate = content.every_plate;
    }
}

static bool fonts_are_well(const Job *job)
{
    bool well = true;

    for (int i = 0; i < job->embed->count; i++) {
        const EmbedFont *font = &job->embed->fonts[i];
        if (!font->fault)
            continue;
        Str file = fontset_file(job->fonts, font->face);
        diag_report(job->diags, R_FONT_NOT_EMBEDDED, NOWHERE, "%.*s\t%.*s\t%s",
                    STR_ARGS(font->source.name), STR_ARGS(file), font->fault);
        well = false;
    }
    return well;
}

/* Bytes count by their checksum: as sure as it need be to tell two issues apart, and far faster
 * than to hash them all. */
static void hash_bytes(Hash *hash, Str bytes)
{
    hash_int(hash, (int64_t)bytes.n);
    hash_int(hash, (int64_t)libdeflate_crc32(0, bytes.p, bytes.n));
}

static void hash_parts(Hash *hash, const Job *job)
{
    for (int i = 0; i < job->embed->count; i++)
        hash_bytes(hash, job->embed->fonts[i].program);
    for (int i = 0; i < job->image_count; i++) {
        hash_add(hash, job->images[i]->source_hash);
        hash_bytes(hash, job->images[i]->jpeg);
    }
    for (int i = 0; i < job->stream_count; i++) {
        hash_int(hash, job->made[i].list->width);
        hash_int(hash, job->made[i].list->height);
        hash_bytes(hash, job->made[i].stream);
    }
}

static Metadata describe(const Job *job)
{
    const PdfOptions *options = job->options;
    Hash *hash = hash_new(job->arena);
    unsigned char digest[32];
    Str title = options->title.n ? options->title : S("PDF");
    Metadata meta = {
        .standard = options->standard,
        .title = text_shown(job->arena,
                            options->draft ? str_join(job->arena, title, S("（样稿）")) : title),
        .author = text_shown(job->arena, options->author),
        .creator = text_shown(job->arena, options->creator),
        .year = options->year,
        .month = options->month,
        .day = options->day,
    };

    hash_parts(hash, job);
    hash_add(hash, metadata_info(job->arena, &meta));
    hash_digest(hash, digest);
    for (size_t i = 0; i < sizeof meta.id; i++)
        meta.id[i] = digest[i];
    return meta;
}

static bool save(Job *job, Haru *haru)
{
    Product *product = product_open(job->arena, job->options->path);
    unsigned error = 0;

    switch (haru_save(haru, standard_info(job->options->standard)->minor, product, &error)) {
    case HARU_SAVED:
    case HARU_CANNOT_WRITE:
        return product_commit(product, job->diags);
    case HARU_TOO_LARGE:
        diag_report(job->diags, R_PDF_TOO_LARGE, NOWHERE, "%s", job->options->path);
        break;
    case HARU_FAILED:
        diag_report(job->diags, R_PDF_FAILED, NOWHERE, "%s\t%u", job->options->path, error);
        break;
    }
    product_abort(product);
    return false;
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

static Str registry_of(const House *house)
{
    if (house->registry.n)
        return house->registry;
    return is_registered(house->condition) ? S("http://www.color.org") : (Str){0};
}

static Document assemble(const Job *job, const Metadata *meta)
{
    const House *house = job->issue->house;
    int spreads = job->options->spread_count;
    Document document = {
        .standard = job->options->standard,
        .embed = job->embed,
        .images = job->images,
        .image_count = job->image_count,
        .pages = spreads ? job->made + job->count : job->made,
        .page_count = spreads ? spreads : job->count,
        .forms = job->made,
        .form_count = spreads ? job->count : 0,
        .tags = job->tags,
        .profile = colour_profile_deflated(job->colour),
        .condition = house->condition,
        .condition_info = house->condition_info,
        .registry = registry_of(house),
        .metadata = meta,
    };

    if (!spreads)
        document.outline =
            outline_make(job->arena, job->issue, job->pages, job->count, &document.outline_count);
    return document;
}

static bool write_document(Job *job)
{
    Metadata meta = describe(job);
    Document document = assemble(job, &meta);
    Haru *haru = haru_open(job->arena);
    bool written;

    document_add(job->arena, haru, &document);
    written = save(job, haru);
    haru_close(haru);
    return written;
}

static void plan(Job *job)
{
    bool is_tagged =
        standard_info(job->options->standard)->is_archive && job->options->spread_count == 0;

    job->embed = open_embed(job);
    job->order = order_fonts(job->arena, job->embed);
    if (is_tagged)
        job->tags = tags_make(job->arena, job->issue, job->pages, job->count);
    number_images(job);
    plan_pages(job);
    for (int i = 0; i < job->options->spread_count; i++)
        plan_spread(job, i);
}

static bool make(Job *job)
{
    plan(job);
    work_run(job->options->threads, job->embed->count, make_codes, job);
    if (!fonts_are_well(job))
        return false;
    work_run(job->options->threads, job->embed->count + job->stream_count, make_part, job);
    return fonts_are_well(job) && write_document(job);
}

/* Nine parts of different owners; a struct for them would be one more thing to name. */
/* NOLINTNEXTLINE(readability-function-size) */
bool pdf_write(Arena *arena, Diags *diags, FontSet *fonts, const Issue *issue, Colour *colour,
               PaintList *const *pages, int count, const Picture *pictures,
               const PdfOptions *options)
{
    Job job = {.arena = arena,
               .diags = diags,
               .fonts = fonts,
               .issue = issue,
               .colour = colour,
               .pages = pages,
               .count = count,
               .pictures = pictures,
               .options = options,
               .stream_count = count + options->spread_count};
    size_t streams = (size_t)job.stream_count;
    bool written;

    job.inputs = arena_many(arena, ContentInput, streams);
    job.made = arena_many(arena, DocumentPage, streams);
    job.arenas = arena_many(arena, Arena, streams);
    written = make(&job);

    embed_close(job.embed);
    for (int i = 0; i < job.stream_count; i++)
        arena_free(&job.arenas[i]);
    return written;
}
