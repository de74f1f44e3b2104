#ifndef PRESS_READBACK_H
#define PRESS_READBACK_H

#include "press/embed.h"

/*
 * True when a reader of the PDF gets a line's text back from the glyph codes alone: every glyph
 * stands for what its font says it stands for, nothing is left out or turned around, and no gap
 * makes an extractor see a blank or another line. Other lines carry their text beside them.
 */
bool line_reads_back(const PaintOp *op, const Embed *embed);

#endif
