package app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes requests of a gateway and of other functions, messages that Pub/Sub pushes and events of Eventarc, checks them and
 * hands them to `steps`, which are a parameter so that the tests need neither the SDK nor a network.
 */
final class Handler {
  interface StepsOfOne {
    Map<String, Object> run(Map<String, Object> input) throws Exception;
  }

  /** A body of null is none. */
  record Answer(int status, Map<String, String> headers, Map<String, Object> body) {}

  private static final Contract CONTRACT = InputContract.CONTRACT;

  private final StepsOfOne steps;
  private final List<String> origins;

  Handler(StepsOfOne steps) { this(steps, Objects.requireNonNullElse(System.getenv("CORS_ORIGINS"), "")); }

  /** `origins` of browsers that may read answers, with blanks in between. */
  Handler(StepsOfOne steps, String origins) {
    this.steps = steps;
    this.origins = Arrays.asList(origins.split(" "));
  }

  Answer answer(Events.Request request) {
    Map<String, String> headers = allowedOrigin(request);
    if (request.method().equals("OPTIONS")) return new Answer(204, headers, null);
    Events.Delivery delivery = Events.read(request, CONTRACT);
    String trace = Log.trace(request.headers().get("x-cloud-trace-context"));
    List<String> problems = new ArrayList<>(delivery.problems());
    for (Object input : delivery.inputs()) problems.addAll(CONTRACT.problemsOf(input));
    if (!problems.isEmpty()) {
      Log.warn(delivery.kind() + " refused", Log.TRACE, trace, "id", delivery.id(), "problems", problems);
      return new Answer(400, headers, Map.of("error", "invalid input", "problems", problems));
    }
    try {
      Map<String, Object> input = Json.object(delivery.inputs().get(0));
      Map<String, Object> found = steps.run(input);
      Log.info(delivery.kind() + " done", Log.TRACE, trace, "id", delivery.id());
      if (!delivery.kind().equals("request")) return new Answer(204, headers, null);
      return new Answer(successStatus(request.method(), found), headers, withKeys(input, found));
    } catch (Exception error) { // any failure of a step is the delivery's
      Log.error(delivery.kind() + " failed", Log.TRACE, trace, "id", delivery.id(), "error", error);
      // What was started without waiting for it isn't tried again; other messages come back after an answer that says failure.
      return delivery.started() ? new Answer(204, headers, null) : new Answer(500, headers, Map.of("error", "failed"));
    }
  }

  /** 201 for what was posted, 404 for a read that found nothing, else 200. */
  private static int successStatus(String method, Map<String, Object> found) {
    if (method.equals("POST")) return 201;
    boolean nothing = !found.isEmpty() && found.values().stream().allMatch(Objects::isNull);
    return method.equals("GET") && nothing ? 404 : 200;
  }

  private static Map<String, Object> withKeys(Map<String, Object> input, Map<String, Object> found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    for (String name : CONTRACT.fields().keySet()) answer.put(name, input.get(name));
    answer.putAll(found);
    return answer;
  }

  private Map<String, String> allowedOrigin(Events.Request request) {
    String origin = origins.contains("*") ? "*" : request.headers().get("origin");
    if (origin == null || !origins.contains(origin)) return Map.of();
    return Map.of("access-control-allow-origin", origin, "access-control-allow-methods",
        "GET, POST, PUT, PATCH, DELETE, OPTIONS", "access-control-allow-headers", "authorization, content-type, x-api-key",
        "vary", "origin");
  }
}
