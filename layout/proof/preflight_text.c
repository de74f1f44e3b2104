/* Type: sizes, reversed and coloured type, black that must be black alone and overprint. */
#include "base/utf8.h"
#include "proof/walk.h"

typedef struct {
    Walk *walk;
    const PaintOp *op;
    int index;
} TypeLine;

static Str words_of(const TypeLine *line)
{
    return excerpt(line->walk->arena, line->op->as.text.text);
}

static Str size_of(const TypeLine *line)
{
    return points_text(line->walk->arena, line->op->as.text.size);
}

static bool has_chinese(Str text)
{
    for (size_t at = 0; at < text.n;)
        if (utf8_next(text, &at) >= 0x2E80)
            return true;
    return false;
}

/* A line of type below a limit: the words, their size, the limit. */
static void say_size(const TypeLine *line, DiagCode code, Emu limit)
{
    if (!walk_first(line->walk, code, line->op))
        return;
    Str words = words_of(line), size = size_of(line);
    Str least = points_text(line->walk->arena, limit);
    diag_report_page(line->walk->diags, code, line->op->at, line->walk->list->number,
                     "%.*s\t%.*s\t%.*s", STR_ARGS(words), STR_ARGS(size), STR_ARGS(least));
}

static void check_size(const TypeLine *line)
{
    bool chinese = has_chinese(line->op->as.text.text);
    Emu size = line->op->as.text.size;
    Emu least = chinese ? CHINESE_LEAST : LATIN_LEAST, good = chinese ? CHINESE_GOOD : LATIN_GOOD;

    if (size < least)
        say_size(line, R_TEXT_TOO_SMALL, least);
    else if (size < good)
        say_size(line, R_TEXT_SMALL, good);
}

static void check_reversed(const TypeLine *line)
{
    Ground ground = walk_ground(line->walk, line->index);
    Emu size = line->op->as.text.size;

    if (size < REVERSED_LEAST)
        say_size(line, R_TEXT_REVERSED_TINY, REVERSED_LEAST);
    else if (size < REVERSED_GOOD)
        say_size(line, R_TEXT_REVERSED_SMALL, REVERSED_GOOD);
    if (ground.is_picture || ink_sum(ground.ink) >= 100 * REVERSED_GROUND ||
        !walk_first(line->walk, R_TEXT_REVERSED_FAINT, line->op))
        return;
    Str words = words_of(line);
    diag_report_page(line->walk->diags, R_TEXT_REVERSED_FAINT, line->op->at,
                     line->walk->list->number, "%.*s\t%d\t%d", STR_ARGS(words),
                     ink_sum(ground.ink) / 100, REVERSED_GROUND);
}

static void check_rich_black(const TypeLine *line)
{
    if (!walk_first(line->walk, R_TEXT_RICH_BLACK, line->op))
        return;
    Str words = words_of(line), inks = ink_names(line->walk->arena, line->op->ink);
    diag_report_page(line->walk->diags, R_TEXT_RICH_BLACK, line->op->at, line->walk->list->number,
                     "%.*s\t%.*s", STR_ARGS(words), STR_ARGS(inks));
}

static void check_coloured(const TypeLine *line)
{
    int inks = ink_count(line->op->ink);
    Emu limit = inks > 2 ? MORE_INKS_LEAST : TWO_INKS_LEAST;

    if (inks < 2 || line->op->as.text.size >= limit ||
        !walk_first(line->walk, R_TEXT_COLOURED, line->op))
        return;
    Str words = words_of(line), size = size_of(line);
    Str least = points_text(line->walk->arena, limit);
    diag_report_page(line->walk->diags, R_TEXT_COLOURED, line->op->at, line->walk->list->number,
                     "%.*s\t%.*s\t%d\t%.*s", STR_ARGS(words), STR_ARGS(size), inks,
                     STR_ARGS(least));
}

static void check_knockout(const TypeLine *line)
{
    const PaintOp *op = line->op;

    if (!ink_is_black(op->ink) || op->overprint || op->as.text.size >= OVERPRINT_BELOW ||
        !walk_first(line->walk, R_TEXT_KNOCKOUT, op))
        return;
    Str words = words_of(line), size = size_of(line);
    diag_report_page(line->walk->diags, R_TEXT_KNOCKOUT, op->at, line->walk->list->number,
                     "%.*s\t%.*s", STR_ARGS(words), STR_ARGS(size));
}

/* The picture's own pixels are measured where there is time for it. */
static void check_over_picture(const TypeLine *line)
{
    if (!line->op->overprint || !walk_ground(line->walk, line->index).is_colour ||
        !walk_first(line->walk, R_INK_OVER_PICTURE, line->op))
        return;
    Str words = words_of(line);
    diag_report_page(line->walk->diags, R_INK_OVER_PICTURE, line->op->at, line->walk->list->number,
                     "%.*s\t%d", STR_ARGS(words), line->walk->house->ink_limit);
}

void preflight_text(Walk *walk, int op)
{
    const PaintOp *text = &walk->list->ops[op];
    TypeLine line = {.walk = walk, .op = text, .index = op};

    check_size(&line);
    if (ink_sum(text->ink) <= INK_WHITE)
        check_reversed(&line);
    else if (text->ink.k >= INK_BLACK_FROM && ink_count(text->ink) > 1)
        check_rich_black(&line);
    else
        check_coloured(&line);
    check_knockout(&line);
    check_over_picture(&line);
}
