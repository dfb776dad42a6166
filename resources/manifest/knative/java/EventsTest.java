package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final Contract CONTRACT = new Contract(1000, Map.of("name", Pattern.compile(".+")));
  private static final Map<String, String> STRUCTURED = Map.of("content-type", "application/cloudevents+json; charset=utf-8");
  private static final Map<String, Object> INPUT = Map.of("id", "a");

  @Test
  void eventsAreToldFromRequests() {
    assertFalse(Events.isEvent(Map.of("content-type", "application/json")));
    assertTrue(Events.isEvent(Map.of("ce-id", "1")));
    assertTrue(Events.isEvent(STRUCTURED));
  }

  @Test
  void bothModesHandOnTheData() {
    assertEquals(List.of(INPUT), Events.inputs(Map.of("ce-id", "1", "ce-type", "message"), "{\"id\":\"a\"}", CONTRACT));
    assertEquals(List.of(INPUT), Events.inputs(STRUCTURED, Json.write(Map.of("type", "message", "data", INPUT)), CONTRACT));
    String coded = Base64.getEncoder().encodeToString("{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8));
    String event = Json.write(Map.of("type", "message", "data_base64", coded));
    assertEquals(List.of(INPUT), Events.inputs(STRUCTURED, event, CONTRACT));
    assertThrows(IllegalArgumentException.class, () -> Events.inputs(STRUCTURED, "[]", CONTRACT));
    assertThrows(IllegalArgumentException.class, () -> Events.inputs(Map.of("ce-id", "1"), "{", CONTRACT));
  }

  @Test
  void aStoredObjectIsHandedOnAsItsKey() {
    Map<String, String> headers = Map.of("ce-type", "object.written", "ce-subject", "k");
    assertEquals(List.of(Map.of("name", "k", "id", "k")), Events.inputs(headers, "", CONTRACT));
  }

  @Test
  void aPublishedEventArrivesAndARefusalIsAnError() throws Exception {
    List<Object> seen = new ArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Map<String, String> headers = Map.of("ce-type", exchange.getRequestHeaders().getFirst("ce-type"));
      seen.addAll(Events.inputs(headers, text, CONTRACT));
      seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("ce-partitionkey")));
      exchange.sendResponseHeaders(seen.size() == 2 ? 202 : 503, -1);
      exchange.close();
    });
    server.start();
    try {
      String url = "http://localhost:" + server.getAddress().getPort() + "/space/name";
      Events.publish(url, "me", "k 1", INPUT);
      assertEquals(List.of(INPUT, "k%201"), seen);
      Remote.Failed failed = assertThrows(Remote.Failed.class, () -> Events.publish(url, "me", null, INPUT));
      assertTrue(failed.mayRetry());
    } finally {
      server.stop(0);
    }
  }
}
