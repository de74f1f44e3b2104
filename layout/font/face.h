#ifndef FONT_FACE_H
#define FONT_FACE_H

#include "font/fontset.h"

/* One face of one font file, mapped into memory. Owns blob and face until face_close. */
typedef struct {
    const char *path;
    hb_blob_t *blob;
    hb_face_t *face;
    int upem;
    FontFormat format;
    uint64_t file_size;
    uint32_t checksum; /* head.checkSumAdjustment */
    Str postscript, version;
} OpenFace;

typedef enum {
    FACE_GOOD,
    FACE_BROKEN,      /* not a font, or cut short */
    FACE_UNSUPPORTED, /* a variable font, bitmaps only, CFF2 */
    FACE_LOCKED,      /* OS/2 fsType forbids embedding or subsetting */
    FACE_NO_FAMILY    /* no face in the file has the family name */
} FaceFault;

/*
 * Opens the face whose family name (name table 1 or 16, any language) is `family`; with an empty
 * family the face at `hint`. The hint is looked at first and believed only when its name agrees.
 * Nothing is left open unless the answer is FACE_GOOD. Strings of *out live in the arena.
 */
FaceFault face_open(Arena *arena, const char *path, Str family, int hint, OpenFace *out);
void face_close(OpenFace *open);

#endif
