#ifndef BUILD_H
#define BUILD_H

#include "page/page.h"
#include "press/pdf.h"
#include "proof/proof.h"

/* Places of the program's own data, found from where the program lies. */
typedef struct {
    const char *styles, *catalogue, *modules;
} Places;

typedef struct {
    const char *issue_dir, *output_dir;
    const char *cache_dir; /* NULL: no cache */
    Places places;
    int threads;
    bool draft;
    bool write_press; /* false: check */
    bool write_proof;
    Lang lang;
} BuildOptions;

/* What a build came to, for printing. */
typedef struct {
    Issue *issue;
    Page **pages;
    int page_count;
    bool written; /* the press PDF is in place */
    Str pdf_path, findings_json;
} BuildResult;

/* The pipeline: load, open fonts, make pages, paint, preflight, write. */
BuildResult build_issue(Arena *arena, Diags *diags, const BuildOptions *options);

#endif
