#ifndef CONTENT_SOURCE_H
#define CONTENT_SOURCE_H

#include "base/diag.h"

enum { TEXT_FILE_LIMIT = 16 * 1024 * 1024 };

/*
 * A text file as the readers see it: valid UTF-8, as long as the file, control characters turned
 * into blanks (reported). `start` is where the text begins after a byte order mark. Offsets into
 * `text` are offsets into the file.
 */
typedef struct {
    int32_t file; /* in diags */
    Str text;
    size_t start;
} Source;

/* Reads and registers the file; false when it cannot be read or is not UTF-8 (reported). */
bool source_read(Arena *arena, Diags *diags, const char *path, Str shown, Span blame, Source *out);

/* The same for a text that is at hand. */
bool source_from_text(Arena *arena, Diags *diags, Str shown, Str text, Source *out);

/* For parsers that report that memory ran out: ends as every failed allocation does. */
void source_out_of_memory(Arena *arena);

#endif
