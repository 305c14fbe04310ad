# Shared by run, test, trustctl, bench and soak. Sourced from the repository root.
export MSBUILDDISABLENODEREUSE=1 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  command -v dotnet >/dev/null && [ "$(dotnet --version 2>/dev/null | cut -d. -f1)" = 10 ] && return
  say "The .NET 10 SDK is needed (package dotnet-sdk-10.0 of Microsoft's Debian repository)."
  exit 1
}

# install_packages WHY PACKAGE...: Debian packages, as root; otherwise tells what to install.
install_packages() {
  local why=$1; shift
  if [ "$(id -u)" -ne 0 ]; then say "Needed for $why: apt-get install $*"; return 1; fi
  say "Installing $* (for $why)"
  { apt-get install -y --no-install-recommends "$@" || { apt-get update && apt-get install -y --no-install-recommends "$@"; }; } >/dev/null 2>&1 \
    || { say "Could not install $*"; return 1; }
}

# install_postgres: PostgreSQL 15 for servers that tests and the story start themselves; the system's own cluster is neither made nor started.
install_postgres() {
  install_packages "PostgreSQL databases" postgresql-common || return 1
  sed -ri 's/^#?(create_main_cluster) .*$/\1 = false/' /etc/postgresql-common/createcluster.conf
  install_packages "PostgreSQL databases" postgresql-15
}

# need_chromium: the browser in which the gateway's page is tested, with fonts for Chinese.
need_chromium() {
  command -v chromium >/dev/null && [ -d /usr/share/fonts/opentype/noto ] || install_packages "the gateway's page in a browser" chromium fonts-noto-cjk
}

# page_modules: npm's qr, which the gateway's page reads and draws codes with, as its lock says; the next build takes it in. Without it the page goes on with less.
page_modules() {
  local page=RegionNode/src/RegionNode.Gateway/Page
  local installed=$page/node_modules/.installed-lock.json
  cmp -s "$page/package-lock.json" "$installed" && return
  if command -v npm >/dev/null && (cd "$page" && timeout 120 npm ci --ignore-scripts --no-audit --no-fund) >/dev/null 2>&1; then
    cp "$page/package-lock.json" "$installed"
    touch "$page/package.json" # what was built before is not fresh any more
  else
    say "Without npm or its registry the gateway's page draws no challenge, and reads QR codes only where the browser does."
  fi
}

# install_redis: Redis for servers that tests and the story start themselves; the package's own service is not left running.
install_redis() {
  install_packages "a cache that gateways share" redis-server || return 1
  [ ! -d /run/systemd/system ] || systemctl disable --now redis-server >/dev/null 2>&1 || true
}

# install_prometheus: Prometheus and its promtool for the alert rules; the package's own service is not left running.
install_prometheus() {
  install_packages "the alert rules" prometheus || return 1
  [ ! -d /run/systemd/system ] || systemctl disable --now prometheus prometheus-node-exporter >/dev/null 2>&1 || true
}

# install_nginx: nginx and its streams, for what stands before hubs; the package's own service is not left running.
install_nginx() {
  install_packages "nginx before hubs" nginx-light libnginx-mod-stream || return 1
  [ ! -d /run/systemd/system ] || systemctl disable --now nginx >/dev/null 2>&1 || true
}

# build PROJECT...: Release, quiet; the log is shown when it fails.
build() {
  local log; log=$(mktemp)
  local project
  for project in "$@"; do
    if ! dotnet build "$project" -c Release -v q -nodeReuse:false --disable-build-servers >"$log" 2>&1; then
      grep -E 'error|warning' "$log" | sort -u | head -40 >&2 || cat "$log" >&2
      rm -f "$log"; return 1
    fi
  done
  rm -f "$log"
}

# fresh PROGRAM.dll [FOLDER…]: true when the built program is newer than every source file of the product, or of these folders.
fresh() {
  local program=$1; shift
  [ $# -gt 0 ] || set -- TrustList.Format TrustHub RegionNode tools hosting standins
  [ -f "$program" ] && [ -z "$(find "$@" Directory.*.props \
    \( -name obj -o -name bin -o -name node_modules \) -prune -o -newer "$program" -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.proto' -o -name '*.json' -o -path '*/Page/*' \) -print -quit)" ]
}
