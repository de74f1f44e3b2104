#include "content/config.h"

#include "base/utf8.h"
#include <libfyaml.h>
#include <string.h>

/* Parsing: events of the YAML parser become nodes. An own stack instead of the library's document
 * keeps depth, aliases and further documents in our hands. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const Source *source;
    size_t start, end;
    struct fy_parser *parser;
    ConfigNode *stack[CONFIG_DEPTH];
    int depth;
    ConfigNode *root;
    bool failed;
} Parse;

static Span span_of(const Parse *parse, const struct fy_mark *from, const struct fy_mark *to)
{
    size_t limit = parse->end - parse->start;
    size_t first = from && from->input_pos < limit ? from->input_pos : limit;
    size_t last = to && to->input_pos > first ? to->input_pos : first;

    if (!from)
        return (Span){parse->source->file, (int32_t)parse->end, 0};
    if (last > limit)
        last = limit;
    return (Span){parse->source->file, (int32_t)(parse->start + first), (int32_t)(last - first)};
}

static void refuse(Parse *parse, DiagCode code, Span at)
{
    diag_report(parse->diags, code, at, "%d", CONFIG_DEPTH);
    parse->failed = true;
}

static void attach(Parse *parse, ConfigNode *node)
{
    if (parse->depth == 0) {
        parse->root = node;
        return;
    }
    ConfigNode *parent = parse->stack[parse->depth - 1];
    vec_push(parse->arena, parent->items, parent->count, parent->cap) = node;
}

static ConfigNode *add_node(Parse *parse, ConfigKind kind, Span at)
{
    ConfigNode *node = arena_new(parse->arena, ConfigNode);

    node->kind = kind;
    node->at = at;
    attach(parse, node);
    return node;
}

/* The library gives an empty value no mark: it stands right after its key. */
static Span place_of(const Parse *parse, struct fy_event *event)
{
    const struct fy_mark *from = fy_event_start_mark(event);

    if (!from && parse->depth) {
        const ConfigNode *parent = parse->stack[parse->depth - 1];
        if (parent->count) {
            Span before = parent->items[parent->count - 1]->at;
            return (Span){before.file, before.start + before.len, 0};
        }
    }
    return span_of(parse, from, fy_event_end_mark(event));
}

/* Escapes in double quotes can spell characters that no file may hold. */
static Str clean_scalar(Parse *parse, Str text, Span at)
{
    Buf out = buf_new(parse->arena);

    for (size_t i = 0; i < text.n;) {
        int32_t cp = utf8_next(text, &i);
        bool is_control = (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0);
        if (!is_control) {
            buf_utf8(&out, cp);
            continue;
        }
        diag_report(parse->diags, C_CONTROL_CHAR, at, "U+%04X\t%d", (unsigned)(cp < 0 ? 0 : cp), 1);
        parse->failed = true;
        return (Str){0};
    }
    return buf_str(&out);
}

static bool next_line(Str *rest, Str *line)
{
    if (rest->n == 0)
        return false;
    if (!str_cut(*rest, '\n', line, rest)) {
        *line = *rest;
        rest->n = 0;
    }
    return true;
}

static size_t indentation(Str line)
{
    size_t n = 0;

    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

/* Text of a block scalar: a folded one (`>`) on one line, a literal one (`|`) line by line without
 * its indentation. The library reads memory it never set in some of them, so this is done here. */
static Str block_text(Arena *arena, Str raw, bool folded)
{
    Buf out = buf_new(arena);
    size_t indent = SIZE_MAX;
    Str line, rest = raw;

    while (next_line(&rest, &line))
        if (str_trim(line).n && indentation(line) < indent)
            indent = indentation(line);
    rest = raw;
    while (next_line(&rest, &line)) {
        Str text = str_trim(line);
        if (folded ? text.n && out.n : out.n)
            buf_byte(&out, folded ? ' ' : '\n');
        if (!folded && text.n)
            text = (Str){line.p + indent, (size_t)(text.p + text.n - line.p) - indent};
        buf_add(&out, text);
    }
    while (out.n && out.p[out.n - 1] == '\n')
        out.n--;
    return buf_str(&out);
}

static void add_scalar(Parse *parse, struct fy_event *event, Span at)
{
    ConfigNode *node = add_node(parse, CONFIG_SCALAR, at);
    struct fy_token *token = event->scalar.value;
    size_t n = 0;

    if (!token)
        return;
    enum fy_scalar_style style = fy_token_scalar_style(token);
    if (style == FYSS_FOLDED || style == FYSS_LITERAL) {
        Str raw = {parse->source->text.p + at.start, (size_t)at.len};
        node->text = block_text(parse->arena, raw, style == FYSS_FOLDED);
        return;
    }
    const char *text = fy_token_get_text(token, &n);
    if (!text)
        return;
    node->text = clean_scalar(parse, (Str){text, n}, at);
    node->escaped = style == FYSS_DOUBLE_QUOTED;
}

static void open_node(Parse *parse, ConfigKind kind, Span at)
{
    if (parse->depth == CONFIG_DEPTH) {
        refuse(parse, C_YAML_DEPTH, at);
        return;
    }
    ConfigNode *node = add_node(parse, kind, at);
    parse->stack[parse->depth++] = node;
}

static void take_event(Parse *parse, struct fy_event *event)
{
    Span at = place_of(parse, event);
    bool marked = event->type == FYET_ALIAS || fy_event_get_anchor_token(event) ||
                  fy_event_get_tag_token(event);

    if (marked) {
        refuse(parse, C_YAML_EXTRA, at);
        return;
    }
    if (event->type == FYET_SCALAR)
        add_scalar(parse, event, at);
    else if (event->type == FYET_SEQUENCE_START)
        open_node(parse, CONFIG_LIST, at);
    else if (event->type == FYET_MAPPING_START)
        open_node(parse, CONFIG_MAP, at);
    else if (event->type == FYET_SEQUENCE_END || event->type == FYET_MAPPING_END)
        parse->depth--;
    else if (event->type == FYET_DOCUMENT_START && parse->root)
        refuse(parse, C_YAML_EXTRA, at);
}

static void ignore_output(struct fy_diag *diag, void *user, const char *bytes, size_t n)
{
    (void)diag;
    (void)user;
    (void)bytes;
    (void)n;
}

static struct fy_diag *open_diag(void)
{
    struct fy_diag_cfg config;

    fy_diag_cfg_default(&config);
    config.fp = NULL;
    config.output_fn = ignore_output;
    config.level = FYET_ERROR;
    config.colorize = false;
    struct fy_diag *diag = fy_diag_create(&config);
    if (diag)
        fy_diag_set_collect_errors(diag, true);
    return diag;
}

/* Byte offset of a 1-based line and column (in characters) of the document. */
static size_t offset_of(Str text, int line, int column)
{
    size_t at = 0;

    for (int i = 1; i < line && at < text.n; at++)
        i += text.p[at] == '\n';
    for (int i = 1; i < column && at < text.n && text.p[at] != '\n'; i++) {
        at++;
        while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
            at++;
    }
    return at;
}

static void report_syntax(Parse *parse, struct fy_diag *diag, Str text)
{
    void *iterator = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(diag, &iterator);
    size_t at = error ? offset_of(text, error->line, error->column) : 0;
    Span span = {parse->source->file, (int32_t)(parse->start + at), 0};
    const char *reason = error && error->msg ? error->msg : "?";

    diag_report(parse->diags, C_YAML_SYNTAX, span, "%s", reason);
    parse->failed = true;
}

static void run(Parse *parse, struct fy_diag *diag, Str text)
{
    struct fy_event *event;

    if (fy_parser_set_string(parse->parser, text.p, text.n) != 0)
        source_out_of_memory(parse->arena);
    while (!parse->failed && (event = fy_parser_parse(parse->parser)) != NULL) {
        take_event(parse, event);
        fy_parser_event_free(parse->parser, event);
    }
    if (!parse->failed && fy_parser_get_stream_error(parse->parser))
        report_syntax(parse, diag, text);
}

static bool is_among(char c, const char *set)
{
    return c && strchr(set, c);
}

/* Keys written with `?` are of no use here, and the library of Debian 12 (libfyaml 0.7.12) frees
 * their tokens twice when something is wrong about them: they must not reach it. Offset of the
 * first one, or text.n. */
static size_t find_complex_key(Str text)
{
    char before = '\n';

    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i], after = i + 1 < text.n ? text.p[i + 1] : '\n';
        if (c == '?' && is_among(before, "\n\r-?:[{,") && is_among(after, " \t\r\n,[]{}"))
            return i;
        if (c != ' ' && c != '\t')
            before = c;
    }
    return text.n;
}

ConfigNode *config_parse(Arena *arena, Diags *diags, const Source *source, size_t start, size_t end)
{
    Parse *parse = arena_new(arena, Parse);
    size_t complex = find_complex_key((Str){source->text.p + start, end - start});
    if (complex < end - start) {
        diag_report(diags, C_YAML_EXTRA, (Span){source->file, (int32_t)(start + complex), 1}, "%d",
                    CONFIG_DEPTH);
        return NULL;
    }
    struct fy_diag *diag = open_diag();
    struct fy_parse_cfg config = {.search_path = "",
                                  .flags = FYPCF_QUIET | FYPCF_DISABLE_RECYCLING |
                                           FYPCF_DEFAULT_VERSION_1_2,
                                  .diag = diag};

    *parse = (Parse){.arena = arena, .diags = diags, .source = source, .start = start, .end = end};
    parse->parser = diag ? fy_parser_create(&config) : NULL;
    if (!parse->parser)
        source_out_of_memory(arena);
    /* The parser reads past the end of a text that no line end or NUL closes. */
    run(parse, diag, str_copy(arena, (Str){source->text.p + start, end - start}));
    fy_parser_destroy(parse->parser);
    fy_diag_destroy(diag);
    if (parse->failed)
        return NULL;
    if (!parse->root || (parse->root->kind == CONFIG_SCALAR && parse->root->text.n == 0))
        add_node(parse, CONFIG_MAP, (Span){source->file, (int32_t)start, 0});
    return parse->root;
}

/* Reading mappings by tables. */

static bool is_key(const ConfigField *field, Str name)
{
    return str_eq(name, str_of(field->key)) || str_eq(name, str_of(field->alias));
}

static Str known_keys(Arena *arena, const ConfigField *fields, int count)
{
    Buf out = buf_new(arena);

    for (int i = 0; i < count; i++)
        buf_printf(&out, "%s%s (%s)", i ? "、" : "", fields[i].key, fields[i].alias);
    return buf_str(&out);
}

/* Text of a node for a message: what was written, on one line and not too long. */
static Str shown(Arena *arena, const ConfigNode *node)
{
    enum { SHOWN_MAX = 60 };
    Buf out = buf_new(arena);

    if (node->kind == CONFIG_LIST)
        return S("[…]");
    if (node->kind == CONFIG_MAP)
        return S("{…}");
    for (size_t i = 0; i < node->text.n; i++) {
        char c = node->text.p[i];
        if (i >= SHOWN_MAX && ((unsigned char)c & 0xC0) != 0x80) {
            buf_add(&out, S("…"));
            break;
        }
        buf_byte(&out, (unsigned char)c < 0x20 ? ' ' : c);
    }
    return buf_str(&out);
}

static int field_named(ConfigReader *reader, const ConfigField *fields, int count,
                       const ConfigNode *key)
{
    for (int i = 0; key->kind == CONFIG_SCALAR && i < count; i++)
        if (is_key(&fields[i], key->text))
            return i;
    diag_report(reader->diags, C_UNKNOWN_KEY, key->at, "%.*s\t%.*s",
                STR_ARGS(shown(reader->arena, key)),
                STR_ARGS(known_keys(reader->arena, fields, count)));
    return -1;
}

void config_read_map(ConfigReader *reader, const ConfigNode *map, const ConfigField *fields,
                     int count, void *out)
{
    const ConfigNode **values = arena_many(reader->arena, const ConfigNode *, (size_t)count);

    if (map->kind != CONFIG_MAP) {
        diag_report(reader->diags, C_BAD_VALUE, map->at, "%.*s\t%.*s\t%s: …",
                    STR_ARGS(shown(reader->arena, map)), STR_ARGS(shown(reader->arena, map)),
                    fields[0].key);
        return;
    }
    for (int i = 0; i + 1 < map->count; i += 2) {
        const ConfigNode *key = map->items[i];
        int index = field_named(reader, fields, count, key);
        if (index >= 0 && values[index])
            diag_report(reader->diags, C_REPEATED_KEY, key->at, "%.*s", STR_ARGS(key->text));
        else if (index >= 0)
            values[index] = map->items[i + 1];
    }
    for (int i = 0; i < count; i++) {
        if (values[i])
            fields[i].read(reader, &fields[i], values[i], out);
        else if (fields[i].needed)
            diag_report(reader->diags, C_MISSING_KEY, map->at, "%s (%s)", fields[i].key,
                        fields[i].alias);
    }
}

void config_read_section(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    const ConfigTable *table = field->table;

    if (value->kind != CONFIG_MAP)
        config_bad(reader, field, value, "…: …");
    else
        config_read_map(reader, value, table->fields, table->count, out);
}

const ConfigNode *config_find(const ConfigNode *map, const char *key, const char *alias)
{
    ConfigField field = {.key = key, .alias = alias};

    for (int i = 0; map->kind == CONFIG_MAP && i + 1 < map->count; i += 2)
        if (map->items[i]->kind == CONFIG_SCALAR && is_key(&field, map->items[i]->text))
            return map->items[i + 1];
    return NULL;
}

void config_bad(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                const char *expected)
{
    diag_report(reader->diags, C_BAD_VALUE, value->at, "%s\t%.*s\t%s", field->key,
                STR_ARGS(shown(reader->arena, value)), expected);
}
