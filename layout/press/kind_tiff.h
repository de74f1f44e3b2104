#ifndef PRESS_KIND_TIFF_H
#define PRESS_KIND_TIFF_H

/* What the two files of the TIFF decoder share: reading blocks, and making rows of their samples.
 */

#include <stdint.h>

#include <tiffio.h>

#include "press/decoder.h"

enum { TIFF_SAMPLES_MAX = 16, TIFF_COLOURS_MAX = 4 };

/* How samples lie in the file, and what they mean. Whole rows of a band lie at planes[]: all
 * samples in planes[0], or each in a plane of its own. */
typedef struct {
    int width, height, bits, samples, colours;
    int alpha;     /* its sample, -1: none */
    bool is_mixed; /* colours are multiplied by alpha already */
    bool is_separate;
    RowKind kind;
    uint16_t photometric;
    const uint16_t *map[3]; /* of a palette */
    bool is_narrow_map;     /* its numbers have 8 bits, against the rule */
} TiffForm;

typedef struct {
    const unsigned char *planes[TIFF_SAMPLES_MAX];
    size_t row_bytes; /* of one plane */
} TiffBand;

/* Pixels x … x + n of row y of the band as a row of form->kind on white paper. `samples` has room
 * for n × (colours + 1). */
void tiff_row(const TiffForm *form, const TiffBand *band, DecoderWindow where, uint16_t *samples,
              void *to);

#endif
