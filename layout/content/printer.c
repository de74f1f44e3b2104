#include "content/printer.h"

#include <string.h>

#include "content/config.h"
#include "content/house_table.h"

enum { NAME_BYTES_MAX = 200 };

/* The file's values before they are laid over the house style. */
typedef struct {
    Str name, icc, condition, registry, condition_info, standard, pattern;
    int tac, min_ppi;
    Emu bleed;
    bool marks;
} PrinterFile;

static const char *const PLACEHOLDERS[][2] = {
    {"{期}", "{issue}"}, {"{日期}", "{date}"}, {"{版数}", "{pages}"}};

enum { PLACEHOLDER_COUNT = sizeof PLACEHOLDERS / sizeof *PLACEHOLDERS };

/* Length of the placeholder the text starts with, its number in *which; 0: none. */
static size_t placeholder(Str text, int *which)
{
    for (int i = 0; i < PLACEHOLDER_COUNT; i++)
        for (int k = 0; k < 2; k++) {
            Str name = str_of(PLACEHOLDERS[i][k]);
            if (str_starts(text, name)) {
                *which = i;
                return name.n;
            }
        }
    return 0;
}

static bool is_file_name(Str text)
{
    int which;

    if (!text.n || text.n > NAME_BYTES_MAX || text.p[0] == '.')
        return false;
    for (size_t i = 0; i < text.n;) {
        size_t n = placeholder((Str){text.p + i, text.n - i}, &which);
        unsigned char c = (unsigned char)text.p[i];
        if (!n && (c < ' ' || strchr("/\\:*?\"<>|{}", c)))
            return false;
        i += n ? n : 1;
    }
    return true;
}

static void read_pattern(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    Str text = str_trim(value->text);

    if (str_ends(text, S(".pdf")))
        text.n -= 4;
    if (value->kind == CONFIG_SCALAR && is_file_name(text))
        ((PrinterFile *)out)->pattern = text;
    else
        config_bad(reader, field, value, "nanfeng_{date}.pdf ({issue} {date} {pages})");
}

static void read_registry(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                          void *out)
{
    Str text = str_trim(value->text);

    if (value->kind == CONFIG_SCALAR &&
        (str_starts(text, S("http://")) || str_starts(text, S("https://"))))
        ((PrinterFile *)out)->registry = text;
    else
        config_bad(reader, field, value, "http://www.color.org");
}

static void read_standard(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                          void *out)
{
    House scratch = {0};

    house_read_standard(reader, field, value, &scratch);
    ((PrinterFile *)out)->standard = scratch.pdf_standard;
}

#define AT(member) offsetof(PrinterFile, member)

static const ConfigField FIELDS[] = {
    {"名称", "name", config_read_str, AT(name), 0, 0, NULL, true},
    {"特性文件", "icc", config_read_str, AT(icc), 0, 0, NULL, false},
    {"条件", "condition_id", config_read_str, AT(condition), 0, 0, NULL, false},
    {"注册处", "registry", read_registry, AT(registry), 0, 0, NULL, false},
    {"条件说明", "condition", config_read_str, AT(condition_info), 0, 0, NULL, false},
    {"总墨量", "tac", config_read_int, AT(tac), 100, 400, NULL, false},
    {"最低精度", "min_ppi", config_read_int, AT(min_ppi), 10, 2400, NULL, false},
    {"出血", "bleed", config_read_emu, AT(bleed), 0, MM(20), NULL, false},
    {"标记", "marks", config_read_bool, AT(marks), 0, 0, NULL, false},
    {"标准", "pdf", read_standard, AT(standard), 0, 0, NULL, false},
    {"文件名", "pattern", read_pattern, AT(pattern), 0, 0, NULL, false},
};

enum { FIELD_COUNT = sizeof FIELDS / sizeof *FIELDS };

/* Another profile is another printing condition, and whoever says nothing of it would have the
 * house style's, which is then a lie. */
static void use_profile(Arena *arena, Diags *diags, const char *path, const PrinterFile *file,
                        const ConfigNode *root, House *house)
{
    const char *slash = strrchr(path, '/');
    int folder = slash && file->icc.p[0] != '/' ? (int)(slash - path) + 1 : 0;

    if (!file->condition.n)
        diag_report(diags, C_MISSING_KEY, root->at, "条件 (condition_id)");
    house->profile = str_z(arena, str_format(arena, "%.*s%.*s", folder, path, STR_ARGS(file->icc)));
    house->profile_at = config_find(root, "特性文件", "icc")->at;
    house->condition_info = (Str){0};
}

/* Limits of pictures keep their order: whoever asks for more at least has more to aim at. */
static void raise_ppi(House *house, int least)
{
    int *const limits[] = {&house->ppi_warn, &house->ppi_target, &house->ppi_max};

    house->ppi_min = least;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (*limits[i] < least)
            *limits[i] = least;
}

static void lay_over(const PrinterFile *file, const ConfigNode *root, House *house)
{
    if (file->condition.n) {
        house->condition = file->condition;
        house->condition_info = file->condition_info;
        house->registry = file->registry;
    } else if (file->condition_info.n) {
        house->condition_info = file->condition_info;
    }
    if (file->tac)
        house->ink_limit = file->tac;
    if (file->min_ppi)
        raise_ppi(house, file->min_ppi);
    if (config_find(root, "出血", "bleed"))
        house->bleed = file->bleed;
    if (file->standard.n)
        house->pdf_standard = file->standard;
}

Printer *printer_load(Arena *arena, Diags *diags, const char *path, const House *house)
{
    Printer *printer = arena_new(arena, Printer);
    PrinterFile file = {0};
    Source source;
    int errors = diags_count(diags, DIAG_ERROR);

    if (!source_read(arena, diags, path, str_of(path), NOWHERE, &source))
        return NULL;
    ConfigNode *root = config_parse(arena, diags, &source, source.start, source.text.n);
    if (!root)
        return NULL;
    ConfigReader reader = {arena, diags, &source, 0, 0, NULL};
    config_read_map(&reader, root, FIELDS, FIELD_COUNT, &file);
    if (diags_count(diags, DIAG_ERROR) > errors)
        return NULL;
    *printer = (Printer){.name = file.name,
                         .source = source.file,
                         .house = arena_new(arena, House),
                         .pattern = file.pattern};
    *printer->house = *house;
    if (file.icc.n)
        use_profile(arena, diags, path, &file, root, printer->house);
    lay_over(&file, root, printer->house);
    if (config_find(root, "标记", "marks"))
        printer->marks = file.marks ? MARKS_WANTED : MARKS_NONE;
    return diags_count(diags, DIAG_ERROR) > errors ? NULL : printer;
}

Str printer_file_name(Arena *arena, Str pattern, Str issue, Str date, int pages)
{
    const Str values[PLACEHOLDER_COUNT] = {issue, date, str_format(arena, "%d", pages)};
    Buf out = buf_new(arena);
    int which;

    for (size_t i = 0; i < pattern.n;) {
        size_t n = placeholder((Str){pattern.p + i, pattern.n - i}, &which);
        if (n)
            buf_add(&out, values[which]);
        else
            buf_byte(&out, pattern.p[i]);
        i += n ? n : 1;
    }
    return buf_str(&out);
}
