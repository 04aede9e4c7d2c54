#!/usr/bin/env bash
# Licences, bans and sources of the dependencies. Advisories need a database that a closed network cannot fetch: they are
# checked where it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
# Newer versions may ask for another form of deny.toml.
version=0.20.2
if ! command -v cargo-deny >/dev/null 2>&1; then
  echo "installing cargo-deny (a few minutes, once)"
  # It runs for a second, so a build without optimisation saves most of the time.
  cargo install cargo-deny --version "$version" --locked --debug --quiet
fi
cargo deny --locked --log-level error check --hide-inclusion-graph bans licenses sources
if compgen -G "${CARGO_HOME:-$HOME/.cargo}/advisory-dbs/*/crates" >/dev/null; then
  cargo deny --locked --offline --log-level error check advisories
else
  echo "no advisory database here: advisories were not checked"
fi
