#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "press/cff.h"

/* A CFF table made by hand: one name, one top DICT, strings "Adobe" and "GB1", a charset. */
typedef struct {
    unsigned char bytes[256];
    size_t n;
} Table;

static void add(Table *table, const void *bytes, size_t n)
{
    memcpy(table->bytes + table->n, bytes, n);
    table->n += n;
}

static void add_index(Table *table, const char *const *items, const size_t *sizes, int count)
{
    unsigned char offset = 1;

    add(table, (unsigned char[]){0, (unsigned char)count, 1}, 3);
    add(table, &offset, 1);
    for (int i = 0; i < count; i++) {
        offset = (unsigned char)(offset + sizes[i]);
        add(table, &offset, 1);
    }
    for (int i = 0; i < count; i++)
        add(table, items[i], sizes[i]);
}

/* The DICT has a fixed length, so the charset's place is known: operands as 16-bit numbers. */
static Table cid_table(const char *charset, size_t charset_size)
{
    Table table = {{0}, 0};
    char dict[] = {
        28, 391 >> 8, (char)(391 & 255), 28, 392 >> 8, (char)(392 & 255), 28, 0, 5, 12, 30, 28, 0,
        0,  15};

    add(&table, (char[]){1, 0, 4, 1}, 4);
    add_index(&table, (const char *[]){"F"}, (size_t[]){1}, 1);
    size_t dict_at = table.n + 5;
    add_index(&table, (const char *[]){dict}, (size_t[]){sizeof dict}, 1);
    add_index(&table, (const char *[]){"Adobe", "GB1"}, (size_t[]){5, 3}, 2);
    table.bytes[dict_at + 13] = (unsigned char)table.n;
    add(&table, charset, charset_size);
    return table;
}

/* The parser sees a copy that ends where the table ends, so reading on is caught. */
static bool parse_exact(const unsigned char *bytes, size_t n, Cff *cff, uint16_t *cids)
{
    static const uint32_t gids[] = {0, 1, 2, 3};
    char *copy = malloc(n ? n : 1);
    bool good;

    memcpy(copy, bytes, n);
    good = cff_parse((Str){copy, n}, cff) && cff_cids(cff, gids, 4, cids);
    free(copy);
    return good;
}

static void list_charset_gives_its_cids(void **state)
{
    Table table = cid_table("\0\0\x0A\0\x14\x01\x02", 7);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    assert_true(parse_exact(table.bytes, table.n, &cff, cids));
    assert_int_equal(cids[0], 0);
    assert_int_equal(cids[1], 10);
    assert_int_equal(cids[2], 20);
    assert_int_equal(cids[3], 0x102);
}

static void short_ranges_give_their_cids(void **state)
{
    Table table = cid_table("\x01\0\x0A\x01\0\x63\0", 7);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    assert_true(parse_exact(table.bytes, table.n, &cff, cids));
    assert_int_equal(cids[1], 10);
    assert_int_equal(cids[2], 11);
    assert_int_equal(cids[3], 99);
}

static void long_ranges_give_their_cids(void **state)
{
    Table table = cid_table("\x02\x03\xE8\0\x02", 5);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    assert_true(parse_exact(table.bytes, table.n, &cff, cids));
    assert_int_equal(cids[1], 1000);
    assert_int_equal(cids[3], 1002);
}

static void registry_and_ordering_are_those_of_the_font(void **state)
{
    Table table = cid_table("\x02\0\x01\xFF\xFF", 5);
    Cff cff;

    (void)state;
    assert_true(cff_parse((Str){(char *)table.bytes, table.n}, &cff));
    assert_true(cff.is_cid);
    assert_true(str_eq(cff.registry, S("Adobe")));
    assert_true(str_eq(cff.ordering, S("GB1")));
    assert_int_equal(cff.supplement, 5);
}

static void charset_that_ends_early_is_refused(void **state)
{
    Table table = cid_table("\0\0\x0A\0\x14", 5);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    assert_false(parse_exact(table.bytes, table.n, &cff, cids));
}

static void unknown_charset_format_is_refused(void **state)
{
    Table table = cid_table("\x03\0\x0A\0\x14\0\x15", 7);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    assert_false(parse_exact(table.bytes, table.n, &cff, cids));
}

static void every_cut_is_refused_without_reading_on(void **state)
{
    Table table = cid_table("\x02\x03\xE8\0\x02", 5);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    for (size_t n = 0; n < table.n; n++)
        assert_false(parse_exact(table.bytes, n, &cff, cids));
}

/* Any answer will do; the sanitizers watch that nothing outside is read. */
static void no_changed_byte_leads_outside(void **state)
{
    Table table = cid_table("\x01\0\x0A\x01\0\x63\0", 7);
    uint16_t cids[4];
    Cff cff;

    (void)state;
    for (size_t i = 0; i < table.n; i++)
        for (int value = 0; value < 256; value++) {
            Table changed = table;
            changed.bytes[i] = (unsigned char)value;
            parse_exact(changed.bytes, changed.n, &cff, cids);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(list_charset_gives_its_cids),
        cmocka_unit_test(short_ranges_give_their_cids),
        cmocka_unit_test(long_ranges_give_their_cids),
        cmocka_unit_test(registry_and_ordering_are_those_of_the_font),
        cmocka_unit_test(charset_that_ends_early_is_refused),
        cmocka_unit_test(unknown_charset_format_is_refused),
        cmocka_unit_test(every_cut_is_refused_without_reading_on),
        cmocka_unit_test(no_changed_byte_leads_outside),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
