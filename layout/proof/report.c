#include "proof/report.h"

#include "base/utf8.h"

/* Members of one JSON object or array on their way: a comma before each but the first. */
typedef struct {
    Buf *buf;
    int count;
    const char *gap; /* before each member after the first; NULL: a blank */
} Members;

static void next_member(Members *members, const char *before)
{
    if (members->count++)
        buf_byte(members->buf, ',');
    buf_add(members->buf, str_of(before));
}

static void add_key(Members *members, const char *key)
{
    next_member(members, members->count == 0 ? "" : members->gap ? members->gap : " ");
    buf_json(members->buf, str_of(key));
    buf_add(members->buf, S(": "));
}

static void add_text(Members *members, const char *key, Str text)
{
    add_key(members, key);
    buf_json(members->buf, text);
}

/* An empty text says there is none: null. */
static void add_text_or_null(Members *members, const char *key, Str text)
{
    add_key(members, key);
    if (text.n)
        buf_json(members->buf, text);
    else
        buf_add(members->buf, S("null"));
}

static void add_int(Members *members, const char *key, int value)
{
    add_key(members, key);
    buf_printf(members->buf, "%d", value);
}

static void add_int_or_null(Members *members, const char *key, int value)
{
    if (value) {
        add_int(members, key, value);
        return;
    }
    add_key(members, key);
    buf_add(members->buf, S("null"));
}

static void add_bool(Members *members, const char *key, bool value)
{
    add_key(members, key);
    buf_add(members->buf, value ? S("true") : S("false"));
}

static void add_mm(Members *members, const char *key, Emu length)
{
    add_key(members, key);
    buf_add(members->buf, emu_mm(members->buf->arena, length));
}

static void add_rect(Members *members, const char *key, Rect rect)
{
    Members inner = {members->buf, 0, NULL};

    add_key(members, key);
    buf_byte(members->buf, '{');
    add_mm(&inner, "x", rect.x);
    add_mm(&inner, "y", rect.y);
    add_mm(&inner, "w", rect.w);
    add_mm(&inner, "h", rect.h);
    buf_byte(members->buf, '}');
}

/* Starts an array of one object a line under the key. */
static Members open_list(Members *members, const char *key)
{
    add_key(members, key);
    buf_byte(members->buf, '[');
    return (Members){members->buf, 0, NULL};
}

static Members open_item(Members *list, const char *indent)
{
    next_member(list, indent);
    buf_byte(list->buf, '{');
    return (Members){list->buf, 0, NULL};
}

static void close_item(Members *item)
{
    buf_byte(item->buf, '}');
}

static void close_list(Members *list, const char *indent)
{
    if (list->count)
        buf_add(list->buf, str_of(indent));
    buf_byte(list->buf, ']');
}

static Str story_id(const Issue *issue, int story)
{
    return story >= 0 && story < issue->story_count ? issue->stories[story]->id : (Str){0};
}

static void report_pages(Members *top, Page *const *pages, int count)
{
    Members list = open_list(top, "pages");

    for (int i = 0; i < count; i++) {
        Members item = open_item(&list, "\n    ");
        add_int(&item, "page", pages[i]->spec->number);
        add_key(&item, "fill");
        buf_printf(item.buf, "%d.%03d", pages[i]->fill_milli / 1000, pages[i]->fill_milli % 1000);
        close_item(&item);
    }
    close_list(&list, "\n  ");
}

static const StoryFit *fit_of(const Page *page, int story)
{
    for (int i = 0; i < page->fit_count; i++)
        if (page->fits[i].story == story)
            return &page->fits[i];
    return NULL;
}

static bool has_box(const Page *page, int story)
{
    for (int i = 0; i < page->box_count; i++)
        if (page->boxes[i].story == story)
            return true;
    return false;
}

/* One entry a box; box is NULL for a story that found no place on its page. */
static void report_box(Members *list, const Issue *issue, const Page *page, int story,
                       const Box *box)
{
    const StoryFit *fit = fit_of(page, story);
    Members item = open_item(list, "\n    ");

    add_text(&item, "story", story_id(issue, story));
    add_int(&item, "page", page->spec->number);
    if (box) {
        add_rect(&item, "box", box->box);
    } else {
        add_key(&item, "box");
        buf_add(item.buf, S("null"));
    }
    add_int(&item, "characters", fit ? fit->characters : box ? box->characters : 0);
    add_int(&item, "set", box ? box->characters : 0);
    add_int(&item, "fit", fit ? fit->fit : 0);
    close_item(&item);
}

static void report_stories(Members *top, const Issue *issue, Page *const *pages, int count)
{
    Members list = open_list(top, "stories");

    for (int i = 0; i < count; i++) {
        const Page *page = pages[i];
        for (int j = 0; j < page->box_count; j++)
            report_box(&list, issue, page, page->boxes[j].story, &page->boxes[j]);
        for (int j = 0; j < page->fit_count; j++)
            if (!has_box(page, page->fits[j].story))
                report_box(&list, issue, page, page->fits[j].story, NULL);
    }
    close_list(&list, "\n  ");
}

static void report_diags(Members *top, const Diags *diags, Lang lang)
{
    static const char *const severities[] = {"note", "warning", "error"};
    int count = 0;
    const Finding *findings = diags_findings(top->buf->arena, diags, lang, &count);
    Members list = open_list(top, "findings");

    for (int i = 0; i < count; i++) {
        const Finding *finding = &findings[i];
        Members item = open_item(&list, "\n    ");
        add_text(&item, "code", str_of(diag_code_name(finding->code)));
        add_text(&item, "severity", str_of(severities[finding->severity]));
        add_text_or_null(&item, "file", finding->file);
        add_int_or_null(&item, "line", finding->line);
        add_int_or_null(&item, "column", finding->column);
        add_int_or_null(&item, "page", finding->page);
        add_text(&item, "message", finding->message);
        add_text(&item, "remedy", finding->remedy);
        if (finding->accepted.n)
            add_text(&item, "accepted", finding->accepted);
        close_item(&item);
    }
    close_list(&list, "\n  ");
}

/* Top-level members stand on lines of their own. */
static void open_top(Buf *buf, Members *top, const Issue *issue)
{
    buf_add(buf, S("{ "));
    *top = (Members){buf, 0, "\n  "};
    add_text_or_null(top, "issue", issue ? issue->name : (Str){0});
}

Str report_findings(Arena *arena, const Diags *diags, Lang lang, const Issue *issue,
                    Page *const *pages, int count)
{
    Buf buf = buf_new(arena);
    Members top;

    open_top(&buf, &top, issue);
    report_pages(&top, pages, count);
    report_stories(&top, issue, pages, count);
    report_diags(&top, diags, lang);
    buf_add(&buf, S(" }\n"));
    return buf_str(&buf);
}

static void add_percent(Members *members, const char *key, int milli)
{
    add_key(members, key);
    buf_printf(members->buf, "%d.%d", milli / 10, milli % 10);
}

static void report_inks(Members *top, const InkPage *inks, int count)
{
    static const char *const names[] = {"c", "m", "y", "k"};
    Members list = open_list(top, "pages");

    for (int i = 0; i < count; i++) {
        Members item = open_item(&list, "\n    "), mean = {top->buf, 0, NULL};
        add_int(&item, "page", inks[i].page);
        add_int(&item, "max", inks[i].most);
        add_int(&item, "above_limit", (int)inks[i].warn);
        add_int(&item, "too_much", (int)inks[i].over);
        add_key(&item, "coverage");
        buf_byte(item.buf, '{');
        for (int j = 0; j < 4; j++)
            add_percent(&mean, names[j], inks[i].mean_milli[j]);
        buf_byte(item.buf, '}');
        close_item(&item);
    }
    close_list(&list, "\n  ");
}

Str report_pdf(Arena *arena, const Diags *diags, Lang lang, const char *path, const PdfCheck *check)
{
    Buf buf = buf_new(arena);
    Members top = {&buf, 0, "\n  "};

    buf_add(&buf, S("{ "));
    add_text(&top, "file", str_of(path));
    add_text_or_null(&top, "level", check->level);
    add_int(&top, "page_count", check->page_count);
    report_inks(&top, check->inks, check->ink_count > 0 ? check->ink_count : 0);
    report_diags(&top, diags, lang);
    buf_add(&buf, S(" }\n"));
    return buf_str(&buf);
}

/* A place in the story: block, and how many characters of its text come before. */
static void add_place(Members *members, const char *key, int block, Str text, int32_t byte)
{
    Members inner = {members->buf, 0, NULL};
    size_t end = byte < 0 ? 0 : (size_t)byte < text.n ? (size_t)byte : text.n;

    add_key(members, key);
    buf_byte(members->buf, '{');
    add_int(&inner, "block", block);
    add_int(&inner, "character", utf8_count((Str){text.p, end}));
    buf_byte(members->buf, '}');
}

/* Byte offset after the last glyph of the line that stands for text. */
static int32_t line_end_byte(const PlacedLine *placed)
{
    int32_t end = 0;

    for (int i = 0; i < placed->line.count; i++) {
        const Glyph *glyph = &placed->para->glyphs[placed->line.first + i];
        if (glyph->cluster + glyph->length > end)
            end = glyph->cluster + glyph->length;
    }
    return end;
}

static int32_t line_start_byte(const PlacedLine *placed)
{
    return placed->line.count ? placed->para->glyphs[placed->line.first].cluster : 0;
}

static void report_lines(Members *item, const Frame *frame)
{
    add_int(item, "lines", frame->line_count);
    if (frame->line_count == 0)
        return;
    const PlacedLine *first = frame->lines, *last = first + frame->line_count - 1;
    add_mm(item, "first_baseline", first->baseline.y);
    add_mm(item, "last_baseline", last->baseline.y);
    if (frame->kind != FRAME_TEXT)
        return;
    add_place(item, "from", first->block, first->para->text, line_start_byte(first));
    add_place(item, "to", last->block, last->para->text, line_end_byte(last));
}

static void report_picture(Members *item, const Frame *frame)
{
    Members window = {item->buf, 0, NULL};

    if (!frame->photo)
        return;
    add_text_or_null(item, "file", frame->photo->file);
    add_bool(item, "reserve", frame->photo->reserve);
    add_key(item, "window");
    buf_byte(item->buf, '{');
    add_int(&window, "x", frame->window.x);
    add_int(&window, "y", frame->window.y);
    add_int(&window, "w", frame->window.w);
    add_int(&window, "h", frame->window.h);
    buf_byte(item->buf, '}');
}

static const char *const FRAME_NAMES[] = {
    [FRAME_TEXT] = "text",       [FRAME_HEAD] = "head",       [FRAME_LINE] = "line",
    [FRAME_NUMBER] = "number",   [FRAME_PICTURE] = "picture", [FRAME_RULE] = "rule",
    [FRAME_OUTLINE] = "outline",
};

static void report_frames(Members *item, const Issue *issue, const Page *page)
{
    Members list = open_list(item, "frames");

    for (int i = 0; i < page->frame_count; i++) {
        const Frame *frame = &page->frames[i];
        Members one = open_item(&list, "\n        ");
        add_text(&one, "kind", str_of(FRAME_NAMES[frame->kind]));
        add_text_or_null(&one, "story", story_id(issue, frame->story));
        add_rect(&one, "box", frame->box);
        if (frame->kind == FRAME_PICTURE)
            report_picture(&one, frame);
        else if (frame->kind != FRAME_RULE && frame->kind != FRAME_OUTLINE)
            report_lines(&one, frame);
        close_item(&one);
    }
    close_list(&list, "\n      ");
}

static void report_boxes(Members *item, const Issue *issue, const Page *page)
{
    Members list = open_list(item, "boxes");

    for (int i = 0; i < page->box_count; i++) {
        const Box *box = &page->boxes[i];
        Members one = open_item(&list, "\n        ");
        add_text(&one, "story", story_id(issue, box->story));
        add_int(&one, "column", box->column);
        add_int(&one, "columns", box->columns);
        add_int(&one, "row", box->row);
        add_int(&one, "rows", box->rows);
        add_bool(&one, "continued", box->continued);
        add_rect(&one, "box", box->box);
        add_int(&one, "characters", box->characters);
        close_item(&one);
    }
    close_list(&list, "\n      ");
}

static void report_page(Members *list, const Issue *issue, const Page *page)
{
    Members item = open_item(list, "\n    ");

    add_int(&item, "page", page->spec->number);
    add_text_or_null(&item, "section", page->spec->section);
    add_int(&item, "rows", page->rows);
    add_mm(&item, "rows_top", page->rows_top);
    report_boxes(&item, issue, page);
    report_frames(&item, issue, page);
    close_item(&item);
}

static void report_grid(Members *top, const House *house)
{
    Members grid = {top->buf, 0, NULL};

    add_key(top, "grid");
    buf_byte(top->buf, '{');
    add_mm(&grid, "width", house->page_width);
    add_mm(&grid, "height", house->page_height);
    add_mm(&grid, "bleed", house->bleed);
    add_mm(&grid, "left", house->margin_left);
    add_mm(&grid, "top", house->margin_top);
    add_mm(&grid, "em", house->em);
    add_mm(&grid, "row", house->row);
    add_int(&grid, "columns", house->columns);
    add_int(&grid, "column_ems", house->column_ems);
    add_int(&grid, "gutter_ems", house->gutter_ems);
    add_int(&grid, "slots", house->slots);
    buf_byte(top->buf, '}');
}

Str report_layout(Arena *arena, const Issue *issue, Page *const *pages, int count)
{
    Buf buf = buf_new(arena);
    Members top;

    open_top(&buf, &top, issue);
    add_text(&top, "unit", S("mm"));
    if (issue && issue->house)
        report_grid(&top, issue->house);
    Members list = open_list(&top, "pages");
    for (int i = 0; i < count; i++)
        report_page(&list, issue, pages[i]);
    close_list(&list, "\n  ");
    buf_add(&buf, S(" }\n"));
    return buf_str(&buf);
}
