#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "content/loader.h"

#define PHOTO_FOLDER "图"

typedef enum { ENTRY_STORY, ENTRY_DOCX, ENTRY_IGNORED, ENTRY_UNUSED, ENTRY_BAD_NAME } EntryKind;

static bool has_bad_name(Str name)
{
    if (utf8_valid_prefix(name) < name.n)
        return true;
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7F)
            return true;
    return false;
}

/* A name that can be shown: what is not printable becomes `?`. */
static Str printable(Arena *arena, Str name)
{
    Buf out = buf_new(arena);

    for (size_t i = 0; i < name.n;) {
        int32_t cp = utf8_next(name, &i);
        buf_utf8(&out, cp < 0x20 || cp == 0x7F ? '?' : cp);
    }
    return buf_str(&out);
}

/* Hidden files, and what editors and word processors leave lying about. */
static bool is_litter(Str name)
{
    return name.p[0] == '.' || name.p[0] == '~' || str_ends(name, S("~")) ||
           is_extension(name, "thumbs.db") || is_extension(name, "desktop.ini");
}

static bool is_readme(Str name)
{
    Str stem = {name.p, name.n - name_extension(name).n};

    return is_extension(stem, "readme");
}

static EntryKind classify(const Loader *loader, Str name)
{
    Str extension = name_extension(name);

    if (has_bad_name(name))
        return ENTRY_BAD_NAME;
    if (is_litter(name) || is_readme(name) || str_eq(name, S(PHOTO_FOLDER)) ||
        str_eq(name, S("版面.lock")) || is_extension(extension, ".yaml"))
        return ENTRY_IGNORED;
    if (folder_exists(path_in(loader->arena, loader->dir, name)))
        return ENTRY_UNUSED;
    if (is_extension(extension, ".md") || is_extension(extension, ".txt"))
        return ENTRY_STORY;
    return is_extension(extension, ".docx") ? ENTRY_DOCX : ENTRY_UNUSED;
}

static Str shown_path(const Loader *loader, Str name)
{
    return str_of(path_in(loader->arena, loader->dir, name));
}

Span loader_blame(Loader *loader, Str name)
{
    return (Span){diags_source(loader->diags, shown_path(loader, name), (Str){0}), 0, 0};
}

static void add_story(Loader *loader, Str name, Draft *draft)
{
    Issue *issue = loader->issue;
    int other = issue_story(issue, draft->story->id);

    if (other >= 0) {
        diag_report(loader->diags, C_STORY_REPEATED, draft->story->at, "%.*s\t%.*s\t%.*s",
                    STR_ARGS(draft->story->id), STR_ARGS(loader->names[other]), STR_ARGS(name));
        return;
    }
    int drafts = issue->story_count, names = issue->story_count;
    vec_push(loader->arena, loader->drafts, drafts, loader->draft_cap) = draft;
    vec_push(loader->arena, loader->names, names, loader->name_cap) = name;
    vec_push(loader->arena, issue->stories, issue->story_count, loader->story_cap) = draft->story;
}

static void read_story(Loader *loader, Str name)
{
    const char *path = path_in(loader->arena, loader->dir, name);
    Source source;

    if (id_of_name(name).n == 0) {
        diag_report(loader->diags, C_FILE_NAME, loader_blame(loader, name), "%.*s", STR_ARGS(name));
        return;
    }
    if (path_stays(loader->arena, loader->diags, loader->dir, name, NOWHERE) &&
        source_read(loader->arena, loader->diags, path, str_of(path), NOWHERE, &source))
        add_story(loader, name, draft_read(loader->arena, loader->diags, source, name));
}

static void read_entry(Loader *loader, Str name)
{
    switch (classify(loader, name)) {
    case ENTRY_STORY:
        read_story(loader, name);
        break;
    case ENTRY_DOCX:
        diag_report(loader->diags, C_DOCX_NOT_IMPORTED, loader_blame(loader, name), "%.*s",
                    STR_ARGS(name));
        break;
    case ENTRY_UNUSED:
        diag_report(loader->diags, C_FILE_UNUSED, loader_blame(loader, name), "%.*s",
                    STR_ARGS(name));
        break;
    case ENTRY_BAD_NAME:
        diag_report(loader->diags, C_FILE_NAME, NOWHERE, "%.*s",
                    STR_ARGS(printable(loader->arena, name)));
        break;
    case ENTRY_IGNORED:
        break;
    }
}

static bool has_photo(const Story *story, Str file)
{
    for (int i = 0; i < story->photo_count; i++)
        if (str_eq(story->photos[i].file, file))
            return true;
    return false;
}

static bool is_used(const Issue *issue, Str file)
{
    for (int i = 0; i < issue->story_count; i++)
        if (has_photo(issue->stories[i], file))
            return true;
    return false;
}

/* The photos of the folder come before those in place, since the first is the box's own. */
static void insert_photo(Draft *draft, int index, Photo photo)
{
    Story *story = draft->story;
    int last = draft_add_photo(draft, photo);

    memmove(&story->photos[index + 1], &story->photos[index],
            (size_t)(last - index) * sizeof *story->photos);
    story->photos[index] = photo;
    for (int i = 0; i < story->block_count; i++)
        if (story->blocks[i].photo >= index)
            story->blocks[i].photo++;
}

static void attach_photo(Loader *loader, Str name, int *attached)
{
    Str file = str_join(loader->arena, S(PHOTO_FOLDER "/"), name);
    int index = issue_story(loader->issue, id_of_name(name));

    if (is_used(loader->issue, file))
        return;
    if (index < 0 || loader->drafts[index]->says_photos) {
        diag_report(loader->diags, C_FILE_UNUSED, loader_blame(loader, file), "%.*s",
                    STR_ARGS(file));
        return;
    }
    Photo photo = photo_new(loader->issue->stories[index]->at);
    photo.file = file;
    insert_photo(loader->drafts[index], attached[index]++, photo);
}

static void read_photos(Loader *loader)
{
    Issue *issue = loader->issue;
    int *attached = arena_many(loader->arena, int, (size_t)issue->story_count + 1);
    int count = 0;
    Str *names =
        folder_list(loader->arena, path_in(loader->arena, loader->dir, S(PHOTO_FOLDER)), &count);

    for (int i = 0; i < count; i++) {
        if (has_bad_name(names[i]))
            diag_report(loader->diags, C_FILE_NAME, NOWHERE, PHOTO_FOLDER "/%.*s",
                        STR_ARGS(printable(loader->arena, names[i])));
        else if (!is_litter(names[i]) && !is_readme(names[i]))
            attach_photo(loader, names[i], attached);
    }
    for (int i = 0; i < issue->story_count; i++)
        for (int k = 0; k < issue->stories[i]->photo_count; k++)
            photo_open(loader->arena, loader->diags, loader->dir, &issue->stories[i]->photos[k]);
}

void loader_read_folder(Loader *loader)
{
    int count = 0;
    Str *names = folder_list(loader->arena, loader->dir, &count);

    for (int i = 0; i < count; i++)
        read_entry(loader, names[i]);
    read_photos(loader);
}
