#!/bin/sh
# bless.sh NAME: records today's results of tests/line/NAME.case, and prints what changed.
set -e
cd "$(dirname "$0")/.."
build=${BUILD:-build/dev}
"$build/tests/run_case" --bless "$build/tests/fonts/catalogue.yaml" "tests/line/$1.case"
git --no-pager diff -- "tests/line/$1.case"
