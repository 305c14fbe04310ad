#!/bin/sh
# An adapter in plain shell (conformance-tests/ADAPTER.md), started for each line: certify --exec. It reads status lists in
# the JWT form by keys given by hand, with what Debian has: sed, tr, od, date, base64, gzip, openssl, curl.
# It leaves out what a shell cannot do well: strict JSON (the first member of a name counts, wherever it stands), the zlib
# stream's checksum and end, and the ranges of claims. The report shows it.
set -u
export LC_ALL=C

say() { printf '{"id":%s,%s}\n' "$id" "$1"; exit 0; }
accept() { say "\"verdict\":\"accept\"${1:-}"; }
reject() { say "\"verdict\":\"reject\",\"reason\":\"$1\""; }

# text NAME, number NAME: a member of the JSON object on standard input.
text() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
number() { sed -n "s/.*\"$1\":\(-\{0,1\}[0-9][0-9]*\)[,}].*/\1/p"; }

# Bytes of base64url; hex of bytes; bytes of hex.
unbase() { { tr -d '\n=' | tr -- '-_' '+/'; printf '=='; } | base64 -di 2>/dev/null; }
hex() { od -An -v -tx1 | tr -d ' \n'; }
unhex() { for byte in $(printf %s "$1" | sed 's/../& /g'); do printf "\\$(printf %03o "0x$byte")"; done; }

# An INTEGER in DER of 32 bytes in hex: no zeros in front but one where the first bit is set.
integer() {
  value=$(printf %s "$1" | sed 's/^\(00\)*//')
  case $value in '' | [89a-f]*) value=00$value ;; esac
  printf '02%02x%s' $((${#value} / 2)) "$value"
}

# JSON may write a plus as \u002B, and so on: those that occur in base64, types and addresses.
unescaped() { sed 's/\\u002[Bb]/+/g; s/\\u002[Ff]/\//g; s/\\u0026/\&/g; s/\\\//\//g'; }

IFS= read -r line
line=$(printf %s "$line" | unescaped)
member() { printf %s "$line" | text "$1"; }
id=$(printf %s "$line" | number id)
keys=${ADAPTER_STATE:?}/keys

case $(member cmd) in
  hello) accept ',"name":"shell-sample","version":"1","language":"POSIX shell","features":["status","status-keys","status-jwt"]' ;;
  reset | restart | bye) accept ;;
  status) ;;
  init)
    case $line in *'"statusKeys":'*) ;; *) say '"verdict":"unsupported"' ;; esac
    mkdir -p "$keys"
    printf %s "$line" | tr '{' '\n' | grep '"spki":' | while IFS= read -r key; do
      name=$(printf %s "$key" | text kid | hex)
      printf %s "$key" | text spki | base64 -d | openssl pkey -pubin -inform DER -out "$keys/$name" 2>/dev/null
    done
    accept ;;
  *) say '"verdict":"unsupported"' ;;
esac

# status: fetch the list, and take it apart.
url=$(member url); uri=$(member uri); index=$(printf %s "$line" | number index)
[ -n "$url" ] || say '"verdict":"unsupported"'
now=$(date -u -d "$(member now)" +%s)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
curl -fsS --proto =http,https --max-time 5 --max-filesize 2000000 -H 'Accept: application/statuslist+jwt' -o "$work/jwt" "$url" 2>/dev/null || reject StatusListMissing
case $(tr -d 'A-Za-z0-9_-' <"$work/jwt") in ..) ;; *) reject Malformed ;; esac
header=$(cut -d. -f1 "$work/jwt" | unbase | unescaped); claims=$(cut -d. -f2 "$work/jwt" | unbase | unescaped); signature=$(cut -d. -f3 "$work/jwt" | unbase | hex)
claim() { printf %s "$claims" | "$1" "$2"; }

# Type, key, signature.
[ "$(printf %s "$header" | text typ)" = statuslist+jwt ] || reject WrongType
key=$keys/$(printf %s "$header" | text kid | hex)
[ -f "$key" ] || reject UnknownKey
[ "$(printf %s "$header" | text alg)" = ES256 ] && [ ${#signature} -eq 128 ] || reject BadSignature
pair=$(integer "${signature%????????????????????????????????????????????????????????????????}")$(integer "${signature#????????????????????????????????????????????????????????????????}")
unhex "$(printf '30%02x%s' $((${#pair} / 2)) "$pair")" >"$work/der"
printf %s "$(cut -d. -f1,2 "$work/jwt")" | openssl dgst -sha256 -verify "$key" -signature "$work/der" >/dev/null 2>&1 || reject BadSignature

# Subject and times.
[ "$(claim text sub)" = "$uri" ] || reject WrongSubject
issued=$(claim number iat); expires=$(claim number exp)
[ -n "$issued" ] || reject Malformed
[ "$issued" -le $((now + 60)) ] || reject FromTheFuture
[ -z "$expires" ] || [ "$now" -lt "$expires" ] || reject Expired

# The entry: zlib without its two bytes in front is raw deflate, which gzip inflates behind a head of its own.
bits=$(claim number bits)
case $bits in 1 | 2 | 4 | 8) ;; *) reject BadList ;; esac
claim text lst | unbase >"$work/zlib"
[ "$(head -c 1 "$work/zlib" | hex)" = 78 ] || reject BadList
{ printf '\037\213\010\0\0\0\0\0\0\377'; tail -c +3 "$work/zlib"; } | gzip -dc 2>/dev/null | head -c 524288 >"$work/list"
byte=$(tail -c +$((index * bits / 8 + 1)) "$work/list" | head -c 1 | od -An -tu1 | tr -d ' ')
[ -n "$byte" ] || reject StatusIndexUnknown
value=$((byte >> (index * bits % 8) & ((1 << bits) - 1)))
accept ",\"evidence\":{\"uri\":\"$uri\",\"index\":$index,\"value\":$value}"
