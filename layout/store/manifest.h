#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "press/picture.h"

/* Names and SHA-256 of every input and product of one build, faces used, versions. */
typedef struct {
    const Issue *issue;
    int32_t printer; /* the printer file in diags, 0: none */
    FontSet *fonts;  /* of each open face: name, version, file size, checkSumAdjustment */
    const Picture *pictures;
    PaintList *const *pages;
    int page_count;
    const char **products; /* paths of finished products */
    int product_count;
} ManifestInput;

/* manifest.json, sorted; a file that cannot be read is reported. Paths of inputs are relative to
 * the issue folder or to the program's own folders, never absolute. */
Str manifest_json(Arena *arena, Diags *diags, const ManifestInput *input);

#endif
