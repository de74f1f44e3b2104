/* A paragraph's characters to glyphs: one HarfBuzz call a run of one face and one script. */
#include <hb.h>
#include <string.h>

#include "line/chars.h"

/* Half-width digits over one stretch of the text. */
static int digit_features(const Char *chars, int first, int last, hb_feature_t *out, int max)
{
    int count = 0;

    for (int i = first; i < last; i++) {
        if (chars[i].is != CLASS_DIGIT)
            continue;
        unsigned start = (unsigned)chars[i].at, end = start + 1;
        if (count && out[count - 1].end == start)
            out[count - 1].end = end;
        else if (count < max)
            out[count++] = (hb_feature_t){HB_TAG('h', 'w', 'i', 'd'), 1, start, end};
    }
    return count;
}

static void set_script(hb_buffer_t *buffer, bool latin)
{
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, latin ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
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

static void shape_run(Shaper *s, int first, int last)
{
    enum { FEATURES_MAX = 64 };
    hb_feature_t features[FEATURES_MAX];
    ShapedPara *para = s->para;
    int face = s->chars[first].face;
    int start = s->chars[first].at, end = s->chars[last - 1].at + s->chars[last - 1].len;
    unsigned feature_count = 0, count = 0;
    int from = first;

    if (para->style.half_digits && s->chars[first].latin)
        feature_count = (unsigned)digit_features(s->chars, first, last, features, FEATURES_MAX);
    hb_buffer_clear_contents(s->buffer);
    hb_buffer_add_utf8(s->buffer, para->text.p, (int)para->text.n, (unsigned)start, end - start);
    set_script(s->buffer, s->chars[first].latin);
    hb_shape(fontset_font(s->fonts, face, para->style.size), s->buffer, features, feature_count);

    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(s->buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        from = char_at(s, from, info[i].cluster);
        vec_push(s->arena, para->glyphs, para->glyph_count, s->cap) =
            (Glyph){.gid = info[i].codepoint,
                    .cluster = (int32_t)info[i].cluster,
                    .length = cluster_length(info, i, count, end),
                    .body = at[i].x_advance,
                    .advance = at[i].x_advance,
                    .dx = at[i].x_offset,
                    .dy = -at[i].y_offset,
                    .face = (uint16_t)face,
                    .char_class = (uint8_t)s->chars[from].is};
    }
}

static bool same_run(const Char *a, const Char *b)
{
    return a->face == b->face && a->latin == b->latin;
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
    s.chars = chars.all;
    s.char_count = chars.count;
    s.buffer = hb_buffer_create();
    shape_runs(&s);
    hb_buffer_destroy(s.buffer);

    squeeze_bodies(para->glyphs, para->glyph_count, fonts, style);
    squeeze_gaps(para->glyphs, para->glyph_count, style);
    breaks_mark(para, chars);
    return para;
}
