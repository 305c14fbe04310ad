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

# fresh PROGRAM.dll: true when the built program is newer than every source file.
fresh() {
  [ -f "$1" ] && [ -z "$(find TrustList.Format TrustHub RegionNode tools hosting standins Directory.*.props \
    \( -name obj -o -name bin -o -name node_modules \) -prune -o -newer "$1" -type f \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.proto' -o -name '*.json' \) -print -quit)" ]
}
