#!/bin/sh
# A stage may include itself, stages that sort before it, and system headers. The files directly in
# layout/ are the top: nothing in a stage includes them.
cd "${1:-.}/layout" || exit 2
LC_ALL=C
export LC_ALL
bad=$(for file in */*.[ch]; do
    stage=${file%%/*}
    sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | while read -r used; do
        case $used in
        */*) folder=${used%%/*} ;;
        *) folder=zzz ;;
        esac
        first=$(printf '%s\n%s\n' "$folder" "$stage" | sort | head -n 1)
        [ "$first" = "$folder" ] || echo "layout/$file must not include $used"
    done
done)
[ -z "$bad" ] && exit 0
echo "$bad"
exit 1
