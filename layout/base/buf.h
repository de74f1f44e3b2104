#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

/* Bytes that grow, in an arena: for texts and JSON of products. The bytes stay valid until the
 * next addition; buf_str of a finished buffer lives as long as the arena. */
typedef struct {
    Arena *arena;
    char *p;
    size_t n, cap;
} Buf;

Buf buf_new(Arena *arena);
void buf_add(Buf *buf, Str text);
void buf_byte(Buf *buf, char byte);
void buf_utf8(Buf *buf, int32_t cp);
void buf_printf(Buf *buf, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_json(Buf *buf, Str text); /* quoted and escaped */
Str buf_str(const Buf *buf);

/* Grows *items to hold one more; used through vec_push. */
void *vec_grow(Arena *arena, void *items, int count, int *cap, size_t size, size_t align);

/* vec_push(arena, list, count, cap) = item; list is T*, count and cap are int lvalues. */
#define vec_push(arena, items, count, cap)                                                         \
    (((count) == (cap) ? (void)((items) = vec_grow((arena), (items), (count), &(cap),              \
                                                   sizeof *(items), _Alignof(max_align_t)))        \
                       : (void)0),                                                                 \
     (items) + (count)++)[0]

#endif
