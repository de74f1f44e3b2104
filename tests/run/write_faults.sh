#!/bin/sh
# A disk that is full or a folder that cannot be written: one clear line, exit 3, and whatever was
# there before stays whole.
. "$(dirname "$0")/../common.sh"
small_issue issue

touch file
claim "an output folder that is a file: exit 3" \
    exits 3 sh -c '"$1" build issue --output file 2>said' - "$program"
claim "and the message names it" grep -q 'C_CANNOT_WRITE.*file' said

claim "with --json too" sh -c '"$1" build issue --output file --json 2>&1 >/dev/null |
    grep -q C_CANNOT_WRITE' - "$program"
claim "an output folder inside a file: exit 3" exits 3 "$program" build issue --output file/deeper
claim "an output folder where none can be made: exit 3" exits 3 "$program" build issue --output /proc/nanfeng

# The PDF is larger than the limit on a file's size, the findings are not.
mkdir out
echo "the earlier page" >out/issue.pdf
claim "a disk that is full while the PDF is written: exit 3" \
    exits 3 sh -c 'ulimit -f 64; exec "$1" build issue --output out --no-cache' - "$program"
claim "the earlier PDF is untouched" grep -qx "the earlier page" out/issue.pdf
claim "the findings tell it" grep -q C_CANNOT_WRITE out/findings.json
claim "no temporary file stays behind" sh -c '[ -z "$(find . -name "*.tmp")" ]'

if [ -w /dev/full ]; then
    claim "results that cannot be written to standard output: exit 3" \
        exits 3 sh -c '"$1" check issue --output full --json >/dev/full' - "$program"
    claim "help too" exits 3 sh -c '"$1" help >/dev/full' - "$program"
fi
claim "standard output closed from the start harms no product" sh -c '
    "$1" build issue --output closed >&- 2>&-; head -c 5 closed/issue.pdf | grep -q "%PDF-"' \
    - "$program"
claim "a cache that cannot be written only costs time" \
    exits 0 "$program" build issue --output out2 --cache file/cache
finish
