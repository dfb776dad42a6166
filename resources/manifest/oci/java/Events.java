package app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the services of OCI hand over: batches of connectors, rules of Events, messages of topics, direct invocations. */
final class Events {
  private Events() {}

  static List<Object> inputs(Object value, Contract contract) {
    List<Object> inputs = new ArrayList<>(); // which may be null
    if (value instanceof List<?> list) {
      for (Object item : list) inputs.addAll(inputs(item, contract));
      return inputs;
    }
    Map<String, Object> found = Json.object(value);
    if (found == null) {
      inputs.add(value);
    } else if (found.get("stream") != null && found.get("value") instanceof String coded) {
      // A record of a stream, through a connector.
      return inputs(Json.read(new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8)), contract);
    } else if (found.get("id") != null && found.get("content") instanceof String text) {
      // A message of a queue, through a connector.
      return inputs(parsed(text), contract);
    } else if (String.valueOf(found.get("eventType")).startsWith("com.oraclecloud.objectstorage.")) {
      // A rule of Events tells of an object.
      inputs.add(withKey((String) Json.object(found.get("data")).get("resourceName"), contract));
    } else {
      inputs.add(value);
    }
    return inputs;
  }

  private static Object parsed(String text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException error) {
      return text; // refused as an input
    }
  }

  private static Map<String, Object> withKey(String key, Contract contract) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : contract.fields().keySet()) input.put(name, key);
    input.put("id", key);
    return input;
  }
}
