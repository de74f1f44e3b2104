#include "store/ticket.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"

enum { INK_C = 1, INK_M = 2, INK_Y = 4, INK_K = 8, INK_COUNT = 4, INK_ALL = 15 };

static const char *const INK_NAMES[INK_COUNT] = {"C", "M", "Y", "K"};
static const size_t PRODUCT_LIMIT = (size_t)4096 * 1024 * 1024;

static unsigned inks_of(Ink ink)
{
    return (ink.c ? INK_C : 0u) | (ink.m ? INK_M : 0u) | (ink.y ? INK_Y : 0u) |
           (ink.k ? INK_K : 0u);
}

/* Of the page's pictures; a frame kept for one is drawn in black. */
static unsigned inks_of_picture(const Picture *picture)
{
    return picture && picture->jpeg.p && picture->inks == PICTURE_CMYK ? INK_ALL : INK_K;
}

/* Plates the page needs; *picture moves on behind the page's pictures. */
static unsigned inks_on(const PaintList *list, const Picture **picture)
{
    unsigned inks = 0;

    for (int i = 0; i < list->op_count; i++)
        if (list->ops[i].kind == PAINT_PICTURE)
            inks |= inks_of_picture(*picture ? (*picture)++ : NULL);
        else
            inks |= inks_of(list->ops[i].ink);
    return inks;
}

static Str base_name(Str path)
{
    size_t start = path.n;

    while (start > 0 && path.p[start - 1] != '/')
        start--;
    return (Str){path.p + start, path.n - start};
}

static Str hash_file(Arena *arena, Diags *diags, const char *path)
{
    Str bytes = {0};

    if (!file_read(arena, diags, path, str_of(path), PRODUCT_LIMIT, NOWHERE, &bytes))
        return (Str){0};
    return hash_text(arena, bytes);
}

static Str date_of(Arena *arena, const Issue *issue)
{
    return str_format(arena, "%04d-%02d-%02d", issue->year, issue->month, issue->day);
}

static void put_text(Buf *out, const char *key, Str text)
{
    buf_printf(out, "  \"%s\": ", key);
    buf_json(out, text);
    buf_add(out, S(",\n"));
}

static void put_length(Buf *out, const char *key, Emu length)
{
    buf_printf(out, "\"%s\": %.*s", key, STR_ARGS(emu_mm(out->arena, length)));
}

static void put_pages(Buf *out, const TicketInput *input)
{
    const Picture *picture = input->pictures;

    buf_add(out, S("  \"pages\": ["));
    for (int i = 0; i < input->page_count; i++) {
        const PaintList *list = input->pages[i];
        unsigned inks = inks_on(list, &picture);
        const char *between = "";
        buf_printf(out, "%s\n    {\"page\": %d, \"section\": ", i ? "," : "", list->number);
        buf_json(out, list->label);
        buf_add(out, S(", \"inks\": ["));
        for (int k = 0; k < INK_COUNT; k++)
            if (inks & 1u << k) {
                buf_printf(out, "%s\"%s\"", between, INK_NAMES[k]);
                between = ", ";
            }
        buf_add(out, S("]}"));
    }
    buf_add(out, S("],\n"));
}

static void put_profile(Buf *out, const House *house)
{
    buf_add(out, S("  \"profile\": {\"file\": "));
    buf_json(out, base_name(str_of(house->profile)));
    buf_add(out, S(", \"condition\": "));
    buf_json(out, house->condition);
    buf_add(out, S(", \"description\": "));
    buf_json(out, house->condition_info);
    buf_printf(out, ", \"tac\": %d},\n", house->ink_limit);
}

static void put_files(Buf *out, Diags *diags, const TicketInput *input)
{
    buf_add(out, S("  \"files\": ["));
    for (int i = 0; i < input->file_count; i++) {
        const TicketFile *file = &input->files[i];
        buf_printf(out, "%s\n    {\"name\": ", i ? "," : "");
        buf_json(out, base_name(str_of(file->path)));
        buf_add(out, S(", \"arrangement\": "));
        buf_json(out, file->arrangement.n ? file->arrangement : S("single"));
        buf_add(out, S(", \"sha256\": "));
        buf_json(out, hash_file(out->arena, diags, file->path));
        buf_byte(out, '}');
    }
    buf_add(out, S("]\n}\n"));
}

Str ticket_json(Arena *arena, Diags *diags, const TicketInput *input)
{
    const House *house = input->issue->house;
    Buf out = buf_new(arena);

    buf_add(&out, S("{\n"));
    put_text(&out, "issue", input->issue->name);
    put_text(&out, "paper", input->issue->paper);
    put_text(&out, "date", date_of(arena, input->issue));
    put_text(&out, "number", input->issue->number);
    put_text(&out, "printer", input->printer);
    put_text(&out, "program", input->program);
    put_text(&out, "standard", str_of(standard_info(input->standard)->title));
    buf_add(&out, S("  \"trim\": {"));
    put_length(&out, "width", house->page_width);
    buf_add(&out, S(", "));
    put_length(&out, "height", house->page_height);
    buf_add(&out, S("},\n  "));
    put_length(&out, "bleed", house->bleed);
    buf_printf(&out, ",\n  \"marks\": %s,\n", input->marks ? "true" : "false");
    put_pages(&out, input);
    put_profile(&out, house);
    put_files(&out, diags, input);
    return buf_str(&out);
}

static void say_pages(Buf *out, const TicketInput *input)
{
    const Picture *picture = input->pictures;

    for (int i = 0; i < input->page_count; i++) {
        const PaintList *list = input->pages[i];
        unsigned inks = inks_on(list, &picture);
        buf_printf(out, "  第%d版 %.*s：", list->number, STR_ARGS(list->label));
        for (int k = 0; k < INK_COUNT; k++)
            if (inks & 1u << k)
                buf_add(out, str_of(INK_NAMES[k]));
        if (inks == INK_K)
            buf_add(out, S("（单黑）"));
        buf_byte(out, '\n');
    }
}

static void say_files(Buf *out, Diags *diags, const TicketInput *input)
{
    for (int i = 0; i < input->file_count; i++) {
        const TicketFile *file = &input->files[i];
        Str name = base_name(str_of(file->path));
        Str hash = hash_file(out->arena, diags, file->path);
        buf_printf(out, "  %.*s（%s%.*s）\n    sha256 %.*s\n", STR_ARGS(name),
                   file->arrangement.n ? "拼版 " : "单版，按版次顺序", STR_ARGS(file->arrangement),
                   STR_ARGS(hash));
    }
}

Str ticket_text(Arena *arena, Diags *diags, const TicketInput *input)
{
    const Issue *issue = input->issue;
    const House *house = issue->house;
    Str date = date_of(arena, issue), profile = base_name(str_of(house->profile));
    Buf out = buf_new(arena);

    buf_printf(&out, "印单\n\n%.*s %.*s %.*s\n", STR_ARGS(issue->paper), STR_ARGS(date),
               STR_ARGS(issue->number));
    if (input->printer.n)
        buf_printf(&out, "印厂：%.*s\n", STR_ARGS(input->printer));
    buf_printf(&out, "标准：%s\n", standard_info(input->standard)->title);
    buf_printf(&out, "一版成品：%.*s × %.*s 毫米，出血 %.*s 毫米，%s裁切标记\n",
               STR_ARGS(emu_mm(arena, house->page_width)),
               STR_ARGS(emu_mm(arena, house->page_height)), STR_ARGS(emu_mm(arena, house->bleed)),
               input->marks ? "有" : "无");
    buf_printf(&out, "色彩特性：%.*s（%.*s）\n", STR_ARGS(profile), STR_ARGS(house->condition));
    buf_printf(&out, "总墨量上限：%d%%\n", house->ink_limit);
    buf_printf(&out, "\n共 %d 版，各版用墨：\n", input->page_count);
    say_pages(&out, input);
    buf_add(&out, S("\n文件：\n"));
    say_files(&out, diags, input);
    buf_printf(&out, "\n%.*s\n", STR_ARGS(input->program));
    return buf_str(&out);
}
