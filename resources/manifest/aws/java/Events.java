package app;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Events of the services that invoke a function: records of queues, topics, streams, tables and stores, and what comes over
 * a WebSocket connection.
 */
final class Events {
  private Events() {}

  /** The records of an event, or null if it has none. */
  static List<Map<String, Object>> records(Object event) {
    Map<String, Object> found = Json.object(event);
    if (found == null || !(found.get("Records") instanceof List<?> list)) return null;
    return list.stream().map(Json::object).toList();
  }

  /** Whether single records can be handed back: those of a queue. Others fail together. */
  static boolean takesBackItems(List<Map<String, Object>> records) {
    return records.stream().allMatch(record -> record.containsKey("messageId") && record.containsKey("body"));
  }

  static String recordId(Map<String, Object> record) {
    Object id = record.get("messageId");
    if (id == null) id = at(record, "Sns", "MessageId");
    if (id == null) id = at(record, "kinesis", "sequenceNumber");
    if (id == null) id = at(record, "dynamodb", "SequenceNumber");
    if (id == null) id = at(record, "s3", "object", "sequencer");
    if (id == null) id = at(record, "s3", "object", "key");
    return String.valueOf(id);
  }

  /** What a record hands on. A field that a stored object can't say is its key. */
  static List<Object> recordInputs(Map<String, Object> record, Contract contract) {
    if (at(record, "Sns", "Message") instanceof String text) return inputsOf(Json.read(text), contract);
    if (at(record, "kinesis", "data") instanceof String data) {
      return inputsOf(Json.read(new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8)), contract);
    }
    if (record.get("dynamodb") != null) return List.of(changeInput(record));
    if (at(record, "s3", "object", "key") instanceof String key) {
      return List.of(withKey(URLDecoder.decode(key, StandardCharsets.UTF_8), contract));
    }
    return inputsOf(Json.read((String) record.get("body")), contract);
  }

  /** What a store tells through a queue, topic or bus is unwrapped; anything else is the input itself. */
  static List<Object> inputsOf(Object value, Contract contract) {
    List<Map<String, Object>> records = records(value);
    if (records != null) {
      List<Object> inputs = new ArrayList<>();
      for (Map<String, Object> record : records) inputs.addAll(recordInputs(record, contract));
      return inputs;
    }
    Map<String, Object> found = Json.object(value);
    if (found != null && "s3:TestEvent".equals(found.get("Event"))) return List.of();
    if (found != null && at(found, "bucket", "name") != null && at(found, "object", "key") instanceof String key) {
      return List.of(withKey(key, contract));
    }
    List<Object> inputs = new ArrayList<>();
    inputs.add(value);
    return inputs;
  }

  private static Map<String, Object> withKey(String key, Contract contract) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : contract.fields().keySet()) input.put(name, key);
    input.put("id", key);
    return input;
  }

  /** The item as it is now, or as it was before it was removed. */
  private static Map<String, Object> changeInput(Map<String, Object> record) {
    Object item = at(record, "dynamodb", "NewImage");
    if (item == null) item = at(record, "dynamodb", "OldImage");
    if (item == null) item = at(record, "dynamodb", "Keys");
    Map<String, Object> input = item == null ? new LinkedHashMap<>() : plainMap(item);
    input.put("change", record.get("eventName"));
    return input;
  }

  private static Map<String, Object> plainMap(Object attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    Json.object(attributes).forEach((name, value) -> map.put(name, plain(value)));
    return map;
  }

  private static Object plain(Object attribute) {
    Map.Entry<String, Object> typed = Json.object(attribute).entrySet().iterator().next();
    Object value = typed.getValue();
    return switch (typed.getKey()) {
      case "N" -> new BigDecimal((String) value);
      case "NS" -> ((List<?>) value).stream().map(number -> new BigDecimal((String) number)).toList();
      case "NULL" -> null;
      case "L" -> {
        List<Object> list = new ArrayList<>();
        for (Object item : (List<?>) value) list.add(plain(item));
        yield list;
    }
      case "M" -> plainMap(value);
      default -> value;
    };
  }

  static boolean isSocket(Map<String, Object> event) {
    return at(event, "requestContext", "connectionId") != null;
  }

  /** What came over a connection. A field that the message doesn't say is the connection, in letters that a key may have. */
  static Http.Taken socketInput(Map<String, Object> event, Contract contract) {
    String connection = (String) at(event, "requestContext", "connectionId");
    String text = Objects.requireNonNullElse((String) event.get("body"), "");
    if (text.getBytes(StandardCharsets.UTF_8).length > contract.maxBytes()) {
      return Http.Taken.problem("body: at most " + contract.maxBytes() + " bytes are taken");
    }
    Map<String, Object> message = Map.of();
    if (!text.isEmpty()) {
      try {
        message = Json.object(Json.read(text));
      } catch (IllegalArgumentException error) {
        return Http.Taken.problem("body: not JSON");
      }
      if (message == null) return Http.Taken.problem("body: must be a JSON object");
    }
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : contract.fields().keySet()) input.put(name, "c-" + connection.replace("=", ""));
      Map<String, Object> query = Json.object(event.get("queryStringParameters"));
      if (query != null) input.putAll(query);
      input.putAll(message);
      input.put("connectionId", connection);
      return new Http.Taken(input, List.of());
  }

  private static Object at(Map<String, Object> from, String... path) {
      Object found = from;
      for (String name : path) {
      Map<String, Object> object = Json.object(found);
      if (object == null) return null;
      found = object.get(name);
      }
      return found;
  }
}
