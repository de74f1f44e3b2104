#ifndef CONTENT_PRINTER_H
#define CONTENT_PRINTER_H

#include "content/house.h"

typedef enum { MARKS_UNSAID, MARKS_NONE, MARKS_WANTED } MarksWish;

/* What one printing house asks for: a file of few keys that is laid over the house style. */
typedef struct {
    Str name;
    int32_t source; /* in diags */
    House *house;   /* the house style, with what the file says in place of its own */
    MarksWish marks;
    Str pattern; /* of the press file's name, empty: the issue's name */
} Printer;

/*
 * Reads a printer file; the path of its profile is taken from where the file lies. NULL when it
 * cannot be followed (reported): a wrong profile is worse than none.
 */
Printer *printer_load(Arena *arena, Diags *diags, const char *path, const House *house);

/* The file's name for an issue: {期} or {issue} is the issue folder's name, {日期} or {date} the
 * date as 20210120, {版数} or {pages} how many pages. Without the extension. */
Str printer_file_name(Arena *arena, Str pattern, Str issue, Str date, int pages);

#endif
