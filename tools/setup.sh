#!/usr/bin/env bash
# Make .venv with the locked versions and the `guantong` command in it. Safe to run again: quick when nothing changed.
# Usage: tools/setup.sh [dev]      dev adds what the tests need.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-run}
lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "Guantong needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Set PYTHON=… to a newer one." >&2
  exit 2
}

wanted="$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)"
if [ "$(cat ".venv/.ready-$kind" 2>/dev/null || true)" = "$wanted" ]; then exit 0; fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing python$version-venv …"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version-venv" >/dev/null
  else
    echo "Python has no venv module. Install it first: sudo apt-get install python$version-venv" >&2
    exit 2
  fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the versions of $lock …"
.venv/bin/python -m pip install --quiet --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
echo "$wanted" > ".venv/.ready-$kind"
# The development set contains the running one.
if [ "$kind" = dev ]; then cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1 > .venv/.ready-run; fi
