#!/bin/sh
# Installs what is missing, builds everything and runs all tests.
set -eu
cd "$(dirname "$0")/.."
. ./app/setup.sh

need_packages nodejs python3-venv xvfb xauth default-jdk-headless junit5 libjackson2-databind-java
need_conformance_tools
build release
ctest --preset release --parallel "$(nproc)"
