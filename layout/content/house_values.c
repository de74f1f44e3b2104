#include <string.h>

#include "content/house_table.h"

/* Values of a house style that are more than one number. */

/* Sets the unit that later lengths are written in, as soon as it is known. */
static void learn_units(ConfigReader *reader, const House *house)
{
    reader->em = house->em;
    reader->row = house->row;
}

void house_read_margin(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    learn_units(reader, out);
    if (value->kind == CONFIG_SCALAR &&
        (str_eq(value->text, S("居中")) || str_eq(value->text, S("centre"))))
        *(Emu *)((char *)out + field->offset) = MARGIN_CENTRED;
    else
        config_read_emu(reader, field, value, out);
}

void house_read_legs(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    House *house = out;
    bool good = value->kind == CONFIG_LIST && value->count == house->columns;

    for (int i = 0; good && i < value->count; i++)
        good = config_int(value->items[i], field->min, field->max, &house->leg_preferred[i + 1]);
    if (!good)
        config_bad(
            reader, field, value,
            str_z(reader->arena, str_format(reader->arena, "[1, 2, …] (%d)", house->columns)));
}

void house_read_ink(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                    void *out)
{
    const House *house = reader->context;
    const struct {
        const char *name, *alias;
        const Ink *ink;
    } named[] = {{"黑", "black", &house->black},
                 {"红", "red", &house->red},
                 {"灰底", "tint", &house->tint},
                 {"纸白", "paper", &house->paper}};

    for (size_t i = 0; value->kind == CONFIG_SCALAR && i < sizeof named / sizeof *named; i++)
        if (str_eq(value->text, str_of(named[i].name)) ||
            str_eq(value->text, str_of(named[i].alias))) {
            *(Ink *)((char *)out + field->offset) = *named[i].ink;
            return;
        }
    if (value->kind == CONFIG_LIST)
        config_read_ink(reader, field, value, out);
    else
        config_bad(reader, field, value, "黑、红、灰底、纸白、[0, 0, 0, 100]");
}

void house_read_text_style(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                           void *out)
{
    TextStyle *style = (TextStyle *)((char *)out + field->offset);

    if (value->kind != CONFIG_MAP)
        config_bad(reader, field, value, "{字号: 9.75pt, 行距: 12.75pt, 墨: 黑}");
    else
        config_read_map(reader, value, TEXT_STYLE_FIELDS.fields, TEXT_STYLE_FIELDS.count, style);
}

/* A list of sizes, largest first; how many, or -1 when it is none. */
static int read_sizes(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      Emu *sizes, int max)
{
    if (value->kind != CONFIG_LIST || value->count < 1 || value->count > max)
        return -1;
    for (int i = 0; i < value->count; i++) {
        bool good = config_emu(reader, value->items[i], &sizes[i]) && sizes[i] >= field->min &&
                    sizes[i] <= field->max && (i == 0 || sizes[i] < sizes[i - 1]);
        if (!good)
            return -1;
    }
    return value->count;
}

void house_read_title_sizes(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                            void *out)
{
    House *house = out;
    int count = read_sizes(reader, field, value, house->title_sizes, TITLE_SIZES_MAX);

    if (count < 0)
        config_bad(reader, field, value, "[54pt, 50pt, 46pt …] (1–8)");
    else
        house->title_size_count = count;
}

static const ConfigField HEAD_SIZE_FIELDS[] = {
    {"字号", "size", config_read_emu, offsetof(HeadSize, size), PT(4), PT(300), NULL, true},
    {"方块", "square1", config_read_emu, offsetof(HeadSize, square1), PT(4), PT(600), NULL, true},
    {"两行行距", "pitch2", config_read_emu, offsetof(HeadSize, pitch2), PT(4), PT(400), NULL, true},
    {"两行方块", "square2", config_read_emu, offsetof(HeadSize, square2), PT(4), PT(900), NULL,
     true},
};
enum { HEAD_SIZE_FIELD_COUNT = sizeof HEAD_SIZE_FIELDS / sizeof *HEAD_SIZE_FIELDS };

void house_read_head_sizes(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                           void *out)
{
    House *house = out;

    if (value->kind != CONFIG_LIST || value->count < 1 || value->count > HEAD_SIZES_MAX) {
        config_bad(reader, field, value, "[{字号: …, 方块: …, 两行行距: …, 两行方块: …}] (1–16)");
        return;
    }
    for (int i = 0; i < value->count; i++)
        config_read_map(reader, value->items[i], HEAD_SIZE_FIELDS, HEAD_SIZE_FIELD_COUNT,
                        &house->head_sizes[i]);
    house->head_size_count = value->count;
}

static bool has_head_size(const House *house, Emu size)
{
    for (int i = 0; i < house->head_size_count; i++)
        if (house->head_sizes[i].size == size)
            return true;
    return false;
}

/* The sizes of one width and rank; each must be one of the sizes whose banner is known. */
static void read_step(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    const House *house = reader->context;
    LadderStep *step = &((LadderStep *)out)[field->offset];
    int count = read_sizes(reader, field, value, step->sizes, LADDER_STEPS);

    for (int i = 0; i < count; i++)
        if (!has_head_size(house, step->sizes[i]))
            count = -1;
    if (count < 0) {
        memset(step, 0, sizeof *step);
        config_bad(reader, field, value, "[36pt, 28pt] (1–4, 题号 / head_sizes)");
    }
}

static const ConfigField LADDER_FIELDS[] = {
    {"头条", "lead", read_step, RANK_LEAD, PT(4), PT(300), NULL, true},
    {"次条", "second", read_step, RANK_SECOND, PT(4), PT(300), NULL, true},
    {"标准", "standard", read_step, RANK_STANDARD, PT(4), PT(300), NULL, true},
    {"次要", "minor", read_step, RANK_MINOR, PT(4), PT(300), NULL, true},
};
enum { LADDER_FIELD_COUNT = sizeof LADDER_FIELDS / sizeof *LADDER_FIELDS };

/* One entry a width: the first for boxes one grid column wide, and so on. */
void house_read_ladder(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    House *house = out;

    if (value->kind != CONFIG_LIST || value->count != house->columns) {
        config_bad(reader, field, value,
                   str_z(reader->arena, str_format(reader->arena,
                                                   "[{头条: …, 次条: …, 标准: …, "
                                                   "次要: …}] (%d)",
                                                   house->columns)));
        return;
    }
    for (int i = 0; i < value->count; i++)
        config_read_map(reader, value->items[i], LADDER_FIELDS, LADDER_FIELD_COUNT,
                        house->ladder[i + 1]);
}
