#ifndef STAGE_DUMP_H
#define STAGE_DUMP_H

#include "build.h"
#include "options.h"

/* Makes the issue as far as the stage and writes that stage as text. */
void dump_stage(Arena *arena, Diags *diags, const Options *options, Places places, FILE *out);

#endif
