package app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks requests, and inputs that services hand over, and hands them to `steps`, which are a parameter so that the tests
 * need neither the SDK nor a network.
 */
final class Handler {
  interface StepsOfOne {
    Map<String, Object> run(Map<String, Object> input) throws Exception;
  }

  /** The status and the body of a response. */
  record Answer(int status, Map<String, Object> body) {}

  private static final Contract CONTRACT = InputContract.CONTRACT;

  private final StepsOfOne steps;

  Handler(StepsOfOne steps) { this.steps = steps; }

  Answer answer(HttpInput.Request request) throws Exception {
    HttpInput.Taken taken = HttpInput.read(request, Routes.ALL, CONTRACT.maxBytes());
    List<String> problems = taken.problems().isEmpty() ? CONTRACT.problemsOf(taken.input()) : taken.problems();
    if (!problems.isEmpty()) {
      Log.warn("request refused", "problems", problems);
      return new Answer(400, Map.of("error", "invalid input", "problems", problems));
    }
    Map<String, Object> found = steps.run(taken.input());
    return new Answer(HttpInput.successStatus(request.method(), found), withKeys(taken.input(), found));
  }

  /** One after the other; one that fails fails them all. The result is the last one's. */
  Map<String, Object> take(List<?> inputs) throws Exception {
    Map<String, Object> last = Map.of();
    for (Object value : inputs) {
      List<String> problems = CONTRACT.problemsOf(value);
      if (!problems.isEmpty()) throw new InvalidInput(problems);
      Map<String, Object> input = Json.object(value);
      last = withKeys(input, steps.run(input));
    }
    return last;
  }

  private static Map<String, Object> withKeys(Map<String, Object> input, Map<String, Object> found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String name : CONTRACT.fields().keySet()) answer.put(name, input.get(name));
    answer.putAll(found);
    return answer;
  }
}
