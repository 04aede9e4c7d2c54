#!/usr/bin/env bash
# The gate: every definition, country file, catalogue and return is checked, every edition of every questionnaire in schemas/
# is held against all that came before it, and every published edition against what the base of the change has of it.
#
#   bash docs/ci/gate.sh --base REV [words for `canevas diff`]
#
# REV is the git revision that the change starts from, such as origin/main. Where it is not given, CANEVAS_BASE names it, or
# the variables of GitHub Actions and GitLab CI do. Without a base nobody can know whether a published edition was edited or
# deleted, so the gate fails. Ends with 0 if nothing denies, 100 if something does, 101 if the tool could not do its work.
# CANEVAS names the command where it is not on the path.
set -uo pipefail
export LC_ALL=C # editions stand in the order of their names, whatever the machine speaks
read -ra canevas <<<"${CANEVAS:-canevas}"
worst=0

fail() {
  echo "gate: $*" >&2
  exit 101
}

base=${CANEVAS_BASE:-}
words=()
while (($#)); do
  case $1 in
    --base)
      (($# > 1)) || fail "--base needs a git revision"
      base=$2
      shift 2
      ;;
    --base=*)
      base=${1#--base=}
      shift
      ;;
    *)
      words+=("$1")
      shift
      ;;
  esac
done
if [[ -z $base && -n ${GITHUB_BASE_REF:-} ]]; then base=origin/$GITHUB_BASE_REF; fi
if [[ -z $base ]]; then base=${CI_MERGE_REQUEST_DIFF_BASE_SHA:-}; fi
[[ -n $base ]] || fail "which revision does the change start from? say it with --base REV, such as --base origin/main"
[[ $base != -* ]] || fail "\`$base\` is not a git revision"
git rev-parse --quiet --verify "$base^{commit}" >/dev/null ||
  fail "git has no revision \`$base\` here: fetch it first (in CI, fetch the whole history)"
# What the change starts from is where the two parted. Where there is no such commit in the copy at hand, it is not known.
from=$(git merge-base "$base" HEAD) || fail "\`$base\` and this branch have no commit in common here: fetch the whole history"

run() {
  echo "canevas $*" >&2
  "${canevas[@]}" "$@"
  local code=$?
  # What is neither clean nor denied is a failure of the tool.
  case $code in 0 | 100) ;; *) code=101 ;; esac
  if ((code > worst)); then worst=$code; fi
}

deny() {
  echo "gate: $*" >&2
  if ((worst < 100)); then worst=100; fi
}

run check
for form in schemas/*/*/; do
  previous=
  for definition in "$form"*/form.yaml; do
    if [[ ! -f $definition ]]; then continue; fi
    edition=${definition%/form.yaml}
    # The first has nothing before it but what was published of itself.
    run diff "${previous:-$edition}" "$edition" --earlier ${words[@]+"${words[@]}"}
    previous=$edition
  done
done

# What the base has published stays as it is, also where its lock or its folder is gone.
locks=$(git -c core.quotePath=false ls-tree -r --name-only "$from" -- schemas/) || fail "git cannot list the files of \`$from\`"
while IFS= read -r lock; do
  if [[ $lock != */published.json ]]; then continue; fi
  edition=${lock%/published.json}
  if [[ ! -f $edition/form.yaml ]]; then
    deny "the published edition $edition was deleted, and countries hold copies of it: restore it"
    continue
  fi
  if [[ ! -f $lock ]]; then deny "the lock $lock was deleted: restore it"; fi
  run diff "$from:$edition" "$edition" ${words[@]+"${words[@]}"}
done <<<"$locks"
exit "$worst"
