package app;

/** The conditions of a call; times in milliseconds. Each method gives another guard. */
record Guard(Double timeoutMs, int retries, double backoffMs, boolean constant, Double capMs, Jitter jitter,
    RetryBudget budget, Breaker breaker) {
  enum Jitter { NONE, EQUAL, FULL }

  static final Guard NONE = new Guard(null, 0, 0, false, null, Jitter.NONE, null, null);

  Guard timeout(double ms) { return new Guard(ms, retries, backoffMs, constant, capMs, jitter, budget, breaker); }

  /** The wait doubles from retry to retry. */
  Guard retry(int times, double firstWaitMs) {
    return new Guard(timeoutMs, times, firstWaitMs, constant, capMs, jitter, budget, breaker);
  }

  /** The wait stays the same. */
  Guard steady() { return new Guard(timeoutMs, retries, backoffMs, true, capMs, jitter, budget, breaker); }

  Guard cap(double ms) { return new Guard(timeoutMs, retries, backoffMs, constant, ms, jitter, budget, breaker); }

  Guard jitter(Jitter kind) { return new Guard(timeoutMs, retries, backoffMs, constant, capMs, kind, budget, breaker); }

  Guard budget(RetryBudget of) { return new Guard(timeoutMs, retries, backoffMs, constant, capMs, jitter, of, breaker); }

  Guard breaker(Breaker of) { return new Guard(timeoutMs, retries, backoffMs, constant, capMs, jitter, budget, of); }

  /**
   * The wait before the n-th retry: all of the backoff as grown and capped, anything from half to all of it (equal jitter)
   * or anything from 0 to all of it (full jitter). `random` is from 0 to 1.
   */
  double waitMs(int n, double random) {
    double most = constant ? backoffMs : backoffMs * Math.pow(2, Math.min(n - 1, 20));
    if (capMs != null) most = Math.min(most, capMs);
    return switch (jitter) {
      case NONE -> most;
      case EQUAL -> most * (0.5 + 0.5 * random);
      case FULL -> most * random;
    };
  }
}
