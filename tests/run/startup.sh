#!/bin/sh
# A plain build loads only what setting and printing a page needs; drawing libraries and the like
# are opened when they are first used.
. "$(dirname "$0")/../common.sh"
need ldd
ldd "$program" >loaded || exit 77
claim "HarfBuzz is linked (or this test looks at the wrong thing)" grep -q libharfbuzz loaded
claim "no library that waits for its use" \
    not grep -E 'lib(cairo|icu|xml2|sqlite|microhttpd|tiff|webp|heif|zip|qpdf|fontconfig|X11)' loaded
LD_DEBUG=files "$program" build "$source_dir/articles/2021-01-20" --output out >/dev/null 2>opened
claim "the loader tells what it opens (or this test looks at the wrong thing)" \
    grep -q libharfbuzz opened
claim "an issue whose headlines are marked and whose words are short opens no dictionary" \
    not grep -E 'words\.so|hyphen\.so|libicu|libhyphen' opened
finish
