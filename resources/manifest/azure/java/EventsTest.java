package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Set<String> FIELDS = Set.of("id");
  private static final String BLOB = Json.write(Map.of("eventType", "Microsoft.Storage.BlobCreated", "subject",
      "/blobServices/default/containers/photos/blobs/2026/cat.jpg", "data", Map.of("api", "PutBlob")));

  @Test
  void aMessageIsAText() {
    assertEquals(List.of(Map.of("id", "a")), Events.messageInputs("{\"id\":\"a\"}", FIELDS));
    String coded = Base64.getEncoder().encodeToString("{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(Map.of("id", "a")), Events.messageInputs(coded, FIELDS));
    assertThrows(IllegalArgumentException.class, () -> Events.messageInputs("{", FIELDS));
  }

  @Test
  void anEventIsItsDataAndABlobItsName() {
    String event = Json.write(Map.of("eventType", "virga.message", "subject", "x", "data", Map.of("id", "a")));
    assertEquals(List.of(Map.of("id", "a")), Events.eventInputs(event, FIELDS));
    assertEquals(List.of(Map.of("id", "2026/cat.jpg")), Events.messageInputs(BLOB, FIELDS));
  }

  @Test
  void aChangeIsTheItemItself() {
    assertEquals(Map.of("id", "a"), Events.changeInput("{\"id\":\"a\",\"_ts\":1}"));
  }
}
