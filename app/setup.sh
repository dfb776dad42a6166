# shellcheck shell=sh
# What quickstart.sh, tests/run.sh and .ci/run share: the packages and the build. Sourced from the project's root, by a
# POSIX sh with -e.

virga_packages="g++ cmake ninja-build ccache qt6-base-dev qt6-svg-dev qt6-l10n-tools qt6-translations-l10n libqcustomplot-dev libyaml-cpp-dev libpugixml-dev
nlohmann-json3-dev libcli11-dev libfmt-dev libexpected-dev librandom123-dev libboost-dev libeigen3-dev libcsv-dev libhowardhinnant-date-dev
libsqlitecpp-dev libsqlite3-dev libgit2-dev tao-pegtl-dev pkg-config tzdata"

say() { printf '%s\n' "$*"; }

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# need_packages [MORE...]: installs those of virga_packages and MORE that are missing. Changes nothing if none is.
need_packages() {
  # shellcheck disable=SC2086 # the list is one word per package
  set -- $virga_packages "$@"
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This script installs packages on Debian and Ubuntu only. Elsewhere, install what these packages hold:"
    for package in "$@"; do say "  $package"; done
    say "and build with: cmake --preset release && cmake --build --preset release"
    say "README.md names the packages of other systems."
    exit 2
  fi
  missing=
  for package in "$@"; do
    is_installed "$package" || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    say "All packages needed are installed."
    return
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "These packages are missing, and installing them needs root or sudo:"
      say "  apt-get install --no-install-recommends$missing"
      exit 2
    fi
    as_root=sudo
  fi
  say "Installing:$missing"
  $as_root apt-get update || say "The package lists could not all be refreshed; going on with those at hand."
  # shellcheck disable=SC2086 # the list is one word per package
  if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; then
    say "The packages could not be installed. Debian 12, Ubuntu 24.04 and later have all of them."
    exit 2
  fi
}

# The tools of others that exports and schema are put before. Without them (no network, say) those tests are skipped and
# say so.
need_conformance_tools() {
  need_python_validators
  need_node_validators
}

# Those of Python, in an environment of their own.
conformance_python=
need_python_validators() {
  if python3 -c 'import boto3, cfnlint, jsonschema, moto, samtranslator, yaml' 2>/dev/null; then
    conformance_python=$(command -v python3)
    return
  fi
  wanted=tests/conformance/requirements.txt
  environment=$PWD/build/python
  if ! cmp -s "$wanted" "$environment/installed.txt"; then
    say "Installing the validators of $wanted in build/python"
    if ! python3 -m venv --clear "$environment" || ! "$environment/bin/pip" install --quiet -r "$wanted"; then
      say "They could not be installed; the tests that need them will be skipped."
      return
    fi
    cp "$wanted" "$environment/installed.txt"
  fi
  conformance_python=$environment/bin/python3
  PATH=$environment/bin:$PATH
}

# Those of Node.js, in build/node.
need_node_validators() {
  wanted=tests/conformance/package-lock.json
  environment=$PWD/build/node
  if cmp -s "$wanted" "$environment/installed.json"; then return; fi
  if ! command -v npm >/dev/null; then
    say "npm is missing; the tests of exported descriptions, drawings and pipelines will be skipped."
    return
  fi
  say "Installing the validators of tests/conformance/package.json in build/node"
  mkdir -p "$environment"
  cp tests/conformance/package.json "$wanted" "$environment/"
  if ! npm ci --prefix "$environment" --ignore-scripts --no-audit --no-fund --loglevel=error; then
    say "They could not be installed; the tests that need them will be skipped."
    return
  fi
  cp "$wanted" "$environment/installed.json"
}

# build PRESET [TARGET...]: configures and builds; all targets if none is named.
build() {
  preset=$1
  shift
  say "Building ($preset) in build/$preset"
  cmake --preset "$preset" ${conformance_python:+"-DVIRGA_PYTHON=$conformance_python"}
  if [ $# -eq 0 ]; then
    cmake --build --preset "$preset"
  else
    cmake --build --preset "$preset" --target "$@"
  fi
}
