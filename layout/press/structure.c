#include "press/filing.h"

/* Lower left and upper right corner on the medium. */
static void put_box(Buf *out, const DocumentPage *page, Rect box)
{
    int64_t margin = content_margin(page->list, page->marks);
    int64_t left = margin + box.x, top = margin + page->list->height - box.y;
    const int64_t edges[4] = {left, top - box.h, left + box.w, top};

    buf_byte(out, '[');
    for (int i = 0; i < 4; i++) {
        if (i)
            buf_byte(out, ' ');
        put_points(out, edges[i]);
    }
    buf_byte(out, ']');
}

/* What a figure shows, in words, and where it stands. */
static void put_figure(Buf *out, const Filing *filing, const Tag *tag)
{
    buf_add(out, S("/Alt "));
    put_text(out, tag->text);
    buf_add(out, S("\n/A <</O /Layout /Placement /Block /BBox "));
    put_box(out, &filing->document->pages[tag->page], tag->box);
    buf_add(out, S(">>\n"));
}

static void put_children(Buf *out, const Tags *tags, int parent, const int *objects)
{
    buf_add(out, S("/K ["));
    for (int i = parent + 1; i < tags->count; i++)
        if (tags->tags[i].parent == parent)
            buf_printf(out, " %d 0 R", objects[i]);
    buf_add(out, S(" ]\n"));
}

/* Stretches on the tag's own page are named by number alone. */
static void put_parts(Buf *out, const Filing *filing, const Tag *tag)
{
    put_entry_ref(out, "Pg", filing->pages[tag->page]);
    buf_add(out, S("/K ["));
    for (int i = 0; i < tag->part_count; i++)
        buf_printf(out, " %d", tag->parts[i].number);
    buf_add(out, S(" ]\n"));
}

static void file_tag(Filing *filing, int index, const int *objects, int document_tag)
{
    const Tags *tags = filing->document->tags;
    const Tag *tag = &tags->tags[index];
    Buf out = buf_new(filing->arena);

    buf_printf(&out, "/Type /StructElem\n/S /%s\n", tag_name(tag->kind));
    put_entry_ref(&out, "P", tag->parent < 0 ? document_tag : objects[tag->parent]);
    if (tag->kind == TAG_FIGURE)
        put_figure(&out, filing, tag);
    if (tag->kind == TAG_ARTICLE)
        put_children(&out, tags, index, objects);
    else
        put_parts(&out, filing, tag);
    haru_fill(filing->haru, objects[index], buf_str(&out));
}

/* From the stretches of each page back to their tags. */
static int file_parents(Filing *filing, const int *objects)
{
    const Document *document = filing->document;
    Buf out = buf_new(filing->arena);

    buf_add(&out, S("/Nums ["));
    for (int p = 0; p < document->page_count; p++) {
        const PageTags *page = &document->tags->pages[p];
        buf_printf(&out, "%d [", p);
        for (int i = 0; i < page->count; i++)
            buf_printf(&out, " %d 0 R", objects[page->tag_of[i]]);
        buf_add(&out, S(" ]\n"));
    }
    buf_add(&out, S("]\n"));
    return file_dict(filing, buf_str(&out));
}

int file_structure(Filing *filing)
{
    const Tags *tags = filing->document->tags;
    int root = haru_dict(filing->haru), document_tag = haru_dict(filing->haru);
    int *objects = arena_many(filing->arena, int, (size_t)tags->count);
    Buf out = buf_new(filing->arena);

    for (int i = 0; i < tags->count; i++)
        objects[i] = haru_dict(filing->haru);
    for (int i = 0; i < tags->count; i++)
        file_tag(filing, i, objects, document_tag);
    buf_add(&out, S("/Type /StructElem\n/S /Document\n"));
    put_entry_ref(&out, "P", root);
    put_children(&out, tags, -1, objects);
    haru_fill(filing->haru, document_tag, buf_str(&out));
    out = buf_new(filing->arena);
    buf_printf(&out, "/Type /StructTreeRoot\n/K [%d 0 R]\n", document_tag);
    put_entry_ref(&out, "ParentTree", file_parents(filing, objects));
    buf_printf(&out, "/ParentTreeNextKey %d\n", filing->document->page_count);
    haru_fill(filing->haru, root, buf_str(&out));
    return root;
}
