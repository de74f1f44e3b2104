#ifndef GALLEY_H
#define GALLEY_H

#include "build.h"
#include "options.h"

/*
 * 小样: one text in one column on a sheet just large enough for it. `options` are those of the
 * command line; the text comes from a file or, for "-", from standard input. The result has one
 * page; `written` says that the PDF at pdf_path is in place.
 */
BuildResult build_galley(Arena *arena, Diags *diags, const Options *options, Places places);

#endif
