#!/bin/sh
# The project names no machine it was made on: no home folder, no private host.
cd "${1:-.}" || exit 2
bad=$(find . -path ./.git -prune -o -path ./build -prune -o -path './output/*' -prune -o \
    -type f ! -name check_self.sh -print |
    xargs grep -InE '/(root|home|work|Users)/[A-Za-z0-9._-]|(https?://)?(localhost|[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+):[0-9]+|[a-z0-9-]+\.(internal|intranet|lan)\b' |
    grep -v -e '127\.0\.0\.1')
[ -z "$bad" ] && exit 0
echo "$bad"
exit 1
