package app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpInputTest {
  private static final List<HttpInput.Route> ROUTES =
      List.of(new HttpInput.Route("GET", "/a/{id}"), new HttpInput.Route("ANY", "/b/{rest+}"));

  @Test
  void parametersAreThoseOfTheFirstRouteThatFits() {
    assertEquals(Map.of("id", "x y"), HttpInput.pathParameters("GET", "/a/x%20y", ROUTES));
    assertEquals(Map.of("id", "%"), HttpInput.pathParameters("GET", "/a/%", ROUTES));
    assertEquals(Map.of("rest", "c/d"), HttpInput.pathParameters("PUT", "/b/c/d", ROUTES));
    assertEquals(Map.of(), HttpInput.pathParameters("POST", "/a/x", ROUTES));
    assertEquals(Map.of(), HttpInput.pathParameters("GET", "/a/", ROUTES));
  }

  @Test
  void aQueryIsDecoded() {
    assertEquals(Map.of("a", "x y", "b", "1&2", "c", ""), HttpInput.query("a=0&a=x+y&b=1%262&c"));
    assertEquals(Map.of(), HttpInput.query(null));
    assertEquals(Map.of(), HttpInput.query(""));
  }

  @Test
  void thePathGoesBeforeTheBodyAndTheBodyBeforeTheQuery() {
    Map<String, String> query = Map.of("a", "1", "b", "1", "id", "1");
    HttpInput.Request request = new HttpInput.Request("GET", "/a/3", query, "{\"b\":\"2\",\"id\":\"2\"}");
    assertEquals(Map.of("a", "1", "b", "2", "id", "3"), HttpInput.read(request, ROUTES, 100).input());
  }

  @Test
  void whatIsNoJsonObjectOrTooLargeIsAProblem() {
    for (String text : List.of("{", "[]", "null", "7", "x".repeat(101))) {
      assertEquals(1, HttpInput.read(new HttpInput.Request("POST", "/", Map.of(), text), ROUTES, 100).problems().size(), text);
    }
  }
}
