#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pdf_maker.h"
#include "proof/pdf_check.h"

#define MODULE_DIR BINARY_DIR "/../libexec"
#define PDF_PATH   BINARY_DIR "/pdf-check-trial.pdf"

/* A file with one thing wrong, and the one finding it must lead to. */
typedef struct {
    const char *claim;
    DiagCode code;
    Change changes[CHANGES_MOST];
    const char *level;
} Fault;

#define CONTENT(put)                                                                               \
    {                                                                                              \
        {                                                                                          \
            "/Fm1 Do\n", put                                                                       \
        }                                                                                          \
    }
#define TYPE(operators)                                                                            \
    {                                                                                              \
        {                                                                                          \
            "/Fm1 Do\n", "BT /F1 10 Tf 40 320 Td " operators " <0001> Tj ET\n"                     \
        }                                                                                          \
    }
#define STATE(entries)                                                                             \
    {                                                                                              \
        {"/GX << /Type /ExtGState >>", "/GX << " entries " >>"},                                   \
        {                                                                                          \
            "/Fm1 Do\n", "/GX gs\n"                                                                \
        }                                                                                          \
    }
#define CATALOG(entries)                                                                           \
    {                                                                                              \
        {                                                                                          \
            "/Type /Catalog", "/Type /Catalog " entries                                            \
        }                                                                                          \
    }
#define PAGE(entries)                                                                              \
    {                                                                                              \
        {                                                                                          \
            "/BleedBox [8 8 292 392]", "/BleedBox [8 8 292 392] " entries                          \
        }                                                                                          \
    }
#define IMAGE(find, put)                                                                           \
    {                                                                                              \
        {                                                                                          \
            find, put                                                                              \
        }                                                                                          \
    }

static const Fault FAULTS[] = {
    {"a_newer_version_than_the_level_allows", R_FILE_VERSION, {{"%PDF-1.3", "%PDF-1.6"}}, NULL},
    {"a_newer_version_in_the_catalog", R_FILE_VERSION, CATALOG("/Version /1.7"), NULL},
    {"no_claim_of_a_level",
     R_FILE_NOT_X,
     {{"/GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001)", ""}},
     NULL},
    {"a_claim_in_the_wrong_words", R_FILE_CLAIM, {{"(PDF/X-1:2001)", "(PDF/X-1a:2001)"}}, NULL},
    {"a_claim_without_conformance",
     R_FILE_CLAIM,
     {{"/GTS_PDFXConformance (PDF/X-1a:2001)", ""}},
     NULL},
    {"trapping_is_not_told", R_FILE_TRAPPED, {{"/Trapped /False", ""}}, NULL},
    {"trapping_is_unknown", R_FILE_TRAPPED, {{"/Trapped /False", "/Trapped /Unknown"}}, NULL},
    {"trapping_is_told_by_a_boolean",
     R_FILE_TRAPPED,
     {{"/Trapped /False", "/Trapped false"}},
     NULL},
    {"no_output_intent", R_FILE_INTENT, {{"/OutputIntents [4 0 R]", ""}}, NULL},
    {"two_output_intents",
     R_FILE_INTENT,
     {{"/OutputIntents [4 0 R]", "/OutputIntents [4 0 R 4 0 R]"}},
     NULL},
    {"an_intent_without_identifier",
     R_FILE_INTENT,
     {{"/OutputConditionIdentifier (CGATS TR 002)", ""}},
     NULL},
    {"an_intent_with_neither_registry_nor_profile",
     R_FILE_INTENT,
     {{"/RegistryName (http://www.color.org)", ""}, {"/DestOutputProfile 5 0 R", ""}},
     NULL},
    {"a_profile_of_three_inks", R_FILE_INTENT, {{"/N 4", "/N 3"}}, NULL},
    {"no_file_id", R_FILE_ID, {{"/ID [<0011> <0011>]", ""}}, NULL},
    {"a_cross_reference_that_is_not_there",
     R_FILE_DAMAGED,
     {{"startxref\n", "startxref\n9"}},
     NULL},
    {"no_title", R_FILE_INFO, {{"/Title (One page)", ""}}, NULL},
    {"no_date_of_change", R_FILE_INFO, {{"/ModDate (D:20210120083000+08'00')", ""}}, NULL},
    {"titles_that_differ", R_FILE_XMP, {{"/Title (One page)", "/Title (Two pages)"}}, NULL},
    {"dates_that_differ",
     R_FILE_XMP,
     {{"/CreationDate (D:20210120", "/CreationDate (D:20210121"}},
     NULL},
    {"an_attached_file", R_FILE_ATTACHMENT, CATALOG("/Names << /EmbeddedFiles << /Names [] >> >>"),
     NULL},
    {"a_script_at_opening", R_FILE_ACTION, CATALOG("/OpenAction << /S /JavaScript /JS (x) >>"),
     NULL},
    {"additional_actions", R_FILE_ACTION, CATALOG("/AA << >>"), NULL},
    {"a_bookmark_that_acts", R_FILE_ACTION,
     CATALOG("/Outlines << /First << /Title (a) /A << /S /URI >> >> >>"), NULL},
    {"a_form_to_fill_in", R_FILE_FORM, CATALOG("/AcroForm << /Fields [] >>"), NULL},
    {"a_link_on_the_page", R_FILE_ANNOTATION,
     PAGE("/Annots [<< /Subtype /Link /Rect [20 20 40 40] >>]"), NULL},
    {"layers", R_FILE_LAYERS, CATALOG("/OCProperties << >>"), NULL},
    {"no_trim_box", R_FILE_BOXES, {{"/TrimBox [10 10 290 390]", ""}}, NULL},
    {"trim_and_art_box", R_FILE_BOXES, PAGE("/ArtBox [10 10 290 390]"), NULL},
    {"a_trim_beyond_the_bleed", R_FILE_BOXES, {{"[8 8 292 392]", "[20 20 280 380]"}}, NULL},
    {"a_bleed_beyond_the_media", R_FILE_BOXES, {{"[8 8 292 392]", "[-8 8 292 392]"}}, NULL},
    {"a_crop_box_of_another_size", R_FILE_CROP, PAGE("/CropBox [5 5 295 395]"), NULL},
    {"a_turned_page", R_FILE_ROTATED, PAGE("/Rotate 90"), NULL},
    {"a_scaled_unit", R_FILE_ROTATED, PAGE("/UserUnit 2"), NULL},
    {"pages_of_two_sizes",
     R_PAGE_SIZES,
     {{"/Kids [3 0 R] /Count 1", "/Kids [3 0 R 16 0 R] /Count 2"}},
     NULL},
    {"a_page_marked_as_one_plate", R_FILE_SPOT, PAGE("/SeparationInfo << >>"), NULL},
    {"a_colour_in_rgb", R_FILE_COLOUR, CONTENT("1 0 0 rg 40 40 9 9 re f\n"), NULL},
    {"a_stroke_in_rgb", R_FILE_COLOUR, CONTENT("1 0 0 RG 2 w 40 40 99 9 re S\n"), NULL},
    {"rgb_in_a_form", R_FILE_COLOUR, {{"0 1 0 0 k 240", "0 1 0 rg 240"}}, NULL},
    {"rgb_in_a_pattern", R_FILE_COLOUR, {{"1 0 0 0 k 0 0 5", "1 0 0 rg 0 0 5"}}, NULL},
    {"a_picture_in_rgb", R_FILE_COLOUR, IMAGE("/ColorSpace /DeviceGray", "/ColorSpace /DeviceRGB"),
     NULL},
    {"a_small_picture_in_the_content_in_rgb", R_FILE_COLOUR,
     CONTENT("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI\n"), NULL},
    {"a_colour_by_profile",
     R_FILE_COLOUR,
     {{"/CS1 /DeviceCMYK", "/CS1 [/ICCBased 5 0 R]"},
      {"/Fm1 Do\n", "/CS1 cs 0 0 0 1 sc 40 40 9 9 re f\n"}},
     NULL},
    {"a_lab_colour",
     R_FILE_COLOUR,
     {{"/CS1 /DeviceCMYK", "/CS1 [/Lab << >>]"},
      {"/Fm1 Do\n", "/CS1 cs 50 0 0 sc 40 40 9 9 re f\n"}},
     NULL},
    {"a_spot_colour",
     R_FILE_SPOT,
     {{"/CS1 /DeviceCMYK", "/CS1 [/Separation /Gold /DeviceCMYK 7 0 R]"},
      {"/Fm1 Do\n", "/CS1 cs 1 scn 40 40 9 9 re f\n"}},
     NULL},
    {"every_plate_inside_the_trim",
     R_FILE_ALL,
     {{"/CS1 /DeviceCMYK", "/CS1 [/Separation /All /DeviceCMYK 7 0 R]"},
      {"/Fm1 Do\n", "/CS1 cs 1 scn 40 40 9 9 re f\n"}},
     NULL},
    {"registration_colour_inside_the_trim", R_INK_REGISTRATION,
     CONTENT("1 1 1 1 k 40 40 9 9 re f\n"), NULL},
    {"black_type_in_grey", R_FILE_GRAY_TEXT, TYPE("0 g"), NULL},
    {"black_type_of_four_inks", R_TEXT_RICH_BLACK, TYPE("0.6 0.4 0.4 1 k"), NULL},
    {"small_black_type_that_knocks_out", R_TEXT_KNOCKOUT, TYPE("/GK gs 0 0 0 1 k"), NULL},
    {"white_that_overprints", R_WHITE_OVERPRINT, CONTENT("/GO gs 0 0 0 0 k 40 40 9 9 re f\n"),
     NULL},
    {"a_transfer_curve", R_FILE_TRANSFER, STATE("/TR /Identity"), NULL},
    {"a_second_transfer_curve", R_FILE_TRANSFER, STATE("/TR2 /Identity"), NULL},
    {"a_named_screen", R_FILE_TRANSFER, STATE("/HT << /HalftoneType 1 /HalftoneName (x) >>"), NULL},
    {"an_unknown_rendering_intent", R_FILE_RENDERING, CONTENT("/Pretty ri\n"), NULL},
    {"half_transparent_paint", R_FILE_TRANSPARENCY, STATE("/ca 0.5"), NULL},
    {"a_blend_mode", R_FILE_TRANSPARENCY, STATE("/BM /Multiply"), NULL},
    {"a_soft_mask", R_FILE_TRANSPARENCY, STATE("/SMask << /S /Alpha >>"), NULL},
    {"a_transparency_group", R_FILE_TRANSPARENCY, PAGE("/Group << /S /Transparency >>"), NULL},
    {"a_picture_with_a_soft_mask", R_FILE_TRANSPARENCY,
     IMAGE("/Width 64", "/SMask 13 0 R /Width 64"), NULL},
    {"blending_in_rgb",
     R_FILE_BLEND_SPACE,
     {{"/BleedBox [8 8 292 392]",
       "/BleedBox [8 8 292 392] /Group << /S /Transparency /CS /DeviceRGB >>"},
      {"%PDF-1.3", "%PDF-1.6"},
      {"/GTS_PDFXVersion (PDF/X-1:2001) /GTS_PDFXConformance (PDF/X-1a:2001)",
       "/GTS_PDFXVersion (PDF/X-4)"},
      {"xmp:CreateDate", "pdfxid:GTS_PDFXVersion='PDF/X-4' xmp:CreateDate"}},
     NULL},
    {"a_font_that_is_not_inside", R_FILE_FONT_OUT, {{"/FontFile2 11 0 R", ""}}, NULL},
    {"a_whole_font",
     R_FILE_FONT_WHOLE,
     {{"/Type0 /BaseFont /ABCDEF+Square", "/Type0 /BaseFont /Square"}},
     NULL},
    {"a_font_whose_text_cannot_be_read", R_FILE_FONT_UNICODE, {{"/ToUnicode 12 0 R", ""}}, NULL},
    {"a_font_of_drawings",
     R_FILE_FONT_TYPE3,
     {{"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Square",
       "<< /Type /Font /Subtype /Type3 /CharProcs << /a 17 0 R >>"}},
     NULL},
    {"type_too_small", R_TEXT_TOO_SMALL,
     CONTENT("BT /F1 4.5 Tf 40 320 Td /GO gs 0 0 0 1 k <0001> Tj ET\n"), NULL},
    {"type_made_small_by_its_matrix", R_TEXT_TOO_SMALL,
     CONTENT("/GO gs 0 0 0 1 k BT /F1 1 Tf 4 0 0 4 40 320 Tm <0001> Tj ET\n"), NULL},
    {"rather_small_type", R_TEXT_SMALL,
     CONTENT("/GO gs 0 0 0 1 k BT /F1 6 Tf 40 320 Td <0001> Tj ET\n"), NULL},
    {"white_type_too_small", R_TEXT_REVERSED_TINY,
     CONTENT("/GK gs 0 0 0 0 k BT /F1 7.5 Tf 40 320 Td <0001> Tj ET\n"), NULL},
    {"small_type_in_two_inks", R_TEXT_COLOURED,
     CONTENT("/GK gs 0 1 1 0 k BT /F1 7.5 Tf 40 320 Td <0001> Tj ET\n"), NULL},
    {"invisible_type", R_FILE_INVISIBLE, TYPE("3 Tr"), NULL},
    {"a_line_of_no_width", R_LINE_HAIR, CONTENT("0 w 0 0 0 1 K 40 40 m 80 40 l S\n"), NULL},
    {"a_line_made_thin_by_scaling", R_LINE_HAIR,
     CONTENT("q 0.1 0 0 0.1 0 0 cm 1 w 0 0 0 1 K 400 400 m 800 400 l S Q\n"), NULL},
    {"a_thin_box", R_LINE_HAIR, CONTENT("0 0 0 1 k 40 40 90 0.1 re f\n"), NULL},
    {"a_thin_line_in_two_inks", R_LINE_COLOURED, CONTENT("1 w 0 1 1 0 K 40 40 m 80 40 l S\n"),
     NULL},
    {"a_coarse_picture", R_FILE_IMAGE_COARSE, CONTENT("q 90 0 0 90 150 50 cm /Im1 Do Q\n"), NULL},
    {"a_picture_of_low_resolution", R_FILE_IMAGE_LOW, CONTENT("q 26 0 0 26 150 50 cm /Im1 Do Q\n"),
     NULL},
    {"a_coarse_bitmap", R_FILE_IMAGE_COARSE, IMAGE("/BitsPerComponent 8", "/BitsPerComponent 1"),
     NULL},
    {"a_picture_of_16_bits", R_FILE_IMAGE_KIND,
     IMAGE("/BitsPerComponent 8", "/BitsPerComponent 16"), NULL},
    {"lzw", R_FILE_IMAGE_KIND, IMAGE("/RunLengthDecode", "/LZWDecode"), NULL},
    {"jpeg_2000", R_FILE_IMAGE_KIND, IMAGE("/RunLengthDecode", "/JPXDecode"), NULL},
    {"jbig2", R_FILE_IMAGE_KIND, IMAGE("/RunLengthDecode", "[/JBIG2Decode]"), NULL},
    {"alternates", R_FILE_OPI, IMAGE("/Width 64", "/Alternates [] /Width 64"), NULL},
    {"an_opi_comment", R_FILE_OPI, IMAGE("/Width 64", "/OPI << >> /Width 64"), NULL},
    {"postscript", R_FILE_OPI, CONTENT("(x) PS\n"), NULL},
    {"an_unknown_operator", R_FILE_OPERATOR, CONTENT("1 2 frob\n"), NULL},
    {"an_object_that_is_not_there", R_FILE_OPERATOR, CONTENT("/None Do\n"), NULL},
    {"more_saved_than_restored", R_FILE_OPERATOR, CONTENT("q\n"), NULL},
    {"a_page_that_is_one_picture",
     R_PAGE_ONE_PICTURE,
     {{"/Im1 Do Q\n", "/Im1 Do Q\nq 300 0 0 400 0 0 cm 0 0 0 1 k /Im1 Do Q\n"},
      {"<0001> Tj", ""},
      {"/Width 64 /Height 64", "/Width 1200 /Height 1600"}},
     NULL},
};

enum { FAULT_COUNT = sizeof FAULTS / sizeof FAULTS[0] };

typedef struct {
    Arena arena;
    Diags *diags;
} Fixture;

static void write_pdf(Fixture *f, Str bytes)
{
    assert_true(file_write(&f->arena, f->diags, PDF_PATH, bytes));
}

static PdfCheck check(Fixture *f, const char *level)
{
    PdfCheckOptions options = {.path = PDF_PATH, .module_dir = MODULE_DIR, .level = level};

    return pdf_check(&f->arena, f->diags, &options);
}

static void open_fixture(Fixture *f)
{
    if (!file_exists(MODULE_DIR "/nanfeng-inspect"))
        skip();
    *f = (Fixture){0};
    f->diags = diags_new(&f->arena);
}

static void close_fixture(Fixture *f)
{
    unlink(PDF_PATH);
    diags_close(f->diags);
    arena_free(&f->arena);
}

/* The finding, and nothing but it. */
static void run_fault(void **state)
{
    const Fault *fault = *state;
    Fixture f;
    int count = 0;

    open_fixture(&f);
    write_pdf(&f, maker_make(&f.arena, fault->changes));
    check(&f, fault->level);
    const Finding *findings = diags_findings(&f.arena, f.diags, LANG_EN, &count);
    for (int i = 0; i < count; i++)
        if (findings[i].code != fault->code)
            print_message("also %s: %.*s\n", diag_code_name(findings[i].code),
                          STR_ARGS(findings[i].message));
    assert_true(count > 0);
    for (int i = 0; i < count; i++)
        assert_string_equal(diag_code_name(findings[i].code), diag_code_name(fault->code));
    close_fixture(&f);
}

static void a_good_file_has_no_finding(void **state)
{
    Fixture f;
    int count = 0;

    (void)state;
    open_fixture(&f);
    write_pdf(&f, maker_make(&f.arena, (Change[CHANGES_MOST]){{0}}));
    PdfCheck found = check(&f, NULL);
    const Finding *findings = diags_findings(&f.arena, f.diags, LANG_EN, &count);
    for (int i = 0; i < count; i++)
        print_message("%s: %.*s\n", diag_code_name(findings[i].code),
                      STR_ARGS(findings[i].message));
    assert_int_equal(count, 0);
    assert_true(str_eq(found.level, S("PDF/X-1a:2001")));
    assert_int_equal(found.page_count, 1);
    close_fixture(&f);
}

/* The same object again behind the end, as programs save that only append. */
static void content_appended_by_a_later_saving_is_told(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    Str whole = maker_make(&f.arena, (Change[CHANGES_MOST]){{0}});
    Buf more = buf_new(&f.arena);
    buf_add(&more, whole);
    size_t object = more.n;
    buf_add(&more, S("1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OutputIntents [4 0 R] "
                     "/Metadata 15 0 R >>\nendobj\n"));
    size_t xref = more.n;
    buf_printf(&more, "xref\n1 1\n%010zu 00000 n \ntrailer\n<< /Size %d /Root 1 0 R /Info 14 0 R ",
               object, MAKER_COUNT + 1);
    buf_printf(&more, "/ID [<0011> <0011>] /Prev %zu >>\nstartxref\n%zu\n%%%%EOF\n",
               maker_xref(whole), xref);
    write_pdf(&f, buf_str(&more));
    check(&f, NULL);
    assert_true(diags_has(f.diags, R_FILE_UPDATED));
    assert_int_equal(diags_count(f.diags, DIAG_NOTE), 1);
    close_fixture(&f);
}

static void what_lies_outside_the_trim_is_not_judged(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    write_pdf(&f, maker_make(&f.arena, (Change[CHANGES_MOST]){
                                           {"/Fm1 Do\n", "1 1 1 1 K 0.1 w 0 0 m 5 0 l S "
                                                         "BT /F1 3 Tf 2 2 Td 0 0 0 1 k <0001> Tj "
                                                         "ET\n"}}));
    check(&f, NULL);
    assert_int_equal(diags_count(f.diags, DIAG_NOTE), 0);
    close_fixture(&f);
}

static void a_level_asked_for_counts_more_than_the_one_claimed(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    write_pdf(&f, maker_make(&f.arena, (Change[CHANGES_MOST]){{0}}));
    assert_true(str_eq(check(&f, "x4").level, S("PDF/X-4")));
    assert_true(diags_has(f.diags, R_FILE_CLAIM));
    close_fixture(&f);
}

/* Neither a crash nor a hang, and always an answer. */
static void expect_an_answer(Fixture *f, Str bytes)
{
    write_pdf(f, bytes);
    PdfCheck found = check(f, NULL);
    assert_true(found.level.n > 0 || diags_count(f->diags, DIAG_ERROR) > 0);
    assert_false(diags_has(f->diags, M_INSPECT_MISSING));
}

static void a_file_cut_short_anywhere_gets_an_answer(void **state)
{
    enum { CUTS = 24 };
    Fixture f;

    (void)state;
    open_fixture(&f);
    Str whole = maker_make(&f.arena, (Change[CHANGES_MOST]){{0}});
    for (size_t i = 0; i < CUTS; i++)
        expect_an_answer(&f, (Str){whole.p, whole.n * i / CUTS});
    close_fixture(&f);
}

static void a_file_with_wrong_bits_gets_an_answer(void **state)
{
    enum { FLIPS = 40 };
    Fixture f;
    uint32_t random = 12345;

    (void)state;
    open_fixture(&f);
    Str whole = maker_make(&f.arena, (Change[CHANGES_MOST]){{0}});
    char *bytes = arena_many(&f.arena, char, whole.n);
    for (int i = 0; i < FLIPS; i++) {
        memcpy(bytes, whole.p, whole.n);
        for (int j = 0; j <= i; j++) {
            random = random * 1664525 + 1013904223;
            size_t at = (size_t)random * whole.n >> 32;
            bytes[at] = (char)(bytes[at] ^ (1 << (i % 8)));
        }
        expect_an_answer(&f, (Str){bytes, whole.n});
    }
    close_fixture(&f);
}

static void a_form_that_paints_itself_gets_an_answer(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    expect_an_answer(&f, maker_make(&f.arena, (Change[CHANGES_MOST]){
                                                  {"240 240 20 20 re f\n",
                                                   "0 0 9 9 re f /Fm1 Do /Fm1 Do /Fm1 Do\n"}}));
    assert_true(diags_has(f.diags, R_FILE_OPERATOR));
    close_fixture(&f);
}

static void a_file_that_is_no_pdf_is_told(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    write_pdf(&f, S("hello"));
    check(&f, NULL);
    assert_true(diags_has(f.diags, R_FILE_UNREADABLE));
    close_fixture(&f);
}

static void a_missing_program_is_a_fault_of_the_machine(void **state)
{
    Fixture f;

    (void)state;
    open_fixture(&f);
    write_pdf(&f, S("%PDF-1.3"));
    PdfCheckOptions options = {.path = PDF_PATH, .module_dir = "/nowhere"};
    pdf_check(&f.arena, f.diags, &options);
    assert_true(diags_has(f.diags, M_INSPECT_MISSING));
    close_fixture(&f);
}

/* With an argument, the tests of that pattern alone. */
int main(int argc, char **argv)
{
    static struct CMUnitTest faults[FAULT_COUNT];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_file_has_no_finding),
        cmocka_unit_test(content_appended_by_a_later_saving_is_told),
        cmocka_unit_test(what_lies_outside_the_trim_is_not_judged),
        cmocka_unit_test(a_level_asked_for_counts_more_than_the_one_claimed),
        cmocka_unit_test(a_file_cut_short_anywhere_gets_an_answer),
        cmocka_unit_test(a_file_with_wrong_bits_gets_an_answer),
        cmocka_unit_test(a_form_that_paints_itself_gets_an_answer),
        cmocka_unit_test(a_file_that_is_no_pdf_is_told),
        cmocka_unit_test(a_missing_program_is_a_fault_of_the_machine),
    };

    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    for (int i = 0; i < FAULT_COUNT; i++)
        faults[i] = (struct CMUnitTest){FAULTS[i].claim, run_fault, NULL, NULL, (void *)&FAULTS[i]};
    return cmocka_run_group_tests(faults, NULL, NULL) + cmocka_run_group_tests(tests, NULL, NULL);
}
