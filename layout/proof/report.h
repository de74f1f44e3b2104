#ifndef PROOF_REPORT_H
#define PROOF_REPORT_H

#include "page/page.h"

/* findings.json: pages, stories with boxes and fit, findings in order. Pages may be NULL, 0 when
 * nothing was set. */
Str report_findings(Arena *arena, const Diags *diags, Lang lang, const Issue *issue,
                    Page *const *pages, int count);

/* layout.json: every box, column, line range and photo in mm, for other tools. */
Str report_layout(Arena *arena, const Issue *issue, Page *const *pages, int count);

#endif
