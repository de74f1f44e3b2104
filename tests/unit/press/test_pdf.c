#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <jpeglib.h>

#include "base/file.h"
#include "press/pdf.h"
#include "sheet.h"

#define OUT BINARY_DIR "/press-test.pdf"
#define TMP OUT ".tmp"

typedef struct {
    Sheet sheet;
    Issue issue;
    Story story;
    Story *stories[1];
    Piece piece;
    Colour *colour;
    Picture pictures[4];
    PdfOptions options;
} Fixture;

static int set_up(void **state)
{
    Fixture *f = calloc(1, sizeof *f);
    House *house = &f->sheet.house;

    sheet_open(&f->sheet, SOURCE_DIR "/fonts/catalogue.yaml");
    house->profile = SOURCE_DIR "/layout/styles/newsprint_tr002_220.icc.z";
    house->ink_limit = 220;
    house->condition = S("CGATS TR 002");
    house->condition_info = S("Coldset newsprint");
    f->colour = colour_open(&f->sheet.arena, f->sheet.diags, house);
    assert_non_null(f->colour);
    f->piece = (Piece){.text = S("“城市大脑”\u200B显身手")};
    f->story = (Story){.id = S("05"), .title = {&f->piece, 1}};
    f->stories[0] = &f->story;
    f->issue = (Issue){.house = house, .stories = f->stories, .story_count = 1};
    f->options = (PdfOptions){.path = OUT,
                              .threads = 2,
                              .title = S("南风报 (总第1期)"),
                              .creator = S("nanfeng 0"),
                              .author = S("南码头"),
                              .year = 2021,
                              .month = 1,
                              .day = 20};
    unlink(OUT);
    unlink(TMP);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    Fixture *f = *state;

    colour_close(f->colour);
    sheet_close(&f->sheet);
    unlink(TMP);
    free(f);
    return 0;
}

static PaintOp *paint_in(Fixture *f, TextRole role, LineStyle style, const char *text)
{
    style.face = fontset_role(f->sheet.fonts, f->sheet.diags, role);
    style.size = style.size ? style.size : PT(9);
    style.origin = (Point){MM(10), MM(20) + PT(12) * f->sheet.list.op_count};
    return sheet_line(&f->sheet, style, text);
}

static PaintOp *paint(Fixture *f, TextRole role, const char *text)
{
    return paint_in(f, role, (LineStyle){0}, text);
}

static bool write_pdf(Fixture *f)
{
    PaintList *pages[1] = {&f->sheet.list};

    return pdf_write(&f->sheet.arena, f->sheet.diags, f->sheet.fonts, &f->issue, f->colour, pages,
                     1, f->pictures, &f->options);
}

/* What a command prints, blanks and line ends left out. */
static Str output(Fixture *f, const char *command)
{
    FILE *pipe = popen(command, "r");
    Buf text = buf_new(&f->sheet.arena);

    assert_non_null(pipe);
    for (int c = getc(pipe); c != EOF; c = getc(pipe))
        if (c != ' ' && c != '\n' && c != '\f')
            buf_byte(&text, (char)c);
    assert_int_equal(pclose(pipe), 0);
    buf_byte(&text, '\0');
    return buf_str(&text);
}

static void assert_output(Fixture *f, const char *command, const char *expected)
{
    assert_string_equal(output(f, command).p, expected);
}

/* A filter of jq over all objects of the file. */
#define OBJECTS(filter)                                                                            \
    "qpdf --json --json-key=qpdf " OUT                                                             \
    " | jq -c '[.qpdf[1][] | (.value?, (.stream?|.dict?)) | select(type==\"object\")] | " filter   \
    "'"

static Str read_out(Fixture *f)
{
    Str bytes = {0};

    assert_true(file_read(&f->sheet.arena, f->sheet.diags, OUT, S(OUT), 1 << 26, NOWHERE, &bytes));
    return bytes;
}

static void paint_all(Fixture *f)
{
    paint(f, ROLE_HEADLINE, "“城市大脑”显身手");
    paint(f, ROLE_BODY, "今天下午三点半在社区中心，大家见。");
    paint(f, ROLE_CAPTION, "楷体图说 Hello");
}

static void qpdf_finds_no_fault(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    assert_true(write_pdf(f));
    assert_int_equal(system("qpdf --check " OUT " >/dev/null"), 0);
}

static void text_comes_back_in_the_order_of_painting(void **state)
{
    Fixture *f = *state;

    paint(f, ROLE_BODY, "今天下午三点半在社区中心，大家见。");
    paint_in(f, ROLE_BODY, (LineStyle){.features = "halt"}, "（一）“七彩南码头”、《浦东》；");
    paint_in(f, ROLE_BODY, (LineStyle){.gap = PT(2)}, "𠮷野家——2020年");
    paint(f, ROLE_CAPTION, "楷体图说AV");
    assert_true(write_pdf(f));
    assert_output(f, "pdftotext -raw " OUT " -",
                  "今天下午三点半在社区中心，大家见。（一）“七彩南码头”、《浦东》；"
                  "𠮷野家——2020年楷体图说AV");
}

static void column_of_text_comes_back_as_one_line(void **state)
{
    Fixture *f = *state;

    paint_in(f, ROLE_HEADLINE, (LineStyle){.vertical = true}, "竖排“标题”，好。");
    assert_true(write_pdf(f));
    assert_int_equal(system("pdftotext -raw " OUT " - | grep -q '^竖排“标题”，好。$'"), 0);
}

static void two_texts_of_one_glyph_both_come_back(void **state)
{
    Fixture *f = *state;

    paint(f, ROLE_BODY, "一");
    paint(f, ROLE_BODY, "一")->as.text.text = S("壹");
    assert_true(write_pdf(f));
    assert_output(f, "pdftotext -raw " OUT " -", "一壹");
}

static void every_font_is_embedded_subset_and_readable(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    assert_true(write_pdf(f));
    assert_output(f,
                  "pdffonts " OUT " | awk 'NR>2 {print $(NF-4) $(NF-3) $(NF-2)}' | sort | uniq -c",
                  "3yesyesyes");
}

static void face_used_upright_and_across_is_embedded_once(void **state)
{
    Fixture *f = *state;

    paint(f, ROLE_HEADLINE, "横竖");
    paint_in(f, ROLE_HEADLINE, (LineStyle){.vertical = true}, "横竖");
    assert_true(write_pdf(f));
    assert_output(f, OBJECTS("map(select(.[\"/Subtype\"]==\"/CIDFontType0C\")) | length"), "1");
    assert_output(f, OBJECTS("map(.[\"/Encoding\"]//empty) | sort"),
                  "[\"/Identity-H\",\"/Identity-V\"]");
}

static void boxes_are_exact_and_nested(void **state)
{
    Fixture *f = *state;

    f->sheet.list.bleed = MM(3);
    paint_all(f);
    assert_true(write_pdf(f));
    assert_output(f,
                  OBJECTS("map(select(.[\"/Type\"]==\"/Page\")) | .[0] | [.[\"/MediaBox\"], "
                          ".[\"/BleedBox\"], .[\"/TrimBox\"]]"),
                  "[[0,0,300.47244,442.20472],[0,0,300.47244,442.20472],"
                  "[8.50394,8.50394,291.9685,433.70079]]");
}

static void file_calls_itself_pdf_x_1a(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    assert_true(write_pdf(f));
    assert_memory_equal(read_out(f).p, "%PDF-1.3\n", 9);
    assert_output(f,
                  OBJECTS("map(select(.[\"/Trapped\"])) | .[0] | [.[\"/GTS_PDFXVersion\"], "
                          ".[\"/GTS_PDFXConformance\"], .[\"/Trapped\"], .[\"/CreationDate\"]]"),
                  "[\"u:PDF/X-1:2001\",\"u:PDF/X-1a:2001\",\"/False\","
                  "\"u:D:20210120000000+08'00'\"]");
}

static void output_intent_names_the_profile(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    assert_true(write_pdf(f));
    assert_output(f,
                  OBJECTS("map(select(.[\"/OutputIntents\"])) | .[0][\"/OutputIntents\"] | "
                          "map([.[\"/S\"], .[\"/OutputConditionIdentifier\"], "
                          ".[\"/RegistryName\"]])"),
                  "[[\"/GTS_PDFX\",\"u:CGATSTR002\",\"u:http://www.color.org\"]]");
    assert_output(f, OBJECTS("map(select(.[\"/N\"]==4)) | length"), "1");
}

static void metadata_agree(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    assert_true(write_pdf(f));
    assert_output(f, OBJECTS("map(.[\"/Title\"]//empty) | map(select(startswith(\"u:南风\")))"),
                  "[\"u:南风报(总第1期)\"]");
    assert_int_equal(system("pdfinfo -meta " OUT " | grep -q '>南风报 (总第1期)<'"), 0);
    assert_int_equal(system("pdfinfo -meta " OUT " | grep -q '>2021-01-20T00:00:00+08:00<'"), 0);
}

static void draft_says_so_in_its_title(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    f->options.draft = true;
    assert_true(write_pdf(f));
    assert_int_equal(system("pdfinfo " OUT " | grep -q '^Title: *南风报 (总第1期)（样稿）$'"), 0);
}

static void bookmarks_name_page_and_headline(void **state)
{
    Fixture *f = *state;

    paint(f, ROLE_HEADLINE, "“城市大脑”显身手")->story = 0;
    paint(f, ROLE_BODY, "正文")->story = 0;
    assert_true(write_pdf(f));
    assert_output(f, OBJECTS("map(select(.[\"/Dest\"])) | map(.[\"/Title\"])"),
                  "[\"u:第1版要闻\",\"u:“城市大脑”显身手\"]");
}

static void number_of_threads_changes_no_byte(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    f->options.threads = 1;
    assert_true(write_pdf(f));
    Str first = read_out(f);
    f->options.threads = 4;
    assert_true(write_pdf(f));
    Str second = read_out(f);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, first.n);
}

static void another_text_gives_another_id(void **state)
{
    Fixture *f = *state;
    const char *id =
        "qpdf --json --json-key=qpdf " OUT " | jq -c '.qpdf[1].trailer.value[\"/ID\"]'";

    paint(f, ROLE_BODY, "一");
    assert_true(write_pdf(f));
    Str first = output(f, id);
    paint(f, ROLE_BODY, "一");
    assert_true(write_pdf(f));
    assert_false(str_eq(first, output(f, id)));
}

/* A small even picture as JPEG. */
static Str make_jpeg(Fixture *f, J_COLOR_SPACE space, int components)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char row[16 * 4] = {0}, *rows[1] = {row}, *bytes = NULL;
    unsigned long n = 0;

    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &n);
    jpeg.image_width = jpeg.image_height = 16;
    jpeg.input_components = components;
    jpeg.in_color_space = space;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < 16; y++)
        jpeg_write_scanlines(&jpeg, rows, 1);
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    Str copy = str_copy(&f->sheet.arena, (Str){(char *)bytes, n});
    free(bytes);
    return copy;
}

static void add_picture(Fixture *f, int i, Picture picture)
{
    f->pictures[i] = picture;
    sheet_add(&f->sheet, (PaintOp){.kind = PAINT_PICTURE,
                                   .story = -1,
                                   .box = {MM(10), MM(60), MM(30), MM(30)},
                                   .as.picture = {.path = "x.jpg", .keyline = PT(1) / 4}});
}

static void pictures_are_filed_as_they_are(void **state)
{
    Fixture *f = *state;

    add_picture(f, 0, (Picture){PICTURE_CMYK, 16, 16, make_jpeg(f, JCS_CMYK, 4), false, S("a")});
    add_picture(f, 1,
                (Picture){PICTURE_GRAY, 16, 16, make_jpeg(f, JCS_GRAYSCALE, 1), false, S("b")});
    assert_true(write_pdf(f));
    assert_output(f,
                  "pdfimages -list " OUT " | awk 'NR>2 {print $3, $4, $5, $6, $7, $8, $9 \";\"}'",
                  "image1616cmyk48jpeg;image1616gray18jpeg;");
    assert_output(f, OBJECTS("map(select(.[\"/Subtype\"]==\"/Image\")) | map(.[\"/Decode\"])"),
                  "[null,null]");
}

static void picture_used_twice_is_filed_once(void **state)
{
    Fixture *f = *state;
    Picture picture = {PICTURE_CMYK, 16, 16, make_jpeg(f, JCS_CMYK, 4), false, S("a")};

    add_picture(f, 0, picture);
    add_picture(f, 1, picture);
    assert_true(write_pdf(f));
    assert_output(f, OBJECTS("map(select(.[\"/Subtype\"]==\"/Image\")) | length"), "1");
}

static void full_disk_leaves_the_old_file_whole(void **state)
{
    Fixture *f = *state;

    if (symlink("/dev/full", TMP) != 0)
        skip();
    assert_true(file_write(&f->sheet.arena, f->sheet.diags, BINARY_DIR "/old.pdf", S("old")));
    assert_int_equal(rename(BINARY_DIR "/old.pdf", OUT), 0);
    paint_all(f);
    assert_false(write_pdf(f));
    assert_true(diags_has(f->sheet.diags, C_CANNOT_WRITE));
    assert_true(str_eq(read_out(f), S("old")));
    assert_int_not_equal(access(TMP, F_OK), 0);
}

static void missing_folder_is_reported(void **state)
{
    Fixture *f = *state;

    paint_all(f);
    f->options.path = BINARY_DIR "/no such folder/x.pdf";
    assert_false(write_pdf(f));
    assert_true(diags_has(f->sheet.diags, C_CANNOT_WRITE));
}

static void empty_page_is_a_page(void **state)
{
    Fixture *f = *state;

    assert_true(write_pdf(f));
    assert_int_equal(system("qpdf --check " OUT " >/dev/null"), 0);
}

int main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(qpdf_finds_no_fault),
        CASE(text_comes_back_in_the_order_of_painting),
        CASE(column_of_text_comes_back_as_one_line),
        CASE(two_texts_of_one_glyph_both_come_back),
        CASE(every_font_is_embedded_subset_and_readable),
        CASE(face_used_upright_and_across_is_embedded_once),
        CASE(boxes_are_exact_and_nested),
        CASE(file_calls_itself_pdf_x_1a),
        CASE(output_intent_names_the_profile),
        CASE(metadata_agree),
        CASE(draft_says_so_in_its_title),
        CASE(bookmarks_name_page_and_headline),
        CASE(number_of_threads_changes_no_byte),
        CASE(another_text_gives_another_id),
        CASE(pictures_are_filed_as_they_are),
        CASE(picture_used_twice_is_filed_once),
        CASE(full_disk_leaves_the_old_file_whole),
        CASE(missing_folder_is_reported),
        CASE(empty_page_is_a_page),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
