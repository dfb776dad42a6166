package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationsTest {
  private final List<Map<String, Object>> taken = new ArrayList<>();
  private final Invocations invocations = new Invocations(TestHandler.taking(input -> {
    if (input.containsKey("fail")) throw new IllegalStateException("secret");
    taken.add(input);
  }));

  private static String valid(String... more) {
    Map<String, Object> input = new LinkedHashMap<>();
    for (String name : InputContract.CONTRACT.fields().keySet()) input.put(name, "a");
    for (String name : more) input.put(name, true);
    return Json.write(input);
  }

  @Test
  void aRequestThroughApiGatewayGetsItsStatus() throws Exception {
    assertEquals(2, invocations.answer("POST", "/nowhere?extra=a+b", valid()).status() / 100);
    assertEquals("a b", taken.get(0).get("extra"));
    assertEquals(400, invocations.answer("POST", "/nowhere", "{").status());
  }

  @Test
  void aFailedRequestGets500WithoutDetails() throws Exception {
    Handler.Answer answer = invocations.answer("POST", "/nowhere", valid("fail"));
    assertEquals(new Handler.Answer(500, Map.of("error", "failed")), answer);
  }

  @Test
  void whatServicesAndCallersHandOverIsTakenAndItsFailureFailsTheInvocation() throws Exception {
    invocations.answer("", "", "[" + valid() + "," + valid() + "]");
    assertEquals(2, taken.size());
    assertThrows(IllegalStateException.class, () -> invocations.answer("", "", valid("fail")));
    assertThrows(IllegalArgumentException.class, () -> invocations.answer("", "", "{"));
  }
}
