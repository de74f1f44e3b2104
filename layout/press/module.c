#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "press/outer.h"

/* The library keeps a module open once it was: opening it again costs next to nothing, and closing
 * it would do so for other threads' sake only. */
DecodeOutcome module_run(const char *path, DecoderJob *job)
{
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    void *entry = module ? dlsym(module, DECODER_ENTRY) : NULL;
    DecoderRun *run = NULL;

    if (!entry) {
        const char *reason = dlerror();
        snprintf(job->what, sizeof job->what, "%s", reason ? reason : path);
        return DECODE_NO_DECODER;
    }
    /* ISO C knows no cast from an object pointer to a function's; POSIX promises the bits fit. */
    memcpy(&run, &entry, sizeof run);
    return run(job);
}
