#ifndef PREFLIGHT_COMMAND_H
#define PREFLIGHT_COMMAND_H

#include "build.h"
#include "options.h"

typedef struct {
    BuildResult result; /* findings_json and nothing else */
    Str summary;        /* level and ink, for people */
} PreflightResult;

/* `preflight FILE.pdf`: examines a finished PDF, ours or anyone's. */
PreflightResult preflight_file(Arena *arena, Diags *diags, const Options *options, Places places);

#endif
