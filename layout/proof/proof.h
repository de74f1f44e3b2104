#ifndef PROOF_PROOF_H
#define PROOF_PROOF_H

#include "press/picture.h"

/*
 * A page as a PNG at `ppi`, in the colours the press will print, findings of that page marked when
 * `marks` is set. pictures: those of this page, one per PICTURE op. Drawn by the preview module,
 * which is opened from module_dir on first use. False when no file was written (reported).
 */
typedef struct {
    const char *module_dir; /* where preview.so lies */
    const char *path;
    int ppi;
    bool marks;
    Str line; /* proof line printed in the foot margin: issue, page, hash; empty for none */
} PreviewOptions;

bool preview_png(Arena *arena, Diags *diags, FontSet *fonts, Colour *colour, const PaintList *page,
                 const Picture *pictures, const PreviewOptions *options);

#endif
