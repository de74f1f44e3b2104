/* argv to command: reads the line, runs what it asks for, says how it went. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "galley.h"
#include "help.h"
#include "options.h"
#include "places.h"
#include "preflight_command.h"
#include "stage_dump.h"

typedef enum { EXIT_DONE, EXIT_ISSUE, EXIT_USAGE, EXIT_MACHINE } Exit;

static const char *pick(Lang lang, const char *zh, const char *en)
{
    return lang == LANG_ZH ? zh : en;
}

/* Memory is out, so this must do without any: one line, in both languages, straight to the file. */
static void out_of_memory(size_t wanted)
{
    static const char line[] = "nanfeng: 内存不足，没有做完 / out of memory\n";
    ssize_t put = write(STDERR_FILENO, line, sizeof line - 1);

    (void)put;
    (void)wanted;
    _exit(EXIT_MACHINE);
}

/* A product must not be given the number of a standard stream that the caller closed. */
static void hold_streams(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
}

/* A closed pipe and a full disk come back as errors of the write, never as a signal. */
static void prepare_process(void)
{
    hold_streams();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    arena_on_oom(out_of_memory);
}

static bool is_machine_fault(const Finding *finding)
{
    return finding->code == C_CANNOT_WRITE || finding->code == F_FONT_MISSING ||
           finding->code == R_PREVIEW_MODULE ||
           strncmp(diag_code_name(finding->code), "M_", 2) == 0;
}

static Exit exit_of(Arena *arena, const Diags *diags)
{
    int count = 0;
    Finding *findings = diags_findings(arena, diags, LANG_ZH, &count);
    Exit worst = EXIT_DONE;

    for (int i = 0; i < count; i++) {
        if (findings[i].severity != DIAG_ERROR)
            continue;
        if (is_machine_fault(&findings[i]))
            return EXIT_MACHINE;
        worst = EXIT_ISSUE;
    }
    return worst;
}

static int count_of(const Diags *diags, Severity severity)
{
    int more = severity == DIAG_ERROR ? 0 : diags_count(diags, severity + 1);

    return diags_count(diags, severity) - more;
}

/* The closing line: how much there is, and what is not listed. */
static void print_summary(const Diags *diags, const Options *options, const char *folder)
{
    int errors = count_of(diags, DIAG_ERROR), warnings = count_of(diags, DIAG_WARNING);
    int notes = count_of(diags, DIAG_NOTE);
    bool zh = options->lang == LANG_ZH;

    if (errors || warnings)
        fprintf(stderr, zh ? "%d 处错误，%d 处警告\n" : "%d errors, %d warnings\n", errors,
                warnings);
    if (notes && folder && !options->quiet)
        fprintf(stderr,
                zh ? "%d 条提示见 %s/findings.json\n" : "%d notes are in %s/findings.json\n", notes,
                folder);
}

/* JSON takes the place of the list for people, but a fault of the machine is told either way: a
 * product that could not be written may be the very file the findings would be in. */
static Exit report(Arena *arena, const Diags *diags, const Options *options,
                   const BuildResult *result)
{
    Exit code = exit_of(arena, diags);

    if (options->json) {
        printf("%.*s", STR_ARGS(result->findings_json));
        if (code == EXIT_MACHINE)
            diags_print(arena, diags, options->lang, DIAG_ERROR, stderr);
        return code;
    }
    diags_print(arena, diags, options->lang, options->quiet ? DIAG_ERROR : DIAG_WARNING, stderr);
    print_summary(diags, options, result->output_dir);
    if (result->pdf_path.n)
        printf("%.*s\n", STR_ARGS(result->pdf_path));
    for (int i = 1; i < result->press.count; i++)
        printf("%s\n", result->press.products[i]);
    for (int i = 0; i < result->proof_count; i++)
        printf("%s\n", result->proofs[i]);
    return code;
}

static Exit run_issue(Arena *arena, Diags *diags, const Options *options, Places places)
{
    BuildOptions build = {.issue_dir = options->operand,
                          .output_dir = options->output,
                          .cache_dir = options->no_cache ? NULL : options->cache,
                          .places = places,
                          .threads = options->threads,
                          .draft = options->draft,
                          .write_press = options->command == COMMAND_BUILD,
                          .write_proof = options->command == COMMAND_PROOF,
                          .press = {.printer = options->printer,
                                    .standard = options->pdf,
                                    .bleed = options->bleed,
                                    .marks = options->marks,
                                    .impose = options->impose},
                          .lang = options->lang};
    BuildResult result = build_issue(arena, diags, &build);
    Exit code = report(arena, diags, options, &result);

    if (!options->json && options->command == COMMAND_BUILD && result.issue && !result.written)
        fprintf(stderr, "%s\n",
                pick(options->lang, "没有出 PDF；原有的 PDF 没有改动",
                     "no PDF was written; an earlier one is untouched"));
    return code;
}

static Exit run_galley(Arena *arena, Diags *diags, const Options *options, Places places)
{
    BuildResult result = build_galley(arena, diags, options, places);

    return report(arena, diags, options, &result);
}

/* Notes are told, too: that the ink could not be measured is one. */
static Exit run_preflight(Arena *arena, Diags *diags, const Options *options, Places places)
{
    PreflightResult found = preflight_file(arena, diags, options, places);

    if (options->json)
        return report(arena, diags, options, &found.result);
    diags_print(arena, diags, options->lang, options->quiet ? DIAG_ERROR : DIAG_NOTE, stderr);
    print_summary(diags, options, NULL);
    printf("%.*s", STR_ARGS(found.summary));
    return exit_of(arena, diags);
}

static Exit run_dump(Arena *arena, Diags *diags, const Options *options, Places places)
{
    dump_stage(arena, diags, options, places, stdout);
    diags_print(arena, diags, options->lang, options->quiet ? DIAG_ERROR : DIAG_WARNING, stderr);
    return exit_of(arena, diags);
}

static Exit run_with_data(Arena *arena, const Options *options)
{
    Diags *diags = diags_new(arena);
    Places places;
    Exit code;

    for (int i = 0; i < options->accepted_count; i++)
        diags_accept(diags, options->accepted[i].code, options->accepted[i].reason);
    if (!places_find(arena, &places)) {
        fprintf(stderr, "nanfeng: %s\n",
                pick(options->lang, "找不到程序自带的 layout/styles；请重新安装",
                     "the program's own layout/styles is missing; install it again"));
        code = EXIT_MACHINE;
    } else if (options->command == COMMAND_GALLEY) {
        code = run_galley(arena, diags, options, places);
    } else if (options->command == COMMAND_PREFLIGHT) {
        code = run_preflight(arena, diags, options, places);
    } else if (options->command == COMMAND_DUMP) {
        code = run_dump(arena, diags, options, places);
    } else {
        code = run_issue(arena, diags, options, places);
    }
    diags_close(diags);
    return code;
}

static Exit run(Arena *arena, const Options *options)
{
    if (options->problem.n) {
        fprintf(stderr, "nanfeng: %.*s\n", STR_ARGS(options->problem));
        return EXIT_USAGE;
    }
    if (options->command == COMMAND_VERSION) {
        printf("%.*s\n", STR_ARGS(build_creator()));
        return EXIT_DONE;
    }
    if (options->command == COMMAND_HELP) {
        Command about = options->operand ? command_find(options->operand) : COMMAND_COUNT;
        printf("%s", help_text(options->lang, about));
        return EXIT_DONE;
    }
    return run_with_data(arena, options);
}

/* Results that did not reach their reader are a failure, said aloud unless the reader left. */
static Exit finish_output(Exit code, Lang lang)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno != EPIPE)
        fprintf(stderr, "nanfeng: %s: %s\n",
                pick(lang, "写不出标准输出", "cannot write standard output"), strerror(errno));
    return EXIT_MACHINE;
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    Options options;
    Exit code;

    prepare_process();
    options = options_parse(&arena, argc > 0 ? argc - 1 : 0, argv + (argc > 0));
    code = finish_output(run(&arena, &options), options.lang);
    arena_free(&arena);
    return (int)code;
}
