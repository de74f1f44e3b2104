#ifndef PROOF_ITEMS_H
#define PROOF_ITEMS_H

#include "press/picture.h"
#include "proof/preview.h"

enum { EMU_PER_INCH = 914400 };

/* Paint ops as the preview module draws them: places and inks; colours are the caller's to add. */
typedef struct {
    PreviewItem *items;
    int count, cap;
} ItemList;

/* pictures: of this page, one per PICTURE op. */
void items_add_page(Arena *arena, FontSet *fonts, const PaintList *page, const Picture *pictures,
                    ItemList *items);

/* A function of the preview module in that folder, opened on first use; NULL when there is none
 * (reported). It stays open until the program ends: what it loads cannot be unloaded cleanly. */
void *module_entry(Arena *arena, Diags *diags, const char *folder, const char *name);

int pixels_of(Emu length, int ppi);

#endif
