package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Contract CONTRACT = new Contract(100, fields());

  private static Map<String, Pattern> fields() {
    Map<String, Pattern> fields = new LinkedHashMap<>();
    for (String name : List.of("id", "shop")) fields.put(name, Pattern.compile(".+"));
    return fields;
  }

  private static Events.Delivery read(Map<String, String> headers, Map<String, String> query, String body) {
    return Events.read(new Events.Request("POST", headers, query, body.getBytes(StandardCharsets.UTF_8)), CONTRACT);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Events.Delivery pushed(Map<String, Object> message, String subscription) {
    return read(Map.of(), Map.of(), Json.write(Map.of("message", message, "subscription", subscription)));
  }

  @Test
  void aPushedMessageIsJson() {
    Events.Delivery found = pushed(Map.of("messageId", "1", "data", encoded("{\"id\":\"a\"}")), "projects/p/subscriptions/work");
    assertEquals(new Events.Delivery("message", "1", false, List.of(Map.of("id", "a")), List.of()), found);
    assertEquals(1, pushed(Map.of("data", encoded("{")), "s").problems().size());
    assertEquals(1, pushed(Map.of("data", "*"), "s").problems().size());
    assertEquals(1, pushed(Map.of(), "s").problems().size());
  }

  @Test
  void aMessageOfAStartTopicIsToldApart() {
    assertTrue(pushed(Map.of("data", encoded("{}")), "projects/p/subscriptions/later.starts").started());
  }

  @Test
  void aStoredObjectIsToldByItsName() {
    Map<String, Object> attributes = Map.of("bucketId", "b", "objectId", "a/b c", "eventType", "OBJECT_FINALIZE");
    assertEquals(List.of(Map.of("id", "a/b c", "shop", "a/b c")), pushed(Map.of("attributes", attributes), "s").inputs());
  }

  @Test
  void aChangeOfADocumentIsToldByItsKey() {
    Map<String, String> headers =
        Map.of("ce-id", "1", "ce-type", "google.cloud.firestore.document.v1.written", "ce-document", "items/a");
    assertEquals(List.of(Map.of("id", "a", "shop", "a", "change", "written")), read(headers, Map.of(), "\b").inputs());
  }

  @Test
  void anotherEventIsItsData() {
    Map<String, String> headers = Map.of("ce-id", "1", "ce-type", "virga.message");
    assertEquals(List.of(Map.of("id", "a")), read(headers, Map.of(), "{\"id\":\"a\"}").inputs());
    assertEquals(1, read(headers, Map.of(), "{").problems().size());
  }

  @Test
  void aRequestIsItsQueryAndItsBody() {
    Map<String, String> query = Map.of("id", "q", "shop", "s");
    assertEquals(List.of(query), read(Map.of(), query, "").inputs());
    assertEquals(List.of(Map.of("id", "b", "shop", "s")), read(Map.of(), query, "{\"id\":\"b\"}").inputs());
    for (String text : List.of("[]", "7", "null", "{", "{\"note\":\"" + "x".repeat(200) + "\"}")) {
      assertEquals(1, read(Map.of(), query, text).problems().size(), text);
    }
  }
}
