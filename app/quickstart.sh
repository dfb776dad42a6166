#!/bin/sh
# Installs what is missing, builds Virga and shows the example: in the workbench where there is a screen, else as files.
set -eu
cd "$(dirname "$0")/.."
. ./app/setup.sh

example=resources/examples/order-intake.virga.yaml
virga=build/release/app/cli/virga
workbench=build/release/app/workbench/virga-workbench

if [ -z "${DISPLAY:-}" ] && [ -n "${WAYLAND_DISPLAY:-}" ]; then
  need_packages qt6-wayland
else
  need_packages
fi
build release virga virga-render virga-workbench

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  say "Starting the workbench with $example"
  exec "$workbench" "$example"
fi

out=build/quickstart
mkdir -p "$out"
say "There is no screen here; checking, simulating and exporting $example on the command line."
"$virga" check "$example"
"$virga" simulate "$example" --scenario sale --json "$out/result.json" --force
"$virga" export "$example" --format sam --output "$out/sam" --force
QT_QPA_PLATFORM=offscreen "$workbench" "$example" --screenshot "$out/workbench.png" --run
say "
Done:
  $out/result.json     the simulation's result
  $out/sam/            the design as an AWS SAM application
  $out/workbench.png   the workbench with the design
  $virga       the command line: $virga --help
  $workbench   the workbench, for a machine with a screen"
