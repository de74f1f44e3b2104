#include "font/catalogue.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "content/config.h"

enum {
    WEIGHT_MIN = 1,
    WEIGHT_MAX = 1000,
    WEIGHT_NORMAL = 400,
    WEIGHT_MIDDLE = 500,
    FACES_MAX = 256
};

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* The catalogue while it is read: capacities of its growing arrays. */
typedef struct {
    Catalogue *catalogue;
    int folder_cap, family_cap, face_cap, fallback_cap;
} Builder;

/* A face or a role as one mapping of the file says. */
typedef struct {
    Str family;
    int weight;
    Str file, package;
    int index;
} Entry;

typedef struct {
    Str name, alias, font_name, licence;
    const ConfigNode *faces;
} FamilyEntry;

static bool is_list(ConfigReader *reader, const ConfigField *field, const ConfigNode *value)
{
    if (value->kind == CONFIG_LIST && value->count > 0)
        return true;
    config_bad(reader, field, value, "[…, …]");
    return false;
}

static void read_folders(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    Builder *builder = out;
    Catalogue *catalogue = builder->catalogue;

    if (!is_list(reader, field, value))
        return;
    for (int i = 0; i < value->count; i++) {
        Str folder = str_trim(value->items[i]->text);
        while (folder.n > 1 && str_ends(folder, S("/")))
            folder.n--;
        if (folder.n)
            vec_push(reader->arena, catalogue->folders, catalogue->folder_count,
                     builder->folder_cap) = folder;
        else
            config_bad(reader, field, value->items[i], "/usr/share/fonts/…");
    }
}

static const ConfigField FACE_FIELDS[] = {
    {"粗细", "weight", config_read_int, offsetof(Entry, weight), WEIGHT_MIN, WEIGHT_MAX, NULL,
     true},
    {"文件", "file", config_read_str, offsetof(Entry, file), 0, 0, NULL, true},
    {"序", "index", config_read_int, offsetof(Entry, index), 0, FACES_MAX - 1, NULL, false},
    {"软件包", "package", config_read_str, offsetof(Entry, package), 0, 0, NULL, false},
};

static void read_face(ConfigReader *reader, const ConfigField *field, const ConfigNode *node,
                      Builder *builder)
{
    Catalogue *catalogue = builder->catalogue;
    Entry entry = {0};

    if (node->kind != CONFIG_MAP) {
        config_bad(reader, field, node, "{粗细: 400, 文件: ….ttf}");
        return;
    }
    config_read_map(reader, node, FACE_FIELDS, COUNT(FACE_FIELDS), &entry);
    /* What is missing or wrong has been reported, and a face without its file is of no use. */
    if (!entry.file.n || !entry.weight)
        return;
    vec_push(reader->arena, catalogue->faces, catalogue->face_count, builder->face_cap) =
        (CatalogueFace){.family = catalogue->family_count - 1,
                        .weight = entry.weight,
                        .file = entry.file,
                        .index = entry.index,
                        .package = entry.package,
                        .at = config_find(node, "文件", "file")->at};
}

/* Keeps the list for later: its faces belong to a family that is not there yet. */
static void read_face_list(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                           void *out)
{
    if (is_list(reader, field, value))
        ((FamilyEntry *)out)->faces = value;
}

static const ConfigField FAMILY_FIELDS[] = {
    {"名", "name", config_read_str, offsetof(FamilyEntry, name), 0, 0, NULL, true},
    {"别名", "alias", config_read_str, offsetof(FamilyEntry, alias), 0, 0, NULL, false},
    {"字体名", "font_name", config_read_str, offsetof(FamilyEntry, font_name), 0, 0, NULL, false},
    {"许可", "licence", config_read_str, offsetof(FamilyEntry, licence), 0, 0, NULL, false},
    {"字面", "faces", read_face_list, 0, 0, 0, NULL, true},
};

static void read_family(ConfigReader *reader, const ConfigField *field, const ConfigNode *node,
                        Builder *builder)
{
    Catalogue *catalogue = builder->catalogue;
    FamilyEntry entry = {0};

    if (node->kind != CONFIG_MAP) {
        config_bad(reader, field, node, "{名: …, 字面: […]}");
        return;
    }
    config_read_map(reader, node, FAMILY_FIELDS, COUNT(FAMILY_FIELDS), &entry);
    if (!entry.name.n || !entry.faces)
        return;
    if (catalogue_family(catalogue, entry.name) >= 0 ||
        (entry.alias.n && catalogue_family(catalogue, entry.alias) >= 0)) {
        diag_report(reader->diags, C_REPEATED_KEY, node->at, "%.*s", STR_ARGS(entry.name));
        return;
    }
    vec_push(reader->arena, catalogue->families, catalogue->family_count, builder->family_cap) =
        (CatalogueFamily){entry.name, entry.alias, entry.font_name, entry.licence, node->at};
    for (int i = 0; i < entry.faces->count; i++)
        read_face(reader, &FAMILY_FIELDS[COUNT(FAMILY_FIELDS) - 1], entry.faces->items[i], builder);
}

static void read_families(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                          void *out)
{
    if (!is_list(reader, field, value))
        return;
    for (int i = 0; i < value->count; i++)
        read_family(reader, field, value->items[i], out);
}

static int family_or_report(ConfigReader *reader, const Catalogue *catalogue, Str name, Span at)
{
    int family = catalogue_family(catalogue, name);

    if (family < 0)
        diag_report(reader->diags, F_FAMILY_UNKNOWN, at, "%.*s", STR_ARGS(name));
    return family;
}

static const ConfigField ROLE_ENTRY_FIELDS[] = {
    {"字族", "family", config_read_str, offsetof(Entry, family), 0, 0, NULL, true},
    {"粗细", "weight", config_read_int, offsetof(Entry, weight), WEIGHT_MIN, WEIGHT_MAX, NULL,
     false},
};

/* field->min is the TextRole. */
static void read_role(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    Catalogue *catalogue = ((Builder *)out)->catalogue;
    CatalogueRole *role = &catalogue->roles[field->min];
    Entry entry = {.weight = WEIGHT_NORMAL};

    if (value->kind != CONFIG_MAP) {
        config_bad(reader, field, value, "{字族: 宋, 粗细: 400}");
        return;
    }
    config_read_map(reader, value, ROLE_ENTRY_FIELDS, COUNT(ROLE_ENTRY_FIELDS), &entry);
    if (!entry.family.n)
        return;
    int family =
        family_or_report(reader, catalogue, entry.family, config_find(value, "字族", "family")->at);
    if (family >= 0)
        *role = (CatalogueRole){family, entry.weight};
}

#define ROLE(role, key, alias)                                                                     \
    {                                                                                              \
        key, alias, read_role, 0, role, 0, NULL, false                                             \
    }

static const ConfigField NAMED_ROLES[] = {
    ROLE(ROLE_BODY, "正文", "body"),
    ROLE(ROLE_STRONG, "加重", "strong"),
    ROLE(ROLE_EMPH, "着重", "emph"),
    ROLE(ROLE_INTRO, "引子", "intro"),
    ROLE(ROLE_SUBHEAD, "小标题", "subhead"),
    ROLE(ROLE_QUOTE, "引语", "quote"),
    ROLE(ROLE_HEADLINE, "标题", "headline"),
    ROLE(ROLE_HEADLINE_SMALL, "小号标题", "headline_small"),
    ROLE(ROLE_NUMBER, "序号", "number"),
    ROLE(ROLE_KICKER, "引题", "kicker"),
    ROLE(ROLE_DECK, "副题", "deck"),
    ROLE(ROLE_BYLINE, "署名", "byline"),
    ROLE(ROLE_CAPTION, "图说", "caption"),
    ROLE(ROLE_WORDMARK, "报名", "wordmark"),
    ROLE(ROLE_TITLE, "版题", "title"),
    ROLE(ROLE_SECTION, "版名", "section"),
    ROLE(ROLE_FOLIO, "版次", "folio"),
    ROLE(ROLE_FIELDS, "报头小字", "fields"),
    ROLE(ROLE_RUN_WORDMARK, "报眉报名", "run_wordmark"),
    ROLE(ROLE_RUN_SECTION, "报眉版名", "run_section"),
    ROLE(ROLE_RUN_FOLIO, "报眉版次", "run_folio"),
};

_Static_assert(sizeof NAMED_ROLES / sizeof *NAMED_ROLES == ROLE_COUNT, "every role has a name");

static void read_roles(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    if (value->kind == CONFIG_MAP)
        config_read_map(reader, value, NAMED_ROLES, ROLE_COUNT, out);
    else
        config_bad(reader, field, value, "{正文: {字族: 宋, 粗细: 400}, …}");
}

static void read_fallback(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                          void *out)
{
    Builder *builder = out;
    Catalogue *catalogue = builder->catalogue;

    if (!is_list(reader, field, value))
        return;
    for (int i = 0; i < value->count; i++) {
        const ConfigNode *item = value->items[i];
        int family = family_or_report(reader, catalogue, str_trim(item->text), item->at);
        if (family >= 0)
            vec_push(reader->arena, catalogue->fallback, catalogue->fallback_count,
                     builder->fallback_cap) = family;
    }
}

static const ConfigField CATALOGUE_FIELDS[] = {
    {"文件夹", "folders", read_folders, 0, 0, 0, NULL, false},
    {"字族", "families", read_families, 0, 0, 0, NULL, true},
    {"角色", "roles", read_roles, 0, 0, 0, NULL, false},
    {"补字", "fallback", read_fallback, 0, 0, 0, NULL, false},
};

/* People are shown fonts/catalogue.yaml wherever the program was put. */
static Str shown_path(Str path)
{
    size_t start = path.n;

    for (int slashes = 0; start > 0; start--)
        if (path.p[start - 1] == '/' && ++slashes == 2)
            break;
    return (Str){path.p + start, path.n - start};
}

static const char *folder_of(Arena *arena, Str path)
{
    size_t n = path.n;

    while (n > 0 && path.p[n - 1] != '/')
        n--;
    if (n == 0)
        return ".";
    return n == 1 ? "/" : str_z(arena, (Str){path.p, n - 1});
}

static void fill_defaults(Arena *arena, Builder *builder)
{
    Catalogue *catalogue = builder->catalogue;

    if (catalogue->fallback_count)
        return;
    for (int i = 0; i < catalogue->family_count; i++)
        vec_push(arena, catalogue->fallback, catalogue->fallback_count, builder->fallback_cap) = i;
}

Catalogue *catalogue_load(Arena *arena, Diags *diags, const char *path)
{
    Source source = {0};
    Str shown = shown_path(str_of(path));
    ConfigReader reader = {.arena = arena, .diags = diags, .source = &source};
    Builder builder = {.catalogue = arena_new(arena, Catalogue)};

    if (!source_read(arena, diags, path, shown, NOWHERE, &source))
        return NULL;
    const ConfigNode *root = config_parse(arena, diags, &source, source.start, source.text.n);
    if (!root)
        return NULL;
    if (root->kind != CONFIG_MAP) {
        config_bad(&reader, &CATALOGUE_FIELDS[1], root, "字族: …");
        return NULL;
    }
    builder.catalogue->source = source.file;
    builder.catalogue->folder = folder_of(arena, str_of(path));
    for (int role = 0; role < ROLE_COUNT; role++)
        builder.catalogue->roles[role] = (CatalogueRole){0, WEIGHT_NORMAL};
    config_read_map(&reader, root, CATALOGUE_FIELDS, COUNT(CATALOGUE_FIELDS), &builder);
    fill_defaults(arena, &builder);
    return builder.catalogue->face_count ? builder.catalogue : NULL;
}

int catalogue_family(const Catalogue *catalogue, Str name)
{
    for (int i = 0; i < catalogue->family_count; i++)
        if (str_eq(catalogue->families[i].name, name) ||
            (name.n && str_eq(catalogue->families[i].alias, name)))
            return i;
    return -1;
}

static bool is_nearer(int weight, int candidate, int best)
{
    int distance = abs(candidate - weight), best_distance = abs(best - weight);

    if (distance != best_distance)
        return distance < best_distance;
    return weight >= WEIGHT_MIDDLE ? candidate > best : candidate < best;
}

int catalogue_nearest(const Catalogue *catalogue, int family, int weight, const bool *refused)
{
    int best = -1;

    for (int i = 0; i < catalogue->face_count; i++) {
        const CatalogueFace *face = &catalogue->faces[i];
        if (face->family != family || refused[i])
            continue;
        if (best < 0 || is_nearer(weight, face->weight, catalogue->faces[best].weight))
            best = i;
    }
    return best;
}
