#!/bin/sh
# The command line: wrong usage is told in one line with exit 2, help and version are results.
. "$(dirname "$0")/../common.sh"
need jq
small_issue issue

# refused PATTERN ARGUMENT…: exit 2, nothing on standard output, one line that holds the pattern.
refused()
{
    pattern=$1
    shift
    "$program" "$@" >stdout 2>stderr
    code=$?
    cat stderr
    [ $code = 2 ] && [ ! -s stdout ] && [ "$(wc -l <stderr)" = 1 ] && grep -q -e "$pattern" stderr
}

claim "no command" refused 'nanfeng help'
claim "a mistyped command is answered with the right one" refused ' build？' biuld issue
claim "a command that is nothing like any" refused 'nanfeng help' frobnicate issue
claim "a command of a later version is refused plainly" refused '还没有“serve”' serve issue
claim "a mistyped option is answered with the right one" refused ' --json？' build issue --jsn
claim "an option of a later version is refused plainly" refused '还没有“--port”' build issue --port 1
claim "a standard that is none" refused 'x1a | x1a2003 | x4 | a2u | x4+a2u' build issue --pdf x5
claim "an option that belongs to another command" refused '没有 --draft' check issue --draft
claim "an option without its value" refused '缺少值' build issue --output
claim "a value for an option that takes none" refused '不带值' build issue --json=yes
claim "a number of threads that is none" refused '1 … 64' build issue --threads many
claim "a length that is none" refused '9pt' galley - --size big
claim "a missing folder" refused '文件夹' build
claim "a second folder" refused 'other' build issue other
claim "a dump without a stage" refused '--stage' dump issue
claim "English when asked for, wherever on the line" refused 'did you mean build' biuld issue --lang en
claim "and with an equals sign" refused 'did you mean build' --lang=en biuld issue

claim "help is a result" sh -c '"$1" help | grep -q "nanfeng build"' - "$program"
claim "help in English" sh -c '"$1" help --lang en | grep -q "usage: nanfeng"' - "$program"
for command in build check proof galley dump; do
    claim "help $command names the command" \
        sh -c '"$1" help "$2" | head -n 1 | grep -q "nanfeng $2"' - "$program" "$command"
    claim "$command --help is the same" \
        sh -c '[ "$("$1" "$2" --help)" = "$("$1" help "$2")" ]' - "$program" "$command"
done
claim "help lists nothing that is refused" sh -c '
    ! { "$1" help; for c in build check proof galley dump; do "$1" help $c; done; } |
        grep -E "serve|archive|import"' - "$program"
claim "--version is one line" sh -c '"$1" --version | grep -qxE "nanfeng [0-9]+\.[0-9]+\.[0-9]+"' \
    - "$program"

claim "--json gives the findings and nothing else" sh -c '
    "$1" check issue --output out --json 2>stderr | jq -e ".findings" >/dev/null && [ ! -s stderr ]' \
    - "$program"
claim "it is what the file holds" sh -c '
    "$1" check issue --output out --json | cmp - out/findings.json' - "$program"
claim "the output folder is output/ISSUE when none is given" sh -c '
    "$1" build issue/ && [ -s output/issue/issue.pdf ] && [ -s output/issue/manifest.json ]' \
    - "$program"
claim "the name of the current folder serves too" sh -c '
    cd issue && "$1" build . --output ../dot && [ -s ../dot/issue.pdf ]' - "$program"
claim "proof makes a picture of each page" sh -c '
    "$1" proof issue --output proofs | grep -qx proofs/proof/page-1.png &&
    head -c 4 proofs/proof/page-1.png | grep -aq PNG' - "$program"
for stage in content line page paint; do
    claim "dump --stage $stage is text" \
        sh -c '[ "$("$1" dump --stage "$2" issue | wc -l)" -gt 3 ]' - "$program" "$stage"
done
claim "a reader that leaves early is no drama" sh -c '
    "$1" dump --stage paint issue 2>stderr | head -n 1 >/dev/null; [ ! -s stderr ]' - "$program"
finish
