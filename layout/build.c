/* The whole newspaper in one function: read, set, make up, paint, print. */
#include "build.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "press/tac.h"
#include "proof/ink.h"
#include "proof/preflight.h"
#include "proof/report.h"
#include "proof/sheet.h"
#include "store/manifest.h"

enum { PROOF_PPI = 150, PROOF_HASH_DIGITS = 8 };

/* What is open while an issue is being made. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const BuildOptions *options;
    Issue *issue;
    Press press;
    FontSet *fonts;
    Words *words;
    Colour *colour;
    PaintList **lists;
    Picture *pictures;
    InkPage *inks; /* NULL: not measured */
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
                          .modules = options->places.modules,
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

/* Tells one state of the manuscripts from another on proofs and sheets. */
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

static void write_press(Build *build)
{
    Arena *arena = build->arena;
    BuildResult *result = &build->result;
    PressInput input = {.issue = build->issue,
                        .fonts = build->fonts,
                        .colour = build->colour,
                        .pages = build->lists,
                        .count = result->page_count,
                        .pictures = build->pictures,
                        .folder = result->output_dir,
                        .hash = manuscript_hash(arena, build->diags, build->issue),
                        .title = sheet_title(arena, build->issue),
                        .creator = build_creator(),
                        .threads = build->options->threads,
                        .draft = build->options->draft};

    result->press = press_write(arena, build->diags, &build->press, &input);
    result->written = result->press.written;
    if (result->written)
        result->pdf_path = str_of(result->press.products[0]);
}

static int pictures_on(const PaintList *list)
{
    int count = 0;

    for (int i = 0; i < list->op_count; i++)
        count += list->ops[i].kind == PAINT_PICTURE;
    return count;
}

/* Measuring ink means painting every page, which a build has no time for; it looks at what is
 * known without. */
static void measure_inks(Build *build)
{
    const House *house = build->issue->house;
    InkLimit limit = {house->ink_limit, INK_TOLERANCE};
    const Picture *pictures = build->pictures;

    build->inks = arena_many(build->arena, InkPage, (size_t)build->result.page_count);
    for (int i = 0; i < build->result.page_count; i++) {
        const PaintList *list = build->lists[i];
        InkPage *ink = &build->inks[i];
        *ink = ink_measure(build->arena, build->diags, build->fonts, list, pictures,
                           build->options->places.modules, limit);
        const PaintOp *worst = op_at(list, ink->worst);
        ink_report(build->arena, build->diags, ink, limit,
                   worst ? worst->at : build->result.pages[i]->spec->at);
        pictures += pictures_on(list);
    }
}

/* What the press would do badly. Comes before the second gate. */
static void preflight(Build *build)
{
    PreflightInput input = {.issue = build->issue,
                            .pages = build->result.pages,
                            .lists = build->lists,
                            .count = build->result.page_count,
                            .pictures = build->pictures,
                            .draft = build->options->draft};

    preflight_pages(build->arena, build->diags, &input);
    if (!build->options->write_press && build->pictures)
        measure_inks(build);
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

/* For people to sign; not made where a page could not be measured, which is reported. */
static void write_sheet(Build *build)
{
    Arena *arena = build->arena;
    SheetInput sheet = {.issue = build->issue,
                        .fonts = build->fonts,
                        .colour = build->colour,
                        .inks = build->inks,
                        .count = build->result.page_count,
                        .title = sheet_title(arena, build->issue),
                        .version = manuscript_hash(arena, build->diags, build->issue),
                        .creator = build_creator(),
                        .path = in_folder(arena, build->result.output_dir, S("签样.pdf"))};

    for (int i = 0; i < sheet.count; i++)
        if (!sheet.inks[i].is_measured)
            return;
    sheet_write(arena, build->diags, &sheet);
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
        const char *products[PRESS_PRODUCTS + 2] = {layout, findings};
        for (int i = 0; i < result->press.count; i++)
            products[2 + i] = result->press.products[i];
        ManifestInput input = {.issue = build->issue,
                               .fonts = build->fonts,
                               .printer = build->press.printer ? build->press.printer->source : 0,
                               .pictures = build->pictures,
                               .pages = build->lists,
                               .page_count = result->page_count,
                               .products = products,
                               .product_count = 2 + result->press.count};
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
    build->words = words_open(build->arena, build->options->places.modules);
    PageOptions how = {.draft = build->options->draft, .words = build->words};
    build->result.pages =
        pages_make_with(build->arena, build->diags, build->fonts, build->issue, &how);
    build->result.page_count = build->issue->page_count;
    paint_pages(build);
}

static void close_all(Build *build)
{
    if (build->colour)
        colour_close(build->colour);
    words_close(build->words);
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
    if (build.issue && build.issue->house)
        build.press = press_prepare(arena, diags, &options->press, build.issue);
    if (can_be_set(&build)) {
        make_pages(&build);
        build.colour = colour_open(arena, diags, build.issue->house);
    }
    if (build.colour && build.press.printer)
        colour_check_whole(build.colour, diags, build.issue->house);
    if (build.colour && build.lists)
        make_pictures(&build);
    if (build.lists)
        preflight(&build);
    if (has_folder && may_be_printed(&build))
        write_press(&build);
    if (has_folder && options->write_proof && build.lists && build.pictures)
        write_proofs(&build);
    if (has_folder && build.inks)
        write_sheet(&build);
    write_reports(&build, has_folder);
    close_all(&build);
    return build.result;
}
