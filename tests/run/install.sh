#!/bin/sh
# Installed somewhere else, the program finds its styles, fonts and modules from its own place.
. "$(dirname "$0")/../common.sh"
need cmake
claim "cmake --install puts everything in place" \
    cmake --install "$(dirname "$program")" --prefix "$work/usr"
claim "the installed program builds the sample" \
    exits 0 usr/bin/nanfeng build "$source_dir/articles/2021-01-20" --output out
claim "to the same page" sh -c '"$1" build "$2/articles/2021-01-20" --output own &&
    cmp out/2021-01-20.pdf own/2021-01-20.pdf' - "$program" "$source_dir"
claim "its proof module is found" \
    exits 0 usr/bin/nanfeng proof "$source_dir/articles/2021-01-20" --output out
mkdir alone
cp "$program" alone/nanfeng
claim "without its data it says so: exit 3" exits 3 alone/nanfeng check "$source_dir/articles/2021-01-20"
claim "help needs no data" exits 0 alone/nanfeng help
finish
