#include "press/decode.h"

#include "press/outer.h"

/* In a module that shares our memory only libraries of free licences; the rest run as programs. */
static OuterDecoder outer_of(Arena *arena, const char *modules, PictureKind kind)
{
    static const struct {
        const char *name;
        int seconds;
    } decoders[] = {[PICTURE_TIFF] = {"nanfeng-tiff", HELPER_SECONDS},
                    [PICTURE_WEBP] = {"webp.so", 0},
                    [PICTURE_HEIF] = {"nanfeng-heic", HELPER_SECONDS}};

    return (OuterDecoder){str_format(arena, "%s/%s", modules, decoders[kind].name).p,
                          decoders[kind].seconds};
}

static DecodeOutcome decode_kind(Arena *arena, const char *modules, Str bytes,
                                 const Extract *stored, Decoded *out)
{
    out->what = S("?");
    if (!picture_kind(bytes, &out->kind))
        return DECODE_KIND;
    if (out->kind == PICTURE_JPEG)
        return jpeg_decode(arena, bytes, stored, out);
    if (out->kind == PICTURE_PNG)
        return png_decode(arena, bytes, stored, out);
    if (!modules)
        return DECODE_NO_DECODER;
    return outer_decode(arena, outer_of(arena, modules, out->kind), bytes, stored, out);
}

DecodeOutcome picture_decode(Arena *arena, const char *modules, Str bytes, const Extract *extract,
                             Decoded *out)
{
    Extract stored = orient_extract(extract);
    DecodeOutcome outcome;

    *out = (Decoded){0};
    outcome = decode_kind(arena, modules, bytes, &stored, out);
    if (outcome == DECODE_GOOD)
        out->raster = orient_raster(arena, &out->raster, extract->orientation);
    return outcome;
}
