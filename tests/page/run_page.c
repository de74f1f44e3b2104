/*
 * Golden of the page and paint stages: run_page [--bless] CATALOGUE STYLES ISSUE GOLDEN sets an
 * issue in the square fonts and compares the dumps of its pages and paint lists with the record.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "paint/paint.h"

static Str dumps(Arena *arena, Diags *diags, char **arguments)
{
    Issue *issue = issue_load(arena, diags, arguments[2], arguments[1]);
    FontSet *fonts =
        issue && issue->house ? fontset_open(arena, diags, arguments[0], issue->house) : NULL;
    char *bytes = NULL;
    size_t n = 0;

    if (!fonts)
        return (Str){0};
    FILE *out = open_memstream(&bytes, &n);
    Page **pages = pages_make(arena, diags, fonts, issue, true);
    for (int i = 0; i < issue->page_count; i++) {
        page_dump(issue, pages[i], out);
        paint_dump(paint_page(arena, issue, pages[i]), fonts, out);
    }
    fclose(out);
    Str text = str_copy(arena, (Str){bytes, n});
    free(bytes);
    fontset_close(fonts);
    return text;
}

static Str next_line(Str *text)
{
    Str line = *text, rest = {0};

    *text = str_cut(*text, '\n', &line, &rest) ? rest : (Str){0};
    return line;
}

static void show_difference(Str was, Str is)
{
    int shown = 0;

    for (int number = 1; (was.n || is.n) && shown < 20; number++) {
        Str a = next_line(&was), b = next_line(&is);
        if (str_eq(a, b))
            continue;
        fprintf(stderr, "%d\n  - %.*s\n  + %.*s\n", number, STR_ARGS(a), STR_ARGS(b));
        shown++;
    }
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    Diags *diags = diags_new(&arena);
    bool bless = argc > 1 && strcmp(argv[1], "--bless") == 0;
    char **arguments = argv + (bless ? 2 : 1);
    Str golden = {0};
    bool good;

    if (argc != (bless ? 6 : 5)) {
        fputs("run_page [--bless] CATALOGUE STYLES ISSUE GOLDEN\n", stderr);
        return 2;
    }
    Str now = dumps(&arena, diags, arguments);
    if (bless) {
        good = now.n && file_write(&arena, diags, arguments[3], now);
    } else {
        good = file_read(&arena, diags, arguments[3], str_of(arguments[3]), 1 << 24, NOWHERE,
                         &golden) &&
               str_eq(golden, now);
        if (!good)
            show_difference(golden, now);
    }
    diags_close(diags);
    arena_free(&arena);
    return good ? 0 : 1;
}
