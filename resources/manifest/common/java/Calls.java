package app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Time limit, retries and circuit breaker around one call, and steps side by side. */
final class Calls {
  /** Steps that run beside others. */
  interface Branch {
    void run() throws Exception;
  }

  interface Pause {
    void milliseconds(double time) throws InterruptedException;
  }

  private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  });

  private final Predicate<Exception> mayRetry;
  private final Pause pause;
  private final DoubleSupplier random;

  /**
   * `mayRetry` says which failures may be tried again. A breaker that is open is none of them, a passed time limit is one.
   */
  Calls(Predicate<Exception> mayRetry) { this(mayRetry, Calls::pause, Math::random); }

  Calls(Predicate<Exception> mayRetry, Pause pause, DoubleSupplier random) {
    this.mayRetry = mayRetry;
    this.pause = pause;
    this.random = random;
  }

  static void pause(double milliseconds) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep((long) (milliseconds * 1e6));
  }

  /** Calls `work`. A fault of the caller isn't retried. */
  <T> T attempt(Guard guard, Callable<T> work) throws Exception {
    if (guard.budget() != null) guard.budget().begin();
    for (int tries = 1;; tries += 1) {
      if (guard.breaker() != null) guard.breaker().enter();
      try {
        T result = withTimeout(work, guard.timeoutMs());
        if (guard.breaker() != null) guard.breaker().succeeded();
        return result;
      } catch (InterruptedException error) {
        throw error;
      } catch (Exception error) {
        boolean again = error instanceof TimeoutException || mayRetry.test(error);
        if (guard.breaker() != null) {
          if (again)
            guard.breaker().failed();
          else
            guard.breaker().succeeded();
        }
        if (!again || tries > guard.retries() || (guard.budget() != null && !guard.budget().spend())) throw error;
        Log.warn("retry", "tries", tries, "error", error);
        pause.milliseconds(guard.waitMs(tries, random.getAsDouble()));
      }
    }
  }

  private static <T> T withTimeout(Callable<T> work, Double timeoutMs) throws Exception {
    if (timeoutMs == null) return work.call();
    Future<T> running = THREADS.submit(work);
    try {
      return running.get((long) (timeoutMs * 1e6), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new TimeoutException("no answer within " + timeoutMs + " ms");
    } catch (ExecutionException failed) {
      throw causeOf(failed);
    } finally {
      running.cancel(true); // interrupts the call where it still waits
    }
  }

  private static Exception causeOf(ExecutionException failed) {
    if (failed.getCause() instanceof Error error) throw error;
    return (Exception) failed.getCause();
  }

  /** Runs the branches at the same time and returns when all have ended; the first failure is thrown at once. */
  static void parallel(Branch... branches) throws Exception { side(List.of(branches), branches.length, branches.length); }

  /** Does `work` so many times, at most `limit` of them at once. */
  static void rounds(int times, int limit, Branch work) throws Exception {
    side(Collections.nCopies(times, work), times, limit);
  }

  /**
   * Starts all branches and returns when `count` of them have ended; the rest goes on unwatched. Throws the failure after
   * which `count` can't be reached any more.
   */
  static void firstOf(int count, Branch... branches) throws Exception { side(List.of(branches), count, branches.length); }

  private static void side(List<Branch> branches, int count, int limit) throws Exception {
    CompletionService<Void> ends = new ExecutorCompletionService<>(THREADS);
    List<Branch> waiting = new ArrayList<>(branches);
    for (int i = 0; i < limit && !waiting.isEmpty(); i += 1) start(ends, waiting.remove(0));
    int failed = 0;
    for (int done = 0; done < count;) {
      try {
        ends.take().get();
        done += 1;
        if (!waiting.isEmpty()) start(ends, waiting.remove(0));
      } catch (ExecutionException error) {
        failed += 1;
        if (failed > branches.size() - count) throw causeOf(error);
        Log.warn("branch failed", "error", error.getCause());
      }
    }
  }

  private static void start(CompletionService<Void> ends, Branch branch) {
    ends.submit(() -> {
      branch.run();
      return null;
    });
  }
}
