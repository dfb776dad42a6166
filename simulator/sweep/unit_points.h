#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// Points that fill the unit cube, before they are made values of factors.
namespace virga::simulator {

using UnitPoint = std::vector<double>;  // each 0 … 1

inline constexpr std::size_t kMostSobolDimensions = 3'667;  // of the direction numbers that Boost has

// A Latin hypercube: of each dimension's `count` strata each has one point, in an order of its own, at a random place.
// McKay, Beckman, Conover, Technometrics 21 (1979).
std::vector<UnitPoint> latinHypercube(std::size_t count, std::size_t dimensions, std::uint64_t seed);

// The first points of Sobol's sequence by the direction numbers of Joe and Kuo (SIAM J. Sci. Comput. 30 (2008)), the
// origin with them; with a seed digitally shifted by random bits, which keeps how evenly they lie.
std::vector<UnitPoint> sobolPoints(std::size_t count, std::size_t dimensions, std::optional<std::uint64_t> shiftSeed);

// `count` base points and their companions for sobolIndices(), (dimensions + 2) * count: for each base point a, b, and a
// with each coordinate of b in turn. Saltelli et al., Comput. Phys. Commun. 181 (2010), Table 2.
std::vector<UnitPoint> saltelliPoints(std::size_t count, std::size_t dimensions, std::uint64_t seed);

// `count` random walks for morrisEffects(), (dimensions + 1) * count points: each step moves one coordinate by
// kMorrisStep on a grid of four levels. Morris, Technometrics 33 (1991).
inline constexpr double kMorrisStep = 2.0 / 3;
std::vector<UnitPoint> morrisPoints(std::size_t count, std::size_t dimensions, std::uint64_t seed);

}  // namespace virga::simulator
