#ifndef PRESS_TAC_H
#define PRESS_TAC_H

#include "press/picture.h"

/*
 * Reads the whole profile, where opening it looked at its front alone: one that is damaged is an
 * error. Warns when it may lay down clearly more ink in all than the house allows: most likely it
 * is one for coated paper. That takes thousands of colours, so only a profile the program does not
 * come with is worth it.
 */
void colour_check_whole(const Colour *colour, Diags *diags, const House *house);

#endif
