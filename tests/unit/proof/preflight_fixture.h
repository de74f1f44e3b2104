#ifndef TESTS_PREFLIGHT_FIXTURE_H
#define TESTS_PREFLIGHT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "proof/preflight.h"

enum { OPS_MOST = 8, PAGES_MOST = 3, STORIES = 2 };

static const Ink RED = {0, 10000, 10000, 0};

/* An issue of pages that are right as they are: a line of text of one story on each. */
typedef struct {
    Arena arena;
    Diags *diags;
    House house;
    Issue issue;
    Story stories[STORIES];
    Story *story_list[STORIES];
    Field fields[4];
    PageSpec specs[PAGES_MOST];
    int placed[STORIES];
    Page pages[PAGES_MOST];
    Page *page_list[PAGES_MOST];
    PaintOp ops[PAGES_MOST][OPS_MOST];
    PaintList lists[PAGES_MOST];
    PaintList *list_list[PAGES_MOST];
    PreflightInput input;
} Fixture;

static inline PaintOp *add(Fixture *f, int page, PaintOp op)
{
    PaintList *list = &f->lists[page];

    assert_true(list->op_count < OPS_MOST);
    op.order = list->op_count;
    list->ops[list->op_count] = op;
    return &list->ops[list->op_count++];
}

/* A line of type in black on white, in the middle of the page, clear of all others. */
static inline PaintOp *add_text(Fixture *f, const char *words, Emu size)
{
    Emu y = MM(60) + MM(20) * f->lists[0].op_count;

    return add(f, 0,
               (PaintOp){.kind = PAINT_TEXT,
                         .role = PAINT_PARA,
                         .ink = INK_BLACK,
                         .overprint = true,
                         .box = {MM(60), y, MM(20), size},
                         .as.text = {.size = size, .text = str_of(words)}});
}

static inline PaintOp *add_box(Fixture *f, Ink ink, Rect box)
{
    bool black = ink.k == 10000 && ink.c + ink.m + ink.y == 0;

    return add(
        f, 0,
        (PaintOp){.kind = PAINT_RECT, .story = -1, .ink = ink, .overprint = black, .box = box});
}

static inline PaintOp *add_picture(Fixture *f, int page, const char *name)
{
    return add(f, page,
               (PaintOp){.kind = PAINT_PICTURE,
                         .role = PAINT_FIGURE,
                         .ink = INK_BLACK,
                         .box = {MM(120), MM(100), MM(60), MM(40)},
                         .as.picture = {.path = name, .shown = str_of(name)}});
}

static inline void add_furniture(Fixture *f, int page, const char *words)
{
    add(f, page,
        (PaintOp){.kind = PAINT_TEXT,
                  .role = PAINT_ARTIFACT,
                  .story = -1,
                  .ink = INK_BLACK,
                  .overprint = true,
                  .box = {MM(200), MM(20), MM(30), PT(10)},
                  .as.text = {.size = PT(10), .text = str_of(words)}});
}

static inline void set_page(Fixture *f, int i)
{
    static const char *const folios[] = {"2021年1月20日第1版", "2021年1月20日第2版",
                                         "2021年1月20日第3版"};
    static const char *const sections[] = {"要闻", "社区", "副刊"};

    f->specs[i] = (PageSpec){.number = i + 1,
                             .section = str_of(sections[i]),
                             .masthead = i ? MASTHEAD_RUNNING : MASTHEAD_FULL,
                             .stories = f->placed,
                             .story_count = 1,
                             .lead = -1};
    f->pages[i] = (Page){.spec = &f->specs[i]};
    f->lists[i] =
        (PaintList){.number = i + 1, .width = MM(272), .height = MM(390), .ops = f->ops[i]};
    f->page_list[i] = &f->pages[i];
    f->list_list[i] = &f->lists[i];
    add_furniture(f, i, folios[i]);
    add(f, i,
        (PaintOp){.kind = PAINT_TEXT,
                  .role = PAINT_PARA,
                  .ink = INK_BLACK,
                  .overprint = true,
                  .box = {MM(20), MM(40), MM(30), PT(10)},
                  .as.text = {.size = PT(10), .text = S("正文")}});
}

static inline int set_up(void **state)
{
    static Fixture f;

    memset(&f, 0, sizeof f);
    f.diags = diags_new(&f.arena);
    f.house = (House){.ink_limit = 220, .red = RED, .black = INK_BLACK};
    f.fields[0] = (Field){.key = S("主办"), .value = S("南码头")};
    f.fields[1] = (Field){.key = S("准印证号"), .value = S("1")};
    f.fields[2] = (Field){.key = S("责任编辑"), .value = S("甲")};
    f.fields[3] = (Field){.key = S("校对"), .value = S("乙")};
    for (int i = 0; i < STORIES; i++) {
        f.stories[i] = (Story){.id = i ? S("02") : S("01"), .kind = KIND_PLAIN};
        f.story_list[i] = &f.stories[i];
        f.placed[i] = i;
    }
    f.issue = (Issue){.name = S("2021-01-20"),
                      .number = S("总第 1 期"),
                      .year = 2021,
                      .month = 1,
                      .day = 20,
                      .house = &f.house,
                      .masthead = f.fields,
                      .masthead_count = 4,
                      .stories = f.story_list,
                      .story_count = STORIES};
    for (int i = 0; i < PAGES_MOST; i++)
        set_page(&f, i);
    f.input =
        (PreflightInput){.issue = &f.issue, .pages = f.page_list, .lists = f.list_list, .count = 1};
    *state = &f;
    return 0;
}

static inline int tear_down(void **state)
{
    Fixture *f = *state;

    diags_close(f->diags);
    arena_free(&f->arena);
    return 0;
}

/* That finding and no other. */
static inline void expect(Fixture *f, DiagCode code)
{
    int count = 0;

    preflight_pages(&f->arena, f->diags, &f->input);
    const Finding *findings = diags_findings(&f->arena, f->diags, LANG_EN, &count);
    for (int i = 0; i < count; i++)
        assert_string_equal(diag_code_name(findings[i].code), diag_code_name(code));
    assert_true(count > 0);
}

static inline void expect_nothing(Fixture *f)
{
    int count = 0;

    preflight_pages(&f->arena, f->diags, &f->input);
    const Finding *findings = diags_findings(&f->arena, f->diags, LANG_EN, &count);
    if (count)
        fail_msg("%s", diag_code_name(findings[0].code));
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
