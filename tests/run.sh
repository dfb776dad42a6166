#!/bin/sh
# Installs what is missing, builds everything and runs all tests.
set -eu
cd "$(dirname "$0")/.."
. ./app/setup.sh

need_packages
build release
ctest --preset release
