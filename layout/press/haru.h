#ifndef PRESS_HARU_H
#define PRESS_HARU_H

#include "base/file.h"

/*
 * The objects of a PDF file: numbering, cross references, serialising, by libharu. Everything
 * said of libharu is in haru.c. What the objects say is PDF text of the caller's, valid until
 * haru_save has returned; bytes of streams are not copied either. Errors stick: after one, nothing
 * more happens and haru_save tells.
 */
typedef struct Haru Haru;

Haru *haru_open(Arena *arena);
void haru_close(Haru *haru);

/* A new object; its number, to refer to it before it is filled. */
int haru_dict(Haru *haru);
int haru_page(Haru *haru);              /* appended to the page tree, which adds its Parent */
int haru_stream(Haru *haru, Str bytes); /* adds Length; a Filter is the caller's to name */

/* The entries of an object, without << and >>. */
void haru_fill(Haru *haru, int object, Str entries);
void haru_fill_catalog(Haru *haru, Str entries); /* beside Type and Pages */
void haru_fill_info(Haru *haru, Str entries);
void haru_fill_trailer(Haru *haru, Str entries); /* beside Root, Info and Size */

typedef enum { HARU_SAVED, HARU_CANNOT_WRITE, HARU_TOO_LARGE, HARU_FAILED } HaruOutcome;

/* Writes the file as PDF 1.minor (3 to 7) to the product, which stays open. With HARU_CANNOT_WRITE
 * the reason is in the product; with HARU_FAILED the library's own error number in *error. */
HaruOutcome haru_save(Haru *haru, int minor, Product *product, unsigned *error);

#endif
