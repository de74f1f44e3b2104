/* Every file of tests/corpus/picture is wrong in the way its name tells. Each may get one finding,
 * when it is looked at or when it is decoded, and none may do harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "content/picture.h"
#include "kinds_fixture.h"

static Arena arena;
static Diags *diags;
static House house;
static Colour *colour;

#define CORPUS SOURCE_DIR "/tests/corpus/picture"

static Picture make(const char *path, const PictureInfo *info)
{
    PaintOp op = fixture_op(path, info->width, info->height, 300);
    PaintList page = {.number = 1, .inks = INKS_FOUR, .ops = &op, .op_count = 1};
    PaintList *pages[] = {&page};
    PictureOptions options = {.threads = 1, .modules = DECODERS};

    return pictures_make(&arena, diags, colour, &house, pages, 1, &options)[0];
}

/* The decoders of helper programs, where the sanitizers see them. */
static void decode_inside(const char *path, const PictureInfo *info)
{
    Extract extract = fixture_whole(info->width, info->height);
    Extract stored;
    OuterDecoder inside = {DECODERS_INSIDE "/tiff.so", 0};
    Decoded out = {0};

    if (info->kind == PICTURE_HEIF)
        inside.path = DECODERS_INSIDE "/heic.so";
    else if (info->kind != PICTURE_TIFF)
        return;
    extract.width = info->width < 40 ? info->width : 40;
    extract.height = info->height < 30 ? info->height : 30;
    extract.orientation = info->orientation;
    stored = orient_extract(&extract);
    outer_decode(&arena, inside, fixture_read(&arena, path), &stored, &out);
}

static void no_broken_file_does_harm_or_goes_unsaid(void **state)
{
    (void)state;
    int count;
    Str *names = folder_list(&arena, CORPUS, &count);

    assert_true(count > 20);
    for (int i = 0; i < count; i++) {
        const char *path = str_format(&arena, CORPUS "/%.*s", STR_ARGS(names[i])).p;
        PictureInfo info;
        diags = diags_new(&arena);
        bool good = picture_probe(diags, path, names[i], NOWHERE, &info);
        if (good) {
            decode_inside(path, &info);
            good = make(path, &info).jpeg.p != NULL;
        }
        if (!good != (diags_count(diags, DIAG_ERROR) == 1))
            fail_msg("%s: %d findings", path, diags_count(diags, DIAG_ERROR));
        diags_close(diags);
    }
}

/* Directories that are odd and harmless: the picture is there. */
static void what_can_be_printed_is_printed(void **state)
{
    (void)state;
    static const char *const names[] = {"jpeg-exif-elsewhere.jpg", "png-exif-endless.png"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = str_format(&arena, CORPUS "/%s", names[i]).p;
        PictureInfo info;
        diags = diags_new(&arena);
        assert_true(picture_probe(diags, path, str_of(path), NOWHERE, &info));
        assert_int_equal(info.width, 40);
        assert_non_null(make(path, &info).jpeg.p);
        diags_close(diags);
    }
}

static int begin(void **state)
{
    (void)state;
    Diags *own = diags_new(&arena);

    house = fixture_house();
    colour = colour_open(&arena, own, &house);
    diags_close(own);
    return colour ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    colour_close(colour);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_broken_file_does_harm_or_goes_unsaid),
        TEST(what_can_be_printed_is_printed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
