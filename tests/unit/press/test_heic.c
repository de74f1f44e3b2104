/* HEIC and AVIF through the helper program. The pictures are made by the library that reads them,
 * which needs its encoders: without them, or without the library, there is nothing to test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "kinds_fixture.h"

#if __has_include(<libheif/heif.h>)

#include <libheif/heif.h>

#include "content/picture.h"

/* The encoder that makes the pictures forgets some memory of its own; only the slow way of looking
 * at the stack can tell that it was the encoder. */
const char *__asan_default_options(void);
const char *__lsan_default_suppressions(void);

const char *__asan_default_options(void)
{
    return "fast_unwind_on_malloc=0";
}

const char *__lsan_default_suppressions(void)
{
    return "leak:x265";
}

static Arena arena;
static const char *folder;

enum { W = 160, H = 96 };

static const unsigned char RED[] = {220, 30, 30}, GREEN[] = {30, 200, 40}, BLUE[] = {30, 40, 210},
                           YELLOW[] = {230, 220, 40}, WHITE[] = {255, 255, 255};

typedef struct {
    int orientation;
    bool avif, alpha, thumbnail;
    int primaries, transfer; /* 0: not said */
    Str icc;
} HeifForm;

static struct heif_error take_file(struct heif_context *context, const void *bytes, size_t n,
                                   void *out)
{
    (void)context;
    *(Str *)out = str_copy(&arena, (Str){bytes, n});
    return (struct heif_error){heif_error_Ok, heif_suberror_Unspecified, ""};
}

static struct heif_image *heif_pixels(const Raster *raster, HeifForm form)
{
    struct heif_image *image;
    size_t pixel = form.alpha ? 4 : 3;
    int stride;

    heif_image_create(raster->width, raster->height, heif_colorspace_RGB,
                      form.alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
                      &image);
    heif_image_add_plane(image, heif_channel_interleaved, raster->width, raster->height, 8);
    uint8_t *plane = heif_image_get_plane(image, heif_channel_interleaved, &stride);
    for (int y = 0; y < raster->height; y++)
        for (int x = 0; x < raster->width; x++) {
            uint8_t *p = plane + (size_t)y * (size_t)stride + (size_t)x * pixel;
            memcpy(p, fixture_pixel(raster, x, y), 3);
            if (form.alpha)
                p[3] = x < raster->width / 2 ? 255 : 0;
        }
    return image;
}

static Str heif_of(const Raster *raster, HeifForm form)
{
    struct heif_context *context = heif_context_alloc();
    struct heif_encoder *encoder = NULL;
    struct heif_encoding_options *options = heif_encoding_options_alloc();
    struct heif_color_profile_nclx *coded = heif_nclx_color_profile_alloc();
    struct heif_image *image = heif_pixels(raster, form);
    struct heif_image_handle *handle = NULL;
    struct heif_writer writer = {1, take_file};
    Str out = {0};

    heif_context_get_encoder_for_format(
        context, form.avif ? heif_compression_AV1 : heif_compression_HEVC, &encoder);
    heif_encoder_set_lossy_quality(encoder, 90);
    options->image_orientation = (enum heif_orientation)(form.orientation ? form.orientation : 1);
    if (form.primaries) {
        heif_nclx_color_profile_set_color_primaries(coded, (uint16_t)form.primaries);
        heif_nclx_color_profile_set_transfer_characteristics(coded, (uint16_t)form.transfer);
        options->output_nclx_profile = coded;
        options->macOS_compatibility_workaround_no_nclx_profile = 0;
        heif_image_set_nclx_color_profile(image, coded);
    }
    if (form.icc.n)
        heif_image_set_raw_color_profile(image, "prof", form.icc.p, form.icc.n);
    struct heif_error error = heif_context_encode_image(context, image, encoder, options, &handle);
    if (form.thumbnail)
        heif_context_encode_thumbnail(context, image, handle, encoder, options, 64, NULL);
    if (error.code == heif_error_Ok)
        heif_context_write(context, &writer, &out);
    heif_image_handle_release(handle);
    heif_image_release(image);
    heif_nclx_color_profile_free(coded);
    heif_encoding_options_free(options);
    heif_encoder_release(encoder);
    heif_context_free(context);
    assert_true(out.n > 0);
    return out;
}

static Raster corners(void)
{
    Raster raster = fixture_even(&arena, RASTER_RGB, W, H, RED);

    fixture_fill(&raster, (Rect){W / 2, 0, W / 2, H / 2}, GREEN);
    fixture_fill(&raster, (Rect){0, H / 2, W / 2, H / 2}, BLUE);
    fixture_fill(&raster, (Rect){W / 2, H / 2, W / 2, H / 2}, YELLOW);
    return raster;
}

static PictureInfo probe(Str bytes)
{
    Diags *diags = diags_new(&arena);
    PictureInfo info = {0};

    picture_probe(diags, fixture_save(&arena, folder, "p.heic", bytes), S("p"), NOWHERE, &info);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
    diags_close(diags);
    assert_int_equal(info.kind, PICTURE_HEIF);
    return info;
}

static Decoded decode(Str bytes)
{
    PictureInfo info = probe(bytes);
    Extract extract = fixture_whole(info.width, info.height);
    Decoded out;

    extract.orientation = info.orientation;
    assert_int_equal(picture_decode(&arena, DECODERS, bytes, &extract, &out), DECODE_GOOD);
    return out;
}

static void assert_colour(const Raster *raster, int x, int y, const unsigned char *wanted)
{
    assert_true(fixture_distance(fixture_pixel(raster, x, y), wanted, 3) <= 14);
}

static void assert_corners(const Raster *raster)
{
    assert_int_equal(raster->width, W);
    assert_int_equal(raster->height, H);
    assert_colour(raster, 20, 12, RED);
    assert_colour(raster, W - 20, 12, GREEN);
    assert_colour(raster, 20, H - 12, BLUE);
    assert_colour(raster, W - 20, H - 12, YELLOW);
}

static void every_orientation_comes_out_upright(void **state)
{
    (void)state;
    Raster upright = corners();

    for (int orientation = 1; orientation <= 8; orientation++) {
        Raster stored = fixture_stored(&arena, &upright, orientation);
        Str bytes = heif_of(&stored, (HeifForm){.orientation = orientation});
        assert_int_equal(probe(bytes).orientation, 1); /* the decoder turns it */
        Decoded out = decode(bytes);
        assert_corners(&out.raster);
    }
}

static void the_primary_picture_is_printed_and_not_its_thumbnail(void **state)
{
    (void)state;
    Raster upright = corners();
    Decoded out = decode(heif_of(&upright, (HeifForm){.thumbnail = true}));

    assert_corners(&out.raster);
}

static void avif_is_read_as_well(void **state)
{
    (void)state;
    struct heif_encoder *encoder = NULL;
    Raster upright = corners();

    heif_context_get_encoder_for_format(NULL, heif_compression_AV1, &encoder);
    if (!encoder || !heif_have_decoder_for_format(heif_compression_AV1))
        skip();
    heif_encoder_release(encoder);
    Decoded out = decode(heif_of(&upright, (HeifForm){.avif = true}));
    assert_corners(&out.raster);
}

static void transparency_shows_white_paper(void **state)
{
    (void)state;
    Raster red = fixture_even(&arena, RASTER_RGB, W, H, RED);
    Decoded out = decode(heif_of(&red, (HeifForm){.alpha = true}));

    assert_colour(&out.raster, 20, 20, RED);
    assert_colour(&out.raster, W - 20, 20, WHITE);
}

static void the_profile_inside_is_handed_on(void **state)
{
    (void)state;
    Raster red = fixture_even(&arena, RASTER_RGB, W, H, RED);
    Decoded out = decode(heif_of(&red, (HeifForm){.icc = S("a profile's bytes")}));

    assert_true(str_eq(out.icc, S("a profile's bytes")));
}

static void named_primaries_are_handed_on(void **state)
{
    (void)state;
    Raster red = fixture_even(&arena, RASTER_RGB, W, H, RED);
    Decoded p3 = decode(heif_of(&red, (HeifForm){.primaries = 12, .transfer = 13}));
    Decoded srgb = decode(heif_of(&red, (HeifForm){.primaries = 1, .transfer = 13}));

    assert_int_equal(p3.space.rgb[0], 68000);
    assert_int_equal(p3.space.gamma, 0);
    assert_int_equal(srgb.space.white[0], 0);
    assert_int_equal(p3.icc.n, 0);
}

static void light_beyond_white_is_refused_by_name(void **state)
{
    (void)state;
    Raster red = fixture_even(&arena, RASTER_RGB, W, H, RED);
    Str bytes = heif_of(&red, (HeifForm){.primaries = 9, .transfer = 16});
    Extract extract = fixture_whole(W, H);
    Decoded out;

    assert_int_equal(picture_decode(&arena, DECODERS, bytes, &extract, &out), DECODE_KIND);
    assert_true(str_eq(out.what, S("HEIC / AVIF (HDR)")));
}

static void a_picture_of_another_size_was_changed(void **state)
{
    (void)state;
    Raster red = fixture_even(&arena, RASTER_RGB, W, H, RED);
    Extract extract = fixture_whole(H, W);
    Decoded out;

    assert_int_equal(picture_decode(&arena, DECODERS, heif_of(&red, (HeifForm){0}), &extract, &out),
                     DECODE_CHANGED);
}

static void a_heic_cut_or_damaged_never_harms(void **state)
{
    (void)state;
    Raster upright = corners();
    Str whole = heif_of(&upright, (HeifForm){.icc = S("profile")});
    OuterDecoder inside = {DECODERS_INSIDE "/heic.so", 0};

    for (size_t n = 0; n < whole.n; n += 1 + n / 13) {
        Extract extract = fixture_whole(W, H);
        Decoded out = {0};
        assert_int_not_equal(outer_decode(&arena, inside, (Str){whole.p, n}, &extract, &out),
                             DECODE_GOOD);
    }
    for (size_t bit = 0; bit < whole.n * 8; bit += 37) {
        char *bytes = (char *)str_z(&arena, whole);
        Extract extract = {W, H, {3, 5, 20, 10}, 20, 10, 1};
        Decoded out = {0};
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        outer_decode(&arena, inside, (Str){bytes, whole.n}, &extract, &out);
    }
}

static int begin(void **state)
{
    (void)state;
    folder = fixture_folder(&arena);
    return 0;
}

static int forget(void **state)
{
    (void)state;
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_orientation_comes_out_upright),
        TEST(the_primary_picture_is_printed_and_not_its_thumbnail),
        TEST(avif_is_read_as_well),
        TEST(transparency_shows_white_paper),
        TEST(the_profile_inside_is_handed_on),
        TEST(named_primaries_are_handed_on),
        TEST(light_beyond_white_is_refused_by_name),
        TEST(a_picture_of_another_size_was_changed),
        TEST(a_heic_cut_or_damaged_never_harms),
    };

    if (!heif_have_encoder_for_format(heif_compression_HEVC))
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
    return 77;
}

#endif
