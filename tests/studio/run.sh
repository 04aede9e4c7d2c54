#!/usr/bin/env bash
# Builds the studio, then does its tasks in browsers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash crates/fronts/studio/build.sh
cd tests
exec node --test --test-concurrency=2 studio/*.test.mjs
