#ifndef PRESS_OUTER_H
#define PRESS_OUTER_H

#include "press/decode.h"

/* A helper program must have ended after so long. */
enum { HELPER_SECONDS = 120 };

/* Carriers: run the job in the module or in the helper program that lies at the path. When it is
 * not there job->what has the reason. */
DecodeOutcome module_run(const char *path, DecoderJob *job);
DecodeOutcome helper_run(const char *path, int seconds, DecoderJob *job);

/* Decodes with a decoder outside the program: a module when `seconds` is 0. */
typedef struct {
    const char *path;
    int seconds;
} OuterDecoder;

DecodeOutcome outer_decode(Arena *arena, OuterDecoder decoder, Str bytes, const Extract *extract,
                           Decoded *out);

#endif
