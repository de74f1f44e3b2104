#include "content/issue.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "content/loader.h"

#define ISSUE_FILE    "issue.yaml"
#define DEFAULT_STYLE "newspaper"

int issue_story(const Issue *issue, Str id)
{
    for (int i = 0; i < issue->story_count; i++)
        if (str_eq(issue->stories[i]->id, id))
            return i;
    return -1;
}

int loader_story(Loader *loader, const ConfigNode *node)
{
    Str name = str_trim(node->text);
    int index = node->kind == CONFIG_SCALAR ? issue_story(loader->issue, name) : -1;

    for (int i = 0; index < 0 && i < loader->issue->story_count; i++) {
        Str file = loader->names[i];
        if (name.n && str_eq((Str){file.p, file.n - name_extension(file).n}, name))
            index = i;
    }
    if (index < 0)
        diag_report(loader->diags, C_UNKNOWN_STORY, node->at, "%.*s", STR_ARGS(name));
    return index;
}

Field *loader_read_pairs(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         int *count)
{
    Field *pairs = NULL;
    int cap = 0;

    *count = 0;
    if (value->kind == CONFIG_SCALAR && value->text.n == 0)
        return NULL;
    if (value->kind != CONFIG_MAP) {
        config_bad(reader, field, value, "{…: …}");
        return NULL;
    }
    for (int i = 0; i + 1 < value->count; i += 2) {
        const ConfigNode *key = value->items[i], *text = value->items[i + 1];
        if (key->kind != CONFIG_SCALAR || text->kind != CONFIG_SCALAR) {
            config_bad(reader, field, text, "“…”");
            continue;
        }
        bool repeated = false;
        for (int k = 0; k < i; k += 2)
            repeated |= str_eq(value->items[k]->text, key->text);
        if (repeated)
            diag_report(reader->diags, C_REPEATED_KEY, key->at, "%.*s", STR_ARGS(key->text));
        else if (str_trim(text->text).n)
            vec_push(reader->arena, pairs, *count, cap) =
                (Field){key->text, str_trim(text->text), text->at};
    }
    return pairs;
}

static int digits(Str text)
{
    int value = 0;

    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] < '0' || text.p[i] > '9')
            return -1;
        value = value * 10 + (text.p[i] - '0');
    }
    return value;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return month == 2 && leap ? 29 : days[month - 1];
}

/* YYYY-MM-DD and a day that exists. */
static bool parse_date(Str text, Issue *issue)
{
    if (text.n != 10 || text.p[4] != '-' || text.p[7] != '-')
        return false;
    int year = digits((Str){text.p, 4}), month = digits((Str){text.p + 5, 2});
    int day = digits((Str){text.p + 8, 2});
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
        return false;
    issue->year = year;
    issue->month = month;
    issue->day = day;
    return true;
}

static void read_date(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    Loader *loader = reader->context;

    if (value->kind == CONFIG_SCALAR && parse_date(str_trim(value->text), out))
        return;
    loader->no_default_date = true;
    config_bad(reader, field, value, "2021-01-20");
}

static void read_style(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    Loader *loader = reader->context;
    Str name = str_trim(value->text);

    (void)out;
    loader->style_at = value->at;
    if (value->kind != CONFIG_SCALAR || name.n == 0 || memchr(name.p, '/', name.n))
        config_bad(reader, field, value, DEFAULT_STYLE);
    else
        loader->style = name;
}

static void read_masthead(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                          void *out)
{
    Issue *issue = out;

    issue->masthead = loader_read_pairs(reader, field, value, &issue->masthead_count);
}

static const ConfigField ISSUE_FIELDS[] = {
    {"报名", "paper", config_read_str, offsetof(Issue, paper), 0, 0, NULL, false},
    {"期号", "number", config_read_str, offsetof(Issue, number), 0, 0, NULL, false},
    {"日期", "date", read_date, 0, 0, 0, NULL, false},
    {"版式", "style", read_style, 0, 0, 0, NULL, false},
    {"报头", "masthead", read_masthead, 0, 0, 0, NULL, false},
    {"版", "pages", loader_read_pages, 0, 0, 0, NULL, false},
};
enum { ISSUE_FIELD_COUNT = sizeof ISSUE_FIELDS / sizeof *ISSUE_FIELDS };

/* The last part of the folder's real path, so that "." has a name too. */
static Str folder_name(Arena *arena, const char *dir)
{
    char *real = realpath(dir, NULL);
    const char *slash = real ? strrchr(real, '/') : NULL;
    Str name = str_copy(arena, str_of(slash ? slash + 1 : dir));

    free(real);
    return name.n ? name : S("issue");
}

static const char *without_slash(Arena *arena, const char *dir)
{
    Str text = str_of(dir);

    while (text.n > 1 && text.p[text.n - 1] == '/')
        text.n--;
    return str_z(arena, text);
}

/* NULL when there is no issue.yaml, or none that can be read. */
static ConfigNode *read_issue_file(Loader *loader)
{
    const char *path = path_in(loader->arena, loader->dir, S(ISSUE_FILE));

    if (!file_exists(path) && !folder_exists(path))
        return NULL;
    if (!path_stays(loader->arena, loader->diags, loader->dir, S(ISSUE_FILE), NOWHERE) ||
        !source_read(loader->arena, loader->diags, path, str_of(path), NOWHERE, &loader->source))
        return NULL;
    loader->issue->source = loader->source.file;
    return config_parse(loader->arena, loader->diags, &loader->source, loader->source.start,
                        loader->source.text.n);
}

/* A profile that does not lie beside the issue's own style is the program's. */
static void find_profile(Loader *loader, House *house)
{
    const char *slash = strrchr(house->profile, '/');

    if (!file_exists(house->profile) && loader->styles_dir && slash) {
        const char *ours = path_in(loader->arena, loader->styles_dir, str_of(slash + 1));
        if (file_exists(ours))
            house->profile = ours;
    }
}

static const House *load_house(Loader *loader)
{
    Arena *arena = loader->arena;
    Str extension = name_extension(loader->style);
    Str file = is_extension(extension, ".yaml") ? loader->style
                                                : str_join(arena, loader->style, S(".yaml"));
    const char *path = path_in(arena, loader->dir, file);

    if (!file_exists(path) && loader->styles_dir)
        path = path_in(arena, loader->styles_dir, file);
    else if (!path_stays(arena, loader->diags, loader->dir, file, loader->style_at))
        return NULL;
    if (!file_exists(path)) {
        diag_report(loader->diags, C_FILE_MISSING, loader->style_at, "%.*s", STR_ARGS(file));
        return NULL;
    }
    House *house = house_load(arena, loader->diags, path, str_of(path));
    if (house)
        find_profile(loader, house);
    return house;
}

Issue *issue_load(Arena *arena, Diags *diags, const char *dir, const char *styles_dir)
{
    Loader *loader = arena_new(arena, Loader);
    Issue *issue = arena_new(arena, Issue);

    if (!folder_exists(dir)) {
        diag_report(diags, C_FILE_MISSING, NOWHERE, "%s", dir);
        return NULL;
    }
    *loader = (Loader){.arena = arena,
                       .diags = diags,
                       .dir = without_slash(arena, dir),
                       .styles_dir = styles_dir,
                       .issue = issue,
                       .style = S(DEFAULT_STYLE)};
    issue->name = folder_name(arena, dir);
    issue->dir = loader->dir;
    ConfigNode *root = read_issue_file(loader);
    loader_read_folder(loader);
    if (root) {
        ConfigReader reader = {arena, diags, &loader->source, 0, 0, loader};
        config_read_map(&reader, root, ISSUE_FIELDS, ISSUE_FIELD_COUNT, issue);
    }
    if (!issue->year && !loader->no_default_date)
        parse_date(issue->name, issue);
    if (issue->story_count == 0)
        diag_report(diags, C_NO_STORIES, (Span){issue->source, 0, 0}, "%s", loader->dir);
    issue->house = load_house(loader);
    loader_finish_pages(loader);
    return issue;
}
