#!/bin/sh
# A stage may include itself, stages that sort before it, and system headers. The files directly in
# layout/ are the top: nothing in a stage includes them.
cd "${1:-.}/layout" || exit 2
LC_ALL=C
export LC_ALL
find . -mindepth 2 -name '*.[ch]' | sort | xargs awk '
/^#include "/ {
    split(FILENAME, place, "/")
    used = $2
    gsub(/"/, "", used)
    folder = used ~ /\// ? substr(used, 1, index(used, "/") - 1) : "zzz"
    if (folder > place[2]) {
        print "layout/" substr(FILENAME, 3) ":" FNR " must not include " used
        bad = 1
    }
}
END { exit bad }'
