#include <assert.h>
#include <string.h>

#include "press/colour_state.h"

/* The ramp is entered by twelve bits of lightness. */
enum { LIGHT_BITS = 12, LIGHT_STEPS = 1 << LIGHT_BITS };

/* No black tone is printed fuller than this: the screen closes above it. */
enum { BLACK_MAX = 242 /* 95 % */ };

/* INK: the press's four inks. LIGHT: CIE lightness in 16 bits, for the black plate. */
typedef enum { TO_INK, TO_LIGHT } TransformKind;

typedef struct {
    TransformKind to;
    RasterKind from;
    ScreenSpace space;
    Str icc;
} TransformSpec;

/* A transform with NOCACHE keeps no state of its own and may run in many threads at once. */
struct Transform {
    Transform *next;
    TransformSpec spec;
    cmsHTRANSFORM handle;
};

void transforms_close(ColourState *state)
{
    for (Transform *one = state->transforms; one; one = one->next)
        if (one->handle)
            cmsDeleteTransform(one->handle);
    if (state->preview)
        cmsDeleteTransform(state->preview);
}

static cmsHPROFILE embedded_profile(const TransformSpec *spec)
{
    cmsHPROFILE profile = cmsOpenProfileFromMem(spec->icc.p, (cmsUInt32Number)spec->icc.n);
    cmsColorSpaceSignature space = spec->from == RASTER_GRAY  ? cmsSigGrayData
                                   : spec->from == RASTER_RGB ? cmsSigRgbData
                                                              : cmsSigCmykData;

    if (profile && cmsGetColorSpace(profile) == space)
        return profile;
    if (profile)
        cmsCloseProfile(profile);
    return NULL;
}

/* Its grey value is CIE lightness. */
static cmsHPROFILE light_profile(void)
{
    const double lightness[5] = {3.0, 100.0 / 116.0, 16.0 / 116.0, 27.0 / 243.89, 0.08};
    cmsToneCurve *curve = cmsBuildParametricToneCurve(NULL, 4, lightness);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);

    cmsFreeToneCurve(curve);
    return profile;
}

static cmsUInt32Number pixel_format(RasterKind kind)
{
    return kind == RASTER_GRAY ? TYPE_GRAY_8 : kind == RASTER_RGB ? TYPE_RGB_8 : TYPE_CMYK_8;
}

/* Ink to ink keeps black text on the black plate. Light of ink goes from its own black to its own
 * paper, as a screen's does. */
static cmsHTRANSFORM link_profiles(const TransformSpec *spec, cmsHPROFILE source, cmsHPROFILE press)
{
    cmsUInt32Number flags = cmsFLAGS_NOCACHE, format = pixel_format(spec->from);
    bool inks = spec->from == RASTER_CMYK;
    cmsHTRANSFORM handle;
    cmsHPROFILE light;

    if (spec->to == TO_INK)
        return cmsCreateTransform(source, format, press, TYPE_CMYK_8,
                                  inks ? INTENT_PRESERVE_K_ONLY_PERCEPTUAL : INTENT_PERCEPTUAL,
                                  flags);
    light = light_profile();
    handle = cmsCreateTransform(source, format, light, TYPE_GRAY_16,
                                inks ? INTENT_RELATIVE_COLORIMETRIC : INTENT_PERCEPTUAL,
                                inks ? flags | cmsFLAGS_BLACKPOINTCOMPENSATION : flags);
    cmsCloseProfile(light);
    return handle;
}

/* An unusable profile in a picture is as if there were none. */
static cmsHTRANSFORM make_handle(const TransformSpec *spec, cmsHPROFILE press)
{
    cmsHPROFILE source = spec->icc.n ? embedded_profile(spec) : NULL;
    cmsHTRANSFORM handle = NULL;

    if (source) {
        handle = link_profiles(spec, source, press);
        cmsCloseProfile(source);
    }
    if (handle)
        return handle;
    if (spec->from == RASTER_CMYK)
        return spec->to == TO_LIGHT ? link_profiles(spec, press, press) : NULL;
    source = screen_profile(spec->from, &spec->space);
    handle = link_profiles(spec, source, press);
    cmsCloseProfile(source);
    return handle;
}

static bool spec_equal(const TransformSpec *a, const TransformSpec *b)
{
    return a->to == b->to && a->from == b->from &&
           memcmp(&a->space, &b->space, sizeof a->space) == 0 && str_eq(a->icc, b->icc);
}

/* NULL: cannot be made, or between equal inks there is nothing to do. */
static cmsHTRANSFORM find_transform(const Colour *colour, const TransformSpec *spec)
{
    ColourState *state = colour->state;
    Transform *one;

    pthread_mutex_lock(&state->lock);
    for (one = state->transforms; one; one = one->next)
        if (spec_equal(&one->spec, spec))
            break;
    if (!one) {
        one = arena_new(&state->own, Transform);
        one->spec = *spec;
        one->spec.icc = str_copy(&state->own, spec->icc);
        one->handle = colour_press(colour) ? make_handle(spec, colour_press(colour)) : NULL;
        one->next = state->transforms;
        state->transforms = one;
    }
    pthread_mutex_unlock(&state->lock);
    return one->handle;
}

/* Lightness of every black tint, ever darker, as the profile foresees it on its paper. */
static bool black_lightness(cmsHPROFILE press, int light[256])
{
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM handle =
        cmsCreateTransform(press, TYPE_CMYK_8, lab, TYPE_Lab_16, INTENT_ABSOLUTE_COLORIMETRIC,
                           cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE);
    unsigned char inks[256][4] = {{0}};
    uint16_t values[256][3];

    cmsCloseProfile(lab);
    if (!handle)
        return false;
    for (int k = 0; k < 256; k++)
        inks[k][3] = (unsigned char)k;
    cmsDoTransform(handle, inks, values, 256);
    cmsDeleteTransform(handle);
    for (int k = 0; k < 256; k++) {
        light[k] = values[k][0];
        if (k && light[k] > light[k - 1])
            light[k] = light[k - 1];
    }
    return true;
}

/* Lightness 0…100 of the picture spreads evenly over what black ink on this paper can show. */
static void fill_ramp(const int light[256], unsigned char *ramp)
{
    int dark = light[BLACK_MAX], paper = light[0], k = BLACK_MAX;

    for (int step = 0; step < LIGHT_STEPS; step++) {
        int wanted = dark + (int)((int64_t)(paper - dark) * step / (LIGHT_STEPS - 1));
        while (k > 0 && light[k - 1] - wanted <= wanted - light[k])
            k--;
        ramp[step] = (unsigned char)(255 - k);
    }
}

const unsigned char *colour_ramp(const Colour *colour)
{
    ColourState *state = colour->state;
    int light[256];
    const unsigned char *ramp;

    pthread_mutex_lock(&state->lock);
    if (!state->ramp && colour_press(colour) && black_lightness(colour_press(colour), light)) {
        state->ramp = arena_many(&state->own, unsigned char, LIGHT_STEPS);
        fill_ramp(light, state->ramp);
    }
    ramp = state->ramp;
    pthread_mutex_unlock(&state->lock);
    return ramp;
}

static void light_to_gray(const uint16_t *light, size_t count, const unsigned char *ramp,
                          unsigned char *gray)
{
    for (size_t i = 0; i < count; i++)
        gray[i] = ramp[light[i] >> (16 - LIGHT_BITS)];
}

/* A grey picture has but 256 tones to look up. */
static void gray_pixels(const Raster *from, cmsHTRANSFORM handle, const unsigned char *ramp,
                        unsigned char *to)
{
    size_t count = (size_t)from->width * (size_t)from->height;
    unsigned char tones[256], table[256];
    uint16_t light[256];

    for (int i = 0; i < 256; i++)
        tones[i] = (unsigned char)i;
    cmsDoTransform(handle, tones, light, 256);
    light_to_gray(light, 256, ramp, table);
    for (size_t i = 0; i < count; i++)
        to[i] = table[from->pixels[i]];
}

static Raster black_plate(Arena *arena, const Colour *colour, const Decoded *from)
{
    const Raster *raster = &from->raster;
    TransformSpec spec = {TO_LIGHT, raster->kind, from->space, from->icc};
    cmsHTRANSFORM handle = find_transform(colour, &spec);
    const unsigned char *ramp = colour_ramp(colour);
    Raster gray = {.kind = RASTER_GRAY};
    size_t width = (size_t)raster->width;

    if (!handle || !ramp)
        return gray;
    gray = raster_new(arena, RASTER_GRAY, raster->width, raster->height);
    if (raster->kind == RASTER_GRAY) {
        gray_pixels(raster, handle, ramp, gray.pixels);
        return gray;
    }
    uint16_t *light = arena_many(arena, uint16_t, width);
    for (int y = 0; y < raster->height; y++) {
        cmsDoTransform(handle, raster->pixels + raster_row_bytes(raster) * (size_t)y, light,
                       (cmsUInt32Number)width);
        light_to_gray(light, width, ramp, gray.pixels + width * (size_t)y);
    }
    return gray;
}

/* Black stays; the colours under it give way, all in the same measure. */
static void limit_inks(unsigned char *p, size_t count, int limit)
{
    int most = limit * 255 / 100;

    for (size_t i = 0; i < count; i++, p += 4) {
        int colours = p[0] + p[1] + p[2], room = most - p[3];
        for (int c = 0; colours > room && c < 3; c++)
            p[c] = (unsigned char)(p[c] * room / colours);
    }
}

static Raster four_plates(Arena *arena, const Colour *colour, const Decoded *from, int limit)
{
    const Raster *raster = &from->raster;
    TransformSpec spec = {TO_INK, raster->kind, from->space, from->icc};
    size_t count = (size_t)raster->width * (size_t)raster->height;
    bool inks = raster->kind == RASTER_CMYK;
    cmsHTRANSFORM handle = inks && !from->icc.n ? NULL : find_transform(colour, &spec);
    Raster out = {.kind = RASTER_CMYK};

    if (!handle && !inks)
        return out;
    out = raster_new(arena, RASTER_CMYK, raster->width, raster->height);
    if (handle)
        cmsDoTransform(handle, raster->pixels, out.pixels, (cmsUInt32Number)count);
    else
        memcpy(out.pixels, raster->pixels, count * 4);
    limit_inks(out.pixels, count, limit < 100 ? 100 : limit);
    return out;
}

Raster colour_inks(Arena *arena, const Colour *colour, const Decoded *from, bool gray, int limit)
{
    if (gray || from->raster.kind == RASTER_GRAY)
        return black_plate(arena, colour, from);
    return four_plates(arena, colour, from, limit);
}

/* Paper is the screen's white and the fullest ink its black, as screens are looked at. */
static cmsHTRANSFORM find_preview(const Colour *colour)
{
    ColourState *state = colour->state;
    cmsHTRANSFORM handle;

    pthread_mutex_lock(&state->lock);
    if (!state->preview && colour_press(colour)) {
        cmsHPROFILE screen = cmsCreate_sRGBProfile();
        state->preview = cmsCreateTransform(colour_press(colour), TYPE_CMYK_8, screen, TYPE_RGB_8,
                                            INTENT_RELATIVE_COLORIMETRIC,
                                            cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
        cmsCloseProfile(screen);
    }
    handle = state->preview;
    pthread_mutex_unlock(&state->lock);
    return handle;
}

void colour_preview(Colour *colour, const unsigned char *cmyk, unsigned char *rgb, int pixels)
{
    cmsHTRANSFORM handle = find_preview(colour);

    if (handle) {
        cmsDoTransform(handle, cmyk, rgb, (cmsUInt32Number)pixels);
        return;
    }
    /* A damaged profile is reported where it matters; a proof should still show something. */
    for (int i = 0; i < pixels; i++, cmyk += 4, rgb += 3)
        for (int c = 0; c < 3; c++)
            rgb[c] = (unsigned char)((255 - cmyk[c]) * (255 - cmyk[3]) / 255);
}
