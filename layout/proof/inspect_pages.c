/* Pages: boxes, rotation, annotations, then what is painted on them. */
#include "proof/inspect.h"
#include "proof/inspect_content.h"

enum { PARENTS_MOST = 64, PAGES_MOST = 5000, ANNOTATIONS_MOST = 2000 };

/* Largest difference of page sizes, and between boxes that count as one. */
static const Fix SIZE_SLACK = FIX_ONE / 2;

typedef struct {
    Object page;
    FixRect media, crop, bleed, trim;
    bool has_media, has_crop, has_bleed, has_trim, has_art;
} Boxes;

static Object inherited(Inspect *inspect, Object page, const char *key)
{
    for (int i = 0; i < PARENTS_MOST && object_is_dict(inspect, page); i++) {
        Object value = object_key(inspect, page, key);
        if (!qpdf_oh_is_null(inspect->pdf, value))
            return value;
        page = object_key(inspect, page, "/Parent");
    }
    return qpdf_oh_new_null(inspect->pdf);
}

static Boxes read_boxes(Inspect *inspect, Object page)
{
    Boxes boxes = {.page = page};
    FixRect art = {0};

    boxes.has_media = object_rect(inspect, inherited(inspect, page, "/MediaBox"), &boxes.media);
    boxes.crop = boxes.media;
    boxes.has_crop = object_rect(inspect, inherited(inspect, page, "/CropBox"), &boxes.crop);
    boxes.has_art = object_rect(inspect, object_key(inspect, page, "/ArtBox"), &art);
    boxes.trim = boxes.has_art ? art : boxes.crop;
    boxes.has_trim = object_rect(inspect, object_key(inspect, page, "/TrimBox"), &boxes.trim);
    boxes.bleed = boxes.has_trim ? boxes.trim : boxes.media;
    boxes.has_bleed = object_rect(inspect, object_key(inspect, page, "/BleedBox"), &boxes.bleed);
    return boxes;
}

static bool same(FixRect a, FixRect b)
{
    return rect_contains(a, b) && rect_contains(b, a);
}

static void check_boxes(Inspect *inspect, const Boxes *boxes)
{
    bool is_x = LEVELS[inspect->level].is_x;

    if (!boxes->has_media)
        inspect_say(inspect, R_FILE_BOXES, "MediaBox");
    if (is_x && !boxes->has_trim && !boxes->has_art)
        inspect_say(inspect, R_FILE_BOXES, "TrimBox");
    if (is_x && boxes->has_trim && boxes->has_art)
        inspect_say(inspect, R_FILE_BOXES, "TrimBox + ArtBox");
    if (boxes->has_media && !rect_contains(boxes->media, boxes->bleed))
        inspect_say(inspect, R_FILE_BOXES, "BleedBox > MediaBox");
    if (!rect_contains(boxes->bleed, boxes->trim))
        inspect_say(inspect, R_FILE_BOXES, "TrimBox > BleedBox");
    if (boxes->has_crop && !rect_contains(boxes->crop, boxes->trim))
        inspect_say(inspect, R_FILE_BOXES, "TrimBox > CropBox");
    if (boxes->has_crop && !same(boxes->crop, boxes->media))
        inspect_say(inspect, R_FILE_CROP, " ");
}

static void check_turned(Inspect *inspect, Object page)
{
    Fix rotate = 0, unit = FIX_ONE;

    object_number(inspect, inherited(inspect, page, "/Rotate"), &rotate);
    object_number(inspect, object_key(inspect, page, "/UserUnit"), &unit);
    if (rotate % (360 * FIX_ONE) != 0)
        inspect_say(inspect, R_FILE_ROTATED, "Rotate %d", (int)(rotate / FIX_ONE));
    if (unit != FIX_ONE)
        inspect_say(inspect, R_FILE_ROTATED, "UserUnit %d.%02d", (int)(unit / FIX_ONE),
                    (int)(unit % FIX_ONE / 10000));
}

static bool may_lie_anywhere(Str subtype)
{
    return str_eq(subtype, S("TrapNet")) || str_eq(subtype, S("PrinterMark"));
}

static void check_annotations(Inspect *inspect, const Boxes *boxes)
{
    Object list = object_key(inspect, boxes->page, "/Annots");
    int count = object_count(inspect, list);

    for (int i = 0; i < count && i < ANNOTATIONS_MOST && inspect_spend(inspect, 10); i++) {
        Object annotation = object_item(inspect, list, i);
        Str subtype = object_name(inspect, object_key(inspect, annotation, "/Subtype"));
        FixRect box = {0};
        bool has_box = object_rect(inspect, object_key(inspect, annotation, "/Rect"), &box);
        if (LEVELS[inspect->level].is_x && !may_lie_anywhere(subtype) &&
            (!has_box || rect_meets(box, boxes->bleed)))
            inspect_say(inspect, R_FILE_ANNOTATION, "%.*s", STR_ARGS(subtype));
        if (str_eq(subtype, S("Widget")))
            inspect_say(inspect, R_FILE_FORM, "Widget");
        if (str_eq(subtype, S("FileAttachment")))
            inspect_say(inspect, R_FILE_ATTACHMENT, "FileAttachment");
    }
}

static int millimetres(Fix points)
{
    return (int)((points * 254 / 720 + FIX_ONE / 2) / FIX_ONE);
}

static void check_size(Inspect *inspect, FixRect first, FixRect trim)
{
    Fix width = first.x1 - first.x0 - (trim.x1 - trim.x0);
    Fix height = first.y1 - first.y0 - (trim.y1 - trim.y0);

    if (width > SIZE_SLACK || width < -SIZE_SLACK || height > SIZE_SLACK || height < -SIZE_SLACK)
        inspect_say(inspect, R_PAGE_SIZES, "%d × %d\t%d × %d", millimetres(first.x1 - first.x0),
                    millimetres(first.y1 - first.y0), millimetres(trim.x1 - trim.x0),
                    millimetres(trim.y1 - trim.y0));
}

static void check_group(Inspect *inspect, Object page)
{
    Object group = object_key(inspect, page, "/Group");

    if (str_eq(object_name(inspect, object_key(inspect, group, "/S")), S("Transparency")))
        content_group(inspect, group);
}

static void examine_page(Inspect *inspect, const Boxes *boxes, FixRect first)
{
    Object page = boxes->page;

    check_boxes(inspect, boxes);
    check_turned(inspect, page);
    check_annotations(inspect, boxes);
    check_size(inspect, first, boxes->trim);
    if (object_has(inspect, page, "/AA"))
        inspect_say(inspect, R_FILE_ACTION, "AA");
    if (object_has(inspect, page, "/SeparationInfo"))
        inspect_say(inspect, R_FILE_SPOT, "SeparationInfo");
    check_group(inspect, page);
    inspect->trim = boxes->trim;
    content_examine_page(inspect, page, inherited(inspect, page, "/Resources"));
}

void inspect_pages(Inspect *inspect)
{
    int count = qpdf_get_num_pages(inspect->pdf);
    FixRect first = {0};

    buf_printf(&inspect->out, "#pages\t%d\n", count > 0 ? count : 0);
    if (count <= 0)
        inspect_say(inspect, R_FILE_DAMAGED, "Pages");
    for (int i = 0; i < count && i < PAGES_MOST && !inspect->is_spent; i++) {
        Boxes boxes = read_boxes(inspect, qpdf_get_page_n(inspect->pdf, (size_t)i));
        if (i == 0)
            first = boxes.trim;
        inspect->page = i + 1;
        examine_page(inspect, &boxes, first);
        inspect_warnings(inspect);
        qpdf_oh_release_all(inspect->pdf);
    }
    if (count > PAGES_MOST)
        inspect_say(inspect, R_FILE_TOO_COMPLEX, "%d", count);
}
