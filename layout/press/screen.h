#ifndef PRESS_SCREEN_H
#define PRESS_SCREEN_H

#include <lcms2.h>

#include "press/raster.h"

/* What the numbers of a picture without a profile mean on a screen. All 0: sRGB. */
typedef struct {
    int gamma;            /* exponent from light to number in 100 000ths; 0: sRGB's curve */
    int white[2], rgb[6]; /* chromaticities x y in 100 000ths; white[0] 0: those of sRGB */
} ScreenSpace;

/* Wide enough for whatever ink shows: what pictures without such a space are brought into. */
ScreenSpace screen_wide(void);
/* By the code points of ISO 23091-2; what is not known is sRGB's. */
ScreenSpace screen_coded(int primaries, int transfer);

/* The caller closes it. kind: GRAY, or RGB. */
cmsHPROFILE screen_profile(RasterKind kind, const ScreenSpace *space);

#endif
