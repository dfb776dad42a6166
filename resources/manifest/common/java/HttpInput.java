package app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests over HTTP as inputs. */
final class HttpInput {
  record Request(String method, String path, Map<String, String> query, String text) {}

  /** A route that leads to the function: "ANY" or a method, and a path with parameters: {id}, {rest+}. */
  record Route(String method, String path) {}

  record Taken(Map<String, Object> input, List<String> problems) {}

  private HttpInput() {}

  /** Query, body and path parameters as one object; of the same name the path's wins, then the body's. */
  static Taken read(Request request, List<Route> routes, long maxBytes) {
    if (request.text().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      return new Taken(null, List.of("body: at most " + maxBytes + " bytes are taken"));
    }
    Map<String, Object> input = new LinkedHashMap<>(request.query());
    if (!request.text().isEmpty()) {
      try {
        Map<String, Object> body = Json.object(Json.read(request.text()));
        if (body == null) return new Taken(null, List.of("body: must be a JSON object"));
        input.putAll(body);
      } catch (IllegalArgumentException error) {
        return new Taken(null, List.of("body: not JSON"));
      }
    }
    input.putAll(pathParameters(request.method(), request.path(), routes));
    return new Taken(input, List.of());
  }

  /** The parameters of a raw query; of the same name the last wins. */
  static Map<String, String> query(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    if (text == null) return found;
    for (String part : text.split("&")) {
      int sign = part.indexOf('=');
      String name = sign < 0 ? part : part.substring(0, sign);
      if (!name.isEmpty()) found.put(decoded(name.replace('+', ' ')), sign < 0 ? "" : decoded(part.substring(sign + 1).replace('+', ' ')));
    }
    return found;
  }

  /** The parameters of the first route that fits; {name+} takes the rest of the path. */
  static Map<String, String> pathParameters(String method, String path, List<Route> routes) {
    for (Route route : routes) {
      if (!route.method().equals("ANY") && !route.method().equals(method)) continue;
      Map<String, String> found = parameters(path.split("/", -1), route.path().split("/", -1));
      if (found != null) return found;
    }
    return Map.of();
  }

  private static Map<String, String> parameters(String[] parts, String[] names) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int index = 0; index < names.length; ++index) {
      String name = names[index];
      if (index >= parts.length) return null;
      if (name.startsWith("{") && name.endsWith("+}")) {
        String rest = String.join("/", Arrays.copyOfRange(parts, index, parts.length));
        found.put(name.substring(1, name.length() - 2), decoded(rest));
        return found;
      }
      if (name.startsWith("{") && name.endsWith("}")) {
        if (parts[index].isEmpty()) return null;
        found.put(name.substring(1, name.length() - 1), decoded(parts[index]));
      } else if (!name.equals(parts[index])) {
        return null;
      }
    }
    return parts.length == names.length ? found : null;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException error) {
      return text;
    }
  }

  /** 201 for what was posted, 404 for a read that found nothing, else 200. */
  static int successStatus(String method, Map<String, Object> found) {
    if (method.equals("POST")) return 201;
    boolean nothing = !found.isEmpty() && found.values().stream().allMatch(value -> value == null);
    return method.equals("GET") && nothing ? 404 : 200;
  }
}
