#!/usr/bin/env bash
# Runs theupdateframework/tuf-conformance, which lies outside the project, against our TUF client.
#   conformance-tests/tuf-conformance.sh SUITE [FURTHER_TREE...] [-- PYTEST_OPTION...]
# SUITE: a checkout of tuf-conformance; further trees go on PYTHONPATH (python-tuf and securesystemslib, where they are
# not installed). Fetches nothing. Needs Python's pytest, requests, cryptography and the program faketime
# (Debian: python3-pytest python3-requests python3-cryptography faketime). Ends with pytest's line and exit code.
set -euo pipefail
cd "$(dirname "$0")/.."
. deploy/scripts/common.sh
[ $# -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
trees=()
while [ $# -gt 0 ] && [ "$1" != -- ]; do
  [ -d "$1" ] || { say "$1 is no folder"; exit 64; }
  trees+=("$(cd "$1" && pwd)"); shift
done
[ $# -gt 0 ] && shift
[ -d "${trees[0]}/tuf_conformance" ] || { say "${trees[0]} holds no tuf_conformance"; exit 64; }
command -v faketime >/dev/null || { say "Needed: faketime"; exit 1; }

client=$PWD/conformance-tests/adapters/tuf-client
need_dotnet
build "$client"
scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$client/bin/Release/net10.0/tuf-client.dll" >"$scratch/tuf-client"
chmod +x "$scratch/tuf-client"
# Debian 12's cryptography spells two names of the types module otherwise than python-tuf expects.
cat >"$scratch/sitecustomize.py" <<'PY'
try:
    from cryptography.hazmat.primitives.asymmetric import types
    for new, old in (("PrivateKeyTypes", "PRIVATE_KEY_TYPES"), ("PublicKeyTypes", "PUBLIC_KEY_TYPES")):
        if not hasattr(types, new):
            setattr(types, new, getattr(types, old))
except ImportError:
    pass
PY
cd "${trees[0]}"
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$scratch:$(IFS=:; echo "${trees[*]}")" \
  "$(command -v pytest-3 || command -v pytest)" -q -p no:cacheprovider tuf_conformance --entrypoint "$scratch/tuf-client" "$@"
