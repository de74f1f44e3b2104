#ifndef PRESS_JPEG_OUT_H
#define PRESS_JPEG_OUT_H

#include "base/str.h"
#include "press/raster.h"

/*
 * A baseline JPEG as the PDF filter DCTDecode reads it without a Decode array: CMYK counts ink
 * (RasterKind says so already), GRAY counts light. Colour is not subsampled; there is no metadata.
 */
Str jpeg_encode(Arena *arena, const Raster *raster, int quality);

/* Reads what jpeg_encode wrote. False when it is damaged. */
bool jpeg_read_back(Arena *arena, Str jpeg, Raster *out);

#endif
