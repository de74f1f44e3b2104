#!/bin/sh
# What a printer asks for: bleed, marks, imposed sheets, a file of his own wishes, a job ticket.
. "$(dirname "$0")/../common.sh"
need qpdf jq pdfinfo pdftotext

# issue_of PAGES FOLDER: one small story a page.
issue_of()
{
    mkdir -p "$2/图"
    printf '报名: 南风报\n期号: 总第 1 期\n日期: 2021-01-20\n版式: newspaper\n版:\n' >"$2/issue.yaml"
    page=1
    while [ $page -le "$1" ]; do
        id=$(printf %02d $page)
        printf '  - {版次: %d, 版名: 第%d组, 报头: 报眉, 稿件: ["%s"]}\n' $page $page "$id" \
            >>"$2/issue.yaml"
        printf -- '---\n标题: 第%d篇\n---\n\n这是印在第%d版上的正文。\n' $page $page >"$2/$id-稿.md"
        page=$((page + 1))
    done
}

build()
{
    "$program" build "$@" --output out --cache cache 2>&1
}

# boxes FILE PAGE: media, bleed and trim in thousandths of a millimetre.
boxes()
{
    qpdf --json=2 "$1" | jq -c --argjson page "$2" '.pages[$page].object as $o
        | .qpdf[1]["obj:" + $o].value | [.["/MediaBox"], .["/BleedBox"], .["/TrimBox"]]
        | map(map(. * 25400 / 72 | round))'
}

is()
{
    wanted=$1
    shift
    got=$("$@")
    [ "$got" = "$wanted" ] && return 0
    echo "got $got"
    return 1
}

# paints FILE: the operators of the first page.
paints()
{
    object=$(qpdf --json=2 --json-key=pages "$1" | jq -r '.pages[0].contents[0]')
    qpdf --filtered-stream-data --show-object="${object%% *}" "$1"
}

issue_of 4 four
issue_of 8 eight
issue_of 3 three

build four >/dev/null
claim "without a word there is neither bleed nor mark" is \
    '[[0,0,272500,390000],[0,0,272500,390000],[0,0,272500,390000]]' boxes out/four.pdf 0
claim "nor a ticket" sh -c '[ -z "$(find out -name "*印单*")" ]'
build four --marks >/dev/null
claim "marks need twelve millimetres of paper all around" is \
    '[[0,0,296500,414000],[12000,12000,284500,402000],[12000,12000,284500,402000]]' boxes out/four.pdf 0
build four --bleed 3mm >/dev/null
claim "a page with bleed has marks beyond it" is \
    '[[0,0,302500,420000],[12000,12000,290500,408000],[15000,15000,287500,405000]]' boxes out/four.pdf 2
claim "qpdf finds no fault in it" exits 0 qpdf --check out/four.pdf
claim "marks are on every plate" sh -c '
    qpdf --json=2 "$1" | grep -q "\"/Separation\"" && qpdf --json=2 "$1" | grep -q "\"/All\""' - \
    out/four.pdf
pdftotext -raw out/four.pdf four.txt
claim "a line at the foot says what the sheet is" grep -qE \
    '南风报 ?\| ?2021-01-20 ?\| ?第3版 ?\| ?总第 ?1 ?期 ?\| ?[0-9a-f]{8} ?\| ?nanfeng [0-9.]+' four.txt
paints out/four.pdf >four.ops
claim "no mark reaches into the bleed" awk '
    /re$/ && ($3 < 0.5 || $4 < 0.5) && $3 < 20 && $4 < 20 {
        n++
        if ($1 + $3 > 34.02 && $1 < 823.46 && $2 + $4 > 34.02 && $2 < 1156.53) bad = 1
    }
    END { exit bad || n < 16 }' four.ops
build four --bleed 20mm >/dev/null
claim "wide bleed pushes the marks outward" is \
    '[[0,0,336500,454000],[12000,12000,324500,442000],[32000,32000,304500,422000]]' boxes out/four.pdf 0
for bleed in 21mm -1mm 3 3em x; do
    claim "a bleed of $bleed is refused" exits 2 "$program" build four --bleed=$bleed
done

# spreads FILE: for each page of the PDF the pages of the paper on it, left to right.
spreads()
{
    count=$(pdfinfo "$1" | awk '/^Pages:/ { print $2 }')
    page=1
    while [ $page -le "$count" ]; do
        for side in 0 1; do
            pdftotext -f $page -l $page -x $((60 + side * 772)) -y 34 -W 712 -H 400 -raw "$1" - |
                sed -n 's/^这是印在第\([0-9]*\)版.*/\1/p'
        done | tr '\n' ' '
        page=$((page + 1))
    done
}

"$program" build four --impose saddle --output out --cache cache >printed 2>/dev/null
claim "the imposed file is named after the issue" test -s out/four-拼版.pdf
claim "and printed after the other" sh -c '[ "$(head -n 2 printed | tr "\n" " ")" = "out/four.pdf out/four-拼版.pdf " ]'
claim "four pages: 4 beside 1, 2 beside 3" is '4 1 2 3 ' spreads out/four-拼版.pdf
claim "the sheet is trimmed as one" is \
    '[[0,0,569000,414000],[12000,12000,557000,402000],[12000,12000,557000,402000]]' \
    boxes out/four-拼版.pdf 0
claim "single pages stay without marks" is \
    '[[0,0,272500,390000],[0,0,272500,390000],[0,0,272500,390000]]' boxes out/four.pdf 0
claim "qpdf finds no fault in the sheets" exits 0 qpdf --check out/four-拼版.pdf
claim "the sheets are of the same standard" sh -c 'pdfinfo out/four-拼版.pdf | grep -q "PDF/X-1:2001"'
claim "each page of the paper is a form with its own resources" sh -c '
    qpdf --json=2 out/four-拼版.pdf | jq -e "[.qpdf[1][] | .stream?.dict? | objects
        | select(.[\"/Subtype\"] == \"/Form\")] | length == 4 and all(has(\"/Resources\"))"'
claim "sheets are called by their pages" sh -c '
    qpdf --json=2 out/four-拼版.pdf | jq -e "[.qpdf[1][] | .value?
        | objects | select(has(\"/PageLabels\")) | .[\"/PageLabels\"][\"/Nums\"][1][\"/P\"]] == [\"u:4|1\"]"'
build eight --impose saddle >/dev/null
claim "eight pages: 8 1, 2 7, 6 3, 4 5" is '8 1 2 7 6 3 4 5 ' spreads out/eight-拼版.pdf
build three --impose saddle >printed
claim "three pages cannot be imposed" grep -q R_IMPOSE_PAGES printed
claim "which says how many would do" grep -q '补成 4 版' printed
claim "and nothing is written" sh -c '[ ! -e out/three.pdf ] && [ ! -e out/three-拼版.pdf ]'
claim "that is an error of the issue" exits 1 "$program" build three --impose saddle --output out
claim "another way to impose is refused" exits 2 "$program" build four --impose booklet
build four --impose saddle --bleed 3mm --pdf x4+a2u >/dev/null
claim "in an archive form, the sheets are not tagged" sh -c '
    pdfinfo out/four-拼版.pdf | grep -qE "^Tagged: +no" && pdfinfo out/four.pdf | grep -qE "^Tagged: +yes"'
claim "the form stops at the fold and takes its bleed along elsewhere" sh -c '
    qpdf --json=2 out/four-拼版.pdf | jq -e "[.qpdf[1][] | .stream?.dict? | objects
        | select(.[\"/Subtype\"] == \"/Form\") | .[\"/BBox\"] | map(. * 25.4 / 72 * 10 | round)]
        == [[30, 0, 2785, 3960], [0, 0, 2755, 3960], [30, 0, 2785, 3960], [0, 0, 2755, 3960]]"'

ticket=out/four-印单.json
claim "the ticket lists both files by their hashes" sh -c '
    jq -e --arg a "$(sha256sum out/four.pdf | cut -c 1-64)" \
        --arg b "$(sha256sum out/four-拼版.pdf | cut -c 1-64)" \
        ".files[0].sha256 == \$a and .files[1].sha256 == \$b" "$1"' - $ticket
claim "it gives trim, bleed, ink limit and profile" jq -e '
    .trim == {"width": 272.5, "height": 390} and .bleed == 3 and .profile.tac == 220
        and .profile.condition == "CGATS TR 002"' $ticket
claim "and the inks of each page" jq -e '
    [.pages[] | .page] == [1, 2, 3, 4] and all(.pages[]; .inks == ["M", "Y", "K"])' $ticket
claim "the same in Chinese" grep -q '拼版 4|1 2|3' out/four-印单.txt
claim "the manifest has the ticket and the sheets" jq -e '
    [.products[].name] | index("four-拼版.pdf") != null and index("four-印单.json") != null' out/manifest.json

# The printer's own file.
mkdir shop
cp "$source_dir/layout/styles/newsprint_tr002_220.icc.z" shop/own.icc.z
cat >shop/shop.yaml <<'YAML'
名称: 某某印刷厂
特性文件: own.icc.z
条件: 冷固新闻纸
条件说明: 本厂 2021 年实测
总墨量: 230
最低精度: 120
出血: 3mm
标记: 无
标准: x1a2003
文件名: nf_{date}_{版数}p.pdf
YAML
rm -rf out
build four --printer shop/shop.yaml >printed
claim "the file bears the printer's name for it" test -s out/nf_20210120_4p.pdf
claim "no marks where he wants none, bleed where he does" is \
    '[[0,0,278500,396000],[0,0,278500,396000],[3000,3000,275500,393000]]' boxes out/nf_20210120_4p.pdf 0
claim "the standard is his" sh -c 'pdfinfo out/nf_*.pdf | grep -q "PDF/X-1a:2003"'
claim "the intent names his condition, and no register" sh -c '
    qpdf --json=2 out/nf_*.pdf | jq -e "[.qpdf[1][] | .value? | objects | .[\"/OutputIntents\"]? // empty
        | .[0] | [.[\"/OutputConditionIdentifier\"], .[\"/Info\"], has(\"/RegistryName\")]]
        == [[\"u:冷固新闻纸\", \"u:本厂 2021 年实测\", false]]"'
claim "the ticket is his" jq -e '.printer == "某某印刷厂" and .profile.tac == 230
    and .profile.file == "own.icc.z"' out/four-印单.json
claim "the manifest has his file and his profile" jq -e '
    [.inputs[].name] | index("printer/shop.yaml") != null and index("printer/own.icc.z") != null' out/manifest.json
build four --printer shop/shop.yaml --pdf x4 --bleed 0mm --marks >/dev/null
claim "the command line goes before the printer's file" sh -c '
    pdfinfo out/nf_*.pdf | grep -q "PDF/X-4"'
claim "in every point" is \
    '[[0,0,296500,414000],[12000,12000,284500,402000],[12000,12000,284500,402000]]' boxes out/nf_20210120_4p.pdf 0
build four --printer shop/shop.yaml --impose saddle >/dev/null
claim "sheets for him have no Chinese name" test -s out/nf_20210120_4p-imposed.pdf
sed 's/名称: 某某印刷厂/name: shop/; s/特性文件/icc/; s/条件说明/condition/; s/条件/condition_id/
    s/总墨量/tac/; s/最低精度/min_ppi/; s/出血/bleed/; s/标记/marks/; s/标准/pdf/; s/文件名/pattern/
    s/{版数}/{pages}/' shop/shop.yaml >shop/english.yaml
rm -rf out
build four --printer shop/english.yaml >printed
claim "every key has an English alias" test -s out/nf_20210120_4p.pdf

# told CODE YAML: an error of that code, exit 1, no file.
told()
{
    code=$1
    cp shop/bad.yaml shop/last.yaml
    rm -rf out
    "$program" build four --printer shop/bad.yaml --output out --cache cache >printed 2>&1
    [ $? = 1 ] && grep -q "$code" printed && [ -z "$(find out -name '*.pdf')" ] && return 0
    cat printed
    return 1
}

# bad TEXT CODE SED: the printer's file changed by sed.
bad()
{
    sed "$3" shop/shop.yaml >shop/bad.yaml
    claim "$1" told "$2"
}

bad "a key nobody knows" 'shop/bad.yaml:11:1.*C_UNKNOWN_KEY' '$a 颜色: 红'
bad "a key twice" C_REPEATED_KEY '$a tac: 230'
bad "no name" C_MISSING_KEY '/名称/d'
bad "a profile without a condition" C_MISSING_KEY '/^条件:/d'
bad "a standard there is not" C_BAD_VALUE 's/x1a2003/x3/'
bad "more ink than there are plates" C_BAD_VALUE 's/230/500/'
bad "a bleed as wide as a hand" C_BAD_VALUE 's/3mm/90mm/'
bad "a pattern that leads elsewhere" C_BAD_VALUE 's|nf_|../nf_|'
bad "a pattern with a placeholder there is not" C_BAD_VALUE 's/{date}/{when}/'
bad "a register that is no address" C_BAD_VALUE '$a 注册处: ICC'
bad "a profile that is not there" 'shop/bad.yaml:2:7.*C_FILE_MISSING' 's/own.icc.z/other.icc/'
head -c 300 shop/own.icc.z >shop/cut.icc.z
bad "half a profile" R_PROFILE 's/own.icc.z/cut.icc.z/'
cp "$source_dir/README.md" shop/text.icc
bad "a text for a profile" R_PROFILE_BAD 's/own.icc.z/text.icc/'
claim "a file that is not there" sh -c '
    "$1" build four --printer shop/none.yaml --output out 2>&1 | grep -q C_FILE_MISSING' - "$program"
claim "check takes a printer's file too" sh -c '
    "$1" check four --printer shop/bad.yaml --output out 2>&1 | grep -q R_PROFILE_BAD' - "$program"

# Ghostscript's CMYK profiles: one for coated paper, one of version 4.
icc=/usr/share/color/icc/ghostscript
if [ -r $icc/default_cmyk.icc ] && [ -r $icc/ps_cmyk.icc ]; then
    cp $icc/default_cmyk.icc shop/coated.icc
    cp $icc/ps_cmyk.icc shop/four.icc
    sed 's/own.icc.z/coated.icc/' shop/shop.yaml >shop/coated.yaml
    build four --printer shop/coated.yaml >printed
    claim "a profile for coated paper is warned of" grep -q R_PROFILE_COATED printed
    claim "but used" test -s out/nf_20210120_4p.pdf
    bad "a profile of version 4 does not go with x1a2003" R_PROFILE_VERSION 's/own.icc.z/four.icc/'
fi
finish
