#!/usr/bin/env bash
# Have Debian's Chromium and a Chinese font for the journeys in a real browser. Installs them when it may;
# otherwise says what to do and exits 0: the journeys are then reported as not run.
set -uo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi 'cjk' || missing+=(fonts-noto-cjk)
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} for the browser journeys …"
  if apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fontconfig >/dev/null; then
    exit 0
  fi
fi
echo "NOT AVAILABLE: ${missing[*]}. The browser journeys will not run. Install with: sudo apt-get install ${missing[*]}" >&2
