#!/bin/sh
# The PDF by its structure: what a printer's preflight looks at.
. "$(dirname "$0")/../common.sh"
need qpdf jq pdffonts
pdf=out/2021-01-20.pdf

"$program" build "$source_dir/articles/2021-01-20" --output out >/dev/null 2>&1
claim "qpdf finds no fault" exits 0 qpdf --check $pdf
qpdf --json=2 $pdf >pdf.json
# Objects by number, streams as their dictionaries, so that a reference is looked up in one step.
jq '.qpdf[1] | with_entries(.key |= sub("^obj:"; "") | .value |= (.value // .stream.dict))' \
    pdf.json >objects.json

# query TEXT FILTER: the filter is true of the objects; at(x) follows a reference.
query()
{
    claim "$1" jq -e '. as $all
        | def at(x): x | if type == "string" and test("^[0-9]+ [0-9]+ R$") then $all[.] else . end;
        def root: at($all.trailer["/Root"]);
        def info: at($all.trailer["/Info"]);
        def pages: [$all[] | objects | select(.["/Type"]? == "/Page")];
        def inside(outer): .[0] >= outer[0] - 0.001 and .[1] >= outer[1] - 0.001
            and .[2] <= outer[2] + 0.001 and .[3] <= outer[3] + 0.001;
        '"$2" objects.json
}

query "there is one page" 'pages | length == 1'
query "every page has media, bleed and trim boxes, each inside the one before" \
    'pages | all(.["/MediaBox"] as $m | .["/BleedBox"] as $b | .["/TrimBox"] as $t
        | ($b | inside($m)) and ($t | inside($b)))'
query "the trimmed page is 272.5 by 390 mm" \
    'pages[0]["/TrimBox"] | ((.[2] - .[0]) * 25.4 / 72 - 272.5 | fabs) < 0.01
        and ((.[3] - .[1]) * 25.4 / 72 - 390 | fabs) < 0.01'
query "there is an output intent of PDF/X with its profile" \
    '[at(root["/OutputIntents"])[] | at(.) | select(.["/S"] == "/GTS_PDFX")]
        | length == 1 and (at(.[0]["/DestOutputProfile"])["/N"] == 4)'
query "the file says which PDF/X it is, and whether it is trapped" \
    '(info["/GTS_PDFXVersion"] | startswith("u:PDF/X-1")) and info["/Trapped"] == "/False"'
query "its dates are the issue's" \
    '[info["/CreationDate"], info["/ModDate"]] | all(startswith("u:D:20210120"))'
query "no colour space is RGB" \
    '[.. | strings | select(. == "/DeviceRGB" or . == "/CalRGB" or . == "/Lab")] == []'
query "nothing is transparent" '[.. | objects | select(.["/SMask"]? // "/None" != "/None")] == []'
query "there is no script, form or attachment" \
    '[.. | objects | keys[] | select(. == "/JavaScript" or . == "/AcroForm" or . == "/EmbeddedFiles")] == []'

claim "every font is embedded, a subset, and names its characters" \
    sh -c 'pdffonts "$1" | awk "NR > 2 { n++; if (!/ yes yes yes +[0-9]+ +[0-9]+\$/) bad = 1; print }
        END { exit bad || n == 0 }"' - $pdf

# The operators the page is painted with.
for object in $(qpdf --json=2 --json-key=pages $pdf | jq -r '.pages[].contents[]'); do
    qpdf --filtered-stream-data --show-object="${object%% *}" $pdf
done >content.txt 2>/dev/null
claim "the page paints with ink" grep -qE '(^| )k( |$)' content.txt
claim "and never with RGB" not grep -qaE '(^| )(rg|RG|sc|SC|scn|SCN)( |$)' content.txt
finish
