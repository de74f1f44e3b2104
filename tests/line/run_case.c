/*
 * Runs golden cases of line setting: run_case [--bless] CATALOGUE FILE.case …
 *
 *   --- what the case claims
 *   measure 12em             measure 6em*3 12em: three lines of 6 em, then 12
 *   indent 2em               punct news|kaiming|banjiao|plain   kinsoku none|basic|gb|strict
 *   digits full              headline       loose +1 | -1     width: show each line's natural width
 *   vertical                 the line runs from top to bottom
 *   hyphens                  Latin words are parted where the patterns allow
 *   in   text, may go on in further `in` lines (a paragraph each); \\uXXXX for what
 *        cannot be seen
 *   out  one line of the result, with  +0.5em/3  when 3 gaps were opened by half an em in all
 *
 * A file whose first line is `KNOWNBAD reason` holds results on record that are wrong; it fails
 * when they turn right.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "line/para.h"

enum { MEASURES_MAX = 64, EM = PT(10) };

typedef struct {
    Emu measures[MEASURES_MAX];
    int measure_count;
    ParaStyle style;
    int loose;
    Words *words;
    bool width; /* show the natural width of every line */
} Setup;

static House house_of_squares(void)
{
    House house = {0};

    house.em = EM;
    for (int i = 0; i < ROLE_COUNT; i++)
        house.text[i] = (TextStyle){.size = EM, .pitch = EM * 4 / 3, .ink = INK_BLACK};
    return house;
}

static Setup default_setup(Words *words)
{
    return (Setup){.measures = {12 * EM},
                   .measure_count = 1,
                   .words = words,
                   .style = {.role = ROLE_BODY,
                             .size = EM,
                             .mixed_gap = EM / 4,
                             .kinsoku = KINSOKU_GB,
                             .half_digits = true,
                             .emphasis_roles = true}};
}

/* "12em", "5.5em" in EMU of a 10 pt em. */
static Emu ems(Str text)
{
    Length length;

    if (!length_parse(text, &length) || length.unit != UNIT_EM) {
        fprintf(stderr, "not a measure in em: %.*s\n", STR_ARGS(text));
        exit(2);
    }
    return (Emu)(length.micro * EM / 1000000);
}

static void read_measures(Setup *setup, Str value)
{
    Str one, rest;

    setup->measure_count = 0;
    while (value.n) {
        if (!str_cut(value, ' ', &one, &rest)) {
            one = value;
            rest = (Str){0};
        }
        Str width = one, times = S("1");
        int32_t n = 1;
        if (str_cut(one, '*', &width, &times))
            str_int(times, &n);
        for (int32_t i = 0; i < n && setup->measure_count < MEASURES_MAX; i++)
            setup->measures[setup->measure_count++] = ems(width);
        value = rest;
    }
}

static int index_of(Str value, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        if (str_eq(value, str_of(names[i])))
            return i;
    fprintf(stderr, "unknown setting: %.*s\n", STR_ARGS(value));
    exit(2);
}

static void read_setting(Setup *setup, Str key, Str value)
{
    static const char *const puncts[] = {"news", "kaiming", "banjiao", "plain"};
    static const char *const levels[] = {"none", "basic", "gb", "strict"};
    int32_t n = 0;

    if (str_eq(key, S("measure")))
        read_measures(setup, value);
    else if (str_eq(key, S("indent")))
        setup->style.indent = ems(value);
    else if (str_eq(key, S("punct")))
        setup->style.punct = (PunctStyle)index_of(value, puncts, 4);
    else if (str_eq(key, S("kinsoku")))
        setup->style.kinsoku = (Kinsoku)index_of(value, levels, 4);
    else if (str_eq(key, S("digits")))
        setup->style.half_digits = false;
    else if (str_eq(key, S("width")))
        setup->width = true;
    else if (str_eq(key, S("headline")))
        setup->style.headline = true;
    else if (str_eq(key, S("hyphens")))
        setup->style.words = setup->words;
    else if (str_eq(key, S("vertical")))
        setup->style.vertical = true;
    else if (str_eq(key, S("loose")) &&
             str_int(str_starts(value, S("+")) ? (Str){value.p + 1, value.n - 1} : value, &n))
        setup->loose = n;
    else {
        fprintf(stderr, "unknown line: %.*s\n", STR_ARGS(key));
        exit(2);
    }
}

/* Thousandths of an em as people write them: 1 -0.5 2.125 */
static void put_ems(Buf *out, int64_t milli)
{
    int64_t part = milli < 0 ? -milli : milli;
    char digits[8];

    buf_printf(out, "%s%lld", milli < 0 ? "-" : "", (long long)(part / 1000));
    if (part % 1000 == 0)
        return;
    int n = snprintf(digits, sizeof digits, "%03lld", (long long)(part % 1000));
    while (n > 0 && digits[n - 1] == '0')
        digits[--n] = '\0';
    buf_printf(out, ".%s", digits);
}

static int64_t in_milli(int64_t length)
{
    return (length * 1000 + (length < 0 ? -EM / 2 : EM / 2)) / EM;
}

/* Sum and number of the gaps that are not natural. */
static void put_change(Buf *out, const ShapedPara *para, const Line *line)
{
    int64_t total = 0;
    int changed = 0;

    for (int i = 0; i + 1 < line->count; i++) {
        const Glyph *g = &para->glyphs[line->first + i];
        Emu change = line->x[i + 1] - line->x[i] - g->body - g->gap;
        total += change;
        changed += change != 0;
    }
    if (changed == 0)
        return;
    buf_add(out, total < 0 ? S("  ") : S("  +"));
    put_ems(out, in_milli(total));
    buf_printf(out, "em/%d", changed);
}

static const Breaks *chosen(const Breaks *all, int count, int loose)
{
    int best = breaks_best(all, count), wanted = all[best].lines + loose;

    for (int i = 0; i < count; i++)
        if (all[i].lines == wanted)
            return &all[i];
    return &all[best];
}

static void set_text(Arena *arena, Diags *diags, FontSet *fonts, const Setup *setup, Str in,
                     Buf *out)
{
    Piece piece = {.text = in};
    ShapedPara *para = para_shape(arena, diags, fonts, (Text){&piece, 1}, &setup->style);
    Shape shape = {setup->measures, setup->measure_count, 0};
    Breaks all[8];
    int count = para_breaks(arena, para, shape, all, 8);
    const Breaks *breaks = chosen(all, count, setup->loose);

    for (int i = 0; i < breaks->lines; i++) {
        Line line = para_line(arena, para, breaks, i, shape);
        buf_add(out, S("out  "));
        for (int k = line.first; k < line.first + line.count; k++)
            buf_add(out,
                    (Str){para->text.p + para->glyphs[k].cluster, (size_t)para->glyphs[k].length});
        if (line.hyphen)
            buf_add(out, S("‐"));
        put_change(out, para, &line);
        if (setup->width) {
            buf_add(out, S("  ="));
            put_ems(out, in_milli(line.width));
            buf_add(out, S("em"));
        }
        if (line.justified && line.end != line.measure)
            buf_add(out, S("  !measure"));
        buf_byte(out, '\n');
    }
}

/* Text as written, with \\uXXXX for characters that cannot be seen. */
static Str unescape(Arena *arena, Str text)
{
    Buf out = buf_new(arena);

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '\\' && i + 5 < text.n && text.p[i + 1] == 'u') {
            char hex[5] = {text.p[i + 2], text.p[i + 3], text.p[i + 4], text.p[i + 5], 0};
            buf_utf8(&out, (int32_t)strtol(hex, NULL, 16));
            i += 5;
        } else {
            buf_byte(&out, text.p[i]);
        }
    }
    return buf_str(&out);
}

static Str next_line(Str *text)
{
    Str line = *text, rest = {0};

    if (str_cut(*text, '\n', &line, &rest))
        *text = rest;
    else
        *text = (Str){0};
    return line;
}

static bool is_setting(Str line)
{
    return line.n && !str_starts(line, S("---")) && !str_starts(line, S("#")) &&
           !str_starts(line, S("in ")) && !str_starts(line, S("out ")) &&
           !str_starts(line, S("KNOWNBAD"));
}

static Str value_after(Str line, size_t key)
{
    return str_trim((Str){line.p + key, line.n - key});
}

/* The file as it should be: every case with the output it has now. */
static Str rerun(Arena *arena, Diags *diags, FontSet *fonts, Str text, int *cases)
{
    Buf out = buf_new(arena);
    Words *words = words_open(arena, MODULES);
    Setup setup = default_setup(words);

    while (text.n) {
        Str line = next_line(&text), key = line, value = {0};
        if (str_starts(line, S("out ")))
            continue;
        buf_add(&out, line);
        buf_byte(&out, '\n');
        if (str_starts(line, S("---"))) {
            setup = default_setup(words);
            ++*cases;
        } else if (str_starts(line, S("in "))) {
            set_text(arena, diags, fonts, &setup, unescape(arena, value_after(line, 3)), &out);
        } else if (is_setting(line)) {
            str_cut(line, ' ', &key, &value);
            read_setting(&setup, key, str_trim(value));
        }
    }
    words_close(words);
    return buf_str(&out);
}

static void show_difference(Str was, Str is)
{
    while (was.n || is.n) {
        Str a = next_line(&was), b = next_line(&is);
        if (str_starts(a, S("---")))
            fprintf(stderr, "%.*s\n", STR_ARGS(a));
        if (!str_eq(a, b))
            fprintf(stderr, "  - %.*s\n  + %.*s\n", STR_ARGS(a), STR_ARGS(b));
    }
}

static bool run_file(Arena *arena, Diags *diags, FontSet *fonts, const char *path, bool bless)
{
    Str text;
    int cases = 0;

    if (!file_read(arena, diags, path, str_of(path), 1 << 20, NOWHERE, &text))
        return false;
    Str now = rerun(arena, diags, fonts, text, &cases);
    bool same = str_eq(text, now), known_bad = str_starts(text, S("KNOWNBAD"));
    if (bless)
        return same || file_write(arena, diags, path, now);
    fprintf(stderr, "%s: %d cases %s\n", path, cases, same ? "as recorded" : "DIFFER");
    if (!same)
        show_difference(text, now);
    if (known_bad)
        fprintf(stderr, "%s is on record as wrong: take KNOWNBAD off when it is right\n", path);
    return same && cases > 0;
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    Diags *diags = diags_new(&arena);
    House house = house_of_squares();
    bool bless = argc > 1 && strcmp(argv[1], "--bless") == 0, good = true;
    int first = bless ? 2 : 1;

    if (argc < first + 2) {
        fputs("run_case [--bless] CATALOGUE FILE.case …\n", stderr);
        return 2;
    }
    FontSet *fonts = fontset_open(&arena, diags, argv[first], &house);
    if (!fonts)
        return 2;
    for (int i = first + 1; i < argc; i++)
        good = run_file(&arena, diags, fonts, argv[i], bless) && good;
    diags_print(&arena, diags, LANG_EN, DIAG_WARNING, stderr);
    good = good && diags_count(diags, DIAG_ERROR) == 0;
    fontset_close(fonts);
    diags_close(diags);
    arena_free(&arena);
    return good ? 0 : 1;
}
