#!/bin/sh
# Everything that the program, its tests and its demo need: system packages, .venv, locked versions.
# Run again at any time: it does only what is missing.
set -eu
cd "$(dirname "$0")/.."

# Qt offscreen and on X, an X screen with a hand for the tests, Tesseract with Indonesian and
# English, PostgreSQL for the store's tests.
packages="python3-venv libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0
libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
libxcb-image0 libxcb-render-util0 libxcb-randr0
xvfb xauth xdotool matchbox-window-manager
tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng postgresql binutils"

have() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

# Newer systems renamed this one; either will do.
if ! have libglib2.0-0 && have libglib2.0-0t64; then
    packages=$(echo "$packages" | sed 's/libglib2.0-0 /libglib2.0-0t64 /')
fi

missing=""
for package in $packages; do
    have "$package" || missing="$missing $package"
done
if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null; then
        echo "Paket sistem belum ada:$missing" >&2
        exit 1
    fi
    root=""
    [ "$(id -u)" = 0 ] || root="sudo"
    echo "Memasang paket sistem:$missing"
    # A database of the system's own would start with the package: the tests start their own.
    if ! have postgresql-common; then
        $root mkdir -p /etc/postgresql-common/createcluster.d
        echo "create_main_cluster = false" | $root tee /etc/postgresql-common/createcluster.d/sirekap.conf >/dev/null
    fi
    $root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if [ ! -x .venv/bin/python ]; then
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        echo "Perlu Python 3.11 atau lebih baru." >&2
        exit 1
    }
    python3 -m venv .venv
fi
stamp=.venv/locked
if ! cmp -s requirements.lock "$stamp" || [ pyproject.toml -nt "$stamp" ]; then
    .venv/bin/python -m pip install -q --disable-pip-version-check uv
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes -r requirements.lock
    .venv/bin/uv pip install -q --python .venv/bin/python --no-deps -e .
    cp requirements.lock "$stamp"
fi
