#include "press/embed.h"

#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "press/cff.h"
#include "press/deflate.h"
#include "press/syntax.h"
#include "press/tounicode.h"

enum { CODES_MAX = 65536, EM = 1000, TAG_LETTERS = 6 };

/* Tables a PDF has no use for. Without the layout tables a subset takes no glyph but those named
 * and the parts of composites. */
static const hb_tag_t NEEDLESS[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('g', 'a', 's', 'p'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('m', 'e', 't', 'a'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('V', 'D', 'M', 'X'),
    HB_TAG('L', 'T', 'S', 'H'), HB_TAG('P', 'C', 'L', 'T'), HB_TAG('C', 'O', 'L', 'R'),
    HB_TAG('C', 'P', 'A', 'L'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('C', 'B', 'D', 'T'),
    HB_TAG('C', 'B', 'L', 'C')};

bool op_runs_down(const PaintOp *op, const PaintGlyph *glyph)
{
    return op->as.text.vertical && !glyph->turned && !glyph->narrow;
}

static void mark_glyphs(Embed *embed, const PaintOp *op)
{
    for (int i = 0; i < op->as.text.count; i++) {
        const PaintGlyph *glyph = &op->as.text.glyphs[i];
        EmbedFont *font = (EmbedFont *)embed_font(embed, glyph->face);
        assert(font && glyph->gid < font->index_size);
        font->count += !font->index[glyph->gid];
        font->index[glyph->gid] = 1;
        bool down = op_runs_down(op, glyph);
        font->vertical = font->vertical || down;
        font->horizontal = font->horizontal || !down;
    }
}

static void take_texts(Embed *embed, const PaintOp *op)
{
    for (int i = 0; i < op->as.text.count; i++) {
        const PaintGlyph *glyph = &op->as.text.glyphs[i];
        const EmbedFont *font = embed_font(embed, glyph->face);
        EmbedGlyph *own = &font->glyphs[font->index[glyph->gid] - 1];
        Str text = {op->as.text.text.p + glyph->text_at, glyph->text_len};
        if (!own->text.n && text.n && !text_reads_same(text, (Str){0}))
            own->text = text;
    }
}

static void each_text(Embed *embed, PaintList *const *pages, int page_count,
                      void (*visit)(Embed *embed, const PaintOp *op))
{
    for (int p = 0; p < page_count; p++)
        for (int i = 0; i < pages[p]->op_count; i++)
            if (pages[p]->ops[i].kind == PAINT_TEXT)
                visit(embed, &pages[p]->ops[i]);
}

static void number_glyphs(Arena *arena, EmbedFont *font)
{
    uint16_t n = 0;

    font->glyphs = arena_many(arena, EmbedGlyph, (size_t)font->count);
    for (uint32_t gid = 0; gid < font->index_size; gid++) {
        if (!font->index[gid])
            continue;
        font->glyphs[n].gid = gid;
        font->index[gid] = ++n;
    }
}

static void find_faces(Arena *arena, Embed *embed, const EmbedSource *sources,
                       PaintList *const *pages, int page_count)
{
    bool *used = arena_many(arena, bool, (size_t)embed->face_count);

    for (int p = 0; p < page_count; p++)
        for (int i = 0; i < pages[p]->op_count; i++) {
            const PaintOp *op = &pages[p]->ops[i];
            for (int g = 0; op->kind == PAINT_TEXT && g < op->as.text.count; g++) {
                assert(op->as.text.glyphs[g].face < embed->face_count);
                used[op->as.text.glyphs[g].face] = true;
            }
        }
    embed->fonts = arena_many(arena, EmbedFont, (size_t)embed->face_count);
    for (int face = 0; face < embed->face_count; face++) {
        embed->of_face[face] = used[face] ? embed->count : -1;
        if (!used[face])
            continue;
        EmbedFont *font = &embed->fonts[embed->count++];
        assert(sources[face].face);
        font->face = face;
        font->source = sources[face];
        font->index_size = hb_face_get_glyph_count(sources[face].face);
        font->index = arena_many(arena, uint16_t, font->index_size);
    }
}

Embed *embed_new(Arena *arena, const EmbedSource *sources, int source_count,
                 PaintList *const *pages, int page_count)
{
    Embed *embed = arena_new(arena, Embed);

    embed->face_count = source_count;
    embed->of_face = arena_many(arena, int, (size_t)source_count);
    find_faces(arena, embed, sources, pages, page_count);
    each_text(embed, pages, page_count, mark_glyphs);
    for (int i = 0; i < embed->count; i++)
        number_glyphs(arena, &embed->fonts[i]);
    each_text(embed, pages, page_count, take_texts);
    return embed;
}

void embed_close(Embed *embed)
{
    for (int i = 0; embed && i < embed->count; i++) {
        hb_subset_plan_destroy(embed->fonts[i].plan);
        arena_free(&embed->fonts[i].arena);
    }
}

const EmbedFont *embed_font(const Embed *embed, int face)
{
    int i = face < embed->face_count ? embed->of_face[face] : -1;

    return i < 0 ? NULL : &embed->fonts[i];
}

const EmbedGlyph *embed_glyph(const EmbedFont *font, uint32_t gid)
{
    assert(gid < font->index_size && font->index[gid]);
    return &font->glyphs[font->index[gid] - 1];
}

bool embed_is_cff(const EmbedFont *font)
{
    return font->source.format != FONT_GLYF;
}

static void open_plan(EmbedFont *font)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_t *glyphs, *drop;

    if (!input) {
        font->fault = "hb-subset";
        return;
    }
    glyphs = hb_subset_input_glyph_set(input);
    drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_set_add(glyphs, 0);
    for (int i = 0; i < font->count; i++)
        hb_set_add(glyphs, font->glyphs[i].gid);
    for (size_t i = 0; i < sizeof NEEDLESS / sizeof NEEDLESS[0]; i++)
        hb_set_add(drop, NEEDLESS[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    font->plan = hb_subset_plan_create_or_fail(font->source.face, input);
    hb_subset_input_destroy(input);
    if (!font->plan)
        font->fault = "hb-subset";
}

/* The numbers glyphs get in the subset: not their rank, for a composite brings its parts along. */
static void take_new_gids(EmbedFont *font)
{
    const hb_map_t *map;

    open_plan(font);
    if (font->fault)
        return;
    map = hb_subset_plan_old_to_new_glyph_mapping(font->plan);
    for (int i = 0; i < font->count; i++) {
        hb_codepoint_t code = hb_map_get(map, font->glyphs[i].gid);
        if (code >= CODES_MAX)
            font->fault = "glyph number";
        font->glyphs[i].code = (uint16_t)code;
    }
}

/* A subset keeps the CIDs of its font, so the font's own charset gives the codes. */
static void take_cids(EmbedFont *font)
{
    hb_blob_t *blob = hb_face_reference_table(font->source.face, HB_TAG('C', 'F', 'F', ' '));
    unsigned n = 0;
    const char *p = hb_blob_get_data(blob, &n);
    uint32_t *gids = arena_many(&font->arena, uint32_t, (size_t)font->count);
    uint16_t *cids = arena_many(&font->arena, uint16_t, (size_t)font->count);
    Cff cff;

    for (int i = 0; i < font->count; i++)
        gids[i] = font->glyphs[i].gid;
    if (!cff_parse((Str){p, n}, &cff) || !cff.is_cid || !cff_cids(&cff, gids, font->count, cids)) {
        font->fault = "CFF";
    } else {
        font->registry = str_copy(&font->arena, cff.registry);
        font->ordering = str_copy(&font->arena, cff.ordering);
        font->supplement = cff.supplement;
        for (int i = 0; i < font->count; i++)
            font->glyphs[i].code = cids[i];
    }
    hb_blob_destroy(blob);
}

static void take_widths(EmbedFont *font)
{
    hb_font_t *scaled = hb_font_create(font->source.face);

    hb_font_set_scale(scaled, EM, EM);
    for (int i = 0; i < font->count; i++)
        font->glyphs[i].width = (int16_t)hb_font_get_glyph_h_advance(scaled, font->glyphs[i].gid);
    hb_font_destroy(scaled);
}

/* Six letters that stand for this choice of glyphs and no other. */
static void name_subset(EmbedFont *font)
{
    Hash *hash = hash_new(&font->arena);
    unsigned char digest[32];
    char *name = arena_many(&font->arena, char, TAG_LETTERS + 1);

    hash_add(hash, font->source.name);
    for (int i = 0; i < font->count; i++)
        hash_int(hash, font->glyphs[i].gid);
    hash_digest(hash, digest);
    for (int i = 0; i < TAG_LETTERS; i++)
        name[i] = (char)('A' + digest[i] % 26);
    name[TAG_LETTERS] = '+';
    font->base_name = str_join(&font->arena, (Str){name, TAG_LETTERS + 1},
                               font->source.name.n ? font->source.name : S("Unnamed"));
}

void embed_codes(EmbedFont *font)
{
    font->registry = S("Adobe");
    font->ordering = S("Identity");
    if (font->source.format == FONT_CFF_CID)
        take_cids(font);
    else
        take_new_gids(font);
    take_widths(font);
    name_subset(font);
}

static int by_code(const void *a, const void *b)
{
    const EmbedGlyph *left = a, *right = b;

    return (left->code > right->code) - (left->code < right->code);
}

static EmbedGlyph *sorted_by_code(EmbedFont *font)
{
    EmbedGlyph *sorted = arena_many(&font->arena, EmbedGlyph, (size_t)font->count);

    memcpy(sorted, font->glyphs, (size_t)font->count * sizeof *sorted);
    qsort(sorted, (size_t)font->count, sizeof *sorted, by_code);
    return sorted;
}

/* Runs of neighbouring codes: 12 [500 500] 40 [333]. An em is the default and left out. */
static Str widths_text(Arena *arena, const EmbedGlyph *sorted, int count)
{
    Buf out = buf_new(arena);
    bool is_open = false;

    for (int i = 0; i < count; i++) {
        bool follows = is_open && sorted[i].code == sorted[i - 1].code + 1;
        if (is_open && (!follows || sorted[i].width == EM)) {
            buf_add(&out, S("]\n"));
            is_open = false;
        }
        if (sorted[i].width == EM)
            continue;
        if (is_open) {
            buf_byte(&out, ' ');
        } else {
            put_decimal(&out, sorted[i].code, 0);
            buf_add(&out, S(" ["));
        }
        put_decimal(&out, sorted[i].width, 0);
        is_open = true;
    }
    if (is_open)
        buf_byte(&out, ']');
    return buf_str(&out);
}

static void make_program(EmbedFont *font)
{
    hb_face_t *subset;
    hb_blob_t *blob;
    unsigned n = 0;
    const char *p;

    if (!font->plan)
        open_plan(font);
    subset = font->plan ? hb_subset_plan_execute_or_fail(font->plan) : NULL;
    if (!subset) {
        font->fault = "hb-subset";
        return;
    }
    blob = embed_is_cff(font) ? hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '))
                              : hb_face_reference_blob(subset);
    p = hb_blob_get_data(blob, &n);
    if (n)
        font->program = deflate_bytes(&font->arena, (Str){p, n}, DEFLATE_FONT);
    else
        font->fault = "hb-subset";
    font->program_size = n;
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
}

void embed_program(EmbedFont *font)
{
    const EmbedGlyph *sorted;

    if (font->fault)
        return;
    sorted = sorted_by_code(font);
    font->descriptor = descriptor_of(font->source.face);
    font->widths = widths_text(&font->arena, sorted, font->count);
    font->to_unicode = deflate_bytes(
        &font->arena, tounicode_cmap(&font->arena, sorted, font->count), DEFLATE_CONTENT);
    make_program(font);
}
