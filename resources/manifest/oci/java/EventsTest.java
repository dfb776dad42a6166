package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Contract CONTRACT = new Contract(1000, Map.of("name", Pattern.compile(".+")));

  private static Map<String, Object> streamed(String id) {
    String text = Json.write(Map.of("id", id));
    String coded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return Map.of("stream", "readings", "partition", "0", "value", coded, "offset", 1, "timestamp", 1);
  }

  @Test
  void aDirectInvocationIsTheInputItself() {
    assertEquals(List.of(Map.of("id", "a")), Events.inputs(Map.of("id", "a"), CONTRACT));
  }

  @Test
  void recordsOfAStreamAreDecoded() {
    assertEquals(List.of(Map.of("id", "a"), Map.of("id", "b")), Events.inputs(List.of(streamed("a"), streamed("b")), CONTRACT));
  }

  @Test
  void messagesOfAQueueAreParsedAndWhatIsNoJsonStaysAText() {
    List<Object> messages = List.of(Map.of("id", 1, "content", "{\"id\":\"a\"}"), Map.of("id", 2, "content", "{"));
    assertEquals(List.of(Map.of("id", "a"), "{"), Events.inputs(messages, CONTRACT));
  }

  @Test
  void anObjectIsHandedOnAsItsKey() {
    Map<String, Object> event =
        Map.of("eventType", "com.oraclecloud.objectstorage.createobject", "data", Map.of("resourceName", "k"));
    assertEquals(List.of(Map.of("name", "k", "id", "k")), Events.inputs(event, CONTRACT));
  }
}
