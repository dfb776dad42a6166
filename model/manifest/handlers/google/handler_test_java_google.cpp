#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

std::string googleJavaTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), keys = !plan.keys.empty();
  CodeText out(2);
  out.raw("package app;");
  out.blank();
  out.raw("import static org.junit.jupiter.api.Assertions.assertEquals;");
  out.blank();
  out.raw("import java.nio.charset.StandardCharsets;");
  out.raw("import java.util.ArrayList;");
  if (keys) out.raw("import java.util.Arrays;");
  out.raw("import java.util.Base64;");
  out.raw("import java.util.LinkedHashMap;");
  out.raw("import java.util.List;");
  out.raw("import java.util.Map;");
  out.raw("import org.junit.jupiter.api.Test;");
  out.blank();
  out.raw("class HandlerTest {");
  out.in();
  out.line("private static final String VALID = {};", pythonLiteral(sampleInput(plan)));
  out.raw("private static final String SHOP = \"https://shop.example\";");
  out.blank();
  out.raw("private final List<Object> taken = new ArrayList<>();");
  out.raw("private final Handler handler =");
  out.raw("    new Handler(");
  if (batch) {
    out.raw("        Single.of(batch -> batch.each(taken::add)),");
  } else {
    out.raw("        input -> {");
    out.raw("          taken.add(input);");
    out.raw("          return Map.of(\"done\", true);");
    out.raw("        },");
  }
  out.raw("        SHOP);");
  const auto method = [&](const std::string& head, const std::vector<std::string>& lines) {
    out.blank();
    if (head.rfind("void ", 0) == 0) out.raw("@Test");
    out.raw(head + " {");
    out.in();
    for (const std::string& line : lines) out.raw(line);
    out.out();
    out.raw("}");
  };
  method("private static Events.Request request(String body)",
         {"return new Events.Request(\"POST\", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));"});
  method("private static Events.Request pushed(String input, String subscription)",
         {"String data = Base64.getEncoder().encodeToString(input.getBytes(StandardCharsets.UTF_8));",
          "Map<String, Object> message = Map.of(\"messageId\", \"1\", \"data\", data);",
          "return request(Json.write(Map.of(\"subscription\", subscription, \"message\", message)));"});
  method("private static String with(String name, Object value)",
         {"Map<String, Object> input = new LinkedHashMap<>(Json.object(Json.read(VALID)));", "input.put(name, value);",
          "return Json.write(input);"});
  method(batch ? "private static void fail(Map<String, Object> input)"
               : "private static Map<String, Object> fail(Map<String, Object> input)",
         {"throw new IllegalStateException(\"down\");"});
  method("void aValidRequestIsCarriedOut()",
         {"assertEquals(201, handler.answer(request(VALID)).status());", "assertEquals(List.of(Json.read(VALID)), taken);"});
  method("void aValidMessageIsCarriedOut()", {"assertEquals(204, handler.answer(pushed(VALID, \"s\")).status());",
                                              "assertEquals(List.of(Json.read(VALID)), taken);"});
  method("void whatIsNoJsonObjectIsRefused()", {"for (String body : List.of(\"[]\", \"null\", \"7\", \"{\")) {",
                                                "  assertEquals(400, handler.answer(request(body)).status(), body);",
                                                "  assertEquals(400, handler.answer(pushed(body, \"s\")).status(), body);",
                                                "}", "assertEquals(List.of(), taken);"});
  method("void aBodyThatIsTooLargeIsRefused()",
         {"String body = with(\"note\", \"x\".repeat((int) InputContract.MAX_BYTES));",
          "assertEquals(400, handler.answer(request(body)).status());"});
  if (keys)
    method("void keysAreRequiredAndPlainTexts()",
           {"for (String name : InputContract.CONTRACT.fields().keySet()) {",
            "  for (Object value : Arrays.asList(null, 7, \"\", \"../x\", \"x\".repeat(129))) {",
            "    assertEquals(400, handler.answer(request(with(name, value))).status(), name + \": \" + value);", "  }", "}",
            "assertEquals(List.of(), taken);"});
  method("void aFailedStepIsAnsweredBy500AndBy204WhereNothingIsToBeTriedAgain()",
         {batch ? "Handler failing = new Handler(Single.of(batch -> batch.each(HandlerTest::fail)), SHOP);"
                : "Handler failing = new Handler(HandlerTest::fail, SHOP);",
          "assertEquals(500, failing.answer(request(VALID)).status());",
          "assertEquals(500, failing.answer(pushed(VALID, \"s\")).status());",
          "assertEquals(204, failing.answer(pushed(VALID, \"projects/p/subscriptions/f.starts\")).status());"});
  method(
      "void aBrowserOfAnAllowedOriginIsAnswered()",
      {"for (String origin : List.of(SHOP, \"https://other.example\")) {",
       "  Map<String, String> headers = Map.of(\"origin\", origin);",
       "  Handler.Answer answer = handler.answer(new Events.Request(\"OPTIONS\", headers, Map.of(), new byte[0]));",
       "  assertEquals(204, answer.status());", "  String allowed = answer.headers().get(\"access-control-allow-origin\");",
       "  assertEquals(origin.equals(SHOP) ? SHOP : null, allowed);", "}"});
  out.out();
  out.raw("}");
  return out.text();
}

}  // namespace virga::model
