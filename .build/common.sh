# What the scripts of this folder share; sourced, from the top of the tree. Run with `set -euo pipefail`.

export KNOOPPUNT_BEGAN=${KNOOPPUNT_BEGAN:-$(date +%s)}

# step TEXT: what happens now, with the seconds since the command began.
step() {
    printf '[%4d s] %s\n' $(($(date +%s) - KNOOPPUNT_BEGAN)) "$*"
}

# missing TEXT...: what is missing and what to do about it; ends the script.
missing() {
    printf '\n%s\n' "$1" >&2
    shift
    printf '  %s\n' "$@" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# debian PACKAGE...: installs what is not installed yet. False where this is no Debian, or without the rights.
debian() {
    local wanted=() package root=()
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || wanted+=("$package")
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    has apt-get || return 1
    if [ "$(id -u)" != 0 ]; then
        has sudo || return 1
        root=(sudo)
    fi
    step "apt-get install ${wanted[*]}"
    # A machine may have no lists yet, or old ones.
    if [ -z "${KNOOPPUNT_LISTS:-}" ]; then
        "${root[@]}" apt-get update -q=2 || step 'apt-get update complained; going on with the lists there are'
        export KNOOPPUNT_LISTS=fresh
    fi
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q=2 -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "${wanted[@]}" >/dev/null
}

# packages FOLDER: the npm packages of that folder's lock file, once per version of it.
packages() {
    local stamp=$1/node_modules/.installed
    cmp -s "$1/package-lock.json" "$stamp" && return 0
    { has node && has npm; } || debian nodejs npm \
        || missing 'Node.js and npm are missing, and could not be installed.' 'On Debian, as root: apt-get install nodejs npm'
    step "npm ci in $1"
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error) \
        || missing "The npm packages of $1 could not be fetched." 'Is a registry within reach? npm ping'
    cp "$1/package-lock.json" "$stamp"
}
