#include "content/config.h"

#include <string.h>

static void *member(void *out, const ConfigField *field)
{
    return (char *)out + field->offset;
}

void config_read_str(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    if (value->kind == CONFIG_SCALAR)
        *(Str *)member(out, field) = str_trim(value->text);
    else
        config_bad(reader, field, value, "“…”");
}

bool config_int(const ConfigNode *node, int32_t min, int32_t max, int *out)
{
    static const char *const units[] = {"行", "‰"};
    Str text = str_trim(node->text);
    int32_t number = 0;

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (str_ends(text, str_of(units[i])))
            text.n -= strlen(units[i]);
    if (node->kind != CONFIG_SCALAR || !str_int(text, &number) || number < min || number > max)
        return false;
    *out = number;
    return true;
}

void config_read_int(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    Str expected = str_format(reader->arena, "%d–%d", field->min, field->max);

    if (!config_int(value, field->min, field->max, member(out, field)))
        config_bad(reader, field, value, str_z(reader->arena, expected));
}

bool config_name(const ConfigNames *names, Str text, int *out)
{
    text = str_trim(text);
    for (int i = 0; i < names->count; i++) {
        const ConfigName *name = &names->names[i];
        if (str_eq(text, str_of(name->name)) ||
            (name->alias && str_eq(text, str_of(name->alias)))) {
            *out = name->value;
            return true;
        }
    }
    return false;
}

static const char *name_list(Arena *arena, const ConfigNames *names)
{
    Buf out = buf_new(arena);

    for (int i = 0; i < names->count; i++) {
        buf_printf(&out, "%s%s", i ? "、" : "", names->names[i].name);
        if (names->names[i].alias)
            buf_printf(&out, " (%s)", names->names[i].alias);
    }
    return str_z(arena, buf_str(&out));
}

void config_read_enum(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    int chosen = 0;

    if (value->kind == CONFIG_SCALAR && config_name(field->table, value->text, &chosen))
        memcpy(member(out, field), &chosen, sizeof chosen);
    else
        config_bad(reader, field, value, name_list(reader->arena, field->table));
}

void config_read_bool(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    static const ConfigName yes_no[] = {{"有", "true", 1},  {"是", "yes", 1}, {"开", "on", 1},
                                        {"无", "false", 0}, {"否", "no", 0},  {"关", "off", 0}};
    static const ConfigNames names = {yes_no, sizeof yes_no / sizeof *yes_no};
    int chosen = 0;

    if (value->kind == CONFIG_SCALAR && config_name(&names, value->text, &chosen))
        *(bool *)member(out, field) = chosen != 0;
    else
        config_bad(reader, field, value, name_list(reader->arena, &names));
}

void config_read_length(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                        void *out)
{
    Length length = {0};

    if (value->kind == CONFIG_SCALAR && length_parse(str_trim(value->text), &length) &&
        length.unit != UNIT_NONE && length.micro > 0)
        *(Length *)member(out, field) = length;
    else
        config_bad(reader, field, value, "15mm、17em、2栏、60%");
}

/* An em or a row is at most a page, so a count over this is a slip and must not overflow. */
static bool relative_emu(Length length, Emu unit, Emu *out)
{
    const int64_t limit = INT64_C(1000) * 1000000;

    if (unit <= 0 || length.micro > limit || length.micro < -limit)
        return false;
    int64_t emu = (length.micro * unit + (length.micro < 0 ? -500000 : 500000)) / 1000000;
    if (emu > INT32_MAX || emu < INT32_MIN)
        return false;
    *out = (Emu)emu;
    return true;
}

bool config_emu(const ConfigReader *reader, const ConfigNode *node, Emu *out)
{
    Length length = {0};

    if (node->kind != CONFIG_SCALAR || !length_parse(str_trim(node->text), &length))
        return false;
    if (length.unit == UNIT_EM)
        return relative_emu(length, reader->em, out);
    if (length.unit == UNIT_ROW)
        return relative_emu(length, reader->row, out);
    if (length.unit == UNIT_NONE && length.micro == 0) {
        *out = 0;
        return true;
    }
    return length_emu(length, out);
}

void config_read_emu(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    Emu length = 0;

    if (config_emu(reader, value, &length) && length >= field->min && length <= field->max) {
        *(Emu *)member(out, field) = length;
        return;
    }
    Str expected =
        str_format(reader->arena, "%.*smm–%.*smm", STR_ARGS(emu_mm(reader->arena, field->min)),
                   STR_ARGS(emu_mm(reader->arena, field->max)));
    config_bad(reader, field, value, str_z(reader->arena, expected));
}

/* A percentage with at most two places, as hundredths of a percent. */
static bool ink_part(const ConfigNode *node, uint16_t *out)
{
    Length length = {0};

    if (node->kind != CONFIG_SCALAR || !length_parse(str_trim(node->text), &length) ||
        (length.unit != UNIT_NONE && length.unit != UNIT_PERCENT) || length.micro < 0 ||
        length.micro > INT64_C(100) * 1000000 || length.micro % 10000)
        return false;
    *out = (uint16_t)(length.micro / 10000);
    return true;
}

void config_read_ink(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    Ink ink = {0};

    if (value->kind == CONFIG_LIST && value->count == 4 && ink_part(value->items[0], &ink.c) &&
        ink_part(value->items[1], &ink.m) && ink_part(value->items[2], &ink.y) &&
        ink_part(value->items[3], &ink.k))
        *(Ink *)member(out, field) = ink;
    else
        config_bad(reader, field, value, "[0, 100, 100, 0]");
}
