/* Where a Latin word may be parted, by the patterns of TeX as libhyphen reads them. */
#include <hyphen.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "line/words_module.h"

enum { WORD_MAX = 100 };

static void *patterns_open(const char *path)
{
    return hnj_hyphen_load(path);
}

static int patterns_points(void *dictionary, const char *word, size_t n, int before, int after,
                           char *points)
{
    char marks[WORD_MAX + 6];
    char **replaced = NULL;
    int *places = NULL, *cuts = NULL, count = 0;

    memset(points, 0, n);
    if (n > WORD_MAX || hnj_hyphen_hyphenate3(dictionary, word, (int)n, marks, NULL, &replaced,
                                              &places, &cuts, before, after, 0, 0) != 0)
        return 0;
    for (size_t i = 0; i + 1 < n; i++) {
        /* An odd number is a place; where the spelling would change, the word stays whole. */
        bool fits = i + 1 >= (size_t)before && n - i - 1 >= (size_t)after;
        points[i] = fits && (marks[i] & 1) && !(replaced && replaced[i]);
        count += points[i];
    }
    for (size_t i = 0; replaced && i < n; i++)
        free(replaced[i]);
    free(replaced);
    free(places);
    free(cuts);
    return count;
}

static void patterns_close(void *dictionary)
{
    hnj_hyphen_free(dictionary);
}

const Hyphenator nanfeng_hyphenator = {sizeof(Hyphenator), patterns_open, patterns_points,
                                       patterns_close};
