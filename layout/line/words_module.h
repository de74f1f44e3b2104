#ifndef LINE_WORDS_MODULE_H
#define LINE_WORDS_MODULE_H

/*
 * Between the program and the modules that know words. Each is opened on first use, so that a page
 * that asks nothing of them does not load their libraries. This header needs nothing else of the
 * project, and a module includes no more.
 */

#include <stddef.h>
#include <stdint.h>

/* Chinese words: byte offsets at which the words of a UTF-8 text end, ascending, the last one n.
 * Answers how many, 0 when the text cannot be parted or there are more than max. */
typedef int WordEnds(const char *text, size_t n, int32_t *ends, int max);

/* Latin words: points[i] says whether the word, of n small letters, may be parted after letter i,
 * with at least `before` letters before and `after` letters after. */
typedef struct {
    size_t size; /* of this struct: program and module must be of one build */
    void *(*open)(const char *patterns);
    int (*points)(void *dictionary, const char *word, size_t n, int before, int after,
                  char *points);
    void (*close)(void *dictionary);
} Hyphenator;

#define WORD_ENDS_ENTRY  "nanfeng_word_ends"
#define HYPHENATOR_ENTRY "nanfeng_hyphenator"

int nanfeng_word_ends(const char *text, size_t n, int32_t *ends, int max);
extern const Hyphenator nanfeng_hyphenator;

#endif
