#!/bin/sh
# What is found of a finished PDF and of an issue before it is printed; what people may accept.
. "$(dirname "$0")/../common.sh"
need jq qpdf

sample=$source_dir/articles/2021-01-20

# is FILTER FILE.pdf: what preflight says of it, as JSON, is so.
is()
{
    "$program" preflight "$2" --json >found.json
    [ -s found.json ] && jq -e "$1" found.json && return 0
    echo "found: $(jq -c '[.findings[].code]' found.json)"
    return 1
}

finds()
{
    is ".findings | any(.code == \"$1\")" "$2"
}

lacks()
{
    is ".findings | all(.code != \"$1\")" "$2"
}

"$program" build "$sample" --output out --quiet >/dev/null 2>&1
pdf=out/2021-01-20.pdf
claim "the sample's own PDF passes" exits 0 "$program" preflight "$pdf"
claim "without a warning" is '.findings | all(.severity == "note")' "$pdf"
claim "its level is told" is '.level == "PDF/X-1a:2001" and .page_count == 1' "$pdf"
for standard in x1a2003 x4 a2u x4+a2u; do
    "$program" build "$sample" --output "$standard" --pdf "$standard" --quiet >/dev/null 2>&1
    claim "so does the sample as $standard" \
        exits 0 "$program" preflight "$standard/2021-01-20.pdf"
done
"$program" build "$sample" --output marks --bleed 3mm --marks --quiet >/dev/null 2>&1
claim "bleed and marks are not held against it" exits 0 "$program" preflight marks/2021-01-20.pdf

qpdf --encrypt '' owner 128 --use-aes=n -- "$pdf" encrypted.pdf 2>/dev/null ||
    qpdf --allow-weak-crypto --encrypt '' owner 128 --use-aes=n -- "$pdf" encrypted.pdf
claim "encryption is found" finds R_FILE_ENCRYPTED encrypted.pdf
qpdf --encrypt secret owner 256 -- "$pdf" locked.pdf
claim "a password is found" finds R_FILE_ENCRYPTED locked.pdf
claim "and ends in exit 1" exits 1 "$program" preflight locked.pdf
qpdf --object-streams=generate "$pdf" packed.pdf
claim "object streams are found" finds R_FILE_OBJECT_STREAMS packed.pdf
qpdf --linearize "$pdf" linear.pdf
claim "a linearized file is not taken for an appended one" lacks R_FILE_UPDATED linear.pdf
qpdf --empty --pages "$pdf" 1 "$pdf" 1 -- twice.pdf
claim "a file without its claim is no PDF/X" finds R_FILE_NOT_X twice.pdf

claim "a file that is not there: exit 1" exits 1 "$program" preflight none.pdf
claim "no file named: exit 2" exits 2 "$program" preflight
claim "an unknown level: exit 2" exits 2 "$program" preflight "$pdf" --level x9
claim "what is no PDF: exit 1" exits 1 "$program" preflight "$sample/issue.yaml"
: >empty.pdf
claim "an empty file: exit 1" exits 1 "$program" preflight empty.pdf
claim "a name like an option is a name" sh -c 'cp "$2" ./-x.pdf && "$1" preflight -- -x.pdf' - \
    "$program" "$pdf"

# An issue
claim "check writes the sign-off sheet" sh -c '"$1" check "$2" --output check --quiet &&
    test -s check/签样.pdf && test ! -e check/2021-01-20.pdf' - "$program" "$sample"
claim "which is one page that could be printed" \
    is '.page_count == 1 and (.findings | all(.severity != "error"))' check/签样.pdf
claim "the same sheet every time" sh -c '"$1" check "$2" --output again --quiet &&
    cmp check/签样.pdf again/签样.pdf' - "$program" "$sample"
claim "the sample has no error and no warning" \
    jq -e '[.findings[] | select(.severity != "note")] == []' check/findings.json

small_issue small
printf '\n\n到会人数待补。\n' >>small/01-试排.md
claim "an unfinished place keeps the PDF back" exits 1 "$program" build small --output small-out
claim "and is named" has_code R_TEXT_PLACEHOLDER small-out/findings.json

rm -r small
small_issue small
sed -i 's/2021-01-20/2021-01-21/' small/issue.yaml
mv small 2021-01-20
"$program" check 2021-01-20 --output dated --quiet 2>/dev/null
claim "a folder of another date is a warning" jq -e \
    '.findings | any(.code == "R_FOLDER_DATE" and .severity == "warning" and .accepted == null)' \
    dated/findings.json
claim "which can be accepted with a reason" sh -c '"$1" check 2021-01-20 --output dated --quiet \
    --accept R_FOLDER_DATE=补印 && jq -e ".findings |
    any(.code == \"R_FOLDER_DATE\" and .accepted == \"补印\")" dated/findings.json' - "$program"
claim "and is then no warning" sh -c '! "$1" check 2021-01-20 --output dated \
    --accept R_FOLDER_DATE=补印 2>&1 | grep R_FOLDER_DATE' - "$program"
claim "without a reason: exit 2" exits 2 "$program" check 2021-01-20 --accept R_FOLDER_DATE
claim "an unknown code: exit 2" exits 2 "$program" check 2021-01-20 --accept R_NOTHING=x
claim "an error cannot be accepted: exit 2" \
    exits 2 "$program" build 2021-01-20 --accept R_TEXT_TOO_SMALL=x
finish
