#ifndef BUILD_H
#define BUILD_H

#include "page/page.h"
#include "printing.h"
#include "proof/proof.h"

/* Places of the program's own data, found from where the program lies. */
typedef struct {
    const char *styles, *catalogue, *modules;
} Places;

typedef struct {
    const char *issue_dir;
    const char *output_dir; /* NULL: output/<issue folder name> */
    const char *cache_dir;  /* NULL: no cache */
    Places places;
    int threads;
    bool draft;
    bool write_press; /* false: check */
    bool write_proof;
    PressOptions press;
    Lang lang;
} BuildOptions;

/* What a build came to, for printing. */
typedef struct {
    Issue *issue; /* NULL: there is no such folder */
    Page **pages;
    int page_count;
    bool written; /* the press PDF is in place */
    const char *output_dir;
    Str pdf_path;      /* empty unless written */
    PressResult press; /* all that goes to the printer */
    Str findings_json;
    const char **proofs; /* paths of the proof pictures made */
    int proof_count;
} BuildResult;

/* The pipeline: load, open fonts, make pages, paint, preflight, write. */
BuildResult build_issue(Arena *arena, Diags *diags, const BuildOptions *options);

/* Program and version, as products name it. */
Str build_creator(void);

#endif
