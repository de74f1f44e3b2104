/* A WebP file is a RIFF list of chunks: either one with the pixels (VP8 or VP8L), or VP8X first,
 * which gives the size and says what else there is. */
#include <string.h>

#include "content/picture_probe.h"

enum { CHUNKS_MAX = 1 << 16, RIFF_HEAD = 12, CHUNK_HEAD = 8 };

/* Flags of VP8X. */
enum { HAS_EXIF = 0x08, HAS_ANIMATION = 0x02 };

static ProbeResult probe_lossy(Probe *probe, int64_t at)
{
    unsigned char head[10];

    if (!picture_read(&probe->file, at, head, sizeof head) || (head[0] & 1) ||
        memcmp(head + 3, "\x9D\x01\x2A", 3) != 0)
        return PROBE_BROKEN;
    return probe_set_size(probe, picture_little16(head + 6) & 0x3FFF,
                          picture_little16(head + 8) & 0x3FFF)
               ? PROBE_GOOD
               : PROBE_BROKEN;
}

static ProbeResult probe_lossless(Probe *probe, int64_t at)
{
    unsigned char head[5];
    uint32_t sizes;

    if (!picture_read(&probe->file, at, head, sizeof head) || head[0] != 0x2F)
        return PROBE_BROKEN;
    sizes = picture_little32(head + 1);
    return probe_set_size(probe, (sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1) ? PROBE_GOOD
                                                                                   : PROBE_BROKEN;
}

/* Some programs write the mark of JPEG's EXIF segment before the block. */
static int find_orientation(const PictureFile *file, int64_t at)
{
    enum { MARK = 6 };

    for (int i = 0; i < CHUNKS_MAX; i++) {
        unsigned char head[CHUNK_HEAD + MARK] = {0};
        if (!picture_read(file, at, head, CHUNK_HEAD))
            break;
        int64_t n = picture_little32(head + 4), body = at + CHUNK_HEAD;
        if (memcmp(head, "EXIF", 4) == 0) {
            int skip = n >= MARK && picture_read(file, body, head + CHUNK_HEAD, MARK) &&
                               memcmp(head + CHUNK_HEAD, "Exif\0\0", MARK) == 0
                           ? MARK
                           : 0;
            return exif_orientation(file, body + skip, n - skip);
        }
        at = body + n + (n & 1);
    }
    return 1;
}

static ProbeResult probe_extended(Probe *probe, int64_t at, int64_t n)
{
    unsigned char head[10];

    if (n < (int64_t)sizeof head || !picture_read(&probe->file, at, head, sizeof head))
        return PROBE_BROKEN;
    if (!probe_set_size(probe, (picture_little32(head + 4) & 0xFFFFFF) + 1,
                        (picture_little32(head + 6) >> 8) + 1))
        return PROBE_BROKEN;
    probe->info.has_more = head[0] & HAS_ANIMATION;
    if (head[0] & HAS_EXIF)
        probe->info.orientation = find_orientation(&probe->file, at + n + (n & 1));
    return PROBE_GOOD;
}

ProbeResult probe_webp(Probe *probe)
{
    unsigned char head[CHUNK_HEAD];
    int64_t at = RIFF_HEAD + CHUNK_HEAD;

    if (!picture_read(&probe->file, RIFF_HEAD, head, sizeof head))
        return PROBE_BROKEN;
    if (memcmp(head, "VP8 ", 4) == 0)
        return probe_lossy(probe, at);
    if (memcmp(head, "VP8L", 4) == 0)
        return probe_lossless(probe, at);
    if (memcmp(head, "VP8X", 4) == 0)
        return probe_extended(probe, at, picture_little32(head + 4));
    return PROBE_BROKEN;
}
