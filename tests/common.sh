# For the scripts in tests/run and tests/slow: sh NAME.sh SOURCE_DIR PROGRAM.
# A script makes claims; each runs a command and says how it went. The last line is `finish`.
set -u
LC_ALL=C
export LC_ALL
source_dir=$(cd "$1" && pwd)
program=$2
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failed=0

# claim TEXT COMMAND…
claim()
{
    claimed=$1
    shift
    if "$@" >"$work/claim.log" 2>&1; then
        echo "ok    $claimed"
    else
        echo "FAIL  $claimed"
        sed 's/^/      /' "$work/claim.log" | head -n 40
        failed=1
    fi
}

not()
{
    ! "$@"
}

# exits WANTED COMMAND…: the command leaves with exactly that code.
exits()
{
    wanted=$1
    shift
    "$@"
    got=$?
    [ "$got" = "$wanted" ] && return 0
    echo "exit code $got, not $wanted: $*"
    return 1
}

need()
{
    for tool in "$@"; do
        command -v "$tool" >/dev/null 2>&1 || {
            echo "skipped: no $tool"
            exit 77
        }
    done
}

finish()
{
    exit "$failed"
}

# small_issue FOLDER: one page, one story with a picture, no fault in it.
small_issue()
{
    mkdir -p "$1/图"
    cp "$source_dir/articles/2021-01-20/图/01.jpg" "$1/图/01.jpg"
    cat >"$1/issue.yaml" <<'YAML'
报名: 南风报
日期: 2021-01-20
版式: newspaper
版:
  - 版次: 1
    版名: 要闻
    报头: 有
    题: 试排一版
    稿件: ["01"]
    固定:
      - {稿: "01", 列: 1, 栏: 3, 行: 1, 高: 15, 分栏: 2, 图: 栏1, 图宽: 17em, 图高: 10}
YAML
    cp "$source_dir"/articles/2021-01-20/01-*.md "$1/01-试排.md"
}

# has_code CODE FILE: findings.json holds an error of that code.
has_code()
{
    jq -e --arg code "$1" '.findings | any(.code == $code and .severity == "error")' "$2" \
        >/dev/null && return 0
    echo "no error $1 among: $(jq -c '[.findings[].code]' "$2")"
    return 1
}
