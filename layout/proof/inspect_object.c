/* The library's objects, asked in ways that cannot fail. */
#include <stdlib.h>
#include <string.h>

#include "proof/inspect.h"
#include "proof/inspect_tokens.h"

enum { ITEMS_MOST = 100000, STREAM_WORK = 1000 };

bool object_is_dict(Inspect *inspect, Object object)
{
    return qpdf_oh_is_dictionary(inspect->pdf, object) || qpdf_oh_is_stream(inspect->pdf, object);
}

static Object dict_of(Inspect *inspect, Object object)
{
    return qpdf_oh_is_stream(inspect->pdf, object) ? qpdf_oh_get_dict(inspect->pdf, object)
                                                   : object;
}

Object object_key(Inspect *inspect, Object dict, const char *key)
{
    Object inner = dict_of(inspect, dict);

    if (!qpdf_oh_is_dictionary(inspect->pdf, inner))
        return qpdf_oh_new_null(inspect->pdf);
    return qpdf_oh_get_key(inspect->pdf, inner, key);
}

bool object_has(Inspect *inspect, Object dict, const char *key)
{
    return !qpdf_oh_is_null(inspect->pdf, object_key(inspect, dict, key));
}

Str object_name(Inspect *inspect, Object object)
{
    Str name = {0};

    if (!qpdf_oh_is_name(inspect->pdf, object))
        return (Str){0};
    name = str_of(qpdf_oh_get_name(inspect->pdf, object));
    if (name.n)
        name = (Str){name.p + 1, name.n - 1};
    return str_copy(inspect->arena, name);
}

Str object_string(Inspect *inspect, Object object)
{
    size_t n = 0;
    const char *text;

    if (!qpdf_oh_is_string(inspect->pdf, object))
        return (Str){0};
    text = qpdf_oh_get_binary_utf8_value(inspect->pdf, object, &n);
    return str_copy(inspect->arena, (Str){text, n});
}

bool object_number(Inspect *inspect, Object object, Fix *out)
{
    Tokens tokens = {0};

    if (qpdf_oh_is_integer(inspect->pdf, object)) {
        long long value = qpdf_oh_get_int_value(inspect->pdf, object);
        *out = value > FIX_MOST / FIX_ONE    ? FIX_MOST
               : value < -FIX_MOST / FIX_ONE ? -FIX_MOST
                                             : value * FIX_ONE;
        return true;
    }
    if (!qpdf_oh_is_real(inspect->pdf, object))
        return false;
    tokens.bytes = str_of(qpdf_oh_get_real_value(inspect->pdf, object));
    Token token = tokens_next(&tokens);
    *out = token.number;
    return token.kind == TOKEN_NUMBER;
}

int object_count(Inspect *inspect, Object array)
{
    int count =
        qpdf_oh_is_array(inspect->pdf, array) ? qpdf_oh_get_array_n_items(inspect->pdf, array) : 0;

    return count < ITEMS_MOST ? count : ITEMS_MOST;
}

Object object_item(Inspect *inspect, Object array, int index)
{
    return qpdf_oh_get_array_item(inspect->pdf, array, index);
}

bool object_rect(Inspect *inspect, Object object, FixRect *out)
{
    Fix v[4] = {0};

    if (object_count(inspect, object) != 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!object_number(inspect, object_item(inspect, object, i), &v[i]))
            return false;
    *out = (FixRect){v[0] < v[2] ? v[0] : v[2], v[1] < v[3] ? v[1] : v[3],
                     v[0] < v[2] ? v[2] : v[0], v[1] < v[3] ? v[3] : v[1]};
    return true;
}

const char **object_keys(Inspect *inspect, Object dict, int most, int *count)
{
    const char **keys = arena_many(inspect->arena, const char *, (size_t)most);
    Object inner = dict_of(inspect, dict);

    *count = 0;
    if (!qpdf_oh_is_dictionary(inspect->pdf, inner))
        return keys;
    qpdf_oh_begin_dict_key_iter(inspect->pdf, inner);
    while (*count < most && qpdf_oh_dict_more_keys(inspect->pdf))
        keys[(*count)++] = str_z(inspect->arena, str_of(qpdf_oh_dict_next_key(inspect->pdf)));
    return keys;
}

bool object_bytes(Inspect *inspect, Object stream, unsigned char **bytes, size_t *n)
{
    QPDF_BOOL filtered = QPDF_FALSE;

    *bytes = NULL;
    *n = 0;
    if (!qpdf_oh_is_stream(inspect->pdf, stream))
        return false;
    QPDF_ERROR_CODE code =
        qpdf_oh_get_stream_data(inspect->pdf, stream, qpdf_dl_generalized, &filtered, bytes, n);
    inspect_spend(inspect, (int64_t)(*n / STREAM_WORK) + 1);
    if ((code & QPDF_ERRORS) || !filtered) {
        free(*bytes);
        *bytes = NULL;
        *n = 0;
        return false;
    }
    return true;
}
