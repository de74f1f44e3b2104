#ifndef FONT_CATALOGUE_H
#define FONT_CATALOGUE_H

#include "content/house.h"

/* One face of the catalogue: a file, and the face in it that bears the family's name. */
typedef struct {
    int family; /* index in Catalogue.families */
    int weight; /* 100 … 900 */
    Str file;
    int index;   /* face in a collection: a hint, the name decides */
    Str package; /* Debian package, empty: the paper's own font */
    Span at;
} CatalogueFace;

/* A type family as the house style names it. */
typedef struct {
    Str name, alias; /* 宋, serif */
    Str font_name;   /* family name inside the file; empty: the index alone decides */
    Str licence;
    Span at;
} CatalogueFamily;

typedef struct {
    int family, weight;
} CatalogueRole;

/* fonts/catalogue.yaml as read: which faces there are, and which role takes which. */
typedef struct {
    int32_t source;     /* in diags */
    const char *folder; /* the catalogue's own, ends without a slash */
    Str *folders;
    int folder_count;
    CatalogueFamily *families;
    int family_count;
    CatalogueFace *faces;
    int face_count;
    CatalogueRole roles[ROLE_COUNT];
    int *fallback; /* families, in order */
    int fallback_count;
} Catalogue;

/* NULL when the file cannot be read or names no face; anything else wrong in it is reported and
 * left out: a role without a family takes the first family. */
Catalogue *catalogue_load(Arena *arena, Diags *diags, const char *path);

/* Index of the family by name or alias, -1 when there is none. */
int catalogue_family(const Catalogue *catalogue, Str name);

/* Face of the family whose weight is nearest, the heavier one of two equally near from 500 on, the
 * lighter one below; faces whose bit in `refused` is set do not count. -1 when none is left. */
int catalogue_nearest(const Catalogue *catalogue, int family, int weight, const bool *refused);

#endif
