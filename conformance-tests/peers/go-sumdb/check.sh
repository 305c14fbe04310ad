#!/usr/bin/env bash
# Builds main.go against the sumdb packages that the Go distribution carries for its own use, and runs it.
# Nothing is downloaded. Usage: check.sh FOLDER LOG_VKEY [WITNESS_VKEY...] < older checkpoints
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
go=$(ls -d /usr/lib/go-1.*/bin/go 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$go" ] || { echo "no Go under /usr/lib" >&2; exit 2; }
vendored=$("$go" env GOROOT)/src/cmd/vendor/golang.org/x
[ -d "$vendored/mod/sumdb/tlog" ] || { echo "no sumdb packages under $vendored" >&2; exit 2; }
room=${TMPDIR:-/tmp}/federation-go-sumdb-$(id -u)
mkdir -p "$room"
exec 8>"$room/lock"; flock 8
mkdir -p "$room/build/mod/sumdb" "$room/build/crypto"
cp -r "$vendored/mod/sumdb/note" "$vendored/mod/sumdb/tlog" "$room/build/mod/sumdb/"
cp -r "$vendored/crypto/ed25519" "$room/build/crypto/"
cp "$here/main.go" "$room/build/"
for module in mod crypto; do printf 'module golang.org/x/%s\n\ngo 1.19\n' "$module" > "$room/build/$module/go.mod"; done
printf 'module sumdbcheck\n\ngo 1.19\n\nrequire (\n\tgolang.org/x/mod v0.0.0\n\tgolang.org/x/crypto v0.0.0\n)\n\nreplace golang.org/x/mod => ./mod\n\nreplace golang.org/x/crypto => ./crypto\n' > "$room/build/go.mod"
(cd "$room/build" && GOPROXY=off GOFLAGS=-mod=mod GOCACHE="$room/cache" GOPATH="$room/path" CGO_ENABLED=0 GOTOOLCHAIN=local "$go" build -o ../sumdbcheck .)
flock -u 8
exec "$room/sumdbcheck" "$@"
