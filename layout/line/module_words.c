/* Words of a Chinese text by the dictionary of ICU. */
#include <unicode/ubrk.h>

#include "line/words_module.h"

static int collect(UBreakIterator *words, size_t n, int32_t *ends, int max)
{
    int count = 0;

    for (int32_t at = ubrk_next(words); at != UBRK_DONE; at = ubrk_next(words)) {
        if (count == max || (size_t)at > n)
            return 0;
        ends[count++] = at;
    }
    return count;
}

int nanfeng_word_ends(const char *text, size_t n, int32_t *ends, int max)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *utf8 = utext_openUTF8(NULL, text, (int64_t)n, &status);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    int count = 0;

    ubrk_setUText(words, utf8, &status);
    if (U_SUCCESS(status)) {
        ubrk_first(words);
        count = collect(words, n, ends, max);
    }
    ubrk_close(words);
    utext_close(utf8);
    return count;
}
