package app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes requests, single records and direct invocations, checks them and hands them to `steps`, which are a parameter so
 * that the tests need neither the SDK nor a network.
 */
final class Handler {
  interface StepsOfOne {
    Map<String, Object> run(Map<String, Object> input) throws Exception;
  }

  private static final Contract CONTRACT = InputContract.CONTRACT;

  private final StepsOfOne steps;

  Handler(StepsOfOne steps) { this.steps = steps; }

  Object handle(Object value) throws Exception {
    List<Map<String, Object>> records = Events.records(value);
    if (records != null) return takeRecords(records);
    Map<String, Object> event = Json.object(value);
    if (event != null && Events.isSocket(event)) return answerSocket(event);
    return event != null && Http.isRequest(event) ? answerRequest(event) : answerInvocation(value);
  }

  /** Records of a topic or store come one by one; the service tries again what fails. */
  private Object takeRecords(List<Map<String, Object>> records) throws Exception {
    for (Map<String, Object> record : records) {
      for (Object input : Events.recordInputs(record, CONTRACT)) answer(input);
    }
    return null;
  }

  private Object answerSocket(Map<String, Object> event) throws Exception {
    Http.Taken taken = Events.socketInput(event, CONTRACT);
    List<String> problems = problemsOf(taken);
    if (!problems.isEmpty()) return Http.refusal(event, problems);
    steps.run(taken.input());
    return Http.response(200, Map.of("status", "done"));
  }

  private Object answerRequest(Map<String, Object> event) throws Exception {
    Http.Taken taken = Http.input(event, CONTRACT.maxBytes());
    List<String> problems = problemsOf(taken);
    if (!problems.isEmpty()) return Http.refusal(event, problems);
    try {
      Map<String, Object> found = steps.run(taken.input());
      Log.info("request done", "requestId", Http.requestId(event));
      return Http.response(Http.successStatus(event, found), withKeys(taken.input(), found));
    } catch (Exception error) {
      Log.error("request failed", "requestId", Http.requestId(event), "error", error);
      throw error; // counted as an error of the function; the caller sees 500 and no details
    }
  }

  private static List<String> problemsOf(Http.Taken taken) {
    return taken.problems().isEmpty() ? CONTRACT.problemsOf(taken.input()) : taken.problems();
  }

  private Object answerInvocation(Object event) throws Exception {
    Object last = null;
    for (Object input : Events.inputsOf(event, CONTRACT)) last = answer(input);
    return last;
  }

  private Object answer(Object input) throws Exception {
    List<String> problems = CONTRACT.problemsOf(input);
    if (!problems.isEmpty()) throw new InvalidInput(problems);
    return withKeys(Json.object(input), steps.run(Json.object(input)));
  }

  private static Map<String, Object> withKeys(Map<String, Object> input, Map<String, Object> found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String name : CONTRACT.fields().keySet()) answer.put(name, input.get(name));
    answer.putAll(found);
    return answer;
  }
}
