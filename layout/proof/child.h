#ifndef PROOF_CHILD_H
#define PROOF_CHILD_H

#include "base/str.h"

/* Another program run for its output, without a shell, without input, within limits. */
typedef struct {
    const char *const *arguments; /* the program's path or name first, NULL last */
    int seconds;                  /* it is ended when it takes longer */
    int megabytes;                /* of memory, 0: no limit */
} ChildSpec;

typedef enum {
    CHILD_DONE,
    CHILD_MISSING, /* there is no such program */
    CHILD_FAILED,  /* it says so itself, or crashed */
    CHILD_LATE,
    CHILD_REFUSED /* the reader had enough */
} ChildOutcome;

/* Takes output as it comes; false ends the program. */
typedef bool ChildReader(void *context, const char *bytes, size_t n);

ChildOutcome child_run(const ChildSpec *spec, ChildReader *read, void *context);

#endif
