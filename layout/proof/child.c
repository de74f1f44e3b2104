#include "proof/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

/* The child gets the pipe and nothing else that is open here. */
static int start(const ChildSpec *spec, const int ends[2], pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int fault = posix_spawnp(child, spec->arguments[0], &actions, &attributes,
                             (char *const *)spec->arguments, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return fault;
}

static void limit(pid_t child, const ChildSpec *spec)
{
    const rlim_t bytes = (rlim_t)spec->megabytes << 20;
    const struct rlimit memory = {bytes, bytes};
    const struct rlimit none = {0, 0};

    if (spec->megabytes)
        prlimit(child, RLIMIT_AS, &memory, NULL);
    prlimit(child, RLIMIT_CORE, &none, NULL);
}

/* One piece of output; 0: there is no more, -1: the time is over. */
static ssize_t receive(int from, int timer, char *piece)
{
    struct pollfd waits[] = {{.fd = from, .events = POLLIN}, {.fd = timer, .events = POLLIN}};
    ssize_t n;

    while (poll(waits, 2, -1) < 0)
        if (errno != EINTR)
            return -1;
    if (waits[1].revents)
        return -1;
    do
        n = read(from, piece, PIECE);
    while (n < 0 && errno == EINTR);
    return n < 0 ? 0 : n;
}

static ChildOutcome read_all(const ChildSpec *spec, int from, ChildReader *read_piece,
                             void *context)
{
    const struct itimerspec when = {.it_value = {.tv_sec = spec->seconds}};
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    ChildOutcome outcome = CHILD_DONE;
    static _Thread_local char piece[PIECE];
    ssize_t n;

    if (timer < 0)
        return CHILD_FAILED;
    timerfd_settime(timer, 0, &when, NULL);
    while ((n = receive(from, timer, piece)) > 0)
        if (!read_piece(context, piece, (size_t)n)) {
            outcome = CHILD_REFUSED;
            break;
        }
    close(timer);
    return n < 0 ? CHILD_LATE : outcome;
}

static ChildOutcome finish(pid_t child, ChildOutcome outcome)
{
    int status = 0;

    if (outcome != CHILD_DONE)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return CHILD_FAILED;
    if (outcome == CHILD_DONE && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        return WIFEXITED(status) && WEXITSTATUS(status) == 127 ? CHILD_MISSING : CHILD_FAILED;
    return outcome;
}

ChildOutcome child_run(const ChildSpec *spec, ChildReader *read_piece, void *context)
{
    int ends[2];
    pid_t child = 0;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return CHILD_FAILED;
    int fault = start(spec, ends, &child);
    close(ends[1]);
    if (fault) {
        close(ends[0]);
        return fault == ENOENT || fault == EACCES ? CHILD_MISSING : CHILD_FAILED;
    }
    limit(child, spec);
    ChildOutcome outcome = read_all(spec, ends[0], read_piece, context);
    close(ends[0]);
    return finish(child, outcome);
}
