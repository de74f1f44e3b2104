/* A paragraph's characters to glyphs: one HarfBuzz call a run of one face and one script. */
#include <hb.h>
#include <string.h>

#include "line/vertical.h"

/* Half-width digits over one stretch of the text, narrower ones where three stand abreast. */
static int digit_features(const Char *chars, int first, int last, hb_feature_t *out, int max)
{
    bool three = chars[first].set == SET_ABREAST && last - first > 2;
    hb_tag_t tag = three ? HB_TAG('t', 'w', 'i', 'd') : HB_TAG('h', 'w', 'i', 'd');
    int count = 0;

    for (int i = first; i < last; i++) {
        if (chars[i].is != CLASS_DIGIT)
            continue;
        unsigned start = (unsigned)chars[i].at, end = start + 1;
        if (count && out[count - 1].end == start)
            out[count - 1].end = end;
        else if (count < max)
            out[count++] = (hb_feature_t){tag, 1, start, end};
    }
    return count;
}

static void set_script(hb_buffer_t *buffer, const Char *first)
{
    hb_buffer_set_direction(buffer,
                            first->set == SET_UPRIGHT ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, first->latin ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
    /* Without this language — is 0.89 em and —— has a gap in the Chinese faces. */
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
}

typedef struct {
    Arena *arena;
    FontSet *fonts;
    hb_buffer_t *buffer;
    ShapedPara *para;
    const Char *chars;
    int char_count;
    int cap;
} Shaper;

static int char_at(const Shaper *s, int from, uint32_t cluster)
{
    while (from + 1 < s->char_count && (uint32_t)s->chars[from + 1].at <= cluster)
        from++;
    return from;
}

/* Bytes from a glyph's cluster to the next glyph's, or to the end of the run. */
static int32_t cluster_length(const hb_glyph_info_t *info, unsigned i, unsigned count, int end)
{
    uint32_t next = (uint32_t)end;

    if (i && info[i - 1].cluster == info[i].cluster)
        return 0;
    for (unsigned k = i + 1; k < count; k++)
        if (info[k].cluster != info[i].cluster) {
            next = info[k].cluster;
            break;
        }
    return (int32_t)(next - info[i].cluster);
}

/* In a column the glyph may be that of another character than the text has. */
static void add_chars(const Shaper *s, int first, int last)
{
    const Char *chars = s->chars;
    int start = chars[first].at, end = chars[last - 1].at + chars[last - 1].len;

    hb_buffer_clear_contents(s->buffer);
    if (chars[first].set != SET_UPRIGHT) {
        hb_buffer_add_utf8(s->buffer, s->para->text.p, (int)s->para->text.n, (unsigned)start,
                           end - start);
        return;
    }
    for (int i = first; i < last; i++)
        hb_buffer_add(s->buffer, (hb_codepoint_t)chars[i].cp, (unsigned)chars[i].at);
    hb_buffer_set_content_type(s->buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

/* Places of a column's glyphs are HarfBuzz's own: its pen stands on the axis, above the glyph. */
static Glyph glyph_of(const hb_glyph_info_t *info, const hb_glyph_position_t *at, const Char *c)
{
    Emu advance = c->set == SET_UPRIGHT ? -at->y_advance : at->x_advance;

    return (Glyph){.gid = info->codepoint,
                   .cluster = (int32_t)info->cluster,
                   .body = advance,
                   .advance = advance,
                   .dx = at->x_offset,
                   .dy = -at->y_offset,
                   .char_class = (uint8_t)c->is,
                   .set = c->set};
}

static void shape_run(Shaper *s, int first, int last)
{
    enum { FEATURES_MAX = 64 };
    hb_feature_t features[FEATURES_MAX];
    ShapedPara *para = s->para;
    int face = s->chars[first].face;
    int end = s->chars[last - 1].at + s->chars[last - 1].len;
    unsigned feature_count = 0, count = 0;
    int from = first;
    bool abreast = s->chars[first].set == SET_ABREAST;

    if ((para->style.half_digits && s->chars[first].latin) || abreast)
        feature_count = (unsigned)digit_features(s->chars, first, last, features, FEATURES_MAX);
    add_chars(s, first, last);
    set_script(s->buffer, &s->chars[first]);
    hb_shape(fontset_font(s->fonts, face, para->style.size), s->buffer, features, feature_count);

    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        from = char_at(s, from, info[i].cluster);
        Glyph glyph = glyph_of(&info[i], &at[i], &s->chars[from]);
        glyph.length = cluster_length(info, i, count, end);
        glyph.face = (uint16_t)face;
        vec_push(s->arena, para->glyphs, para->glyph_count, s->cap) = glyph;
    }
}

static bool same_run(const Char *a, const Char *b)
{
    return a->face == b->face && a->latin == b->latin && a->set == b->set;
}

static void shape_runs(Shaper *s)
{
    for (int first = 0, last; first < s->char_count; first = last) {
        last = first + 1;
        if (s->chars[first].face < 0) {
            s->para->is_missing |= s->chars[first].is != CLASS_CONTROL;
            continue;
        }
        while (last < s->char_count && same_run(&s->chars[first], &s->chars[last]))
            last++;
        shape_run(s, first, last);
    }
}

ShapedPara *para_shape(Arena *arena, Diags *diags, FontSet *fonts, Text text,
                       const ParaStyle *style)
{
    ShapedPara *para = arena_new(arena, ShapedPara);
    Shaper s = {.arena = arena, .fonts = fonts, .para = para};

    para->text = text_flat(arena, text);
    para->source = text;
    para->style = *style;
    Chars chars = chars_make(arena, diags, fonts, para);
    if (style->vertical)
        vertical_chars(diags, fonts, chars);
    s.chars = chars.all;
    s.char_count = chars.count;
    s.buffer = hb_buffer_create();
    shape_runs(&s);
    hb_buffer_destroy(s.buffer);

    if (style->vertical)
        vertical_bodies(para, fonts);
    else
        squeeze_bodies(para->glyphs, para->glyph_count, fonts, style);
    squeeze_gaps(para->glyphs, para->glyph_count, style);
    if (style->vertical)
        vertical_gaps(para);
    breaks_mark(para, chars);
    hyphens_mark(arena, fonts, para);
    return para;
}
