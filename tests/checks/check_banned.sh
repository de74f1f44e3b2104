#!/bin/sh
# Functions and types that do not belong where they stand. Comments may speak of them.
cd "${1:-.}" || exit 2
LC_ALL=C
export LC_ALL

# File, line number and code of every match; the compiler takes the comments out and keeps lines.
code_with()
{
    pattern=$1
    shift
    for file in "$@"; do
        ${CC:-cc} -fpreprocessed -dD -E -w -x c "$file" 2>/dev/null | awk -v file="$file" '
            /^# [0-9]+ "/ { line = $2 - 1; next }
            { line++; print file ":" line ": " $0 }' | grep -E ": .*$pattern"
    done
}

all=$(find layout tests -name '*.[ch]' | sort)
bad=$(
    code_with '\<(strtod|strtof|atof|sprintf|vsprintf|strcpy|strcat|localtime|gmtime|rand|srand|setlocale|getenv|time|clock|clock_gettime)\(' \
        $(echo "$all" | grep '^layout/')
    code_with '\<(float|double)\>' $(echo "$all" | grep '^layout/' |
        grep -v -e '^layout/press/' -e '^layout/proof/preview')
    code_with 'hpdf\.h' $(echo "$all" | grep -v '^layout/press/')
    code_with '\<(f?printf|f?puts|putchar|perror)\(' $(echo "$all" | grep '^layout/' |
        grep -v -e '^layout/main\.c' -e '^layout/base/diag' -e 'dump\.c$')
    code_with '\<(exit|_exit|abort)\(' $(echo "$all" | grep '^layout/' |
        grep -v -e '^layout/main\.c' -e '^layout/base/arena\.c')
)
[ -z "$bad" ] && exit 0
echo "$bad"
exit 1
