/* Where headlines part: the dictionary of words, and the rules that stand above it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "page/maker.h"

enum { SIZE = PT(18), MUCH = MM(1000) };

typedef struct {
    Arena arena;
    Diags *diags;
    Issue issue;
    PageSpec spec;
    Page page;
    Maker m;
} Desk;

static Desk *desk_open(const char *modules)
{
    Desk *desk = test_calloc(1, sizeof *desk);
    House *house;

    desk->diags = diags_new(&desk->arena);
    house = house_load(&desk->arena, desk->diags, SOURCE_DIR "/layout/styles/newspaper.yaml",
                       S("newspaper.yaml"));
    assert_non_null(house);
    desk->issue.house = house;
    desk->spec.number = 1;
    desk->page.spec = &desk->spec;
    desk->m = (Maker){.arena = &desk->arena,
                      .diags = desk->diags,
                      .faults = desk->diags,
                      .issue = &desk->issue,
                      .house = house,
                      .page = &desk->page,
                      .words = words_open(&desk->arena, modules)};
    desk->m.fonts =
        fontset_open(&desk->arena, desk->diags, BINARY_DIR "/fonts/catalogue.yaml", house);
    assert_non_null(desk->m.fonts);
    return desk;
}

static void desk_close(Desk *desk)
{
    words_close(desk->m.words);
    fontset_close(desk->m.fonts);
    diags_close(desk->diags);
    arena_free(&desk->arena);
    test_free(desk);
}

static Story *story_with(Desk *desk, const char *title, const char *body)
{
    Str text = str_format(&desk->arena, "---\n标题: %s\n---\n\n%s\n", title, body);

    return story_from_text(&desk->arena, desk->diags, S("01.md"), text);
}

static const ShapedPara *shaped(Desk *desk, const Story *story)
{
    ParaStyle style = type_display(desk->m.house, ROLE_HEADLINE, SIZE);

    return para_shape(&desk->arena, desk->diags, desk->m.fonts, story->title, &style);
}

/* The headline with | where lines end. */
static Str with_breaks(Desk *desk, const ShapedPara *para, const int *ends, int count)
{
    Buf out = buf_new(&desk->arena);

    for (int i = 0, line = 0; i < para->glyph_count; i++) {
        if (line < count && i == ends[line]) {
            buf_byte(&out, '|');
            line++;
        }
        buf_add(&out,
                (Str){para->text.p + para->glyphs[i].cluster, (size_t)para->glyphs[i].length});
    }
    return buf_str(&out);
}

static const char *parted(Desk *desk, const char *title, const char *body)
{
    Story *story = story_with(desk, title, body);
    const ShapedPara *para = shaped(desk, story);
    const ShapedPara *by_words = head_by_words(&desk->m, story, para);
    int at = head_part_at(by_words ? by_words : para, MUCH);

    return str_z(&desk->arena, with_breaks(desk, para, &at, 1));
}

static const char *const HEADLINES[] = {
    "东方二期破解快递管理|难题引发社会关注", "心晴工作室赋能社区|心理服务品质提升",
    "“城市大脑”为社区|管理插上“智慧之翼”",   "女侠王怀花赤手空拳|勇擒行凶者",
    "南码头人喜庆浦东|开发开放30周年",       "便民服务中心启用|居民办事只跑一次",
    "七彩南码头社区|文化节圆满落幕",         "宅家焖出新滋味|居民抗疫有妙招",
    "垃圾分类实效提升|居民参与率达98%",      "加装电梯再提速圆了|老人下楼梦",
    "社区食堂开张|老人吃上热乎饭",           "老旧小区综合改造惠及|3648户居民",
    "南码头路街道社区|学校荣获市级先进",     "疫情防控不松懈|筑牢社区安全线",
    "家门口服务站升级|改造后重新开放",       "《民法典》宣传走进|社区受到居民欢迎",
    "退休教师陈秀英义务|辅导社区孩子十五年", "浦东新区人大代表走访|选区听取群众意见",
    "社区图书馆启动|“书香南码头”阅读活动",   "物业管理条例实施|细则征求居民意见",
    "社工走进居民的|家里听民声解民忧",       "街道召开2021年党建|工作推进会",
};

enum { HEADLINE_COUNT = sizeof HEADLINES / sizeof *HEADLINES };

static const char *without_mark(Desk *desk, const char *headline)
{
    Str before, after;

    assert_true(str_cut(str_of(headline), '|', &before, &after));
    return str_z(&desk->arena, str_join(&desk->arena, before, after));
}

static void headlines_part_between_words(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    for (int i = 0; i < HEADLINE_COUNT; i++)
        assert_string_equal(parted(desk, without_mark(desk, HEADLINES[i]), ""), HEADLINES[i]);
    desk_close(desk);
}

static bool opens_poorly(Str line)
{
    static const char *const poor[] = {"的", "了", "着", "吗", "与", "和"};

    for (size_t i = 0; i < sizeof poor / sizeof *poor; i++)
        if (str_starts(line, str_of(poor[i])))
            return true;
    return false;
}

static void no_line_of_any_width_opens_poorly_or_is_a_single_character(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    for (int i = 0; i < HEADLINE_COUNT; i++)
        for (int ems = 7; ems <= 14; ems++) {
            Story *story = story_with(desk, without_mark(desk, HEADLINES[i]), "");
            const ShapedPara *para = shaped(desk, story);
            Breaks breaks = head_breaks(&desk->m, story, para, ems * SIZE, 9);
            Str rest = with_breaks(desk, para, breaks.ends, breaks.lines - 1), line;
            while (str_cut(rest, '|', &line, &rest)) {
                assert_false(opens_poorly(rest));
                assert_true(utf8_count(line) > 1 && utf8_count(rest) > 1);
            }
        }
    desk_close(desk);
}

static void the_second_line_is_longer_by_three_characters_at_most(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    for (int i = 0; i < HEADLINE_COUNT; i++) {
        Str first, second;
        str_cut(str_of(parted(desk, without_mark(desk, HEADLINES[i]), "")), '|', &first, &second);
        assert_true(utf8_count(second) <= utf8_count(first) + 4); /* quotes are half an em */
    }
    desk_close(desk);
}

static void the_editors_mark_wins(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_string_equal(parted(desk, "南码头人|喜庆浦东开发开放30周年", ""),
                        "南码头人|喜庆浦东开发开放30周年");
    desk_close(desk);
}

static void what_the_story_says_together_stays_together(void **state)
{
    Desk *desk = desk_open(MODULES);
    const char *title = "居民欢聚社区文化中心同庆佳节";

    (void)state;
    const char *plain = parted(desk, title, "");
    const char *known = parted(desk, title, "社区文化中心。社区文化中心。社区文化中心。");
    assert_null(strstr(known, "社区|文化"));
    assert_null(strstr(known, "文化|中心"));
    assert_non_null(strstr(plain, "|"));
    desk_close(desk);
}

static void a_number_stays_with_what_it_counts(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_null(strstr(parted(desk, "老旧小区综合改造惠及3648户", ""), "3648|"));
    assert_null(strstr(parted(desk, "社区民警坚守一线岗位三十五年不离不弃", ""), "五|年"));
    desk_close(desk);
}

static const Finding *finding_of(Desk *desk, DiagCode code)
{
    int count = 0;
    const Finding *all = diags_findings(&desk->arena, desk->diags, LANG_ZH, &count);

    for (int i = 0; i < count; i++)
        if (all[i].code == code)
            return &all[i];
    return NULL;
}

static void plan_head(Desk *desk, const char *title, Emu width)
{
    head_plan(&desk->m, story_with(desk, title, ""), RANK_STANDARD, 2, width);
}

static void an_unmarked_headline_of_two_lines_is_proposed_to_the_editor(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    plan_head(desk, "东方二期破解快递管理难题引发社会关注", 13 * SIZE);
    const Finding *found = finding_of(desk, L_HEAD_BREAK);
    assert_non_null(found);
    assert_non_null(
        strstr(str_z(&desk->arena, found->message), "东方二期破解快递管理|难题引发社会关注"));
    assert_false(diags_has(desk->diags, L_WORDS_MISSING));
    desk_close(desk);
}

static void a_marked_headline_is_not(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    plan_head(desk, "东方二期破解快递管理难题|引发社会关注", 13 * SIZE);
    assert_false(diags_has(desk->diags, L_HEAD_BREAK));
    desk_close(desk);
}

static void a_headline_of_one_line_is_not_either(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    plan_head(desk, "众志成城抗击疫情", 13 * SIZE);
    assert_false(diags_has(desk->diags, L_HEAD_BREAK));
    desk_close(desk);
}

static void without_the_module_lines_are_alike_and_a_note_says_so(void **state)
{
    Desk *desk = desk_open("/nowhere");

    (void)state;
    plan_head(desk, "东方二期破解快递管理难题引发社会关注", 13 * SIZE);
    assert_non_null(finding_of(desk, L_WORDS_MISSING));
    assert_string_equal(parted(desk, "东方二期破解快递管理难题引发社会关注", ""),
                        "东方二期破解快递管|理难题引发社会关注");
    desk_close(desk);
}

/* How far apart the characters of a one-line headline stand, in thousandths of an em. */
static int spread(Desk *desk, const char *title, StoryKind kind, Emu width)
{
    Story *story = story_with(desk, title, "");

    story->kind = kind;
    story->number = 0;
    HeadPlan plan = head_plan(&desk->m, story, RANK_STANDARD, 3, width);
    return (int)((int64_t)plan.track * 1000 / plan.size);
}

static void a_short_headline_of_a_wide_notice_is_spread_by_whole_or_half_ems(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_int_equal(spread(desk, "通知", KIND_BOXED, 20 * SIZE), 2000);
    assert_int_equal(spread(desk, "通知", KIND_BOXED, 10 * SIZE), 1000);
    assert_int_equal(spread(desk, "停水了", KIND_BOXED, 20 * SIZE), 1000);
    assert_int_equal(spread(desk, "招聘启事", KIND_BOXED, 20 * SIZE), 500);
    desk_close(desk);
}

static void a_longer_one_a_narrow_one_or_a_plain_one_is_not(void **state)
{
    Desk *desk = desk_open(MODULES);

    (void)state;
    assert_int_equal(spread(desk, "招聘启事啊", KIND_BOXED, 30 * SIZE), 0);
    assert_int_equal(spread(desk, "通知", KIND_BOXED, 7 * SIZE), 0);
    assert_int_equal(spread(desk, "通知", KIND_PLAIN, 20 * SIZE), 0);
    desk_close(desk);
}

static void the_house_style_may_spread_plain_ones_too_or_none(void **state)
{
    Desk *desk = desk_open(MODULES);
    House house = *desk->m.house;

    (void)state;
    desk->m.house = &house;
    house.head_spread = SPREAD_PLAIN_TOO;
    assert_int_equal(spread(desk, "通知", KIND_PLAIN, 20 * SIZE), 2000);
    house.head_spread = SPREAD_NONE;
    assert_int_equal(spread(desk, "通知", KIND_BOXED, 20 * SIZE), 0);
    desk_close(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_part_between_words),
        cmocka_unit_test(no_line_of_any_width_opens_poorly_or_is_a_single_character),
        cmocka_unit_test(the_second_line_is_longer_by_three_characters_at_most),
        cmocka_unit_test(the_editors_mark_wins),
        cmocka_unit_test(what_the_story_says_together_stays_together),
        cmocka_unit_test(a_number_stays_with_what_it_counts),
        cmocka_unit_test(an_unmarked_headline_of_two_lines_is_proposed_to_the_editor),
        cmocka_unit_test(a_marked_headline_is_not),
        cmocka_unit_test(a_headline_of_one_line_is_not_either),
        cmocka_unit_test(a_short_headline_of_a_wide_notice_is_spread_by_whole_or_half_ems),
        cmocka_unit_test(a_longer_one_a_narrow_one_or_a_plain_one_is_not),
        cmocka_unit_test(the_house_style_may_spread_plain_ones_too_or_none),
        cmocka_unit_test(without_the_module_lines_are_alike_and_a_note_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
