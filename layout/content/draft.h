#ifndef CONTENT_DRAFT_H
#define CONTENT_DRAFT_H

#include "content/cells.h"
#include "content/story.h"

enum { STORY_CHARACTERS_MAX = 200000, STORY_NUMBER_MAX = 999 };
enum { FOCUS_MIDDLE = 500, CROP_DEFAULT = 250, CROP_MAX = 900, WEIGHT_DEFAULT = 5 };

/* A story being read from its file. */
typedef struct {
    Arena *arena;
    Diags *diags;
    Source source;
    Story *story;
    int block_cap, photo_cap;
    size_t body;      /* where the body starts in the source */
    bool says_photos; /* the front matter speaks of 图 */
} Draft;

/* Id of a file: its name up to the first `-` or the extension. */
Str id_of_name(Str name);
Str name_extension(Str name); /* from the last dot on, dot included; empty when none */
bool is_extension(Str extension, const char *lower);

/* A whole story from a source; `name` is the file's name and decides id and format. */
Draft *draft_read(Arena *arena, Diags *diags, Source source, Str name);

/* The steps: what stands between the `---` lines, then the body in its format. */
void draft_front_matter(Draft *draft);
void draft_markdown(Draft *draft);
void draft_plain(Draft *draft);

/* Normalises the cells and adds them as a block, unless nothing is left of them. */
void draft_add_text(Draft *draft, BlockKind kind, Str mark, Cells *cells);
void draft_add_photo_block(Draft *draft, int photo, Span at);
int draft_add_photo(Draft *draft, Photo photo);

/* A photo with the defaults of the contract. */
Photo photo_new(Span at);
/* 图 of the front matter: a path, a mapping, or a list of them. */
ConfigRead photo_read_all;

/* The path as it lies below the issue folder, and the upright size. A path that leaves the folder
 * or a picture that cannot be read is reported. */
void photo_open(Arena *arena, Diags *diags, const char *dir, Photo *photo);

/* dir/name; and whether name, followed through symbolic links, stays in dir (reported when it
 * does not). A name that does not exist counts as inside. */
const char *path_in(Arena *arena, const char *dir, Str name);
bool path_stays(Arena *arena, Diags *diags, const char *dir, Str name, Span blame);

#endif
