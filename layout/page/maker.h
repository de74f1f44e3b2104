#ifndef PAGE_MAKER_H
#define PAGE_MAKER_H

#include "page/page.h"

/* What every step of making one page works with. Internal to page/. */
typedef struct {
    Arena *arena;
    Diags *diags;  /* of the page; a trial's own while heights are tried */
    Diags *faults; /* of characters and fonts: always the issue's */
    FontSet *fonts;
    const Issue *issue;
    const House *house;
    Page *page;
    int frame_cap, box_cap, fit_cap;
    Words *words; /* NULL: knows none */
} Maker;

/* The em box of the Chinese faces: this much of the size lies above the baseline. */
enum { EM_ASCENT_MILLI = 880 };

/* --- typesetting small things (type.c) --- */
ParaStyle type_style(const House *house, TextRole role);             /* body text and its kin */
ParaStyle type_display(const House *house, TextRole role, Emu size); /* headlines, furniture */
bool story_is_framed(const Story *story);        /* 框 and 评论 stand in a frame */
Text type_text(Arena *arena, Str text, Span at); /* one piece */
Text type_join(Arena *arena, Text a, Text b);
void frame_add(Maker *m, Frame frame);
Frame frame_rule(Rect box, Ink ink);
/* One line of display type: furniture (story -1), kicker, byline. */
typedef struct {
    TextRole role;
    Emu size; /* 0: the role's */
    Text text;
    int story;
    Emu track;
    bool right; /* `at` is its right end, not its left */
} LineSpec;

/* Sets it with its baseline at `at`; its width, 0 when there is nothing to print. */
Emu frame_line(Maker *m, LineSpec spec, Point at);
/* The same of a furniture text at the role's size. */
Emu frame_text(Maker *m, TextRole role, Str text, bool right, Point at);
Emu row_top(const Maker *m, int row);         /* y of content row, from 1 */
int rows_for(const House *house, Emu height); /* whole rows that hold it */

/* --- head of a story (head.c) --- */
enum { HEAD_LINES_MAX = 3 };

typedef struct {
    const ShapedPara *para;
    int line_count, first[HEAD_LINES_MAX], count[HEAD_LINES_MAX];
    Emu size, pitch, track;
    Emu square, gap;   /* of the number; 0 without one */
    bool number_above; /* narrow boxes: the number alone on the first line */
    bool crowded;      /* does not fit even so */
    int rows;          /* of the banner, kicker included */
    Emu kicker_height;
} HeadPlan;

HeadRank head_rank(const PageSpec *spec, const Issue *issue, int story);
/* Size, lines and rows of a headline in a box `columns` wide whose text may take `width`. */
HeadPlan head_plan(Maker *m, const Story *story, HeadRank rank, int columns, Emu width);
/* Rule, square, number, headline, kicker at the top of the box. */
void head_place(Maker *m, int story, const HeadPlan *plan, Rect box, Emu inset, bool first_row);

/* The editor knows better where the sense lets a headline part: he is shown what was done. */
void head_report_break(Maker *m, const Story *story, const HeadPlan *plan);
/* The number in its square of that side, upper left corner at `at`. */
void head_number(Maker *m, int story, Emu square, Point at);

/* --- where a headline parts (parting.c) --- */
/* Has the editor said where, by `|`? */
bool head_is_marked(const ShapedPara *para);
/* The same headline with breaks between words only, each at its cost; NULL where the editor marked
 * it or words are not known. */
const ShapedPara *head_by_words(Maker *m, const Story *story, const ShapedPara *para);
/* The glyph its second line starts with: at the editor's mark, else where it parts best; 0: nowhere
 */
int head_part_at(const ShapedPara *para, Emu room);
/* As many lines of that width as it needs; between words if that takes no more lines than `most`.
 */
Breaks head_breaks(Maker *m, const Story *story, const ShapedPara *para, Emu room, int most);

/* --- text columns (legs.c) --- */
enum { LEGS_MAX = 16, OBSTACLES_MAX = 16 };

typedef struct {
    Emu x, width;
} Leg;

/* Rows [row, row + rows) of the box between x and x + width belong to a picture and its caption. */
typedef struct {
    int row, rows;
    Emu x, width;
} Obstacle;

typedef struct {
    Emu x, width;
    int row; /* content row of the page */
    int leg;
} Slot;

typedef struct {
    Leg legs[LEGS_MAX];
    int leg_count;
    int first_row, last_row; /* content rows of text, inclusive */
    Obstacle obstacles[OBSTACLES_MAX];
    int obstacle_count;
} Columns;

Columns columns_make(const House *house, Rect box, int legs, int first_row, int last_row);
Slot *columns_slots(Arena *arena, const House *house, const Columns *columns, int *count);

/* --- pictures (photo.c) --- */
/* Reserves the photo's rows in the columns and adds its frames to `pending` (painted after the
 * text, so that the text stays in one piece). */
typedef struct {
    Frame *frames;
    int count, cap;
} Pending;

void photo_place(Maker *m, int story, int photo, PhotoPlace place, Columns *columns,
                 Pending *pending);
/* The credit all illustrations or photos of the page share, to be given once; empty when they
 * differ. */
Str photo_common_credit(Maker *m);
/* Largest window of the picture with the box's ratio, around its focus. */
Rect photo_window(const Photo *photo, Emu width, Emu height);

/* --- text into slots (flow.c) --- */
typedef struct {
    ShapedPara **paras;
    const Breaks **breaks; /* chosen, NULL for a paragraph that found no room */
    int *starts;           /* first slot of each */
    int count;
    int lines; /* needed in all */
    int characters;
} Flow;

/* Shapes a story's body for columns about `measure` wide. */
Flow flow_open(Maker *m, int story, Emu measure);
/* Breaks the paragraphs for the slots: natural, or squeezed or opened by a line where that makes
 * the story end on the last slot. */
void flow_fit(Maker *m, Flow *flow, const Slot *slots, int slot_count);
/* Text frames, one a leg, for slots [from, to); returns characters set. */
int flow_place(Maker *m, const Flow *flow, int story, const Slot *slots, int from, int to);
/* Characters it could still take, negative: too many. */
int flow_spare(Maker *m, const Flow *flow, const Slot *slots, int slot_count);

/* --- story boxes (storybox.c) --- */
typedef struct {
    int story;
    int column, columns, row, rows;
    int text_rows; /* rows that may carry text, from the box's top; 0: all */
    int legs;
    PhotoPlace photo;
    Span at;
} BoxSpec;

/* --- a head that runs from top to bottom beside the text (headfield.c) --- */
typedef struct {
    HeadPlan head; /* rows: those above the text */
    const ShapedPara *kicker;
    Emu width; /* of the field, at the right of the box */
} FieldPlan;

FieldPlan field_plan(Maker *m, const BoxSpec *spec);
void field_place(Maker *m, int story, const FieldPlan *plan, Rect box);

/* Sets a story through its boxes, the first with its head. */
void story_set(Maker *m, const BoxSpec *boxes, int count);
/* Fewest rows in which the story fits at this width (BoxSpec.rows ignored), at most `most`. */
int story_rows_needed(Maker *m, BoxSpec box, int most);

/* --- the page's own things (furniture.c) --- */
void furniture_head(Maker *m);  /* masthead or running head, title; sets rows and rows_top */
void furniture_rules(Maker *m); /* hairlines between stacks */
void furniture_draft(Maker *m); /* 样稿 in the foot margin */

/* --- which story goes where (place.c) --- */
void place_stories(Maker *m);

#endif
