/* Pictures in a box: where, how large, which part of them, and the caption below. */
#include "page/maker.h"

enum { RATIO_ONE = 1000, CAPTION_LINES_MAX = 2, PHOTO_ROWS_MIN = 3 };

/* Width over height in thousandths; a frame still to be filled counts as 3:2. */
static int ratio_of(const Photo *photo)
{
    if (photo->pixel_w <= 0 || photo->pixel_h <= 0)
        return 1500;
    int64_t ratio = (int64_t)photo->pixel_w * RATIO_ONE / photo->pixel_h;
    return ratio < 100 ? 100 : ratio > 10000 ? 10000 : (int)ratio;
}

static Emu white_above_below(const House *house)
{
    return house->picture_top + house->picture_foot;
}

/* Rows whose picture is nearest to its own ratio at this width. */
static int natural_rows(const House *house, const Photo *photo, Emu width)
{
    Emu height = emu_scale(width, RATIO_ONE, ratio_of(photo)) + white_above_below(house);
    int rows = (int)((height + house->row / 2) / house->row);

    return rows < PHOTO_ROWS_MIN ? PHOTO_ROWS_MIN : rows;
}

static int64_t within(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* The part of a picture `whole` pixels long that keeps `keep` of them around the focus. */
static void keep_part(int64_t whole, int64_t keep, int focus, Emu *start, Emu *length)
{
    keep = within(keep, 1, whole);
    *length = (Emu)keep;
    *start = (Emu)within(whole * focus / 1000 - keep / 2, 0, whole - keep);
}

Rect photo_window(const Photo *photo, Emu width, Emu height)
{
    int64_t w = photo->pixel_w, h = photo->pixel_h;
    Rect window = {0, 0, (Emu)w, (Emu)h};

    if (w <= 0 || h <= 0 || width <= 0 || height <= 0)
        return window;
    if ((int64_t)width * h > (int64_t)height * w)
        keep_part(h, (w * height + width / 2) / width, photo->focus_y, &window.y, &window.h);
    else
        keep_part(w, (h * width + height / 2) / height, photo->focus_x, &window.x, &window.w);
    return window;
}

static void check_crop(Maker *m, const Photo *photo, Rect window)
{
    if (photo->pixel_w <= 0)
        return;
    int lost_w = (int)((int64_t)(photo->pixel_w - window.w) * RATIO_ONE / photo->pixel_w);
    int lost_h = (int)((int64_t)(photo->pixel_h - window.h) * RATIO_ONE / photo->pixel_h);
    int lost = lost_w > lost_h ? lost_w : lost_h;

    if (lost > photo->crop)
        diag_report_page(m->diags, P_PHOTO_CROPPED, photo->at, m->page->spec->number,
                         "%.*s\t%d\t%d", STR_ARGS(photo->file), lost / 10, photo->crop / 10);
}

/* --- captions --- */

/* （××摄）, （插图：××）: empty when there is none or the page gives it once for all. */
static Text credit_text(Maker *m, const Photo *photo)
{
    if (photo->credit.count == 0 || photo_common_credit(m).n)
        return (Text){0};
    Span at = photo->credit.pieces[0].at;
    Text open = type_text(m->arena, photo->illustration ? S("（插图：") : S("（"), at);
    Text close = type_text(m->arena, photo->illustration ? S("）") : S("摄）"), at);
    return type_join(m->arena, type_join(m->arena, open, photo->credit), close);
}

Str photo_common_credit(Maker *m)
{
    const PageSpec *spec = m->page->spec;
    Str common = {0};
    const Photo *first = NULL;

    for (int i = 0; i < spec->story_count; i++) {
        const Story *story = m->issue->stories[spec->stories[i]];
        for (int k = 0; k < story->photo_count; k++) {
            const Photo *photo = &story->photos[k];
            Str credit = text_flat(m->arena, photo->credit);
            if (first && (!str_eq(credit, common) || photo->illustration != first->illustration))
                return (Str){0};
            first = first ? first : photo;
            common = credit;
        }
    }
    if (!first || !common.n)
        return (Str){0};
    return str_format(m->arena, "本版%s：%.*s", first->illustration ? "插图" : "摄影",
                      STR_ARGS(common));
}

typedef struct {
    const ShapedPara *para;
    Breaks breaks;
} Caption;

static Caption caption_set(Maker *m, const Photo *photo, Emu width)
{
    const TextStyle *text = &m->house->text[ROLE_CAPTION];
    ParaStyle style = type_display(m->house, ROLE_CAPTION, text->size);
    Text whole = type_join(m->arena, photo->caption, credit_text(m, photo));
    Caption caption = {0};
    Breaks all[8];

    if (whole.count == 0)
        return caption;
    caption.para = para_shape(m->arena, m->faults, m->fonts, whole, &style);
    int count = para_breaks(m->arena, caption.para, (Shape){&width, 1, 0}, all, 8);
    caption.breaks = all[0]; /* the fewest lines */
    for (int i = 1; i < count; i++)
        if (all[i].lines == caption.breaks.lines && all[i].cost < caption.breaks.cost)
            caption.breaks = all[i];
    if (caption.breaks.lines > CAPTION_LINES_MAX)
        diag_report_page(m->diags, P_CAPTION_LONG, photo->at, m->page->spec->number, "%.*s\t%d",
                         STR_ARGS(photo->file), caption.breaks.lines);
    return caption;
}

static void pend(Maker *m, Pending *pending, Frame frame)
{
    vec_push(m->arena, pending->frames, pending->count, pending->cap) = frame;
}

static void pend_caption(Maker *m, int story, const Photo *photo, const Caption *caption,
                         Rect first_row, Pending *pending)
{
    int count = caption->breaks.lines;
    PlacedLine *lines = arena_many(m->arena, PlacedLine, (size_t)count);

    for (int i = 0; i < count; i++) {
        int first = i ? caption->breaks.ends[i - 1] : 0;
        lines[i] = (PlacedLine){
            .para = caption->para,
            .block = -1,
            .line = para_line(m->arena, caption->para, &caption->breaks, i,
                              (Shape){&first_row.w, 1, 0}),
            .baseline = {first_row.x, first_row.y + m->house->baseline + i * m->house->row}};
        if (lines[i].line.width <= first_row.w)
            lines[i].line = para_natural(m->arena, caption->para, first, lines[i].line.count, 0);
    }
    pend(m, pending,
         (Frame){.kind = FRAME_LINE,
                 .role = ROLE_CAPTION,
                 .box = {first_row.x, first_row.y, first_row.w, count * m->house->row},
                 .story = story,
                 .ink = m->house->text[ROLE_CAPTION].ink,
                 .lines = lines,
                 .line_count = count,
                 .photo = photo,
                 .at = photo->at});
}

/* --- places --- */

/* Horizontal extent and rows of the picture, before the caption. */
typedef struct {
    Emu x, width;
    int rows;
    bool at_foot;
    bool whole; /* nothing else stands in its text column */
} Spot;

static Emu asked_width(const House *house, Length asked, Emu whole)
{
    Emu width = asked.unit == UNIT_NONE ? 0 : house_length(house, asked, whole);

    return width > whole ? whole : width;
}

/* The house's own choice: top of the second text column, one column wide; an upright picture is
 * inset beside the text where that leaves a measure that reads. */
static PhotoPlace house_place(const House *house, const Columns *columns, const Photo *photo)
{
    PhotoPlace place = {.side = PHOTO_TOP, .leg = columns->leg_count > 1 ? 2 : 1};
    Emu leg = columns->legs[0].width;

    if (ratio_of(photo) < RATIO_ONE &&
        leg - house->inset_width - house->picture_gap >= house->wrap_min) {
        place.side = PHOTO_LEFT;
        place.leg = 1;
    }
    return place;
}

static Spot spot_of(const House *house, const Columns *columns, const Photo *photo,
                    PhotoPlace place)
{
    const Leg *first = &columns->legs[0], *last = &columns->legs[columns->leg_count - 1];
    bool in_leg = place.leg >= 1 && place.leg <= columns->leg_count;
    Emu x = in_leg ? columns->legs[place.leg - 1].x : first->x;
    Emu whole = in_leg ? columns->legs[place.leg - 1].width : last->x + last->width - first->x;
    bool side = place.side == PHOTO_LEFT || place.side == PHOTO_RIGHT;
    Length asked = place.width.unit == UNIT_NONE ? photo->width : place.width;
    Emu width = asked_width(house, asked, whole);
    Spot spot = {.at_foot = place.side == PHOTO_BOTTOM, .whole = place.side == PHOTO_WHOLE};

    if (width == 0)
        width = !side ? whole : house->inset_width < whole ? house->inset_width : whole;
    spot.width = width;
    spot.x = place.side == PHOTO_RIGHT ? x + whole - width : x;
    spot.rows = place.rows ? place.rows : natural_rows(house, photo, width);
    return spot;
}

/* First content row below pictures that already stand over this stretch. */
static int free_row(const Columns *columns, const Spot *spot)
{
    int row = columns->first_row;

    for (int i = 0; i < columns->obstacle_count; i++) {
        const Obstacle *o = &columns->obstacles[i];
        bool beside = o->x >= spot->x + spot->width || o->x + o->width <= spot->x;
        if (!beside && o->row + o->rows > row)
            row = o->row + o->rows;
    }
    return row;
}

static void reserve_size(const Photo *photo, PhotoPlace *place)
{
    if (photo->reserve && place->rows == 0)
        place->rows = photo->reserve_rows;
    if (photo->reserve && place->width.unit == UNIT_NONE)
        place->width = photo->reserve_width;
}

static void pend_picture(Maker *m, int story, const Photo *photo, Rect box, Pending *pending)
{
    Rect window = photo_window(photo, box.w, box.h);

    check_crop(m, photo, window);
    if (photo->reserve)
        diag_report_page(m->diags, P_PHOTO_RESERVED, photo->at, m->page->spec->number, "%s", "");
    pend(m, pending,
         (Frame){.kind = FRAME_PICTURE,
                 .box = box,
                 .story = story,
                 .photo = photo,
                 .window = window,
                 .stroke = m->house->keyline,
                 .at = photo->at});
}

void photo_place(Maker *m, int story, int photo_index, PhotoPlace place, Columns *columns,
                 Pending *pending)
{
    const House *house = m->house;
    const Photo *photo = &m->issue->stories[story]->photos[photo_index];

    if (place.side == PHOTO_NONE || columns->obstacle_count == OBSTACLES_MAX)
        return;
    reserve_size(photo, &place);
    if (place.side == PHOTO_AUTO) {
        PhotoPlace chosen = house_place(house, columns, photo);
        place.side = chosen.side;
        place.leg = chosen.leg;
    }
    Spot spot = spot_of(house, columns, photo, place);
    Caption caption = caption_set(m, photo, spot.width);
    int rows_free = columns->last_row - free_row(columns, &spot) + 1 - caption.breaks.lines;
    if (spot.rows > rows_free)
        spot.rows = rows_free;
    if (spot.rows < 1) {
        diag_report_page(m->diags, P_PHOTO_NO_ROOM, photo->at, m->page->spec->number, "%.*s",
                         STR_ARGS(photo->file));
        return;
    }
    int rows = spot.rows + caption.breaks.lines;
    int row = spot.at_foot ? columns->last_row - rows + 1 : free_row(columns, &spot);
    int taken = spot.whole ? columns->last_row - row + 1 : rows;
    Rect box = {spot.x, row_top(m, row) + house->picture_top, spot.width,
                spot.rows * house->row - white_above_below(house)};
    columns->obstacles[columns->obstacle_count++] = (Obstacle){row, taken, spot.x, spot.width};
    pend_picture(m, story, photo, box, pending);
    if (caption.para)
        pend_caption(m, story, photo, &caption,
                     (Rect){spot.x, row_top(m, row + spot.rows), spot.width, house->row}, pending);
}
