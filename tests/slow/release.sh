#!/bin/sh
# The release build, with warnings as errors, passes every test the build with sanitizers passes;
# checks of the sources alone are not run twice.
. "$(dirname "$0")/../common.sh"
need ctest flock
cd "$source_dir" || exit 1
claim "the release preset builds" flock build/lock sh -c '
    cmake --preset release -DNANFENG_TESTS=ON && cmake --build --preset release'
ctest --test-dir build/release --label-exclude slow --exclude-regex '^checks/' \
    --output-on-failure --parallel 2 || failed=1
finish
