#ifndef CONTENT_RADICALS_H
#define CONTENT_RADICALS_H

#include <stdint.h>

/* The ideograph a radical of U+2E80–2FDF stands for; 0 when it has none. */
int32_t radical_ideograph(int32_t cp);

#endif
