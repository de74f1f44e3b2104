#include "press/tac.h"

#include "press/colour_state.h"

/* Percent by which the search for the heaviest colour may go beyond what a profile was made for. */
enum { TOLERANCE = 5 };

void colour_check_whole(const Colour *colour, Diags *diags, const House *house)
{
    ColourState *state = colour->state;
    double most = 0;
    bool is_known;

    pthread_mutex_lock(&state->lock);
    is_known = state->weighed;
    state->weighed = true;
    cmsHPROFILE press = colour_press(colour);
    if (press && !is_known)
        most = cmsDetectTAC(press);
    pthread_mutex_unlock(&state->lock);
    if (!press && !is_known)
        diag_report(diags, R_PROFILE_BAD, house->profile_at, "%s", house->profile);
    if (most > house->ink_limit + TOLERANCE)
        diag_report(diags, R_PROFILE_COATED, house->profile_at, "%s\t%d\t%d", house->profile,
                    (int)(most + 0.5), house->ink_limit);
}
