#!/bin/sh
# clang-tidy, with the settings of .clang-tidy, has nothing to say; clang itself neither.
. "$(dirname "$0")/../common.sh"
need clang clang-tidy
cd "$source_dir" || exit 1
cmake --preset tidy -DNANFENG_TESTS=OFF >"$work/log" 2>&1 &&
    cmake --build --preset tidy -- -k 0 >"$work/log" 2>&1 || failed=1
grep -E 'warning:|error:' "$work/log" | sort -u
[ $failed = 0 ] || tail -n 20 "$work/log"
finish
