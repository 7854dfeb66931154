#!/usr/bin/env bash
# Everything that must hold, in the order in which it is cheapest to fail. Each step says its name and its seconds.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
# The tests start many commands; each would read every file of ours anew.
unset PYTHONDONTWRITEBYTECODE
# What is made up for the fuzz tests follows from the sources: other inputs for each change, the same on every machine.
if sources=$(git rev-parse HEAD:src 2>/dev/null); then export GUANTONG_FUZZ_SEED=${GUANTONG_FUZZ_SEED:-$((16#${sources:0:7}))}; fi
failed=()
step() {
  local name=$1; shift
  local start=$SECONDS
  echo "── $name"
  "$@" || failed+=("$name")
  echo "   $((SECONDS - start)) s"
}
step "style"     ruff check src tests bench tools
step "format"    ruff format --check --quiet src tests bench tools
step "floors"    lint-imports --no-cache
step "types"     mypy
step "audit"     python tools/audit.py --may-fail
step "tests"     pytest -n "${TEST_WORKERS:-2}"
if ! command -v chromium >/dev/null; then
  echo "NOT RUN: the journeys in a real browser (chromium is not installed; see tools/browser.sh)."
fi
if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "All of it holds."
