#!/bin/sh
# Text taken out of the PDF is the stories' text: headline and body unbroken, to the character.
. "$(dirname "$0")/../common.sh"
need pdftotext
issue=$source_dir/articles/2021-01-20

"$program" build "$issue" --output out >/dev/null 2>&1
pdftotext -raw out/2021-01-20.pdf - 2>/dev/null | tr -d ' \n\r\t\f' >page.txt

# story_title FILE, story_body FILE: without blanks; the break mark of a headline prints nothing.
story_title()
{
    sed -n 's/^标题: //p' "$1" | tr -d ' |\n'
}

story_body()
{
    awk 'NR == 1 && $0 == "---" { head = 1; next } head && $0 == "---" { head = 0; next } !head' \
        "$1" | tr -d ' \n'
}

# place TEXT: byte offset in the page's text, 0 when it is not there.
place()
{
    printf '%s\n' "$1" | awk 'NR == FNR { page = $0; next } { print index(page, $0) }' page.txt -
}

in_order()
{
    title=$(place "$(story_title "$1")")
    body=$(place "$(story_body "$1")")
    [ "$body" -gt 0 ] || { echo "body not found"; return 1; }
    [ -z "$(story_title "$1")" ] && return 0
    [ "$title" -gt 0 ] || { echo "headline not found"; return 1; }
    [ "$title" -lt "$body" ] || { echo "headline after the body"; return 1; }
}

claim "the page has text" test -s page.txt
for file in "$issue"/*.md; do
    claim "headline and body of $(basename "$file") stand unbroken and in order" in_order "$file"
    caption=$(sed -n 's/^  图说: //p' "$file")
    [ -z "$caption" ] ||
        claim "so does its caption" sh -c '[ "$1" -gt 0 ]' - "$(place "$caption")"
done
claim "the page title is there" sh -c '[ "$1" -gt 0 ]' - "$(place 2020年度南码头社区十大新闻)"
claim "no character is one the fonts could not name" not grep -q "$(printf '\357\277\275')" page.txt
finish
