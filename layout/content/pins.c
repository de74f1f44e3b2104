#include "content/loader.h"

enum { ROWS_MAX = 300 };

static const ConfigName PLACE_NAMES[] = {
    {"左上", "top left", PLACE_TOP_LEFT},       {"右上", "top right", PLACE_TOP_RIGHT},
    {"左下", "bottom left", PLACE_BOTTOM_LEFT}, {"右下", "bottom right", PLACE_BOTTOM_RIGHT},
    {"顶通栏", "top strip", PLACE_TOP_STRIP},   {"底通栏", "bottom strip", PLACE_BOTTOM_STRIP}};
static const ConfigNames PLACES = {PLACE_NAMES, sizeof PLACE_NAMES / sizeof *PLACE_NAMES};

static const ConfigName SIDE_NAMES[] = {{"上", "top", PHOTO_TOP},
                                        {"左", "left", PHOTO_LEFT},
                                        {"右", "right", PHOTO_RIGHT},
                                        {"下", "bottom", PHOTO_BOTTOM},
                                        {"无", "none", PHOTO_NONE}};
static const ConfigNames SIDES = {SIDE_NAMES, sizeof SIDE_NAMES / sizeof *SIDE_NAMES};

/* 上 左 右 下 无 of the whole box; 栏2上, 栏1左 in a text column; 栏1 the column whole. */
static bool parse_photo(Str text, PhotoPlace *photo)
{
    Str rest = str_trim(text);
    int32_t leg = 0;
    int side = PHOTO_WHOLE;
    size_t digits = 0;

    if (str_starts(rest, S("栏")) || str_starts(rest, S("leg"))) {
        rest = str_trim((Str){rest.p + 3, rest.n - 3});
        while (digits < rest.n && rest.p[digits] >= '0' && rest.p[digits] <= '9')
            digits++;
        if (!str_int((Str){rest.p, digits}, &leg) || leg < 1 || leg > COLUMNS_MAX)
            return false;
        rest = str_trim((Str){rest.p + digits, rest.n - digits});
    }
    if ((rest.n || !leg) && !config_name(&SIDES, rest, &side))
        return false;
    if (leg && side == PHOTO_NONE)
        return false;
    photo->side = (PhotoSide)side;
    photo->leg = leg;
    return true;
}

static void read_photo_place(ConfigReader *reader, const ConfigField *field,
                             const ConfigNode *value, void *out)
{
    Pin *pin = out;

    if (value->kind != CONFIG_SCALAR || !parse_photo(value->text, &pin->photo))
        config_bad(reader, field, value, "上、左、右、下、无、栏2上、栏1左、栏1");
}

static void read_pinned_story(ConfigReader *reader, const ConfigField *field,
                              const ConfigNode *value, void *out)
{
    (void)field;
    ((Pin *)out)->story = loader_story(reader->context, value);
}

static const ConfigField PIN_FIELDS[] = {
    {"稿", "story", read_pinned_story, 0, 0, 0, NULL, true},
    {"列", "column", config_read_int, offsetof(Pin, column), 1, COLUMNS_MAX, NULL, false},
    {"栏", "columns", config_read_int, offsetof(Pin, columns), 1, COLUMNS_MAX, NULL, false},
    {"行", "row", config_read_int, offsetof(Pin, row), 1, ROWS_MAX, NULL, false},
    {"高", "rows", config_read_int, offsetof(Pin, rows), 1, ROWS_MAX, NULL, false},
    {"位", "at", config_read_enum, offsetof(Pin, place), 0, 0, &PLACES, false},
    {"图", "photo", read_photo_place, 0, 0, 0, NULL, false},
    {"图宽", "photo_width", config_read_length, offsetof(Pin, photo.width), 0, 0, NULL, false},
    {"图高", "photo_rows", config_read_int, offsetof(Pin, photo.rows), 1, ROWS_MAX, NULL, false},
    {"分栏", "legs", config_read_int, offsetof(Pin, legs), 1, COLUMNS_MAX, NULL, false},
};
enum { PIN_FIELD_COUNT = sizeof PIN_FIELDS / sizeof *PIN_FIELDS };

bool loader_read_pin(ConfigReader *reader, const ConfigNode *node, Pin *out)
{
    *out = (Pin){.story = -1, .at = node->at};
    config_read_map(reader, node, PIN_FIELDS, PIN_FIELD_COUNT, out);
    return out->story >= 0;
}
