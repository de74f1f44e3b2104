#!/bin/sh
# Makes the JPEGs of the sample issue from their drawings. Needs librsvg2-bin, mupdf-tools and
# libjpeg-turbo-progs. Run it from anywhere: docs/pictures/render.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
issue=2021-01-20
out=$here/../../articles/$issue/图
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# number and width in pixels of the whole picture: about 260 ppi on the page after cropping
while read -r number width; do
  rsvg-convert --width "$width" --keep-aspect-ratio --background-color white \
    --output "$work/picture.png" "$here/$issue/$number.svg"
  # A PNG without a resolution counts as 96 dpi: drawn at 96 it keeps every pixel, and with -N
  # every colour too.
  mutool draw -q -N -r 96 -c rgb -F ppm -o "$work/picture.ppm" "$work/picture.png"
  cjpeg -quality 88 -optimize -outfile "$out/$number.jpg" "$work/picture.ppm"
done <<SIZES
01 684
02 450
03 612
04 612
05 408
06 324
07 612
08 612
09 388
10 408
SIZES
