/*
 * How long a build takes, against a floor measured in the same run: what no program that shapes
 * with HarfBuzz and embeds subset, deflated fonts could leave out. See README.md.
 *
 *     bench_build PROGRAM ISSUE [RUNS]
 */
#include <fcntl.h>
#include <hb-subset.h>
#include <libdeflate.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "paint/paint.h"

enum { FACES_MAX = 64, RUNS_MAX = 200, LEVEL = 1 };

/* A stretch of one line in one face, as the page has it. */
typedef struct {
    Str text;
    Emu size;
    int face;
} Run;

typedef struct {
    Run *runs;
    int count, cap;
    hb_set_t *glyphs[FACES_MAX];
    Str files[FACES_MAX];
    unsigned index[FACES_MAX];
} Work;

static int64_t now_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void note_op(Arena *arena, Work *work, const PaintOp *op)
{
    for (int i = 0, next = 0; i < op->as.text.count; i = next) {
        const PaintGlyph *glyphs = op->as.text.glyphs;
        int start = glyphs[i].text_at, end = start;
        for (next = i; next < op->as.text.count && glyphs[next].face == glyphs[i].face; next++) {
            end = glyphs[next].text_at + glyphs[next].text_len;
            if (!work->glyphs[glyphs[i].face])
                work->glyphs[glyphs[i].face] = hb_set_create();
            hb_set_add(work->glyphs[glyphs[i].face], glyphs[next].gid);
        }
        vec_push(arena, work->runs, work->count, work->cap) = (Run){
            {op->as.text.text.p + start, (size_t)(end - start)}, op->as.text.size, glyphs[i].face};
    }
}

/* The issue as the program makes it up, outside the clock: which runs, which glyphs, which files.
 */
static bool gather(Arena *arena, Work *work, const char *dir)
{
    Diags *diags = diags_new(arena);
    Issue *issue = issue_load(arena, diags, dir, SOURCE_DIR "/layout/styles");
    FontSet *fonts =
        issue ? fontset_open(arena, diags, SOURCE_DIR "/fonts/catalogue.yaml", issue->house) : NULL;

    if (!fonts || fontset_count(fonts) > FACES_MAX)
        return false;
    Page **pages = pages_make(arena, diags, fonts, issue, false);
    for (int i = 0; i < issue->page_count; i++) {
        PaintList *list = paint_page(arena, issue, pages[i]);
        for (int k = 0; k < list->op_count; k++)
            if (list->ops[k].kind == PAINT_TEXT)
                note_op(arena, work, &list->ops[k]);
    }
    for (int face = 0; face < fontset_count(fonts); face++)
        if (work->glyphs[face]) {
            work->files[face] = str_of(str_z(arena, fontset_file(fonts, face)));
            work->index[face] = hb_face_get_index(fontset_hb_face(fonts, face));
        }
    fontset_close(fonts);
    diags_close(diags);
    return work->count > 0;
}

static void shape_runs(const Work *work, int face, hb_face_t *hb_face)
{
    hb_font_t *font = hb_font_create(hb_face);
    hb_buffer_t *buffer = hb_buffer_create();

    for (int i = 0; i < work->count; i++) {
        const Run *run = &work->runs[i];
        if (run->face != face)
            continue;
        hb_buffer_reset(buffer);
        hb_buffer_add_utf8(buffer, run->text.p, (int)run->text.n, 0, -1);
        hb_buffer_guess_segment_properties(buffer);
        hb_font_set_scale(font, run->size, run->size);
        hb_shape(font, buffer, NULL, 0);
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
}

static size_t subset_deflated(const Work *work, int face, hb_face_t *hb_face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_set_union(hb_subset_input_glyph_set(input), work->glyphs[face]);
    hb_face_t *small = hb_subset_or_fail(hb_face, input);
    hb_blob_t *blob = hb_face_reference_blob(small);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(LEVEL);
    size_t room = libdeflate_zlib_compress_bound(deflater, length);
    void *out = malloc(room);
    size_t size = libdeflate_zlib_compress(deflater, bytes, length, out, room);

    free(out);
    libdeflate_free_compressor(deflater);
    hb_blob_destroy(blob);
    hb_face_destroy(small);
    hb_subset_input_destroy(input);
    return size;
}

/* Font files opened, every run shaped, every face cut down and deflated: on one thread. */
static int64_t floor_us(const Work *work)
{
    int64_t start = now_us();
    size_t size = 0;

    for (int face = 0; face < FACES_MAX; face++) {
        if (!work->glyphs[face])
            continue;
        hb_blob_t *blob = hb_blob_create_from_file(work->files[face].p);
        hb_face_t *hb_face = hb_face_create(blob, work->index[face]);
        shape_runs(work, face, hb_face);
        size += subset_deflated(work, face, hb_face);
        hb_face_destroy(hb_face);
        hb_blob_destroy(blob);
    }
    return size ? now_us() - start : 0;
}

/* The whole process, from its start to its end; 0 when it failed. As a draft, so that an issue
 * whose photo frames are reserved is printed too: it ends with 1. */
static int64_t process_us(const char *program, const char *issue, const char *folder)
{
    const char *words[] = {program,   "build", issue,     "--output", folder,
                           "--cache", folder,  "--quiet", "--draft",  NULL};
    char *arguments[sizeof words / sizeof words[0]];
    int64_t start = now_us();
    pid_t child;
    int status = -1;

    posix_spawn_file_actions_t quiet;

    memcpy(arguments, words, sizeof words);
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawn(&child, program, &quiet, NULL, arguments, NULL) == 0)
        waitpid(child, &status, 0);
    posix_spawn_file_actions_destroy(&quiet);
    return WIFEXITED(status) && WEXITSTATUS(status) <= 1 ? now_us() - start : 0;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    Arena arena = {0};
    Work work = {0};
    int64_t build[RUNS_MAX], least[RUNS_MAX];
    char folder[] = "/tmp/bench_build.XXXXXX";
    int32_t runs = 20;

    if (argc < 3 || (argc > 3 && (!str_int(str_of(argv[3]), &runs) || runs < 1)) ||
        runs > RUNS_MAX || !mkdtemp(folder)) {
        fprintf(stderr, "usage: bench_build PROGRAM ISSUE [RUNS up to %d]\n", RUNS_MAX);
        return 2;
    }
    /* The first build fills the cache of pictures and the system's of files. */
    if (!gather(&arena, &work, argv[2]) || !process_us(argv[1], argv[2], folder) ||
        !floor_us(&work))
        return 1;
    for (int i = 0; i < runs; i++) {
        build[i] = process_us(argv[1], argv[2], folder);
        least[i] = floor_us(&work);
    }
    qsort(build, (size_t)runs, sizeof build[0], by_value);
    qsort(least, (size_t)runs, sizeof least[0], by_value);
    fprintf(stderr, "products are in %s\n", folder);
    fprintf(stdout,
            "{\"runs\": %d, \"text_runs\": %d, \"build_us\": {\"least\": %lld, \"median\": %lld}, "
            "\"floor_us\": {\"least\": %lld, \"median\": %lld}, \"ratio_percent\": %lld}\n",
            runs, work.count, (long long)build[0], (long long)build[runs / 2], (long long)least[0],
            (long long)least[runs / 2], (long long)(build[0] * 100 / least[0]));
    arena_free(&arena);
    return 0;
}
