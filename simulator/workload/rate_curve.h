#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "model/architecture/arrivals.h"
#include "model/architecture/scenario.h"

namespace virga::simulator {

// A rate over time that is linear in pieces, from time 0 for ever: after the last piece it goes on at a given one, so a
// curve is periodic or ends in a constant. Immutable; shared by replications.
class RateCurve {
 public:
  struct Piece {
    std::int64_t length;  // ns, > 0
    double rate;          // per second at its start
    double slope;         // per second²
    double area;          // integral over the piece
  };

  static RateCurve constant(double perSecond);
  static RateCurve profile(const model::ProfileArrivals& arrivals, double factor);
  // The day's shape times a rate: linear between the cosine's values each half minute, which is within 3e-7 of the peak.
  static RateCurve day(const model::Diurnal& diurnal, double perSecond);

  const std::vector<Piece>& pieces() const { return pieces_; }
  std::size_t next(std::size_t piece) const { return piece + 1 < pieces_.size() ? piece + 1 : goesOnAt_; }
  // Per second at a time in ns, from 0.
  double at(std::int64_t time) const;
  bool isConstant() const { return pieces_.size() == 1 && pieces_.front().slope == 0; }
  // Nothing comes any more once the last piece is reached.
  bool endsAtZero() const;

 private:
  void add(std::int64_t from, std::int64_t to, double rateFrom, double rateTo);

  std::vector<Piece> pieces_;
  std::size_t goesOnAt_ = 0;
};

// Walks along a curve by its integral.
class RateCursor {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  explicit RateCursor(std::shared_ptr<const RateCurve> curve) : curve_(std::move(curve)) {}

  // Goes on until the integral has grown by `amount` > 0; the time reached in nanoseconds, or kNever.
  std::int64_t advance(double amount) {
    while (true) {
      const RateCurve::Piece& piece = curve_->pieces()[piece_];
      const double rate = piece.rate + piece.slope * into_;
      const double rest = piece.area - (piece.rate + piece.slope * into_ / 2) * into_;
      if (amount < rest) {
        // Root of rate x + slope x² / 2 = amount, in the form that doesn't cancel; sqrt is exact on every machine.
        const double step = piece.slope == 0
                                ? amount / rate
                                : 2 * amount / (rate + std::sqrt(std::max(0.0, rate * rate + 2 * piece.slope * amount)));
        into_ += step;
        return start_ + std::min(piece.length, static_cast<std::int64_t>(into_ * 1e9 + 0.5));
      }
      amount -= std::max(0.0, rest);
      if (!nextPiece()) return kNever;
    }
  }

 private:
  bool nextPiece();

  std::shared_ptr<const RateCurve> curve_;
  std::size_t piece_ = 0;
  std::int64_t start_ = 0;  // of the piece, ns
  double into_ = 0;         // seconds into the piece
};

// The day's shape as a factor from 0 to 1.
class DayShape {
 public:
  explicit DayShape(const model::Diurnal& diurnal) : curve_(RateCurve::day(diurnal, 1)) {}

  double at(std::int64_t time) const;

 private:
  RateCurve curve_;
};

}  // namespace virga::simulator
