#include "store/manifest.h"

#include <stdio.h>
/* jpeglib.h needs FILE. */
#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>
#include <libfyaml.h>
#include <png.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/file.h"
#include "base/hash.h"

static const size_t PRODUCT_LIMIT = (size_t)4096 * 1024 * 1024;

/* One line of a list: what it is sorted by, and its JSON. */
typedef struct {
    Str name, json;
} Entry;

typedef struct {
    Arena *arena;
    Diags *diags;
    Entry *entries;
    int count, cap;
} List;

static void add_entry(List *list, Str name, Str json)
{
    vec_push(list->arena, list->entries, list->count, list->cap) = (Entry){name, json};
}

static void add_hash(List *list, Str name, Str hash)
{
    Buf buf = buf_new(list->arena);

    buf_add(&buf, S("{\"name\": "));
    buf_json(&buf, name);
    buf_add(&buf, S(", \"sha256\": "));
    buf_json(&buf, hash);
    buf_byte(&buf, '}');
    add_entry(list, name, buf_str(&buf));
}

/* The file's bytes are let go again at once: a product may be large. */
static void add_file(List *list, Str name, const char *path)
{
    ArenaMark mark = arena_mark(list->arena);
    unsigned char digest[32];
    Str bytes = {0};
    bool is_read = file_read(list->arena, list->diags, path, name, PRODUCT_LIMIT, NOWHERE, &bytes);

    if (is_read) {
        Hash *hash = hash_new(list->arena);
        hash_add(hash, bytes);
        hash_digest(hash, digest);
    }
    arena_rewind(list->arena, mark);
    if (is_read)
        add_hash(list, name, hash_hex(list->arena, digest, sizeof digest));
}

static Str base_name(Str path)
{
    size_t start = path.n;

    while (start > 0 && path.p[start - 1] != '/')
        start--;
    return (Str){path.p + start, path.n - start};
}

/* The path inside the folder, or the empty text when it lies elsewhere. */
static Str inside(Str folder, Str path)
{
    while (folder.n > 1 && str_ends(folder, S("/")))
        folder.n--;
    if (!folder.n || !str_starts(path, folder) || path.n <= folder.n + 1 || path.p[folder.n] != '/')
        return (Str){0};
    return (Str){path.p + folder.n + 1, path.n - folder.n - 1};
}

static void add_issue_file(List *list, const Issue *issue, int32_t source)
{
    Str shown = diags_source_path(list->diags, source);
    Str name = inside(str_of(issue->dir), shown);

    if (!source)
        return;
    if (!name.n)
        name = base_name(shown);
    Str path = str_format(list->arena, "%s/%.*s", issue->dir, STR_ARGS(name));
    add_file(list, name, path.p);
}

/* Read once already and byte for byte as the file is, so its text serves. */
static void add_program_text(List *list, const Issue *issue, const char *folder, int32_t source)
{
    Str shown = diags_source_path(list->diags, source);
    Str name = inside(str_of(issue->dir), shown);

    if (!source)
        return;
    if (!name.n)
        name = str_format(list->arena, "%s/%.*s", folder, STR_ARGS(base_name(shown)));
    add_hash(list, name, hash_text(list->arena, diags_source_text(list->diags, source)));
}

static void add_profile(List *list, const House *house, int32_t printer)
{
    bool is_printers = printer && house->profile_at.file == printer;
    if (!house->profile)
        return;
    Str name = str_join(list->arena, is_printers ? S("printer/") : S("styles/"),
                        base_name(str_of(house->profile)));
    add_file(list, name, house->profile);
}

/* The hash taken when it was converted serves; a file that was not is read. */
static void add_picture(List *list, const Issue *issue, const PaintOp *op, const Picture *made)
{
    Str shown = op->as.picture.shown;
    Str name = inside(str_of(issue->dir), shown);

    if (!name.n)
        name = shown;
    if (made && made->source_hash.n)
        add_hash(list, name, made->source_hash);
    else if (op->as.picture.path)
        add_file(list, name, op->as.picture.path);
}

static void add_pictures(List *list, const ManifestInput *input)
{
    const Picture *picture = input->pictures;

    for (int i = 0; i < input->page_count; i++)
        for (int j = 0; j < input->pages[i]->op_count; j++) {
            const PaintOp *op = &input->pages[i]->ops[j];
            if (op->kind == PAINT_PICTURE)
                add_picture(list, input->issue, op, picture ? picture++ : NULL);
        }
}

/* Length of the folder that all products lie in, its slash included. */
static size_t common_folder(const ManifestInput *input)
{
    Str first = str_of(input->product_count ? input->products[0] : "");
    size_t n = first.n - base_name(first).n;

    for (int i = 1; i < input->product_count; i++) {
        Str path = str_of(input->products[i]);
        while (n > 0 && !str_starts(path, (Str){first.p, n})) {
            n--;
            n -= base_name((Str){first.p, n}).n;
        }
    }
    return n;
}

static void add_products(List *list, const ManifestInput *input)
{
    size_t skip = common_folder(input);

    for (int i = 0; i < input->product_count; i++) {
        Str path = str_of(input->products[i]);
        add_file(list, (Str){path.p + skip, path.n - skip}, input->products[i]);
    }
}

/* Of the path only the file's name: folders differ from machine to machine. */
static void add_fonts(List *list, const FontSet *fonts)
{
    for (int i = 0; i < fontset_count(fonts); i++) {
        Buf buf = buf_new(list->arena);
        if (!fontset_is_open(fonts, i))
            continue;
        buf_add(&buf, S("{\"name\": "));
        buf_json(&buf, fontset_name(fonts, i));
        buf_add(&buf, S(", \"family\": "));
        buf_json(&buf, fontset_family(fonts, i));
        buf_add(&buf, S(", \"file\": "));
        buf_json(&buf, base_name(fontset_file(fonts, i)));
        buf_add(&buf, S(", \"version\": "));
        buf_json(&buf, fontset_version(fonts, i));
        buf_printf(&buf, ", \"size\": %llu, \"checkSumAdjustment\": \"%08x\"}",
                   (unsigned long long)fontset_file_size(fonts, i), fontset_checksum(fonts, i));
        add_entry(list, fontset_name(fonts, i), buf_str(&buf));
    }
}

static void add_version(List *list, const char *name, Str version)
{
    Buf buf = buf_new(list->arena);

    buf_add(&buf, S("{\"name\": "));
    buf_json(&buf, str_of(name));
    buf_add(&buf, S(", \"version\": "));
    buf_json(&buf, version);
    buf_byte(&buf, '}');
    add_entry(list, str_of(name), buf_str(&buf));
}

/* Of libraries without a function that tells, the version built against. */
static void add_libraries(List *list)
{
    int lcms = cmsGetEncodedCMMversion();

    add_version(list, "harfbuzz", str_of(hb_version_string()));
    add_version(list, "lcms2", str_format(list->arena, "%d.%d", lcms / 1000, lcms % 1000 / 10));
    add_version(list, "libdeflate", S(LIBDEFLATE_VERSION_STRING));
    add_version(list, "libfyaml", str_of(fy_library_version()));
    add_version(list, "libjpeg", str_format(list->arena, "%d", JPEG_LIB_VERSION));
    add_version(list, "libpng", str_of(png_get_libpng_ver(NULL)));
    add_version(list, "utf8proc", str_of(utf8proc_version()));
}

static int by_name(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    int order = str_compare(a->name, b->name);

    return order ? order : str_compare(a->json, b->json);
}

/* One entry a line, sorted, each once: the same picture may stand on two pages. */
static void put_list(Buf *buf, const char *key, List *list)
{
    int kept = 0;

    if (list->count)
        qsort(list->entries, (size_t)list->count, sizeof *list->entries, by_name);
    buf_printf(buf, ",\n  \"%s\": [", key);
    for (int i = 0; i < list->count; i++) {
        if (i && by_name(&list->entries[i - 1], &list->entries[i]) == 0)
            continue;
        buf_add(buf, kept++ ? S(",\n    ") : S("\n    "));
        buf_add(buf, list->entries[i].json);
    }
    buf_add(buf, kept ? S("\n  ]") : S("]"));
}

static void collect_inputs(List *list, const ManifestInput *input)
{
    const Issue *issue = input->issue;

    add_issue_file(list, issue, issue->source);
    for (int i = 0; i < issue->story_count; i++)
        add_issue_file(list, issue, issue->stories[i]->source);
    if (issue->house) {
        add_program_text(list, issue, "styles", issue->house->source);
        add_profile(list, issue->house, input->printer);
    }
    add_program_text(list, issue, "printer", input->printer);
    if (input->fonts)
        add_program_text(list, issue, "fonts", fontset_source(input->fonts));
    add_pictures(list, input);
}

Str manifest_json(Arena *arena, Diags *diags, const ManifestInput *input)
{
    Buf buf = buf_new(arena);
    List inputs = {.arena = arena, .diags = diags}, products = inputs, fonts = inputs,
         libraries = inputs;

    collect_inputs(&inputs, input);
    add_products(&products, input);
    if (input->fonts)
        add_fonts(&fonts, input->fonts);
    add_libraries(&libraries);
    buf_add(&buf, S("{ \"issue\": "));
    buf_json(&buf, input->issue->name);
    buf_add(&buf, S(",\n  \"program\": \"nanfeng " NANFENG_VERSION "\""));
    put_list(&buf, "inputs", &inputs);
    put_list(&buf, "products", &products);
    put_list(&buf, "fonts", &fonts);
    put_list(&buf, "libraries", &libraries);
    buf_add(&buf, S(" }\n"));
    return buf_str(&buf);
}
