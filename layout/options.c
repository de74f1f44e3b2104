#include "options.h"

#include <assert.h>
#include <string.h>

#include "base/work.h"
#include "press/standard.h"

enum { THREADS_LIMIT = 64, NAME_LIMIT = 32, SHORT_NAME = 4 };

typedef struct {
    Arena *arena;
    Options *options;
    bool has_command, has_stage;
    int accepted_cap;
} Parser;

typedef enum { TAKES_NOTHING, TAKES_TEXT, TAKES_CHECKED } Takes;

/* A flag sets the bool at `place` of Options, a text the pointer there; what must be checked has
 * its own function. */
typedef struct {
    const char *name;
    unsigned commands;
    Takes takes;
    size_t place;
    void (*check)(Parser *parser, const char *name, const char *value);
} OptionInfo;

static const char *const COMMANDS[COMMAND_COUNT] = {
    [COMMAND_BUILD] = "build",   [COMMAND_CHECK] = "check",    [COMMAND_PROOF] = "proof",
    [COMMAND_GALLEY] = "galley", [COMMAND_DUMP] = "dump",      [COMMAND_PREFLIGHT] = "preflight",
    [COMMAND_HELP] = "help",     [COMMAND_VERSION] = "version"};

/* Names that are promised for a later version: said plainly rather than taken for a slip. */
static const char *const LATER[] = {
    "import", "serve",          "watch",     "new",     "diff",   "archive",  "--lock",
    "--into", "--alternatives", "--compose", "--pages", "--port", "--archive"};

/* The first problem is the one told. {1} and {2} of the text stand for a and b. */
static void refuse(Parser *parser, const char *zh, const char *en, const char *a, const char *b)
{
    const char *text = parser->options->lang == LANG_ZH ? zh : en;
    Buf out = buf_new(parser->arena);

    if (parser->options->problem.n)
        return;
    for (const char *p = text; *p; p++) {
        if (p[0] == '{' && (p[1] == '1' || p[1] == '2') && p[2] == '}') {
            buf_add(&out, str_of(p[1] == '1' ? a : b));
            p += 2;
        } else {
            buf_byte(&out, *p);
        }
    }
    parser->options->problem = buf_str(&out);
}

static void refuse_value(Parser *parser, const char *name, const char *expected)
{
    refuse(parser, "选项 {1} 的值不对，应写成 {2}", "bad value for {1}, expected {2}", name,
           expected);
}

/* Index of value among names, or -1 with the problem told. */
static int choose(Parser *parser, const char *option, const char *value, const char *const *names,
                  int count)
{
    Buf all = buf_new(parser->arena);

    for (int i = 0; i < count; i++) {
        if (strcmp(value, names[i]) == 0)
            return i;
        buf_printf(&all, "%s%s", i ? " | " : "", names[i]);
    }
    refuse_value(parser, option, str_z(parser->arena, buf_str(&all)));
    return -1;
}

static void take_lang(Parser *parser, const char *name, const char *value)
{
    static const char *const names[] = {[LANG_ZH] = "zh", [LANG_EN] = "en"};
    int index = choose(parser, name, value, names, 2);

    if (index >= 0)
        parser->options->lang = (Lang)index;
}

static void take_stage(Parser *parser, const char *name, const char *value)
{
    static const char *const names[STAGE_COUNT] = {[STAGE_CONTENT] = "content",
                                                   [STAGE_LINE] = "line",
                                                   [STAGE_PAGE] = "page",
                                                   [STAGE_PAINT] = "paint"};
    int index = choose(parser, name, value, names, STAGE_COUNT);

    if (index >= 0)
        parser->options->stage = (Stage)index;
    parser->has_stage = true;
}

static void take_as(Parser *parser, const char *name, const char *value)
{
    static const char *const names[SET_AS_COUNT] = {
        [SET_AS_TEXT] = "text", [SET_AS_HEADLINE] = "headline", [SET_AS_VERTICAL] = "vertical"};
    int index = choose(parser, name, value, names, SET_AS_COUNT);
    if (index >= 0)
        parser->options->as = (SetAs)index;
}

static void take_threads(Parser *parser, const char *name, const char *value)
{
    int32_t count = 0;

    if (str_int(str_of(value), &count) && count >= 1 && count <= THREADS_LIMIT)
        parser->options->threads = count;
    else
        refuse_value(parser, name, "1 … 64");
}

static void take_pdf(Parser *parser, const char *name, const char *value)
{
    const char *names[PDF_STANDARDS];
    int index;

    for (int i = 0; i < PDF_STANDARDS; i++)
        names[i] = standard_info((PdfStandard)i)->name;
    index = choose(parser, name, value, names, PDF_STANDARDS);
    if (index >= 0)
        parser->options->pdf = names[index];
}

static void take_bleed(Parser *parser, const char *name, const char *value)
{
    enum { BLEED_MAX = MM(20) };
    Length length = {0};
    Emu bleed = 0;

    if (length_parse(str_of(value), &length) && length.micro >= 0 && length_emu(length, &bleed) &&
        bleed <= BLEED_MAX)
        parser->options->bleed = length;
    else
        refuse_value(parser, name, "0mm … 20mm");
}

static void take_impose(Parser *parser, const char *name, const char *value)
{
    static const char *const names[] = {"saddle"};

    parser->options->impose = choose(parser, name, value, names, 1) == 0;
}

static bool is_absolute(Unit unit)
{
    return unit == UNIT_MM || unit == UNIT_PT || unit == UNIT_Q;
}

/* em is the size of the galley's type, so the size itself must be absolute. */
static void take_length(Parser *parser, const char *name, const char *value)
{
    Options *options = parser->options;
    bool is_size = strcmp(name, "--size") == 0, is_indent = strcmp(name, "--indent") == 0;
    Length length = {0};
    bool good = length_parse(str_of(value), &length) && length.micro >= (is_indent ? 0 : 1) &&
                (is_absolute(length.unit) || (length.unit == UNIT_EM && !is_size));

    if (!good)
        refuse_value(parser, name, is_size ? "9pt" : "11em | 35mm | 12pt");
    else if (is_size)
        options->size = length;
    else if (is_indent)
        options->indent = length;
    else if (strcmp(name, "--measure") == 0)
        options->measure = length;
    else
        options->leading = length;
}

static void take_level(Parser *parser, const char *name, const char *value)
{
    static const char *const names[] = {"x1a", "x1a2003", "x3", "x32003", "x4", "a2u"};
    int index = choose(parser, name, value, names, sizeof names / sizeof names[0]);

    if (index >= 0)
        parser->options->level = names[index];
}

/* An error is an error to the printer, too: only what is a matter of judgement can be accepted. */
static void take_accept(Parser *parser, const char *name, const char *value)
{
    Options *options = parser->options;
    Str word = {0}, reason = {0};
    bool has_reason = str_cut(str_of(value), '=', &word, &reason) && str_trim(reason).n > 0;
    DiagCode code = has_reason ? diag_code_find(word) : DIAG_CODE_COUNT;
    const char *shown = str_z(parser->arena, word);

    if (!has_reason)
        refuse_value(parser, name, "R_PAGE_COUNT=…");
    else if (code == DIAG_CODE_COUNT)
        refuse(parser, "{1}：没有“{2}”这个代码；代码见检查结果", "{1}: there is no code \"{2}\"",
               name, shown);
    else if (diag_code_severity(code) == DIAG_ERROR)
        refuse(parser, "{1}：{2} 是错误，印厂也会退，不能接受；先看样可用 --draft",
               "{1}: {2} is an error that a printer refuses, too; it cannot be accepted "
               "(--draft prints a trial)",
               name, shown);
    else
        vec_push(parser->arena, options->accepted, options->accepted_count, parser->accepted_cap) =
            (Acceptance){code, str_trim(reason)};
}

static void take_version(Parser *parser, const char *name, const char *value)
{
    (void)name;
    (void)value;
    parser->options->command = COMMAND_VERSION;
    parser->has_command = true;
}

#define FOR(command) (1u << (command))
#define FOR_ALL      ((1u << COMMAND_COUNT) - 1u)
#define FOR_ISSUE    (FOR(COMMAND_BUILD) | FOR(COMMAND_CHECK) | FOR(COMMAND_PROOF))
#define FOR_PRODUCTS                                                                               \
    (FOR(COMMAND_BUILD) | FOR(COMMAND_CHECK) | FOR(COMMAND_PROOF) | FOR(COMMAND_GALLEY))
#define FOR_WORK                    (FOR_PRODUCTS | FOR(COMMAND_DUMP))
#define FLAG(commands, name)        (commands), TAKES_NOTHING, offsetof(Options, name), NULL
#define TEXT(commands, name)        (commands), TAKES_TEXT, offsetof(Options, name), NULL
#define CHECKED(commands, function) (commands), TAKES_CHECKED, 0, (function)

static const OptionInfo OPTIONS[] = {
    {"--output", TEXT(FOR_PRODUCTS, output)},
    {"-o", TEXT(FOR_PRODUCTS, output)},
    {"--lang", CHECKED(FOR_ALL, take_lang)},
    {"--json", FLAG(FOR_PRODUCTS | FOR(COMMAND_PREFLIGHT), json)},
    {"--threads", CHECKED(FOR_WORK, take_threads)},
    {"--quiet", FLAG(FOR_WORK | FOR(COMMAND_PREFLIGHT), quiet)},
    {"--cache", TEXT(FOR_PRODUCTS, cache)},
    {"--no-cache", FLAG(FOR_PRODUCTS, no_cache)},
    {"--draft", FLAG(FOR(COMMAND_BUILD), draft)},
    {"--pdf", CHECKED(FOR(COMMAND_BUILD), take_pdf)},
    {"--printer", TEXT(FOR_ISSUE, printer)},
    {"--bleed", CHECKED(FOR(COMMAND_BUILD), take_bleed)},
    {"--marks", FLAG(FOR(COMMAND_BUILD), marks)},
    {"--impose", CHECKED(FOR(COMMAND_BUILD), take_impose)},
    {"--accept", CHECKED(FOR_ISSUE, take_accept)},
    {"--level", CHECKED(FOR(COMMAND_PREFLIGHT), take_level)},
    {"--stage", CHECKED(FOR(COMMAND_DUMP), take_stage)},
    {"--measure", CHECKED(FOR(COMMAND_GALLEY), take_length)},
    {"--size", CHECKED(FOR(COMMAND_GALLEY), take_length)},
    {"--leading", CHECKED(FOR(COMMAND_GALLEY), take_length)},
    {"--indent", CHECKED(FOR(COMMAND_GALLEY), take_length)},
    {"--as", CHECKED(FOR(COMMAND_GALLEY), take_as)},
    {"--style", TEXT(FOR(COMMAND_GALLEY), style)},
    {"--help", FLAG(FOR_ALL, help)},
    {"-h", FLAG(FOR_ALL, help)},
    {"--version", FOR_ALL, TAKES_NOTHING, 0, take_version},
};

enum { OPTION_COUNT = sizeof OPTIONS / sizeof OPTIONS[0] };

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Insertions, deletions and changes of bytes that turn one name into the other. */
static int name_distance(const char *a, const char *b)
{
    int n = (int)strnlen(a, NAME_LIMIT + 1), m = (int)strnlen(b, NAME_LIMIT + 1);
    int row[NAME_LIMIT + 1];

    if (n > NAME_LIMIT || m > NAME_LIMIT)
        return NAME_LIMIT;
    for (int j = 0; j <= m; j++)
        row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1]));
            diagonal = above;
        }
    }
    return row[m];
}

static void consider(const char *name, const char *candidate, int *best, const char **found)
{
    int distance = name_distance(name, candidate);

    if (distance < *best) {
        *best = distance;
        *found = candidate;
    }
}

/* The known name a mistyped one was most likely meant to be, or NULL. */
static const char *nearest_name(const char *name)
{
    int best = strlen(name) > SHORT_NAME ? 3 : 2;
    const char *found = NULL;

    if (strlen(name) < 3)
        return NULL;
    if (name[0] == '-')
        for (int i = 0; i < OPTION_COUNT; i++)
            consider(name, OPTIONS[i].name, &best, &found);
    else
        for (int i = 0; i < COMMAND_VERSION; i++)
            consider(name, COMMANDS[i], &best, &found);
    return found;
}

static bool is_promised(const char *name)
{
    for (size_t i = 0; i < sizeof LATER / sizeof LATER[0]; i++)
        if (strcmp(name, LATER[i]) == 0)
            return true;
    return false;
}

static void refuse_unknown(Parser *parser, const char *name)
{
    const char *near = nearest_name(name);
    bool option = name[0] == '-';

    if (is_promised(name))
        refuse(parser, "这一版还没有“{1}”这项功能", "\"{1}\" is not in this version yet", name, "");
    else if (near && option)
        refuse(parser, "没有“{1}”这个选项，是不是要写 {2}？",
               "there is no option \"{1}\"; did you mean {2}?", name, near);
    else if (near)
        refuse(parser, "没有“{1}”这个命令，是不是要写 {2}？",
               "there is no command \"{1}\"; did you mean {2}?", name, near);
    else if (option)
        refuse(parser, "没有“{1}”这个选项；可用的选项见 nanfeng help",
               "there is no option \"{1}\"; see nanfeng help", name, "");
    else
        refuse(parser, "没有“{1}”这个命令；可用的命令见 nanfeng help",
               "there is no command \"{1}\"; see nanfeng help", name, "");
}

Command command_find(const char *name)
{
    for (int i = 0; i < COMMAND_VERSION; i++)
        if (strcmp(name, COMMANDS[i]) == 0)
            return (Command)i;
    return COMMAND_COUNT;
}

const char *command_name(Command command)
{
    assert(command < COMMAND_COUNT);
    return COMMANDS[command];
}

static const OptionInfo *option_find(const char *name)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strcmp(name, OPTIONS[i].name) == 0)
            return &OPTIONS[i];
    return NULL;
}

static void apply(Parser *parser, const OptionInfo *info, const char *value)
{
    char *place = (char *)parser->options + info->place;

    if (info->takes != TAKES_NOTHING && !*value)
        refuse(parser, "选项 {1} 后面缺少值", "option {1} needs a value", info->name, "");
    else if (info->check)
        info->check(parser, info->name, value);
    else if (info->takes == TAKES_NOTHING)
        *(bool *)place = true;
    else
        memcpy(place, &value, sizeof value);
}

/* One option at arguments[i], as "--name value" or "--name=value"; the index of the last word it
 * took. */
static int read_option(Parser *parser, int count, char **arguments, int i)
{
    const char *equals = strncmp(arguments[i], "--", 2) == 0 ? strchr(arguments[i], '=') : NULL;
    Str word = str_of(arguments[i]);
    const char *name =
        equals ? str_z(parser->arena, (Str){word.p, (size_t)(equals - word.p)}) : arguments[i];
    const OptionInfo *info = option_find(name);

    if (!info) {
        refuse_unknown(parser, name);
    } else if (parser->has_command && !(info->commands & FOR(parser->options->command))) {
        refuse(parser, "命令 {2} 没有 {1} 这个选项", "{2} has no option {1}", name,
               command_name(parser->options->command));
    } else if (info->takes == TAKES_NOTHING) {
        if (equals)
            refuse(parser, "选项 {1} 不带值", "option {1} takes no value", name, "");
        apply(parser, info, "");
    } else if (equals) {
        apply(parser, info, equals + 1);
    } else if (i + 1 < count) {
        apply(parser, info, arguments[++i]);
    } else {
        apply(parser, info, "");
    }
    return i;
}

static void read_word(Parser *parser, const char *word)
{
    Options *options = parser->options;

    if (!parser->has_command) {
        options->command = command_find(word);
        parser->has_command = true;
        if (options->command == COMMAND_COUNT) {
            options->command = COMMAND_HELP;
            refuse_unknown(parser, word);
        }
    } else if (options->operand) {
        refuse(parser, "多了一个参数：{1}", "one argument too many: {1}", word, "");
    } else {
        options->operand = word;
    }
}

/* So that a slip before --lang is told in that language too. */
static Lang asked_language(int count, char **arguments)
{
    for (int i = 0; i < count; i++)
        if (strcmp(arguments[i], "--lang=en") == 0 ||
            (strcmp(arguments[i], "--lang") == 0 && i + 1 < count &&
             strcmp(arguments[i + 1], "en") == 0))
            return LANG_EN;
    return LANG_ZH;
}

/* The command lacks what it is to work on. */
static void refuse_operand(Parser *parser)
{
    const char *name = command_name(parser->options->command);

    if (parser->options->command == COMMAND_GALLEY)
        refuse(parser, "命令 {1} 后面缺少稿件文件", "{1} needs a text file", name, "");
    else if (parser->options->command == COMMAND_PREFLIGHT)
        refuse(parser, "命令 {1} 后面缺少 PDF 文件", "{1} needs a PDF file", name, "");
    else
        refuse(parser, "命令 {1} 后面缺少一期的文件夹", "{1} needs an issue folder", name, "");
}

/* What only the whole line can show. */
static void check_whole(Parser *parser)
{
    Options *options = parser->options;
    bool on_file = options->command != COMMAND_HELP && options->command != COMMAND_VERSION;

    if (options->help) {
        options->operand = parser->has_command && options->command < COMMAND_HELP
                               ? command_name(options->command)
                               : options->operand;
        options->command = COMMAND_HELP;
    } else if (!parser->has_command) {
        refuse(parser, "缺少命令；用法见 nanfeng help", "no command given; see nanfeng help", "",
               "");
    } else if (on_file && (!options->operand || !*options->operand)) {
        refuse_operand(parser);
    } else if (options->command == COMMAND_DUMP && !parser->has_stage) {
        refuse(parser, "命令 dump 要用 --stage 说明看哪一步：content | line | page | paint",
               "dump needs --stage content | line | page | paint", "", "");
    }
    if (options->command == COMMAND_HELP && options->operand &&
        command_find(options->operand) == COMMAND_COUNT)
        refuse_unknown(parser, options->operand);
}

/* Options before the command are allowed; those the command does not have are refused. The
 * command is looked up first, so that the order does not matter. */
static void find_command(Parser *parser, int count, char **arguments)
{
    for (int i = 0; i < count; i++) {
        const OptionInfo *info = option_find(arguments[i]);
        if (info && info->takes != TAKES_NOTHING)
            i++;
        else if (arguments[i][0] != '-') {
            read_word(parser, arguments[i]);
            return;
        }
    }
}

Options options_parse(Arena *arena, int count, char **arguments)
{
    static const Length none = {-1, UNIT_NONE};
    Options options = {.command = COMMAND_HELP,
                       .lang = asked_language(count, arguments),
                       .cache = "output/.cache",
                       .threads = work_threads(),
                       .bleed = none,
                       .measure = none,
                       .size = none,
                       .leading = none,
                       .indent = none};
    Parser parser = {.arena = arena, .options = &options};
    bool only_words = false, seen_command = false;

    if (options.threads > THREADS_LIMIT)
        options.threads = THREADS_LIMIT;
    find_command(&parser, count, arguments);
    for (int i = 0; i < count && !options.problem.n; i++) {
        bool is_word = only_words || arguments[i][0] != '-' || strcmp(arguments[i], "-") == 0;
        if (!only_words && strcmp(arguments[i], "--") == 0)
            only_words = true;
        else if (!is_word)
            i = read_option(&parser, count, arguments, i);
        else if (parser.has_command && !seen_command)
            seen_command = true;
        else
            read_word(&parser, arguments[i]);
    }
    check_whole(&parser);
    return options;
}
