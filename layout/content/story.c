#include "content/story.h"

#include "base/utf8.h"
#include "content/cells.h"
#include "content/draft.h"
#include "content/issue.h"

Str text_flat(Arena *arena, Text text)
{
    Buf out = buf_new(arena);

    if (text.count == 1)
        return text.pieces[0].text;
    for (int i = 0; i < text.count; i++)
        buf_add(&out, text.pieces[i].text);
    return buf_str(&out);
}

Span text_span(Text text, int at)
{
    for (int i = 0; i < text.count; i++) {
        const Piece *piece = &text.pieces[i];
        if (at >= (int)piece->text.n) {
            at -= (int)piece->text.n;
            continue;
        }
        /* Only a piece as long as its source can be the source's own bytes. */
        if (at < 0 || piece->at.len != (int32_t)piece->text.n)
            return piece->at;
        size_t after = (size_t)at;
        utf8_next(piece->text, &after);
        return (Span){piece->at.file, piece->at.start + at, (int32_t)after - at};
    }
    if (text.count == 0)
        return NOWHERE;
    Span last = text.pieces[text.count - 1].at;
    return (Span){last.file, last.start + last.len, 0};
}

static void read_text(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out, NormaliseMode mode)
{
    Cells cells = cells_new(reader->arena, reader->source->file);

    if (value->kind != CONFIG_SCALAR) {
        config_bad(reader, field, value, "“…”");
        return;
    }
    cells_add_scalar(&cells, reader->source, value);
    cells_normalise(reader->diags, &cells, mode);
    *(Text *)((char *)out + field->offset) = cells_text(&cells);
}

void text_read_headline(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                        void *out)
{
    read_text(reader, field, value, out, NORMALISE_HEAD);
}

void text_read_byline(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    read_text(reader, field, value, out, NORMALISE_BYLINE);
}

void text_read_plain(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    read_text(reader, field, value, out, NORMALISE_BODY);
}

static Str file_name(Str path)
{
    for (size_t i = path.n; i-- > 0;)
        if (path.p[i] == '/')
            return (Str){path.p + i + 1, path.n - i - 1};
    return path;
}

Story *story_from_text(Arena *arena, Diags *diags, Str path, Str text)
{
    Source source;
    Str name = file_name(path);

    if (text.n > TEXT_FILE_LIMIT) {
        diag_report(diags, C_FILE_TOO_LARGE, NOWHERE, "%.*s\t%zu\t%d", STR_ARGS(path),
                    text.n / 1048576, TEXT_FILE_LIMIT / 1048576);
        return NULL;
    }
    if (!source_from_text(arena, diags, path, text, &source))
        return NULL;
    Story *story = draft_read(arena, diags, source, name)->story;
    /* A text from standard input has no name to take an id from. */
    if (story->id.n == 0)
        story->id = S("-");
    return story;
}
