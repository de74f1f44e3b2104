#include "line/words.h"

#include <dlfcn.h>
#include <string.h>

#include "base/buf.h"
#include "line/words_module.h"

/* Where Debian's hyphen-en-us keeps the patterns of American English. */
#define PATTERNS "/usr/share/hyphen/hyph_en_US.dic"

/* A headline is asked about again for every size and height that is tried. */
typedef struct {
    Str text;
    const int32_t *ends;
    int count;
} Parted;

enum { WORDS_MOST = 1000 };

struct Words {
    Arena own; /* not the issue's: that one is rewound after trials */
    const char *module_dir;
    WordEnds *ends;
    const Hyphenator *hyphenator;
    void *dictionary;
    bool tried_ends, tried_hyphens;
    Parted *parted;
    int parted_count, parted_cap;
};

Words *words_open(Arena *arena, const char *module_dir)
{
    Words *words = arena_new(arena, Words);

    words->module_dir = str_z(arena, str_of(module_dir));
    return words;
}

void words_close(Words *words)
{
    if (!words)
        return;
    if (words->dictionary)
        words->hyphenator->close(words->dictionary);
    words->dictionary = NULL;
    words->parted = NULL;
    words->parted_count = words->parted_cap = 0;
    arena_free(&words->own);
}

/* Modules stay open for the rest of the run, as their libraries would not bear closing well. */
static void *module_symbol(const Words *words, const char *module, const char *symbol)
{
    Arena scratch = {0};
    Str path = str_format(&scratch, "%s/%s", words->module_dir, module);
    void *handle = dlopen(str_z(&scratch, path), RTLD_NOW | RTLD_LOCAL);

    arena_free(&scratch);
    return handle ? dlsym(handle, symbol) : NULL;
}

static const Parted *find_parted(const Words *words, Str text)
{
    for (int i = 0; i < words->parted_count; i++)
        if (str_eq(words->parted[i].text, text))
            return &words->parted[i];
    return NULL;
}

static const Parted *part(Words *words, Str text)
{
    int max = (int)(text.n < WORDS_MOST ? text.n : WORDS_MOST);
    int32_t *ends = arena_many(&words->own, int32_t, (size_t)max);
    int count = words->ends(text.p, text.n, ends, max);

    vec_push(&words->own, words->parted, words->parted_count, words->parted_cap) =
        (Parted){str_copy(&words->own, text), ends, count};
    return &words->parted[words->parted_count - 1];
}

int words_ends(Words *words, Str text, int32_t *ends, int max)
{
    if (!words || text.n == 0)
        return 0;
    if (!words->tried_ends) {
        void *entry = module_symbol(words, "words.so", WORD_ENDS_ENTRY);
        /* ISO C knows no cast from an object pointer to a function's; POSIX promises the bits. */
        memcpy(&words->ends, &entry, sizeof words->ends);
        words->tried_ends = true;
    }
    if (!words->ends)
        return 0;
    const Parted *parted = find_parted(words, text);
    if (!parted)
        parted = part(words, text);
    if (parted->count > max)
        return 0;
    if (parted->count)
        memcpy(ends, parted->ends, (size_t)parted->count * sizeof *ends);
    return parted->count;
}

static void open_hyphenator(Words *words)
{
    const Hyphenator *found = module_symbol(words, "hyphen.so", HYPHENATOR_ENTRY);

    words->tried_hyphens = true;
    if (found && found->size == sizeof *found) {
        words->hyphenator = found;
        words->dictionary = found->open(PATTERNS);
    }
}

/* Small letters of a word that may be parted: names in capitals stay whole. */
static bool in_small_letters(Str word, char small[HYPHEN_WORD_MAX])
{
    if (word.n < HYPHEN_WORD_MIN || word.n > HYPHEN_WORD_MAX)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        bool capital = c >= 'A' && c <= 'Z';
        if (!capital && !(c >= 'a' && c <= 'z'))
            return false;
        if (capital && i > 0)
            return false;
        small[i] = (char)(capital ? c - 'A' + 'a' : c);
    }
    return true;
}

int words_hyphens(Words *words, Str word, char points[HYPHEN_WORD_MAX])
{
    char small[HYPHEN_WORD_MAX];

    if (!words || !in_small_letters(word, small))
        return 0;
    if (!words->tried_hyphens)
        open_hyphenator(words);
    if (!words->dictionary)
        return 0;
    return words->hyphenator->points(words->dictionary, small, word.n, HYPHEN_BEFORE, HYPHEN_AFTER,
                                     points);
}
