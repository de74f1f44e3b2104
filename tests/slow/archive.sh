#!/bin/sh
# An outside opinion on the archive form: PDFBox Preflight, which knows PDF/A-1b. Of what it finds,
# only what A-1b demands beyond A-2u is allowed: a CIDSet, and that the file call itself part 1.
. "$(dirname "$0")/../common.sh"
need java
jars=
for jar in preflight pdfbox2 xmpbox fontbox2 commons-logging commons-io javax.activation jaxb-api; do
    [ -r /usr/share/java/$jar.jar ] || {
        echo "skipped: no $jar.jar (libpdfbox2-java libcommons-io-java libjaxb-api-java libactivation-java)"
        exit 77
    }
    jars=$jars:/usr/share/java/$jar.jar
done

look()
{
    java -cp "${jars#:}" org.apache.pdfbox.preflight.Validator_A1b "$1" 2>/dev/null
}

"$program" build "$source_dir/articles/2021-01-20" --pdf a2u --output out >/dev/null 2>&1
look out/2021-01-20.pdf >found.txt
claim "the validator looked at the file" grep -q 'PDF/A-1b file' found.txt
claim "it finds what sets A-1 apart" grep -q '^7.11.2 .*part must be 1' found.txt
grep -E '^[0-9]' found.txt | grep -vE \
    -e '^3\.1\.11 .*The CIDSet entry is missing' \
    -e '^7\.11\.1 .*conformance level must be A or B' \
    -e '^7\.11\.2 .*part must be 1' >rest.txt
claim "and nothing else" sh -c 'cat rest.txt; [ ! -s rest.txt ]'

# That it would have found something.
sed 's|/S /GTS_PDFA1|/S /GTS_PDFX1|' out/2021-01-20.pdf >wrong.pdf
claim "an intent of the wrong kind would be found" sh -c '[ -n "$1" ]' - "$(look wrong.pdf | grep '^2.1.3')"
finish
