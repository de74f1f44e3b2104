/* Headers of TIFF, WebP and HEIF files, and EXIF in PNG, made by hand. */
#include "content_test.h"

#include "content/picture.h"

static bool probe(Str bytes, PictureInfo *info)
{
    const char *dir = temp_folder();

    put(dir, "p", bytes);
    bool good = picture_probe(diags, path_in(&arena, dir, S("p")), S("图/p"), NOWHERE, info);
    remove_folder(dir);
    return good;
}

static void put_number(Buf *out, uint64_t value, int bytes, bool little)
{
    for (int i = 0; i < bytes; i++)
        buf_byte(out, (char)(value >> 8 * (little ? i : bytes - 1 - i)));
}

typedef struct {
    int tag, type;
    uint64_t value;
} Entry;

typedef struct {
    bool little, big;
} TiffStyle;

static void put_tiff_head(Buf *out, TiffStyle style)
{
    buf_add(out, style.little ? S("II") : S("MM"));
    put_number(out, style.big ? 43 : 42, 2, style.little);
    if (style.big)
        put_number(out, 8, 2, style.little);
    if (style.big)
        put_number(out, 0, 2, style.little);
    put_number(out, style.big ? 16 : 8, style.big ? 8 : 4, style.little);
}

/* A value stands at the left edge of its field, whatever the byte order. */
static void put_entry(Buf *out, TiffStyle style, Entry entry)
{
    int field = style.big ? 8 : 4;
    int width = entry.type == 3 ? 2 : entry.type == 16 ? 8 : 4;

    put_number(out, (uint64_t)entry.tag, 2, style.little);
    put_number(out, (uint64_t)entry.type, 2, style.little);
    put_number(out, 1, field, style.little);
    put_number(out, entry.value, width, style.little);
    put_number(out, 0, field - width, style.little);
}

/* next: 0 ends the chain, 1 goes on right behind, else the place itself. */
static void put_directory(Buf *out, TiffStyle style, const Entry *entries, int count, uint64_t next)
{
    int field = style.big ? 8 : 4;

    put_number(out, (uint64_t)count, style.big ? 8 : 2, style.little);
    for (int i = 0; i < count; i++)
        put_entry(out, style, entries[i]);
    put_number(out, next == 1 ? out->n + (size_t)field : next, field, style.little);
}

static Str tiff(TiffStyle style, const Entry *entries, int count)
{
    Buf out = buf_new(&arena);

    put_tiff_head(&out, style);
    put_directory(&out, style, entries, count, 0);
    return buf_str(&out);
}

static const Entry SIZE[] = {{256, 3, 684}, {257, 4, 456}};

static void tiff_size_is_read_in_both_byte_orders_and_sizes(void **state)
{
    (void)state;
    for (int i = 0; i < 4; i++) {
        PictureInfo info;
        assert_true(probe(tiff((TiffStyle){i & 1, i & 2}, SIZE, 2), &info));
        assert_int_equal(info.kind, PICTURE_TIFF);
        assert_int_equal(info.width, 684);
        assert_int_equal(info.height, 456);
        assert_int_equal(info.orientation, 1);
        assert_false(info.has_more);
    }
}

static void every_orientation_of_a_tiff_is_read(void **state)
{
    (void)state;
    for (int i = 0; i <= 9; i++) {
        const Entry entries[] = {SIZE[0], SIZE[1], {274, 3, (uint64_t)i}};
        PictureInfo info;
        assert_true(probe(tiff((TiffStyle){i & 1, false}, entries, 3), &info));
        assert_int_equal(info.orientation, i >= 1 && i <= 8 ? i : 1);
        assert_int_equal(info.width, i >= 5 && i <= 8 ? 456 : 684);
    }
}

static Str two_pages(uint64_t second_subfile, uint64_t next)
{
    const Entry second[] = {{254, 4, second_subfile}, SIZE[0], SIZE[1]};
    Buf out = buf_new(&arena);

    put_tiff_head(&out, (TiffStyle){true, false});
    put_directory(&out, (TiffStyle){true, false}, SIZE, 2, 1);
    put_directory(&out, (TiffStyle){true, false}, second, 3, next);
    return buf_str(&out);
}

static void further_pages_are_a_note(void **state)
{
    (void)state;
    PictureInfo info;

    assert_true(probe(two_pages(2, 0), &info));
    assert_true(info.has_more);
    assert_int_equal(findings_of(C_PICTURE_PAGES), 1);
    assert_int_equal(diags_count(diags, DIAG_WARNING), 0);
}

static void a_small_copy_behind_the_picture_is_no_page(void **state)
{
    (void)state;
    PictureInfo info;

    assert_true(probe(two_pages(1, 0), &info));
    assert_false(info.has_more);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void a_chain_of_directories_that_bites_its_tail_ends(void **state)
{
    (void)state;
    PictureInfo info;

    assert_true(probe(two_pages(1, 8 + 2 + 24 + 4), &info));
    assert_false(info.has_more);
}

static void raw_files_of_cameras_are_named(void **state)
{
    (void)state;
    const Entry dng[] = {SIZE[0], SIZE[1], {50706, 4, 1}}, nef[] = {{254, 4, 1}, SIZE[0], SIZE[1]},
                sensor[] = {SIZE[0], SIZE[1], {262, 3, 32803}};
    const Entry *const files[] = {dng, nef, sensor};
    PictureInfo info;

    for (int i = 0; i < 3; i++)
        assert_false(probe(tiff((TiffStyle){true, false}, files[i], 3), &info));
    assert_int_equal(findings_of(C_PICTURE_KIND), 1); /* three times the same words */
    assert_non_null(strstr(str_z(&arena, finding(C_PICTURE_KIND).message), "RAW"));
}

static void a_tiff_without_a_size_is_broken(void **state)
{
    (void)state;
    const Entry flat[] = {{256, 3, 0}, {257, 3, 5}}, vast[] = {{256, 4, 0xFFFFFFFF}, {257, 3, 5}};
    PictureInfo info;

    assert_false(probe(tiff((TiffStyle){true, false}, SIZE, 1), &info));
    assert_false(probe(tiff((TiffStyle){true, false}, flat, 2), &info));
    assert_false(probe(tiff((TiffStyle){true, false}, vast, 2), &info));
    assert_true(diags_has(diags, C_PICTURE_BROKEN));
}

static void put_chunk(Buf *out, const char *name, Str body)
{
    buf_add(out, (Str){name, 4});
    put_number(out, body.n, 4, true);
    buf_add(out, body);
    if (body.n & 1)
        buf_byte(out, 0);
}

static Str riff(Str chunks)
{
    Buf out = buf_new(&arena);

    buf_add(&out, S("RIFF"));
    put_number(&out, chunks.n + 4, 4, true);
    buf_add(&out, S("WEBP"));
    buf_add(&out, chunks);
    return buf_str(&out);
}

static Str webp_lossy(int width, int height)
{
    Buf body = buf_new(&arena), out = buf_new(&arena);

    buf_add(&body, (Str){"\x50\0\0\x9D\x01\x2A", 6});
    put_number(&body, (uint64_t)width, 2, true);
    put_number(&body, (uint64_t)height, 2, true);
    put_chunk(&out, "VP8 ", buf_str(&body));
    return riff(buf_str(&out));
}

static Str webp_lossless(int width, int height)
{
    Buf body = buf_new(&arena), out = buf_new(&arena);

    buf_byte(&body, 0x2F);
    put_number(&body, (uint64_t)(width - 1) | (uint64_t)(height - 1) << 14, 4, true);
    put_chunk(&out, "VP8L", buf_str(&body));
    return riff(buf_str(&out));
}

static Str webp_extended(int width, int height, int flags, Str exif)
{
    Buf body = buf_new(&arena), out = buf_new(&arena);

    put_number(&body, (uint64_t)flags, 4, true);
    put_number(&body, (uint64_t)width - 1, 3, true);
    put_number(&body, (uint64_t)height - 1, 3, true);
    put_chunk(&out, "VP8X", buf_str(&body));
    put_chunk(&out, "ICCP", S("odd"));
    if (exif.n)
        put_chunk(&out, "EXIF", exif);
    return riff(buf_str(&out));
}

static void webp_size_is_read_of_all_three_forms(void **state)
{
    (void)state;
    const Str files[] = {webp_lossy(684, 456), webp_lossless(684, 456),
                         webp_extended(684, 456, 0, (Str){0})};

    for (int i = 0; i < 3; i++) {
        PictureInfo info;
        assert_true(probe(files[i], &info));
        assert_int_equal(info.kind, PICTURE_WEBP);
        assert_int_equal(info.width, 684);
        assert_int_equal(info.height, 456);
        assert_false(info.has_more);
    }
}

static Str exif(int orientation)
{
    const Entry entries[] = {{271, 3, 7}, {274, 3, (uint64_t)orientation}};

    return tiff((TiffStyle){orientation & 1, false}, entries, 2);
}

static void orientation_of_a_webp_is_read_with_and_without_the_jpeg_mark(void **state)
{
    (void)state;
    for (int i = 1; i <= 8; i++) {
        const Str plain = exif(i), marked = str_join(&arena, (Str){"Exif\0\0", 6}, exif(i));
        PictureInfo info;
        assert_true(probe(webp_extended(30, 20, 0x08, i & 2 ? plain : marked), &info));
        assert_int_equal(info.orientation, i);
        assert_int_equal(info.width, i >= 5 ? 20 : 30);
    }
}

static void a_webp_that_moves_is_a_note(void **state)
{
    (void)state;
    PictureInfo info;

    assert_true(probe(webp_extended(30, 20, 0x02, (Str){0}), &info));
    assert_true(info.has_more);
    assert_int_equal(findings_of(C_PICTURE_PAGES), 1);
}

static void orientation_of_a_png_is_read_before_and_behind_the_pixels(void **state)
{
    (void)state;
    const unsigned char head[] =
        "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x1E\0\0\0\x14\x08\2\0\0\0....";

    for (int i = 1; i <= 8; i++) {
        Buf out = buf_new(&arena);
        PictureInfo info;
        buf_add(&out, (Str){(const char *)head, 33});
        if (i & 1)
            buf_add(&out, S("\0\0\0\3IDATabcsums"));
        put_number(&out, exif(i).n, 4, false);
        buf_add(&out, S("eXIf"));
        buf_add(&out, exif(i));
        buf_add(&out, S("sums\0\0\0\0IENDsums"));
        assert_true(probe(buf_str(&out), &info));
        assert_int_equal(info.orientation, i);
        assert_int_equal(info.width, i >= 5 ? 20 : 30);
    }
}

static Str box(const char *name, Str body)
{
    Buf out = buf_new(&arena);

    put_number(&out, body.n + 8, 4, false);
    buf_add(&out, (Str){name, 4});
    buf_add(&out, body);
    return buf_str(&out);
}

static Str numbers32(const uint32_t *numbers, int count)
{
    Buf out = buf_new(&arena);

    for (int i = 0; i < count; i++)
        put_number(&out, numbers[i], 4, false);
    return buf_str(&out);
}

static Str join3(Str a, Str b, Str c)
{
    return str_join(&arena, str_join(&arena, a, b), c);
}

/* Item 7 is the primary one; before it stands a thumbnail of its own size. `own` are its
 * properties: the second and those after it in the list. */
static Str heif(const char *brand, Str own, int own_count)
{
    const uint32_t small[] = {0, 160, 120};
    Buf links = buf_new(&arena);

    put_number(&links, 0, 4, false);
    put_number(&links, 2, 4, false);
    buf_add(&links, S("\0\3\1\1"));
    put_number(&links, 7, 2, false);
    buf_byte(&links, (char)own_count);
    for (int i = 0; i < own_count; i++)
        buf_byte(&links, (char)((2 + i) | 0x80));
    Str list = box("ipco", str_join(&arena, box("ispe", numbers32(small, 3)), own));
    Str props = box("iprp", str_join(&arena, list, box("ipma", buf_str(&links))));
    Str primary = box("pitm", S("\0\0\0\0\0\7"));
    Str type = str_join(&arena, (Str){brand, 4}, S("\0\0\0\0mif1"));
    return join3(box("ftyp", type), box("free", S("xx")),
                 box("meta", join3(S("\0\0\0\0"), primary, props)));
}

static Str size_property(uint32_t width, uint32_t height)
{
    const uint32_t size[] = {0, width, height};

    return box("ispe", numbers32(size, 3));
}

static void size_of_the_primary_picture_of_heic_and_avif_is_read(void **state)
{
    (void)state;
    const char *const brands[] = {"heic", "avif", "mif1", "abcd"};

    for (int i = 0; i < 4; i++) {
        PictureInfo info;
        assert_true(probe(heif(brands[i], size_property(4032, 3024), 1), &info));
        assert_int_equal(info.kind, PICTURE_HEIF);
        assert_int_equal(info.width, 4032);
        assert_int_equal(info.height, 3024);
        assert_int_equal(info.orientation, 1);
    }
}

static void a_turned_heic_is_measured_upright(void **state)
{
    (void)state;
    for (int quarters = 0; quarters < 4; quarters++) {
        const char turn[] = {(char)quarters};
        Str own = str_join(&arena, size_property(4032, 3024), box("irot", (Str){turn, 1}));
        PictureInfo info;
        assert_true(probe(heif("heic", own, 2), &info));
        assert_int_equal(info.width, quarters & 1 ? 3024 : 4032);
        assert_int_equal(info.height, quarters & 1 ? 4032 : 3024);
    }
}

static void a_cropped_heic_has_the_size_of_its_crop(void **state)
{
    (void)state;
    const uint32_t crop[] = {2001, 2, 500, 1, 0, 1, 0, 1};
    Str own =
        join3(size_property(4032, 3024), box("clap", numbers32(crop, 8)), box("irot", S("\1")));
    PictureInfo info;

    assert_true(probe(heif("heic", own, 3), &info));
    assert_int_equal(info.width, 500);
    assert_int_equal(info.height, 1001);
}

static void a_heif_movie_is_named(void **state)
{
    (void)state;
    PictureInfo info;

    assert_false(
        probe(str_join(&arena, box("ftyp", S("msf1\0\0\0\0hevc")), box("moov", S(""))), &info));
    assert_int_equal(findings_of(C_PICTURE_KIND), 1);
}

static Str sample(int i)
{
    const Entry turned[] = {SIZE[0], SIZE[1], {274, 3, 6}};
    const uint32_t crop[] = {100, 1, 50, 1, 0, 1, 0, 1};

    switch (i) {
    case 0:
        return tiff((TiffStyle){true, false}, turned, 3);
    case 1:
        return tiff((TiffStyle){false, true}, turned, 3);
    case 2:
        return two_pages(0, 0);
    case 3:
        return webp_lossless(684, 456);
    case 4:
        return webp_extended(30, 20, 0x0A, exif(6));
    default:
        return heif(
            "heic",
            join3(size_property(4032, 3024), box("clap", numbers32(crop, 8)), box("irot", S("\1"))),
            3);
    }
}

static void every_cut_of_a_header_is_one_finding(void **state)
{
    (void)state;
    for (int i = 0; i < 6; i++) {
        Str whole = sample(i);
        for (size_t n = 0; n + 1 < whole.n; n++) {
            PictureInfo info;
            diags_close(diags);
            diags = diags_new(&arena);
            if (!probe((Str){whole.p, n}, &info))
                assert_int_equal(diags_count(diags, DIAG_ERROR), 1);
        }
    }
}

static void any_byte_changed_does_no_harm(void **state)
{
    (void)state;
    static const unsigned char masks[] = {0xFF, 0x01, 0x80};

    for (int i = 0; i < 6; i++) {
        Str whole = sample(i);
        for (size_t at = 0; at < whole.n * 3; at++) {
            PictureInfo info;
            char *copy = (char *)(uintptr_t)str_z(&arena, whole);
            copy[at / 3] = (char)(copy[at / 3] ^ masks[at % 3]);
            if (probe((Str){copy, whole.n}, &info))
                assert_true(info.width > 0 && info.height > 0);
        }
    }
}

static void lying_sizes_of_boxes_and_lists_end(void **state)
{
    (void)state;
    const uint32_t many[] = {0, 0xFFFFFFFF}, vast[] = {0, 0xFFFFFFFF, 0xFFFFFFFF};
    Str list = box("iprp", join3(box("ipco", box("ispe", numbers32(vast, 3))), (Str){0},
                                 box("ipma", numbers32(many, 2))));
    Str meta = join3(S("\0\0\0\0"), box("pitm", S("\0\0\0\0\0\7")), list);
    Str type = box("ftyp", S("heic\0\0\0\0"));
    const Str files[] = {str_join(&arena, type, box("meta", meta)),
                         str_join(&arena, type, S("\0\0\0\1meta\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF")),
                         str_join(&arena, type, S("\0\0\0\0meta")),
                         str_join(&arena, type, S("\0\0\0\7meta")),
                         heif("heic", box("ispe", numbers32(vast, 3)), 1)};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        PictureInfo info;
        assert_false(probe(files[i], &info));
    }
}

static void the_limit_of_megapixels_holds_for_all_kinds(void **state)
{
    (void)state;
    const Entry vast[] = {{256, 4, 25001}, {257, 4, 10000}};
    const Str files[] = {tiff((TiffStyle){true, false}, vast, 2), webp_lossless(16383, 16383),
                         heif("avif", size_property(25001, 10000), 1)};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        PictureInfo info;
        diags_close(diags);
        diags = diags_new(&arena);
        assert_false(probe(files[i], &info));
        assert_int_equal(findings_of(C_PICTURE_TOO_LARGE), 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tiff_size_is_read_in_both_byte_orders_and_sizes),
        TEST(every_orientation_of_a_tiff_is_read),
        TEST(further_pages_are_a_note),
        TEST(a_small_copy_behind_the_picture_is_no_page),
        TEST(a_chain_of_directories_that_bites_its_tail_ends),
        TEST(raw_files_of_cameras_are_named),
        TEST(a_tiff_without_a_size_is_broken),
        TEST(webp_size_is_read_of_all_three_forms),
        TEST(orientation_of_a_webp_is_read_with_and_without_the_jpeg_mark),
        TEST(a_webp_that_moves_is_a_note),
        TEST(orientation_of_a_png_is_read_before_and_behind_the_pixels),
        TEST(size_of_the_primary_picture_of_heic_and_avif_is_read),
        TEST(a_turned_heic_is_measured_upright),
        TEST(a_cropped_heic_has_the_size_of_its_crop),
        TEST(a_heif_movie_is_named),
        TEST(every_cut_of_a_header_is_one_finding),
        TEST(any_byte_changed_does_no_harm),
        TEST(lying_sizes_of_boxes_and_lists_end),
        TEST(the_limit_of_megapixels_holds_for_all_kinds),
    };
    return RUN(tests);
}
