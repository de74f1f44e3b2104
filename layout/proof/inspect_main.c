/* The program: one PDF in, lines of findings out; see inspect.h. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "proof/inspect.h"

enum {
    FILE_MOST_MB = 512,
    MEMORY_MOST_MB = 3072,
    SECONDS_MOST = 60,
    LIKE_MOST = 6, /* findings of one kind on one page */
    FINDINGS_MOST = 3000,
    FIELD_BYTES = 120, /* of all fields of a finding */
    SAY_WORK = 10,
    WORK_MOST = 20000000
};

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW 1 /* of the address sanitizer, which is larger than any limit */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW 1
#endif
#endif

const LevelInfo LEVELS[LEVEL_COUNT] = {
    [LEVEL_X1A] = {"x1a", "PDF/X-1a:2001", "PDF/X-1:2001", "PDF/X-1a:2001", 3, .is_x = true},
    [LEVEL_X1A2003] = {"x1a2003", "PDF/X-1a:2003", "PDF/X-1a:2003", NULL, 4, .is_x = true},
    [LEVEL_X3] = {"x3", "PDF/X-3:2002", "PDF/X-3:2002", NULL, 3, .is_x = true, .has_icc = true},
    [LEVEL_X32003] = {"x32003", "PDF/X-3:2003", "PDF/X-3:2003", NULL, 4, .is_x = true,
                      .has_icc = true},
    [LEVEL_X4] = {"x4", "PDF/X-4", "PDF/X-4", NULL, 6, .is_x = true, .has_streams = true,
                  .has_transparency = true, .has_icc = true},
    [LEVEL_A] = {"a2u", "PDF/A", NULL, NULL, 7, .has_streams = true, .has_transparency = true,
                 .has_icc = true}};

struct Seen {
    DiagCode code;
    int page;
    Str fields;
};

/* A tab parts fields, a line end findings; a character cut in two is no character. */
static Str tidy(char *text)
{
    Str all = str_of(text);

    for (size_t i = 0; i < all.n; i++)
        if ((unsigned char)text[i] < ' ' && text[i] != '\t')
            text[i] = '?';
    all.n = utf8_valid_prefix(all);
    return all;
}

/* Pages come one after the other, so the findings of this one are the last. */
static bool was_said(const Inspect *inspect, DiagCode code, Str fields)
{
    int like = 0;

    for (int i = inspect->seen_count - 1; i >= 0; i--) {
        const Seen *seen = &inspect->seen[i];
        if (seen->page != inspect->page)
            break;
        if (seen->code == code && (str_eq(seen->fields, fields) || ++like == LIKE_MOST))
            return true;
    }
    return inspect->seen_count >= FINDINGS_MOST;
}

void inspect_say(Inspect *inspect, DiagCode code, const char *fmt, ...)
{
    char text[FIELD_BYTES] = {0};
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Str fields = tidy(text);
    inspect->budget -= SAY_WORK;
    if (was_said(inspect, code, fields))
        return;
    vec_push(inspect->arena, inspect->seen, inspect->seen_count, inspect->seen_cap) =
        (Seen){code, inspect->page, str_copy(inspect->arena, fields)};
    buf_printf(&inspect->out, "%s\t%d\t%.*s\n", diag_code_name(code), inspect->page,
               STR_ARGS(fields));
}

bool inspect_spend(Inspect *inspect, int64_t work)
{
    inspect->budget -= work;
    if (inspect->budget >= 0)
        return true;
    if (!inspect->is_spent)
        inspect_say(inspect, R_FILE_TOO_COMPLEX, "%d", inspect->page);
    inspect->is_spent = true;
    return false;
}

/* What does not fit into memory is no damage. */
static void say_complaint(Inspect *inspect, qpdf_error error)
{
    const char *detail = qpdf_get_error_message_detail(inspect->pdf, error);

    if (strstr(detail, "bad_alloc"))
        inspect_say(inspect, R_FILE_TOO_COMPLEX, "%d", inspect->page);
    else
        inspect_say(inspect, R_FILE_DAMAGED, "%s", detail);
}

void inspect_warnings(Inspect *inspect)
{
    while (qpdf_more_warnings(inspect->pdf))
        say_complaint(inspect, qpdf_next_warning(inspect->pdf));
    if (qpdf_has_error(inspect->pdf))
        say_complaint(inspect, qpdf_get_error(inspect->pdf));
}

/* A file that asks for too much is ended by the system rather than by the patience of people. */
static void set_limits(void)
{
    const struct rlimit seconds = {SECONDS_MOST, SECONDS_MOST}, none = {0, 0};

    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_CORE, &none);
#ifndef HAS_SHADOW
    const struct rlimit memory = {(rlim_t)MEMORY_MOST_MB << 20, (rlim_t)MEMORY_MOST_MB << 20};
    setrlimit(RLIMIT_AS, &memory);
#endif
}

static bool open_pdf(Inspect *inspect, const char *path)
{
    qpdf_silence_errors(inspect->pdf);
    qpdf_set_suppress_warnings(inspect->pdf, QPDF_TRUE);
    QPDF_ERROR_CODE code =
        qpdf_read_memory(inspect->pdf, path, inspect->bytes.p, inspect->bytes.n, NULL);
    if (!(code & QPDF_ERRORS))
        return true;
    qpdf_error error = qpdf_get_error(inspect->pdf);
    bool locked = qpdf_get_error_code(inspect->pdf, error) == qpdf_e_password;
    inspect_say(inspect, locked ? R_FILE_ENCRYPTED : R_FILE_UNREADABLE, "%s",
                qpdf_get_error_message_detail(inspect->pdf, error));
    return false;
}

static void examine(Inspect *inspect, const char *path, const char *wanted)
{
    if (open_pdf(inspect, path)) {
        inspect_metadata(inspect);
        inspect_claim(inspect, wanted);
        inspect_document(inspect);
        inspect_objects(inspect);
        inspect_pages(inspect);
        inspect->page = 0;
        inspect_warnings(inspect);
    }
    buf_printf(&inspect->out, "#level\t%s\n#done\n", LEVELS[inspect->level].name);
}

static bool put(Str text)
{
    while (text.n) {
        ssize_t n = write(STDOUT_FILENO, text.p, text.n);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            text = (Str){text.p + n, text.n - (size_t)n};
    }
    return true;
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    Inspect inspect = {.arena = &arena, .budget = WORK_MOST, .out = buf_new(&arena)};
    Diags *diags = diags_new(&arena);
    const char *path = argc > 1 ? argv[1] : "";
    bool done = false;

    set_limits();
    inspect.pdf = qpdf_init();
    if (file_read(&arena, diags, path, str_of(path), (size_t)FILE_MOST_MB << 20, NOWHERE,
                  &inspect.bytes)) {
        examine(&inspect, path, argc > 2 ? argv[2] : "");
        done = put(buf_str(&inspect.out));
    }
    qpdf_cleanup(&inspect.pdf);
    diags_close(diags);
    arena_free(&arena);
    return done ? 0 : 3;
}
