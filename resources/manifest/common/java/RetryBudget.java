package app;

/**
 * Lets at most `share` as many retries through as there were first attempts. The count belongs to one instance of the
 * function.
 */
final class RetryBudget {
  private final double share;
  private long firstAttempts = 0;
  private long retries = 0;

  RetryBudget(double share) { this.share = share; }

  synchronized void begin() { firstAttempts += 1; }

  synchronized boolean spend() {
    if (retries + 1 > share * firstAttempts) return false;
    retries += 1;
    return true;
  }
}
