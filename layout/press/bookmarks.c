#include "press/filing.h"

/* The entry before or after this one under the same parent; -1: none. */
static int find_sibling(const Document *document, int entry, int step)
{
    int parent = document->outline[entry].parent;

    for (int i = entry + step; i >= 0 && i < document->outline_count; i += step)
        if (document->outline[i].parent == parent)
            return i;
        else if (parent >= 0 && document->outline[i].parent < 0)
            return -1;
    return -1;
}

static int count_children(const Document *document, int parent, int *first, int *last)
{
    int count = 0;

    for (int i = parent + 1; i < document->outline_count; i++) {
        if (parent >= 0 && document->outline[i].parent < 0)
            break;
        if (document->outline[i].parent != parent)
            continue;
        *first = count++ ? *first : i;
        *last = i;
    }
    return count;
}

static void put_children(Buf *out, const Document *document, int parent, const int *objects,
                         int shown)
{
    int first = 0, last = 0;
    int count = count_children(document, parent, &first, &last);

    if (!count)
        return;
    put_entry_ref(out, "First", objects[first]);
    put_entry_ref(out, "Last", objects[last]);
    buf_printf(out, "/Count %d\n", shown ? shown : count);
}

static Str outline_entry(Filing *filing, int entry, const int *objects, int root)
{
    const Document *document = filing->document;
    const OutlineEntry *item = &document->outline[entry];
    const PaintList *list = document->pages[item->page].list;
    Emu margin = content_margin(list, document->pages[item->page].marks);
    int before = find_sibling(document, entry, -1), after = find_sibling(document, entry, 1);
    Buf out = buf_new(filing->arena);

    buf_add(&out, S("/Title "));
    put_text(&out, item->title);
    buf_byte(&out, '\n');
    put_entry_ref(&out, "Parent", item->parent < 0 ? root : objects[item->parent]);
    if (before >= 0)
        put_entry_ref(&out, "Prev", objects[before]);
    if (after >= 0)
        put_entry_ref(&out, "Next", objects[after]);
    put_children(&out, document, entry, objects, 0);
    buf_printf(&out, "/Dest [%d 0 R /XYZ ", filing->pages[item->page]);
    put_points(&out, (int64_t)item->at.x + margin);
    buf_byte(&out, ' ');
    put_points(&out, (int64_t)list->height + margin - item->at.y);
    buf_add(&out, S(" null]\n"));
    return buf_str(&out);
}

int file_outline(Filing *filing)
{
    const Document *document = filing->document;
    int root = haru_dict(filing->haru);
    int *objects = arena_many(filing->arena, int, (size_t)document->outline_count);
    Buf out = buf_new(filing->arena);

    for (int i = 0; i < document->outline_count; i++)
        objects[i] = haru_dict(filing->haru);
    for (int i = 0; i < document->outline_count; i++)
        haru_fill(filing->haru, objects[i], outline_entry(filing, i, objects, root));
    buf_add(&out, S("/Type /Outlines\n"));
    put_children(&out, document, -1, objects, document->outline_count);
    haru_fill(filing->haru, root, buf_str(&out));
    return root;
}
