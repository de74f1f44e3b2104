/* WebP, as a module. The library decodes the window and no more. Of an animation the first frame
 * counts, drawn on its canvas. */
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "press/decoder.h"

typedef struct {
    DecoderJob *job;
    WebPData data;
    WebPDemuxer *demuxer;
    WebPChunkIterator icc;
    WebPAnimDecoder *frames;
    WebPDecoderConfig config;
    unsigned char *flat;
} WebpIn;

static DecodeOutcome outcome_of(VP8StatusCode status)
{
    switch (status) {
    case VP8_STATUS_OK:
        return DECODE_GOOD;
    case VP8_STATUS_OUT_OF_MEMORY:
        return DECODE_NO_MEMORY;
    case VP8_STATUS_INVALID_PARAM:
    case VP8_STATUS_BITSTREAM_ERROR:
    case VP8_STATUS_UNSUPPORTED_FEATURE:
    case VP8_STATUS_SUSPENDED:
    case VP8_STATUS_USER_ABORT:
    case VP8_STATUS_NOT_ENOUGH_DATA:
        break;
    }
    return DECODE_BROKEN;
}

static bool tell_head(WebpIn *in)
{
    DecoderJob *job = in->job;
    DecoderHead head = {.kind = ROWS_RGB, .width = job->width, .height = job->height};

    if (WebPDemuxGetChunk(in->demuxer, "ICCP", 1, &in->icc)) {
        head.icc = in->icc.chunk.bytes;
        head.icc_n = in->icc.chunk.size;
    }
    return job->head(job->context, &head);
}

/* As it would look on white paper. */
static void flatten(const unsigned char *rgba, int width, unsigned char *rgb)
{
    for (int x = 0; x < width; x++, rgba += 4)
        for (int c = 0; c < 3; c++)
            *rgb++ = (unsigned char)((rgba[c] * rgba[3] + 255 * (255 - rgba[3]) + 127) / 255);
}

static DecodeOutcome tell_rows(WebpIn *in, const unsigned char *rgba, size_t stride)
{
    const DecoderJob *job = in->job;

    in->flat = malloc((size_t)job->window.w * 3);
    if (!in->flat)
        return DECODE_NO_MEMORY;
    for (int y = 0; y < job->window.h; y++, rgba += stride) {
        flatten(rgba, job->window.w, in->flat);
        if (!job->row(job->context, in->flat))
            return DECODE_BROKEN;
    }
    return DECODE_GOOD;
}

static DecodeOutcome decode_still(WebpIn *in)
{
    const DecoderWindow *window = &in->job->window;
    WebPDecoderOptions *options = &in->config.options;
    const WebPRGBABuffer *pixels = &in->config.output.u.RGBA;
    DecodeOutcome outcome;

    /* The library begins at even places only. */
    options->use_cropping = 1;
    options->crop_left = window->x & ~1;
    options->crop_top = window->y & ~1;
    options->crop_width = window->x + window->w - options->crop_left;
    options->crop_height = window->y + window->h - options->crop_top;
    in->config.output.colorspace = MODE_RGBA;
    outcome = outcome_of(WebPDecode(in->data.bytes, in->data.size, &in->config));
    if (outcome != DECODE_GOOD)
        return outcome;
    return tell_rows(in,
                     pixels->rgba + (size_t)(window->y & 1) * (size_t)pixels->stride +
                         (size_t)(window->x & 1) * 4,
                     (size_t)pixels->stride);
}

static DecodeOutcome decode_frame(WebpIn *in)
{
    const DecoderWindow *window = &in->job->window;
    size_t stride = (size_t)in->job->width * 4;
    WebPAnimDecoderOptions options;
    unsigned char *canvas;
    int when;

    if (!WebPAnimDecoderOptionsInit(&options))
        return DECODE_NO_DECODER;
    options.color_mode = MODE_RGBA;
    in->frames = WebPAnimDecoderNew(&in->data, &options);
    if (!in->frames || !WebPAnimDecoderGetNext(in->frames, &canvas, &when))
        return DECODE_BROKEN;
    return tell_rows(in, canvas + (size_t)window->y * stride + (size_t)window->x * 4, stride);
}

static DecodeOutcome decode(WebpIn *in)
{
    bool moves;

    if (!WebPInitDecoderConfig(&in->config))
        return DECODE_NO_DECODER;
    in->demuxer = WebPDemux(&in->data);
    if (!in->demuxer)
        return DECODE_BROKEN;
    if (WebPDemuxGetI(in->demuxer, WEBP_FF_CANVAS_WIDTH) != (uint32_t)in->job->width ||
        WebPDemuxGetI(in->demuxer, WEBP_FF_CANVAS_HEIGHT) != (uint32_t)in->job->height)
        return DECODE_CHANGED;
    if (!tell_head(in))
        return DECODE_BROKEN;
    moves = WebPDemuxGetI(in->demuxer, WEBP_FF_FORMAT_FLAGS) & ANIMATION_FLAG;
    return moves ? decode_frame(in) : decode_still(in);
}

DecodeOutcome nanfeng_decode(DecoderJob *job)
{
    WebpIn in = {.job = job};
    DecodeOutcome outcome;

    if (job->size != sizeof *job)
        return DECODE_NO_DECODER;
    in.data = (WebPData){job->bytes, job->n};
    outcome = decode(&in);
    WebPDemuxReleaseChunkIterator(&in.icc);
    WebPDemuxDelete(in.demuxer);
    WebPAnimDecoderDelete(in.frames);
    WebPFreeDecBuffer(&in.config.output);
    free(in.flat);
    return outcome;
}
