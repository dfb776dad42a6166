#include "model/manifest/handlers/http/http_java.h"

#include <vector>

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

std::string javaRoutesText(const FunctionPlan& plan) {
  std::string text =
      "package app;\n\nimport java.util.List;\n\n/** The routes that lead to this function. */\nfinal class Routes {\n"
      "  static final List<HttpInput.Route> ALL = List.of(";
  for (std::size_t i = 0; i < plan.routes.size(); ++i)
    text += fmt::format("{}\n      new HttpInput.Route({}, {})", i == 0 ? "" : ",", pythonLiteral(plan.routes[i].method),
                        pythonLiteral(plan.routes[i].path));
  return text + ");\n\n  private Routes() {}\n}\n";
}

std::string javaHandlerTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), keys = !plan.keys.empty();
  CodeText out(2);
  out.raw("package app;");
  out.blank();
  out.raw("import static org.junit.jupiter.api.Assertions.assertEquals;");
  out.raw("import static org.junit.jupiter.api.Assertions.assertThrows;");
  out.blank();
  out.raw("import java.util.ArrayList;");
  if (keys) out.raw("import java.util.Arrays;");
  out.raw("import java.util.LinkedHashMap;");
  out.raw("import java.util.List;");
  out.raw("import java.util.Map;");
  out.raw("import org.junit.jupiter.api.Test;");
  out.blank();
  out.raw("class HandlerTest {");
  out.in();
  out.line("private static final String VALID = {};", pythonLiteral(sampleInput(plan)));
  out.blank();
  out.raw("private final List<Object> taken = new ArrayList<>();");
  if (batch) {
    out.raw("private final Handler handler = new Handler(batch -> batch.each(taken::add));");
  } else {
    out.raw("private final Handler handler =");
    out.raw("    new Handler(");
    out.raw("        input -> {");
    out.raw("          taken.add(input);");
    out.raw("          return Map.of();");
    out.raw("        });");
  }
  const auto method = [&](const std::string& head, const std::vector<std::string>& lines) {
    out.blank();
    if (head.rfind("void ", 0) == 0) out.raw("@Test");
    out.raw(head + " {");
    out.in();
    for (const std::string& line : lines) out.raw(line);
    out.out();
    out.raw("}");
  };
  method("private static Handler.Answer answer(Handler handler, String text) throws Exception",
         {"return handler.answer(new HttpInput.Request(\"PATCH\", \"/nowhere\", Map.of(), text));"});
  method("private static Map<String, Object> with(String name, Object value)",
         {"Map<String, Object> input = new LinkedHashMap<>(Json.object(Json.read(VALID)));", "input.put(name, value);",
          "return input;"});
  method(batch ? "private static void fail(Map<String, Object> input)"
               : "private static Map<String, Object> fail(Map<String, Object> input)",
         {"throw new IllegalStateException(\"down\");"});
  method("void aValidRequestIsCarriedOut() throws Exception",
         {"assertEquals(200, answer(handler, VALID).status());", "assertEquals(List.of(Json.read(VALID)), taken);"});
  method("void whatIsNoJsonObjectOrTooLargeGets400() throws Exception",
         {"String large = Json.write(with(\"note\", \"x\".repeat((int) InputContract.MAX_BYTES)));",
          "for (String text : List.of(\"{\", \"[]\", \"null\", large)) {",
          "  assertEquals(400, answer(handler, text).status());", "}", "assertEquals(List.of(), taken);"});
  method("void allInputsThatAServiceHandsOverAreTaken() throws Exception",
         {"handler.take(List.of(Json.read(VALID), Json.read(VALID)));", "assertEquals(2, taken.size());"});
  method("void aFailedStepFailsWhatWasHandedOver()",
         {batch ? "Handler failing = new Handler(batch -> batch.each(HandlerTest::fail));"
                : "Handler failing = new Handler(HandlerTest::fail);",
          "assertThrows(IllegalStateException.class, () -> failing.take(List.of(Json.read(VALID))));",
          "assertThrows(IllegalStateException.class, () -> answer(failing, VALID));"});
  if (keys)
    method("void keysAreRequiredAndPlainTexts() throws Exception",
           {"for (String name : InputContract.CONTRACT.fields().keySet()) {",
            "  for (Object value : Arrays.asList(null, 7, \"\", \"../x\", \"x\".repeat(129))) {",
            "    Map<String, Object> input = with(name, value);",
            "    assertEquals(400, answer(handler, Json.write(input)).status(), name + \": \" + value);",
            "    assertThrows(InvalidInput.class, () -> handler.take(List.of(input)));", "  }", "}",
            "assertEquals(List.of(), taken);"});
  out.out();
  out.raw("}");
  return out.text();
}

}  // namespace virga::model
