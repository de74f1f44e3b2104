/*
 * Where a headline may part: at the editor's mark, else between words and never inside one. What
 * the dictionary of words does not know, names above all, comes as a row of single characters; so
 * single characters are rather taken for parts of their neighbours.
 */
#include <string.h>

#include "page/maker.h"

/* Tenths of an em, on the scale of how unlike the lines come out. */
enum {
    COST_WORDS = 10,   /* any place between two words */
    COST_QUOTED = 40,  /* inside “…” or 《…》 */
    COST_LEAD = 60,    /* after a word that leads on to the next */
    COST_SINGLES = 60, /* between two single characters */
    COST_SUFFIX = 40,  /* before one, which may belong to the word before it */
    COST_PREFIX = 40,  /* after one that opens a phrase */
    COST_AFTER_SUFFIX = 10,
    COST_COUNTED = 60,  /* between a number and what it counts */
    COST_TOGETHER = 20, /* each time the story's text has the same two characters together */
    TOGETHER_MOST = 3,
    COST_MOST = 250,
    WORDS_MAX = 400,
    BREAKS_MAX = 8,
    EVEN_LINES_MAX = 8,
    UNLIKE_EMS = 3 /* the second line may be longer by this much */
};

static const char POOR[] = "的了着吗与和";
static const char LEADS[] = "为在对把被让向从以由给将不再也就只都更最已又仍用靠比跟同";
static const char NUMERALS[] = "一二三四五六七八九十百千万亿两几第";

static Str glyph_text(const ShapedPara *para, int i)
{
    return (Str){para->text.p + para->glyphs[i].cluster, (size_t)para->glyphs[i].length};
}

static bool is_among(const ShapedPara *para, int i, const char *list)
{
    Str text = glyph_text(para, i);

    return text.n > 0 && memmem(list, strlen(list), text.p, text.n) != NULL;
}

/* The editor's `|` stands between two glyphs as a control character that has none itself. */
static bool is_marked(const ShapedPara *para, int i)
{
    return para->glyphs[i].cluster + para->glyphs[i].length < para->glyphs[i + 1].cluster;
}

bool head_is_marked(const ShapedPara *para)
{
    for (int i = 0; i + 1 < para->glyph_count; i++)
        if (is_marked(para, i))
            return true;
    return false;
}

static ShapedPara *copy_of(Arena *arena, const ShapedPara *para)
{
    ShapedPara *copy = arena_new(arena, ShapedPara);

    *copy = *para;
    copy->glyphs = arena_many(arena, Glyph, (size_t)para->glyph_count + 1);
    if (para->glyph_count)
        memcpy(copy->glyphs, para->glyphs, (size_t)para->glyph_count * sizeof(Glyph));
    return copy;
}

/* --- words --- */

/* The words of a headline, by glyph. */
typedef struct {
    const ShapedPara *para;
    const Story *story;
    const int *of;      /* number of the word each glyph belongs to */
    const int *letters; /* of each word */
} Wording;

static bool wording_find(Maker *m, const Story *story, const ShapedPara *para, Wording *out)
{
    int32_t ends[WORDS_MAX];
    int count = words_ends(m->words, para->text, ends, WORDS_MAX), word = 0;
    int *of = arena_many(m->arena, int, (size_t)para->glyph_count + 1);
    int *letters = arena_many(m->arena, int, (size_t)count + 1);

    for (int i = 0; count && i < para->glyph_count; i++) {
        while (word + 1 < count && ends[word] <= para->glyphs[i].cluster)
            word++;
        of[i] = word;
        letters[word] += para->glyphs[i].length > 0;
    }
    *out = (Wording){para, story, of, letters};
    return count > 0;
}

static bool is_han(const ShapedPara *para, int i)
{
    return i >= 0 && i < para->glyph_count && para->glyphs[i].char_class == CLASS_HAN;
}

/* A single character that is a word by itself only to the dictionary. */
static bool is_single(const Wording *w, int i)
{
    return is_han(w->para, i) && w->letters[w->of[i]] == 1 && !is_among(w->para, i, LEADS);
}

static bool is_lead(const Wording *w, int i)
{
    return is_han(w->para, i) && w->letters[w->of[i]] == 1 && is_among(w->para, i, LEADS);
}

/* How much a single character on either side of the place speaks against it. */
static int single_cost(const Wording *w, int i)
{
    if (is_lead(w, i))
        return COST_LEAD;
    if (is_lead(w, i + 1))
        return -COST_WORDS;
    if (is_single(w, i + 1))
        return is_single(w, i) ? COST_SINGLES : COST_SUFFIX;
    if (!is_single(w, i))
        return 0;
    bool opens = !is_han(w->para, i - 1) || is_lead(w, i - 1);
    return opens ? COST_PREFIX : COST_AFTER_SUFFIX;
}

static int count_in(Str text, Str part, int most)
{
    const char *from = text.p, *end = text.p + text.n;
    int count = 0;

    while (count < most && from < end &&
           (from = memmem(from, (size_t)(end - from), part.p, part.n)) != NULL) {
        count++;
        from += part.n;
    }
    return count;
}

/* What the story says together should not be torn apart above it. */
static int together_cost(const Wording *w, int i)
{
    const Glyph *glyphs = w->para->glyphs;
    int32_t start = glyphs[i].cluster, end = glyphs[i + 1].cluster + glyphs[i + 1].length;
    Str pair = {w->para->text.p + start, (size_t)(end - start)};
    int count = 0;

    for (int b = 0; b < w->story->block_count && count < TOGETHER_MOST; b++) {
        Text text = w->story->blocks[b].text;
        for (int p = 0; p < text.count && count < TOGETHER_MOST; p++)
            count += count_in(text.pieces[p].text, pair, TOGETHER_MOST - count);
    }
    return COST_TOGETHER * count;
}

/* Marks that are open after glyph i. */
static int depth_after(const ShapedPara *para, int i)
{
    int depth = 0;

    for (int k = 0; k <= i; k++) {
        if (is_among(para, k, "“‘《〈「『（【"))
            depth++;
        else if (is_among(para, k, "”’》〉」』）】") && depth > 0)
            depth--;
    }
    return depth;
}

/* The dictionary takes 与 and 和 into the word they join: 与居民. */
static bool joins_on(const Wording *w, int i)
{
    bool first = i == 0 || w->of[i - 1] != w->of[i];

    return first && w->letters[w->of[i]] >= 3 && is_among(w->para, i, "与和");
}

/* The glyph's own cost for the place after it; negative: no line may end there. */
static int place_cost(const Wording *w, int i)
{
    const ShapedPara *para = w->para;
    CharClass a = (CharClass)para->glyphs[i].char_class;
    int quoted = depth_after(para, i) > 0 ? COST_QUOTED : 0;

    if (is_among(para, i + 1, POOR) || (a == CLASS_DIGIT && is_han(para, i + 1)))
        return -1;
    if (!is_han(para, i) || !is_han(para, i + 1))
        return quoted + (is_lead(w, i) ? COST_LEAD : 0);
    if (w->of[i] == w->of[i + 1])
        return joins_on(w, i) ? quoted + COST_LEAD : -1;
    return quoted + COST_WORDS + single_cost(w, i) + together_cost(w, i) +
           (is_among(para, i, NUMERALS) ? COST_COUNTED : 0);
}

const ShapedPara *head_by_words(Maker *m, const Story *story, const ShapedPara *para)
{
    Wording wording;

    if (head_is_marked(para) || !wording_find(m, story, para, &wording))
        return NULL;
    ShapedPara *copy = copy_of(m->arena, para);
    for (int i = 0; i + 1 < copy->glyph_count; i++) {
        Glyph *glyph = &copy->glyphs[i];
        int cost = place_cost(&wording, i);
        if (glyph->break_after != BREAK_YES)
            continue;
        glyph->break_after = cost < 0 ? BREAK_NO : BREAK_YES;
        glyph->cost_after = (uint8_t)(cost < 0 ? 0 : cost > COST_MOST ? COST_MOST : cost);
    }
    return copy;
}

/* --- two lines --- */

static int64_t beyond(int64_t width, int64_t room)
{
    return width > room ? width - room : 0;
}

/* Lines alike, rather the second the shorter; no line of one character, no poor opening. */
static int64_t parting_cost(const ShapedPara *para, int i, Emu first, Emu second)
{
    int64_t size = para->style.size;
    int64_t cost = first > second ? (int64_t)first - second : 2 * ((int64_t)second - first);

    cost += 20 * beyond((int64_t)second - first, UNLIKE_EMS * size);
    if (i == 0 || i + 2 == para->glyph_count)
        cost += 8 * size;
    if (is_among(para, i + 1, POOR))
        cost += 6 * size;
    return cost + para->glyphs[i].cost_after * size / 10;
}

int head_part_at(const ShapedPara *para, Emu room)
{
    bool marked = head_is_marked(para);
    int64_t best_cost = INT64_MAX;
    int best = 0;

    for (int i = 0; i + 1 < para->glyph_count; i++) {
        if (para->glyphs[i].break_after == BREAK_NO || (marked && !is_marked(para, i)))
            continue;
        Emu first = para_width(para, 0, i + 1);
        Emu second = para_width(para, i + 1, para->glyph_count - i - 1);
        int64_t cost = parting_cost(para, i, first, second) +
                       1000 * (beyond(first, room) + beyond(second, room));
        if (cost < best_cost) {
            best_cost = cost;
            best = i + 1;
        }
    }
    return best;
}

/* --- as many lines as it takes --- */

/* The cheapest way to have ended line `lines` before a glyph. */
typedef struct {
    int64_t cost;
    int from;
    bool is_way;
} Step;

/* Lines alike, and the parting places that cost least. */
static int64_t line_cost(const ShapedPara *para, int first, int end, Emu ideal)
{
    int64_t size = para->style.size;
    int64_t width = para_width(para, first, end - first);
    bool last = end == para->glyph_count;
    int64_t cost = width > ideal ? width - ideal : ideal - width;

    if (end - first == 1)
        cost += 8 * size;
    return cost + (last ? 0 : para->glyphs[end - 1].cost_after * size / 10);
}

static Step best_step(const ShapedPara *para, const Step *before, int end, Emu room, Emu ideal)
{
    Step best = {0};

    for (int first = end - 1; first >= 0; first--) {
        bool opens = first == 0 || para->glyphs[first - 1].break_after != BREAK_NO;
        if (para_width(para, first, end - first) > room)
            break;
        if (!opens || !before[first].is_way)
            continue;
        int64_t cost = before[first].cost + line_cost(para, first, end, ideal);
        if (!best.is_way || cost < best.cost)
            best = (Step){cost, first, true};
    }
    return best;
}

/* Ends of so many lines that are as alike as the words allow; NULL when they do not fit. */
static const int *even_lines(Arena *arena, const ShapedPara *para, Emu room, int lines)
{
    int count = para->glyph_count;
    Emu ideal = para_width(para, 0, count) / lines;
    Step *steps = arena_many(arena, Step, (size_t)(lines + 1) * (size_t)(count + 1));
    int *ends = arena_many(arena, int, (size_t)lines);

    steps[0].is_way = true;
    for (int line = 1; line <= lines; line++)
        for (int end = 1; end <= count; end++) {
            const Step *before = steps + (ptrdiff_t)(line - 1) * (count + 1);
            bool may_end = end == count || para->glyphs[end - 1].break_after != BREAK_NO;
            if (may_end)
                steps[(ptrdiff_t)line * (count + 1) + end] =
                    best_step(para, before, end, room, ideal);
        }
    for (int line = lines, end = count; line > 0; line--) {
        const Step *step = &steps[(ptrdiff_t)line * (count + 1) + end];
        if (!step->is_way)
            return NULL;
        ends[line - 1] = end;
        end = step->from;
    }
    return ends;
}

static Breaks best_breaks(Arena *arena, const ShapedPara *para, Emu room)
{
    Breaks all[BREAKS_MAX];
    int count = para_breaks(arena, para, (Shape){&room, 1, 0}, all, BREAKS_MAX);

    return all[breaks_best(all, count)];
}

/* Every `|` taken for the end of a line. */
static const ShapedPara *parted_at_marks(Arena *arena, const ShapedPara *para)
{
    ShapedPara *copy = copy_of(arena, para);

    for (int i = 0; i + 1 < copy->glyph_count; i++)
        if (is_marked(copy, i))
            copy->glyphs[i].break_after = BREAK_FORCED;
    return copy;
}

static bool is_good(const Breaks *breaks, int most)
{
    return breaks->lines <= most && !breaks->emergency;
}

/* Two lines by what head_part_at says, when they fit. */
static void part_in_two(Arena *arena, const ShapedPara *para, Emu room, Breaks *breaks)
{
    int at = head_part_at(para, room);
    int *ends = arena_many(arena, int, 2);

    if (at == 0 || para_width(para, 0, at) > room ||
        para_width(para, at, para->glyph_count - at) > room)
        return;
    ends[0] = at;
    ends[1] = para->glyph_count;
    breaks->ends = ends;
}

Breaks head_breaks(Maker *m, const Story *story, const ShapedPara *para, Emu room, int most)
{
    bool marked = head_is_marked(para);
    const ShapedPara *parted =
        marked ? parted_at_marks(m->arena, para) : head_by_words(m, story, para);
    Breaks breaks = {0};

    if (!parted || (marked && para_width(para, 0, para->glyph_count) <= room))
        return best_breaks(m->arena, para, room);
    breaks = best_breaks(m->arena, parted, room);
    const int *even =
        !marked && breaks.lines > 2 && breaks.lines <= EVEN_LINES_MAX && !breaks.emergency
            ? even_lines(m->arena, parted, room, breaks.lines)
            : NULL;
    if (even)
        breaks.ends = even;
    else if (breaks.lines == 2)
        part_in_two(m->arena, parted, room, &breaks);
    /* Better a word parted, which is reported, than a headline that is not there. */
    return is_good(&breaks, most) ? breaks : best_breaks(m->arena, para, room);
}
