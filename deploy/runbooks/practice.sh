#!/usr/bin/env bash
# practice.sh DIR: founds a trust list with test keys in a new folder, starts a hub on loopback and admits one region,
# so that the runbooks can be followed there. `practice.sh DIR stop` ends the hub, and a region's node where one was started.
# It builds what it needs; where FEDERATION_BUILT names a configuration (Debug, Release), all is built already.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
dir=$(mkdir -p "$1" && cd "$1" && pwd)
if [ "${2:-}" = stop ]; then
  for file in "$dir"/*.pid; do
    [ -f "$file" ] || continue
    pid=$(cat "$file"); rm "$file"
    kill "$pid" || true
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
  done
  exit
fi
[ -z "$(ls -A "$dir")" ] || { echo "$dir is not empty" >&2; exit 64; }
cd "$here"
. deploy/scripts/common.sh
bin=bin/${FEDERATION_BUILT:-Release}/net10.0
hub_program=TrustHub/src/TrustHub/$bin/TrustHub.dll
programs=$here
if [ -n "${FEDERATION_BUILT:-}" ]; then programs=$here/tools/src/trustctl/$bin; fi
for project in TrustHub/src/TrustHub RegionNode/src/RegionNode.Issuer RegionNode/src/RegionNode.Gateway tools/src/nation; do
  built=$project/$bin/$(basename $project).dll
  [ -n "${FEDERATION_BUILT:-}" ] || fresh "$built" || { need_dotnet; build "$project" && touch "$built"; }
  programs=$programs:$here/$project/$bin
done
PATH=$programs:$PATH
why=(--reason-zh 演练 --reason-en practice)

cd "$dir"
make_key() { trustctl key make "$1.test.pem" --no-passphrase >/dev/null; trustctl key public "$1.test.pem" --out "$1.pub.pem"; }
trustctl key help >/dev/null 2>&1 || true # The launcher builds once, before many run beside each other.
for name in root-{1..5} targets-{1..3} duty-1 shanghai-{1..3} shanghai-iaca shanghai-signer shanghai-status shanghai-node; do make_key "$name" & done
wait

say "The national operators found the list"
dotnet "$here/$hub_program" incept --data hub --test >hub-keys.json
trustctl ceremony new root --first $(printf -- '--add-operator root-%s.pub.pem ' 1 2 3 4 5) $(printf -- '--add-targets-operator targets-%s.pub.pem ' 1 2 3) \
  --hub-keys hub-keys.json --out root-1.json "${why[@]}" >/dev/null
for n in 1 2 3; do trustctl ceremony sign root-1.json --key root-$n.test.pem --yes >/dev/null; done
trustctl ceremony assemble root-1.json --out root-1.signed.json --into hub/inception >/dev/null
cp hub/inception/1.root.json anchor.json
trustctl ceremony sample-policy --hub-keys hub-keys.json --out policy.json
trustctl ceremony new targets --first-under anchor.json --policy policy.json --duty-officer duty-1.pub.pem --out targets-1.json "${why[@]}" >/dev/null
for n in 1 2; do trustctl ceremony sign targets-1.json --key targets-$n.test.pem --yes >/dev/null; done
trustctl ceremony assemble targets-1.json --out targets-1.signed.json --into hub/inception >/dev/null

say "The hub starts"
free_port() { local port=$1; while (echo >"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done; echo "$port"; }
public_port=$(free_port $((20000 + $$ % 10000))); node_port=$(free_port $((public_port + 1)))
issuer_port=$(free_port $((node_port + 1))); gateway_port=$(free_port $((issuer_port + 1)))
dotnet "$here/$hub_program" --Hub:DataDir="$dir/hub" --Hub:PublicUrl=http://127.0.0.1:$public_port --Hub:NodeUrl=https://127.0.0.1:$node_port --Hub:Inception:Allow=true --Hub:LogOrigin=log.practice.example >hub.log 2>&1 &
echo $! >hub.pid
cat >env.sh <<ENV
export HUB=http://127.0.0.1:$public_port NODE=https://127.0.0.1:$node_port ANCHOR=$dir/anchor.json
export HUB_PIN=$(grep -o '"tlsPin": *"[0-9a-f]*"' hub-keys.json | grep -o '[0-9a-f]\{64\}')
export LOG_ORIGIN=log.practice.example LOG_KEY=$(sed -n 's/.*"logKey": *"\([^"]*\)".*/\1/p' hub-keys.json | sed 's/\\u002B/+/g')
export ISSUER=https://127.0.0.1:$issuer_port GATEWAY=https://127.0.0.1:$gateway_port RUNBOOKS=$here/deploy/runbooks
export PATH=$programs:\$PATH
ENV
. ./env.sh
for _ in $(seq 100); do curl -fs "$HUB/health/ready" >/dev/null && break; sleep 0.2; done
curl -fs "$HUB/health/ready" >/dev/null || { say "the hub did not start; see $dir/hub.log"; exit 1; }
list=(--hub "$HUB" --anchor "$ANCHOR")

say "Shanghai applies, is admitted, and begins"
trustctl issuer root --key shanghai-iaca.test.pem --name "Shanghai IACA (test)" --iso3166 CN-SH --crl http://127.0.0.1/crl/310000.crl --contact https://example.invalid/ --out shanghai-iaca.der >/dev/null
trustctl issuer certify --key shanghai-iaca.test.pem --root shanghai-iaca.der --public shanghai-signer.pub.pem --name "Shanghai signer 1 (test)" \
  --crl http://127.0.0.1/crl/310000.crl --contact https://example.invalid/ --out shanghai-signer.der >/dev/null
trustctl region apply --out shanghai.application.json --code 310000 --name-zh 上海市 --name-en Shanghai --iso3166 CN-SH --iaca shanghai-iaca.der --office 31 --contact "office" \
  --operator shanghai-1.pub.pem --operator shanghai-2.pub.pem --operator shanghai-3.pub.pem --threshold 2 --key shanghai-1.test.pem >/dev/null
trustctl region apply --out shanghai.application.json --key shanghai-2.test.pem >/dev/null
trustctl region check --application shanghai.application.json "${list[@]}" >/dev/null
trustctl region admit shanghai.application.json "${list[@]}" --out targets-2.json "${why[@]}" >/dev/null
for n in 1 2; do trustctl ceremony sign targets-2.json --key targets-$n.test.pem --yes --anchor anchor.json >/dev/null; done
trustctl ceremony publish targets-2.json "${list[@]}" --hub-node "$NODE" >/dev/null
trustctl issuer begin --code 310000 --root shanghai-iaca.der --certificate shanghai-signer.der --status-key shanghai-status.pub.pem --node-role shanghai-node.pub.pem \
  "${list[@]}" --out region-1.json "${why[@]}" >/dev/null
for n in 1 2; do trustctl ceremony sign region-1.json --key shanghai-$n.test.pem --yes --anchor anchor.json >/dev/null; done
trustctl ceremony publish region-1.json "${list[@]}" --hub-node "$NODE" >/dev/null
say "Ready: cd $dir && . ./env.sh"
