#ifndef BASE_WORK_H
#define BASE_WORK_H

/* Runs job(context, i) for i in 0..count-1 on up to `threads` threads and returns when all are
 * done. Jobs must not depend on each other's order: what they make lies at index i. A job may not
 * use an arena that another job uses; diag_report is safe from any job. */
void work_run(int threads, int count, void (*job)(void *context, int index), void *context);

/* Processors this process may use, at least 1. */
int work_threads(void);

#endif
