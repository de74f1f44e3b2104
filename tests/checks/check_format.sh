#!/bin/sh
# The sources are as clang-format leaves them.
cd "${1:-.}" || exit 2
command -v clang-format >/dev/null 2>&1 || exit 77
find layout tests -name '*.[ch]' -exec clang-format --dry-run --Werror {} +
