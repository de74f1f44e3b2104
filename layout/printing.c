/* What goes to the printer: the press PDF, the imposed sheets, marks, the job ticket. */
#include "printing.h"

#include "base/file.h"
#include "paint/marks.h"
#include "store/ticket.h"

enum { PAGES_PER_SHEET = 4, SIDES = 2 };

typedef struct {
    Arena *arena;
    Diags *diags;
    const Press *press;
    const PressInput *input;
    Str name; /* of the press file, without folder and extension */
    PdfSpread *spreads;
    int spread_count;
    PressResult result;
} Printing;

static void lay_over(Arena *arena, const PressOptions *options, const House *house, Issue *issue)
{
    House *own = arena_new(arena, House);
    Emu bleed = 0;

    *own = *house;
    if (options->standard)
        own->pdf_standard = str_of(options->standard);
    if (options->bleed.micro >= 0 && length_emu(options->bleed, &bleed))
        own->bleed = bleed;
    issue->house = own;
}

/* A page with bleed is cut and needs marks to cut by, unless the printer wants none. */
static bool wants_marks(const PressOptions *options, const Printer *printer, bool otherwise)
{
    if (options->marks)
        return true;
    if (printer && printer->marks != MARKS_UNSAID)
        return printer->marks == MARKS_WANTED;
    return otherwise;
}

static bool can_impose(Diags *diags, const Issue *issue)
{
    int pages = issue->page_count;
    int full = (pages + PAGES_PER_SHEET - 1) / PAGES_PER_SHEET * PAGES_PER_SHEET;

    if (pages > 0 && pages == full)
        return true;
    diag_report(diags, R_IMPOSE_PAGES, (Span){issue->source, 0, 0}, "%d\t%d", pages, full);
    return false;
}

Press press_prepare(Arena *arena, Diags *diags, const PressOptions *options, Issue *issue)
{
    Press press = {.ticket = options->printer || options->marks || options->impose};
    const House *house = issue->house;

    if (options->printer)
        press.printer = printer_load(arena, diags, options->printer, house);
    if (press.printer)
        house = press.printer->house;
    lay_over(arena, options, house, issue);
    standard_find(issue->house->pdf_standard, &press.standard);
    press.impose = options->impose && can_impose(diags, issue);
    press.marks = wants_marks(options, press.printer, issue->house->bleed > 0);
    press.sheet_marks = wants_marks(options, press.printer, true);
    return press;
}

static PdfSpread spread_of(const Printing *p, int left, int right)
{
    PaintList *const *pages = p->input->pages;

    return (PdfSpread){left, right,
                       str_format(p->arena, "%d|%d", pages[left]->number, pages[right]->number)};
}

/* Sheets of four pages folded once and laid into each other: the front of the outermost has the
 * last page and the first, its back the second and the last but one, and so inward. */
static void impose(Printing *p)
{
    int n = p->input->count;

    p->spreads = arena_many(p->arena, PdfSpread, (size_t)n / SIDES);
    for (int i = 0; i < n / PAGES_PER_SHEET; i++) {
        p->spreads[p->spread_count++] = spread_of(p, n - 2 * i - 1, 2 * i);
        p->spreads[p->spread_count++] = spread_of(p, 2 * i + 1, n - 2 * i - 2);
    }
}

/* What a sheet is, for whoever finds it on the floor; empty parts are left out. */
static Str slug(const Printing *p, Str sheet)
{
    const Issue *issue = p->input->issue;
    const Str parts[] = {
        issue->paper,
        str_format(p->arena, "%04d-%02d-%02d", issue->year, issue->month, issue->day),
        sheet,
        issue->number,
        p->input->hash,
        p->input->creator};
    Buf out = buf_new(p->arena);

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].n)
            continue;
        buf_add(&out, parts[i]);
        buf_add(&out, S(" | "));
    }
    return str_trim(buf_str(&out));
}

static PaintList *marks_of(const Printing *p, Emu width, Emu fold, Str sheet)
{
    const House *house = p->input->issue->house;
    MarksSpec spec = {.width = width,
                      .height = house->page_height,
                      .bleed = house->bleed,
                      .fold = fold,
                      .line = slug(p, sheet)};

    return paint_marks(p->arena, p->diags, p->input->fonts, house, &spec);
}

static PaintList **page_marks(const Printing *p)
{
    PaintList **marks = arena_many(p->arena, PaintList *, (size_t)p->input->count);

    for (int i = 0; i < p->input->count; i++)
        marks[i] = marks_of(p, p->input->issue->house->page_width, 0,
                            str_format(p->arena, "第%d版", p->input->pages[i]->number));
    return marks;
}

static PaintList **sheet_marks(const Printing *p)
{
    PaintList **marks = arena_many(p->arena, PaintList *, (size_t)p->spread_count);
    Emu width = p->input->issue->house->page_width;

    for (int i = 0; i < p->spread_count; i++)
        marks[i] = marks_of(p, 2 * width, width,
                            str_format(p->arena, "第%d张%s %.*s", i / SIDES + 1,
                                       i % SIDES ? "背面" : "正面", STR_ARGS(p->spreads[i].label)));
    return marks;
}

static const char *path_of(const Printing *p, Str name, const char *ending)
{
    return str_z(p->arena,
                 str_format(p->arena, "%s/%.*s%s", p->input->folder, STR_ARGS(name), ending));
}

static bool write_pdf(Printing *p, const char *path, PdfOptions how)
{
    const PressInput *input = p->input;
    const Issue *issue = input->issue;

    how.path = path;
    how.standard = p->press->standard;
    how.threads = input->threads;
    how.draft = input->draft;
    how.title = input->title;
    how.creator = input->creator;
    how.author = issue->paper;
    how.year = issue->year;
    how.month = issue->month;
    how.day = issue->day;
    if (!pdf_write(p->arena, p->diags, input->fonts, issue, input->colour, input->pages,
                   input->count, input->pictures, &how))
        return false;
    p->result.products[p->result.count++] = path;
    return true;
}

static bool write_pages(Printing *p)
{
    PdfOptions how = {.marks = p->press->marks ? page_marks(p) : NULL};

    return write_pdf(p, path_of(p, p->name, ".pdf"), how);
}

/* A printer who needs a name of his own pattern may be unable to read a Chinese one. */
static bool write_sheets(Printing *p)
{
    bool own = p->press->printer && p->press->printer->pattern.n;
    PdfOptions how = {.spreads = p->spreads,
                      .spread_count = p->spread_count,
                      .marks = p->press->sheet_marks ? sheet_marks(p) : NULL};

    return write_pdf(p, path_of(p, p->name, own ? "-imposed.pdf" : "-拼版.pdf"), how);
}

static Str arrangement(const Printing *p)
{
    Buf out = buf_new(p->arena);

    for (int i = 0; i < p->spread_count; i++) {
        if (i)
            buf_byte(&out, ' ');
        buf_add(&out, p->spreads[i].label);
    }
    return buf_str(&out);
}

static void write_ticket(Printing *p)
{
    const PressInput *input = p->input;
    const TicketFile files[] = {{p->result.products[0], {0}},
                                {p->result.products[1], arrangement(p)}};
    TicketInput ticket = {.issue = input->issue,
                          .printer = p->press->printer ? p->press->printer->name : (Str){0},
                          .program = input->creator,
                          .standard = p->press->standard,
                          .marks = p->press->marks,
                          .pages = input->pages,
                          .page_count = input->count,
                          .pictures = input->pictures,
                          .files = files,
                          .file_count = p->result.count};
    const char *json = path_of(p, input->issue->name, "-印单.json");
    const char *text = path_of(p, input->issue->name, "-印单.txt");

    if (file_write(p->arena, p->diags, json, ticket_json(p->arena, p->diags, &ticket)))
        p->result.products[p->result.count++] = json;
    if (file_write(p->arena, p->diags, text, ticket_text(p->arena, p->diags, &ticket)))
        p->result.products[p->result.count++] = text;
}

static Str name_of(Arena *arena, const Press *press, const PressInput *input)
{
    const Issue *issue = input->issue;

    if (!press->printer || !press->printer->pattern.n)
        return issue->name;
    return printer_file_name(
        arena, press->printer->pattern, issue->name,
        str_format(arena, "%04d%02d%02d", issue->year, issue->month, issue->day), input->count);
}

PressResult press_write(Arena *arena, Diags *diags, const Press *press, const PressInput *input)
{
    Printing p = {.arena = arena,
                  .diags = diags,
                  .press = press,
                  .input = input,
                  .name = name_of(arena, press, input)};

    p.result.written = write_pages(&p);
    if (p.result.written && press->impose) {
        impose(&p);
        p.result.written = write_sheets(&p);
    }
    if (p.result.written && press->ticket)
        write_ticket(&p);
    return p.result;
}
