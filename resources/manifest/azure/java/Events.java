package app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What services hand over, as inputs: messages of queues, events of Event Grid, changes of items. */
final class Events {
  private static final Set<String> ADDED = Set.of("_rid", "_self", "_etag", "_attachments", "_ts", "_lsn");

  private Events() {}

  /** A message is JSON, in Base64 where Event Grid put it there; an event in it is unwrapped. */
  static List<?> messageInputs(String text, Set<String> fields) {
    Object value;
    try {
      value = Json.read(text);
    } catch (IllegalArgumentException error) {
      value = Json.read(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
    }
    return isEvent(Json.object(value)) ? inputsOf(Json.object(value), fields) : List.of(value);
  }

  static List<?> eventInputs(String text, Set<String> fields) { return inputsOf(Json.object(Json.read(text)), fields); }

  /** An event's data; of a blob its name, which stands for the fields that it can't say. */
  private static List<?> inputsOf(Map<String, Object> event, Set<String> fields) {
    if (!((String) event.get("eventType")).startsWith("Microsoft.Storage.Blob")) return List.of(event.get("data"));
    String subject = (String) event.get("subject");
    String name = subject.substring(subject.indexOf("/blobs/") + "/blobs/".length());
    Map<String, Object> input = new LinkedHashMap<>();
    for (String field : fields) input.put(field, name);
    input.put("id", name);
    return List.of(input);
  }

  /** An item as it is now, without what Cosmos DB adds to it. */
  static Object changeInput(String text) {
    Map<String, Object> item = new LinkedHashMap<>(Json.object(Json.read(text)));
    item.keySet().removeAll(ADDED);
    return item;
  }

  private static boolean isEvent(Map<String, Object> value) {
    return value != null && value.get("eventType") instanceof String && value.get("subject") instanceof String && value.get("data") != null;
  }
}
