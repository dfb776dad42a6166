package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTest {
  private final List<Map<String, Object>> taken = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", new Server(TestHandler.taking(input -> {
      if (input.containsKey("fail")) throw new IllegalStateException("secret");
      taken.add(input);
    })));
    server.start();
  }

  @AfterEach
  void stop() { server.stop(0); }

  private HttpResponse<String> send(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.getAddress().getPort() + path))
                                      .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> event(String body) throws Exception {
    return send("/", body, "ce-id", "1", "ce-type", "message", "content-type", "application/json");
  }

  private static String valid(String... more) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : InputContract.CONTRACT.fields().keySet()) input.put(name, "a");
    for (String name : more) input.put(name, true);
    return Json.write(input);
  }

  @Test
  void aRequestIsItsQueryAndItsBody() throws Exception {
    HttpResponse<String> response = send("/nowhere?extra=a+b", valid());
    assertEquals(2, response.statusCode() / 100);
    assertEquals("application/json", response.headers().firstValue("content-type").orElse(""));
    assertEquals("a b", taken.get(0).get("extra"));
    assertEquals(400, send("/nowhere", "{").statusCode());
  }

  @Test
  void anEventIsTakenAnInvalidOneGets400AFailedOne500() throws Exception {
    assertEquals(204, event(valid()).statusCode());
    assertEquals(1, taken.size());
    assertEquals(400, event("{").statusCode());
    assertEquals(400, event("[]").statusCode());
    HttpResponse<String> failed = event(valid("fail"));
    assertEquals(500, failed.statusCode());
    assertEquals("{\"error\":\"failed\"}", failed.body());
  }

  @Test
  void whatIsFarTooLargeGets413() throws Exception {
    assertEquals(413, send("/", "x".repeat((int) (2 * InputContract.MAX_BYTES + 65_537))).statusCode());
  }
}
