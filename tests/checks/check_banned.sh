#!/bin/sh
# Functions and types that do not belong where they stand. Comments and texts may speak of them.
cd "${1:-.}" || exit 2
LC_ALL=C
export LC_ALL

find layout -name '*.[ch]' | sort | xargs awk '
# What is left of a line without comments and without what stands in quotes.
function code_of(line,    out, c, two) {
    if (in_comment ? line !~ /\*\// : line !~ /["\047]|\/\*|\/\//)
        return in_comment ? "" : line
    out = ""
    while (line != "") {
        two = substr(line, 1, 2)
        c = substr(line, 1, 1)
        if (in_comment) {
            if (two == "*/") { in_comment = 0; line = substr(line, 3) }
            else line = substr(line, 2)
        } else if (two == "/*") { in_comment = 1; line = substr(line, 3) }
        else if (two == "//") return out
        else if (line ~ /^"([^"\\]|\\.)*"/) {
            match(line, /^"([^"\\]|\\.)*"/)
            line = substr(line, RLENGTH + 1)
            out = out "\"\""
        } else if (line ~ /^\047([^\047\\]|\\.)*\047/) {
            match(line, /^\047([^\047\\]|\\.)*\047/)
            line = substr(line, RLENGTH + 1)
        } else { out = out c; line = substr(line, 2) }
    }
    return out
}
function ban(words, code) {
    if (code ~ ("(^|[^A-Za-z0-9_])(" words ")")) {
        print FILENAME ":" FNR ": " $0
        found = 1
    }
}
FNR == 1 { in_comment = 0 }
{
    code = code_of($0)
    ban("(strto(d|f|ld)|atof|v?sprintf|strcpy|strcat|localtime|gmtime|s?rand|setlocale|getenv|time|clock|clock_gettime)[(]", code)
    if (FILENAME !~ /^layout\/(press\/|proof\/preview)/)
        ban("(float|double)([^A-Za-z0-9_]|$)", code)
    if (FILENAME !~ /^layout\/press\// && $0 ~ /^#include.*hpdf/)
        ban("#include", code)
    if (FILENAME !~ /^layout\/(main\.c|base\/diag)/ && FILENAME !~ /dump\.c$/)
        ban("(f?printf|f?puts|putchar|perror)[(]", code)
    if (FILENAME !~ /^layout\/(main\.c|base\/arena\.c)/)
        ban("_?exit[(]", code)
}
END { exit found }'
