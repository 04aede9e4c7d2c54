#!/usr/bin/env bash
# Shows a Word file as LibreOffice lays it out: pages.sh FILE.docx OUTDIR
# writes OUTDIR/FILE.pdf and OUTDIR/FILE-1.png, FILE-2.png, … (60 dpi; FILE-01.png
# from ten pages on) and prints the pictures' paths. PAGES_DPI and PAGES_TIMEOUT
# (seconds) change the defaults.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: pages.sh FILE.docx OUTDIR" >&2; exit 2; }
file=$1 out=$2
[ -r "$file" ] || { echo "pages.sh: cannot read $file" >&2; exit 2; }
mkdir -p "$out"
out=$(cd "$out" && pwd)
name=$(basename "$file")
name=${name%.*}

# A profile of its own: runs side by side would otherwise wait for each other,
# and the user's own settings would change the result.
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
rm -f "$out/$name.pdf"
find "$out" -maxdepth 1 -type f -regextype posix-extended -regex '.*-[0-9]+\.png' -print0 |
  while IFS= read -r -d '' old; do
    base=$(basename "$old")
    [ "${base%-*}" != "$name" ] || rm -f "$old"
  done

# soffice leaves with 0 even when it could not read the file: the PDF is the proof.
# The filter is named since it would else show any file at all as plain text.
export LC_ALL=C.UTF-8
timeout -k 10 "${PAGES_TIMEOUT:-180}" \
  soffice "-env:UserInstallation=file://$profile" --headless --norestore \
  "--infilter=MS Word 2007 XML" --convert-to pdf --outdir "$out" "$file" </dev/null >"$profile/log" 2>&1 || {
  status=$?
  cat "$profile/log" >&2
  [ "$status" -lt 124 ] || echo "pages.sh: soffice did not finish in time" >&2
  exit 1
}
[ -s "$out/$name.pdf" ] || {
  cat "$profile/log" >&2
  echo "pages.sh: soffice made no PDF of $file" >&2
  exit 1
}
timeout -k 10 60 pdftoppm -r "${PAGES_DPI:-60}" -png "$out/$name.pdf" "$out/$name"
find "$out" -maxdepth 1 -type f -regextype posix-extended -regex '.*-[0-9]+\.png' -print0 |
  sort -z |
  while IFS= read -r -d '' page; do
    base=$(basename "$page")
    [ "${base%-*}" != "$name" ] || printf '%s\n' "$page"
  done
