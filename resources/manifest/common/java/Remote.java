package app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** One HTTPS request with JSON both ways. An answer of 500 or more, or 429, may be tried again. */
final class Remote {
  /** An answer that is none. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Failed(String method, URI url, int status) {
      super(method + " " + url.getHost() + " answered " + status);
      this.status = status;
    }

    boolean mayRetry() { return status >= 500 || status == 429; }
  }

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** A value as one part of a URL's path. */
  static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** `body`, `token` and `idempotencyKey` may be null. */
  Object request(String method, String url, Map<String, Object> body, String token, String idempotencyKey)
      throws IOException, InterruptedException, Failed {
    HttpRequest.BodyPublisher publisher =
        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(Json.write(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, publisher).header("accept", "application/json");
    if (body != null) request.header("content-type", "application/json");
    if (token != null) request.header("authorization", "Bearer " + token);
    if (idempotencyKey != null) request.header("idempotency-key", idempotencyKey);
    HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) throw new Failed(method, answer.uri(), answer.statusCode());
    return answer.body().isEmpty() ? null : Json.read(answer.body());
  }
}
