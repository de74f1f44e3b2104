#include "press/descriptor.h"

#include <hb-ot.h>
#include <stdint.h>

#include "press/syntax.h"

enum { FLAG_SERIF = 1 << 1, FLAG_SYMBOLIC = 1 << 2, FLAG_ITALIC = 1 << 6 };

static int read_int16(hb_blob_t *table, unsigned at)
{
    unsigned n = 0;
    const unsigned char *p = (const unsigned char *)hb_blob_get_data(table, &n);

    return n >= 2 && at <= n - 2 ? (int16_t)(p[at] << 8 | p[at + 1]) : 0;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t position = 0;

    hb_ot_metrics_get_position_with_fallback(font, tag, &position);
    return position;
}

static void read_box(hb_face_t *face, int box[4])
{
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    int upem = (int)hb_face_get_upem(face);

    for (unsigned i = 0; i < 4; i++)
        box[i] = (int)round_div(1000 * (int64_t)read_int16(head, 36 + 2 * i), upem > 0 ? upem : 1);
    hb_blob_destroy(head);
}

/* PANOSE tells Latin text faces with serifs (2..10) from those without (11..15). */
static bool has_serifs(hb_face_t *face)
{
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    int panose = read_int16(os2, 32);

    hb_blob_destroy(os2);
    return panose >> 8 == 2 && (panose & 255) >= 2 && (panose & 255) <= 10;
}

/* Fonts do not say how thick their stems are; what Adobe's own estimate makes of the weight. */
static int stem_of_weight(int weight)
{
    return 50 + weight * weight / 4225;
}

Descriptor descriptor_of(hb_face_t *face)
{
    hb_font_t *font = hb_font_create(face);
    Descriptor out = {.flags = FLAG_SYMBOLIC};

    hb_font_set_scale(font, 1000, 1000);
    out.ascent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    out.descent = metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    out.cap_height = metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    out.italic_angle = (int)hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
    out.stem_v = stem_of_weight((int)hb_style_get_value(font, HB_STYLE_TAG_WEIGHT));
    read_box(face, out.box);
    if (has_serifs(face))
        out.flags |= FLAG_SERIF;
    if (out.italic_angle)
        out.flags |= FLAG_ITALIC;
    hb_font_destroy(font);
    return out;
}
