package app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What comes over HTTP: a request, a message that Pub/Sub pushes or an event of Eventarc. */
final class Events {
  /** Names of headers are in small letters. */
  record Request(String method, Map<String, String> headers, Map<String, String> query, byte[] body) {}

  /** The inputs of a request, message or event, and what is wrong with it. `started`: nobody waits and nothing is tried again. */
  record Delivery(String kind, String id, boolean started, List<Object> inputs, List<String> problems) {}

  private record Found(List<Object> inputs, List<String> problems) {
    static Found input(Object value) {
      List<Object> inputs = new ArrayList<>(); // which may be null
      inputs.add(value);
      return new Found(inputs, List.of());
    }

    static Found problem(String text) { return new Found(List.of(), List.of(text)); }

    Delivery as(String kind, String id, boolean started) { return new Delivery(kind, id, started, inputs, problems); }
  }

  private Events() {}

  static Delivery read(Request request, Contract contract) {
    Map<String, String> headers = request.headers();
    if (headers.containsKey("ce-type") && headers.containsKey("ce-id")) {
      return eventInputs(request, contract).as("event", headers.get("ce-id"), false);
    }
    String tooLarge = "body: at most " + contract.maxBytes() + " bytes are taken";
    // A message is coded in base64, and there is something around it.
    if (request.body().length > contract.maxBytes() * 2 + 4096) return Found.problem(tooLarge).as("request", null, false);
    if (request.body().length == 0) return Found.input(new LinkedHashMap<>(request.query())).as("request", null, false);
    Map<String, Object> body;
    try {
      body = Json.object(Json.read(textOf(request)));
    } catch (IllegalArgumentException error) {
      return Found.problem("body: not JSON").as("request", null, false);
    }
    if (body == null) return Found.problem("body: must be a JSON object").as("request", null, false);
    Map<String, Object> message = Json.object(body.get("message"));
    if (message != null && body.get("subscription") instanceof String subscription) {
      String id = Objects.toString(message.get("messageId"), null);
      return messageInputs(message, contract).as("message", id, subscription.endsWith(".starts"));
    }
    if (request.body().length > contract.maxBytes()) return Found.problem(tooLarge).as("request", null, false);
    // Of the same name the body's wins. The gateway hands on path parameters in the query.
    Map<String, Object> input = new LinkedHashMap<>(request.query());
    input.putAll(body);
    return Found.input(input).as("request", null, false);
  }

  /** A message's data is JSON. What a bucket tells names an object, which stands for the fields that it can't say. */
  private static Found messageInputs(Map<String, Object> message, Contract contract) {
    Map<String, Object> attributes = Json.object(message.get("attributes"));
    if (attributes != null && attributes.get("bucketId") != null && attributes.get("objectId") instanceof String object) {
      return Found.input(withKey(object, contract));
    }
    try {
      byte[] data = Base64.getDecoder().decode(Objects.toString(message.get("data"), ""));
      return Found.input(Json.read(new String(data, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException error) {
      return Found.problem("message: not JSON");
    }
  }

  /** A change of Firestore is told by the document's name; other events are their data. */
  private static Found eventInputs(Request request, Contract contract) {
    String type = request.headers().get("ce-type");
    if (type.startsWith("google.cloud.firestore.document.")) {
      String document = request.headers().getOrDefault("ce-document", "");
      Map<String, Object> input = withKey(document.substring(document.lastIndexOf('/') + 1), contract);
      input.put("change", type.substring(type.lastIndexOf('.') + 1));
      return Found.input(input);
    }
    try {
      return Found.input(Json.read(textOf(request)));
    } catch (IllegalArgumentException error) {
      return Found.problem("event: not JSON");
    }
  }

  private static String textOf(Request request) { return new String(request.body(), StandardCharsets.UTF_8); }

  private static Map<String, Object> withKey(String key, Contract contract) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : contract.fields().keySet()) input.put(name, key);
    input.put("id", key);
    return input;
  }
}
