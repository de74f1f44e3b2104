#!/bin/sh
# bless.sh NAME: records today's results of tests/line/NAME.case, or with NAME "page" of the page
# golden, and prints what changed.
set -e
cd "$(dirname "$0")/.."
build=${BUILD:-build/dev}
fonts=$build/tests/fonts/catalogue.yaml
if [ "$1" = page ]; then
    "$build/tests/run_page" --bless "$fonts" layout/styles tests/page/issue tests/page/issue.golden
    git --no-pager diff --stat -- tests/page
else
    "$build/tests/run_case" --bless "$fonts" "tests/line/$1.case"
    git --no-pager diff -- "tests/line/$1.case"
fi
