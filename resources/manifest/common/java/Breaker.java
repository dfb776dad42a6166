package app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Opens when `failures` happened within `withinMs`; while open, calls fail at once; after `openMs` probes are let through,
 * one at a time, and it closes after `probes` successful ones in a row. The state belongs to one instance of the function.
 */
final class Breaker {
  /** The call isn't made. */
  static final class Open extends Exception {
    private static final long serialVersionUID = 1L;

    Open() { super("circuit breaker is open"); }
  }

  private final int failures;
  private final double withinMs;
  private final double openMs;
  private final int probes;
  private final LongSupplier nowMs;
  private final Deque<Long> failureTimes = new ArrayDeque<>();
  private boolean open = false;
  private double openUntil = 0;
  private Long probeSince = null; // no probe is under way
  private int probesOk = 0;

  Breaker(int failures, double withinMs, double openMs, int probes) {
    this(failures, withinMs, openMs, probes, () -> System.nanoTime() / 1_000_000);
  }

  Breaker(int failures, double withinMs, double openMs, int probes, LongSupplier nowMs) {
    this.failures = failures;
    this.withinMs = withinMs;
    this.openMs = openMs;
    this.probes = probes;
    this.nowMs = nowMs;
  }

  synchronized void enter() throws Open {
    if (!open) return;
    long now = nowMs.getAsLong();
    // A probe whose invocation was ended gives no answer, so it counts for one open time.
    boolean probing = probeSince != null && now < probeSince + openMs;
    if (probing || now < openUntil) throw new Open();
    probeSince = now;
  }

  synchronized void succeeded() {
    if (probeSince == null) return;
    probeSince = null;
    probesOk += 1;
    if (probesOk < probes) return;
    open = false;
    failureTimes.clear();
  }

  synchronized void failed() {
    long now = nowMs.getAsLong();
    if (probeSince != null) {
      probeSince = null;
      probesOk = 0;
      openUntil = now + openMs;
      return;
    }
    if (open) return; // of a call that began before it opened
    failureTimes.removeIf(time -> now - time >= withinMs);
    failureTimes.add(now);
    if (failureTimes.size() >= failures) {
      open = true;
      probesOk = 0;
      openUntil = now + openMs;
    }
  }
}
