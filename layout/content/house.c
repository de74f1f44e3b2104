#include "content/house.h"

#include <string.h>

#include "content/house_table.h"
#include "content/source.h"

/* A profile lies beside the style that names it. */
static void resolve_profile(Arena *arena, const char *path, House *house)
{
    const char *slash = strrchr(path, '/');

    if (!house->profile || house->profile[0] == '/' || !slash)
        return;
    house->profile =
        str_z(arena, str_format(arena, "%.*s/%s", (int)(slash - path), path, house->profile));
}

static void centre_margins(House *house)
{
    if (house->margin_left == MARGIN_CENTRED)
        house->margin_left = (house->page_width - house_type_width(house)) / 2;
    if (house->margin_top == MARGIN_CENTRED)
        house->margin_top = (house->page_height - house->slots * house->row) / 2;
}

House *house_load(Arena *arena, Diags *diags, const char *path, Str shown)
{
    Source source;
    int errors = diags_count(diags, DIAG_ERROR);

    if (!source_read(arena, diags, path, shown, NOWHERE, &source))
        return NULL;
    ConfigNode *root = config_parse(arena, diags, &source, source.start, source.text.n);
    if (!root)
        return NULL;
    House *house = arena_new(arena, House);
    ConfigReader reader = {arena, diags, &source, 0, 0, house};
    house->source = source.file;
    config_read_map(&reader, root, HOUSE_SECTIONS.fields, HOUSE_SECTIONS.count, house);
    if (diags_count(diags, DIAG_ERROR) > errors)
        return NULL;
    centre_margins(house);
    house_check(arena, diags, house, root->at);
    resolve_profile(arena, path, house);
    return diags_count(diags, DIAG_ERROR) > errors ? NULL : house;
}

Emu house_column_x(const House *house, int column)
{
    return house->margin_left + (column - 1) * (house->column_ems + house->gutter_ems) * house->em;
}

Emu house_columns_width(const House *house, int columns)
{
    int ems = columns * house->column_ems + (columns - 1) * house->gutter_ems;

    return columns > 0 ? ems * house->em : 0;
}

Emu house_type_width(const House *house)
{
    return house_columns_width(house, house->columns);
}

enum { LENGTH_MAX = MM(20000) };

/* micro millionths of `unit`, kept within 20 m. */
static Emu of_unit(int64_t micro, Emu unit)
{
    const int64_t limit = INT64_C(1000000) * 1000000;

    if (micro > limit)
        micro = limit;
    if (micro < -limit)
        micro = -limit;
    int64_t emu = micro / 1000 * unit / 1000 + micro % 1000 * unit / 1000000;
    if (emu > LENGTH_MAX)
        return LENGTH_MAX;
    return emu < -LENGTH_MAX ? -LENGTH_MAX : (Emu)emu;
}

Emu house_length(const House *house, Length length, Emu whole)
{
    Emu step = (house->column_ems + house->gutter_ems) * house->em;
    Emu emu = 0;

    switch (length.unit) {
    case UNIT_NONE:
        return 0;
    case UNIT_MM:
    case UNIT_PT:
    case UNIT_Q:
        return length_emu(length, &emu) ? emu : LENGTH_MAX;
    case UNIT_EM:
        return of_unit(length.micro, house->em);
    case UNIT_COLUMN:
        emu = of_unit(length.micro, step) - house->gutter_ems * house->em;
        return emu > 0 ? emu : 0;
    case UNIT_ROW:
        return of_unit(length.micro, house->row);
    case UNIT_PERCENT:
        return of_unit(length.micro / 100, whole);
    }
    return 0;
}
