#include "proof/sheet.h"

#include "press/jpeg_out.h"
#include "proof/sheet_set.h"

enum { SHEET_WIDTH = MM(210), SHEET_HEIGHT = MM(297), MARGIN = MM(14), GAP = MM(3) };
enum { THUMBS_MOST = 12, THUMBS_A_ROW = 6, JPEG_QUALITY = 80, HEAD_RULE = PT(1) };
enum { TABLE_ROWS_MOST = 12, FINDING_LINES = 2, SIGN_LINES = 4 };

static const Emu TOP = MM(18);
static const Emu THUMB_HEIGHT_FEW = MM(78); /* of up to three pages */
static const Emu THUMB_HEIGHT_MANY = MM(40);
static const Emu SIGN_HEIGHT = MM(34); /* for the signatures at the foot */
static const Emu ROW = MM(11) / 2;

static const SetStyle TITLE = {ROLE_HEADLINE, PT(18), PT(22), SHEET_WIDTH - 2 * MARGIN, 1};
static const SetStyle BODY = {ROLE_BODY, PT(17) / 2, PT(12), SHEET_WIDTH - 2 * MARGIN, 1};
static const SetStyle STRONG = {ROLE_STRONG, PT(19) / 2, PT(13), SHEET_WIDTH - 2 * MARGIN, 1};

typedef struct {
    Arena *arena;
    Diags *diags;
    const SheetInput *input;
    Setter setter;
    PaintList list;
    Picture pictures[THUMBS_MOST];
    Emu y; /* the top of what comes next */
} Sheet;

static void line_at(Sheet *sheet, SetStyle style, Emu x, Emu y, Str text)
{
    style.measure = SHEET_WIDTH - MARGIN - x;
    set_text(&sheet->setter, &style, (Point){x, y}, text);
}

static void add_head(Sheet *sheet)
{
    const SheetInput *input = sheet->input;
    Arena *arena = sheet->arena;
    Str line = str_format(arena, "稿件校验 %.*s　　共 %d 版　　%.*s", STR_ARGS(input->version),
                          input->count, STR_ARGS(input->creator));

    line_at(sheet, TITLE, MARGIN, TOP + PT(16),
            str_format(arena, "签样　%.*s　%.*s", STR_ARGS(input->title),
                       STR_ARGS(input->issue->number)));
    line_at(sheet, BODY, MARGIN, TOP + PT(16) + PT(18), line);
    set_rule(&sheet->setter, (Rect){MARGIN, TOP + PT(42), SHEET_WIDTH - 2 * MARGIN, HEAD_RULE});
    sheet->y = TOP + PT(42) + GAP;
}

static void add_thumb(Sheet *sheet, int index, Rect box)
{
    const InkPage *ink = &sheet->input->inks[index];
    Str name = str_format(sheet->arena, "第 %d 版", ink->page);

    sheet->pictures[index] =
        (Picture){.inks = PICTURE_CMYK,
                  .width = ink->raster.width,
                  .height = ink->raster.height,
                  .jpeg = jpeg_encode(sheet->arena, &ink->raster, JPEG_QUALITY),
                  .light_border = true};
    set_picture(&sheet->setter, box, name);
    line_at(sheet, BODY, box.x, box.y + box.h + PT(10), name);
}

/* Pages side by side, as many as there is room for; the table lists the rest. */
static void add_thumbs(Sheet *sheet)
{
    const SheetInput *input = sheet->input;
    int count = input->count < THUMBS_MOST ? input->count : THUMBS_MOST;
    Emu height = count <= 3 ? THUMB_HEIGHT_FEW : THUMB_HEIGHT_MANY;
    Emu x = MARGIN;

    for (int i = 0; i < count; i++) {
        const Raster *raster = &input->inks[i].raster;
        Emu width = emu_scale(height, raster->width, raster->height);
        if (x + width > SHEET_WIDTH - MARGIN) {
            x = MARGIN;
            sheet->y += height + MM(6);
        }
        add_thumb(sheet, i, (Rect){x, sheet->y, width, height});
        x += width + GAP;
    }
    sheet->y += height + MM(8);
}

static Str percent(Arena *arena, int milli)
{
    return str_format(arena, "%d.%d", milli / 10, milli % 10);
}

static void add_row(Sheet *sheet, const SetStyle *style, const Str *cells)
{
    static const Emu columns[] = {0, MM(18), MM(40), MM(62), MM(84), MM(106), MM(128), MM(154)};

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        line_at(sheet, *style, MARGIN + columns[i], sheet->y + PT(9), cells[i]);
    sheet->y += ROW;
}

static void add_table(Sheet *sheet)
{
    const Str heads[] = {S("版"),   S("用墨"), S("青 %"),     S("品红 %"),
                         S("黄 %"), S("黑 %"), S("最高墨量"), S("超限面积")};
    const SheetInput *input = sheet->input;
    Arena *arena = sheet->arena;

    add_row(sheet, &STRONG, heads);
    for (int i = 0; i < input->count && i < TABLE_ROWS_MOST; i++) {
        const InkPage *ink = &input->inks[i];
        const Str cells[] = {str_format(arena, "%d", ink->page),
                             ink_used(arena, ink),
                             percent(arena, ink->mean_milli[0]),
                             percent(arena, ink->mean_milli[1]),
                             percent(arena, ink->mean_milli[2]),
                             percent(arena, ink->mean_milli[3]),
                             str_format(arena, "%d%%", ink->most),
                             str_format(arena, "%lld mm²", (long long)ink->over)};
        add_row(sheet, &BODY, cells);
    }
    if (input->count > TABLE_ROWS_MOST)
        line_at(sheet, BODY, MARGIN, sheet->y + PT(9),
                str_format(arena, "……另有 %d 版", input->count - TABLE_ROWS_MOST));
    sheet->y += input->count > TABLE_ROWS_MOST ? ROW + GAP : GAP;
}

static Str finding_text(Arena *arena, const Finding *finding)
{
    static const char *const names[] = {"提示", "警告", "错误"};
    Str page = finding->page ? str_format(arena, "第 %d 版　", finding->page) : (Str){0};

    if (finding->accepted.n)
        return str_format(arena, "[已接受] %.*s%.*s　理由：%.*s", STR_ARGS(page),
                          STR_ARGS(finding->message), STR_ARGS(finding->accepted));
    return str_format(arena, "[%s] %.*s%.*s", names[finding->severity], STR_ARGS(page),
                      STR_ARGS(finding->message));
}

static int next_finding(const Finding *findings, int count, int from)
{
    while (from < count && findings[from].severity < DIAG_WARNING)
        from++;
    return from;
}

static void add_findings(Sheet *sheet)
{
    int count = 0, left = 0;
    const Finding *findings = diags_findings(sheet->arena, sheet->diags, LANG_ZH, &count);
    Emu foot = SHEET_HEIGHT - MARGIN - SIGN_HEIGHT - 2 * ROW;
    SetStyle style = BODY;

    style.lines_most = FINDING_LINES;
    line_at(sheet, STRONG, MARGIN, sheet->y + PT(9), S("检查结果"));
    sheet->y += ROW;
    for (int i = next_finding(findings, count, 0); i < count;
         i = next_finding(findings, count, i + 1)) {
        if (sheet->y > foot) {
            left++;
            continue;
        }
        int lines = set_text(&sheet->setter, &style, (Point){MARGIN, sheet->y + PT(9)},
                             finding_text(sheet->arena, &findings[i]));
        sheet->y += lines * style.pitch + PT(2);
    }
    if (next_finding(findings, count, 0) == count)
        line_at(sheet, BODY, MARGIN, sheet->y + PT(9), S("没有错误，没有警告。"));
    if (left)
        line_at(sheet, BODY, MARGIN, sheet->y + PT(9),
                str_format(sheet->arena, "……另有 %d 条，见 findings.json", left));
}

static void add_signatures(Sheet *sheet)
{
    const Str names[SIGN_LINES] = {S("一校"), S("二校"), S("三校"), S("签发")};
    Emu top = SHEET_HEIGHT - MARGIN - SIGN_HEIGHT;
    Emu pitch = SIGN_HEIGHT / SIGN_LINES;

    for (int i = 0; i < SIGN_LINES; i++) {
        Emu y = top + (i + 1) * pitch;
        line_at(sheet, STRONG, MARGIN, y, names[i]);
        set_rule(&sheet->setter, (Rect){MARGIN + MM(14), y + PT(1), MM(70), PT(1) / 2});
        line_at(sheet, STRONG, MARGIN + MM(92), y, S("日期"));
        set_rule(&sheet->setter, (Rect){MARGIN + MM(106), y + PT(1), MM(40), PT(1) / 2});
    }
}

static bool write(Sheet *sheet)
{
    const SheetInput *input = sheet->input;
    PaintList *const pages[] = {&sheet->list};
    PdfOptions options = {.path = input->path,
                          .threads = 1,
                          .title = str_format(sheet->arena, "签样 %.*s", STR_ARGS(input->title)),
                          .creator = input->creator,
                          .author = input->issue->paper,
                          .year = input->issue->year,
                          .month = input->issue->month,
                          .day = input->issue->day};

    return pdf_write(sheet->arena, sheet->diags, input->fonts, input->issue, input->colour, pages,
                     1, sheet->pictures, &options);
}

bool sheet_write(Arena *arena, Diags *diags, const SheetInput *input)
{
    Sheet *sheet = arena_new(arena, Sheet);

    *sheet = (Sheet){
        .arena = arena,
        .diags = diags,
        .input = input,
        .list = {.number = 1, .label = S("签样"), .width = SHEET_WIDTH, .height = SHEET_HEIGHT}};
    sheet->setter =
        (Setter){.arena = arena, .diags = diags, .fonts = input->fonts, .list = &sheet->list};
    add_head(sheet);
    add_thumbs(sheet);
    add_table(sheet);
    add_findings(sheet);
    add_signatures(sheet);
    return write(sheet);
}
