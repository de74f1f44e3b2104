#ifndef CONTENT_LOADER_H
#define CONTENT_LOADER_H

#include "content/draft.h"
#include "content/issue.h"

enum { PAGES_MAX = 500, PAGE_NUMBER_MAX = 9999 };

/* An issue being read. drafts[i] and names[i] belong to issue->stories[i]. */
typedef struct {
    Arena *arena;
    Diags *diags;
    const char *dir, *styles_dir;
    Source source; /* of issue.yaml; file 0 when there is none */
    Issue *issue;
    Draft **drafts;
    Str *names; /* of the files */
    int draft_cap, name_cap, story_cap, page_cap;
    Str style;
    Span style_at;
    bool no_default_date;
} Loader;

/* Reads every story file of the folder, then gives each the photos of 图/ that bear its id. */
void loader_read_folder(Loader *loader);

/* A place in a file that is not read as text: the path alone is shown. */
Span loader_blame(Loader *loader, Str name);

/* 版: the pages with their pins. Then what they left out and whether they fit together. */
ConfigRead loader_read_pages;
void loader_finish_pages(Loader *loader);

/* The story a scalar names, by id or by file name without extension; -1 is reported. */
int loader_story(Loader *loader, const ConfigNode *node);

/* One entry of 固定 into a Pin; false when its story does not exist. */
bool loader_read_pin(ConfigReader *reader, const ConfigNode *node, Pin *out);

/* Free fields: a mapping of any keys to texts. Empty values are left out. */
Field *loader_read_pairs(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         int *count);

#endif
