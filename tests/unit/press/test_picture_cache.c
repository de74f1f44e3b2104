#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "picture_fixture.h"
#include "press/colour_state.h"
#include "press/picture_cache.h"

static Arena arena;
static Diags *diags;
static House house;
static const char *folder, *cache;
static Colour *colour;

enum { W = 80, H = 60 };

static Picture make_with(const char *path, PictureOptions options)
{
    PaintOp op = fixture_op(path, W, H, 300);
    PaintList page = {.number = 1, .inks = INKS_FOUR, .ops = &op, .op_count = 1};
    PaintList *pages[] = {&page};

    options.threads = 1;
    return pictures_make(&arena, diags, colour, &house, pages, 1, &options)[0];
}

static Picture make(const char *path)
{
    return make_with(path, (PictureOptions){.cache_dir = cache});
}

static const char *save_photo(const char *name, int shade)
{
    Raster raster = fixture_texture(&arena, W, H);

    fixture_fill(&raster, (Rect){20, 20, 30, 30},
                 (const unsigned char[]){(unsigned char)shade, 40, 90});
    return fixture_save(&arena, folder, name, fixture_png_of(&arena, &raster));
}

/* The only record of this kind, NULL when there is none. */
static const char *record(const char *kind)
{
    const char *dir = str_format(&arena, "%s/pictures", cache).p, *found = NULL;
    int count;
    Str *names = folder_list(&arena, dir, &count);

    for (int i = 0; i < count; i++)
        if (str_ends(names[i], str_of(kind))) {
            assert_null(found);
            found = str_format(&arena, "%s/%.*s", dir, STR_ARGS(names[i])).p;
        }
    return found;
}

static Str contents(const char *path)
{
    Str bytes = {0};

    assert_true(file_read(&arena, diags, path, S("record"), 1 << 24, NOWHERE, &bytes));
    return bytes;
}

static FileStamp stamp_of(const char *path)
{
    FileStamp stamp;

    assert_true(file_stamp(path, &stamp));
    return stamp;
}

static void assert_same(const Picture *a, const Picture *b)
{
    assert_true(str_eq(a->jpeg, b->jpeg));
    assert_true(str_eq(a->source_hash, b->source_hash));
    assert_int_equal(a->width, b->width);
    assert_int_equal(a->height, b->height);
    assert_int_equal(a->inks, b->inks);
    assert_int_equal(a->light_border, b->light_border);
}

static void a_second_build_takes_the_record_and_gives_the_same(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture first = make(photo);
    FileStamp before = stamp_of(record(".picture"));
    Picture second = make(photo);
    FileStamp after = stamp_of(record(".picture"));
    Picture bare = make_with(photo, (PictureOptions){0});

    assert_same(&first, &second);
    assert_same(&first, &bare);
    assert_true(file_stamp_equal(&before, &after)); /* a new conversion would replace the record */
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void a_build_with_all_pictures_ready_does_not_unpack_the_profile(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);

    make(photo);
    assert_true(colour->state->unpacked);
    colour_close(colour);
    colour = colour_open(&arena, diags, &house);
    make(photo);
    assert_false(colour->state->unpacked);
    assert_false(colour->state->parsed);
    assert_null(colour->state->transforms);
}

static void a_damaged_record_is_made_anew(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture first = make(photo);
    const char *entry = record(".picture");
    Str whole = contents(entry);

    for (size_t at = 0; at < whole.n; at += 1 + whole.n / 41) {
        Str torn = str_copy(&arena, whole);
        ((char *)torn.p)[at] ^= 0x10;
        assert_true(file_write(&arena, diags, entry, torn));
        Picture again = make(photo);
        assert_same(&first, &again);
        assert_true(str_eq(contents(entry), whole));
    }
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void a_cut_record_is_made_anew(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture first = make(photo);
    const char *entry = record(".picture");
    Str whole = contents(entry);

    for (size_t n = 0; n < whole.n; n += 1 + whole.n / 29) {
        assert_true(file_write(&arena, diags, entry, (Str){whole.p, n}));
        Picture again = make(photo);
        assert_same(&first, &again);
    }
    assert_int_equal(diags_count(diags, DIAG_NOTE), 0);
}

static void a_record_under_another_name_is_not_taken(void **state)
{
    (void)state;
    const char *a = save_photo("a.png", 10), *b = save_photo("b.png", 250);
    make(a);
    Str of_a = contents(record(".picture"));
    fixture_discard(cache);
    Picture first = make(b);
    assert_true(file_write(&arena, diags, record(".picture"), of_a));
    Picture again = make(b);
    assert_same(&first, &again);
}

static void a_changed_picture_is_never_served_stale(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture old = make(photo);
    struct stat info;
    assert_int_equal(stat(photo, &info), 0);
    const struct timespec times[2] = {info.st_atim, info.st_mtim};

    /* Same name, same length, and a copying program that gives back the old time. */
    Str bytes = str_copy(&arena, contents(photo));
    save_photo("a.png", 250);
    Str changed = contents(photo);
    assert_true(file_write(&arena, diags, photo, changed));
    assert_int_equal(utimensat(AT_FDCWD, photo, times, 0), 0);
    Picture fresh = make(photo), bare = make_with(photo, (PictureOptions){0});
    assert_false(str_eq(bytes, changed));
    assert_same(&fresh, &bare);
    assert_false(str_eq(fresh.jpeg, old.jpeg));
}

static void a_kept_hash_counts_only_for_the_same_state_of_the_file(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    PictureCache *records = picture_cache_open(&arena, cache, false);
    FileStamp stamp = stamp_of(photo);
    Str hash = hash_text(&arena, contents(photo)), found;

    usleep(80000); /* longer than the tick that a record keeps away from its file */
    picture_cache_keep_hash(records, &arena, photo, &stamp, hash);
    assert_true(picture_cache_find_hash(records, &arena, photo, &stamp, &found));
    assert_true(str_eq(found, hash));
    for (int i = 0; i < 7; i++) {
        FileStamp other = stamp;
        other.numbers[i]++;
        assert_false(picture_cache_find_hash(records, &arena, photo, &other, &found));
    }
}

static void a_hash_noted_within_the_tick_of_the_change_is_not_trusted(void **state)
{
    (void)state;
    PictureCache *records = picture_cache_open(&arena, cache, false);
    const char *photo = save_photo("a.png", 10);
    Str hash = hash_text(&arena, S("x")), found;
    FileStamp stamp = stamp_of(photo);

    picture_cache_keep_hash(records, &arena, photo, &stamp, hash);
    FileStamp kept = stamp_of(record(".hash"));
    if (kept.numbers[3] == stamp.numbers[5] && kept.numbers[4] < stamp.numbers[6] + 50000000)
        assert_false(picture_cache_find_hash(records, &arena, photo, &stamp, &found));
    else
        skip(); /* the machine was too slow to be within the tick */
}

static void a_damaged_hash_record_is_not_taken(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    PictureCache *records = picture_cache_open(&arena, cache, false);
    FileStamp stamp = stamp_of(photo);
    Str hash = hash_text(&arena, contents(photo)), found;

    usleep(80000);
    picture_cache_keep_hash(records, &arena, photo, &stamp, hash);
    Str whole = contents(record(".hash"));
    for (size_t at = 0; at < whole.n; at++) {
        Str torn = str_copy(&arena, whole);
        ((char *)torn.p)[at] ^= 1;
        fixture_save(&arena, folder, "torn", torn);
        assert_int_equal(rename(str_format(&arena, "%s/torn", folder).p, record(".hash")), 0);
        assert_false(picture_cache_find_hash(records, &arena, photo, &stamp, &found));
    }
}

static void checking_leaves_nothing_behind(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture made = make_with(photo, (PictureOptions){.cache_dir = cache, .no_write = true});

    assert_non_null(made.jpeg.p);
    assert_false(folder_exists(cache));
}

static void a_cache_that_cannot_be_written_is_a_note(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    const char *blocked = str_format(&arena, "%s/cache", photo).p; /* under a file */
    Picture made = make_with(photo, (PictureOptions){.cache_dir = blocked});

    assert_non_null(made.jpeg.p);
    assert_int_equal(diags_count(diags, DIAG_NOTE), 1);
    assert_int_equal(diags_count(diags, DIAG_WARNING), 0);
    assert_true(diags_has(diags, R_CACHE_UNWRITABLE));
}

static void everything_that_shapes_a_picture_is_in_its_key(void **state)
{
    (void)state;
    const char *photo = save_photo("a.png", 10);
    Picture first = make(photo), other;

    house.jpeg_quality = 60;
    other = make(photo);
    assert_false(str_eq(other.jpeg, first.jpeg));
    house.jpeg_quality = 90;
    house.ink_limit = 120;
    other = make(photo);
    assert_false(str_eq(other.jpeg, first.jpeg));
}

static int begin(void **state)
{
    (void)state;
    diags = diags_new(&arena);
    house = fixture_house();
    folder = fixture_folder(&arena);
    cache = str_format(&arena, "%s/cache", folder).p;
    colour = colour_open(&arena, diags, &house);
    return colour ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    colour_close(colour);
    diags_close(diags);
    fixture_discard(folder);
    arena_free(&arena);
    return 0;
}

#define TEST(claim) cmocka_unit_test_setup_teardown(claim, begin, forget)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_second_build_takes_the_record_and_gives_the_same),
        TEST(a_build_with_all_pictures_ready_does_not_unpack_the_profile),
        TEST(a_damaged_record_is_made_anew),
        TEST(a_cut_record_is_made_anew),
        TEST(a_record_under_another_name_is_not_taken),
        TEST(a_changed_picture_is_never_served_stale),
        TEST(a_kept_hash_counts_only_for_the_same_state_of_the_file),
        TEST(a_hash_noted_within_the_tick_of_the_change_is_not_trusted),
        TEST(a_damaged_hash_record_is_not_taken),
        TEST(checking_leaves_nothing_behind),
        TEST(a_cache_that_cannot_be_written_is_a_note),
        TEST(everything_that_shapes_a_picture_is_in_its_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
