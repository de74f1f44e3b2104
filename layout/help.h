#ifndef HELP_H
#define HELP_H

#include "options.h"

/* What `nanfeng help` prints; command COMMAND_COUNT: the overview. */
const char *help_text(Lang lang, Command command);

#endif
