#ifndef CONTENT_HOUSE_H
#define CONTENT_HOUSE_H

#include "base/diag.h"
#include "base/ink.h"
#include "base/unit.h"

/* What a piece of type is on the page. Family and weight come from fonts/catalogue.yaml unless
 * the house style says otherwise; size, pitch and ink from the house style. */
typedef enum {
    ROLE_BODY,
    ROLE_STRONG, /* **bold** inside body */
    ROLE_EMPH,   /* *kai* inside body */
    ROLE_INTRO,  /* a story without headline and number */
    ROLE_SUBHEAD,
    ROLE_QUOTE, /* pull quote */
    ROLE_HEADLINE,
    ROLE_HEADLINE_SMALL, /* headlines below House.small_head */
    ROLE_NUMBER,
    ROLE_KICKER,
    ROLE_DECK,
    ROLE_BYLINE,
    ROLE_CAPTION,
    ROLE_WORDMARK,
    ROLE_TITLE,        /* page title */
    ROLE_SECTION,      /* 版名 in the masthead */
    ROLE_FOLIO,        /* date and 第n版 in the masthead */
    ROLE_FIELDS,       /* masthead fields, editors, imprint line */
    ROLE_RUN_WORDMARK, /* in the running head */
    ROLE_RUN_SECTION,
    ROLE_RUN_FOLIO,
    ROLE_COUNT
} TextRole;

typedef struct {
    Str family; /* empty: as the catalogue says */
    int weight; /* 0: as the catalogue says */
    Emu size, pitch;
    Ink ink;
} TextStyle;

/* A headline size with its two-line form; squares are sides of the number square. */
typedef struct {
    Emu size, square1, pitch2, square2;
} HeadSize;

enum { HEAD_SIZES_MAX = 16, LADDER_STEPS = 4, COLUMNS_MAX = 12, TITLE_SIZES_MAX = 8 };

typedef enum { RANK_LEAD, RANK_SECOND, RANK_STANDARD, RANK_MINOR, RANK_COUNT } HeadRank;

/* Sizes to try for one width and rank, largest first, 0 ends the list. */
typedef struct {
    Emu sizes[LADDER_STEPS];
} LadderStep;

typedef enum { NUMBER_SQUARE, NUMBER_DISC } NumberStyle;
/* 均排: which short headlines are spread by whole or half ems. */
typedef enum { SPREAD_BOXED, SPREAD_NONE, SPREAD_PLAIN_TOO } HeadSpread;

typedef enum { PUNCT_NEWS, PUNCT_KAIMING, PUNCT_BANJIAO, PUNCT_PLAIN } PunctStyle;
typedef enum { KINSOKU_NONE, KINSOKU_BASIC, KINSOKU_GB, KINSOKU_STRICT } Kinsoku;

typedef struct {
    Str name;
    int32_t source; /* in diags */

    /* sheet and grid */
    Emu page_width, page_height, bleed;
    Emu em;  /* body size: the horizontal unit */
    Emu row; /* baseline pitch: the vertical unit */
    int columns, column_ems, gutter_ems;
    Emu margin_left, margin_top;        /* to the type area */
    int slots;                          /* rows on the sheet, head zone and all */
    Emu baseline;                       /* of a row, from its top */
    Emu text_top;                       /* em box of a row's text, from its top */
    int head_slots_plain;               /* masthead without page title */
    int head_slots_running;             /* running head */
    Emu leg_max;                        /* widest single text column, in em of body */
    int leg_preferred[COLUMNS_MAX + 1]; /* text columns in a box k grid columns wide */

    TextStyle text[ROLE_COUNT];
    Ink black, red, tint, paper;
    PunctStyle punct;
    Kinsoku kinsoku;
    int indent_milli_em;   /* first line, 2000 */
    int gap_milli_em;      /* CJK–Latin gap in body, 250 */
    int head_gap_milli_em; /* in headlines, 60 */
    bool half_digits;      /* `hwid` digits in body */

    /* banner (story headline), y from the box top */
    NumberStyle number_style;
    Emu banner_rule_y; /* lower edge of the rule */
    Emu banner_rule, banner_rule_strong, intro_rule, brief_rule;
    Emu banner_foot; /* least white under the square */
    Emu number_gap, number_gap_lead;
    int number_milli, number2_milli;       /* number size / square: one digit, two digits */
    int number_drop_milli;                 /* baseline at square/2 + this × number size */
    int track_min_milli, track_max_milli;  /* −30, 100 */
    Emu head_shrink_step, head_shrink_max; /* 0.5 pt, 1 pt */
    HeadSpread head_spread;
    Emu small_head; /* below this size ROLE_HEADLINE_SMALL */
    HeadSize head_sizes[HEAD_SIZES_MAX];
    int head_size_count;
    LadderStep ladder[COLUMNS_MAX + 1][RANK_COUNT]; /* by grid columns of the box */

    /* masthead, y from the top of slot 1 */
    Emu wordmark_x, wordmark_baseline, wordmark_advance;
    Emu section_baseline, folio_baseline;
    Emu folio_rule_x, folio_rule_top, folio_rule_bottom, folio_rule,
        date_x; /* x from the right edge */
    Emu fields_gap, fields_pitch;
    Emu masthead_rule_y, masthead_rule, masthead_line_y,
        masthead_line; /* thick red, thin black; top edges */
    Emu title_top;
    Emu title_sizes[TITLE_SIZES_MAX];
    int title_size_count;
    Emu title_foot;
    Emu run_baseline, run_rule_y, run_rule; /* running head */

    /* rules, boxes, pictures */
    Emu gutter_rule,
        gutter_rule_end; /* hairline between stacks; it stops this far above the foot */
    Emu frame_rule;
    Emu frame_inset_x;
    Emu picture_top, picture_foot; /* white above in its first row; white below in its last */
    Emu picture_gap;               /* to the text beside, 1 em */
    Emu keyline;
    Emu wrap_min; /* narrowest text beside a picture */
    int wrap_rows_min;
    int picture_ratio_min,
        picture_ratio_max; /* per mille: box ratio over picture ratio, 750 … 1370 */
    Emu inset_width;       /* house width of an inset picture: 10 em */

    /* press */
    Str pdf_standard;    /* x1a … */
    const char *profile; /* path of the output profile, deflated or plain */
    Span profile_at;     /* where it is named */
    Str condition, condition_info;
    Str registry;  /* address of the register that keeps the condition; empty: by its name */
    int ink_limit; /* percent */
    int ppi_min, ppi_warn, ppi_target, ppi_max;
    int jpeg_quality;
} House;

/* Reads a house style; every key it lacks or does not know is reported. NULL when unreadable. */
House *house_load(Arena *arena, Diags *diags, const char *path, Str shown);

/* x of grid column c (from 1) and width of k columns. */
Emu house_column_x(const House *house, int column);
Emu house_columns_width(const House *house, int columns);
Emu house_type_width(const House *house);

/* A length of the issue in EMU: em, 栏 by the grid, 行 as rows, % of whole. */
Emu house_length(const House *house, Length length, Emu whole);

void house_dump(const House *house, FILE *out);

#endif
