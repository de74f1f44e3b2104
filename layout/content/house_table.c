#include "content/house_table.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* One line a value: Chinese key, alias, reader, member of House, least and greatest. */
#define FIELD(key, alias, reader, member, min, max)                                                \
    {                                                                                              \
        key, alias, reader, offsetof(House, member), min, max, NULL, true                          \
    }
#define LENGTH(key, alias, member, min, max) FIELD(key, alias, config_read_emu, member, min, max)
#define NUMBER(key, alias, member, min, max) FIELD(key, alias, config_read_int, member, min, max)
#define CHOICE(key, alias, member, names)                                                          \
    {                                                                                              \
        key, alias, config_read_enum, offsetof(House, member), 0, 0, &(names), true                \
    }
#define ROLE(key, alias, role)                                                                     \
    {                                                                                              \
        key, alias, house_read_text_style, offsetof(House, text[role]), 0, 0, NULL, true           \
    }
#define SECTION(key, alias, table)                                                                 \
    {                                                                                              \
        key, alias, config_read_section, 0, 0, 0, &(table), true                                   \
    }
#define TABLE(name, fields) static const ConfigTable name = {fields, COUNT(fields)}

static const ConfigName PUNCTS[] = {{"全角", "news", PUNCT_NEWS},
                                    {"开明", "kaiming", PUNCT_KAIMING},
                                    {"半角", "banjiao", PUNCT_BANJIAO},
                                    {"不挤", "plain", PUNCT_PLAIN}};
const ConfigNames PUNCT_NAMES = {PUNCTS, COUNT(PUNCTS)};

static const ConfigName KINSOKUS[] = {{"不避", "none", KINSOKU_NONE},
                                      {"基本", "basic", KINSOKU_BASIC},
                                      {"国标", "gb", KINSOKU_GB},
                                      {"严格", "strict", KINSOKU_STRICT}};
const ConfigNames KINSOKU_NAMES = {KINSOKUS, COUNT(KINSOKUS)};

static const ConfigName NUMBER_STYLES[] = {{"方块", "square", NUMBER_SQUARE},
                                           {"圆", "disc", NUMBER_DISC}};
const ConfigNames NUMBER_STYLE_NAMES = {NUMBER_STYLES, COUNT(NUMBER_STYLES)};

static const ConfigName HEAD_SPREADS[] = {{"框", "boxed", SPREAD_BOXED},
                                          {"不", "none", SPREAD_NONE},
                                          {"框和普通", "plain_too", SPREAD_PLAIN_TOO}};
static const ConfigNames HEAD_SPREAD_NAMES = {HEAD_SPREADS, COUNT(HEAD_SPREADS)};

static const ConfigName STANDARDS[] = {
    {"x1a", NULL, 0}, {"x1a2003", NULL, 1}, {"x4", NULL, 2}, {"a2u", NULL, 3}, {"x4+a2u", NULL, 4}};
static const ConfigNames STANDARD_NAMES = {STANDARDS, COUNT(STANDARDS)};

void house_read_standard(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                         void *out)
{
    int known = 0;

    if (value->kind == CONFIG_SCALAR && config_name(&STANDARD_NAMES, value->text, &known))
        ((House *)out)->pdf_standard = str_trim(value->text);
    else
        config_bad(reader, field, value, "x1a、x1a2003、x4、a2u、x4+a2u");
}

/* The path is resolved when the whole style is read; see house_load. */
void house_read_profile(ConfigReader *reader, const ConfigField *field, const ConfigNode *value,
                        void *out)
{
    Str text = str_trim(value->text);

    ((House *)out)->profile_at = value->at;
    if (value->kind == CONFIG_SCALAR && text.n)
        ((House *)out)->profile = str_z(reader->arena, text);
    else
        config_bad(reader, field, value, "newsprint.icc.z");
}

static const ConfigField INKS[] = {
    FIELD("黑", "black", config_read_ink, black, 0, 0),
    FIELD("红", "red", config_read_ink, red, 0, 0),
    FIELD("灰底", "tint", config_read_ink, tint, 0, 0),
    FIELD("纸白", "paper", config_read_ink, paper, 0, 0),
};
TABLE(INK_TABLE, INKS);

static const ConfigField SHEET[] = {
    LENGTH("宽", "width", page_width, MM(100), MM(1500)),
    LENGTH("高", "height", page_height, MM(100), MM(1500)),
    LENGTH("出血", "bleed", bleed, 0, MM(20)),
};
TABLE(SHEET_TABLE, SHEET);

static const ConfigField GRID[] = {
    LENGTH("字", "em", em, PT(4), PT(30)),
    LENGTH("行", "row", row, PT(4), PT(60)),
    NUMBER("栏数", "columns", columns, 1, COLUMNS_MAX),
    NUMBER("栏宽", "column_ems", column_ems, 2, 100),
    NUMBER("栏距", "gutter_ems", gutter_ems, 0, 10),
    FIELD("左边", "margin_left", house_read_margin, margin_left, 0, MM(500)),
    FIELD("上边", "margin_top", house_read_margin, margin_top, 0, MM(500)),
    NUMBER("行数", "slots", slots, 10, 300),
    LENGTH("基线", "baseline", baseline, 0, PT(60)),
    LENGTH("字顶", "text_top", text_top, 0, PT(60)),
    NUMBER("报头行数", "head_slots_plain", head_slots_plain, 0, 100),
    NUMBER("报眉行数", "head_slots_running", head_slots_running, 0, 100),
    LENGTH("每行最宽", "leg_max", leg_max, PT(20), MM(1500)),
    FIELD("分栏", "leg_preferred", house_read_legs, leg_preferred, 1, COLUMNS_MAX),
};
TABLE(GRID_TABLE, GRID);

static const ConfigField SETTING[] = {
    CHOICE("标点", "punctuation", punct, PUNCT_NAMES),
    CHOICE("避头尾", "kinsoku", kinsoku, KINSOKU_NAMES),
    NUMBER("段首空", "indent_milli_em", indent_milli_em, 0, 10000),
    NUMBER("中西间隙", "gap_milli_em", gap_milli_em, 0, 1000),
    NUMBER("标题中西间隙", "head_gap_milli_em", head_gap_milli_em, 0, 1000),
    FIELD("半角数字", "half_digits", config_read_bool, half_digits, 0, 0),
};
TABLE(SETTING_TABLE, SETTING);

static const ConfigField ROLES[] = {
    ROLE("正文", "body", ROLE_BODY),
    ROLE("加重", "strong", ROLE_STRONG),
    ROLE("着重", "emph", ROLE_EMPH),
    ROLE("引子", "intro", ROLE_INTRO),
    ROLE("小标题", "subhead", ROLE_SUBHEAD),
    ROLE("引语", "quote", ROLE_QUOTE),
    ROLE("标题", "headline", ROLE_HEADLINE),
    ROLE("小号标题", "headline_small", ROLE_HEADLINE_SMALL),
    ROLE("序号", "number", ROLE_NUMBER),
    ROLE("引题", "kicker", ROLE_KICKER),
    ROLE("副题", "deck", ROLE_DECK),
    ROLE("署名", "byline", ROLE_BYLINE),
    ROLE("图说", "caption", ROLE_CAPTION),
    ROLE("报名", "wordmark", ROLE_WORDMARK),
    ROLE("版题", "title", ROLE_TITLE),
    ROLE("版名", "section", ROLE_SECTION),
    ROLE("版次", "folio", ROLE_FOLIO),
    ROLE("报头小字", "fields", ROLE_FIELDS),
    ROLE("报眉报名", "run_wordmark", ROLE_RUN_WORDMARK),
    ROLE("报眉版名", "run_section", ROLE_RUN_SECTION),
    ROLE("报眉版次", "run_folio", ROLE_RUN_FOLIO),
};
TABLE(ROLE_TABLE, ROLES);

static const ConfigField TEXT_STYLE[] = {
    {"字族", "family", config_read_str, offsetof(TextStyle, family), 0, 0, NULL, false},
    {"粗细", "weight", config_read_int, offsetof(TextStyle, weight), 100, 900, NULL, false},
    {"字号", "size", config_read_emu, offsetof(TextStyle, size), PT(4), PT(300), NULL, true},
    {"行距", "pitch", config_read_emu, offsetof(TextStyle, pitch), PT(4), PT(400), NULL, true},
    {"墨", "ink", house_read_ink, offsetof(TextStyle, ink), 0, 0, NULL, true},
};
const ConfigTable TEXT_STYLE_FIELDS = {TEXT_STYLE, COUNT(TEXT_STYLE)};

static const ConfigField BANNER[] = {
    CHOICE("序号样式", "number_style", number_style, NUMBER_STYLE_NAMES),
    LENGTH("题线下沿", "rule_y", banner_rule_y, 0, PT(60)),
    LENGTH("题线", "rule", banner_rule, 0, PT(20)),
    LENGTH("首行题线", "rule_strong", banner_rule_strong, 0, PT(20)),
    LENGTH("引子线", "intro_rule", intro_rule, 0, PT(20)),
    LENGTH("简讯线", "brief_rule", brief_rule, 0, PT(20)),
    LENGTH("题下空", "foot", banner_foot, 0, PT(100)),
    LENGTH("序号与题", "number_gap", number_gap, 0, PT(100)),
    LENGTH("头条序号与题", "number_gap_lead", number_gap_lead, 0, PT(100)),
    NUMBER("一位序号", "number_milli", number_milli, 100, 1000),
    NUMBER("两位序号", "number2_milli", number2_milli, 100, 1000),
    NUMBER("序号下沉", "number_drop_milli", number_drop_milli, 0, 1000),
    NUMBER("字距最小", "track_min_milli", track_min_milli, -100, 0),
    NUMBER("字距最大", "track_max_milli", track_max_milli, 0, 500),
    LENGTH("缩字一步", "shrink_step", head_shrink_step, PT(1) / 10, PT(10)),
    LENGTH("缩字最多", "shrink_max", head_shrink_max, 0, PT(20)),
    {"短题均排", "head_spread", config_read_enum, offsetof(House, head_spread), 0, 0,
     &HEAD_SPREAD_NAMES, false},
    LENGTH("小号标题以下", "small_head", small_head, 0, PT(100)),
    FIELD("题号", "head_sizes", house_read_head_sizes, head_sizes, PT(4), PT(300)),
    FIELD("题阶", "ladder", house_read_ladder, ladder, PT(4), PT(300)),
};
TABLE(BANNER_TABLE, BANNER);

static const ConfigField MASTHEAD[] = {
    LENGTH("报名左移", "wordmark_x", wordmark_x, -MM(100), MM(1000)),
    LENGTH("报名基线", "wordmark_baseline", wordmark_baseline, 0, MM(500)),
    LENGTH("报名字距", "wordmark_advance", wordmark_advance, PT(4), PT(400)),
    LENGTH("版名基线", "section_baseline", section_baseline, 0, MM(500)),
    LENGTH("版次基线", "folio_baseline", folio_baseline, 0, MM(500)),
    LENGTH("版次竖线", "folio_rule_x", folio_rule_x, 0, MM(1000)),
    LENGTH("竖线上端", "folio_rule_top", folio_rule_top, 0, MM(500)),
    LENGTH("竖线下端", "folio_rule_bottom", folio_rule_bottom, 0, MM(500)),
    LENGTH("竖线", "folio_rule", folio_rule, 0, PT(20)),
    LENGTH("日期右距", "date_x", date_x, 0, MM(1000)),
    LENGTH("小字左距", "fields_gap", fields_gap, 0, MM(500)),
    LENGTH("小字行距", "fields_pitch", fields_pitch, PT(4), PT(100)),
    LENGTH("武线上沿", "rule_y", masthead_rule_y, 0, MM(500)),
    LENGTH("武线", "rule", masthead_rule, 0, PT(40)),
    LENGTH("文线上沿", "line_y", masthead_line_y, 0, MM(500)),
    LENGTH("文线", "line", masthead_line, 0, PT(40)),
    LENGTH("版题字顶", "title_top", title_top, 0, MM(500)),
    FIELD("版题号", "title_sizes", house_read_title_sizes, title_sizes, PT(4), PT(300)),
    LENGTH("版题下空", "title_foot", title_foot, 0, PT(200)),
    LENGTH("报眉基线", "run_baseline", run_baseline, 0, MM(500)),
    LENGTH("报眉线上沿", "run_rule_y", run_rule_y, 0, MM(500)),
    LENGTH("报眉线", "run_rule", run_rule, 0, PT(20)),
};
TABLE(MASTHEAD_TABLE, MASTHEAD);

static const ConfigField BOXES[] = {
    LENGTH("栏线", "gutter_rule", gutter_rule, 0, PT(20)),
    LENGTH("栏线收尾", "gutter_rule_end", gutter_rule_end, 0, PT(100)),
    LENGTH("框线", "frame_rule", frame_rule, 0, PT(20)),
    LENGTH("框内空", "frame_inset", frame_inset_x, 0, PT(200)),
};
TABLE(BOX_TABLE, BOXES);

static const ConfigField PICTURES[] = {
    LENGTH("图上空", "top", picture_top, 0, PT(60)),
    LENGTH("图下空", "foot", picture_foot, 0, PT(60)),
    LENGTH("图文间", "gap", picture_gap, 0, PT(200)),
    LENGTH("图边线", "keyline", keyline, 0, PT(20)),
    LENGTH("串文最窄", "wrap_min", wrap_min, PT(4), MM(1000)),
    NUMBER("串文最少行", "wrap_rows_min", wrap_rows_min, 1, 100),
    NUMBER("比例最小", "ratio_min", picture_ratio_min, 100, 1000),
    NUMBER("比例最大", "ratio_max", picture_ratio_max, 1000, 10000),
    LENGTH("嵌图宽", "inset_width", inset_width, PT(4), MM(1000)),
};
TABLE(PICTURE_TABLE, PICTURES);

static const ConfigField PRESS[] = {
    FIELD("标准", "standard", house_read_standard, pdf_standard, 0, 0),
    FIELD("色彩特性", "profile", house_read_profile, profile, 0, 0),
    FIELD("输出条件", "condition", config_read_str, condition, 0, 0),
    FIELD("输出条件说明", "condition_info", config_read_str, condition_info, 0, 0),
    NUMBER("总墨量", "ink_limit", ink_limit, 100, 400),
    NUMBER("精度下限", "ppi_min", ppi_min, 10, 2400),
    NUMBER("精度提醒", "ppi_warn", ppi_warn, 10, 2400),
    NUMBER("精度目标", "ppi_target", ppi_target, 10, 2400),
    NUMBER("精度上限", "ppi_max", ppi_max, 10, 2400),
    NUMBER("压缩质量", "jpeg_quality", jpeg_quality, 1, 100),
};
TABLE(PRESS_TABLE, PRESS);

static const ConfigField SECTIONS[] = {
    FIELD("名称", "name", config_read_str, name, 0, 0),
    SECTION("墨", "inks", INK_TABLE),
    SECTION("纸", "sheet", SHEET_TABLE),
    SECTION("版心", "grid", GRID_TABLE),
    SECTION("排字", "setting", SETTING_TABLE),
    SECTION("字体", "type", ROLE_TABLE),
    SECTION("横幅", "banner", BANNER_TABLE),
    SECTION("报头", "masthead", MASTHEAD_TABLE),
    SECTION("线框", "boxes", BOX_TABLE),
    SECTION("图片", "pictures", PICTURE_TABLE),
    SECTION("印刷", "press", PRESS_TABLE),
};
const ConfigTable HOUSE_SECTIONS = {SECTIONS, COUNT(SECTIONS)};
