/* main of a helper program around one decoder: see helper.h for what goes in and comes out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "press/helper.h"

/* The largest picture takes a minute and three gigabytes. */
enum { CPU_SECONDS = 100 };
static const rlim_t MEMORY = (rlim_t)4 << 30;

static void hold(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limit = {most, most};

    setrlimit(resource, &limit);
}

/* The address sanitizer reserves more than any limit would leave it. */
static void hold_resources(void)
{
#if !defined(__SANITIZE_ADDRESS__)
    hold(RLIMIT_AS, MEMORY);
#else
    (void)MEMORY;
#endif
    hold(RLIMIT_CPU, CPU_SECONDS);
    hold(RLIMIT_CORE, 0);
    hold(RLIMIT_FSIZE, 0);
}

static bool write_all(const void *bytes, size_t n)
{
    const unsigned char *at = bytes;

    while (n) {
        ssize_t put = write(STDOUT_FILENO, at, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        n -= (size_t)put;
    }
    return true;
}

typedef struct {
    DecoderJob job;
    size_t row_bytes;
} Run;

static bool write_head(void *context, const DecoderHead *from)
{
    Run *run = context;
    HelperHead head = {.magic = HELPER_MAGIC,
                       .outcome = DECODE_GOOD,
                       .kind = (int32_t)from->kind,
                       .width = from->width,
                       .height = from->height,
                       .primaries = from->primaries,
                       .transfer = from->transfer,
                       .icc_n = (uint32_t)from->icc_n};

    run->row_bytes = (size_t)run->job.window.w * row_pixel_bytes(from->kind);
    return from->icc_n <= UINT32_MAX && write_all(&head, sizeof head) &&
           write_all(from->icc, from->icc_n);
}

static bool write_row(void *context, const void *row)
{
    const Run *run = context;

    return write_all(row, run->row_bytes);
}

static bool map_input(DecoderJob *job)
{
    struct stat info;
    void *bytes;

    if (fstat(STDIN_FILENO, &info) != 0 || info.st_size <= 0)
        return false;
    job->n = (size_t)info.st_size;
    bytes = mmap(NULL, job->n, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (bytes == MAP_FAILED)
        return false;
    job->bytes = bytes;
    return true;
}

static bool read_arguments(int argc, char **argv, DecoderJob *job)
{
    int *numbers[HELPER_ARGUMENTS] = {&job->width,    &job->height,   &job->window.x,
                                      &job->window.y, &job->window.w, &job->window.h};

    if (argc != HELPER_ARGUMENTS + 1)
        return false;
    for (int i = 0; i < HELPER_ARGUMENTS; i++) {
        char *end;
        long value = strtol(argv[i + 1], &end, 10);
        if (*end || end == argv[i + 1] || value < 0 || value > INT32_MAX)
            return false;
        *numbers[i] = (int)value;
    }
    return job->window.w > 0 && job->window.h > 0 && job->window.x <= job->width - job->window.w &&
           job->window.y <= job->height - job->window.h;
}

int main(int argc, char **argv)
{
    Run run = {0};
    DecoderJob *job = &run.job;
    DecodeOutcome outcome;

    hold_resources();
    *job = (DecoderJob){.size = sizeof *job, .context = &run, .head = write_head, .row = write_row};
    if (!read_arguments(argc, argv, job) || !map_input(job))
        return DECODE_BROKEN;
    outcome = nanfeng_decode(job);
    if (outcome != DECODE_GOOD && !run.row_bytes) {
        HelperHead head = {.magic = HELPER_MAGIC, .outcome = (int32_t)outcome};
        memcpy(head.what, job->what, sizeof head.what);
        write_all(&head, sizeof head);
    }
    return (int)outcome;
}
