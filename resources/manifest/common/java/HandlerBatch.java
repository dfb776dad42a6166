package app;

import java.util.List;
import java.util.Map;

/**
 * Checks requests, and batches that services hand over, and hands them to `steps` as batches. They are a parameter so that
 * the tests need neither the SDK nor a network.
 */
final class Handler {
  interface StepsOfBatch {
    void run(Batch batch) throws Exception;
  }

  /** The status and the body of a response. */
  record Answer(int status, Map<String, Object> body) {}

  private static final Contract CONTRACT = InputContract.CONTRACT;

  private final StepsOfBatch steps;

  Handler(StepsOfBatch steps) { this.steps = steps; }

  /** A request is a batch of one. */
  Answer answer(HttpInput.Request request) throws Exception {
    HttpInput.Taken taken = HttpInput.read(request, Routes.ALL, CONTRACT.maxBytes());
    List<String> problems = taken.problems().isEmpty() ? CONTRACT.problemsOf(taken.input()) : taken.problems();
    if (!problems.isEmpty()) {
      Log.warn("request refused", "problems", problems);
      return new Answer(400, Map.of("error", "invalid input", "problems", problems));
    }
    return new Answer(200, take(List.of(taken.input())));
  }

  /** All are tried; one that fails fails the batch, which the service hands over again. */
  Map<String, Object> take(List<?> inputs) throws Exception {
    Batch batch = new Batch();
    for (int number = 0; number < inputs.size(); ++number) {
      String id = Integer.toString(number);
      List<String> problems = CONTRACT.problemsOf(inputs.get(number));
      if (problems.isEmpty()) {
        batch.add(id, Json.object(inputs.get(number)));
      } else {
        batch.fail(id, new InvalidInput(problems));
      }
    }
    steps.run(batch);
    Map<String, Exception> failures = batch.failures();
    failures.forEach((id, error) -> Log.error("message failed", "id", id, "error", error));
    Log.info("batch done", "messages", inputs.size(), "failed", failures.size());
    for (Exception error : failures.values()) throw error;
    return Map.of("status", "done");
  }
}
