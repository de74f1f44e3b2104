#ifndef PRESS_COLOUR_STATE_H
#define PRESS_COLOUR_STATE_H

/* What colour.c (the profile), transform.c (what it does to pixels) and tac.c share. Nobody else.
 */

#include <pthread.h>

#include <lcms2.h>

#include "press/colour.h"

typedef struct Transform Transform;

/* Made on first use; the lock is held while one of them is made, and by whoever looks. */
typedef struct {
    pthread_mutex_t lock;
    Arena own;
    Str plain, deflated;
    bool unpacked; /* plain was tried */
    bool parsed;   /* press was tried */
    bool weighed;  /* its total of ink was looked at */
    cmsHPROFILE press;
    Transform *transforms;
    cmsHTRANSFORM preview;
    unsigned char *ramp;
} ColourState;

enum { ICC_HEAD = 128 };

struct Colour {
    Str file; /* as it lies on the disk */
    bool packed;
    unsigned char head[ICC_HEAD];
    ColourState *state;
};

/* NULL when the profile is damaged. The caller holds the lock. */
cmsHPROFILE colour_press(const Colour *colour);
void transforms_close(ColourState *state);

#endif
