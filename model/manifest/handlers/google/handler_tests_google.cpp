#include <fmt/format.h>

#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

void nodejsCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("test({}, async () => {{", nodejsLiteral(name));
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.line("}});");
}

void pythonCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("def test_{}(self):", name);
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
}

}  // namespace

std::string googleNodejsTest(const FunctionPlan& plan) {
  const bool batch = plan.batches();
  CodeText out(2);
  out.line("import assert from 'node:assert/strict';");
  out.line("import {{ test }} from 'node:test';");
  out.blank();
  out.line("import {{ contract }} from '../contract.mjs';");
  out.line("import {{ createHandler }} from '../handler.mjs';");
  if (batch) out.line("import {{ oneByOne }} from '../single.mjs';");
  out.blank();
  out.line("const valid = {};", sampleInput(plan));
  out.line("console.log = () => {{}};");
  out.blank();
  out.line("const request = (body, method = 'POST') => {{");
  out.line("  const text = JSON.stringify(body) ?? '';");
  out.line("  return {{ method, headers: {{}}, query: {{}}, body, rawBody: Buffer.from(text) }};");
  out.line("}};");
  out.line("const pushed = (input, subscription = 'projects/p/subscriptions/s') =>");
  out.line(
      "  request({{ subscription, message: {{ messageId: '1', "
      "data: Buffer.from(JSON.stringify(input)).toString('base64') }} }});");
  out.blank();
  out.line("function answering() {{");
  out.line("  const response = {{ code: 200, headers: {{}} }};");
  out.line("  response.status = (code) => Object.assign(response, {{ code }});");
  out.line("  response.json = (body) => Object.assign(response, {{ body }});");
  out.line("  response.send = (body) => Object.assign(response, {{ body }});");
  out.line("  response.set = (name, value) => Object.assign(response.headers, {{ [name]: value }});");
  out.line("  return response;");
  out.line("}}");
  out.blank();
  out.line("async function answerOf(delivery, step = async () => {{}}) {{");
  out.line("  const taken = [];");
  out.line("  const take = async (input) => {{");
  out.line("    await step(input);");
  out.line("    taken.push(input);");
  out.line("    return {{ done: true }};");
  out.line("  }};");
  out.line("  const response = answering();");
  out.raw(batch ? "  await createHandler(oneByOne((batch) => batch.each(take)))(delivery, response);"
                : "  await createHandler(take)(delivery, response);");
  out.line("  return {{ code: response.code, taken, headers: response.headers }};");
  out.line("}}");
  nodejsCase(out, "a valid request is carried out",
             {"const { code, taken } = await answerOf(request(valid));", "assert.equal(code, 201);",
              "assert.deepEqual(taken, [valid]);"});
  nodejsCase(out, "a valid message is carried out",
             {"const { code, taken } = await answerOf(pushed(valid));", "assert.equal(code, 204);",
              "assert.deepEqual(taken, [valid]);"});
  nodejsCase(out, "what is no JSON object is refused",
             {"for (const body of [[], null, 'text', 7]) {", "  assert.equal((await answerOf(request(body))).code, 400);",
              "  assert.equal((await answerOf(pushed(body))).code, 400);", "}"});
  nodejsCase(out, "a body that is too large is refused",
             {"const body = { ...valid, note: 'x'.repeat(contract.maxBytes) };",
              "assert.equal((await answerOf(request(body))).code, 400);"});
  for (const auto& key : plan.keys)
    nodejsCase(out, fmt::format("'{}' is required and must be a plain text", key),
               {"for (const value of [undefined, null, 7, '', '../x', 'x'.repeat(129)]) {",
                fmt::format("  const {{ code, taken }} = await answerOf(request({{ ...valid, [{}]: value }}));",
                            nodejsLiteral(key)),
                "  assert.equal(code, 400, String(value));", "  assert.deepEqual(taken, []);", "}"});
  nodejsCase(out, "a failed step is answered by 500, and by 204 where nothing is to be tried again",
             {"const fail = async () => {", "  throw new Error('down');", "};",
              "assert.equal((await answerOf(request(valid), fail)).code, 500);",
              "assert.equal((await answerOf(pushed(valid), fail)).code, 500);",
              "assert.equal((await answerOf(pushed(valid, 'projects/p/subscriptions/f.starts'), fail)).code, 204);"});
  nodejsCase(out, "a browser of an allowed origin is answered",
             {"process.env.CORS_ORIGINS = 'https://shop.example';",
              "const asked = { ...request(undefined, 'OPTIONS'), headers: { origin: 'https://shop.example' } };",
              "const { code, headers } = await answerOf(asked);", "assert.equal(code, 204);",
              "assert.equal(headers['access-control-allow-origin'], 'https://shop.example');",
              "const other = await answerOf({ ...asked, headers: { origin: 'https://other.example' } });",
              "assert.equal(other.headers['access-control-allow-origin'], undefined);", "delete process.env.CORS_ORIGINS;"});
  return out.text();
}

std::string googlePythonTest(const FunctionPlan& plan) {
  const bool batch = plan.batches();
  CodeText out(4);
  out.line("import base64");
  out.line("import contextlib");
  out.line("import io");
  out.line("import json");
  out.line("import os");
  out.line("import unittest");
  out.line("from unittest import mock");
  out.blank();
  out.line("from contract import CONTRACT");
  out.line("from handler import create_handler");
  if (batch) out.line("from single import one_by_one");
  out.blank();
  out.line("VALID = json.loads('{}')", sampleInput(plan));
  out.blank();
  out.blank();
  out.line("class Request:");
  out.line("    def __init__(self, raw, method=\"POST\", headers=None):");
  out.line("        self._raw, self.method, self.headers, self.args = raw, method, headers or {{}}, {{}}");
  out.blank();
  out.line("    def get_data(self):");
  out.line("        return self._raw");
  out.blank();
  out.blank();
  out.line("def request(body):");
  out.line("    return Request(json.dumps(body).encode())");
  out.blank();
  out.blank();
  out.line("def pushed(message, subscription=\"projects/p/subscriptions/s\"):");
  out.line("    data = base64.b64encode(json.dumps(message).encode()).decode()");
  out.line("    return request({{\"subscription\": subscription, \"message\": {{\"messageId\": \"1\", \"data\": data}}}})");
  out.blank();
  out.blank();
  out.line("def answer_of(delivery, step=lambda message: None):");
  out.line("    taken = []");
  out.blank();
  out.line("    def take(message):");
  out.line("        step(message)");
  out.line("        taken.append(message)");
  out.line("        return {{\"done\": True}}");
  out.blank();
  out.raw(batch ? "    handler = create_handler(one_by_one(lambda batch: batch.each(take)))"
                : "    handler = create_handler(take)");
  out.line("    with contextlib.redirect_stdout(io.StringIO()):");
  out.line("        _, code, headers = handler(delivery)");
  out.line("    return code, taken, headers");
  out.blank();
  out.blank();
  out.line("def fail(_):");
  out.line("    raise RuntimeError(\"down\")");
  out.blank();
  out.blank();
  out.line("class HandlerTest(unittest.TestCase):");
  out.in();
  out.raw("maxDiff = None");
  pythonCase(out, "valid_request_is_carried_out", {"self.assertEqual(answer_of(request(VALID))[:2], (201, [VALID]))"});
  pythonCase(out, "valid_message_is_carried_out", {"self.assertEqual(answer_of(pushed(VALID))[:2], (204, [VALID]))"});
  pythonCase(out, "what_is_no_json_object_is_refused",
             {"for body in ([], None, \"text\", 7):", "    self.assertEqual(answer_of(request(body))[:2], (400, []))",
              "    self.assertEqual(answer_of(pushed(body))[:2], (400, []))"});
  pythonCase(out, "body_that_is_too_large_is_refused",
             {"body = {**VALID, \"note\": \"x\" * CONTRACT[\"max_bytes\"]}",
              "self.assertEqual(answer_of(request(body))[:2], (400, []))"});
  if (!plan.keys.empty())
    pythonCase(out, "keys_are_required_and_plain_texts",
               {"for name in CONTRACT[\"fields\"]:", "    for value in (None, 7, \"\", \"../x\", \"x\" * 129):",
                "        self.assertEqual(answer_of(request({**VALID, name: value}))[:2], (400, []), (name, value))"});
  pythonCase(out, "failed_step_is_answered_by_500_and_by_204_where_nothing_is_to_be_tried_again",
             {"self.assertEqual(answer_of(request(VALID), fail)[0], 500)",
              "self.assertEqual(answer_of(pushed(VALID), fail)[0], 500)",
              "self.assertEqual(answer_of(pushed(VALID, \"projects/p/subscriptions/f.starts\"), fail)[0], 204)"});
  pythonCase(
      out, "browser_of_an_allowed_origin_is_answered",
      {"with mock.patch.dict(os.environ, {\"CORS_ORIGINS\": \"https://shop.example\"}):",
       "    code, _, headers = answer_of(Request(b\"\", \"OPTIONS\", {\"origin\": \"https://shop.example\"}))",
       "    other = answer_of(Request(b\"\", \"OPTIONS\", {\"origin\": \"https://other.example\"}))[2]",
       "self.assertEqual(code, 204)", "self.assertEqual(headers[\"access-control-allow-origin\"], \"https://shop.example\")",
       "self.assertEqual(other, {})"});
  out.out();
  out.blank();
  out.blank();
  out.line("if __name__ == \"__main__\":");
  out.line("    unittest.main()");
  return out.text();
}

}  // namespace virga::model
