#!/bin/sh
# mkprofile.sh OUT.icc.z [TOTAL_INK [DATA.ti3]]
#
# Makes the output profile of newsprint from the characterisation data CGATS/SNAP TR 002-2007. Needs
# the Debian packages argyll, icc-profiles-free, libgs-common and qpdf; takes a minute or two.
set -eu

out=${1:?usage: mkprofile.sh OUT.icc.z [TOTAL_INK [DATA.ti3]]}
ink=${2:-220}
data=${3:-$(dpkg -L icc-profiles-free | grep '/TR002\.ti3$')}
screen=$(dpkg -L libgs-common | grep '/srgb\.icc$' | head -n 1)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# colprof reads plain ASCII only.
iconv -f latin1 -t ascii//TRANSLIT "$data" >"$work/press.ti3"

# Medium tables both ways; the measurements stay outside. Perceptual tables are mapped from sRGB.
# Black sets in at 5 % of the tone scale, is complete at 95 % and takes over early (heavy GCR), so
# that grey does not hang on the register of three colours; -l limits all inks, -L black.
colprof -qm -bm -nc -cpp -dpp -S "$screen" -kp 0 .05 .95 1 .6 -l "$ink" -L 95 \
    -A "ArgyllCMS" -M "Coldset newsprint" -D "Coldset newsprint CGATS TR 002 (TAC $ink)" \
    -C "Free to use. Based on ANSI CGATS/SNAP TR 002-2007 characterization data." \
    -O "$work/press.icc" "$work/press"

zlib-flate -compress=9 <"$work/press.icc" >"$out"
