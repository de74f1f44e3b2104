# Shell functions of ./nanfeng and ./run-tests; $root is the top of the sources.
# All that these do is written to a log, which is shown when something fails.

log=$root/build/house.log
failed_at_machine=3

say()
{
    printf '%s\n' "$*" >&2
}

# fail MESSAGE: says it, shows the end of the log, leaves with the code for the machine's faults.
fail()
{
    say "$1"
    if [ -s "$log" ]; then
        say "—— 记录（$log）的最后部分 ——"
        tail -n 40 "$log" >&2
    fi
    exit $failed_at_machine
}

# logged COMMAND…: runs it with its output in the log. The lock's descriptor is not passed on:
# a service that a package starts would keep it.
logged()
{
    printf '+ %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 9>&- </dev/null
}

# missing_packages NAME…: those not installed, on one line.
missing_packages()
{
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p')
    for name in "$@"; do
        printf '%s\n' "$installed" | grep -qx "$name" || printf '%s ' "$name"
    done
}

apt()
{
    set -- env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
    [ "$(id -u)" = 0 ] || set -- sudo -n "$@"
    logged "$@"
}

# install_packages LIST-FILE…: installs what is missing, without a question. On a system without
# dpkg the build itself will say what it lacks.
install_packages()
{
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=$(missing_packages $(cat "$@"))
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ] && ! sudo -n true >/dev/null 2>&1; then
        say "缺少软件包，请先输入这一行（missing packages, please type this first）："
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $missing"
        exit $failed_at_machine
    fi
    say "正在安装缺少的软件包（installing）：$missing"
    apt install -y --no-install-recommends $missing && return 0
    # A name or a version the lists on this machine do not know: fetch new lists, once.
    apt update || fail "apt-get update 没有成功"
    apt install -y --no-install-recommends $missing || fail "软件包没有装上：$missing"
}

# configure_preset NAME ARGUMENT…: a build folder whose settings are of another place (the
# sources were moved) or half made is made anew.
configure_preset()
{
    preset=$1
    shift
    (cd "$root" && logged cmake --preset "$preset" "$@") && return 0
    rm -rf "$root/build/$preset"
    (cd "$root" && logged cmake --preset "$preset" "$@") ||
        fail "编译前的配置没有成功（cmake --preset $preset）"
}
