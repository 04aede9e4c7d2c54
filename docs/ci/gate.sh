#!/usr/bin/env bash
# The gate: every definition, country file, catalogue and return is checked, and every edition of every questionnaire in
# schemas/ is held against all that came before it. Ends with 0 if nothing denies, 100 if something does, 101 if the tool
# could not do its work. CANEVAS names the command where it is not on the path. Words given to this script go to
# `canevas diff`: --format github, for example.
set -uo pipefail
export LC_ALL=C # editions stand in the order of their names, whatever the machine speaks
read -ra canevas <<<"${CANEVAS:-canevas}"
worst=0

run() {
  echo "canevas $*" >&2
  "${canevas[@]}" "$@"
  local code=$?
  # What is neither clean nor denied is a failure of the tool.
  case $code in 0 | 100) ;; *) code=101 ;; esac
  if ((code > worst)); then worst=$code; fi
}

run check
for form in schemas/*/*/; do
  previous=
  for definition in "$form"*/form.yaml; do
    if [[ ! -f $definition ]]; then continue; fi
    edition=${definition%/form.yaml}
    # The first has nothing before it but what was published of itself.
    run diff "${previous:-$edition}" "$edition" --earlier "$@"
    previous=$edition
  done
done
exit "$worst"
