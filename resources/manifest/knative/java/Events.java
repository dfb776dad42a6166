package app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** CloudEvents over HTTP, in binary and structured mode (CloudEvents 1.0, HTTP protocol binding). */
final class Events {
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private Events() {}

  /** Names of headers are in small letters. */
  static boolean isEvent(Map<String, String> headers) { return headers.containsKey("ce-id") || isStructured(headers); }

  private static boolean isStructured(Map<String, String> headers) {
    return headers.getOrDefault("content-type", "").startsWith("application/cloudevents+json");
  }

  /**
   * What an event hands on. A field that a stored object can't say is its key. Throws IllegalArgumentException where it is no
   * event with JSON.
   */
  static List<Object> inputs(Map<String, String> headers, String text, Contract contract) {
    Map<String, Object> event = isStructured(headers) ? Json.object(Json.read(text)) : binary(headers, text);
    if (event == null) throw new IllegalArgumentException("not an event");
    List<Object> inputs = new ArrayList<>(); // which may be null
    if (List.of("object.written", "object.removed").contains(String.valueOf(event.get("type")))) {
      if (!(event.get("subject") instanceof String key)) throw new IllegalArgumentException("an object without a name");
      inputs.add(withKey(key, contract));
    } else if (event.get("data_base64") instanceof String data) {
      inputs.add(Json.read(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)));
    } else {
      inputs.add(event.get("data"));
    }
    return inputs;
  }

  private static Map<String, Object> binary(Map<String, String> headers, String text) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", headers.get("ce-type"));
    event.put("subject", headers.get("ce-subject"));
    if (!text.isEmpty()) event.put("data", Json.read(text));
    return event;
  }

  private static Map<String, Object> withKey(String key, Contract contract) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : contract.fields().keySet()) input.put(name, key);
    input.put("id", key);
    return input;
  }

  /** Posts an event to a Broker or a KafkaSink; `key`, by which events keep their order, may be null. */
  static void publish(String url, String source, String key, Map<String, Object> data)
      throws IOException, InterruptedException, Remote.Failed {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                                      .POST(HttpRequest.BodyPublishers.ofString(Json.write(data)))
                                      .header("content-type", "application/json")
                                      .header("ce-specversion", "1.0")
                                      .header("ce-id", UUID.randomUUID().toString())
                                      .header("ce-source", "/" + source)
                                      .header("ce-type", "message");
    if (key != null) request.header("ce-partitionkey", URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
    HttpResponse<Void> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding());
    if (answer.statusCode() >= 300) throw new Remote.Failed("POST", answer.uri(), answer.statusCode());
  }
}
