#ifndef LINE_CHARCLASS_H
#define LINE_CHARCLASS_H

#include <stdbool.h>
#include <stdint.h>

#include "content/house.h"

/* Classes of characters in Chinese setting (CLREQ, GB/T 15834-2011). */
typedef enum {
    CLASS_HAN,   /* ideographs, kana, and whatever else is a full em and breaks on both sides */
    CLASS_OPEN,  /* “ （ 《 … ink in the right half */
    CLASS_CLOSE, /* ” ） 》 … ink in the left half */
    CLASS_PAUSE, /* ，、；： 句内点号 */
    CLASS_STOP,  /* 。！？ 句末点号 */
    CLASS_DOT,   /* · 间隔号 */
    CLASS_DASH,  /* —— 破折号, two together one object */
    CLASS_ELLIPSIS,
    CLASS_LINK,      /* single — and ～, one em */
    CLASS_LINK_HALF, /* – and - between ideographs */
    CLASS_SOLIDUS,
    CLASS_POST,  /* % ℃ ‰ … stay with the number before */
    CLASS_PRE,   /* ¥ № … stay with the number after */
    CLASS_LATIN, /* letters of alphabets */
    CLASS_DIGIT,
    CLASS_SPACE,
    CLASS_FIXED_SPACE, /* U+3000, U+00A0 */
    CLASS_CONTROL,     /* U+200B U+2060 U+2028 …: no glyph */
    CLASS_COUNT
} CharClass;

/* `before` and `after` are the neighbours (0 at an end): a hyphen, a solidus and an apostrophe
 * mean other things between ideographs than inside a Latin word. */
CharClass char_class(int32_t before, int32_t cp, int32_t after);

bool class_may_start_line(CharClass c, Kinsoku level);
bool class_may_end_line(CharClass c, Kinsoku level);
bool class_is_mark(CharClass c); /* has a half-em body and a blank */
bool class_is_latin(
    CharClass c); /* LATIN, DIGIT and what stays with them: asks for a gap beside Han */

#endif
