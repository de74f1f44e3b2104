#include "content/loader.h"

/* A page being read; what was said decides what is filled in afterwards. */
typedef struct {
    PageSpec spec;
    int story_cap, pin_cap;
    bool says_stories;
    const ConfigNode *lead;
} PageDraft;

static const ConfigName MASTHEAD_NAMES[] = {{"有", "full", MASTHEAD_FULL},
                                            {"报眉", "running", MASTHEAD_RUNNING},
                                            {"无", "none", MASTHEAD_NONE}};
static const ConfigNames MASTHEADS = {MASTHEAD_NAMES,
                                      sizeof MASTHEAD_NAMES / sizeof *MASTHEAD_NAMES};

static const ConfigName INK_NAMES[] = {
    {"四色", "four", INKS_FOUR}, {"套红", "red", INKS_RED}, {"黑白", "black", INKS_BLACK}};
static const ConfigNames INKS = {INK_NAMES, sizeof INK_NAMES / sizeof *INK_NAMES};

static bool lists_story(const PageSpec *page, int story)
{
    for (int i = 0; i < page->story_count; i++)
        if (page->stories[i] == story)
            return true;
    return false;
}

static void add_story(Loader *loader, PageDraft *page, int story)
{
    PageSpec *spec = &page->spec;

    vec_push(loader->arena, spec->stories, spec->story_count, page->story_cap) = story;
}

static void read_listed(Loader *loader, PageDraft *page, const ConfigNode *node)
{
    int story = loader_story(loader, node);

    if (story < 0)
        return;
    if (lists_story(&page->spec, story))
        diag_report(loader->diags, C_STORY_TWICE, node->at, "%.*s", STR_ARGS(node->text));
    else
        add_story(loader, page, story);
}

static void read_stories(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    PageDraft *page = out;

    page->says_stories = true;
    if (value->kind == CONFIG_SCALAR && value->text.n)
        read_listed(reader->context, page, value);
    else if (value->kind == CONFIG_LIST)
        for (int i = 0; i < value->count; i++)
            read_listed(reader->context, page, value->items[i]);
    else
        config_bad(reader, field, value, "[引子, 01, 02]");
}

static void read_lead(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    PageDraft *page = out;

    (void)field;
    page->lead = value;
    page->spec.lead = loader_story(reader->context, value);
}

static void read_map(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                     void *out)
{
    PageDraft *page = out;

    if (value->kind != CONFIG_SCALAR) {
        config_bad(reader, field, value, "|");
        return;
    }
    page->spec.map = value->text;
    page->spec.map_at = value->at;
}

static void read_pins(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                      void *out)
{
    PageDraft *page = out;
    PageSpec *spec = &page->spec;
    Pin pin;

    if (value->kind == CONFIG_SCALAR && value->text.n == 0)
        return;
    if (value->kind != CONFIG_LIST) {
        config_bad(reader, field, value, "- {稿: \"01\", 列: 1, 栏: 2, 行: 1, 高: 24}");
        return;
    }
    for (int i = 0; i < value->count; i++)
        if (loader_read_pin(reader, value->items[i], &pin))
            vec_push(reader->arena, spec->pins, spec->pin_count, page->pin_cap) = pin;
}

static void read_rules(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    PageSpec *spec = &((PageDraft *)out)->spec;

    spec->rules = loader_read_pairs(reader, field, value, &spec->rule_count);
}

static const ConfigField PAGE_FIELDS[] = {
    {"版次", "page", config_read_int, offsetof(PageDraft, spec.number), 1, PAGE_NUMBER_MAX, NULL,
     false},
    {"版名", "section", config_read_str, offsetof(PageDraft, spec.section), 0, 0, NULL, false},
    {"报头", "masthead", config_read_enum, offsetof(PageDraft, spec.masthead), 0, 0, &MASTHEADS,
     false},
    {"色", "inks", config_read_enum, offsetof(PageDraft, spec.inks), 0, 0, &INKS, false},
    {"题", "title", text_read_headline, offsetof(PageDraft, spec.title), 0, 0, NULL, false},
    {"稿件", "stories", read_stories, 0, 0, 0, NULL, false},
    {"头条", "lead", read_lead, 0, 0, 0, NULL, false},
    {"版图", "map", read_map, 0, 0, 0, NULL, false},
    {"固定", "pins", read_pins, 0, 0, 0, NULL, false},
    {"规则", "rules", read_rules, 0, 0, 0, NULL, false},
};
enum { PAGE_FIELD_COUNT = sizeof PAGE_FIELDS / sizeof *PAGE_FIELDS };

/* The first page carries the masthead, the others the running head, unless they say otherwise. */
static PageDraft new_page(int index, Span at)
{
    return (PageDraft){.spec = {.number = index + 1,
                                .masthead = index ? MASTHEAD_RUNNING : MASTHEAD_FULL,
                                .inks = INKS_FOUR,
                                .lead = -1,
                                .at = at}};
}

/* A story with a place on the page is on the page, listed or not. */
static void add_pinned(Loader *loader, PageDraft *page)
{
    for (int i = 0; page->says_stories && i < page->spec.pin_count; i++)
        if (!lists_story(&page->spec, page->spec.pins[i].story))
            add_story(loader, page, page->spec.pins[i].story);
}

static void read_page(ConfigReader *reader, const ConfigNode *node, PageDraft *page)
{
    Loader *loader = reader->context;

    config_read_map(reader, node, PAGE_FIELDS, PAGE_FIELD_COUNT, page);
    add_pinned(loader, page);
}

static bool is_placed(const PageDraft *pages, int count, int story)
{
    for (int i = 0; i < count; i++)
        if (lists_story(&pages[i].spec, story))
            return true;
    return false;
}

/* Pages that list no stories: what no other page takes goes to the first of them. Pins of the
 * later ones still bring their stories. */
static void fill_pages(Loader *loader, PageDraft *pages, int count)
{
    PageDraft *open = NULL;

    for (int i = count - 1; i >= 0; i--) {
        if (pages[i].says_stories)
            continue;
        if (open) {
            open->says_stories = true;
            add_pinned(loader, open);
        }
        open = &pages[i];
    }
    for (int story = 0; open && story < loader->issue->story_count; story++)
        if (!is_placed(pages, count, story))
            add_story(loader, open, story);
    if (open) {
        open->says_stories = true;
        add_pinned(loader, open);
    }
}

static void check_lead(Loader *loader, PageDraft *page)
{
    PageSpec *spec = &page->spec;

    if (spec->lead < 0 || lists_story(spec, spec->lead))
        return;
    diag_report(loader->diags, C_LEAD_ELSEWHERE, page->lead->at, "%.*s",
                STR_ARGS(loader->issue->stories[spec->lead]->id));
    spec->lead = -1;
}

static void keep_pages(Loader *loader, PageDraft *pages, int count)
{
    Issue *issue = loader->issue;

    fill_pages(loader, pages, count);
    for (int i = 0; i < count; i++) {
        check_lead(loader, &pages[i]);
        for (int k = 0; k < i; k++)
            if (pages[k].spec.number == pages[i].spec.number) {
                diag_report(loader->diags, C_PAGE_REPEATED, pages[i].spec.at, "%d",
                            pages[i].spec.number);
                break;
            }
        vec_push(loader->arena, issue->pages, issue->page_count, loader->page_cap) = pages[i].spec;
    }
}

void loader_read_pages(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                       void *out)
{
    Loader *loader = reader->context;

    (void)out;
    if (value->kind != CONFIG_LIST || value->count == 0) {
        config_bad(reader, field, value, "- 版次: 1");
        return;
    }
    if (value->count > PAGES_MAX) {
        diag_report(reader->diags, C_TOO_MANY_PAGES, value->at, "%d\t%d", value->count, PAGES_MAX);
        return;
    }
    PageDraft *pages = arena_many(reader->arena, PageDraft, (size_t)value->count);
    for (int i = 0; i < value->count; i++) {
        pages[i] = new_page(i, value->items[i]->at);
        read_page(reader, value->items[i], &pages[i]);
    }
    keep_pages(loader, pages, value->count);
}

void loader_finish_pages(Loader *loader)
{
    Issue *issue = loader->issue;
    bool *placed = arena_many(loader->arena, bool, (size_t)issue->story_count + 1);

    if (issue->page_count == 0) {
        PageDraft page = new_page(0, NOWHERE);
        keep_pages(loader, &page, 1);
    }
    for (int i = 0; i < issue->page_count; i++)
        for (int k = 0; k < issue->pages[i].story_count; k++)
            placed[issue->pages[i].stories[k]] = true;
    for (int i = 0; i < issue->story_count; i++)
        if (!placed[i])
            diag_report(loader->diags, C_STORY_UNPLACED, issue->stories[i]->at, "%.*s",
                        STR_ARGS(issue->stories[i]->id));
}
