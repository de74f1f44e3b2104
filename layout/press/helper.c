/*
 * Runs a decoder as a program of its own: what crashes or hangs there does no harm here. The
 * picture goes in as a file in memory, so the helper needs no path and sees what was hashed; rows
 * come out of a pipe. A timer is watched beside the pipe, and whatever is wrong ends the helper at
 * once.
 */
#include "press/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "press/outer.h"

enum { EXIT_NOT_STARTED = 127 }; /* the loader's, when a library is missing */

typedef struct {
    DecoderJob *job;
    int picture, pipe[2], timer; /* -1: not open */
    pid_t pid;
    bool is_late;
    unsigned char *icc;
    void *row;
} Helper;

static bool write_all(int fd, const unsigned char *bytes, size_t n)
{
    while (n) {
        ssize_t put = write(fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        n -= (size_t)put;
    }
    return true;
}

static bool open_all(Helper *helper, int seconds)
{
    struct itimerspec end = {.it_value = {.tv_sec = seconds}};

    helper->picture = memfd_create("picture", MFD_CLOEXEC);
    helper->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    return helper->picture >= 0 && helper->timer >= 0 &&
           timerfd_settime(helper->timer, 0, &end, NULL) == 0 &&
           pipe2(helper->pipe, O_CLOEXEC) == 0 &&
           write_all(helper->picture, helper->job->bytes, helper->job->n) &&
           lseek(helper->picture, 0, SEEK_SET) == 0;
}

static void close_one(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

/* 0, or why it could not be started. Standard streams are open, so none of the descriptors is one
 * of theirs. */
static int start(Helper *helper, const char *path)
{
    const DecoderJob *job = helper->job;
    const int numbers[HELPER_ARGUMENTS] = {job->width,    job->height,   job->window.x,
                                           job->window.y, job->window.w, job->window.h};
    char text[HELPER_ARGUMENTS][16], *argv[HELPER_ARGUMENTS + 2] = {(char *)path};
    char *nothing[] = {NULL};
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, usual;
    int error;

    for (int i = 0; i < HELPER_ARGUMENTS; i++) {
        snprintf(text[i], sizeof text[i], "%d", numbers[i]);
        argv[i + 1] = text[i];
    }
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    posix_spawn_file_actions_adddup2(&files, helper->picture, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, helper->pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &usual);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    error = posix_spawn(&helper->pid, path, &files, &how, argv, nothing);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return error;
}

/* Bytes that are there within the time: 0 at the end, below 0 when it is late or nothing works. */
static ssize_t take_some(Helper *helper, void *to, size_t n)
{
    struct pollfd ready[] = {{helper->pipe[0], POLLIN, 0}, {helper->timer, POLLIN, 0}};

    for (;;) {
        if (poll(ready, 2, -1) < 0 && errno != EINTR)
            return -1;
        if (ready[1].revents) {
            helper->is_late = true;
            return -1;
        }
        if (!ready[0].revents)
            continue;
        ssize_t got = read(helper->pipe[0], to, n);
        if (got >= 0 || (errno != EINTR && errno != EAGAIN))
            return got;
    }
}

static bool take_all(Helper *helper, void *to, size_t n)
{
    unsigned char *at = to;

    while (n) {
        ssize_t got = take_some(helper, at, n);
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

static bool take_profile(Helper *helper, uint32_t n)
{
    enum { PROFILE_MAX = 16 << 20 };

    if (n > PROFILE_MAX)
        return false;
    helper->icc = malloc(n + 1);
    return helper->icc && take_all(helper, helper->icc, n);
}

static DecodeOutcome take_rows(Helper *helper, const HelperHead *from)
{
    const DecoderJob *job = helper->job;
    DecoderHead head = {.kind = (RowKind)from->kind,
                        .width = from->width,
                        .height = from->height,
                        .primaries = from->primaries,
                        .transfer = from->transfer,
                        .icc = helper->icc,
                        .icc_n = from->icc_n};
    size_t row_bytes = (size_t)job->window.w * row_pixel_bytes(head.kind);

    if (!job->head(job->context, &head))
        return DECODE_BROKEN;
    helper->row = malloc(row_bytes);
    if (!helper->row)
        return DECODE_NO_MEMORY;
    for (int y = 0; y < job->window.h; y++)
        if (!take_all(helper, helper->row, row_bytes) || !job->row(job->context, helper->row))
            return DECODE_BROKEN;
    /* The end, and nothing more. */
    return take_some(helper, helper->row, 1) == 0 ? DECODE_GOOD : DECODE_BROKEN;
}

static DecodeOutcome take_picture(Helper *helper)
{
    DecoderJob *job = helper->job;
    HelperHead head;

    if (!take_all(helper, &head, sizeof head) || head.magic != HELPER_MAGIC || head.outcome < 0 ||
        head.outcome >= DECODE_OUTCOMES)
        return DECODE_BROKEN;
    if (head.outcome != DECODE_GOOD) {
        memcpy(job->what, head.what, sizeof job->what);
        job->what[sizeof job->what - 1] = '\0';
        return (DecodeOutcome)head.outcome;
    }
    if (head.kind < 0 || head.kind >= ROW_KINDS || !take_profile(helper, head.icc_n))
        return DECODE_BROKEN;
    return take_rows(helper, &head);
}

/* Its word about itself counts when it could say it; what the system says of its end otherwise. */
static DecodeOutcome judge(const Helper *helper, DecodeOutcome outcome, int status)
{
    if (helper->is_late)
        return DECODE_OVERRUN;
    if (outcome != DECODE_GOOD && outcome != DECODE_BROKEN)
        return outcome;
    if (WIFEXITED(status)) {
        int code = WEXITSTATUS(status);
        if (code == EXIT_NOT_STARTED)
            return DECODE_NO_DECODER;
        return code > DECODE_GOOD && code < DECODE_OUTCOMES ? (DecodeOutcome)code
               : code == DECODE_GOOD                        ? outcome
                                                            : DECODE_BROKEN;
    }
    return WTERMSIG(status) == SIGXCPU ? DECODE_OVERRUN : DECODE_BROKEN;
}

/* How it ended. One that has no more to say gets what is left of the time to end by itself. */
static int reap(Helper *helper, bool may_end)
{
    enum { PAUSE = 10 /* ms */ };
    struct pollfd timer = {helper->timer, POLLIN, 0};
    int status = 0;

    while (may_end && waitpid(helper->pid, &status, WNOHANG) == 0)
        may_end = poll(&timer, 1, PAUSE) == 0;
    if (may_end)
        return status;
    kill(helper->pid, SIGKILL);
    while (waitpid(helper->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static bool has_closed(Helper *helper)
{
    char byte;

    return take_some(helper, &byte, 1) == 0;
}

static DecodeOutcome run(Helper *helper, const char *path)
{
    DecoderJob *job = helper->job;
    DecodeOutcome outcome;
    int error = start(helper, path);

    close_one(&helper->pipe[1]);
    if (error) {
        snprintf(job->what, sizeof job->what, "%s", strerror(error));
        return DECODE_NO_DECODER;
    }
    outcome = take_picture(helper);
    if (outcome == DECODE_GOOD)
        reap(helper, false); /* nothing is missing, however it may end */
    else
        outcome = judge(helper, outcome, reap(helper, has_closed(helper)));
    if (outcome == DECODE_NO_DECODER && !job->what[0])
        snprintf(job->what, sizeof job->what, "%s", "libheif / libtiff");
    return outcome;
}

DecodeOutcome helper_run(const char *path, int seconds, DecoderJob *job)
{
    Helper helper = {.job = job, .picture = -1, .pipe = {-1, -1}, .timer = -1};
    DecodeOutcome outcome = DECODE_NO_MEMORY;

    if (open_all(&helper, seconds))
        outcome = run(&helper, path);
    close_one(&helper.picture);
    close_one(&helper.pipe[0]);
    close_one(&helper.pipe[1]);
    close_one(&helper.timer);
    free(helper.icc);
    free(helper.row);
    return outcome;
}
