#include "proof/sheet_set.h"

#include "base/utf8.h"

enum { OVERHANG_MILLI = 880 };

/* A character with its glyph, before it has a place. */
typedef struct {
    uint32_t gid;
    int face;
    size_t at, len; /* in the text */
    Emu advance;
    bool may_break; /* after it */
} Sort;

typedef struct {
    Sort *sorts;
    int count;
} Sorts;

/* Chinese breaks anywhere but before what closes; the rest at blanks. */
static bool closes(int32_t cp)
{
    static const int32_t marks[] = {0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01,
                                    0xFF09, 0x201D, 0x300D, 0x300B, 0x2019, '%',    0};

    for (int i = 0; marks[i]; i++)
        if (cp == marks[i])
            return true;
    return false;
}

static bool is_wide(int32_t cp)
{
    return cp >= 0x2E80;
}

static Sorts find_sorts(Setter *setter, const SetStyle *style, Str text)
{
    Sorts sorts = {arena_many(setter->arena, Sort, text.n), 0};
    int face = fontset_role(setter->fonts, setter->diags, style->role);
    int32_t before = 0;

    for (size_t at = 0; at < text.n;) {
        size_t start = at;
        int32_t cp = utf8_next(text, &at);
        int serves =
            cp < ' ' ? -1
                     : fontset_face_for(setter->fonts, setter->diags, face, (hb_codepoint_t)cp, 0);
        hb_codepoint_t gid = 0;
        if (serves < 0)
            continue;
        hb_font_t *font = fontset_font(setter->fonts, serves, style->size);
        hb_font_get_nominal_glyph(font, (hb_codepoint_t)cp, &gid);
        if (sorts.count > 0)
            sorts.sorts[sorts.count - 1].may_break =
                before == ' ' || (!closes(cp) && (is_wide(cp) || is_wide(before)));
        sorts.sorts[sorts.count++] = (Sort){.gid = gid,
                                            .face = serves,
                                            .at = start,
                                            .len = at - start,
                                            .advance = hb_font_get_glyph_h_advance(font, gid)};
        before = cp;
    }
    return sorts;
}

/* How many sorts from `first` on fit the measure; at least one. */
static int fit_line(const Sorts *sorts, int first, Emu measure)
{
    int64_t width = 0;
    int last_break = 0;

    for (int i = first; i < sorts->count; i++) {
        width += sorts->sorts[i].advance;
        if (width > measure)
            return last_break ? last_break : i > first ? i - first : 1;
        if (sorts->sorts[i].may_break)
            last_break = i + 1 - first;
    }
    return sorts->count - first;
}

static void add_line(Setter *setter, const SetStyle *style, Point at, Str text, const Sort *sorts,
                     int count)
{
    PaintGlyph *glyphs = arena_many(setter->arena, PaintGlyph, (size_t)count);
    size_t start = sorts[0].at;
    Emu pen = 0;

    for (int i = 0; i < count; i++) {
        glyphs[i] = (PaintGlyph){.gid = sorts[i].gid,
                                 .face = (uint16_t)sorts[i].face,
                                 .text_at = (int32_t)(sorts[i].at - start),
                                 .text_len = (uint16_t)sorts[i].len,
                                 .x = pen,
                                 .advance = sorts[i].advance};
        pen += sorts[i].advance;
    }
    size_t end = sorts[count - 1].at + sorts[count - 1].len;
    vec_push(setter->arena, setter->list->ops, setter->list->op_count, setter->cap) = (PaintOp){
        .kind = PAINT_TEXT,
        .role = PAINT_PARA,
        .story = -1,
        .order = setter->list->op_count,
        .overprint = true,
        .ink = INK_BLACK,
        .box = {at.x, at.y - emu_scale(style->size, OVERHANG_MILLI, 1000), pen, style->size},
        .as.text = {.origin = at,
                    .size = style->size,
                    .count = count,
                    .glyphs = glyphs,
                    .text = {text.p + start, end - start}}};
}

/* The text as far as the lines allowed go, the last of them ending in an ellipsis. */
static Str cut_text(Setter *setter, const SetStyle *style, Str text)
{
    Sorts sorts = find_sorts(setter, style, text);
    int first = 0;

    for (int line = 0; first < sorts.count; line++) {
        int count = fit_line(&sorts, first, style->measure);
        if (line + 1 == style->lines_most && first + count < sorts.count && count > 2) {
            Str head = {text.p, sorts.sorts[first + count - 2].at};
            return str_format(setter->arena, "%.*s…", STR_ARGS(head));
        }
        first += count;
    }
    return text;
}

int set_text(Setter *setter, const SetStyle *style, Point at, Str text)
{
    Str shown = cut_text(setter, style, text);
    Sorts sorts = find_sorts(setter, style, shown);
    int first = 0, lines = 0;

    while (first < sorts.count && lines < style->lines_most) {
        int count = fit_line(&sorts, first, style->measure);
        add_line(setter, style, (Point){at.x, at.y + lines * style->pitch}, shown,
                 &sorts.sorts[first], count);
        first += count;
        lines++;
    }
    return lines;
}

void set_rule(Setter *setter, Rect box)
{
    vec_push(setter->arena, setter->list->ops, setter->list->op_count, setter->cap) =
        (PaintOp){.kind = PAINT_RECT,
                  .role = PAINT_ARTIFACT,
                  .story = -1,
                  .order = setter->list->op_count,
                  .overprint = true,
                  .ink = INK_BLACK,
                  .box = box};
}

void set_picture(Setter *setter, Rect box, Str name)
{
    vec_push(setter->arena, setter->list->ops, setter->list->op_count, setter->cap) =
        (PaintOp){.kind = PAINT_PICTURE,
                  .role = PAINT_FIGURE,
                  .story = -1,
                  .order = setter->list->op_count,
                  .ink = INK_BLACK,
                  .box = box,
                  .as.picture = {.path = "", .shown = name, .alt = name, .keyline = PT(1) / 4}};
}
