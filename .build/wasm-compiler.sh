# Which compiler builds the front end. Sourced.

DISTRO_RUSTC=/usr/bin/rustc

llvm_of() {
    "$1" -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p'
}

# Prints `rustup` or `distro`, or fails when there is none. FRONT_COMPILER chooses one.
wasm_compiler() {
    case ${FRONT_COMPILER:-} in
        rustup) rustup_ready && echo rustup ;;
        distro) distro_ready && echo distro ;;
        '') if rustup_ready; then echo rustup; elif distro_ready; then echo distro; else return 1; fi ;;
        *) echo "FRONT_COMPILER is rustup, distro or empty, not $FRONT_COMPILER" >&2; return 2 ;;
    esac
}

rustup_ready() {
    compgen -G "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib" >/dev/null
}

distro_ready() {
    [ -x $DISTRO_RUSTC ] \
        && [ -f "$($DISTRO_RUSTC --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] \
        && command -v "wasm-ld-$(llvm_of $DISTRO_RUSTC)" >/dev/null
}
