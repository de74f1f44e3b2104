#include "content/house.h"

#include <string.h>

#include "content/house_table.h"

/* Lists what the table cannot print by type. */

static void dump_mm(Emu length, FILE *out)
{
    Arena arena = {0};

    fprintf(out, " %.*s", STR_ARGS(emu_mm(&arena, length)));
    arena_free(&arena);
}

static void dump_ink(Ink ink, FILE *out)
{
    fprintf(out, " ink %d %d %d %d", ink.c, ink.m, ink.y, ink.k);
}

static void dump_text_style(const TextStyle *style, FILE *out)
{
    fprintf(out, " size");
    dump_mm(style->size, out);
    fprintf(out, " pitch");
    dump_mm(style->pitch, out);
    dump_ink(style->ink, out);
    if (style->family.n)
        fprintf(out, " family %.*s", STR_ARGS(style->family));
    if (style->weight)
        fprintf(out, " weight %d", style->weight);
}

static void dump_head_sizes(const House *house, FILE *out)
{
    for (int i = 0; i < house->head_size_count; i++) {
        const HeadSize *head = &house->head_sizes[i];
        fprintf(out, "\n    head");
        dump_mm(head->size, out);
        dump_mm(head->square1, out);
        dump_mm(head->pitch2, out);
        dump_mm(head->square2, out);
    }
}

static void dump_ladder(const House *house, FILE *out)
{
    for (int k = 1; k <= house->columns; k++)
        for (int rank = 0; rank < RANK_COUNT; rank++) {
            fprintf(out, "\n    columns %d rank %d", k, rank);
            for (int i = 0; i < LADDER_STEPS && house->ladder[k][rank].sizes[i]; i++)
                dump_mm(house->ladder[k][rank].sizes[i], out);
        }
}

/* The name alone: where the program lies is nobody's business in a golden. */
static void dump_file_name(const char *path, FILE *out)
{
    const char *slash = strrchr(path, '/');

    fprintf(out, " %s", slash ? slash + 1 : path);
}

static void dump_lists(const House *house, const ConfigField *field, FILE *out)
{
    if (field->read == house_read_head_sizes)
        dump_head_sizes(house, out);
    else if (field->read == house_read_ladder)
        dump_ladder(house, out);
    else if (field->read == house_read_title_sizes)
        for (int i = 0; i < house->title_size_count; i++)
            dump_mm(house->title_sizes[i], out);
    else if (field->read == house_read_legs)
        for (int k = 1; k <= house->columns; k++)
            fprintf(out, " %d", house->leg_preferred[k]);
    else if (field->read == house_read_standard)
        fprintf(out, " %.*s", STR_ARGS(house->pdf_standard));
    else
        dump_file_name(house->profile, out);
}

static void dump_field(const House *house, const ConfigField *field, FILE *out)
{
    const void *at = (const char *)house + field->offset;

    fprintf(out, "  %s", field->alias);
    if (field->read == config_read_emu || field->read == house_read_margin)
        dump_mm(*(const Emu *)at, out);
    else if (field->read == config_read_int || field->read == config_read_enum)
        fprintf(out, " %d", *(const int *)at);
    else if (field->read == config_read_bool)
        fprintf(out, " %d", *(const bool *)at);
    else if (field->read == config_read_str)
        fprintf(out, " %.*s", STR_ARGS(*(const Str *)at));
    else if (field->read == config_read_ink)
        dump_ink(*(const Ink *)at, out);
    else if (field->read == house_read_text_style)
        dump_text_style(at, out);
    else
        dump_lists(house, field, out);
    fprintf(out, "\n");
}

void house_dump(const House *house, FILE *out)
{
    fprintf(out, "house %.*s\n", STR_ARGS(house->name));
    for (int i = 0; i < HOUSE_SECTIONS.count; i++) {
        const ConfigField *section = &HOUSE_SECTIONS.fields[i];
        if (section->read != config_read_section)
            continue;
        const ConfigTable *table = section->table;
        fprintf(out, " %s\n", section->alias);
        for (int k = 0; k < table->count; k++)
            dump_field(house, &table->fields[k], out);
    }
}
