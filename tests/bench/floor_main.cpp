#include <cstddef>
#include <cstdio>
#include <initializer_list>

#include "tests/bench/floor.h"

int main() {
  std::printf("%12s %14s %14s %8s\n", "queue size", "floor ns/event", "kernel ns/event", "ratio");
  for (const std::size_t size : std::initializer_list<std::size_t>{10, 100, 1'000, 10'000, 100'000}) {
    const double floor = virga::bench::measureFloor(size);
    const double kernel = virga::bench::measureKernel(size);
    std::printf("%12zu %14.1f %15.1f %8.2f\n", size, floor, kernel, kernel / floor);
  }
}
