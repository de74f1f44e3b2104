#!/bin/sh
# The same inputs give the same bytes: whatever the clock's zone, the language, the threads, the
# cache, the order of the folder, or the place it is run from.
. "$(dirname "$0")/../common.sh"
cp -R "$source_dir/articles/2021-01-20" issue
issue=issue

# build NAME COMMAND…: the products in folder NAME; the command is put before the program.
build()
{
    name=$1
    shift
    rm -rf out
    "$@" "$program" build "$issue" --output out $options >/dev/null 2>&1 || return 1
    mv out "$name"
}

options=--no-cache
build first env
same()
{
    build "$1" $2 && diff -r first "$1"
}

claim "the first build is there" test -s first/issue.pdf
claim "another time zone" same zone "env TZ=Asia/Shanghai"
claim "another language" same locale "env LC_ALL=C.UTF-8 LANG=zh_CN.UTF-8"
claim "no environment at all" same bare "env -i"
options="--no-cache --threads 1"
claim "one thread" same one env
options="--no-cache --threads 4"
claim "four threads" same four env
options="--cache cache"
claim "an empty cache" same cold env
claim "a filled cache" same warm env
options=--no-cache

# The same files put into the folder the other way round, with other times.
mkdir other
(cd issue && find . -type f | sort -r | while read -r file; do
    mkdir -p "../other/$(dirname "$file")"
    cp "$file" "../other/$file"
    touch -d 2001-02-03 "../other/$file"
done)
rm -rf issue
mv other issue
claim "the folder in another order, with other times" same order env

# Paths of findings are as given, so only the page itself is compared.
mkdir elsewhere
claim "run from another folder" sh -c 'cd elsewhere &&
    "$1" build ../issue --output there --no-cache >/dev/null 2>&1 &&
    cmp there/issue.pdf ../first/issue.pdf' - "$program"
claim "a changed character gives another page" sh -c '
    sed -i "s/众志成城，凝聚/众志成城，汇聚/" issue/01-*.md
    "$1" build issue --output out --no-cache >/dev/null 2>&1
    ! cmp -s out/issue.pdf first/issue.pdf && [ -s out/issue.pdf ]' - "$program"
finish
