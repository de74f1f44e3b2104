#include "proof/inspect_tokens.h"

enum { IMAGE_LOOKAHEAD = 8 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' ||
           c == '}' || c == '/' || c == '%';
}

static bool is_regular(char c)
{
    return !is_blank(c) && !is_delimiter(c);
}

static void skip_blanks(Tokens *tokens)
{
    while (tokens->at < tokens->bytes.n) {
        char c = tokens->bytes.p[tokens->at];
        if (c == '%')
            while (tokens->at < tokens->bytes.n && tokens->bytes.p[tokens->at] != '\n' &&
                   tokens->bytes.p[tokens->at] != '\r')
                tokens->at++;
        else if (is_blank(c))
            tokens->at++;
        else
            return;
    }
}

static Str regular_run(Tokens *tokens)
{
    size_t start = tokens->at;

    while (tokens->at < tokens->bytes.n && is_regular(tokens->bytes.p[tokens->at]))
        tokens->at++;
    return (Str){tokens->bytes.p + start, tokens->at - start};
}

/* Digits with at most one point; anything else is no number. */
static bool read_number(Str text, Fix *out)
{
    size_t i = 0;
    bool negative = false, has_digit = false, has_point = false;
    Fix value = 0, unit = FIX_ONE;

    for (; i < text.n && (text.p[i] == '+' || text.p[i] == '-'); i++)
        negative = text.p[i] == '-' || negative;
    for (; i < text.n; i++) {
        if (text.p[i] == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
        has_digit = true;
        if (has_point) {
            unit /= 10;
            value += unit * (text.p[i] - '0');
        } else if (value < FIX_MOST / 10) {
            value = value * 10 + FIX_ONE * (text.p[i] - '0');
        }
    }
    *out = negative ? -value : value;
    return has_digit || has_point;
}

static Token read_string(Tokens *tokens)
{
    size_t start = ++tokens->at;
    int depth = 1;

    for (; tokens->at < tokens->bytes.n; tokens->at++) {
        char c = tokens->bytes.p[tokens->at];
        if (c == '\\')
            tokens->at++;
        else if (c == '(')
            depth++;
        else if (c == ')' && --depth == 0)
            break;
    }
    size_t end = tokens->at < tokens->bytes.n ? tokens->at : tokens->bytes.n;
    tokens->at = end < tokens->bytes.n ? end + 1 : end;
    return (Token){.kind = TOKEN_STRING, .text = {tokens->bytes.p + start, end - start}};
}

static Token read_hex(Tokens *tokens)
{
    size_t start = ++tokens->at;

    while (tokens->at < tokens->bytes.n && tokens->bytes.p[tokens->at] != '>')
        tokens->at++;
    Token token = {.kind = TOKEN_HEX, .text = {tokens->bytes.p + start, tokens->at - start}};
    if (tokens->at < tokens->bytes.n)
        tokens->at++;
    return token;
}

static bool next_is(const Tokens *tokens, char c)
{
    return tokens->at + 1 < tokens->bytes.n && tokens->bytes.p[tokens->at + 1] == c;
}

static Token punctuation(Tokens *tokens, TokenKind kind, size_t n)
{
    Token token = {.kind = kind, .text = {tokens->bytes.p + tokens->at, n}};

    tokens->at += n;
    return token;
}

static Token read_delimited(Tokens *tokens, char c)
{
    switch (c) {
    case '(':
        return read_string(tokens);
    case '<':
        return next_is(tokens, '<') ? punctuation(tokens, TOKEN_OPEN, 2) : read_hex(tokens);
    case '>':
        return punctuation(tokens, TOKEN_CLOSE, next_is(tokens, '>') ? 2 : 1);
    case '[':
        return punctuation(tokens, TOKEN_OPEN, 1);
    case ']':
        return punctuation(tokens, TOKEN_CLOSE, 1);
    case '/':
        tokens->at++;
        return (Token){.kind = TOKEN_NAME, .text = regular_run(tokens)};
    default:
        return punctuation(tokens, TOKEN_WORD, 1);
    }
}

Token tokens_next(Tokens *tokens)
{
    Token token = {.kind = TOKEN_WORD};

    skip_blanks(tokens);
    if (tokens->at >= tokens->bytes.n)
        return (Token){.kind = TOKEN_END};
    if (is_delimiter(tokens->bytes.p[tokens->at]))
        return read_delimited(tokens, tokens->bytes.p[tokens->at]);
    token.text = regular_run(tokens);
    if (read_number(token.text, &token.number))
        token.kind = TOKEN_NUMBER;
    return token;
}

/* Behind a true EI stands text; behind two such bytes of a picture, more picture. */
static bool is_text_after(const Tokens *tokens, size_t at)
{
    for (size_t i = at; i < tokens->bytes.n && i < at + IMAGE_LOOKAHEAD; i++) {
        unsigned char c = (unsigned char)tokens->bytes.p[i];
        if (c >= 0x7F || (c < ' ' && !is_blank((char)c)))
            return false;
    }
    return true;
}

void tokens_skip_image(Tokens *tokens)
{
    const char *p = tokens->bytes.p;
    size_t n = tokens->bytes.n;

    for (size_t at = tokens->at; at + 3 <= n; at++)
        if (is_blank(p[at]) && p[at + 1] == 'E' && p[at + 2] == 'I' &&
            (at + 3 == n || is_blank(p[at + 3])) && is_text_after(tokens, at + 3)) {
            tokens->at = at + 3;
            return;
        }
    tokens->at = n;
}
