package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests and CloudEvents over HTTP. An event that is invalid gets 400, which sends it to the dead letters at once; one that
 * fails gets 500 and comes again.
 */
final class Server implements HttpHandler {
  // With room for what surrounds the data of an event.
  private static final long MAX_BYTES = 2 * InputContract.MAX_BYTES + 65_536;

  private final Handler handler;

  Server(Handler handler) { this.handler = handler; }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Handler.Answer answer = answer(exchange);
      if (answer.body() == null) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      byte[] body = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        if (!head) out.write(body);
      }
    }
  }

  private Handler.Answer answer(HttpExchange exchange) {
    Map<String, String> headers = headersOf(exchange);
    try {
      byte[] body = exchange.getRequestBody().readNBytes((int) Math.min(MAX_BYTES + 1, Integer.MAX_VALUE));
      if (body.length > MAX_BYTES) return new Handler.Answer(413, Map.of("error", "too large"));
      String text = new String(body, StandardCharsets.UTF_8);
      if (Events.isEvent(headers)) return takeEvent(headers, text);
      Map<String, String> query = HttpInput.query(exchange.getRequestURI().getRawQuery());
      String path = exchange.getRequestURI().getRawPath();
      return handler.answer(new HttpInput.Request(exchange.getRequestMethod(), path, query, text));
    } catch (Exception error) {
      Log.error("request failed", "error", error, "trace", headers.get("traceparent"));
      return new Handler.Answer(500, Map.of("error", "failed")); // without details
    }
  }

  private Handler.Answer takeEvent(Map<String, String> headers, String text) throws Exception {
    List<Object> inputs;
    try {
      inputs = Events.inputs(headers, text, InputContract.CONTRACT);
    } catch (IllegalArgumentException error) {
      return new Handler.Answer(400, Map.of("error", "not a CloudEvent with JSON"));
    }
    try {
      handler.take(inputs);
      return new Handler.Answer(204, null);
    } catch (InvalidInput error) {
      return new Handler.Answer(400, Map.of("error", error.getMessage()));
    }
  }

  /** Names in small letters. */
  private static Map<String, String> headersOf(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return headers;
  }
}
