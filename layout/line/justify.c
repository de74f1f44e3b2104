/* From a window of glyphs to the x of every body: the line ends exactly on its measure. */
#include "line/chars.h"

/* Gap i's part of slack when n gaps share it. The parts add up to slack exactly. */
static Emu gap_share(int64_t slack, int i, int n)
{
    int64_t before = slack * i / n;
    int64_t through = slack * (i + 1) / n;

    return (Emu)(through - before);
}

Emu soft_gain(const Glyph *glyph, Emu em)
{
    bool soft = glyph->stretch == STRETCH_SPACE || glyph->stretch == STRETCH_MIXED;
    Emu limit = glyph->stretch == STRETCH_SPACE ? em / 2 : em / 3;

    return soft && glyph->gap < limit ? limit - glyph->gap : 0;
}

/* Takes up to `need` out of the gaps of one step, in proportion to what each can give. */
static int64_t shrink_step(const Glyph *glyphs, int gaps, ShrinkStep step, int64_t need,
                           Emu *change)
{
    int64_t room = 0, passed = 0;

    for (int i = 0; i < gaps; i++)
        if (glyphs[i].shrink == step)
            room += glyphs[i].gap - glyphs[i].gap_min;
    int64_t take = need < room ? need : room;
    if (take <= 0)
        return 0;
    for (int i = 0; i < gaps; i++) {
        if (glyphs[i].shrink != step)
            continue;
        int64_t before = take * passed / room;
        passed += glyphs[i].gap - glyphs[i].gap_min;
        change[i] -= (Emu)(take * passed / room - before);
    }
    return take;
}

/* CLREQ line adjustment by squeezing: spaces, brackets, pauses, mixed gaps, stops. */
static void shrink(const Glyph *glyphs, int gaps, int64_t need, Emu *change)
{
    for (ShrinkStep step = SHRINK_SPACE; step < SHRINK_STEPS && need > 0; step++)
        need -= shrink_step(glyphs, gaps, step, need, change);
}

static int64_t stretch_soft(const Glyph *glyphs, int gaps, StretchStep step, Emu em, int64_t need,
                            Emu *change)
{
    int64_t room = 0, passed = 0;

    for (int i = 0; i < gaps; i++)
        if (glyphs[i].stretch == step)
            room += soft_gain(&glyphs[i], em);
    int64_t take = need < room ? need : room;
    if (take <= 0)
        return 0;
    for (int i = 0; i < gaps; i++) {
        if (glyphs[i].stretch != step)
            continue;
        int64_t before = take * passed / room;
        passed += soft_gain(&glyphs[i], em);
        change[i] += (Emu)(take * passed / room - before);
    }
    return take;
}

/* Word spaces, then mixed gaps, each to its limit; what is left opens every gap equally. */
static Emu stretch(const Glyph *glyphs, int gaps, Emu em, int64_t need, Emu *change)
{
    int open = 0, at = 0;

    need -= stretch_soft(glyphs, gaps, STRETCH_SPACE, em, need, change);
    need -= stretch_soft(glyphs, gaps, STRETCH_MIXED, em, need, change);
    for (int i = 0; i < gaps; i++)
        open += glyphs[i].stretch != STRETCH_NONE;
    if (need <= 0 || open == 0)
        return 0;
    for (int i = 0; i < gaps; i++)
        if (glyphs[i].stretch != STRETCH_NONE)
            change[i] += gap_share(need, at++, open);
    return (Emu)(need / open);
}

static void place(const Glyph *glyphs, const Emu *change, Emu indent, Line *line)
{
    Emu pen = indent;

    for (int i = 0; i < line->count; i++) {
        line->x[i] = pen;
        pen += glyphs[i].body;
        line->end = pen;
        if (i + 1 < line->count)
            pen += glyphs[i].gap + change[i];
    }
}

Emu para_width(const ShapedPara *para, int first, int count)
{
    int64_t width = 0;

    for (int i = first; i < first + count; i++)
        width += para->glyphs[i].body + (i + 1 < first + count ? para->glyphs[i].gap : 0);
    return (Emu)width;
}

Line para_line(Arena *arena, const ShapedPara *para, const Breaks *breaks, int i, Shape shape)
{
    int first = i ? breaks->ends[i - 1] : 0;
    int at = shape.first + i;
    const Glyph *glyphs = para->glyphs + first;
    Line line = {.first = first,
                 .count = breaks->ends[i] - first,
                 .measure = shape.measures[at < shape.count ? at : shape.count - 1]};
    Emu indent = i == 0 ? para->style.indent : 0;
    Emu *change = arena_many(arena, Emu, (size_t)line.count);
    bool natural_end = i + 1 == breaks->lines || glyphs[line.count - 1].break_after == BREAK_FORCED;

    Emu hyphen = i + 1 < breaks->lines ? hyphen_width(para, breaks->ends[i] - 1) : 0;

    line.hyphen = hyphen > 0;
    line.width = indent + para_width(para, first, line.count) + hyphen;
    line.x = arena_many(arena, Emu, (size_t)line.count);
    int64_t slack = (int64_t)line.measure - line.width;
    if (slack < 0)
        shrink(glyphs, line.count - 1, -slack, change);
    else if (!natural_end)
        line.stretch = stretch(glyphs, line.count - 1, para->style.size, slack, change);
    /* A lone word has nothing that opens: it stays as wide as it is. */
    line.justified = !natural_end && (slack < 0 || para_gaps(para, first, line.count) > 0);
    place(glyphs, change, indent, &line);
    line.end += hyphen;
    return line;
}

int para_gaps(const ShapedPara *para, int first, int count)
{
    int gaps = 0;

    for (int i = first; i + 1 < first + count; i++)
        gaps += para->glyphs[i].stretch != STRETCH_NONE;
    return gaps;
}

Line para_natural(Arena *arena, const ShapedPara *para, int first, int count, Emu track)
{
    const Glyph *glyphs = para->glyphs + first;
    Line line = {.first = first, .count = count};
    Emu *change = arena_many(arena, Emu, (size_t)count + 1);

    for (int i = 0; i + 1 < count; i++)
        if (glyphs[i].stretch != STRETCH_NONE)
            change[i] = track;
    line.x = arena_many(arena, Emu, (size_t)count);
    place(glyphs, change, 0, &line);
    line.width = line.measure = line.end;
    return line;
}
