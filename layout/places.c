#include "places.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

typedef struct {
    const char *styles, *catalogue, *modules;
} Layout;

/* Relative to the folder of the program. */
static const Layout LAYOUTS[] = {
    {"../../layout/styles", "../../fonts/catalogue.yaml", "libexec"},
    {"../share/nanfeng/layout/styles", "../share/nanfeng/fonts/catalogue.yaml",
     "../libexec/nanfeng"},
};

static Str own_folder(Arena *arena)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    Str folder = {path, n > 0 && n < (ssize_t)sizeof path ? (size_t)n : 0};

    while (folder.n && folder.p[folder.n - 1] != '/')
        folder.n--;
    return str_copy(arena, folder);
}

/* Without "..", so that what the program says of a place is short and comparable. */
static const char *settle(Arena *arena, Str folder, const char *relative)
{
    const char *path = str_z(arena, str_join(arena, folder, str_of(relative)));
    char *real = realpath(path, NULL);
    const char *settled = real ? str_z(arena, str_of(real)) : path;

    free(real);
    return settled;
}

bool places_find(Arena *arena, Places *places)
{
    Str folder = own_folder(arena);

    for (size_t i = 0; folder.n && i < sizeof LAYOUTS / sizeof LAYOUTS[0]; i++) {
        *places = (Places){.styles = settle(arena, folder, LAYOUTS[i].styles),
                           .catalogue = settle(arena, folder, LAYOUTS[i].catalogue),
                           .modules = settle(arena, folder, LAYOUTS[i].modules)};
        if (folder_exists(places->styles))
            return true;
    }
    return false;
}
