/* Samples of any depth and meaning become rows on white paper. Between the steps every sample has
 * 16 bits. */
#include <string.h>

#include "press/kind_tiff.h"

enum { FULL = 65535, SIGN = 0x8000 };

static uint16_t take_sample(const unsigned char *row, size_t index, int bits)
{
    uint16_t value;

    if (bits == 16) {
        memcpy(&value, row + index * 2, 2);
        return value;
    }
    if (bits == 8)
        return row[index];
    size_t bit = index * (size_t)bits;
    int shift = 8 - bits - (int)(bit % 8);
    return (uint16_t)(row[bit / 8] >> shift & ((1 << bits) - 1));
}

/* Colours, then alpha when there is one, for each pixel. */
static void take_samples(const TiffForm *form, const TiffBand *band, DecoderWindow where,
                         uint16_t *to)
{
    int wanted = form->colours + (form->alpha >= 0), most = (1 << form->bits) - 1;
    bool is_index = form->map[0] != NULL;

    for (int s = 0; s < wanted; s++) {
        int sample = s < form->colours ? s : form->alpha;
        const unsigned char *row =
            band->planes[form->is_separate ? sample : 0] + band->row_bytes * (size_t)where.y;
        size_t step = form->is_separate ? 1 : (size_t)form->samples;
        size_t at = (size_t)where.x * step + (form->is_separate ? 0 : (size_t)sample);
        for (int i = 0; i < where.w; i++, at += step) {
            uint16_t value = take_sample(row, at, form->bits);
            if (!is_index || s > 0)
                value = (uint16_t)((uint32_t)value * FULL / (uint32_t)most);
            to[i * wanted + s] = value;
        }
    }
}

static uint8_t narrow(uint32_t value)
{
    return (uint8_t)((value * 255 + FULL / 2) / FULL);
}

/* What shows of a colour through its alpha; `paper` is what shows where there is nothing. */
static uint32_t lay(const TiffForm *form, uint32_t value, uint32_t alpha, uint32_t paper)
{
    uint64_t own = form->is_mixed ? (uint64_t)value * FULL : (uint64_t)value * alpha;
    uint64_t sum = (own + (uint64_t)paper * (FULL - alpha) + FULL / 2) / FULL;

    return sum < FULL ? (uint32_t)sum : FULL;
}

static uint32_t widen_lab(uint32_t value)
{
    uint32_t wide = (value * 257 + 128) / 256;

    return wide < FULL ? wide : FULL;
}

/* CIELab counts a and b from 0 with a sign, ICCLab from the middle; and the 16 bits of ICCLab go to
 * FF00 for full lightness. */
static uint32_t lab_number(const TiffForm *form, int channel, uint32_t value)
{
    bool is_icc = form->photometric == PHOTOMETRIC_ICCLAB;

    if (form->bits == 8)
        return channel == 0 || is_icc ? value : ((value / 257) ^ 0x80) * 257;
    if (channel > 0)
        return widen_lab(is_icc ? value : value ^ SIGN);
    return is_icc ? widen_lab(value) : value;
}

static void palette_row(const TiffForm *form, const uint16_t *samples, int n, uint8_t *to)
{
    int wanted = form->colours + (form->alpha >= 0);

    for (int i = 0; i < n; i++, samples += wanted)
        for (int c = 0; c < 3; c++) {
            uint32_t value = form->map[c][samples[0]];
            if (form->is_narrow_map)
                value *= 257;
            *to++ = narrow(form->alpha >= 0 ? lay(form, value, samples[1], FULL) : value);
        }
}

/* Light: paper is full, and what is white at 0 is turned over. */
static void light_row(const TiffForm *form, const uint16_t *samples, int n, uint8_t *to)
{
    bool has_alpha = form->alpha >= 0;

    for (int i = 0; i < n; i++) {
        const uint16_t *alpha = samples + form->colours;
        for (int c = 0; c < form->colours; c++) {
            uint32_t value = samples[c];
            if (form->photometric == PHOTOMETRIC_MINISWHITE)
                value = FULL - value;
            *to++ = narrow(has_alpha ? lay(form, value, *alpha, FULL) : value);
        }
        samples += form->colours + has_alpha;
    }
}

static void ink_row(const TiffForm *form, const uint16_t *samples, int n, uint8_t *to)
{
    bool has_alpha = form->alpha >= 0;

    for (int i = 0; i < n; i++, samples += form->colours + has_alpha)
        for (int c = 0; c < form->colours; c++)
            *to++ =
                narrow(has_alpha ? lay(form, samples[c], samples[form->colours], 0) : samples[c]);
}

static void lab_row(const TiffForm *form, const uint16_t *samples, int n, uint16_t *to)
{
    const uint32_t white[3] = {FULL, 128 * 257, 128 * 257};
    bool has_alpha = form->alpha >= 0;

    for (int i = 0; i < n; i++, samples += form->colours + has_alpha)
        for (int c = 0; c < 3; c++) {
            uint32_t value = lab_number(form, c, samples[c]);
            *to++ =
                (uint16_t)(has_alpha ? lay(form, value, samples[form->colours], white[c]) : value);
        }
}

void tiff_row(const TiffForm *form, const TiffBand *band, DecoderWindow where, uint16_t *samples,
              void *to)
{
    take_samples(form, band, where, samples);
    if (form->map[0])
        palette_row(form, samples, where.w, to);
    else if (form->kind == ROWS_LAB)
        lab_row(form, samples, where.w, to);
    else if (form->kind == ROWS_CMYK)
        ink_row(form, samples, where.w, to);
    else
        light_row(form, samples, where.w, to);
}
