/* HEIC and AVIF, in a helper program: the library for them brings codecs under the GPL. The picture
 * comes turned and cropped as it says itself, so it is upright. */
#include <stdlib.h>
#include <string.h>

#include <libheif/heif.h>

#include "press/decoder.h"

typedef struct {
    DecoderJob *job;
    struct heif_context *context;
    struct heif_image_handle *handle;
    struct heif_decoding_options *options;
    struct heif_image *image;
    struct heif_color_profile_nclx *coded;
    bool has_alpha;
    unsigned char *icc, *flat;
} HeifIn;

static DecodeOutcome give_up(HeifIn *in, DecodeOutcome outcome, const char *what)
{
    strncpy(in->job->what, what, sizeof in->job->what - 1);
    return outcome;
}

/* Later versions of the library know more errors; all others are a damaged file's. */
static DecodeOutcome outcome_of(HeifIn *in, struct heif_error error)
{
    if (error.code == heif_error_Ok)
        return DECODE_GOOD;
    if (error.code == heif_error_Memory_allocation_error)
        return DECODE_OVERRUN;
    if (error.code == heif_error_Unsupported_filetype ||
        error.code == heif_error_Unsupported_feature)
        return give_up(in, DECODE_KIND, error.message);
    return DECODE_BROKEN;
}

/* Pictures for screens that shine brighter than white would need another artist's hand. */
static bool is_beyond_white(const struct heif_color_profile_nclx *coded)
{
    return coded &&
           (coded->transfer_characteristics == heif_transfer_characteristic_ITU_R_BT_2100_0_PQ ||
            coded->transfer_characteristics == heif_transfer_characteristic_ITU_R_BT_2100_0_HLG);
}

static DecodeOutcome read_profile(HeifIn *in, DecoderHead *head)
{
    size_t n = heif_image_handle_get_raw_color_profile_size(in->handle);
    struct heif_error error;

    error = heif_image_handle_get_nclx_color_profile(in->handle, &in->coded);
    if (error.code == heif_error_Ok && in->coded) {
        if (n == 0 && is_beyond_white(in->coded))
            return give_up(in, DECODE_KIND, "HEIC / AVIF (HDR)");
        head->primaries = (int)in->coded->color_primaries;
        head->transfer = (int)in->coded->transfer_characteristics;
    }
    if (n == 0)
        return DECODE_GOOD;
    in->icc = malloc(n);
    if (!in->icc)
        return DECODE_OVERRUN;
    error = heif_image_handle_get_raw_color_profile(in->handle, in->icc);
    if (error.code == heif_error_Ok) {
        head->icc = in->icc;
        head->icc_n = n;
    }
    return DECODE_GOOD;
}

/* As it would look on white paper. */
static const unsigned char *flatten(HeifIn *in, const unsigned char *rgba)
{
    bool is_mixed = heif_image_handle_is_premultiplied_alpha(in->handle);
    unsigned char *to = in->flat;

    for (int x = 0; x < in->job->window.w; x++, rgba += 4)
        for (int c = 0; c < 3; c++) {
            int own = is_mixed ? rgba[c] * 255 : rgba[c] * rgba[3];
            int sum = (own + 255 * (255 - rgba[3]) + 127) / 255;
            *to++ = (unsigned char)(sum < 255 ? sum : 255);
        }
    return in->flat;
}

static DecodeOutcome tell_rows(HeifIn *in)
{
    const DecoderJob *job = in->job;
    const DecoderWindow *window = &job->window;
    size_t pixel = in->has_alpha ? 4 : 3;
    int stride = 0;
    const unsigned char *plane =
        heif_image_get_plane_readonly(in->image, heif_channel_interleaved, &stride);

    in->flat = malloc((size_t)window->w * 3);
    if (!in->flat)
        return DECODE_OVERRUN;
    if (!plane || (size_t)stride < (size_t)job->width * pixel)
        return DECODE_BROKEN;
    for (int y = 0; y < window->h; y++) {
        const unsigned char *row =
            plane + (size_t)(window->y + y) * (size_t)stride + (size_t)window->x * pixel;
        if (!job->row(job->context, in->has_alpha ? flatten(in, row) : row))
            return DECODE_BROKEN;
    }
    return DECODE_GOOD;
}

static DecodeOutcome decode_image(HeifIn *in)
{
    struct heif_error error;

    in->has_alpha = heif_image_handle_has_alpha_channel(in->handle);
    in->options = heif_decoding_options_alloc();
    if (!in->options)
        return DECODE_OVERRUN;
    in->options->convert_hdr_to_8bit = 1;
    error = heif_decode_image(
        in->handle, &in->image, heif_colorspace_RGB,
        in->has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, in->options);
    if (error.code != heif_error_Ok)
        return outcome_of(in, error);
    if (heif_image_get_width(in->image, heif_channel_interleaved) != in->job->width ||
        heif_image_get_height(in->image, heif_channel_interleaved) != in->job->height)
        return DECODE_CHANGED;
    return DECODE_GOOD;
}

static DecodeOutcome decode(HeifIn *in)
{
    DecoderJob *job = in->job;
    DecoderHead head = {.kind = ROWS_RGB, .width = job->width, .height = job->height};
    struct heif_error error;
    DecodeOutcome outcome;

    in->context = heif_context_alloc();
    if (!in->context)
        return DECODE_OVERRUN;
    error = heif_context_read_from_memory_without_copy(in->context, job->bytes, job->n, NULL);
    if (error.code == heif_error_Ok)
        error = heif_context_get_primary_image_handle(in->context, &in->handle);
    if (error.code != heif_error_Ok)
        return outcome_of(in, error);
    if (heif_image_handle_get_width(in->handle) != job->width ||
        heif_image_handle_get_height(in->handle) != job->height)
        return DECODE_CHANGED;
    outcome = read_profile(in, &head);
    if (outcome == DECODE_GOOD)
        outcome = decode_image(in);
    if (outcome != DECODE_GOOD)
        return outcome;
    return job->head(job->context, &head) ? tell_rows(in) : DECODE_BROKEN;
}

DecodeOutcome nanfeng_decode(DecoderJob *job)
{
    HeifIn in = {.job = job};
    DecodeOutcome outcome;

    if (job->size != sizeof *job)
        return DECODE_NO_DECODER;
    outcome = decode(&in);
    if (in.image)
        heif_image_release(in.image);
    if (in.handle)
        heif_image_handle_release(in.handle);
    if (in.context)
        heif_context_free(in.context);
    if (in.options)
        heif_decoding_options_free(in.options);
    heif_nclx_color_profile_free(in.coded);
    free(in.icc);
    free(in.flat);
    return outcome;
}
