#ifndef CONTENT_CONFIG_H
#define CONTENT_CONFIG_H

#include "base/diag.h"
#include "base/ink.h"
#include "base/unit.h"
#include "content/source.h"

/*
 * YAML as the editors write it: one document of mappings, lists and texts. Anchors, aliases, tags,
 * further documents and nesting deeper than CONFIG_DEPTH are refused. Every node knows the bytes
 * it was written with.
 */
enum { CONFIG_DEPTH = 64 };

typedef enum { CONFIG_SCALAR, CONFIG_LIST, CONFIG_MAP } ConfigKind;

typedef struct ConfigNode ConfigNode;
struct ConfigNode {
    ConfigKind kind;
    bool escaped; /* a double-quoted text: its bytes may differ from the source */
    Str text;     /* SCALAR */
    Span at;      /* SCALAR: the text inside its quotes */
    ConfigNode **items;
    int count; /* entries of items; a MAP has key, value, key, value … */
    int cap;
};

/* The document in the bytes [start, end) of the source. An empty one is an empty MAP. NULL when
 * it is not well formed (reported at the fault). */
ConfigNode *config_parse(Arena *arena, Diags *diags, const Source *source, size_t start,
                         size_t end);

/* What the typed readers need. em and row let lengths be written in them; 0: refused. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const Source *source;
    Emu em, row;
    void *context; /* for a table's own readers */
} ConfigReader;

/* One key of a mapping: its Chinese name and English alias, and how its value is read into
 * out + offset. Numbers and lengths must lie in min..max; table serves the reader. */
typedef struct ConfigField ConfigField;
typedef void ConfigRead(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                        void *out);
struct ConfigField {
    const char *key, *alias;
    ConfigRead *read;
    size_t offset;
    int32_t min, max;
    const void *table;
    bool needed;
};

/*
 * Reads a mapping by the table, in the table's order whatever the order written. Unknown and
 * repeated keys (an alias repeats its key) and missing needed ones are reported.
 */
void config_read_map(ConfigReader *reader, const ConfigNode *map, const ConfigField *fields,
                     int count, void *out);

/* A nested mapping whose fields go to the same struct; field->table is a ConfigTable. */
typedef struct {
    const ConfigField *fields;
    int count;
} ConfigTable;
ConfigRead config_read_section;

typedef struct {
    const char *name, *alias; /* alias NULL: none */
    int value;
} ConfigName;

typedef struct {
    const ConfigName *names;
    int count;
} ConfigNames;

ConfigRead config_read_str;    /* Str */
ConfigRead config_read_int;    /* int; a trailing 行 or ‰ is allowed */
ConfigRead config_read_bool;   /* bool */
ConfigRead config_read_enum;   /* int or enum; table is ConfigNames */
ConfigRead config_read_length; /* Length, any unit */
ConfigRead config_read_emu;    /* Emu */
ConfigRead config_read_ink;    /* Ink: [c, m, y, k] in percent */

bool config_int(const ConfigNode *node, int32_t min, int32_t max, int *out);
bool config_emu(const ConfigReader *reader, const ConfigNode *node, Emu *out);
bool config_name(const ConfigNames *names, Str text, int *out);

/* Value of the key (or alias) in a mapping; NULL when it is not there. */
const ConfigNode *config_find(const ConfigNode *map, const char *key, const char *alias);

/* Reports C_BAD_VALUE; `expected` names the right form. */
void config_bad(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                const char *expected);

#endif
