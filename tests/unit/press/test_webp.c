#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include "kinds_fixture.h"

static Arena arena;

enum { W = 61, H = 43 };

static Str taken(WebPData data)
{
    Str bytes = str_copy(&arena, (Str){(const char *)data.bytes, data.size});

    WebPDataClear(&data);
    return bytes;
}

/* quality 0: lossless. */
static Str webp_of(const unsigned char *pixels, int w, int h, int channels, int quality)
{
    WebPData data = {0};
    uint8_t *out = NULL;
    int stride = w * channels;

    if (channels == 4)
        data.size = quality ? WebPEncodeRGBA(pixels, w, h, stride, (float)quality, &out)
                            : WebPEncodeLosslessRGBA(pixels, w, h, stride, &out);
    else
        data.size = quality ? WebPEncodeRGB(pixels, w, h, stride, (float)quality, &out)
                            : WebPEncodeLosslessRGB(pixels, w, h, stride, &out);
    data.bytes = out;
    assert_true(data.size > 0);
    return taken(data);
}

static Str webp_with(Str webp, const char *chunk, Str body)
{
    WebPData plain = {(const uint8_t *)webp.p, webp.n}, own = {(const uint8_t *)body.p, body.n};
    WebPData out = {0};
    WebPMux *mux = WebPMuxCreate(&plain, 1);

    assert_int_equal(WebPMuxSetChunk(mux, chunk, &own, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxAssemble(mux, &out), WEBP_MUX_OK);
    WebPMuxDelete(mux);
    return taken(out);
}

static Decoded decode(Str webp, Extract extract)
{
    Decoded out;

    assert_int_equal(picture_decode(&arena, DECODERS, webp, &extract, &out), DECODE_GOOD);
    assert_int_equal(out.raster.kind, RASTER_RGB);
    return out;
}

static void lossless_pictures_come_out_to_the_bit(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Decoded out = decode(webp_of(raster.pixels, W, H, 3, 0), fixture_whole(W, H));

    assert_memory_equal(out.raster.pixels, raster.pixels, W * H * 3);
}

static void the_window_may_lie_at_odd_places(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const Str files[] = {webp_of(raster.pixels, W, H, 3, 0), webp_of(raster.pixels, W, H, 3, 90)};

    for (int i = 0; i < 2; i++) {
        Decoded all = decode(files[i], fixture_whole(W, H));
        for (int x = 0; x < 40; x += 13)
            for (int y = 0; y < 30; y += 7) {
                Decoded out = decode(files[i], (Extract){W, H, {x, y, 21, 13}, 21, 13, 1});
                for (int row = 0; row < 13; row++)
                    for (int column = 0; column < 21; column++)
                        assert_true(
                            fixture_distance(fixture_pixel(&out.raster, column, row),
                                             fixture_pixel(&all.raster, x + column, y + row),
                                             3) <= (i ? 40 : 0));
            }
    }
}

static void lossy_pictures_keep_their_colours(void **state)
{
    (void)state;
    const unsigned char tone[] = {180, 70, 40};
    Raster raster = fixture_even(&arena, RASTER_RGB, W, H, tone);
    Decoded out = decode(webp_of(raster.pixels, W, H, 3, 90), fixture_whole(W, H));

    assert_true(fixture_distance(fixture_pixel(&out.raster, 30, 20), tone, 3) <= 4);
}

static void transparency_shows_white_paper(void **state)
{
    (void)state;
    const unsigned char pixels[] = {200, 0, 0, 1, 200, 0, 0, 255, 200, 0, 0, 51},
                        wanted[] = {255, 254, 254, 200, 0, 0, 244, 204, 204};
    Decoded out = decode(webp_of(pixels, 3, 1, 4, 0), fixture_whole(3, 1));

    assert_memory_equal(out.raster.pixels, wanted, 9);
}

static void lossy_pictures_may_be_transparent_too(void **state)
{
    (void)state;
    unsigned char *pixels = arena_many(&arena, unsigned char, W *H * 4);
    const unsigned char white[] = {255, 255, 255}, red[] = {200, 20, 20};

    for (int i = 0; i < W * H; i++)
        memcpy(pixels + (size_t)i * 4, i % W < W / 2 ? "\xC8\x14\x14\0" : "\xC8\x14\x14\xFF", 4);
    Decoded out = decode(webp_of(pixels, W, H, 4, 90), fixture_whole(W, H));
    assert_true(fixture_distance(fixture_pixel(&out.raster, 5, 5), white, 3) <= 2);
    assert_true(fixture_distance(fixture_pixel(&out.raster, W - 5, 5), red, 3) <= 6);
}

static void the_profile_inside_is_handed_on(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Str webp = webp_with(webp_of(raster.pixels, W, H, 3, 0), "ICCP", S("a profile's bytes"));

    assert_true(str_eq(decode(webp, fixture_whole(W, H)).icc, S("a profile's bytes")));
}

static void every_orientation_comes_out_upright(void **state)
{
    (void)state;
    Raster upright = fixture_texture(&arena, W, H);

    for (int orientation = 1; orientation <= 8; orientation++) {
        Raster stored = fixture_stored(&arena, &upright, orientation);
        Extract extract = fixture_whole(W, H);
        extract.orientation = orientation;
        Decoded out = decode(webp_of(stored.pixels, stored.width, stored.height, 3, 0), extract);
        assert_memory_equal(out.raster.pixels, upright.pixels, W * H * 3);
    }
}

static Str animation(const Raster *first, const Raster *second)
{
    WebPAnimEncoderOptions options;
    WebPConfig config;
    WebPData data = {0};

    WebPAnimEncoderOptionsInit(&options);
    WebPConfigInit(&config);
    config.lossless = 1;
    WebPAnimEncoder *encoder = WebPAnimEncoderNew(first->width, first->height, &options);
    for (int i = 0; i < 2; i++) {
        const Raster *frame = i ? second : first;
        WebPPicture picture;
        WebPPictureInit(&picture);
        picture.use_argb = 1;
        picture.width = frame->width;
        picture.height = frame->height;
        WebPPictureImportRGB(&picture, frame->pixels, frame->width * 3);
        assert_true(WebPAnimEncoderAdd(encoder, &picture, i * 100, &config));
        WebPPictureFree(&picture);
    }
    WebPAnimEncoderAdd(encoder, NULL, 200, NULL);
    assert_true(WebPAnimEncoderAssemble(encoder, &data));
    WebPAnimEncoderDelete(encoder);
    return taken(data);
}

static void of_an_animation_the_first_frame_is_printed(void **state)
{
    (void)state;
    const unsigned char red[] = {200, 20, 20}, blue[] = {20, 20, 200};
    Raster first = fixture_even(&arena, RASTER_RGB, W, H, red);
    Raster second = fixture_even(&arena, RASTER_RGB, W, H, blue);
    Decoded out = decode(animation(&first, &second), (Extract){W, H, {3, 5, 20, 10}, 20, 10, 1});

    assert_memory_equal(fixture_pixel(&out.raster, 19, 9), red, 3);
}

static void a_picture_of_another_size_was_changed(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Extract extract = fixture_whole(W + 1, H);
    Decoded out;

    assert_int_equal(
        picture_decode(&arena, DECODERS, webp_of(raster.pixels, W, H, 3, 0), &extract, &out),
        DECODE_CHANGED);
}

static void a_webp_cut_anywhere_is_broken(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const Str files[] = {webp_of(raster.pixels, W, H, 3, 0), webp_of(raster.pixels, W, H, 3, 80),
                         animation(&raster, &raster)};

    for (int i = 0; i < 3; i++)
        for (size_t n = 12; n < files[i].n; n += 1 + n / 61) {
            Extract extract = fixture_whole(W, H);
            Decoded out;
            assert_int_not_equal(
                picture_decode(&arena, DECODERS, (Str){files[i].p, n}, &extract, &out),
                DECODE_GOOD);
        }
}

static void flipped_bits_never_harm(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    const Str files[] = {webp_of(raster.pixels, W, H, 3, 0), webp_of(raster.pixels, W, H, 3, 80),
                         animation(&raster, &raster),
                         webp_with(webp_of(raster.pixels, W, H, 3, 0), "ICCP", S("profile"))};

    for (int i = 0; i < 4; i++)
        for (size_t bit = 12 * 8; bit < files[i].n * 8 && bit < 300 * 8; bit += 3) {
            char *bytes = (char *)str_z(&arena, files[i]);
            Extract extract = {W, H, {3, 5, 20, 10}, 20, 10, 1};
            Decoded out;
            bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
            picture_decode(&arena, DECODERS, (Str){bytes, files[i].n}, &extract, &out);
        }
}

static void without_its_module_the_reason_is_told(void **state)
{
    (void)state;
    Raster raster = fixture_texture(&arena, W, H);
    Str webp = webp_of(raster.pixels, W, H, 3, 0);
    Extract extract = fixture_whole(W, H);
    Decoded out;

    assert_int_equal(picture_decode(&arena, "/nowhere", webp, &extract, &out), DECODE_NO_DECODER);
    assert_true(str_starts(out.what, S("/nowhere/webp.so")));
    assert_int_equal(picture_decode(&arena, NULL, webp, &extract, &out), DECODE_NO_DECODER);
}

static int forget(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_teardown(claim, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lossless_pictures_come_out_to_the_bit),
        TEST(the_window_may_lie_at_odd_places),
        TEST(lossy_pictures_keep_their_colours),
        TEST(transparency_shows_white_paper),
        TEST(lossy_pictures_may_be_transparent_too),
        TEST(the_profile_inside_is_handed_on),
        TEST(every_orientation_comes_out_upright),
        TEST(of_an_animation_the_first_frame_is_printed),
        TEST(a_picture_of_another_size_was_changed),
        TEST(a_webp_cut_anywhere_is_broken),
        TEST(flipped_bits_never_harm),
        TEST(without_its_module_the_reason_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
