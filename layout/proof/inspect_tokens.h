#ifndef PROOF_INSPECT_TOKENS_H
#define PROOF_INSPECT_TOKENS_H

#include "base/str.h"
#include "proof/inspect_fix.h"

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,   /* text: without the slash, escapes resolved as far as they fit */
    TOKEN_STRING, /* text: what stands between the brackets */
    TOKEN_HEX,
    TOKEN_OPEN,  /* [ or << */
    TOKEN_CLOSE, /* ] or >> */
    TOKEN_WORD   /* an operator, true, false, null */
} TokenKind;

typedef struct {
    TokenKind kind;
    Fix number;
    Str text; /* in the stream */
} Token;

/* The words of a content stream. Never reads beyond its end, whatever stands there. */
typedef struct {
    Str bytes;
    size_t at;
} Tokens;

Token tokens_next(Tokens *tokens);

/* After the operator ID: skips the data of an inline image up to and with EI. */
void tokens_skip_image(Tokens *tokens);

#endif
