#include "content/draft.h"

#include <assert.h>

#include "base/utf8.h"

static const ConfigName KIND_NAMES[] = {{"横幅", "banner", KIND_BANNER},
                                        {"普通", "plain", KIND_PLAIN},
                                        {"竖题", "vertical", KIND_VERTICAL},
                                        {"框", "boxed", KIND_BOXED},
                                        {"简讯", "brief", KIND_BRIEF},
                                        {"评论", "comment", KIND_COMMENT},
                                        {"广告", "ad", KIND_AD}};
static const ConfigNames KINDS = {KIND_NAMES, sizeof KIND_NAMES / sizeof *KIND_NAMES};

enum { NUMBER_BY_NAME = -1 };

static void read_number(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                        void *out)
{
    Story *story = out;
    Str text = str_trim(value->text);

    if (str_eq(text, S("无")) || str_eq(text, S("none")))
        story->number = 0;
    else if (!config_int(value, 1, STORY_NUMBER_MAX, &story->number))
        config_bad(reader, field, value, "1–999、无 (none)");
}

static void read_ad_size(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    Story *story = out;
    const Emu limit = MM(1500);
    Length sides[2] = {{0}};
    Emu emu[2] = {0};
    Str text = value->text;
    size_t at = 0, cut = 0, after = 0;

    while (at < text.n && !after) {
        cut = at;
        int32_t cp = utf8_next(text, &at);
        if (cp == 0xD7 || cp == 'x' || cp == 'X' || cp == '*')
            after = at;
    }
    if (after && length_parse(str_trim((Str){text.p, cut}), &sides[0]) &&
        length_parse(str_trim((Str){text.p + after, text.n - after}), &sides[1]) &&
        length_emu(sides[0], &emu[0]) && length_emu(sides[1], &emu[1]) && emu[0] > 0 &&
        emu[1] > 0 && emu[0] <= limit && emu[1] <= limit) {
        story->ad_width = emu[0];
        story->ad_height = emu[1];
    } else {
        config_bad(reader, field, value, "120mm×60mm");
    }
}

static const ConfigField STORY_FIELDS[] = {
    {"标题", "title", text_read_headline, offsetof(Story, title), 0, 0, NULL, false},
    {"引题", "kicker", text_read_headline, offsetof(Story, kicker), 0, 0, NULL, false},
    {"副题", "deck", text_read_headline, offsetof(Story, deck), 0, 0, NULL, false},
    {"序号", "number", read_number, 0, 0, 0, NULL, false},
    {"作者", "byline", text_read_byline, offsetof(Story, byline), 0, 0, NULL, false},
    {"轻重", "weight", config_read_int, offsetof(Story, weight), 1, 10, NULL, false},
    {"样式", "kind", config_read_enum, offsetof(Story, kind), 0, 0, &KINDS, false},
    {"图", "photos", photo_read_all, 0, 0, 0, NULL, false},
    {"尺寸", "size", read_ad_size, 0, 0, 0, NULL, false},
};
enum { STORY_FIELD_COUNT = sizeof STORY_FIELDS / sizeof *STORY_FIELDS };

/* A line of three hyphens and nothing else; `after` is where the next line starts. */
static bool is_fence(Str text, size_t at, size_t *after)
{
    size_t end = at;

    while (end < text.n && text.p[end] != '\n')
        end++;
    *after = end < text.n ? end + 1 : end;
    Str line = {text.p + at, end - at};
    return str_starts(line, S("---")) && str_trim(line).n == 3;
}

void draft_front_matter(Draft *draft)
{
    const Source *source = &draft->source;
    Str text = source->text;
    size_t start = 0, next = 0;

    draft->body = source->start;
    if (!is_fence(text, source->start, &start))
        return;
    size_t at = start;
    while (at < text.n && !is_fence(text, at, &next))
        at = next;
    if (at >= text.n) {
        diag_report(draft->diags, C_FRONT_MATTER_OPEN,
                    (Span){source->file, (int32_t)source->start, 3}, "---");
        draft->body = text.n;
        return;
    }
    draft->body = next;
    ConfigNode *root = config_parse(draft->arena, draft->diags, source, start, at);
    if (!root)
        return;
    ConfigReader reader = {draft->arena, draft->diags, source, 0, 0, draft};
    config_read_map(&reader, root, STORY_FIELDS, STORY_FIELD_COUNT, draft->story);
}

Str name_extension(Str name)
{
    for (size_t i = name.n; i-- > 0;)
        if (name.p[i] == '.')
            return (Str){name.p + i, name.n - i};
    return (Str){0};
}

bool is_extension(Str extension, const char *lower)
{
    Str wanted = str_of(lower);

    if (extension.n != wanted.n)
        return false;
    for (size_t i = 0; i < wanted.n; i++) {
        char c = extension.p[i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != wanted.p[i])
            return false;
    }
    return true;
}

Str id_of_name(Str name)
{
    Str before, after, stem = {name.p, name.n - name_extension(name).n};

    return str_cut(stem, '-', &before, &after) ? before : stem;
}

static Draft *new_draft(Arena *arena, Diags *diags, Source source, Str name)
{
    Draft *draft = arena_new(arena, Draft);
    Story *story = arena_new(arena, Story);

    *draft = (Draft){.arena = arena, .diags = diags, .source = source, .story = story};
    *story = (Story){.id = id_of_name(name),
                     .source = source.file,
                     .number = NUMBER_BY_NAME,
                     .weight = WEIGHT_DEFAULT,
                     .at = {source.file, (int32_t)source.start, 0}};
    return draft;
}

/* What the story does not say comes from its name and number. */
static void resolve_defaults(Story *story)
{
    int32_t number = 0;

    if (story->number == NUMBER_BY_NAME) {
        bool is_number = str_int(story->id, &number) && number > 0 && number <= STORY_NUMBER_MAX;
        story->number = is_number ? number : 0;
    }
    if (story->kind == KIND_DEFAULT)
        story->kind = story->number ? KIND_BANNER : KIND_PLAIN;
}

Draft *draft_read(Arena *arena, Diags *diags, Source source, Str name)
{
    Draft *draft = new_draft(arena, diags, source, name);

    draft_front_matter(draft);
    Str body = {source.text.p + draft->body, source.text.n - draft->body};
    int characters = utf8_count(body);
    if (characters > STORY_CHARACTERS_MAX)
        diag_report(diags, C_STORY_TOO_LONG, (Span){source.file, (int32_t)draft->body, 0}, "%d\t%d",
                    characters, STORY_CHARACTERS_MAX);
    else if (is_extension(name_extension(name), ".txt"))
        draft_plain(draft);
    else
        draft_markdown(draft);
    resolve_defaults(draft->story);
    assert(draft->story->kind != KIND_DEFAULT);
    return draft;
}

void draft_add_text(Draft *draft, BlockKind kind, Str mark, Cells *cells)
{
    Span at = cells_span(cells);
    Story *story = draft->story;

    cells_normalise(draft->diags, cells, NORMALISE_BODY);
    if (cells->count == 0)
        return;
    vec_push(draft->arena, story->blocks, story->block_count, draft->block_cap) =
        (Block){.kind = kind, .text = cells_text(cells), .mark = mark, .photo = -1, .at = at};
}

void draft_add_photo_block(Draft *draft, int photo, Span at)
{
    Story *story = draft->story;

    vec_push(draft->arena, story->blocks, story->block_count, draft->block_cap) =
        (Block){.kind = BLOCK_PHOTO, .photo = photo, .at = at};
}

int draft_add_photo(Draft *draft, Photo photo)
{
    Story *story = draft->story;

    vec_push(draft->arena, story->photos, story->photo_count, draft->photo_cap) = photo;
    return story->photo_count - 1;
}
