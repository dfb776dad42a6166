package app;

import java.util.List;
import java.util.Map;

/**
 * Takes batches of messages and records (and requests or direct invocations as batches of one), checks every one and hands
 * them to `steps`. Messages of a queue that fail go back to it alone; a record that fails fails its batch. `steps` are a
 * parameter so that the tests need neither the SDK nor a network.
 */
final class Handler {
  interface StepsOfBatch {
    void run(Batch batch) throws Exception;
  }

  private static final Contract CONTRACT = InputContract.CONTRACT;

  private final StepsOfBatch steps;

  Handler(StepsOfBatch steps) { this.steps = steps; }

  Object handle(Object value) throws Exception {
    List<Map<String, Object>> records = Events.records(value);
    if (records != null) return takeRecords(records);
    Map<String, Object> event = Json.object(value);
    if (event != null && Events.isSocket(event)) return answerWeb(event, Events.socketInput(event, CONTRACT));
    if (event != null && Http.isRequest(event)) return answerWeb(event, Http.input(event, CONTRACT.maxBytes()));
    return answerInvocation(value);
  }

  private Object takeRecords(List<Map<String, Object>> records) throws Exception {
    Batch batch = new Batch();
    for (Map<String, Object> record : records) {
      String id = Events.recordId(record);
      try {
        for (Object input : Events.recordInputs(record, CONTRACT)) {
          List<String> problems = CONTRACT.problemsOf(input);
          if (!problems.isEmpty()) throw new InvalidInput(problems);
          batch.add(id, Json.object(input));
        }
      } catch (InvalidInput | RuntimeException error) {
        batch.fail(id, error);
      }
    }
    steps.run(batch);
    Map<String, Exception> failures = batch.failures();
    failures.forEach((id, error) -> Log.error("message failed", "id", id, "error", error));
    Log.info("batch done", "messages", records.size(), "failed", failures.size());
    if (Events.takesBackItems(records)) {
      return Map.of("batchItemFailures", failures.keySet().stream().map(id -> Map.of("itemIdentifier", id)).toList());
    }
    for (Exception error : failures.values()) throw error;
    return null;
  }

  private Object answerWeb(Map<String, Object> event, Http.Taken taken) throws Exception {
    List<String> problems = taken.problems().isEmpty() ? CONTRACT.problemsOf(taken.input()) : taken.problems();
    if (!problems.isEmpty()) return Http.refusal(event, problems);
    runOne(taken.input());
    return Http.response(200, Map.of("status", "done"));
  }

  private Object answerInvocation(Object event) throws Exception {
    for (Object input : Events.inputsOf(event, CONTRACT)) {
      List<String> problems = CONTRACT.problemsOf(input);
      if (!problems.isEmpty()) throw new InvalidInput(problems);
      runOne(Json.object(input));
    }
    return Map.of("status", "done");
  }

  private void runOne(Map<String, Object> input) throws Exception {
    Batch batch = new Batch();
    batch.add("direct", input);
    steps.run(batch);
    for (Exception error : batch.failures().values()) {
      Log.error("request failed", "error", error);
      throw error;
    }
  }
}
