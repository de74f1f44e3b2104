/* The whole newspaper in one function: read, set, make up, paint, print. */
#include "build.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "proof/report.h"
#include "store/manifest.h"

enum { PROOF_PPI = 150, PROOF_HASH_DIGITS = 8 };

/* What is open while an issue is being made. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const BuildOptions *options;
    Issue *issue;
    FontSet *fonts;
    Colour *colour;
    PaintList **lists;
    Picture *pictures;
    BuildResult result;
} Build;

static const char *in_folder(Arena *arena, const char *folder, Str name)
{
    return str_z(arena, str_format(arena, "%s/%.*s", folder, STR_ARGS(name)));
}

/* The first gate: without these there is nothing sensible to set. Anything else that is wrong is
 * known by now, and the pages still show how the rest fits. */
static bool can_be_set(const Build *build)
{
    return build->issue && build->issue->house && build->issue->page_count > 0;
}

/* The second gate: nothing wrong may look right. */
static bool may_be_printed(const Build *build)
{
    return build->options->write_press && build->colour && build->result.page_count > 0 &&
           (build->options->draft || diags_count(build->diags, DIAG_ERROR) == 0);
}

static bool open_output(Build *build)
{
    Arena *arena = build->arena;
    const char *folder = build->options->output_dir;

    if (!build->issue)
        return false;
    if (!folder)
        folder = in_folder(arena, "output", build->issue->name);
    build->result.output_dir = folder;
    if (folder_make(folder))
        return true;
    diag_report(build->diags, C_CANNOT_WRITE, NOWHERE, "%s\t%s", folder, strerror(errno));
    return false;
}

static void paint_pages(Build *build)
{
    int count = build->result.page_count;

    build->lists = arena_many(build->arena, PaintList *, (size_t)count);
    for (int i = 0; i < count; i++)
        build->lists[i] = paint_page(build->arena, build->issue, build->result.pages[i]);
}

static void make_pictures(Build *build)
{
    const BuildOptions *options = build->options;
    PictureOptions how = {.cache_dir = options->cache_dir,
                          .threads = options->threads,
                          .no_write = !options->write_press && !options->write_proof};

    build->pictures = pictures_make(build->arena, build->diags, build->colour, build->issue->house,
                                    build->lists, build->result.page_count, &how);
}

static Str sheet_title(Arena *arena, const Issue *issue)
{
    return str_format(arena, "%.*s %04d-%02d-%02d", STR_ARGS(issue->paper), issue->year,
                      issue->month, issue->day);
}

static void write_press(Build *build)
{
    Arena *arena = build->arena;
    const Issue *issue = build->issue;
    const char *path =
        in_folder(arena, build->result.output_dir, str_join(arena, issue->name, S(".pdf")));
    PdfOptions pdf = {.path = path,
                      .threads = build->options->threads,
                      .draft = build->options->draft,
                      .title = sheet_title(arena, issue),
                      .creator = build_creator(),
                      .author = issue->paper,
                      .year = issue->year,
                      .month = issue->month,
                      .day = issue->day};

    build->result.written =
        pdf_write(arena, build->diags, build->fonts, issue, build->colour, build->lists,
                  build->result.page_count, build->pictures, &pdf);
    if (build->result.written)
        build->result.pdf_path = str_of(path);
}

/* Tells one state of the manuscripts from another on the proof. */
static Str manuscript_hash(Arena *arena, const Diags *diags, const Issue *issue)
{
    Hash *hash = hash_new(arena);
    unsigned char digest[32];

    hash_add(hash, diags_source_text(diags, issue->source));
    for (int i = 0; i < issue->story_count; i++)
        hash_add(hash, diags_source_text(diags, issue->stories[i]->source));
    hash_digest(hash, digest);
    return hash_hex(arena, digest, PROOF_HASH_DIGITS / 2);
}

static int pictures_on(const PaintList *list)
{
    int count = 0;

    for (int i = 0; i < list->op_count; i++)
        count += list->ops[i].kind == PAINT_PICTURE;
    return count;
}

static void write_proofs(Build *build)
{
    Arena *arena = build->arena;
    BuildResult *result = &build->result;
    Str hash = manuscript_hash(arena, build->diags, build->issue);
    Str title = sheet_title(arena, build->issue);
    const char *folder = in_folder(arena, result->output_dir, S("proof"));
    const Picture *pictures = build->pictures;

    if (!folder_make(folder)) {
        diag_report(build->diags, C_CANNOT_WRITE, NOWHERE, "%s\t%s", folder, strerror(errno));
        return;
    }
    result->proofs = arena_many(arena, const char *, (size_t)result->page_count);
    for (int i = 0; i < result->page_count; i++) {
        int number = build->lists[i]->number;
        PreviewOptions preview = {
            .module_dir = build->options->places.modules,
            .path = in_folder(arena, folder, str_format(arena, "page-%d.png", number)),
            .ppi = PROOF_PPI,
            .marks = true,
            .line = str_format(arena, "%.*s 第%d版 校样 %.*s", STR_ARGS(title), number,
                               STR_ARGS(hash))};
        if (preview_png(arena, build->diags, build->fonts, build->colour, build->lists[i], pictures,
                        &preview))
            result->proofs[result->proof_count++] = preview.path;
        pictures += pictures_on(build->lists[i]);
    }
}

/* The findings come last of what they report on, so that a page that could not be written is in
 * them; only the manifest, which hashes them too, follows. */
static void write_reports(Build *build, bool has_folder)
{
    Arena *arena = build->arena;
    BuildResult *result = &build->result;
    const char *layout = in_folder(arena, result->output_dir, S("layout.json"));
    const char *findings = in_folder(arena, result->output_dir, S("findings.json"));
    bool has_layout =
        has_folder && result->page_count > 0 &&
        file_write(arena, build->diags, layout,
                   report_layout(arena, build->issue, result->pages, result->page_count));

    result->findings_json = report_findings(arena, build->diags, build->options->lang, build->issue,
                                            result->pages, result->page_count);
    if (!has_folder || !file_write(arena, build->diags, findings, result->findings_json))
        return;
    if (result->written && has_layout) {
        const char *products[] = {str_z(arena, result->pdf_path), layout, findings};
        ManifestInput input = {.issue = build->issue,
                               .fonts = build->fonts,
                               .pictures = build->pictures,
                               .pages = build->lists,
                               .page_count = result->page_count,
                               .products = products,
                               .product_count = 3};
        file_write(arena, build->diags, in_folder(arena, result->output_dir, S("manifest.json")),
                   manifest_json(arena, build->diags, &input));
    }
}

static void make_pages(Build *build)
{
    build->fonts = fontset_open(build->arena, build->diags, build->options->places.catalogue,
                                build->issue->house);
    if (!build->fonts)
        return;
    build->result.pages = pages_make(build->arena, build->diags, build->fonts, build->issue, build->options->draft);
    build->result.page_count = build->issue->page_count;
    paint_pages(build);
}

static void close_all(Build *build)
{
    if (build->colour)
        colour_close(build->colour);
    if (build->fonts)
        fontset_close(build->fonts);
}

Str build_creator(void)
{
    return S("nanfeng " NANFENG_VERSION);
}

BuildResult build_issue(Arena *arena, Diags *diags, const BuildOptions *options)
{
    Build build = {.arena = arena, .diags = diags, .options = options};
    bool has_folder;

    build.issue = issue_load(arena, diags, options->issue_dir, options->places.styles);
    build.result.issue = build.issue;
    has_folder = open_output(&build);
    if (can_be_set(&build)) {
        make_pages(&build);
        build.colour = colour_open(arena, diags, build.issue->house);
    }
    if (build.colour && build.lists)
        make_pictures(&build);
    if (has_folder && may_be_printed(&build))
        write_press(&build);
    if (has_folder && options->write_proof && build.lists && build.pictures)
        write_proofs(&build);
    write_reports(&build, has_folder);
    close_all(&build);
    return build.result;
}
