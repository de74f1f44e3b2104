#include "content_test.h"

#include "content/picture.h"

static bool probe(Str bytes, PictureInfo *info)
{
    const char *dir = temp_folder();

    put(dir, "p", bytes);
    bool good = picture_probe(diags, path_in(&arena, dir, S("p")), S("图/p.jpg"), NOWHERE, info);
    remove_folder(dir);
    return good;
}

static Str png_header(uint32_t width, uint32_t height)
{
    unsigned char bytes[33] = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR";

    for (int i = 0; i < 4; i++) {
        bytes[16 + i] = (unsigned char)(width >> (24 - 8 * i));
        bytes[20 + i] = (unsigned char)(height >> (24 - 8 * i));
    }
    bytes[24] = 8;
    bytes[25] = 2;
    return str_copy(&arena, (Str){(const char *)bytes, sizeof bytes});
}

static void jpeg_size_is_read(void **state)
{
    (void)state;
    PictureInfo info;
    assert_true(probe(jpeg_header(684, 456, 1), &info));
    assert_int_equal(info.width, 684);
    assert_int_equal(info.height, 456);
}

static void turned_photo_is_measured_upright(void **state)
{
    (void)state;
    PictureInfo info;
    assert_true(probe(jpeg_header(684, 456, 6), &info));
    assert_int_equal(info.width, 456);
    assert_int_equal(info.height, 684);
    assert_int_equal(info.orientation, 6);
}

static void senseless_orientation_counts_as_upright(void **state)
{
    (void)state;
    PictureInfo info;
    assert_true(probe(jpeg_header(684, 456, 77), &info));
    assert_int_equal(info.orientation, 1);
}

static void png_size_is_read(void **state)
{
    (void)state;
    PictureInfo info;
    assert_true(probe(png_header(1200, 800), &info));
    assert_int_equal(info.kind, PICTURE_PNG);
    assert_int_equal(info.width, 1200);
}

static void every_cut_of_a_jpeg_header_is_refused(void **state)
{
    (void)state;
    Str whole = jpeg_header(684, 456, 1);
    PictureInfo info;
    for (size_t n = 0; n + 5 < whole.n; n++)
        assert_false(probe((Str){whole.p, n}, &info));
}

static void every_cut_of_a_png_header_is_refused(void **state)
{
    (void)state;
    Str whole = png_header(12, 8);
    PictureInfo info;
    for (size_t n = 0; n < whole.n; n++)
        assert_false(probe((Str){whole.p, n}, &info));
    assert_true(diags_has(diags, C_PICTURE_BROKEN));
}

static void any_byte_changed_does_no_harm(void **state)
{
    (void)state;
    Str whole = jpeg_header(684, 456, 6);
    PictureInfo info;
    for (size_t i = 0; i < whole.n; i++) {
        char *copy = (char *)(uintptr_t)str_z(&arena, whole);
        copy[i] = (char)(copy[i] ^ 0xFF);
        probe((Str){copy, whole.n}, &info);
    }
}

static void other_kinds_are_named(void **state)
{
    (void)state;
    static const struct {
        Str head;
        const char *name;
    } kinds[] = {
        {{"II*\0\20\0\0\0CR\2\0", 12}, "RAW"},
        {{"\0\0\0\x14"
          "ftypqt  \0\0\0\0qt  ",
          20},
         "MP4 / MOV"},
        {{"GIF89a", 6}, "GIF"},
        {{"%PDF-1.7", 8}, "PDF"},
        {{"<?xml?><svg>", 12}, "SVG"},
        {{"8BPS\0\1", 6}, "Photoshop"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        PictureInfo info;
        diags_close(diags);
        diags = diags_new(&arena);
        assert_false(probe(kinds[i].head, &info));
        assert_non_null(strstr(str_z(&arena, finding(C_PICTURE_KIND).message), kinds[i].name));
    }
}

static void picture_of_too_many_pixels_is_refused(void **state)
{
    (void)state;
    PictureInfo info;
    assert_true(probe(png_header(25000, 10000), &info));
    assert_false(probe(png_header(25001, 10000), &info));
    assert_int_equal(findings_of(C_PICTURE_TOO_LARGE), 1);
    assert_false(probe(png_header(0x7FFFFFFF, 0x7FFFFFFF), &info));
}

static void file_of_more_than_256_mb_is_refused(void **state)
{
    (void)state;
    PictureInfo info;
    const char *dir = temp_folder();
    const char *path = path_in(&arena, dir, S("p"));
    put(dir, "p", jpeg_header(10, 10, 1));
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 257L * 1024 * 1024, SEEK_SET), 0);
    fputc(0, file);
    fclose(file);
    assert_false(picture_probe(diags, path, S("p"), NOWHERE, &info));
    assert_true(diags_has(diags, C_FILE_TOO_LARGE));
    remove_folder(dir);
}

static void folder_in_place_of_a_picture_is_refused(void **state)
{
    (void)state;
    PictureInfo info;
    assert_false(picture_probe(diags, "/tmp", S("图"), NOWHERE, &info));
    assert_true(diags_has(diags, C_FILE_UNREADABLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(jpeg_size_is_read),
        TEST(turned_photo_is_measured_upright),
        TEST(senseless_orientation_counts_as_upright),
        TEST(png_size_is_read),
        TEST(every_cut_of_a_jpeg_header_is_refused),
        TEST(every_cut_of_a_png_header_is_refused),
        TEST(any_byte_changed_does_no_harm),
        TEST(other_kinds_are_named),
        TEST(picture_of_too_many_pixels_is_refused),
        TEST(file_of_more_than_256_mb_is_refused),
        TEST(folder_in_place_of_a_picture_is_refused),
    };
    return RUN(tests);
}
