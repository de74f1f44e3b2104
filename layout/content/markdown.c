#include <md4c.h>
#include <string.h>

#include "base/utf8.h"
#include "content/draft.h"
#include "content/entities.h"

/*
 * The body of a Markdown story. md4c parses a copy in which every `*` that could be emphasis is
 * masked by a sign of the same length, so that emphasis is left to us (see emphasis.c) and every
 * byte keeps its place.
 */
enum { MASK = '%', LISTS_MAX = 32, LINE_BREAK = 0x2028 };

typedef struct {
    bool ordered;
    unsigned number;
    char delimiter;
} List;

typedef struct {
    Draft *draft;
    const char *masked; /* as md4c sees it, from the body's first byte */
    size_t n;
    Cells cells;
    int strong, emph; /* spans md4c found, by underscores */
    int quotes, lists;
    List list[LISTS_MAX];
    Str mark; /* of the list item whose text comes next */
    unsigned heading;
    bool in_row, in_head;
    size_t last; /* end of what was read, in the source */
    int images;  /* depth of nested images */
    Cells caption;
    Photo photo;
    int first_photo; /* photos from here on still want a block */
    bool has_heading_title;
} Reader;

/* Masking. */

static bool is_blank_or_end(Str text, size_t at)
{
    return at >= text.n || text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\n' ||
           text.p[at] == '\r';
}

/* A line of three stars or more and blanks parts sections and is no emphasis. */
static bool is_rule_line(Str line)
{
    int stars = 0;

    for (size_t i = 0; i < line.n; i++) {
        stars += line.p[i] == '*';
        if (!strchr("*> \t\r", line.p[i]))
            return false;
    }
    return stars >= 3;
}

/* A single star before a blank and after a blank is a bullet, or nothing. */
static bool is_bullet(Str line, size_t at)
{
    bool opens = at == 0 || line.p[at - 1] == '>' || is_blank_or_end(line, at - 1);

    return opens && is_blank_or_end(line, at + 1);
}

static void mask_line(char *copy, Str line)
{
    bool escaped = false;

    if (is_rule_line(line))
        return;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == '*' && !escaped && !is_bullet(line, i))
            copy[i] = MASK;
        escaped = line.p[i] == '\\' && !escaped;
    }
}

static char *mask_stars(Arena *arena, Str body)
{
    char *copy = (char *)(uintptr_t)str_z(arena, body);

    for (size_t start = 0; start < body.n;) {
        size_t end = start;
        while (end < body.n && body.p[end] != '\n')
            end++;
        mask_line(copy + start, (Str){body.p + start, end - start});
        start = end + 1;
    }
    return copy;
}

/* Places. */

static bool is_inside(const Reader *reader, const char *text, size_t n)
{
    return text >= reader->masked && n <= reader->n && text <= reader->masked + (reader->n - n);
}

static size_t source_offset(const Reader *reader, const char *text)
{
    return reader->draft->body + (size_t)(text - reader->masked);
}

static Span place(const Reader *reader, size_t start, size_t n)
{
    return (Span){reader->draft->source.file, (int32_t)start, (int32_t)n};
}

/* The text of an attribute as the editor wrote it. */
static Str attribute(Reader *reader, const MD_ATTRIBUTE *value, Span *at)
{
    Str text = {value->text, value->size};

    *at = place(reader, reader->last, 0);
    if (value->size && is_inside(reader, value->text, value->size)) {
        size_t start = source_offset(reader, value->text);
        *at = place(reader, start, value->size);
        text.p = reader->draft->source.text.p + start;
    }
    return str_copy(reader->draft->arena, text);
}

/* Blocks. */

static BlockKind block_kind(const Reader *reader)
{
    if (reader->heading)
        return BLOCK_SUBHEAD;
    if (reader->in_row)
        return BLOCK_ROW;
    if (reader->mark.n)
        return BLOCK_ITEM;
    return reader->quotes ? BLOCK_QUOTE : BLOCK_PARA;
}

/* "##小标题" without a blank is text in Markdown, and hardly ever meant so; "#话题#" is. */
static void check_heading(const Reader *reader)
{
    const Cells *cells = &reader->cells;
    int signs = 0, later = 0;

    while (signs < cells->count && cells->at[signs].cp == '#')
        signs++;
    for (int i = signs; i < cells->count; i++)
        later += cells->at[i].cp == '#';
    if (signs && signs <= 6 && !later && signs < cells->count)
        diag_report(reader->draft->diags, C_HEADING_BLANK,
                    place(reader, (size_t)cells->at[0].start, (size_t)signs), "%d", signs);
}

static void take_title(Reader *reader)
{
    cells_normalise(reader->draft->diags, &reader->cells, NORMALISE_HEAD);
    reader->draft->story->title = cells_text(&reader->cells);
    reader->has_heading_title = true;
}

static void add_photo_blocks(Reader *reader)
{
    Draft *draft = reader->draft;

    for (; reader->first_photo < draft->story->photo_count; reader->first_photo++)
        draft_add_photo_block(draft, reader->first_photo,
                              draft->story->photos[reader->first_photo].at);
}

static void flush(Reader *reader)
{
    Draft *draft = reader->draft;
    BlockKind kind = block_kind(reader);

    if (reader->cells.count) {
        cells_emphasise(draft->diags, &reader->cells);
        if (kind == BLOCK_PARA)
            check_heading(reader);
        if (reader->heading == 1 && draft->story->title.count == 0 && !reader->has_heading_title)
            take_title(reader);
        else
            draft_add_text(draft, kind, reader->mark, &reader->cells);
        reader->mark = (Str){0};
        reader->cells = cells_new(draft->arena, draft->source.file);
    }
    add_photo_blocks(reader);
}

static void note(Reader *reader, DiagCode code, Span at, const char *what)
{
    diag_report(reader->draft->diags, code, at, "%s", what);
}

static void open_list(Reader *reader, bool ordered, unsigned start, char delimiter)
{
    if (reader->lists < LISTS_MAX)
        reader->list[reader->lists] = (List){ordered, start, delimiter};
    reader->lists++;
}

static void open_item(Reader *reader)
{
    List *list = &reader->list[reader->lists <= LISTS_MAX ? reader->lists - 1 : LISTS_MAX - 1];

    if (list->ordered)
        reader->mark = str_format(reader->draft->arena, "%u%c", list->number++, list->delimiter);
    else
        reader->mark = S("•");
}

/* Cells of one row are parted by tabs. */
static void open_cell(Reader *reader)
{
    if (reader->cells.count)
        cells_add(&reader->cells, (Cell){.cp = '\t',
                                         .start = (int32_t)reader->last,
                                         .flags = CELL_REPLACED | CELL_FIXED});
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    Reader *reader = user;

    if (type != MD_BLOCK_TD && type != MD_BLOCK_TH)
        flush(reader);
    switch (type) {
    case MD_BLOCK_QUOTE:
        reader->quotes++;
        break;
    case MD_BLOCK_UL:
        open_list(reader, false, 0, 0);
        break;
    case MD_BLOCK_OL: {
        const MD_BLOCK_OL_DETAIL *list = detail;
        open_list(reader, true, list->start, list->mark_delimiter);
        break;
    }
    case MD_BLOCK_LI:
        open_item(reader);
        break;
    case MD_BLOCK_H:
        reader->heading = ((const MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_HR:
        note(reader, C_MARK_IGNORED, place(reader, reader->last, 0), "---");
        break;
    case MD_BLOCK_CODE:
        note(reader, C_MARK_IGNORED, place(reader, reader->last, 0), "```");
        break;
    case MD_BLOCK_TR:
        reader->in_row = true;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        reader->in_head = type == MD_BLOCK_TH;
        open_cell(reader);
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        break;
    }
    return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    Reader *reader = user;

    (void)detail;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
        reader->in_head = false;
        return 0;
    }
    flush(reader);
    if (type == MD_BLOCK_QUOTE)
        reader->quotes--;
    else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
        reader->lists--;
    else if (type == MD_BLOCK_LI)
        reader->mark = (Str){0};
    else if (type == MD_BLOCK_H)
        reader->heading = 0;
    else if (type == MD_BLOCK_TR)
        reader->in_row = false;
    return 0;
}

/* Spans. */

static void open_image(Reader *reader, const MD_SPAN_IMG_DETAIL *detail)
{
    Span at;

    if (reader->images++ > 0)
        return;
    Str file = attribute(reader, &detail->src, &at);
    reader->photo = photo_new(at);
    reader->photo.file = file;
    reader->caption = cells_new(reader->draft->arena, reader->draft->source.file);
    if (detail->title.size)
        note(reader, C_MARK_IGNORED, at, "\"…\"");
}

static void close_image(Reader *reader)
{
    Draft *draft = reader->draft;

    if (--reader->images > 0)
        return;
    cells_emphasise(draft->diags, &reader->caption);
    cells_normalise(draft->diags, &reader->caption, NORMALISE_BODY);
    reader->photo.caption = cells_text(&reader->caption);
    if (reader->photo.file.n == 0) {
        diag_report(draft->diags, C_MISSING_KEY, reader->photo.at, "![](…)");
        return;
    }
    draft_add_photo(draft, reader->photo);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    Reader *reader = user;
    Span at;

    if (type == MD_SPAN_STRONG) {
        reader->strong++;
    } else if (type == MD_SPAN_EM) {
        reader->emph++;
    } else if (type == MD_SPAN_IMG) {
        open_image(reader, detail);
    } else if (type == MD_SPAN_A) {
        Str target = attribute(reader, &((MD_SPAN_A_DETAIL *)detail)->href, &at);
        diag_report(reader->draft->diags, C_LINK_DROPPED, at, "%.*s", STR_ARGS(target));
    }
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    Reader *reader = user;

    (void)detail;
    if (type == MD_SPAN_STRONG)
        reader->strong--;
    else if (type == MD_SPAN_EM)
        reader->emph--;
    else if (type == MD_SPAN_IMG)
        close_image(reader);
    return 0;
}

/* Text. */

static Cells *target(Reader *reader)
{
    return reader->images ? &reader->caption : &reader->cells;
}

static unsigned style(const Reader *reader)
{
    return (reader->strong || reader->in_head ? TEXT_STRONG : 0u) | (reader->emph ? TEXT_EMPH : 0u);
}

static void add_other(Reader *reader, int32_t cp, size_t start, size_t len, unsigned flags)
{
    cells_add(target(reader), (Cell){.cp = cp,
                                     .start = (int32_t)start,
                                     .len = (int32_t)len,
                                     .style = (uint8_t)style(reader),
                                     .flags = (uint8_t)(CELL_REPLACED | flags)});
}

static void add_text(Reader *reader, const char *text, size_t n, bool delimiters)
{
    Cells *cells = target(reader);
    size_t start = source_offset(reader, text);
    int first = cells->count;

    cells_add_source(cells, &reader->draft->source, start, n, style(reader));
    reader->last = start + n;
    for (int i = first; delimiters && i < cells->count; i++) {
        Cell *cell = &cells->at[i];
        bool masked = reader->masked[(size_t)cell->start - reader->draft->body] == MASK;
        if (cell->cp == '*' && masked)
            cell->flags |= CELL_DELIMITER;
    }
}

/* A line end: a possible blank, or with \ or two blanks before it the end of the set line. */
static void add_line_end(Reader *reader, int32_t cp, unsigned flags)
{
    Str text = reader->draft->source.text;
    size_t at = reader->last;

    while (at < text.n && text.p[at] != '\n')
        at++;
    bool found = at < text.n;
    add_other(reader, cp, found ? at : reader->last, found ? 1 : 0, flags);
    reader->last = found ? at + 1 : reader->last;
}

static void add_entity(Reader *reader, const char *text, size_t n)
{
    bool is_blank = false;
    int32_t cp = entity_character((Str){text, n}, &is_blank);

    if (!cp || !is_inside(reader, text, n)) {
        if (is_inside(reader, text, n))
            add_text(reader, text, n, false);
        return;
    }
    size_t start = source_offset(reader, text);
    add_other(reader, cp, start, n, is_blank ? CELL_FIXED : 0);
    reader->last = start + n;
}

static void add_html(Reader *reader, const char *text, size_t n)
{
    Span at = place(reader, reader->last, 0);

    if (is_inside(reader, text, n)) {
        size_t start = source_offset(reader, text);
        at = place(reader, start, n);
        reader->last = start + n;
    }
    diag_report(reader->draft->diags, C_HTML_DROPPED, at, "%.*s", (int)n, text);
}

static void add_foreign(Reader *reader, Str text)
{
    for (size_t at = 0; at < text.n;)
        add_other(reader, utf8_next(text, &at), reader->last, 0, CELL_SOFT);
}

static void add_code(Reader *reader, const char *text, size_t n)
{
    if (n == 1 && text[0] == '\n')
        flush(reader);
    else if (is_inside(reader, text, n))
        add_text(reader, text, n, false);
    else
        add_foreign(reader, (Str){text, n});
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE n, void *user)
{
    Reader *reader = user;

    switch (type) {
    case MD_TEXT_NORMAL:
        if (is_inside(reader, text, n))
            add_text(reader, text, n, true);
        else
            add_foreign(reader, (Str){text, n});
        break;
    case MD_TEXT_SOFTBR:
        add_line_end(reader, ' ', CELL_SOFT);
        break;
    case MD_TEXT_BR:
        add_line_end(reader, LINE_BREAK, 0);
        break;
    case MD_TEXT_ENTITY:
        add_entity(reader, text, n);
        break;
    case MD_TEXT_HTML:
        add_html(reader, text, n);
        break;
    case MD_TEXT_CODE:
    case MD_TEXT_LATEXMATH:
        add_code(reader, text, n);
        break;
    case MD_TEXT_NULLCHAR:
        break;
    }
    return 0;
}

void draft_markdown(Draft *draft)
{
    Str text = draft->source.text;
    Str body = {text.p + draft->body, text.n - draft->body};
    MD_PARSER parser = {.flags =
                            MD_FLAG_TABLES | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_NOHTMLBLOCKS,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = take_text};
    Reader *reader = arena_new(draft->arena, Reader);

    *reader = (Reader){.draft = draft,
                       .masked = mask_stars(draft->arena, body),
                       .n = body.n,
                       .cells = cells_new(draft->arena, draft->source.file),
                       .last = draft->body,
                       .first_photo = draft->story->photo_count};
    if (md_parse(reader->masked, (MD_SIZE)body.n, &parser, reader) != 0)
        source_out_of_memory(draft->arena);
    flush(reader);
}
