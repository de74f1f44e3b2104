#ifndef LINE_WORDS_H
#define LINE_WORDS_H

#include "base/str.h"

/*
 * What the program knows of words: where the words of a Chinese headline end, and where a Latin
 * word may be parted. Owner of the modules libexec/words.so and hyphen.so and of the dictionary of
 * patterns; each is opened when it is first asked. A NULL Words knows nothing. For one thread.
 */
typedef struct Words Words;

/* Opens nothing yet; closing gives back the dictionary. The arena must outlive it. */
Words *words_open(Arena *arena, const char *module_dir);
void words_close(Words *words);

/* Byte offsets at which the words of the text end, the last one text.n; 0 when they cannot be
 * known: no module, or more than max words. */
int words_ends(Words *words, Str text, int32_t *ends, int max);

enum { HYPHEN_WORD_MIN = 6, HYPHEN_BEFORE = 2, HYPHEN_AFTER = 3, HYPHEN_WORD_MAX = 64 };

/* Sets points[i] where the word, of ASCII letters, may be parted after letter i; answers how many
 * places there are. 0 for words shorter or longer than the limits above, for words with capitals
 * inside, and without module or dictionary. */
int words_hyphens(Words *words, Str word, char points[HYPHEN_WORD_MAX]);

#endif
