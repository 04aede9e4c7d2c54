#!/usr/bin/env bash
# Builds the wheel of the Python module, installs it, and runs the tests of this folder against it. `CANEVAS` is the command line to
# compare with, `target/debug/canevas` if it is not set; `tests/setup.sh` installs the rest into tests/.venv.
set -euo pipefail
cd "$(dirname "$0")/../.."

export CANEVAS=${CANEVAS:-target/debug/canevas}
bin=$PWD/tests/.venv/bin
wheels=$(mktemp -d)
trap 'rm -rf "$wheels"' EXIT

"$bin/maturin" build --quiet --locked --profile dev --interpreter "$bin/python" --manifest-path crates/fronts/python/Cargo.toml --out "$wheels"
"$bin/pip" install --quiet --no-index --no-deps --force-reinstall "$wheels"/canevas-*.whl
# The package has the library as a module of its own; its types stand in the package.
"$bin/python" -m mypy.stubtest canevas --allowlist <(echo canevas.canevas)
cd tests/python
exec "$bin/python" -W error::ResourceWarning -W "ignore:PySpark does not yet fully support pandas:FutureWarning" -m unittest "$@"
