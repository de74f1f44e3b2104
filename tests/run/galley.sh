#!/bin/sh
# 小样: one text in one column, from a file or from standard input.
. "$(dirname "$0")/../common.sh"
need pdftotext pdfinfo qpdf
text=2020年是不平凡的一年，是值得所有人铭记的一年，南码头路街道广大党员和群众同心同向、风雨兼程。
printf '%s\n' "$text" >稿子.txt
printf -- '---\n标题: 不平凡的一年\n---\n\n%s\n' "$text" >稿子二.md

text_of()
{
    pdftotext -raw "$1" - | tr -d ' \n\f'
}

width_of()
{
    pdfinfo "$1" | sed -n 's/^Page size: *\([0-9.]*\) x .*/\1/p'
}

claim "a text file gives output/NAME-小样.pdf" sh -c '
    [ "$("$1" galley 稿子.txt)" = output/稿子-小样.pdf ] && [ -s output/稿子-小样.pdf ]' - "$program"
claim "it says what the file says" test "$(text_of output/稿子-小样.pdf)" = "$text"
claim "qpdf finds no fault in it" exits 0 qpdf --check output/稿子-小样.pdf
claim "Markdown too" exits 0 "$program" galley 稿子二.md -o md.pdf
claim "its body is the same" sh -c 'case $1 in *"$2"*) ;; *) exit 1 ;; esac' - "$(text_of md.pdf)" "$text"
claim "standard input" sh -c '"$1" galley - -o in.pdf <稿子.txt' - "$program"
claim "says the same" test "$(text_of in.pdf)" = "$text"
claim "measure, size, leading and indent are taken" exits 0 \
    "$program" galley 稿子.txt --measure 11em --size 9pt --leading 12pt --indent 0em -o a.pdf
"$program" galley 稿子.txt --measure 22em --size 9pt --leading 12pt --indent 0em -o b.pdf >/dev/null
claim "eleven more characters of 9 pt make the sheet 99 pt wider" \
    sh -c 'echo "$1 $2" | awk "{ d = \$2 - \$1 - 99; exit !(d < 0.1 && d > -0.1) }"' - \
    "$(width_of a.pdf)" "$(width_of b.pdf)"
claim "a headline" sh -c 'echo 众志成城抗击疫情 | "$1" galley - --as headline --size 36pt -o h.pdf' - \
    "$program"
claim "says what it says" test "$(text_of h.pdf)" = 众志成城抗击疫情
printf '东方二期破解快递管理难题引发社会关注\n' >题.txt
"$program" galley 题.txt --as headline --measure 11em -o t.pdf >/dev/null
claim "a headline parts between words" sh -c 'pdftotext "$1" - | grep -qx "难题引发社会关注"' - t.pdf
printf '大家都觉得information很有用，international合作充分。\n' >洋.txt
"$program" galley 洋.txt --measure 9em -o l.pdf >/dev/null
claim "Latin words are parted in a narrow column" not sh -c \
    'pdftotext -raw "$1" - | grep -q information' - l.pdf
claim "and come out whole, without the hyphen" \
    test "$(text_of l.pdf)" = "$(tr -d '\n' <洋.txt)"
claim "vertical setting" exits 0 "$program" galley 稿子.txt --as vertical --measure 10em -o v.pdf
claim "reads as it was written" test "$(text_of v.pdf)" = "$text"
columns='2021年1月20日，居民说：“大家都来‘看’！好吗？”《南风报》（总第12期）——从COVID-19到5G……第365天，12345热线、GDP增长8.1%，20%的人·3组，10～15分钟；用APP。'
printf '%s\n' "$columns" >竖.txt
claim "columns with figures, words and marks of every kind" exits 0 \
    "$program" galley 竖.txt --as vertical --measure 15em --size 14pt -o w.pdf
claim "read column by column, quotes as they were written" test "$(text_of w.pdf)" = "$columns"
claim "qpdf finds no fault in them" exits 0 qpdf --check w.pdf
claim "a file that is not there: exit 1" exits 1 "$program" galley none.txt
claim "an empty text is no crash" sh -c ': | "$1" galley - -o e.pdf; [ $? -le 1 ]' - "$program"
claim "bytes that are not UTF-8: exit 1" sh -c 'printf "\377\376" | "$1" galley - -o x.pdf; [ $? = 1 ]' \
    - "$program"
claim "a style that is not there: exit 1" exits 1 "$program" galley 稿子.txt --style none
finish
