#!/bin/sh
# Pictures as they come: the same photo in every kind prints the same, and a kind this machine
# cannot read is told so with a way out.
. "$(dirname "$0")/../common.sh"
need jq convert pdfimages ldd
libexec=$(dirname "$program")/libexec

small_issue good

# issue_with FILE: the small issue with another picture in the place of its own.
issue_with()
{
    rm -rf issue out
    cp -R good issue
    rm issue/图/01.jpg
    cp "$1" "issue/图/$1"
    sed -i "s|图/01.jpg|图/$1|" issue/01-试排.md
}

# prints FILE: a build with it goes well, and printed.jpg is the picture as it lies in the PDF.
prints()
{
    issue_with "$1"
    exits 0 "$program" build issue --output out --no-cache || return 1
    pdfimages -all out/issue.pdf image || return 1
    mv image-000.jpg printed.jpg
}

prints_the_same()
{
    prints "$1" && cmp printed.jpg wanted.jpg
}

convert good/图/01.jpg -strip photo.png
claim "PNG" prints photo.png
mv printed.jpg wanted.jpg
convert photo.png -compress lzw lzw.tif
claim "TIFF, the same as PNG" prints_the_same lzw.tif
convert photo.png -depth 16 -interlace plane -compress zip planes.tif
claim "TIFF of 16 bits in planes, the same" prints_the_same planes.tif
convert photo.png -define tiff:tile-geometry=64x64 -define tiff:endian=msb tiles.tif
claim "TIFF in tiles, the same" prints_the_same tiles.tif
convert photo.png -define webp:lossless=true lossless.webp
claim "WebP, the same" prints_the_same lossless.webp
convert photo.png photo.heic 2>/dev/null
convert photo.png photo.avif 2>/dev/null
if [ -x "$libexec/nanfeng-heic" ]; then
    for file in photo.heic photo.avif; do
        [ ! -s $file ] || claim "$file" prints $file
    done
fi

convert photo.png photo.png pages.tif
issue_with pages.tif
claim "of two pages the first is printed" exits 0 "$program" build issue --output out --no-cache
claim "and a note says so" jq -e '.findings | any(.code == "C_PICTURE_PAGES" and .severity == "note")' \
    out/findings.json

head -c 3000 lzw.tif >cut.tif
issue_with cut.tif
claim "a TIFF cut short: exit 1" exits 1 "$program" build issue --output out --no-cache
claim "and one error" jq -e '[.findings[] | select(.severity == "error")] | length == 1' \
    out/findings.json

# The program without its decoders, in a tree of its own.
mkdir -p tree/build/bare/libexec tree/layout
ln -s "$source_dir/layout/styles" tree/layout/styles
ln -s "$source_dir/fonts" tree/fonts
cp "$program" tree/build/bare/nanfeng
if [ -s photo.heic ]; then
    issue_with photo.heic
    claim "HEIC without its helper: exit 1" exits 1 tree/build/bare/nanfeng build issue --output out --no-cache
    claim "told how phones make JPEGs" jq -e \
        '.findings | any(.code == "R_PICTURE_HEIC" and (.remedy | contains("兼容性最佳")))' out/findings.json
fi
issue_with lzw.tif
claim "TIFF without its helper is a fault of the machine: exit 3" \
    exits 3 tree/build/bare/nanfeng build issue --output out --no-cache
issue_with lossless.webp
claim "WebP without its module: exit 3" \
    exits 3 tree/build/bare/nanfeng build issue --output out --no-cache

claim "nothing under the GPL comes into the program with its modules" sh -c '
    ldd "$1" "$2"/*.so >loaded && ! grep -E "lib(jbig|x265|de265|heif|tiff)" loaded' - \
    "$program" "$libexec"
finish
