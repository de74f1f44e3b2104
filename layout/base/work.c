#include "base/work.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { THREADS_MAX = 64 };

typedef struct {
    atomic_int next;
    int count;
    void (*job)(void *context, int index);
    void *context;
} Queue;

static void *drain(void *arg)
{
    Queue *queue = arg;

    for (;;) {
        int index = atomic_fetch_add(&queue->next, 1);
        if (index >= queue->count)
            return NULL;
        queue->job(queue->context, index);
    }
}

void work_run(int threads, int count, void (*job)(void *context, int index), void *context)
{
    Queue queue = {.count = count, .job = job, .context = context};
    pthread_t helpers[THREADS_MAX];
    int started = 0;
    int wanted = threads < count ? threads : count;

    /* A thread that cannot be had is not an error: the others, at least this one, do its share. */
    while (started < wanted - 1 && started < THREADS_MAX &&
           pthread_create(&helpers[started], NULL, drain, &queue) == 0)
        started++;
    drain(&queue);
    for (int i = 0; i < started; i++)
        pthread_join(helpers[i], NULL);
}

int work_threads(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;

    return count > 0 ? count : 1;
}
