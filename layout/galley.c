#include "galley.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "content/source.h"
#include "proof/report.h"

enum { READ_STEP = 64 * 1024, MEGABYTE = 1024 * 1024 };

/* A headline's two lines stand this much closer than body: 18 pt on 19.125. */
enum { HEAD_PITCH_MILLI = 1063 };

#define DEFAULT_STYLE "newspaper"

typedef struct {
    Arena *arena;
    Diags *diags;
    const Options *options;
    Places places;
} Galley;

static bool is_stdin(const Options *options)
{
    return strcmp(options->operand, "-") == 0;
}

/* Standard input to its end. */
static bool read_stdin(Galley *galley, Str *text)
{
    Buf buf = buf_new(galley->arena);
    char *step = arena_many(galley->arena, char, READ_STEP);

    for (;;) {
        ssize_t got = read(STDIN_FILENO, step, READ_STEP);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            diag_report(galley->diags, C_FILE_UNREADABLE, NOWHERE, "-");
            return false;
        }
        if (got == 0)
            break;
        buf_add(&buf, (Str){step, (size_t)got});
        if (buf.n > TEXT_FILE_LIMIT) {
            diag_report(galley->diags, C_FILE_TOO_LARGE, NOWHERE, "-\t%zu\t%d", buf.n / MEGABYTE,
                        TEXT_FILE_LIMIT / MEGABYTE);
            return false;
        }
    }
    *text = buf_str(&buf);
    return true;
}

static Story *read_story(Galley *galley)
{
    Str path = str_of(galley->options->operand), text = {0};
    bool read = is_stdin(galley->options)
                    ? read_stdin(galley, &text)
                    : file_read(galley->arena, galley->diags, galley->options->operand, path,
                                TEXT_FILE_LIMIT, NOWHERE, &text);

    return read ? story_from_text(galley->arena, galley->diags, path, text) : NULL;
}

/* A style's name, or the path of a file: anything with a slash or an extension. */
static const House *read_house(Galley *galley)
{
    Arena *arena = galley->arena;
    const char *name = galley->options->style ? galley->options->style : DEFAULT_STYLE;
    bool is_path = strchr(name, '/') || strchr(name, '.');
    const char *path =
        is_path ? name : str_z(arena, str_format(arena, "%s/%s.yaml", galley->places.styles, name));

    return house_load(arena, galley->diags, path,
                      is_path ? str_of(name) : str_format(arena, "layout/styles/%s.yaml", name));
}

/* File name without folder and extension. */
static Str base_name(Str path)
{
    size_t start = path.n, end;

    while (start && path.p[start - 1] != '/')
        start--;
    path = (Str){path.p + start, path.n - start};
    end = path.n;
    while (end > 1 && path.p[end - 1] != '.')
        end--;
    return end > 1 ? (Str){path.p, end - 1} : path;
}

/* An issue of one page with that one story, as the stages behind want it. */
static Issue *make_issue(Arena *arena, const House *house, Story *story, Str name)
{
    Issue *issue = arena_new(arena, Issue);
    PageSpec *page = arena_new(arena, PageSpec);

    issue->stories = arena_new(arena, Story *);
    issue->stories[0] = story;
    issue->story_count = 1;
    *page = (PageSpec){.number = 1,
                       .masthead = MASTHEAD_NONE,
                       .inks = INKS_BLACK,
                       .stories = arena_new(arena, int),
                       .story_count = 1,
                       .lead = -1};
    issue->pages = page;
    issue->page_count = 1;
    issue->name = name;
    issue->dir = ".";
    issue->house = house;
    /* A trial sheet has no date of issue; products never take the clock's. */
    issue->year = 2000;
    issue->month = 1;
    issue->day = 1;
    return issue;
}

static Emu length_in(Length length, Emu em, Emu otherwise)
{
    Emu absolute;

    if (length.micro < 0)
        return otherwise;
    if (length.unit == UNIT_EM)
        return (Emu)(length.micro * em / 1000000);
    return length_emu(length, &absolute) ? absolute : otherwise;
}

static GalleyStyle column_style(const Options *options, const House *house)
{
    bool is_text = options->as != SET_AS_HEADLINE;
    Emu body = house->text[is_text ? ROLE_BODY : ROLE_HEADLINE].size;
    GalleyStyle style = {.as = options->as == SET_AS_VERTICAL ? GALLEY_VERTICAL
                               : is_text                      ? GALLEY_TEXT
                                                              : GALLEY_HEADLINE};

    style.size = length_in(options->size, body, body);
    style.measure = length_in(options->measure, style.size, house->column_ems * style.size);
    style.leading = length_in(options->leading, style.size,
                              is_text ? emu_scale(style.size, house->row, house->em)
                                      : emu_scale(style.size, HEAD_PITCH_MILLI, 1000));
    style.indent = length_in(options->indent, style.size,
                             is_text ? emu_scale(style.size, house->indent_milli_em, 1000) : 0);
    return style;
}

static const char *output_path(Galley *galley)
{
    Arena *arena = galley->arena;
    const Options *options = galley->options;

    if (options->output)
        return options->output;
    if (is_stdin(options))
        return "output/小样.pdf";
    return str_z(arena, str_format(arena, "output/%.*s-小样.pdf",
                                   STR_ARGS(base_name(str_of(options->operand)))));
}

static bool make_folder_of(Galley *galley, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder;

    if (!slash || slash == path)
        return true;
    folder = str_z(galley->arena, (Str){path, (size_t)(slash - path)});
    if (folder_make(folder))
        return true;
    diag_report(galley->diags, C_CANNOT_WRITE, NOWHERE, "%s\t%s", folder, strerror(errno));
    return false;
}

static void print_column(Galley *galley, FontSet *fonts, Colour *colour, BuildResult *result)
{
    Issue *issue = result->issue;
    GalleyStyle style = column_style(galley->options, issue->house);
    style.words = words_open(galley->arena, galley->places.modules);
    GalleySheet sheet = galley_make(galley->arena, galley->diags, fonts, issue, &style);
    words_close(style.words);
    PaintList *list = paint_page(galley->arena, issue, sheet.page);
    const char *path = output_path(galley);
    PdfOptions pdf = {.path = path,
                      .threads = galley->options->threads,
                      .title = issue->name,
                      .creator = build_creator(),
                      .author = issue->paper,
                      .year = issue->year,
                      .month = issue->month,
                      .day = issue->day};

    standard_find(issue->house->pdf_standard, &pdf.standard);
    list->width = sheet.width;
    list->height = sheet.height;
    list->bleed = 0;
    result->pages = arena_new(galley->arena, Page *);
    result->pages[0] = sheet.page;
    result->page_count = 1;
    if (diags_count(galley->diags, DIAG_ERROR) || !make_folder_of(galley, path))
        return;
    result->written =
        pdf_write(galley->arena, galley->diags, fonts, issue, colour, &list, 1, NULL, &pdf);
    if (result->written)
        result->pdf_path = str_of(path);
}

BuildResult build_galley(Arena *arena, Diags *diags, const Options *options, Places places)
{
    Galley galley = {arena, diags, options, places};
    const House *house = read_house(&galley);
    Story *story = read_story(&galley);
    BuildResult result = {0};

    if (house && story) {
        Str name = is_stdin(options) ? S("小样") : base_name(str_of(options->operand));
        result.issue = make_issue(arena, house, story, name);
        FontSet *fonts = fontset_open(arena, diags, places.catalogue, house);
        Colour *colour = fonts ? colour_open(arena, diags, house) : NULL;
        if (colour)
            print_column(&galley, fonts, colour, &result);
        if (colour)
            colour_close(colour);
        if (fonts)
            fontset_close(fonts);
    }
    result.findings_json =
        report_findings(arena, diags, options->lang, result.issue, result.pages, result.page_count);
    return result;
}
