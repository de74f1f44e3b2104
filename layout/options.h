#ifndef OPTIONS_H
#define OPTIONS_H

#include "base/diag.h"
#include "base/unit.h"

typedef enum {
    COMMAND_BUILD,
    COMMAND_CHECK,
    COMMAND_PROOF,
    COMMAND_GALLEY,
    COMMAND_DUMP,
    COMMAND_PREFLIGHT,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMAND_COUNT
} Command;

typedef enum { STAGE_CONTENT, STAGE_LINE, STAGE_PAGE, STAGE_PAINT, STAGE_COUNT } Stage;
typedef enum { SET_AS_TEXT, SET_AS_HEADLINE, SET_AS_VERTICAL, SET_AS_COUNT } SetAs;

/* --accept CODE=REASON */
typedef struct {
    DiagCode code;
    Str reason;
} Acceptance;

/* What the command line asks for. Texts point into argv. */
typedef struct {
    Command command;
    const char *operand; /* issue folder or file; of help the command asked about; NULL: none */
    Lang lang;
    const char *output; /* folder, of the galley the file; NULL: as the contract says */
    const char *cache;
    int threads;
    bool no_cache, json, quiet, draft, help;
    const char *pdf, *printer; /* standard by name, file; NULL: not given */
    Length bleed;              /* micro -1: not given */
    bool marks, impose;
    const char *level; /* of a PDF to be examined; NULL: what it claims */
    Acceptance *accepted;
    int accepted_count;
    Stage stage;
    Length measure, size, leading, indent; /* micro -1: not given */
    const char *style;                     /* of the galley; NULL: the default house style */
    SetAs as;
    Str problem; /* why the line cannot be followed; empty: all is well */
} Options;

/* Reads the arguments after the program's name; never prints. `problem` is in the language asked
 * for, wherever on the line it was asked for. */
Options options_parse(Arena *arena, int count, char **arguments);

/* The command of that name, COMMAND_COUNT when there is none. */
Command command_find(const char *name);
const char *command_name(Command command);

#endif
