#include "preflight_command.h"

#include "proof/report.h"

/* Of newsprint, as long as no house style says otherwise. */
enum { INK_LIMIT = 220 };

static Str summary(Arena *arena, const Options *options, const PdfCheck *check)
{
    bool zh = options->lang == LANG_ZH;
    Buf buf = buf_new(arena);

    if (check->page_count == 0)
        return (Str){0};
    buf_printf(&buf, zh ? "按 %.*s 检查，共 %d 页\n" : "examined as %.*s, %d pages\n",
               STR_ARGS(check->level), check->page_count);
    for (int i = 0; i < check->ink_count; i++) {
        const InkPage *ink = &check->inks[i];
        Str used = ink_used(arena, ink);
        buf_printf(&buf,
                   zh ? "第 %d 页：用墨 %.*s，最高墨量 %d%%\n"
                      : "page %d: inks %.*s, at most %d %%\n",
                   ink->page, STR_ARGS(used), ink->most);
    }
    return buf_str(&buf);
}

PreflightResult preflight_file(Arena *arena, Diags *diags, const Options *options, Places places)
{
    PdfCheckOptions check = {.path = options->operand,
                             .module_dir = places.modules,
                             .level = options->level,
                             .measures_ink = true,
                             .limit = {INK_LIMIT, INK_TOLERANCE}};
    PdfCheck found = pdf_check(arena, diags, &check);
    PreflightResult result = {.summary = summary(arena, options, &found)};

    result.result.findings_json = report_pdf(arena, diags, options->lang, options->operand, &found);
    return result;
}
