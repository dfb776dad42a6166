#pragma once

namespace virga::simulator {

// From where on a component is called strained, of a whole run and of an instant of it.
inline constexpr double kThrottledMuch = 0.001, kThrottledBadly = 0.01;  // shares of what it was offered
inline constexpr double kFailedMuch = 0.01, kFailedBadly = 0.05;         // likewise
inline constexpr double kWaitedMuchMs = 1000, kWaitedBadlyMs = 60'000;   // of what lies in a queue, a stream or a line
inline constexpr double kUtilisedMuch = 0.8;                             // share of the live instances

}  // namespace virga::simulator
