#include "content/source.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

#define BOM S("\xEF\xBB\xBF")

/* Line ends and tabs are layout; every other control character, C1 ones included, is a fault. */
static bool is_control(int32_t cp)
{
    if (cp == '\n' || cp == '\r' || cp == '\t')
        return false;
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

static bool has_controls(Str text)
{
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if ((c < 0x20 && is_control(c)) || c == 0x7F || c == 0xC2)
            return true;
    }
    return false;
}

/* One report a file, however many there are: such a file is broken as a whole. */
static Str blank_controls(Arena *arena, Diags *diags, int32_t file, Str text)
{
    char *clean = (char *)(uintptr_t)str_z(arena, text);
    Span first = NOWHERE;
    int32_t first_cp = 0;
    int count = 0;

    for (size_t at = 0; at < text.n;) {
        size_t before = at;
        int32_t cp = utf8_next(text, &at);
        if (!is_control(cp))
            continue;
        memset(clean + before, ' ', at - before);
        if (count++ == 0) {
            first = (Span){file, (int32_t)before, (int32_t)(at - before)};
            first_cp = cp;
        }
    }
    if (count)
        diag_report(diags, C_CONTROL_CHAR, first, "U+%04X\t%d", (unsigned)first_cp, count);
    return (Str){clean, text.n};
}

bool source_from_text(Arena *arena, Diags *diags, Str shown, Str text, Source *out)
{
    int32_t file = diags_source(diags, shown, text);
    size_t valid = utf8_valid_prefix(text);

    if (valid < text.n) {
        diag_report(diags, C_NOT_UTF8, (Span){file, (int32_t)valid, 1}, "%zu", valid + 1);
        return false;
    }
    if (has_controls(text))
        text = blank_controls(arena, diags, file, text);
    *out = (Source){file, text, str_starts(text, BOM) ? BOM.n : 0};
    return true;
}

bool source_read(Arena *arena, Diags *diags, const char *path, Str shown, Span blame, Source *out)
{
    Str text;

    return file_read(arena, diags, path, shown, TEXT_FILE_LIMIT, blame, &text) &&
           source_from_text(arena, diags, shown, text, out);
}

void source_out_of_memory(Arena *arena)
{
    arena_array(arena, SIZE_MAX, SIZE_MAX, 1);
}
