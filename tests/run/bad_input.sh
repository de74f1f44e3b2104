#!/bin/sh
# Whatever is wrong in an issue folder gets its own code and exit 1, and the PDF that was there
# stays as it was.
. "$(dirname "$0")/../common.sh"
need jq

small_issue good
"$program" build good --output good.out >/dev/null 2>first.log || cat first.log
claim "the issue these cases start from is good" test -s good.out/good.pdf

# wrong CODE CLAIM: the folder `issue` has been made wrong; build over a good PDF.
wrong()
{
    rm -rf out
    mkdir out
    echo "the earlier page" >out/issue.pdf
    claim "$2: exit 1" exits 1 "$program" build issue --output out
    claim "$2: $1" has_code "$1" out/findings.json
    claim "$2: the earlier PDF is untouched" grep -qx "the earlier page" out/issue.pdf
    fresh
}

fresh()
{
    rm -rf issue
    cp -R good issue
}

fresh
printf '报名: [南风报\n' >issue/issue.yaml
wrong C_YAML_SYNTAX "YAML that does not close"

sed -i 's/^报名:/报社:/' issue/issue.yaml
wrong C_UNKNOWN_KEY "a key nobody knows"

sed -i 's/^报名:.*/&\npaper: 南风报/' issue/issue.yaml
wrong C_REPEATED_KEY "a key and its alias"

sed -i 's/^日期:.*/日期: 2021-02-30/' issue/issue.yaml
wrong C_BAD_VALUE "a day that does not exist"

sed -i 's/稿件: .*/稿件: ["01", "02"]/' issue/issue.yaml
wrong C_UNKNOWN_STORY "a story that is not there"

printf '\377\376 not text\n' >>issue/01-试排.md
wrong C_NOT_UTF8 "bytes that are not UTF-8"

rm issue/图/01.jpg
wrong C_FILE_MISSING "a photo that is not there"

sed -i 's|文件: 图/01.jpg|文件: ../good/图/01.jpg|' issue/01-试排.md
wrong C_OUTSIDE_FOLDER "a photo outside the folder"

body=$(tail -n 1 issue/01-试排.md)
for i in 1 2 3 4; do printf '\n%s\n' "$body" >>issue/01-试排.md; done
wrong P_STORY_OVERSET "a story that is too long"

printf '\n生僻字\363\260\200\200在此。\n' >>issue/01-试排.md
wrong F_GLYPH_MISSING "a character no font has"

rm issue/01-试排.md
wrong C_UNKNOWN_STORY "the only story gone"

rm issue/01-试排.md
mkfifo issue/01-试排.md
wrong C_FILE_UNREADABLE "a pipe in the place of a story"

head -c 20000 good/图/01.jpg >issue/图/01.jpg
wrong R_PICTURE_BROKEN "a photo cut short"

echo "not a picture" >issue/图/01.jpg
wrong C_PICTURE_KIND "a text named as a photo"

mv issue/图/01.jpg elsewhere.jpg
ln -s ../../elsewhere.jpg issue/图/01.jpg
wrong C_OUTSIDE_FOLDER "a link that leads out of the folder"

head -c 17000000 /dev/zero | tr '\000' 'a' >issue/01-试排.md
wrong C_FILE_TOO_LARGE "a story of 17 MB"

sed -i '$d' issue/issue.yaml
printf '      - {稿: "01", 列: 5, 栏: 3, 行: 1, 高: 15}\n' >>issue/issue.yaml
wrong P_PIN_OUTSIDE "a box beyond the last column"

{
    printf '报名: '
    head -c 200 /dev/zero | tr '\000' '['
    echo
} >issue/issue.yaml
wrong C_YAML_DEPTH "lists two hundred deep"

printf '%s\n' '---' '标题: 没有收尾' >issue/01-试排.md
wrong C_FRONT_MATTER_OPEN "front matter that does not end"

rm -rf issue/*
printf '报名: 南风报\n日期: 2021-01-20\n版:\n  - 版次: 1\n' >issue/issue.yaml
wrong C_NO_STORIES "a folder without stories"

claim "a folder that does not exist: exit 1" exits 1 "$program" build nowhere --output nowhere.out
claim "and no folder is made for it" test ! -e nowhere.out
claim "check finds the same faults" sh -c 'sed "s/^报名:/报社:/" -i good/issue.yaml
    "$1" check good --output checked; [ $? = 1 ]' - "$program"
claim "and writes no PDF" test ! -e checked/good.pdf -a -s checked/findings.json
claim "a draft is printed in spite of them, and says exit 1" sh -c '
    "$1" build good --draft --output draft; [ $? = 1 ] && [ -s draft/good.pdf ]' - "$program"
finish
