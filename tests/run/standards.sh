#!/bin/sh
# Each standard keeps what it promises: version, identification, intents, boxes, metadata, tags.
. "$(dirname "$0")/../common.sh"
need qpdf jq pdfinfo pdftotext mutool

# load FILE: objects by number in objects.json, streams as their dictionaries; XMP in xmp.xml.
load()
{
    qpdf --json=2 "$1" >pdf.json &&
        jq '.qpdf[1] | with_entries(.key |= sub("^obj:"; "") | .value |= (.value // .stream.dict))' \
            pdf.json >objects.json
    pdfinfo -meta "$1" >xmp.xml
}

# query TEXT FILTER: the filter is true of the objects; at(x) follows a reference.
query()
{
    claim "$1" jq -e '. as $all
        | def at(x): x | if type == "string" and test("^[0-9]+ [0-9]+ R$") then $all[.] else . end;
        def root: at($all.trailer["/Root"]);
        def info: at($all.trailer["/Info"]);
        def pages: [$all[] | objects | select(.["/Type"]? == "/Page")];
        def intents: [at(root["/OutputIntents"])[] | at(.)];
        def inside(outer): .[0] >= outer[0] - 0.001 and .[1] >= outer[1] - 0.001
            and .[2] <= outer[2] + 0.001 and .[3] <= outer[3] + 0.001;
        '"$2" objects.json
}

has()
{
    claim "$1" grep -qF -- "$2" xmp.xml
}

lacks()
{
    claim "$1" not grep -qF -- "$2" xmp.xml
}

# What is the same in every form.
common()
{
    claim "$s: qpdf finds no fault" exits 0 qpdf --check $pdf
    claim "$s: the first line says PDF $version" sh -c '[ "$(head -n 1 "$1")" = "%PDF-$2" ]' - \
        $pdf $version
    claim "$s: then come four bytes of no text" sh -c '
        head -n 2 "$1" | tail -n 1 | od -An -tx1 |
            grep -qE "^ 25( [89a-f][0-9a-f]){4} 0a\$"' - $pdf
    claim "$s: pdfinfo calls it $subtype" sh -c '
        pdfinfo "$1" | grep -qE "^PDF subtype: +$2\$"' - $pdf "$subtype"
    claim "$s: mutool draws it without a warning" sh -c '
        ! mutool draw -r 36 -o page.png "$1" 2>&1 | grep -v "ICC support" | grep -iE "warn|error"' - $pdf
    claim "$s: its text is that of x1a" sh -c 'pdftotext -raw "$1" - | cmp - x1a.txt' - $pdf
    query "$s: boxes lie in each other, the page is trimmed to 772.441 by 1105.512" \
        'pages | length == 1 and all(.["/MediaBox"] as $m | .["/BleedBox"] as $b | .["/TrimBox"] as $t
            | ($b | inside($m)) and ($t | inside($b)) and (has("/ArtBox") or has("/CropBox") | not)
            and ($t[2] - $t[0] - 772.44094 | fabs) < 0.0001
            and ($t[3] - $t[1] - 1105.51181 | fabs) < 0.0001)'
    query "$s: every intent has the identifier, the register and one profile" \
        'intents | all(.["/OutputConditionIdentifier"] == "u:CGATS TR 002"
            and .["/RegistryName"] == "u:http://www.color.org" and .["/Info"] != ""
            and (has("/DestOutputProfileRef") | not))
            and ([.[]["/DestOutputProfile"]] | unique | length == 1
                and (at(.[0]) | .["/N"] == 4))'
    query "$s: the file is named twice by its content" \
        '.trailer["/ID"] | length == 2 and .[0] == .[1] and (.[0] | length > 16)'
    query "$s: it is not encrypted" '.trailer | has("/Encrypt") | not'
    query "$s: no action, link, script, form, layer or attachment" \
        '[.. | objects | keys[] | select(. == "/AA" or . == "/Annots"
            or . == "/OpenAction" or . == "/JavaScript" or . == "/AcroForm" or . == "/OCProperties"
            or . == "/EmbeddedFiles")] == []'
    query "$s: no LZW, no JBIG2, no JPX" \
        '[.. | strings | select(. == "/LZWDecode" or . == "/JBIG2Decode" or . == "/JPXDecode")] == []'
    query "$s: no object streams" '[.. | strings | select(. == "/ObjStm" or . == "/XRef")] == []'
    query "$s: bookmarks lead to places and not to actions" \
        '[.[] | objects | select(has("/Title") and has("/Parent"))]
            | length > 1 and all(.["/Dest"][1] == "/XYZ")'
    query "$s: pages are called by their numbers" \
        'root["/PageLabels"]["/Nums"] == [0, {"/S": "/D", "/St": 1}]'
    query "$s: black that overprints, and all else that does not" \
        '[.[] | objects | select(.["/Type"] == "/ExtGState") | [.["/OP"], .["/op"], .["/OPM"]]]
            | sort == [[false, false, 0], [true, true, 1]]'
    query "$s: nothing is transparent" \
        '[.. | objects | select(has("/SMask") or has("/Group") or has("/CA") or has("/BM"))] == []'
    query "$s: title in Info is what XMP says" 'info["/Title"] == "u:南风报 2021-01-20"'
    has "$s: and XMP says it" '<rdf:li xml:lang="x-default">南风报 2021-01-20</rdf:li>'
    query "$s: dates in Info are the issue's" \
        '[info["/CreationDate"], info["/ModDate"]] | all(. == "u:D:20210120000000+08'"'00'"'")'
    has "$s: and XMP's are the same" '<xmp:CreateDate>2021-01-20T00:00:00+08:00</xmp:CreateDate>'
    has "$s: XMP names the document" '<xmpMM:DocumentID>uuid:'
    has "$s: XMP gives its version" '<xmpMM:VersionID>1</xmpMM:VersionID>'
    has "$s: and its rendition" '<xmpMM:RenditionClass>default</xmpMM:RenditionClass>'
    lacks "$s: the packet names neither bytes nor encoding" 'bytes='
}

press()
{
    query "$s: there is one intent of PDF/X" '[intents[] | select(.["/S"] == "/GTS_PDFX")] | length == 1'
    query "$s: Trapped is a name" 'info["/Trapped"] == "/False"'
    has "$s: XMP says the same of trapping" '<pdf:Trapped>False</pdf:Trapped>'
    query "$s: Info says $1" "info[\"/GTS_PDFXVersion\"] == \"u:$1\""
}

untagged()
{
    query "$s: it is not tagged" 'root | (has("/StructTreeRoot") or has("/MarkInfo")) | not'
    query "$s: it does not claim to be PDF/A" \
        '[intents[] | select(.["/S"] == "/GTS_PDFA1")] == []'
    lacks "$s: nor in XMP" pdfaid
}

archive()
{
    query "$s: there is one intent of PDF/A" '[intents[] | select(.["/S"] == "/GTS_PDFA1")] | length == 1'
    has "$s: XMP says part 2" '<pdfaid:part>2</pdfaid:part>'
    has "$s: and Unicode" '<pdfaid:conformance>U</pdfaid:conformance>'
    lacks "$s: XMP has no property that would want a schema" 'pdfx:'
    query "$s: every font has a text for its codes" \
        '[.[] | objects | select(.["/Subtype"] == "/Type0")] | length > 0 and all(has("/ToUnicode"))'
    query "$s: and no CIDSet" '[.. | objects | select(has("/CIDSet"))] == []'
    query "$s: it is Chinese, tagged, and shows its title" \
        'root["/Lang"] == "u:zh-CN" and root["/MarkInfo"]["/Marked"] == true
            and root["/ViewerPreferences"]["/DisplayDocTitle"] == true'
    query "$s: every stretch of the page has its tag" \
        'at(root["/StructTreeRoot"]) as $tree | at($tree["/ParentTree"])["/Nums"]
            | .[0] == 0 and (.[1] | length > 100 and all(at(.)["/Type"] == "/StructElem"))'
    query "$s: the page knows its stretches" 'pages | all(.["/StructParents"] == 0)'
    query "$s: ten figures say what they show" \
        '[.[] | objects | select(.["/S"] == "/Figure")] | length == 10
            and all(.["/Alt"] | length > 4) and all(.["/A"]["/BBox"] | length == 4)'
    pdfinfo -struct-text $pdf >structure.txt
    claim "$s: eleven stories are articles of one document" sh -c '
        [ "$(grep -c "^Document" structure.txt)" = 1 ] && [ "$(grep -c "^  Art" structure.txt)" = 11 ]'
    claim "$s: the page title comes first" sh -c '
        head -n 3 structure.txt | tr -d "\n" | grep -q "Document  H1 (block)    \"2020年度南码头社区十大新闻\""'
    claim "$s: the lead is the first article" sh -c '
        awk "/^  Art/ { n++ } n == 1" structure.txt | grep -q "众志成城"'
    claim "$s: furniture has no tag" not grep -q '第1版' structure.txt
    claim "$s: paragraphs are whole" sh -c '
        tr -d "\n \"" <structure.txt | grep -q "机关公务员化身“大白”坚守属地防控第一线"'
}

# What the page is painted with may not be hidden from a reader, nor read twice.
marked()
{
    object=$(qpdf --json=2 --json-key=pages $pdf | jq -r '.pages[0].contents[0]')
    qpdf --filtered-stream-data --show-object="${object%% *}" $pdf >content.txt
    claim "$s: every operator that paints belongs to a tag or to the furniture" awk '
        / BDC$|BMC$/ { depth++; if (depth == 1) n++ }
        /^EMC$/ { depth-- }
        depth < 0 { bad = 1 }
        depth == 0 && /(^| )(TJ|f|S|Do)$/ { bad = 1 }
        END { exit bad || depth != 0 || n < 100 }' content.txt
}

for s in x1a x1a2003 x4 a2u x4+a2u; do
    "$program" build "$source_dir/articles/2021-01-20" --pdf $s --output $s --cache cache >/dev/null 2>&1
done
pdftotext -raw x1a/2021-01-20.pdf x1a.txt

form()
{
    s=$1 version=$2 subtype=$3
    pdf=$s/2021-01-20.pdf
    load $pdf
    common
}

form x1a 1.3 'PDF/X-1:2001'
press 'PDF/X-1:2001'
query "$s: and what it conforms to" 'info["/GTS_PDFXConformance"] == "u:PDF/X-1a:2001"'
untagged
form x1a2003 1.4 'PDF/X-1a:2003'
press 'PDF/X-1a:2003'
query "$s: and nothing more" 'info | has("/GTS_PDFXConformance") | not'
untagged
form x4 1.6 'PDF/X-4'
press 'PDF/X-4'
has "$s: XMP says so" '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'
untagged
form a2u 1.7 'PDF/A-2u:2011'
archive
marked
query "$s: it does not claim to be PDF/X" \
    '[intents[] | select(.["/S"] == "/GTS_PDFX")] == [] and (info | has("/GTS_PDFXVersion") | not)'
lacks "$s: nor does XMP" pdfxid
form x4+a2u 1.6 'PDF/X-4'
press 'PDF/X-4'
archive
marked
has "$s: XMP says it is X-4, too" '<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>'
has "$s: the property of PDF/X is described" '<pdfaProperty:name>GTS_PDFXVersion</pdfaProperty:name>'
has "$s: and that of trapping" '<pdfaProperty:name>Trapped</pdfaProperty:name>'

claim "another standard is refused" exits 2 "$program" build issue --pdf x3
finish
