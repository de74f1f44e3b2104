#include "base/utf8.h"
#include "content/issue.h"

/* A text in quotes; what does not print is escaped, so that a golden shows it. */
static void dump_quoted(Str text, FILE *out)
{
    fputc('"', out);
    for (size_t at = 0; at < text.n;) {
        size_t before = at;
        int32_t cp = utf8_next(text, &at);
        bool hidden = cp < 0x20 || cp == 0x7F || cp == 0xA0 || (cp >= 0x200B && cp <= 0x200F) ||
                      (cp >= 0x2028 && cp <= 0x202F) || cp == 0x2060 || cp == 0xFEFF ||
                      cp == 0x3000;
        if (hidden)
            fprintf(out, "\\u%04x", (unsigned)cp);
        else
            fwrite(text.p + before, 1, at - before, out);
    }
    fputc('"', out);
}

static void dump_span(Span at, FILE *out)
{
    fprintf(out, " @%d:%d+%d", at.file, at.start, at.len);
}

static void dump_text(const char *what, Text text, FILE *out)
{
    for (int i = 0; i < text.count; i++) {
        const Piece *piece = &text.pieces[i];
        fprintf(out, "  %s%s%s ", what, piece->style & TEXT_STRONG ? " strong" : "",
                piece->style & TEXT_EMPH ? " emph" : "");
        dump_quoted(piece->text, out);
        dump_span(piece->at, out);
        fputc('\n', out);
    }
}

static void dump_length(const char *what, Length length, FILE *out)
{
    static const char *const units[] = {"", "mm", "pt", "Q", "em", "栏", "行", "%"};

    if (length.unit != UNIT_NONE)
        fprintf(out, " %s %lld/1000000 %s", what, (long long)length.micro, units[length.unit]);
}

static void dump_photo(const Photo *photo, FILE *out)
{
    fprintf(out, "  photo ");
    dump_quoted(photo->file, out);
    fprintf(out, " pixels %dx%d focus %d %d crop %d", photo->pixel_w, photo->pixel_h,
            photo->focus_x, photo->focus_y, photo->crop);
    dump_length("width", photo->width, out);
    if (photo->reserve) {
        dump_length("reserve", photo->reserve_width, out);
        fprintf(out, " rows %d", photo->reserve_rows);
    }
    dump_span(photo->at, out);
    fputc('\n', out);
    dump_text("  caption", photo->caption, out);
    dump_text(photo->illustration ? "  illustration" : "  credit", photo->credit, out);
}

static void dump_block(const Block *block, FILE *out)
{
    static const char *const kinds[] = {"para", "subhead", "quote", "item", "row", "photo"};

    fprintf(out, "  %s", kinds[block->kind]);
    if (block->mark.n) {
        fputc(' ', out);
        dump_quoted(block->mark, out);
    }
    if (block->photo >= 0)
        fprintf(out, " %d", block->photo);
    dump_span(block->at, out);
    fputc('\n', out);
    dump_text("  ", block->text, out);
}

void story_dump(const Story *story, FILE *out)
{
    static const char *const kinds[] = {"default", "banner", "plain",   "vertical",
                                        "boxed",   "brief",  "comment", "ad"};

    fprintf(out, "story ");
    dump_quoted(story->id, out);
    fprintf(out, " number %d weight %d kind %s", story->number, story->weight, kinds[story->kind]);
    if (story->ad_width)
        fprintf(out, " size %d %d", story->ad_width, story->ad_height);
    fputc('\n', out);
    dump_text("kicker", story->kicker, out);
    dump_text("title", story->title, out);
    dump_text("deck", story->deck, out);
    dump_text("byline", story->byline, out);
    for (int i = 0; i < story->photo_count; i++)
        dump_photo(&story->photos[i], out);
    for (int i = 0; i < story->block_count; i++)
        dump_block(&story->blocks[i], out);
}

static void dump_pin(const Issue *issue, const Pin *pin, FILE *out)
{
    static const char *const places[] = {"cells",        "top left",  "top right",   "bottom left",
                                         "bottom right", "top strip", "bottom strip"};
    static const char *const sides[] = {"auto", "top", "left", "right", "bottom", "whole", "none"};

    fprintf(out, "  pin ");
    dump_quoted(issue->stories[pin->story]->id, out);
    fprintf(out, " %s column %d columns %d row %d rows %d legs %d photo %s leg %d",
            places[pin->place], pin->column, pin->columns, pin->row, pin->rows, pin->legs,
            sides[pin->photo.side], pin->photo.leg);
    dump_length("width", pin->photo.width, out);
    fprintf(out, " photo_rows %d", pin->photo.rows);
    dump_span(pin->at, out);
    fputc('\n', out);
}

static void dump_fields(const char *what, const Field *fields, int count, FILE *out)
{
    for (int i = 0; i < count; i++) {
        fprintf(out, "  %s ", what);
        dump_quoted(fields[i].key, out);
        fputc(' ', out);
        dump_quoted(fields[i].value, out);
        dump_span(fields[i].at, out);
        fputc('\n', out);
    }
}

static void dump_page(const Issue *issue, const PageSpec *page, FILE *out)
{
    static const char *const mastheads[] = {"full", "running", "none"};
    static const char *const inks[] = {"four", "red", "black"};

    fprintf(out, "page %d section ", page->number);
    dump_quoted(page->section, out);
    fprintf(out, " masthead %s inks %s", mastheads[page->masthead], inks[page->inks]);
    if (page->lead >= 0) {
        fprintf(out, " lead ");
        dump_quoted(issue->stories[page->lead]->id, out);
    }
    fputc('\n', out);
    dump_text("title", page->title, out);
    fprintf(out, "  stories");
    for (int i = 0; i < page->story_count; i++) {
        fputc(' ', out);
        dump_quoted(issue->stories[page->stories[i]]->id, out);
    }
    fputc('\n', out);
    if (page->map.n) {
        fprintf(out, "  map ");
        dump_quoted(page->map, out);
        dump_span(page->map_at, out);
        fputc('\n', out);
    }
    for (int i = 0; i < page->pin_count; i++)
        dump_pin(issue, &page->pins[i], out);
    dump_fields("rule", page->rules, page->rule_count, out);
}

void issue_dump(const Issue *issue, FILE *out)
{
    fprintf(out, "issue ");
    dump_quoted(issue->name, out);
    fprintf(out, " paper ");
    dump_quoted(issue->paper, out);
    fprintf(out, " number ");
    dump_quoted(issue->number, out);
    fprintf(out, " date %04d-%02d-%02d style ", issue->year, issue->month, issue->day);
    dump_quoted(issue->house ? issue->house->name : (Str){0}, out);
    fputc('\n', out);
    dump_fields("masthead", issue->masthead, issue->masthead_count, out);
    for (int i = 0; i < issue->page_count; i++)
        dump_page(issue, &issue->pages[i], out);
    for (int i = 0; i < issue->story_count; i++)
        story_dump(issue->stories[i], out);
}
