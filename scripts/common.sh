# Shared by the scripts beside it; source it, do not run it.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s: %s\n' "${0##*/}" "$*"; }
die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# The folder with the sources of Dear ImGui: the caller's own, or the one that scripts/setup fills.
imgui_source() { printf '%s\n' "${EARSHOT_IMGUI_SOURCE:-${XDG_CACHE_HOME:-$HOME/.cache}/earshot/imgui}"; }

# require_preset NAME: stops with the list of presets if there is none of that name.
require_preset() {
  local presets
  presets=$(cd "$root" && cmake --list-presets=build)
  grep -q "\"$1\"" <<<"$presets" || die "there is no preset '$1'.
$presets"
}

# build_preset NAME: configures and builds; the programs are in build/NAME/bin.
build_preset() {
  local preset=$1
  require_preset "$preset"
  say "configure $preset"
  (cd "$root" && cmake --preset "$preset" -DEARSHOT_IMGUI_SOURCE="$(imgui_source)")
  say "build $preset"
  (cd "$root" && cmake --build --preset "$preset")
}
