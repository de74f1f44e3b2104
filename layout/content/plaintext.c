#include "base/utf8.h"
#include "content/draft.h"

/*
 * A .txt story: every line is a paragraph, unless the file was wrapped by hand or by a mail
 * program; then lines are joined, and blank lines or openings of two ems part paragraphs.
 */
enum { TITLE_MAX = 40, WRAPPED_LINES_MIN = 5 };

typedef struct {
    size_t start, end;  /* in the source, without the line end and blanks before it */
    int width;          /* in half ems, with the opening blanks */
    bool opens;         /* starts with two ems of blank */
    bool ends_sentence; /* with 。！？”』 */
} TextLine;

typedef struct {
    Draft *draft;
    TextLine *lines;
    int count, cap;
} Plain;

static bool is_blank(int32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == '\r' || cp == 0xA0 || cp == 0x3000;
}

static bool is_sentence_end(int32_t cp)
{
    return cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0x201D || cp == 0x300F;
}

static int half_ems(int32_t cp)
{
    return cp < 0x1100 && !cp_is_chinese(cp) ? 1 : 2;
}

static TextLine measure_line(Str text, size_t start, size_t end)
{
    TextLine line = {.start = start, .end = start};
    int width = 0, opening = 0;

    for (size_t at = start; at < end;) {
        int32_t cp = utf8_next((Str){text.p, end}, &at);
        width += half_ems(cp);
        if (is_blank(cp)) {
            opening += line.end == start ? half_ems(cp) : 0;
            continue;
        }
        line.end = at;
        line.width = width;
        line.ends_sentence = is_sentence_end(cp);
    }
    line.opens = opening >= 4 && line.end > start;
    return line;
}

static void split_lines(Plain *plain)
{
    Str text = plain->draft->source.text;

    for (size_t start = plain->draft->body; start < text.n;) {
        size_t end = start;
        while (end < text.n && text.p[end] != '\n' && text.p[end] != '\r')
            end++;
        vec_push(plain->draft->arena, plain->lines, plain->count, plain->cap) =
            measure_line(text, start, end);
        bool is_pair = end + 1 < text.n && text.p[end] == '\r' && text.p[end + 1] == '\n';
        start = end + (is_pair ? 2 : 1);
    }
}

static bool is_empty(const TextLine *line)
{
    return line->end == line->start;
}

/* The first line is the headline when it is short, is no sentence and stands alone. */
static int take_title(Plain *plain)
{
    Draft *draft = plain->draft;
    int i = 0;

    while (i < plain->count && is_empty(&plain->lines[i]))
        i++;
    if (draft->story->title.count || i + 1 >= plain->count || !is_empty(&plain->lines[i + 1]))
        return i;
    const TextLine *line = &plain->lines[i];
    Str text = {draft->source.text.p + line->start, line->end - line->start};
    if (utf8_count(str_trim(text)) > TITLE_MAX || str_ends(text, S("。")))
        return i;
    Cells cells = cells_new(draft->arena, draft->source.file);
    cells_add_source(&cells, &draft->source, line->start, text.n, 0);
    cells_normalise(draft->diags, &cells, NORMALISE_HEAD);
    draft->story->title = cells_text(&cells);
    return i + 1;
}

/* At least five lines, four in five of them ending within 2 em of the longest and without a mark
 * that ends a sentence. */
static bool is_hard_wrapped(const Plain *plain, int first)
{
    int longest = 0, lines = 0, full = 0;

    for (int i = first; i < plain->count; i++)
        if (plain->lines[i].width > longest)
            longest = plain->lines[i].width;
    for (int i = first; i < plain->count; i++) {
        const TextLine *line = &plain->lines[i];
        if (is_empty(line))
            continue;
        lines++;
        full += line->width >= longest - 4 && !line->ends_sentence;
    }
    return lines >= WRAPPED_LINES_MIN && full * 5 >= lines * 4;
}

static void add_line(Plain *plain, Cells *cells, const TextLine *line)
{
    if (cells->count)
        cells_add(cells, (Cell){.cp = ' ',
                                .start = cells->at[cells->count - 1].start +
                                         cells->at[cells->count - 1].len,
                                .len = 1,
                                .flags = CELL_REPLACED | CELL_SOFT});
    cells_add_source(cells, &plain->draft->source, line->start, line->end - line->start, 0);
}

static void add_paragraph(Plain *plain, Cells *cells)
{
    Draft *draft = plain->draft;

    if (cells->count)
        draft_add_text(draft, BLOCK_PARA, (Str){0}, cells);
    *cells = cells_new(draft->arena, draft->source.file);
}

void draft_plain(Draft *draft)
{
    Plain plain = {.draft = draft};
    Cells cells = cells_new(draft->arena, draft->source.file);

    split_lines(&plain);
    int first = take_title(&plain);
    while (first < plain.count && is_empty(&plain.lines[first]))
        first++;
    bool wrapped = is_hard_wrapped(&plain, first);
    if (wrapped)
        diag_report(draft->diags, C_LINES_JOINED,
                    (Span){draft->source.file, (int32_t)plain.lines[first].start, 0}, "%d",
                    plain.count - first);
    for (int i = first; i < plain.count; i++) {
        const TextLine *line = &plain.lines[i];
        if (!wrapped || is_empty(line) || line->opens)
            add_paragraph(&plain, &cells);
        if (!is_empty(line))
            add_line(&plain, &cells, line);
    }
    add_paragraph(&plain, &cells);
}
