#ifndef PROOF_REPORT_H
#define PROOF_REPORT_H

#include "page/page.h"
#include "proof/pdf_check.h"

/* findings.json: pages, stories with boxes and fit, findings in order. Pages may be NULL, 0 when
 * nothing was set. */
Str report_findings(Arena *arena, const Diags *diags, Lang lang, const Issue *issue,
                    Page *const *pages, int count);

/* layout.json: every box, column, line range and photo in mm, for other tools. */
Str report_layout(Arena *arena, const Issue *issue, Page *const *pages, int count);

/* What was found of a finished PDF: level, ink page by page (percent, areas in mm²), findings. */
Str report_pdf(Arena *arena, const Diags *diags, Lang lang, const char *path,
               const PdfCheck *check);

#endif
