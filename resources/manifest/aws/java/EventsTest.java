package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  private static final String TEXT = "{\"id\":\"a\",\"shop\":\"b\"}";

  private static Map<String, Pattern> fields() {
    Map<String, Pattern> fields = new LinkedHashMap<>();
    fields.put("id", Pattern.compile(".*"));
    fields.put("shop", Pattern.compile(".*"));
    return fields;
  }

  private static Map<String, Object> json(String text) { return Json.object(Json.read(text)); }

  @Test
  void messagesOfQueuesAndTopicsAndRecordsOfStreamsAreJson() {
    String data = Base64.getEncoder().encodeToString(TEXT.getBytes(StandardCharsets.UTF_8));
    List<Map<String, Object>> records =
        List.of(Map.of("messageId", "1", "body", TEXT), Map.of("Sns", Map.of("MessageId", "1", "Message", TEXT)),
            Map.of("kinesis", Map.of("sequenceNumber", "1", "data", data)));
    for (Map<String, Object> record : records) {
      assertEquals(List.of(json(TEXT)), Events.recordInputs(record, CONTRACT));
      assertEquals("1", Events.recordId(record));
    }
    assertTrue(Events.takesBackItems(records.subList(0, 1)));
    assertFalse(Events.takesBackItems(records.subList(2, 3)));
  }

  @Test
  void changesOfATableAreTheItemAndWhatWasDone() {
    String item =
        "{\"id\":{\"S\":\"a\"},\"count\":{\"N\":\"3\"},\"tags\":{\"L\":[{\"S\":\"x\"},{\"NULL\":true}]},\"more\":{\"M\":{\"on\":{\"BOOL\":true}}}}";
    assertEquals("[{\"id\":\"a\",\"count\":3,\"tags\":[\"x\",null],\"more\":{\"on\":true},\"change\":\"MODIFY\"}]",
        Json.write(
            Events.recordInputs(json("{\"eventName\":\"MODIFY\",\"dynamodb\":{\"NewImage\":" + item + "}}"), CONTRACT)));
    assertEquals("[{\"id\":\"a\",\"change\":\"REMOVE\"}]",
        Json.write(Events.recordInputs(
            json("{\"eventName\":\"REMOVE\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"a\"}}}}"), CONTRACT)));
  }

  @Test
  void storedObjectsAreToldByTheirKeyOnWhateverWay() {
    String told = "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b%2Fc\"}}}]}";
    List<Object> found = List.of(Map.of("id", "a b/c", "shop", "a b/c"));
    assertEquals(found, Events.inputsOf(Json.read(told), CONTRACT));
    assertEquals(found, Events.recordInputs(Map.of("messageId", "1", "body", told), CONTRACT));
    assertEquals(List.of(Map.of("id", "a+b", "shop", "a+b")),
        Events.inputsOf(json("{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b\"}}"), CONTRACT));
    assertEquals(List.of(), Events.recordInputs(Map.of("messageId", "1", "body", "{\"Event\":\"s3:TestEvent\"}"), CONTRACT));
  }

  @Test
  void aConnectionStandsForWhatItsMessageDoesNotSay() {
    Map<String, Object> event = new LinkedHashMap<>(json("{\"requestContext\":{\"connectionId\":\"L0=\"}}"));
    assertEquals(Map.of("id", "c-L0", "shop", "c-L0", "connectionId", "L0="), Events.socketInput(event, CONTRACT).input());
    event.put("body", "{\"id\":\"x\"}");
    assertEquals(Map.of("id", "x", "shop", "c-L0", "connectionId", "L0="), Events.socketInput(event, CONTRACT).input());
    for (String body : List.of("{", "[]", "7",
             "\""
                 + "x".repeat(200) + "\"")) {
      event.put("body", body);
      assertEquals(1, Events.socketInput(event, CONTRACT).problems().size(), body);
    }
  }
}
