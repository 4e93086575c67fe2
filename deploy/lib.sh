# shellcheck shell=bash
# What deploy/up and deploy/test share: finding the project, saying things, packages, building.
# Sourced, never run.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
# Read by CMake through the presets: lets checkouts in different folders share compiled files.
export CCACHE_NOHASHDIR=1

say() { printf '%s\n' "$*"; }
complain() { printf '%s\n' "$*" >&2; }
fail() {
    complain "$*"
    exit 1
}

# The Debian packages of a list file that are not installed, one a line.
missing_packages() {
    local package
    while read -r package; do
        [[ -z $package || $package == \#* ]] && continue
        if [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
            say "$package"
        fi
    done <"$1"
}

# Prints what to put before a command so that root runs it: nothing or "sudo". Fails if there is no way.
as_root() {
    if ((EUID == 0)); then
        return 0
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        say sudo
    else
        return 1
    fi
}

# Installs what is missing of the packages in the given list files. Touches neither network nor sudo
# when nothing is.
install_packages() {
    command -v dpkg-query >/dev/null || fail "This needs Debian 12 or a system with its packages: dpkg-query is not here."
    local list missing=() become=()
    for list in "$@"; do
        mapfile -t -O "${#missing[@]}" missing < <(missing_packages "$list")
    done
    # Node.js comes from many sources that exclude Debian's packages: only when there is none at all.
    if ! { command -v node && command -v npm; } >/dev/null; then
        missing+=(nodejs npm)
    fi
    ((${#missing[@]} > 0)) || return 0

    local apt=(apt-get -o DPkg::Lock::Timeout=300)
    local install=(install -y --no-install-recommends "${missing[@]}")
    local how
    if ! how=$(as_root); then
        complain "Debian packages are missing and you are neither root nor have sudo. Have somebody run:"
        fail "  apt-get update && apt-get ${install[*]}"
    fi
    [[ -z $how ]] || become=("$how")
    say "Installing Debian packages: ${missing[*]}"
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}" -q update
    # Boost 1.81 and Debian's default 1.74 exclude each other; whoever has the other one should see it go.
    local removed
    removed=$("${apt[@]}" -s "${install[@]}" | awk '$1 == "Remv" { printf " %s", $2 }')
    [[ -z $removed ]] || say "apt removes packages that cannot stand beside them:$removed"
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive "${apt[@]}" -q "${install[@]}"
}

# build PRESET [TARGET...]: configures where needed and builds the targets, or everything.
build() {
    local preset=$1
    shift
    local targets=()
    (($# == 0)) || targets=(--target "$@")
    # A later build configures by itself when a CMake file changed.
    (
        cd -- "$root" &&
            { [[ -e build/$preset/build.ninja ]] || cmake --preset "$preset"; } &&
            cmake --build --preset "$preset" "${targets[@]}"
    )
}

# Installs the packages of the web workspace in the given folder, unless those of its lock file are there.
install_web() {
    (
        cd -- "$1" || return
        ! cmp -s package-lock.json node_modules/.installed-lock.json || return 0
        # Not "npm ci": it insists on every platform's builds, and registries may hold only the ones in use.
        npm install --no-save --ignore-scripts --no-audit --no-fund </dev/null &&
            cp -- package-lock.json node_modules/.installed-lock.json
    )
}

# Builds the pages for browsers into client-sdk/web/dist, where they are older than their sources.
build_pages() {
    local web=$root/client-sdk/web
    install_web "$web" || return
    [[ ! -e $web/dist/.built || -n $(find "$web" "$root/proto" -name node_modules -prune -o -path "$web/dist" -prune -o \
        -type f -newer "$web/dist/.built" -print -quit) ]] || return 0
    (cd -- "$web" && npm run generate && npm run build) </dev/null >"$web/build.log" 2>&1 || {
        tail -n 20 -- "$web/build.log" >&2
        return 1
    }
    touch -- "$web/dist/.built"
}
