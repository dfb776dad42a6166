#include "model/manifest/handlers/http/http_functions.h"

#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"
#include "model/manifest/handlers/http/http_java.h"

namespace virga::model {

namespace {

std::string routesText(Language language, const FunctionPlan& plan) {
  const bool nodejs = language == Language::nodejs;
  std::string text = nodejs ? "// The routes that lead to this function.\nexport const routes = ["
                            : "\"\"\"The routes that lead to this function.\"\"\"\n\nROUTES = [";
  for (const RouteUse& route : plan.routes)
    text += nodejs ? fmt::format("\n  {{ method: {}, path: {} }},", nodejsLiteral(route.method), nodejsLiteral(route.path))
                   : fmt::format("\n    ({}, {}),", pythonLiteral(route.method), pythonLiteral(route.path));
  return text + (plan.routes.empty() ? "]" : "\n]") + (nodejs ? ";\n" : "\n");
}

std::string goRoutesText(const FunctionPlan& plan) {
  std::string text = "package app\n\n// Routes lead to this function.\nvar Routes = []Route{";
  for (const RouteUse& route : plan.routes)
    text += fmt::format("\n\t{{{}, {}}},", pythonLiteral(route.method), pythonLiteral(route.path));
  return text + (plan.routes.empty() ? "}\n" : "\n}\n");
}

std::string nodejsTest(const FunctionPlan& plan) {
  CodeText out(2);
  const bool batch = plan.batches();
  out.raw("import assert from 'node:assert/strict';");
  out.raw("import { test } from 'node:test';");
  out.blank();
  out.raw("import { contract } from '../contract.mjs';");
  out.raw("import { createRunner } from '../runner.mjs';");
  out.blank();
  out.line("const valid = {};", sampleInput(plan));
  out.raw("const request = (text, method = 'PATCH') => ({ method, path: '/nowhere', query: {}, text });");
  out.blank();
  out.raw("function recording() {");
  out.in();
  out.raw("const taken = [];");
  if (batch) {
    out.raw("const run = (batch) =>");
    out.raw("  batch.each(async (input) => {");
    out.raw("    taken.push(input);");
    out.raw("  });");
  } else {
    out.raw("const run = async (input) => {");
    out.raw("  taken.push(input);");
    out.raw("  return {};");
    out.raw("};");
  }
  out.raw("return { runner: createRunner(run), taken };");
  out.out();
  out.raw("}");
  const auto test = [&](const std::string& name, const std::vector<std::string>& lines) {
    out.blank();
    out.line("test({}, async () => {{", nodejsLiteral(name));
    out.in();
    for (const auto& line : lines) out.raw(line);
    out.out();
    out.raw("});");
  };
  test("a valid request is carried out",
       {"const { runner, taken } = recording();", "const { status } = await runner.answer(request(JSON.stringify(valid)));",
        "assert.equal(status, 200);", "assert.deepEqual(taken, [valid]);"});
  test("what isn't a JSON object, or is too large, gets 400",
       {"const { runner, taken } = recording();",
        "for (const text of ['{', '[]', 'null', JSON.stringify({ ...valid, note: 'x'.repeat(contract.maxBytes) })]) {",
        "  assert.equal((await runner.answer(request(text))).status, 400);", "}", "assert.deepEqual(taken, []);"});
  for (const auto& key : plan.keys)
    test(fmt::format("'{}' is required and must be a plain text", key),
         {"const { runner, taken } = recording();",
          "for (const value of [undefined, null, 7, '', '../x', 'x'.repeat(129)]) {",
          fmt::format("  const input = {{ ...valid, [{}]: value }};", nodejsLiteral(key)),
          "  assert.equal((await runner.answer(request(JSON.stringify(input)))).status, 400, String(value));",
          "  await assert.rejects(runner.take([input]), (error) => error.invalid === true);", "}",
          "assert.deepEqual(taken, []);"});
  test("all inputs that a service hands over are taken",
       {"const { runner, taken } = recording();", "await runner.take([valid, valid]);",
        "assert.deepEqual(taken, [valid, valid]);"});
  test("a failed step fails what was handed over",
       {batch ? "const runner = createRunner((batch) => batch.each(async () => {"
              : "const runner = createRunner(async () => {",
        "  throw new Error('down');", batch ? "}));" : "});", "await assert.rejects(runner.take([valid]), /down/);",
        "await assert.rejects(runner.answer(request(JSON.stringify(valid))), /down/);"});
  return out.text();
}

std::string pythonTest(const FunctionPlan& plan) {
  CodeText out(4);
  const bool batch = plan.batches();
  out.raw("import json");
  out.raw("import unittest");
  out.blank();
  out.raw("from contract import CONTRACT");
  out.raw("from runner import InvalidInput, Runner");
  out.blank();
  out.line("VALID = {}", sampleInput(plan));
  out.blank();
  out.blank();
  out.raw("def recording():");
  out.in();
  out.raw("taken = []");
  out.blank();
  if (batch) {
    out.raw("def run(batch):");
    out.raw("    batch.each(taken.append)");
  } else {
    out.raw("def run(message):");
    out.raw("    taken.append(message)");
    out.raw("    return {}");
  }
  out.blank();
  out.raw("return Runner(run), taken");
  out.out();
  out.blank();
  out.blank();
  out.raw("def answer(runner, raw):");
  out.raw("    return runner.answer(\"PATCH\", \"/nowhere\", {}, raw)");
  out.blank();
  out.blank();
  out.raw("class RunnerTest(unittest.TestCase):");
  out.in();
  bool first = true;
  const auto test = [&](const std::string& name, const std::vector<std::string>& lines) {
    if (!first) out.blank();
    first = false;
    out.line("def test_{}(self):", name);
    out.in();
    for (const auto& line : lines) out.raw(line);
    out.out();
  };
  test("valid_request_is_carried_out",
       {"runner, taken = recording()", "status, _ = answer(runner, json.dumps(VALID).encode())",
        "self.assertEqual(status, 200)", "self.assertEqual(taken, [VALID])"});
  test("what_is_no_json_object_or_too_large_gets_400",
       {"runner, taken = recording()", "large = json.dumps({**VALID, \"note\": \"x\" * CONTRACT[\"max_bytes\"]}).encode()",
        "for raw in (b\"{\", b\"[]\", b\"null\", large):", "    self.assertEqual(answer(runner, raw)[0], 400)",
        "self.assertEqual(taken, [])"});
  if (!plan.keys.empty())
    test("keys_are_required_and_plain_texts",
         {"runner, taken = recording()",
          "for name in " +
              [&] {
                std::string names = "(";
                for (const auto& key : plan.keys) names += pythonLiteral(key) + ", ";
                return names + "):";
              }(),
          "    for value in (None, 7, \"\", \"../x\", \"x\" * 129):", "        message = {**VALID, name: value}",
          "        self.assertEqual(answer(runner, json.dumps(message).encode())[0], 400, (name, value))",
          "        with self.assertRaises(InvalidInput):", "            runner.take([message])",
          "self.assertEqual(taken, [])"});
  test("all_messages_that_a_service_hands_over_are_taken",
       {"runner, taken = recording()", "runner.take([VALID, VALID])", "self.assertEqual(taken, [VALID, VALID])"});
  test("a_failed_step_fails_what_was_handed_over",
       {"def fail(_):", "    raise RuntimeError(\"down\")", "",
        batch ? "runner = Runner(lambda batch: batch.each(fail))" : "runner = Runner(fail)",
        "with self.assertRaisesRegex(RuntimeError, \"down\"):", "    runner.take([VALID])",
        "with self.assertRaisesRegex(RuntimeError, \"down\"):", "    answer(runner, json.dumps(VALID).encode())"});
  out.out();
  out.blank();
  out.blank();
  out.raw("if __name__ == \"__main__\":");
  out.raw("    unittest.main()");
  return out.text();
}

}  // namespace

std::string nodejsDockerfile(const std::string& version) {
  return fmt::format(
      "FROM node:{}-slim\n"
      "WORKDIR /app\n"
      "COPY package*.json ./\n"
      "RUN npm install --omit=dev\n"
      "COPY *.mjs ./\n"
      "USER 65532:65532\n"
      "ENV NODE_ENV=production\n"
      "EXPOSE 8080\n"
      "CMD [\"node\", \"index.mjs\"]\n",
      version);
}

std::vector<HandlerCopy> httpFunctionCopies(Language language, const FunctionPlan& plan) {
  if (language == Language::java)
    return {{plan.batches() ? "HandlerBatch.java" : "HandlerRequest.java", javaPath("Handler")},
            {"HttpInput.java", javaPath("HttpInput")},
            {"HttpInputTest.java", javaTestPath("HttpInputTest")}};
  const std::string kind = plan.batches() ? "runner_batch" : "runner_request";
  if (language == Language::nodejs)
    return {{kind + ".mjs", "runner.mjs"},
            {"http_input.mjs", "http_input.mjs"},
            {"http_input.test.mjs", "test/http_input.test.mjs"}};
  return {
      {kind + ".py", "runner.py"}, {"http_input.py", "http_input.py"}, {"test_http_input.py", "tests/test_http_input.py"}};
}

ManifestFile httpRoutesFile(Language language, const FunctionPlan& plan) {
  if (language == Language::java) return {javaPath("Routes"), javaRoutesText(plan)};
  if (language == Language::go) return {"app/routes.go", goRoutesText(plan)};
  return {language == Language::nodejs ? "routes.mjs" : "routes.py", routesText(language, plan)};
}

std::vector<ManifestFile> httpFunctionFiles(Language language, const FunctionPlan& plan) {
  switch (language) {
    case Language::nodejs: return {httpRoutesFile(language, plan), {"test/runner.test.mjs", nodejsTest(plan)}};
    case Language::java: return {httpRoutesFile(language, plan), {javaTestPath("HandlerTest"), javaHandlerTest(plan)}};
    case Language::python:
    case Language::csharp:
    case Language::go: break;
  }
  return {httpRoutesFile(language, plan), {"tests/__init__.py", ""}, {"tests/test_runner.py", pythonTest(plan)}};
}

}  // namespace virga::model
