#include "proof/pdf_check.h"

#include "base/file.h"
#include "base/utf8.h"
#include "proof/child.h"
#include "proof/plates.h"

enum { SECONDS = 60, OUTPUT_MOST = 1 << 20, FILE_MOST_MB = 512 };

typedef struct {
    Buf output;
    bool too_much;
} Lines;

static bool take(void *context, const char *bytes, size_t n)
{
    Lines *lines = context;

    if (lines->output.n + n > OUTPUT_MOST)
        return false;
    buf_add(&lines->output, (Str){bytes, n});
    return true;
}

static Str cut_line(Str *rest)
{
    Str line = *rest, after = {0};

    if (!str_cut(*rest, '\n', &line, &after))
        after = (Str){0};
    *rest = after;
    return line;
}

/* What the other program says is as foreign as the file it read. */
static void take_finding(Diags *diags, Span at, Str name, Str page_text, Str fields)
{
    DiagCode code = diag_code_find(name);
    int32_t page = 0;

    if (code == DIAG_CODE_COUNT || !str_int(page_text, &page) || page < 0 ||
        utf8_valid_prefix(fields) != fields.n)
        return;
    diag_report_page(diags, code, at, page, "%.*s", STR_ARGS(fields));
}

static bool take_lines(Arena *arena, Diags *diags, Span at, Str output, PdfCheck *check)
{
    bool done = false;

    while (output.n) {
        Str line = cut_line(&output), name = {0}, page = {0}, rest = {0};
        int32_t pages = 0;
        if (str_eq(line, S("#done")))
            done = true;
        if (!str_cut(line, '\t', &name, &rest))
            continue;
        if (str_eq(name, S("#level")))
            check->level = str_copy(arena, rest);
        else if (str_eq(name, S("#pages")) && str_int(rest, &pages))
            check->page_count = pages;
        else if (str_cut(rest, '\t', &page, &rest))
            take_finding(diags, at, name, page, rest);
    }
    return done;
}

/* False when the program did not come to its end. */
static bool inspect(Arena *arena, Diags *diags, const PdfCheckOptions *options, Span at,
                    PdfCheck *check)
{
    const char *program =
        str_z(arena, str_format(arena, "%s/nanfeng-inspect", options->module_dir));
    const char *const arguments[] = {program, options->path, options->level ? options->level : "",
                                     NULL};
    ChildSpec spec = {.arguments = arguments, .seconds = SECONDS};
    Lines lines = {.output = buf_new(arena)};
    ChildOutcome outcome = child_run(&spec, take, &lines);
    bool done = take_lines(arena, diags, at, buf_str(&lines.output), check);

    if (outcome == CHILD_MISSING)
        diag_report(diags, M_INSPECT_MISSING, NOWHERE, "%s\t-", program);
    else if (outcome == CHILD_LATE || outcome == CHILD_REFUSED)
        diag_report(diags, R_FILE_TOO_COMPLEX, at, "%d s", SECONDS);
    else if (outcome == CHILD_FAILED || !done)
        diag_report(diags, R_FILE_UNREADABLE, at, "%s", options->path);
    return outcome == CHILD_DONE && done;
}

static bool is_readable(Arena *arena, Diags *diags, const char *path)
{
    Arena own = {0};
    Str bytes = {0};
    bool good = file_read(&own, diags, path, str_copy(arena, str_of(path)),
                          (size_t)FILE_MOST_MB << 20, NOWHERE, &bytes);

    arena_free(&own);
    return good;
}

static bool is_blank(const InkPage *ink)
{
    return ink->most == 0;
}

static void check_inks(Arena *arena, Diags *diags, const PdfCheckOptions *options, Span at,
                       PdfCheck *check)
{
    check->inks =
        plates_measure(arena, diags, options->path, at, options->limit, &check->ink_count);
    for (int i = 0; i < check->ink_count; i++) {
        ink_report(arena, diags, &check->inks[i], options->limit, at);
        if (is_blank(&check->inks[i]))
            diag_report_page(diags, R_PAGE_BLANK, at, i + 1, " ");
    }
}

PdfCheck pdf_check(Arena *arena, Diags *diags, const PdfCheckOptions *options)
{
    Span at = {diags_source(diags, str_of(options->path), S("")), -1, 0};
    PdfCheck check = {0};

    if (!is_readable(arena, diags, options->path))
        return check;
    /* What was too much for the one is too much for the other. */
    if (inspect(arena, diags, options, at, &check) && options->measures_ink &&
        check.page_count > 0 && !diags_has(diags, R_FILE_TOO_COMPLEX))
        check_inks(arena, diags, options, at, &check);
    return check;
}
