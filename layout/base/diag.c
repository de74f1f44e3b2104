#include "base/diag.h"

#include <assert.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef struct {
    const char *name;
    Severity severity;
    const char *text[2], *cure[2];
} CodeInfo;

static const CodeInfo CODES[] = {
#define DIAG(code, severity, zh, en, cure_zh, cure_en)                                             \
    [code] = {#code, severity, {zh, en}, {cure_zh, cure_en}},
#include "base/diag.def"
#undef DIAG
};

typedef struct {
    DiagCode code;
    Span at;
    int page;
    Str fields;
} Entry;

typedef struct {
    Str path, text;
} Source;

struct Diags {
    pthread_mutex_t lock;
    Arena *sources_arena; /* the issue's; sources are added by one thread only */
    Arena own;            /* fields of reports, behind the lock */
    Entry *entries;
    int count, cap;
    Source *sources;
    int source_count, source_cap;
    Str accepted[DIAG_CODE_COUNT]; /* reason; empty: not accepted */
};

Diags *diags_new(Arena *arena)
{
    Diags *diags = arena_new(arena, Diags);

    pthread_mutex_init(&diags->lock, NULL);
    diags->sources_arena = arena;
    vec_push(arena, diags->sources, diags->source_count, diags->source_cap) = (Source){0};
    return diags;
}

void diags_close(Diags *diags)
{
    pthread_mutex_destroy(&diags->lock);
    arena_free(&diags->own);
}

int32_t diags_source(Diags *diags, Str path, Str text)
{
    vec_push(diags->sources_arena, diags->sources, diags->source_count, diags->source_cap) =
        (Source){path, text};
    return diags->source_count - 1;
}

Str diags_source_path(const Diags *diags, int32_t file)
{
    assert(file >= 0 && file < diags->source_count);
    return diags->sources[file].path;
}

Str diags_source_text(const Diags *diags, int32_t file)
{
    assert(file >= 0 && file < diags->source_count);
    return diags->sources[file].text;
}

static void report(Diags *diags, DiagCode code, Span at, int page, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, args);
    assert(n >= 0);

    pthread_mutex_lock(&diags->lock);
    char *p = arena_many(&diags->own, char, (size_t)n + 1);
    vsnprintf(p, (size_t)n + 1, fmt, again);
    vec_push(&diags->own, diags->entries, diags->count, diags->cap) =
        (Entry){code, at, page, {p, (size_t)n}};
    pthread_mutex_unlock(&diags->lock);
    va_end(again);
}

void diag_report(Diags *diags, DiagCode code, Span at, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    report(diags, code, at, 0, fmt, args);
    va_end(args);
}

void diag_report_page(Diags *diags, DiagCode code, Span at, int page, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    report(diags, code, at, page, fmt, args);
    va_end(args);
}

void diags_accept(Diags *diags, DiagCode code, Str reason)
{
    assert(CODES[code].severity < DIAG_ERROR && reason.n > 0);
    diags->accepted[code] = reason;
}

static Severity weight(const Diags *diags, DiagCode code)
{
    return diags->accepted[code].n ? DIAG_NOTE : CODES[code].severity;
}

int diags_count(const Diags *diags, Severity at_least)
{
    int count = 0;

    for (int i = 0; i < diags->count; i++)
        count += weight(diags, diags->entries[i].code) >= at_least;
    return count;
}

bool diags_has(const Diags *diags, DiagCode code)
{
    for (int i = 0; i < diags->count; i++)
        if (diags->entries[i].code == code)
            return true;
    return false;
}

static Str field(Str fields, int index)
{
    Str one = fields, rest = {0};

    for (; index > 0; index--) {
        if (!str_cut(fields, '\t', &one, &rest))
            return (Str){0};
        fields = rest;
        one = rest;
    }
    return str_cut(fields, '\t', &one, &rest) ? one : fields;
}

static Str fill(Arena *arena, const char *template, Str fields)
{
    Buf out = buf_new(arena);

    for (const char *p = template; *p; p++) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
            buf_add(&out, field(fields, p[1] - '1'));
            p += 2;
        } else {
            buf_byte(&out, *p);
        }
    }
    return buf_str(&out);
}

/* A place in a source that only moves forward, so that many findings cost one walk. */
typedef struct {
    int32_t file;
    size_t at;
    int line, column;
} Cursor;

/* Findings come sorted by file and offset. */
static void locate(const Diags *diags, Finding *finding, Cursor *cursor)
{
    Str text = diags_source_text(diags, finding->at.file);
    size_t start = finding->at.start > 0 ? (size_t)finding->at.start : 0;

    if (!finding->at.file || finding->at.start < 0)
        return;
    if (cursor->file != finding->at.file || cursor->at > start) {
        /* A byte order mark is not a character of the first line. */
        size_t mark = str_starts(text, S("\xEF\xBB\xBF")) ? 3 : 0;
        *cursor = (Cursor){.file = finding->at.file, .at = mark, .line = 1, .column = 1};
    }
    for (; cursor->at < start && cursor->at < text.n; cursor->at++) {
        cursor->column += (text.p[cursor->at] & 0xC0) != 0x80;
        if (text.p[cursor->at] == '\n') {
            cursor->line++;
            cursor->column = 1;
        }
    }
    finding->line = cursor->line;
    finding->column = cursor->column;
}

static int by_place(const void *left, const void *right)
{
    const Finding *a = left, *b = right;
    int order = str_compare(a->file, b->file);

    if (!order)
        order = (a->at.start > b->at.start) - (a->at.start < b->at.start);
    if (!order)
        order = (a->code > b->code) - (a->code < b->code);
    if (!order)
        order = (a->page > b->page) - (a->page < b->page);
    return order ? order : str_compare(a->message, b->message);
}

Finding *diags_findings(Arena *arena, const Diags *diags, Lang lang, int *count)
{
    Finding *all = arena_many(arena, Finding, (size_t)diags->count + 1);
    Cursor cursor = {0};
    int kept = 0;

    for (int i = 0; i < diags->count; i++) {
        const Entry *entry = &diags->entries[i];
        const CodeInfo *info = &CODES[entry->code];
        all[i] = (Finding){.code = entry->code,
                           .severity = info->severity,
                           .at = entry->at,
                           .page = entry->page,
                           .accepted = diags->accepted[entry->code],
                           .message = fill(arena, info->text[lang], entry->fields),
                           .remedy = fill(arena, info->cure[lang], entry->fields),
                           .file = diags_source_path(diags, entry->at.file)};
    }
    qsort(all, (size_t)diags->count, sizeof *all, by_place);
    for (int i = 0; i < diags->count; i++)
        if (!kept || by_place(&all[kept - 1], &all[i]) != 0)
            all[kept++] = all[i];
    for (int i = 0; i < kept; i++)
        locate(diags, &all[i], &cursor);
    *count = kept;
    return all;
}

void diags_print(Arena *arena, const Diags *diags, Lang lang, Severity at_least, FILE *out)
{
    static const char *const names[2][3] = {{"提示", "警告", "错误"}, {"note", "warning", "error"}};
    int count = 0;
    Finding *findings = diags_findings(arena, diags, lang, &count);

    for (int i = 0; i < count; i++) {
        const Finding *f = &findings[i];
        if (weight(diags, f->code) < at_least)
            continue;
        if (f->file.n)
            fprintf(out, "%.*s:", STR_ARGS(f->file));
        if (f->line)
            fprintf(out, "%d:%d:", f->line, f->column);
        if (f->file.n)
            fputc(' ', out);
        if (f->page)
            fprintf(out, lang == LANG_ZH ? "第 %d 版 " : "page %d ", f->page);
        fprintf(out, "%s %s: %.*s\n", names[lang][f->severity], CODES[f->code].name,
                STR_ARGS(f->message));
        if (f->remedy.n)
            fprintf(out, lang == LANG_ZH ? "    办法：%.*s\n" : "    remedy: %.*s\n",
                    STR_ARGS(f->remedy));
    }
}

const char *diag_code_name(DiagCode code)
{
    return CODES[code].name;
}

Severity diag_code_severity(DiagCode code)
{
    return CODES[code].severity;
}

DiagCode diag_code_find(Str name)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        if (str_eq(name, str_of(CODES[i].name)))
            return (DiagCode)i;
    return DIAG_CODE_COUNT;
}
