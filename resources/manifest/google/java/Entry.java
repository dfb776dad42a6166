package app;

import com.google.cloud.functions.HttpFunction;
import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests of the Functions Framework. */
abstract class Entry implements HttpFunction {
  private final Handler handler;

  Entry(Handler handler) { this.handler = handler; }

  @Override
  public void service(HttpRequest request, HttpResponse response) throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    Handler.Answer answer = handler.answer(new Events.Request(
        request.getMethod(), first(request.getHeaders(), true), first(request.getQueryParameters(), false), body));
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::appendHeader);
    if (answer.body() == null) return;
    response.setContentType("application/json");
    response.getOutputStream().write(Json.write(answer.body()).getBytes(StandardCharsets.UTF_8));
  }

  /** Of each name the first value; names of headers in small letters. */
  private static Map<String, String> first(Map<String, List<String>> values, boolean small) {
    Map<String, String> found = new TreeMap<>();
    values.forEach((name, all) -> {
      if (!all.isEmpty()) found.put(small ? name.toLowerCase(Locale.ROOT) : name, all.get(0));
    });
    return found;
  }
}
