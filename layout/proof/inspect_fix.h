#ifndef PROOF_INSPECT_FIX_H
#define PROOF_INSPECT_FIX_H

#include <stdbool.h>
#include <stdint.h>

/* Numbers of a PDF as whole millionths; what is beyond a thousand million stops there. */
typedef int64_t Fix;

#define FIX_ONE  ((Fix)1000000)
#define FIX_MOST ((Fix)1000000000000000)

typedef struct {
    Fix a, b, c, d, e, f;
} Matrix;

#define MATRIX_SAME ((Matrix){FIX_ONE, 0, 0, FIX_ONE, 0, 0})

typedef struct {
    Fix x0, y0, x1, y1;
} FixRect;

typedef struct {
    Fix x, y;
} FixPoint;

Fix fix_mul(Fix a, Fix b);
Fix fix_div(Fix a, Fix b); /* b 0 gives the most */
Fix fix_add(Fix a, Fix b);
Fix fix_length(Fix x, Fix y); /* of a vector */

Matrix matrix_multiply(Matrix first, Matrix then);
FixPoint matrix_apply(Matrix matrix, Fix x, Fix y);
/* How much the matrix enlarges, whatever the direction: root of its determinant. */
Fix matrix_scale(Matrix matrix);

/* Contains, with a slack of a hundredth of a point. */
bool rect_contains(FixRect outer, FixRect inner);
bool rect_meets(FixRect a, FixRect b);

#endif
