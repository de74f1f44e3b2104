#include "proof/inspect_fix.h"

/* Wide enough for any product of two numbers within bounds. */
__extension__ typedef __int128 Wide;

static const Fix SLACK = FIX_ONE / 100;

static Fix bound(Wide value)
{
    if (value > FIX_MOST)
        return FIX_MOST;
    return value < -FIX_MOST ? -FIX_MOST : (Fix)value;
}

Fix fix_mul(Fix a, Fix b)
{
    return bound((Wide)a * b / FIX_ONE);
}

Fix fix_div(Fix a, Fix b)
{
    return b == 0 ? FIX_MOST : bound((Wide)a * FIX_ONE / b);
}

Fix fix_add(Fix a, Fix b)
{
    return bound((Wide)a + b);
}

/* Root of a whole number, rounded down. */
static Fix root(Wide value)
{
    Wide low = 0, high = (Wide)FIX_MOST * 2;

    while (low < high) {
        Wide middle = low + (high - low + 1) / 2;
        if (middle * middle <= value)
            low = middle;
        else
            high = middle - 1;
    }
    return bound(low);
}

Fix fix_length(Fix x, Fix y)
{
    return root((Wide)x * x + (Wide)y * y);
}

Matrix matrix_multiply(Matrix first, Matrix then)
{
    return (Matrix){fix_add(fix_mul(first.a, then.a), fix_mul(first.b, then.c)),
                    fix_add(fix_mul(first.a, then.b), fix_mul(first.b, then.d)),
                    fix_add(fix_mul(first.c, then.a), fix_mul(first.d, then.c)),
                    fix_add(fix_mul(first.c, then.b), fix_mul(first.d, then.d)),
                    fix_add(fix_add(fix_mul(first.e, then.a), fix_mul(first.f, then.c)), then.e),
                    fix_add(fix_add(fix_mul(first.e, then.b), fix_mul(first.f, then.d)), then.f)};
}

FixPoint matrix_apply(Matrix matrix, Fix x, Fix y)
{
    return (FixPoint){fix_add(fix_add(fix_mul(x, matrix.a), fix_mul(y, matrix.c)), matrix.e),
                      fix_add(fix_add(fix_mul(x, matrix.b), fix_mul(y, matrix.d)), matrix.f)};
}

Fix matrix_scale(Matrix matrix)
{
    Wide determinant = (Wide)matrix.a * matrix.d - (Wide)matrix.b * matrix.c;

    return root(determinant < 0 ? -determinant : determinant);
}

bool rect_contains(FixRect outer, FixRect inner)
{
    return inner.x0 >= outer.x0 - SLACK && inner.y0 >= outer.y0 - SLACK &&
           inner.x1 <= outer.x1 + SLACK && inner.y1 <= outer.y1 + SLACK;
}

bool rect_meets(FixRect a, FixRect b)
{
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}
