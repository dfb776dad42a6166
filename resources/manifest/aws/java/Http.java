package app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Events of an HTTP API (payload format 2.0). */
final class Http {
  /** What a request carries: an input, or what is wrong with it. */
  record Taken(Map<String, Object> input, List<String> problems) {
    static Taken problem(String text) { return new Taken(null, List.of(text)); }
  }

  private Http() {}

  static boolean isRequest(Map<String, Object> event) {
    Map<String, Object> context = Json.object(event.get("requestContext"));
    return context != null && context.get("http") != null;
  }

  static Object requestId(Map<String, Object> event) { return Json.object(event.get("requestContext")).get("requestId"); }

  /** Query, body and path parameters as one object; of the same name the path's wins, then the body's. */
  static Taken input(Map<String, Object> event, long maxBytes) {
    String body = Objects.requireNonNullElse((String) event.get("body"), "");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (Boolean.TRUE.equals(event.get("isBase64Encoded"))) bytes = Base64.getDecoder().decode(body);
    if (bytes.length > maxBytes) return Taken.problem("body: at most " + maxBytes + " bytes are taken");
    Map<String, Object> input = new LinkedHashMap<>();
    merge(input, event.get("queryStringParameters"));
    if (bytes.length > 0) {
      Map<String, Object> found;
      try {
        found = Json.object(Json.read(new String(bytes, StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException error) {
        return Taken.problem("body: not JSON");
      }
      if (found == null) return Taken.problem("body: must be a JSON object");
      input.putAll(found);
    }
    merge(input, event.get("pathParameters"));
    return new Taken(input, List.of());
  }

  private static void merge(Map<String, Object> input, Object parameters) {
    Map<String, Object> found = Json.object(parameters);
    if (found != null) input.putAll(found);
  }

  static Map<String, Object> response(int status, Map<String, Object> body) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("statusCode", status);
    response.put("headers", Map.of("content-type", "application/json"));
    response.put("body", Json.write(body));
    return response;
  }

  static Map<String, Object> refusal(Map<String, Object> event, List<String> problems) {
    Log.warn("request refused", "requestId", requestId(event), "problems", problems);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "invalid input");
    body.put("problems", problems);
    return response(400, body);
  }

  /** 201 for what was posted, 404 for a read that found nothing, else 200. */
  static int successStatus(Map<String, Object> event, Map<String, Object> found) {
    Object method = Json.object(Json.object(event.get("requestContext")).get("http")).get("method");
    if ("POST".equals(method)) return 201;
    boolean nothing = !found.isEmpty() && found.values().stream().allMatch(Objects::isNull);
    return "GET".equals(method) && nothing ? 404 : 200;
  }
}
