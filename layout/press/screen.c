#include "press/screen.h"

#include <string.h>

enum { PARTS = 100000 };

#define D65                                                                                        \
    {                                                                                              \
        31270, 32900                                                                               \
    }

ScreenSpace screen_wide(void)
{
    return (ScreenSpace){45471, D65, {64000, 33000, 21000, 71000, 15000, 6000}};
}

ScreenSpace screen_coded(int primaries, int transfer)
{
    static const struct {
        int code;
        ScreenSpace space;
    } spaces[] = {
        {5, {0, D65, {64000, 33000, 29000, 60000, 15000, 6000}}},
        {6, {0, D65, {63000, 34000, 31000, 59500, 15500, 7000}}},
        {7, {0, D65, {63000, 34000, 31000, 59500, 15500, 7000}}},
        {9, {0, D65, {70800, 29200, 17000, 79700, 13100, 4600}}},
        {11, {0, {31400, 35100}, {68000, 32000, 26500, 69000, 15000, 6000}}},
        {12, {0, D65, {68000, 32000, 26500, 69000, 15000, 6000}}},
    };
    ScreenSpace space = {0};

    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (spaces[i].code == primaries)
            space = spaces[i].space;
    /* The curves of television are for cameras; its pictures are made to look right on the same
     * screens as all others. */
    space.gamma = transfer == 4 ? 45455 : transfer == 5 ? 35714 : transfer == 8 ? PARTS : 0;
    return space;
}

static cmsToneCurve *screen_curve(int gamma)
{
    const double srgb[5] = {2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045};

    return gamma ? cmsBuildGamma(NULL, (double)PARTS / gamma)
                 : cmsBuildParametricToneCurve(NULL, 4, srgb);
}

static cmsCIExyY chromaticity(const int xy[2])
{
    return (cmsCIExyY){(double)xy[0] / PARTS, (double)xy[1] / PARTS, 1.0};
}

/* NULL when no colours can be made of such primaries. */
static cmsHPROFILE rgb_profile(const ScreenSpace *space, cmsToneCurve *const curves[3])
{
    const cmsCIExyY white = chromaticity(space->white);
    const cmsCIExyYTRIPLE primaries = {chromaticity(space->rgb), chromaticity(space->rgb + 2),
                                       chromaticity(space->rgb + 4)};

    for (int i = 1; i < 6; i += 2)
        if (space->rgb[i] <= 0 || space->white[1] <= 0)
            return NULL;
    return cmsCreateRGBProfile(&white, &primaries, curves);
}

cmsHPROFILE screen_profile(RasterKind kind, const ScreenSpace *space)
{
    static const ScreenSpace srgb = {0, D65, {64000, 33000, 30000, 60000, 15000, 6000}};
    cmsToneCurve *curve = screen_curve(space->gamma);
    cmsToneCurve *const curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = NULL;

    if (kind == RASTER_GRAY)
        profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    else if (space->white[0])
        profile = rgb_profile(space, curves);
    if (!profile)
        profile = rgb_profile(&srgb, curves);
    cmsFreeToneCurve(curve);
    return profile;
}
