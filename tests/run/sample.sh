#!/bin/sh
# The sample issue builds as it is: no error, every story fits, the page is full.
. "$(dirname "$0")/../common.sh"
need jq
findings=out/findings.json

claim "the sample issue builds" \
    sh -c '"$1" build "$2/articles/2021-01-20" --output out >stdout' - "$program" "$source_dir"
claim "the path of the PDF is all that standard output has" \
    sh -c '[ "$(cat stdout)" = out/2021-01-20.pdf ] && [ -s out/2021-01-20.pdf ]'
claim "no finding is an error" jq -e '[.findings[] | select(.severity == "error")] == []' $findings
claim "eleven stories are on page 1" \
    jq -e '(.stories | length) == 11 and all(.stories[]; .page == 1)' $findings
claim "no story has too many characters" jq -e 'all(.stories[]; .fit >= 0)' $findings
claim "the page is full" jq -e '.pages[0].fill >= 0.98' $findings
claim "every story has its box in layout.json" jq -e 'type == "object"' out/layout.json
claim "the manifest names the PDF by its hash" \
    sh -c 'grep -q "$(sha256sum out/2021-01-20.pdf | cut -d" " -f1)" out/manifest.json'
claim "no temporary file stays behind" sh -c '[ -z "$(find . -name "*.tmp")" ]'
finish
