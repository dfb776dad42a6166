#!/bin/sh
# Installs what is missing, builds everything and runs all tests; with --conformance, only those by the tools of others.
set -eu
cd "$(dirname "$0")/.."
. ./app/setup.sh

case "${1-}" in
  "") only= ;;
  --conformance) only="--label-regex conformance" ;;
  *) say "Usage: tests/run.sh [--conformance]"; exit 2 ;;
esac
need_packages nodejs python3-venv xvfb xauth default-jdk-headless golang-go junit5 libjackson2-databind-java \
  mono-mcs mono-runtime libmono-system-core4.0-cil libmono-system-net-http4.0-cil
need_conformance_tools
build release
# shellcheck disable=SC2086 # two words or none
ctest --preset release $only --parallel "$(nproc)"
