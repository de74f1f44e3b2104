#include "content/draft.h"

#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "content/picture.h"

Photo photo_new(Span at)
{
    return (Photo){
        .focus_x = FOCUS_MIDDLE, .focus_y = FOCUS_MIDDLE, .crop = CROP_DEFAULT, .at = at};
}

static bool permille(Str text, int32_t max, int *out)
{
    Length length = {0};

    if (!length_parse(str_trim(text), &length) || length.unit != UNIT_PERCENT || length.micro < 0 ||
        length.micro > (int64_t)max * 100000)
        return false;
    *out = (int)(length.micro / 100000);
    return true;
}

/* Named places of the focus, in thirds. */
static const struct {
    const char *name, *alias;
    int x, y;
} FOCUSES[] = {
    {"左上", "top left", 167, 167},     {"中上", "top", 500, 167},
    {"右上", "top right", 833, 167},    {"左中", "left", 167, 500},
    {"中", "centre", 500, 500},         {"右中", "right", 833, 500},
    {"左下", "bottom left", 167, 833},  {"中下", "bottom", 500, 833},
    {"右下", "bottom right", 833, 833},
};

static bool focus_named(Str text, Photo *photo)
{
    for (size_t i = 0; i < sizeof FOCUSES / sizeof *FOCUSES; i++)
        if (str_eq(text, str_of(FOCUSES[i].name)) || str_eq(text, str_of(FOCUSES[i].alias))) {
            photo->focus_x = FOCUSES[i].x;
            photo->focus_y = FOCUSES[i].y;
            return true;
        }
    return false;
}

/* "40%,30%" — or [40%, 30%], because a comma parts entries inside braces. */
static bool focus_point(const ConfigNode *value, Photo *photo)
{
    Str x, y;

    if (value->kind == CONFIG_LIST && value->count == 2 && value->items[0]->kind == CONFIG_SCALAR &&
        value->items[1]->kind == CONFIG_SCALAR) {
        x = value->items[0]->text;
        y = value->items[1]->text;
    } else if (value->kind != CONFIG_SCALAR || !str_cut(value->text, ',', &x, &y)) {
        return false;
    }
    return permille(x, 1000, &photo->focus_x) && permille(y, 1000, &photo->focus_y);
}

static void read_focus(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    Photo *photo = out;
    Photo read = *photo;

    if ((value->kind == CONFIG_SCALAR && focus_named(str_trim(value->text), &read)) ||
        focus_point(value, &read))
        *photo = read;
    else
        config_bad(reader, field, value,
                   "左上、中上、右上、左中、中、右中、左下、中下、右下、\"40%,30%\"");
}

static void read_crop(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    Photo *photo = out;
    Str text = str_trim(value->text);

    if (value->kind == CONFIG_SCALAR &&
        (str_eq(text, S("无")) || str_eq(text, S("none")) || str_eq(text, S("0"))))
        photo->crop = 0;
    else if (value->kind != CONFIG_SCALAR || !permille(text, CROP_MAX, &photo->crop))
        config_bad(reader, field, value, "12%、无 (none)");
}

/* 2栏×9行, 17em×40mm is refused: the height is rows. */
static void read_reserve(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    enum { ROWS_MAX = 300 };
    Photo *photo = out;
    Str text = value->text;
    size_t at = 0, cut = 0, after = 0;
    Length width = {0};
    int rows = 0;

    while (at < text.n && !after) {
        cut = at;
        int32_t cp = utf8_next(text, &at);
        if (cp == 0xD7 || cp == 'x' || cp == 'X' || cp == '*')
            after = at;
    }
    ConfigNode height = {.text = {text.p + after, text.n - after}};
    if (after && length_parse(str_trim((Str){text.p, cut}), &width) && width.unit != UNIT_NONE &&
        width.micro > 0 && config_int(&height, 1, ROWS_MAX, &rows)) {
        photo->reserve = true;
        photo->reserve_width = width;
        photo->reserve_rows = rows;
    } else {
        config_bad(reader, field, value, "2栏×9行、17em×7行");
    }
}

static void read_illustration(ConfigReader *reader, const ConfigField *field,
                              const ConfigNode *value, void *out)
{
    Photo *photo = out;

    if (photo->credit.count)
        config_bad(reader, field, value, "摄影 / 插图");
    text_read_plain(reader, field, value, out);
    photo->illustration = true;
}

static const ConfigField PHOTO_FIELDS[] = {
    {"文件", "file", config_read_str, offsetof(Photo, file), 0, 0, NULL, false},
    {"图说", "caption", text_read_plain, offsetof(Photo, caption), 0, 0, NULL, false},
    {"摄影", "credit", text_read_plain, offsetof(Photo, credit), 0, 0, NULL, false},
    {"插图", "illustration", read_illustration, offsetof(Photo, credit), 0, 0, NULL, false},
    {"宽", "width", config_read_length, offsetof(Photo, width), 0, 0, NULL, false},
    {"焦点", "focus", read_focus, 0, 0, 0, NULL, false},
    {"可裁", "crop", read_crop, 0, 0, 0, NULL, false},
    {"留位", "reserve", read_reserve, 0, 0, 0, NULL, false},
};
enum { PHOTO_FIELD_COUNT = sizeof PHOTO_FIELDS / sizeof *PHOTO_FIELDS };

static void read_photo(ConfigReader *reader, const ConfigField *field, const ConfigNode *value)
{
    Draft *draft = reader->context;
    Photo photo = photo_new(value->at);
    bool says_reserve = false, says_file = false;

    if (value->kind == CONFIG_SCALAR) {
        photo.file = str_trim(value->text);
        says_file = true;
    } else if (value->kind == CONFIG_MAP) {
        config_read_map(reader, value, PHOTO_FIELDS, PHOTO_FIELD_COUNT, &photo);
        says_file = config_find(value, "文件", "file") != NULL;
        says_reserve = config_find(value, "留位", "reserve") != NULL;
    } else {
        config_bad(reader, field, value, "图/05.jpg、{文件: 图/05.jpg, 图说: …}");
        return;
    }
    if (says_file && says_reserve)
        config_bad(reader, field, value, "文件 / 留位");
    else if (says_file ? photo.file.n == 0 : !says_reserve)
        diag_report(reader->diags, C_MISSING_KEY, value->at, "文件 (file)");
    else if (says_file || photo.reserve)
        draft_add_photo(draft, photo);
}

void photo_read_all(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                    void *out)
{
    Draft *draft = reader->context;

    (void)out;
    draft->says_photos = true;
    if (value->kind == CONFIG_SCALAR &&
        (value->text.n == 0 || str_eq(value->text, S("无")) || str_eq(value->text, S("none"))))
        return;
    if (value->kind != CONFIG_LIST) {
        read_photo(reader, field, value);
        return;
    }
    for (int i = 0; i < value->count; i++)
        read_photo(reader, field, value->items[i]);
}

const char *path_in(Arena *arena, const char *dir, Str name)
{
    Str folder = str_of(dir);

    if (folder.n && folder.p[folder.n - 1] == '/')
        folder.n--;
    return str_z(arena, str_format(arena, "%.*s/%.*s", STR_ARGS(folder), STR_ARGS(name)));
}

/* True when the path climbs above its start by its own words. */
static bool climbs_out(Str name)
{
    int depth = 0;
    Str part, rest = name;

    if (name.n && name.p[0] == '/')
        return true;
    while (rest.n) {
        if (!str_cut(rest, '/', &part, &rest)) {
            part = rest;
            rest.n = 0;
        }
        if (str_eq(part, S("..")))
            depth--;
        else if (part.n && !str_eq(part, S(".")))
            depth++;
        if (depth < 0)
            return true;
    }
    return false;
}

bool path_stays(Arena *arena, Diags *diags, const char *dir, Str name, Span blame)
{
    const char *path = path_in(arena, dir, name);
    bool exists = access(path, F_OK) == 0;

    if (!climbs_out(name) && (!exists || path_inside(dir, path)))
        return true;
    diag_report(diags, C_OUTSIDE_FOLDER, blame, "%.*s", STR_ARGS(name));
    return false;
}

void photo_open(Arena *arena, Diags *diags, const char *dir, Photo *photo)
{
    PictureInfo info;

    if (photo->reserve || !path_stays(arena, diags, dir, photo->file, photo->at))
        return;
    photo->path = path_in(arena, dir, photo->file);
    if (!picture_probe(diags, photo->path, photo->file, photo->at, &info))
        return;
    photo->pixel_w = info.width;
    photo->pixel_h = info.height;
}
