#ifndef PLACES_H
#define PLACES_H

#include "build.h"

/* Where the program's own data lie, found from where the program itself lies: a build folder two
 * levels down in the sources, or an installation. False when they are in neither place. */
bool places_find(Arena *arena, Places *places);

#endif
