#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"

/*
 * Where something came from. Kept on every block, run, line and paint op, so a fault found
 * on the finished page still names the manuscript. Line and column are worked out on print;
 * a start below 0 is the file as a whole, without a line.
 */
typedef struct {
    int32_t file; /* index from diags_source(); 0 means no source */
    int32_t start, len;
} Span;

#define NOWHERE ((Span){0, 0, 0})

typedef enum { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } Severity;
typedef enum { LANG_ZH, LANG_EN } Lang;

typedef enum {
#define DIAG(code, severity, zh, en, cure_zh, cure_en) code,
#include "base/diag.def"
#undef DIAG
    DIAG_CODE_COUNT
} DiagCode;

/* All findings of one run. One owner; reports may come from any thread. */
typedef struct Diags Diags;

Diags *diags_new(Arena *arena);
void diags_close(Diags *diags); /* frees what is not arena memory */

/* Registers a source by the path shown to people; the text must outlive the diags. */
int32_t diags_source(Diags *diags, Str path, Str text);
Str diags_source_path(const Diags *diags, int32_t file);
Str diags_source_text(const Diags *diags, int32_t file);

/*
 * fmt is printf-like and gives the fields that {1} {2} … of the code's texts in diag.def stand
 * for, separated by tabs: diag_report(d, C_X, at, "%d\t%s", 3, "a"). Fields are numbers and
 * names, never sentences, so both languages can use them.
 */
void diag_report(Diags *diags, DiagCode code, Span at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void diag_report_page(Diags *diags, DiagCode code, Span at, int page, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* From now on warnings of that code are known and accepted: they count as notes. */
void diags_accept(Diags *diags, DiagCode code, Str reason);

int diags_count(const Diags *diags, Severity at_least);
bool diags_has(const Diags *diags, DiagCode code);

/* One finding in the order of printing: by file path, offset, code, then the order of reports. */
typedef struct {
    DiagCode code;
    Severity severity;
    Span at;
    int page; /* 0: none */
    Str message, remedy, file;
    Str accepted;     /* why the finding is accepted; empty: it is not */
    int line, column; /* 1-based, columns in characters; 0 when there is no source */
} Finding;

/* Sorted, repeats (same code, place, page and text) once; the array lives in arena. */
Finding *diags_findings(Arena *arena, const Diags *diags, Lang lang, int *count);

/* path:line:column: 错误 message / 补救 remedy, as people read it. Notes only when asked for, and
 * what is accepted with them. */
void diags_print(Arena *arena, const Diags *diags, Lang lang, Severity at_least, FILE *out);

const char *diag_code_name(DiagCode code);
Severity diag_code_severity(DiagCode code);
DiagCode diag_code_find(Str name); /* DIAG_CODE_COUNT: there is none of that name */

#endif
