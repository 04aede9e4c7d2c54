#!/usr/bin/env bash
# Builds the studio from nothing: the compiler as WebAssembly, then the page around it. Says which way it takes.
#   build.sh            target/studio/studio.html
# The compiler needs a standard library for WebAssembly. rustup has one. Where rustup cannot load it, Debian's packages have a compiler
# with the source of its library; they are unpacked below target/, not installed.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
out=$root/target/studio
triple=wasm32-unknown-unknown
say() { printf 'studio: %s\n' "$*"; }
die() { printf 'studio: %s\n' "$*" >&2; exit 1; }
mkdir -p "$out"

has_library() {
  local folder
  folder=$(cd "$root" && rustc --print target-libdir --target "$triple" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# The newest of Debian's packages with a name that ends in a version.
newest() { apt-cache search --names-only "^$1[0-9.]+\$" | awk '{ print $1 }' | sort -V | tail -n 1; }

unpack_debian() {
  local folder=$1 llvm standard
  command -v apt-get >/dev/null 2>&1 || die "there is no library for $triple: run \`rustup target add $triple\`"
  [ -n "$(newest libstd-rust-web-)" ] || apt-get update -qq
  standard=$(newest libstd-rust-web-)
  [ -n "$standard" ] || die "Debian has no rustc-web here: run \`rustup target add $triple\`"
  rm -rf "$folder" "$folder.new"
  mkdir -p "$folder.new/packages"
  (
    cd "$folder.new/packages"
    apt-get download -qq rustc-web "$standard" libstd-rust-web-dev rust-web-src 2>/dev/null
    # The compiler says which LLVM it was made for; its linker is of the same one.
    llvm=$(dpkg -I "$(ls "${standard}"_*.deb)" | grep -o 'libllvm[0-9]*' | head -n 1)
    llvm=${llvm#libllvm}
    apt-get download -qq "libllvm$llvm" "lld-$llvm" "liblld-$llvm" 2>/dev/null
    for package in *.deb; do dpkg -x "$package" ..; done
    printf '%s\n' "$llvm" >../llvm
  )
  rm -rf "$folder.new/packages"
  mv "$folder.new" "$folder"
}

build=(cargo build --locked --target "$triple" --release --package canevas-studio --target-dir "$out/build")
# Small before fast: the page is loaded as a whole. A trap ends the compiler, and the page starts it again.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=z CARGO_PROFILE_RELEASE_PANIC=abort
export CARGO_PROFILE_RELEASE_LTO=fat CARGO_PROFILE_RELEASE_CODEGEN_UNITS=1
cd "$root"
if has_library || { command -v rustup >/dev/null 2>&1 && rustup target add "$triple" >/dev/null 2>&1 && has_library; }; then
  say "the compiler is built with the library of rustup"
  "${build[@]}"
else
  debian=$out/debian
  [ -x "$debian/usr/bin/rustc" ] || unpack_debian "$debian"
  llvm=$(cat "$debian/llvm")
  say "the compiler is built with Debian's $("$debian/usr/bin/rustc" --version 2>/dev/null || echo rustc-web), unpacked in ${debian#"$root"/}"
  library=$(echo "$debian"/usr/lib/*-linux-gnu):$debian/usr/lib/llvm-$llvm/lib
  env LD_LIBRARY_PATH="$library" RUSTC="$debian/usr/bin/rustc" RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$debian/usr/bin/wasm-ld-$llvm" \
    "${build[@]}" -Zbuild-std=std,panic_abort
fi

if [ ! -d "$here/page/node_modules" ] || [ "$here/page/package-lock.json" -nt "$here/page/node_modules" ]; then
  (cd "$here/page" && npm ci --silent --no-audit --no-fund && touch node_modules)
fi
node "$here/page/build.mjs" "$out/build/$triple/release/canevas_studio.wasm" "$out/studio.html"
