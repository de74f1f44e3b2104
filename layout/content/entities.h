#ifndef CONTENT_ENTITIES_H
#define CONTENT_ENTITIES_H

#include "base/str.h"

/* The character of "&amp;", "&#8212;" or "&#x2014;"; 0 when it names none that may be printed.
 * is_blank: it is a blank the editor asked for by name. */
int32_t entity_character(Str entity, bool *is_blank);

#endif
