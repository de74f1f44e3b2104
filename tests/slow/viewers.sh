#!/bin/sh
# Ghostscript and mutool draw all forms, single and imposed, and have nothing to say of them.
. "$(dirname "$0")/../common.sh"
need gs mutool qpdf jq

# silent FILE: no word from either.
silent()
{
    gs -q -dSAFER -dNOPAUSE -dBATCH -r36 -sDEVICE=tiff32nc -sOutputFile=page%d.tif "$1" >said 2>&1
    mutool draw -r 36 -o page.png "$1" 2>&1 | grep -iE 'warn|error' | grep -v 'ICC support' >>said
    cat said
    [ ! -s said ]
}

cp -R "$source_dir/articles/2021-01-20" issue
for s in x1a x1a2003 x4 a2u x4+a2u; do
    "$program" build issue --pdf $s --marks --bleed 3mm --output $s --cache cache >/dev/null 2>&1
    claim "$s with marks and bleed" silent $s/issue.pdf
done

# bytes FILE OBJECT: of the stream as it lies in the file.
bytes()
{
    qpdf --raw-stream-data --show-object="$2" "$1" | wc -c
}

"$program" build issue --output plain --cache cache >/dev/null 2>&1
size=$(wc -c <plain/issue.pdf)
for object in $(qpdf --json=2 plain/issue.pdf | jq -r '.qpdf[1] | to_entries[]
    | select(.value.stream?.dict? | (.["/Subtype"]? == "/Image") or has("/N")?)
    | .key | ltrimstr("obj:") | split(" ")[0]'); do
    size=$((size - $(bytes plain/issue.pdf "$object")))
done
# Nearly all of it is outlines: six subset faces, the largest of some 400 ideographs.
echo "without pictures and profile: $size bytes"
claim "a page without its pictures and profile is under 240 kB" test $size -lt 240000
finish
