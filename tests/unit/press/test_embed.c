#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <hb-subset.h>
#include <libdeflate.h>

#include "press/embed.h"
#include "press/tounicode.h"
#include "sheet.h"

/* Nimbus comes with Ghostscript; the one test that wants a CFF font without CIDs needs it. */
static const char PLAIN_CFF[] = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf";

typedef struct {
    Sheet sheet;
    EmbedSource sources[64];
    int count;
    Embed *embed;
} Fixture;

static int set_up(void **state)
{
    *state = calloc(1, sizeof(Fixture));
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    embed_close(f->embed);
    sheet_close(&f->sheet);
    free(f);
    return 0;
}

static void use_squares(Fixture *f)
{
    sheet_open(&f->sheet, BINARY_DIR "/fonts/catalogue.yaml");
}

static void use_house_fonts(Fixture *f)
{
    sheet_open(&f->sheet, SOURCE_DIR "/fonts/catalogue.yaml");
}

/* The only font painted, with its codes. */
static EmbedFont *embed(Fixture *f)
{
    PaintList *pages[1] = {&f->sheet.list};
    FontSet *fonts = f->sheet.fonts;

    f->count = fontset_count(fonts);
    for (int i = 0; i < f->count; i++)
        if (fontset_is_open(fonts, i))
            f->sources[i] = (EmbedSource){fontset_hb_face(fonts, i), fontset_format(fonts, i),
                                          fontset_name(fonts, i)};
    f->embed = embed_new(&f->sheet.arena, f->sources, f->count, pages, 1);
    for (int i = 0; i < f->embed->count; i++)
        embed_codes(&f->embed->fonts[i]);
    return &f->embed->fonts[0];
}

static PaintOp *paint(Fixture *f, TextRole role, const char *text)
{
    LineStyle style = {.face = fontset_role(f->sheet.fonts, f->sheet.diags, role), .size = PT(10)};

    return sheet_line(&f->sheet, style, text);
}

static const EmbedGlyph *glyph_of(const EmbedFont *font, const PaintOp *op, int i)
{
    return embed_glyph(font, op->as.text.glyphs[i].gid);
}

/* The embedded bytes as they were before they were deflated. */
static char *inflate_program(Fixture *f, const EmbedFont *font)
{
    char *out = arena_many(&f->sheet.arena, char, font->program_size);
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();

    assert_int_equal(libdeflate_zlib_decompress(unpacker, font->program.p, font->program.n, out,
                                                font->program_size, NULL),
                     LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(unpacker);
    return out;
}

static void glyph_keeps_the_first_text_it_stands_for(void **state)
{
    Fixture *f = *state;

    use_squares(f);
    paint(f, ROLE_BODY, "一")->as.text.text = S("甲");
    PaintOp *second = paint(f, ROLE_BODY, "一");
    assert_true(str_eq(glyph_of(embed(f), second, 0)->text, S("甲")));
}

static void glyph_first_painted_for_no_text_takes_a_later_one(void **state)
{
    Fixture *f = *state;

    use_squares(f);
    ((PaintGlyph *)paint(f, ROLE_BODY, "一")->as.text.glyphs)->text_len = 0;
    PaintOp *second = paint(f, ROLE_BODY, "一");
    assert_true(str_eq(glyph_of(embed(f), second, 0)->text, S("一")));
}

static void widths_name_only_what_is_not_an_em(void **state)
{
    Fixture *f = *state;

    use_squares(f);
    paint(f, ROLE_BODY, "ab一二");
    EmbedFont *font = embed(f);
    embed_program(font);
    assert_true(str_eq(font->widths, S("1 [500 500]\n")) || str_eq(font->widths, S("1 [500 500]")));
}

static void truetype_codes_are_glyphs_of_the_embedded_font(void **state)
{
    Fixture *f = *state;

    use_house_fonts(f);
    PaintOp *op = paint(f, ROLE_CAPTION, "楷体图说");
    EmbedFont *font = embed(f);
    embed_program(font);
    hb_blob_t *blob = hb_blob_create(inflate_program(f, font), (unsigned)font->program_size,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *subset = hb_font_create(face), *whole = hb_font_create(font->source.face);
    for (int i = 0; i < op->as.text.count; i++) {
        hb_glyph_extents_t in_subset, in_whole;
        hb_font_get_glyph_extents(whole, op->as.text.glyphs[i].gid, &in_whole);
        hb_font_get_glyph_extents(subset, glyph_of(font, op, i)->code, &in_subset);
        assert_memory_equal(&in_subset, &in_whole, sizeof in_whole);
    }
    hb_font_destroy(subset);
    hb_font_destroy(whole);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

/* A subset of a font keeps its CIDs but numbers its glyphs anew: a font whose CIDs are not its
 * glyph numbers. */
static hb_face_t *renumbered(hb_face_t *face, hb_codepoint_t gid)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_face_t *subset;

    hb_set_add(hb_subset_input_glyph_set(input), gid);
    subset = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    assert_non_null(subset);
    return subset;
}

static void cid_keyed_font_is_written_by_cid_and_not_by_glyph(void **state)
{
    Fixture *f = *state;

    use_house_fonts(f);
    PaintOp *op = paint(f, ROLE_BODY, "南");
    PaintGlyph *glyph = (PaintGlyph *)op->as.text.glyphs;
    hb_face_t *face = renumbered(fontset_hb_face(f->sheet.fonts, glyph->face), glyph->gid);
    PaintList *pages[1] = {&f->sheet.list};
    uint32_t cid = glyph->gid;
    f->sources[0] = (EmbedSource){face, FONT_CFF_CID, S("Renumbered")};
    glyph->gid = 1;
    glyph->face = 0;
    f->embed = embed_new(&f->sheet.arena, f->sources, 1, pages, 1);
    embed_codes(&f->embed->fonts[0]);
    assert_null(f->embed->fonts[0].fault);
    assert_int_equal(f->embed->fonts[0].glyphs[0].code, cid);
    assert_true(str_eq(f->embed->fonts[0].ordering, S("Identity")));
    hb_face_destroy(face);
}

static void plain_cff_font_is_written_by_the_subset_s_glyphs(void **state)
{
    Fixture *f = *state;
    hb_blob_t *blob = hb_blob_create_from_file(PLAIN_CFF);
    hb_face_t *face = hb_face_create(blob, 0);
    PaintList *pages[1] = {&f->sheet.list};

    use_squares(f);
    if (hb_blob_get_length(blob)) {
        PaintGlyph *glyph = (PaintGlyph *)paint(f, ROLE_BODY, "一")->as.text.glyphs;
        glyph->gid = 40;
        glyph->face = 0;
        f->sources[0] = (EmbedSource){face, FONT_CFF, S("Nimbus")};
        f->embed = embed_new(&f->sheet.arena, f->sources, 1, pages, 1);
        embed_codes(&f->embed->fonts[0]);
        assert_int_equal(f->embed->fonts[0].glyphs[0].code, 1);
    }
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

static void font_with_a_damaged_charset_is_refused(void **state)
{
    Fixture *f = *state;
    static const char maxp[] = {0, 0, 0x50, 0, 0, 9}, cff[] = {1, 0, 4, 1, 0, 0, 0, 0};
    hb_face_t *face = hb_face_builder_create();
    hb_blob_t *glyphs = hb_blob_create(maxp, 6, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_blob_t *table = hb_blob_create(cff, 8, HB_MEMORY_MODE_READONLY, NULL, NULL);
    PaintList *pages[1] = {&f->sheet.list};

    use_squares(f);
    hb_face_builder_add_table(face, HB_TAG('m', 'a', 'x', 'p'), glyphs);
    hb_face_builder_add_table(face, HB_TAG('C', 'F', 'F', ' '), table);
    ((PaintGlyph *)paint(f, ROLE_BODY, "一")->as.text.glyphs)->gid = 3;
    f->sources[0] = (EmbedSource){face, FONT_CFF_CID, S("Damaged")};
    f->embed = embed_new(&f->sheet.arena, f->sources, 1, pages, 1);
    embed_codes(&f->embed->fonts[0]);
    assert_string_equal(f->embed->fonts[0].fault, "CFF");
    hb_blob_destroy(table);
    hb_blob_destroy(glyphs);
    hb_face_destroy(face);
}

static void name_bears_a_tag_of_six_capitals(void **state)
{
    Fixture *f = *state;

    use_squares(f);
    paint(f, ROLE_BODY, "一二");
    Str name = embed(f)->base_name;
    for (size_t i = 0; i < 6; i++)
        assert_in_range(name.p[i], 'A', 'Z');
    assert_int_equal(name.p[6], '+');
}

static void tag_tells_two_choices_of_glyphs_apart(void **state)
{
    Fixture *f = *state;

    use_squares(f);
    paint(f, ROLE_BODY, "一二");
    Str first = str_copy(&f->sheet.arena, embed(f)->base_name);
    embed_close(f->embed);
    paint(f, ROLE_BODY, "三");
    assert_false(str_eq(first, embed(f)->base_name));
}

static void ligature_maps_to_both_its_characters(void **state)
{
    Fixture *f = *state;
    EmbedGlyph glyphs[2] = {{.code = 0x12, .text = S("——")}, {.code = 0xABCD, .text = S("𠮷")}};

    use_squares(f);
    assert_non_null(strstr(str_z(&f->sheet.arena, tounicode_cmap(&f->sheet.arena, glyphs, 2)),
                           "2 beginbfchar\n<0012> <20142014>\n<ABCD> <D842DFB7>\nendbfchar\n"));
}

static void glyph_without_a_text_maps_to_a_blank_of_no_width(void **state)
{
    Fixture *f = *state;
    EmbedGlyph glyphs[2] = {{.code = 1, .text = S("一")}, {.code = 2}};

    use_squares(f);
    assert_non_null(strstr(str_z(&f->sheet.arena, tounicode_cmap(&f->sheet.arena, glyphs, 2)),
                           "2 beginbfchar\n<0001> <4E00>\n<0002> <200B>\nendbfchar\n"));
}

static void block_of_the_cmap_holds_a_hundred(void **state)
{
    Fixture *f = *state;
    EmbedGlyph glyphs[201];

    use_squares(f);
    for (int i = 0; i < 201; i++)
        glyphs[i] = (EmbedGlyph){.code = (uint16_t)i, .text = S("一")};
    const char *cmap = str_z(&f->sheet.arena, tounicode_cmap(&f->sheet.arena, glyphs, 201));
    assert_null(strstr(cmap, "101 beginbfchar"));
    assert_non_null(strstr(cmap, "endbfchar\n100 beginbfchar"));
    assert_non_null(strstr(cmap, "\n1 beginbfchar\n<00C8>"));
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(glyph_keeps_the_first_text_it_stands_for),
        CASE(glyph_first_painted_for_no_text_takes_a_later_one),
        CASE(widths_name_only_what_is_not_an_em),
        CASE(truetype_codes_are_glyphs_of_the_embedded_font),
        CASE(cid_keyed_font_is_written_by_cid_and_not_by_glyph),
        CASE(plain_cff_font_is_written_by_the_subset_s_glyphs),
        CASE(font_with_a_damaged_charset_is_refused),
        CASE(name_bears_a_tag_of_six_capitals),
        CASE(tag_tells_two_choices_of_glyphs_apart),
        CASE(ligature_maps_to_both_its_characters),
        CASE(glyph_without_a_text_maps_to_a_blank_of_no_width),
        CASE(block_of_the_cmap_holds_a_hundred),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
