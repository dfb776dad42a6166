package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final class Down extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final List<Double> waits = new ArrayList<>();
  private final Calls calls = new Calls(Down.class ::isInstance, waits::add, () -> 0.5);

  /** Fails so many times, then says how often it was called. */
  private static Callable<Integer> failing(int times) {
    AtomicInteger calls = new AtomicInteger();
    return () -> {
      if (calls.incrementAndGet() <= times) throw new Down();
      return calls.get();
    };
  }

  private List<Double> waitsOf(Guard guard) {
    waits.clear();
    assertThrows(Down.class, () -> calls.attempt(guard, failing(99)));
    return List.copyOf(waits);
  }

  @Test
  void triesAgainAsOftenAsStated() throws Exception {
    assertEquals(3, calls.attempt(Guard.NONE.retry(2, 0), failing(2)));
    assertThrows(Down.class, () -> calls.attempt(Guard.NONE.retry(2, 0), failing(3)));
  }

  @Test
  void aFaultOfTheCallerIsNotTriedAgain() {
    AtomicInteger count = new AtomicInteger();
    Callable<Object> refused = () -> {
      count.incrementAndGet();
      throw new IllegalArgumentException("bad request");
    };
    assertThrows(IllegalArgumentException.class, () -> calls.attempt(Guard.NONE.retry(5, 0), refused));
    assertEquals(1, count.get());
  }

  @Test
  void waitsDoubleUpToTheCapOrStayTheSame() {
    assertEquals(List.of(100.0, 200.0, 400.0), waitsOf(Guard.NONE.retry(3, 100)));
    assertEquals(List.of(100.0, 200.0, 250.0, 250.0), waitsOf(Guard.NONE.retry(4, 100).cap(250)));
    assertEquals(List.of(50.0, 50.0, 50.0), waitsOf(Guard.NONE.retry(3, 50).steady()));
  }

  @Test
  void jitterIsOfAllOfTheWaitOrOfItsSecondHalf() {
    Guard equal = Guard.NONE.retry(3, 100).jitter(Guard.Jitter.EQUAL);
    assertEquals(List.of(200.0, 300.0, 400.0), List.of(equal.waitMs(3, 0), equal.waitMs(3, 0.5), equal.waitMs(3, 1)));
    Guard full = Guard.NONE.retry(3, 100).jitter(Guard.Jitter.FULL);
    assertEquals(List.of(0.0, 200.0, 400.0), List.of(full.waitMs(3, 0), full.waitMs(3, 0.5), full.waitMs(3, 1)));
    assertEquals(List.of(50.0, 100.0), waitsOf(Guard.NONE.retry(2, 100).jitter(Guard.Jitter.FULL)));
    assertEquals(500.0, Guard.NONE.retry(9, 100).cap(1000).jitter(Guard.Jitter.FULL).waitMs(9, 0.5));
  }

  @Test
  void aBudgetBoundsTheRetriesByTheFirstAttempts() {
    Guard guard = Guard.NONE.retry(2, 0).budget(new RetryBudget(0.1));
    int retries = 0;
    for (int n = 0; n < 30; n += 1) retries += waitsOf(guard).size();
    assertEquals(3, retries);
  }

  @Test
  void aCallThatTakesTooLongIsGivenUpAndInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Callable<Object> work = () -> {
      try {
        new CountDownLatch(1).await();
        return null;
      } catch (InterruptedException error) {
        interrupted.countDown();
        throw error;
      }
    };
    assertThrows(TimeoutException.class, () -> calls.attempt(Guard.NONE.timeout(10), work));
    assertTrue(interrupted.await(5, TimeUnit.SECONDS));
  }

  @Test
  void theBreakerOpensLetsOneProbeThroughAndCloses() throws Exception {
    AtomicLong now = new AtomicLong();
    Guard guard = Guard.NONE.breaker(new Breaker(2, 1000, 500, 1, now::get));
    for (int n = 0; n < 2; n += 1) assertThrows(Down.class, () -> calls.attempt(guard, failing(1)));
    assertThrows(Breaker.Open.class, () -> calls.attempt(guard, failing(0)));
    now.set(500);
    assertThrows(Down.class, () -> calls.attempt(guard, failing(1)));
    assertThrows(Breaker.Open.class, () -> calls.attempt(guard, failing(0)));
    now.set(1000);
    assertEquals(1, calls.attempt(guard, failing(0)));
    assertEquals(1, calls.attempt(guard, failing(0)));
  }

  @Test
  void theBreakerClosesAfterAsManySuccessfulProbesInARowAsStated() throws Exception {
    AtomicLong now = new AtomicLong();
    Breaker breaker = new Breaker(1, 1000, 500, 2, now::get);
    breaker.failed();
    now.set(500);
    breaker.enter();
    assertThrows(Breaker.Open.class, breaker::enter); // one probe at a time
    breaker.succeeded();
    breaker.enter();
    breaker.failed(); // opens again, and the first probe is forgotten
    assertThrows(Breaker.Open.class, breaker::enter);
    now.set(1000);
    for (int probe = 0; probe < 2; probe += 1) {
      breaker.enter();
      breaker.succeeded();
    }
    breaker.enter();
    breaker.enter();
  }

  @Test
  void aProbeWithoutAnAnswerCountsForOneOpenTime() throws Exception {
    AtomicLong now = new AtomicLong();
    Breaker breaker = new Breaker(1, 1000, 500, 1, now::get);
    breaker.failed();
    now.set(500);
    breaker.enter();
    now.set(999);
    assertThrows(Breaker.Open.class, breaker::enter);
    now.set(1000);
    breaker.enter();
  }

  @Test
  void branchesRunAtTheSameTime() throws Exception {
    CyclicBarrier meeting = new CyclicBarrier(2);
    Calls.parallel(() -> meeting.await(5, TimeUnit.SECONDS), () -> meeting.await(5, TimeUnit.SECONDS));
    assertThrows(Down.class, () -> Calls.parallel(() -> failing(1).call(), () -> failing(0).call()));
  }

  @Test
  void roundsAreAllDoneSoManyAtOnce() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Calls.rounds(5, 2, () -> {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      Calls.pause(2);
      running.decrementAndGet();
      done.incrementAndGet();
    });
    assertEquals(5, done.get());
    assertEquals(2, most.get());
  }

  @Test
  void theFirstSoManyOfTheBranchesAreWaitedFor() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Calls.firstOf(2, late::await, ended::incrementAndGet, ended::incrementAndGet);
    assertEquals(2, ended.get());
    Calls.firstOf(1, () -> failing(1).call(), () -> failing(1).call(), ended::incrementAndGet);
    assertEquals(3, ended.get());
    assertThrows(Down.class, () -> Calls.firstOf(2, () -> failing(1).call(), late::await));
    late.countDown();
  }
}
