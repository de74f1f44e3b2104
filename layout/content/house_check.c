#include "content/house_table.h"

typedef struct {
    Arena *arena;
    Diags *diags;
    const House *house;
    Span at;
} Check;

/* Reports unless `fits`; what and how name keys and numbers. */
static void expect(const Check *check, bool fits, const char *what, Str how)
{
    if (!fits)
        diag_report(check->diags, C_HOUSE_RANGE, check->at, "%s\t%.*s", what, STR_ARGS(how));
}

static Str mm_over(const Check *check, Emu needs, Emu has)
{
    return str_format(check->arena, "%.*s mm > %.*s mm", STR_ARGS(emu_mm(check->arena, needs)),
                      STR_ARGS(emu_mm(check->arena, has)));
}

static void check_sheet(const Check *check)
{
    const House *house = check->house;
    Emu width = house->margin_left + house_type_width(house);
    Emu height = house->margin_top + house->slots * house->row;

    expect(check, house->margin_left >= 0 && width <= house->page_width, "左边 + 栏宽 × 栏数 / 宽",
           mm_over(check, width, house->page_width));
    expect(check, house->margin_top >= 0 && height <= house->page_height, "上边 + 行 × 行数 / 高",
           mm_over(check, height, house->page_height));
    expect(check, house->row >= house->em, "字 / 行", mm_over(check, house->em, house->row));
    expect(check, house->baseline <= house->row, "基线 / 行",
           mm_over(check, house->baseline, house->row));
    expect(check,
           house->head_slots_plain < house->slots && house->head_slots_running < house->slots,
           "报头行数、报眉行数 / 行数", str_format(check->arena, "%d", house->slots));
}

/* Every text column of the preferred division must hold a few characters. */
static void check_legs(const Check *check)
{
    enum { LEG_EMS_MIN = 2 };
    const House *house = check->house;

    for (int k = 1; k <= house->columns; k++) {
        int legs = house->leg_preferred[k];
        int ems = k * house->column_ems + (k - 1) * house->gutter_ems;
        int white = (legs - 1) * house->gutter_ems;
        expect(check, ems - white >= legs * LEG_EMS_MIN, "分栏",
               str_format(check->arena, "%d → %d", k, legs));
    }
    expect(check, house->leg_max >= house->em * LEG_EMS_MIN, "每行最宽",
           mm_over(check, house->em * LEG_EMS_MIN, house->leg_max));
}

static void check_orders(const Check *check)
{
    const House *house = check->house;
    bool rising = house->ppi_min <= house->ppi_warn && house->ppi_warn <= house->ppi_target &&
                  house->ppi_target <= house->ppi_max;

    expect(check, rising, "精度下限 ≤ 提醒 ≤ 目标 ≤ 上限",
           str_format(check->arena, "%d %d %d %d", house->ppi_min, house->ppi_warn,
                      house->ppi_target, house->ppi_max));
    expect(check, house->folio_rule_top <= house->folio_rule_bottom, "竖线上端 / 竖线下端",
           mm_over(check, house->folio_rule_top, house->folio_rule_bottom));
    expect(check, house->picture_top + house->picture_foot < house->row, "图上空 + 图下空 / 行",
           mm_over(check, house->picture_top + house->picture_foot, house->row));
}

/* The head zone with the largest title must leave rows for stories. */
static void check_title(const Check *check)
{
    const House *house = check->house;
    Emu zone = house->title_top + house->title_sizes[0] + house->title_foot;

    expect(check, zone < house->slots * house->row, "版题字顶 + 版题号 + 版题下空",
           mm_over(check, zone, house->slots * house->row));
}

void house_check(Arena *arena, Diags *diags, House *house, Span at)
{
    Check check = {arena, diags, house, at};

    check_sheet(&check);
    check_legs(&check);
    check_orders(&check);
    check_title(&check);
}
