#ifndef PRESS_PICTURE_PLAN_H
#define PRESS_PICTURE_PLAN_H

#include "press/picture.h"

/* What is wanted of a picture. Two uses of a file with equal targets are one conversion. */
typedef struct {
    int pixel_w, pixel_h; /* the whole picture, upright */
    Rect window;
    int width, height; /* finished pixels */
    int radius;        /* of the unsharp mask, 256ths of a finished pixel */
    bool gray;         /* the page has no colour to print it in */
} PictureTarget;

typedef struct {
    const PaintOp *op;
    int index; /* among all picture ops, reserved frames too */
    int page;
    PictureTarget target;
    Picture picture; /* the result */
} PictureUse;

/* Uses sorted by path, target, index: those of one file lie together, equal ones side by side. */
typedef struct {
    PictureUse *uses;
    int count;
    int ops; /* picture ops of all pages, reserved frames too */
} PicturePlan;

/* Also reports pictures that are too coarse for their boxes or stretched. */
PicturePlan picture_plan(Arena *arena, Diags *diags, const House *house, PaintList *const *pages,
                         int count);
bool picture_use_equal(const PictureUse *a, const PictureUse *b);

#endif
