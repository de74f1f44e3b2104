#include "press/pdf.h"

#include <libdeflate.h>

#include "base/work.h"
#include "press/deflate.h"
#include "press/document.h"
#include "press/syntax.h"

/* One PDF in the making. What is made in parallel lies in arenas of its own, per font and page. */
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

    Embed *embed;
    int *order; /* fonts, the largest first */
    ContentInput *inputs;
    DocumentPage *made;
    Arena *arenas; /* per page */
    const Picture **images;
    int image_count;
} Job;

static Embed *open_embed(const Job *job)
{
    int count = fontset_count(job->fonts);
    EmbedSource *sources = arena_many(job->arena, EmbedSource, (size_t)count);

    for (int i = 0; i < count; i++) {
        if (!fontset_is_open(job->fonts, i))
            continue;
        sources[i].face = fontset_hb_face(job->fonts, i);
        sources[i].format = fontset_format(job->fonts, i);
        sources[i].name = fontset_name(job->fonts, i);
    }
    return embed_new(job->arena, sources, count, job->pages, job->count);
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
    int total = 0, at = 0;

    for (int p = 0; p < job->count; p++)
        total += count_pictures(job->pages[p]);
    job->images = arena_many(job->arena, const Picture *, (size_t)total);
    for (int p = 0; p < job->count; p++) {
        int count = count_pictures(job->pages[p]);
        int *images = arena_many(job->arena, int, (size_t)count);
        for (int i = 0; i < count; i++)
            images[i] = image_number(job, &job->pictures[at + i]);
        job->inputs[p] = (ContentInput){.list = job->pages[p],
                                        .embed = job->embed,
                                        .pictures = job->pictures + at,
                                        .images = images};
        job->made[p] =
            (DocumentPage){.list = job->pages[p], .images = images, .picture_count = count};
        at += count;
    }
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
    for (int i = 0; i < job->count; i++) {
        hash_int(hash, job->pages[i]->width);
        hash_int(hash, job->pages[i]->height);
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

    switch (haru_save(haru, product, &error)) {
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

static bool write_document(Job *job)
{
    const House *house = job->issue->house;
    Metadata meta = describe(job);
    Document document = {
        .embed = job->embed,
        .images = job->images,
        .image_count = job->image_count,
        .pages = job->made,
        .page_count = job->count,
        .profile = colour_profile_deflated(job->colour),
        .condition = house->condition,
        .condition_info = house->condition_info,
        .metadata = &meta,
    };
    Haru *haru = haru_open(job->arena);
    bool written;

    document.outline =
        outline_make(job->arena, job->issue, job->pages, job->count, &document.outline_count);
    document_add(job->arena, haru, &document);
    written = save(job, haru);
    haru_close(haru);
    return written;
}

static bool make(Job *job)
{
    job->embed = open_embed(job);
    job->order = order_fonts(job->arena, job->embed);
    number_images(job);
    work_run(job->options->threads, job->embed->count, make_codes, job);
    if (!fonts_are_well(job))
        return false;
    work_run(job->options->threads, job->embed->count + job->count, make_part, job);
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
               .inputs = arena_many(arena, ContentInput, (size_t)count),
               .made = arena_many(arena, DocumentPage, (size_t)count),
               .arenas = arena_many(arena, Arena, (size_t)count)};
    bool written = make(&job);

    embed_close(job.embed);
    for (int i = 0; i < count; i++)
        arena_free(&job.arenas[i]);
    return written;
}
