#include "press/standard.h"

#include <assert.h>

/* ISO 15930-1, -4 and -7 (PDF/X) and ISO 19005-2 (PDF/A-2). X-1a:2001 calls its version "X-1" and
 * only its conformance "X-1a"; from 2003 on there is one name. */
static const StandardInfo STANDARDS[PDF_STANDARDS] = {
    [PDF_X1A] = {.name = "x1a",
                 .title = "PDF/X-1a:2001",
                 .minor = 3,
                 .is_press = true,
                 .version = "PDF/X-1:2001",
                 .conformance = "PDF/X-1a:2001"},
    [PDF_X1A_2003] = {.name = "x1a2003",
                      .title = "PDF/X-1a:2003",
                      .minor = 4,
                      .is_press = true,
                      .version = "PDF/X-1a:2003"},
    [PDF_X4] = {.name = "x4",
                .title = "PDF/X-4",
                .minor = 6,
                .is_press = true,
                .is_x4 = true,
                .version = "PDF/X-4"},
    [PDF_A2U] = {.name = "a2u",
                 .title = "PDF/A-2u",
                 .minor = 7,
                 .is_archive = true,
                 .archive = "PDF/A-2u:2011"},
    [PDF_X4_A2U] = {.name = "x4+a2u",
                    .title = "PDF/X-4 + PDF/A-2u",
                    .minor = 6,
                    .is_press = true,
                    .is_x4 = true,
                    .is_archive = true,
                    .version = "PDF/X-4"},
};

const StandardInfo *standard_info(PdfStandard standard)
{
    assert(standard < PDF_STANDARDS);
    return &STANDARDS[standard];
}

bool standard_find(Str name, PdfStandard *standard)
{
    for (int i = 0; i < PDF_STANDARDS; i++)
        if (str_eq(name, str_of(STANDARDS[i].name))) {
            *standard = (PdfStandard)i;
            return true;
        }
    return false;
}
