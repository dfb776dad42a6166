#pragma once

namespace virga::simulator {

// Sums of nanoseconds over years and millions of requests, exactly.
__extension__ using Int128 = __int128;

}  // namespace virga::simulator
