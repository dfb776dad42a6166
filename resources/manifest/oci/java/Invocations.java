package app;

import java.net.URI;
import java.util.Map;

/** Requests through API Gateway, and what services and callers hand over. */
final class Invocations {
  private final Handler handler;

  Invocations(Handler handler) { this.handler = handler; }

  /** Without a method it is no request of a gateway; its failure fails the invocation. */
  Handler.Answer answer(String method, String url, String body) throws Exception {
    if (method.isEmpty() || url.isEmpty()) {
      return new Handler.Answer(200, handler.take(Events.inputs(Json.read(body), InputContract.CONTRACT)));
    }
    try {
      URI address = URI.create(url);
      return handler.answer(new HttpInput.Request(method, address.getRawPath(), HttpInput.query(address.getRawQuery()), body));
    } catch (Exception error) {
      Log.error("request failed", "error", error);
      return new Handler.Answer(500, Map.of("error", "failed")); // without details
    }
  }
}
