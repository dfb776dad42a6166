#include <fmt/format.h>

#include "model/manifest/handlers/aws/aws_handlers.h"
#include "model/manifest/handlers/code_text.h"
#include "model/manifest/handlers/handlers.h"

namespace virga::model {

namespace {

std::string methodOf(const FunctionPlan& plan) {
  if (plan.routes.empty() || plan.routes[0].method == "ANY") return "POST";
  return plan.routes[0].method;
}

void nodejsCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("test({}, async () => {{", nodejsLiteral(name));
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
  out.line("}});");
}

void nodejsRequestCases(CodeText& out, const FunctionPlan& plan) {
  const std::string status = methodOf(plan) == "POST" && !plan.batches() ? "201" : "200";
  nodejsCase(out, "a valid request is carried out",
             {"const { handler, taken } = recording();", "const answer = await handler(request(JSON.stringify(valid)));",
              "assert.equal(answer.statusCode, " + status + ");", "assert.deepEqual(taken, [valid]);"});
  nodejsCase(out, "a body that is not a JSON object gets 400",
             {"const { handler, taken } = recording();", "for (const body of ['{', '[]', 'null', '\"text\"']) {",
              "  const answer = await handler(request(body));", "  assert.equal(answer.statusCode, 400, body);", "}",
              "assert.deepEqual(taken, []);"});
  nodejsCase(out, "a body that is too large gets 400",
             {"const { handler, taken } = recording();",
              "const answer = await handler(request(JSON.stringify({ ...valid, note: 'x'.repeat(contract.maxBytes) })));",
              "assert.equal(answer.statusCode, 400);", "assert.deepEqual(taken, []);"});
  for (const auto& key : plan.keys)
    nodejsCase(out, fmt::format("'{}' is required and must be a plain text", key),
               {"const { handler, taken } = recording();",
                "for (const value of [undefined, null, 7, '', '../x', 'x'.repeat(129)]) {",
                fmt::format("  const answer = await handler(request(JSON.stringify({{ ...valid, [{}]: value }})));",
                            nodejsLiteral(key)),
                "  assert.equal(answer.statusCode, 400, String(value));", "}", "assert.deepEqual(taken, []);"});
  if (methodOf(plan) == "GET" && !plan.batches())
    nodejsCase(out, "a read that finds nothing gets 404",
               {"const answer = await createHandler(async () => ({ thing: undefined }))(request(JSON.stringify(valid)));",
                "assert.equal(answer.statusCode, 404);"});
  nodejsCase(out, "a failed step fails the invocation",
             {"const handler = createHandler(async () => {", "  throw new Error('down');", "});",
              "await assert.rejects(handler(request(JSON.stringify(valid))), /down/);"});
}

void nodejsInvocationCases(CodeText& out, const FunctionPlan& plan) {
  nodejsCase(out, "a valid invocation is carried out",
             {"const { handler, taken } = recording();", "await handler(valid);", "assert.deepEqual(taken, [valid]);"});
  nodejsCase(out, "an input that is not an object is refused",
             {"const { handler, taken } = recording();", "await assert.rejects(handler([]), /must be a JSON object/);",
              "assert.deepEqual(taken, []);"});
  for (const auto& key : plan.keys)
    nodejsCase(
        out, fmt::format("'{}' is required", key),
        {"const { handler, taken } = recording();",
         fmt::format("await assert.rejects(handler({{ ...valid, [{}]: undefined }}), /missing/);", nodejsLiteral(key)),
         "assert.deepEqual(taken, []);"});
}

void nodejsMessageCases(CodeText& out) {
  nodejsCase(out, "all messages of a batch are taken",
             {"const { handler, taken } = recording();",
              "const answer = await handler(messages(JSON.stringify(valid), JSON.stringify(valid)));",
              "assert.deepEqual(answer, { batchItemFailures: [] });", "assert.deepEqual(taken, [valid, valid]);"});
  nodejsCase(out, "only an invalid message goes back to the queue",
             {"const { handler, taken } = recording();",
              "const answer = await handler(messages('{', JSON.stringify(valid), '[]'));",
              "assert.deepEqual(answer.batchItemFailures, [{ itemIdentifier: '0' }, { itemIdentifier: '2' }]);",
              "assert.deepEqual(taken, [valid]);"});
  nodejsCase(out, "only a message whose step fails goes back to the queue",
             {"const handler = createHandler((batch) =>", "  batch.each(async ({ fail }) => {",
              "    if (fail) throw new Error('down');", "  }),", ");",
              "const answer = await handler(messages(JSON.stringify(valid), JSON.stringify({ ...valid, fail: true })));",
              "assert.deepEqual(answer.batchItemFailures, [{ itemIdentifier: '1' }]);"});
}

void nodejsRecordCases(CodeText& out) {
  nodejsCase(out, "all records of a batch are taken",
             {"const { handler, taken } = recording();", "await handler(records(valid, valid));",
              "assert.deepEqual(taken, [valid, valid]);"});
  nodejsCase(out, "a record that fails fails its batch",
             {"const handler = createHandler((batch) =>", "  batch.each(async ({ fail }) => {",
              "    if (fail) throw new Error('down');", "  }),", ");",
              "await assert.rejects(handler(records(valid, { ...valid, fail: true })), /down/);"});
}

void pythonCase(CodeText& out, const std::string& name, const std::vector<std::string>& lines) {
  out.blank();
  out.line("def test_{}(self):", name);
  out.in();
  for (const auto& line : lines) out.raw(line);
  out.out();
}

void pythonRequestCases(CodeText& out, const FunctionPlan& plan) {
  const std::string status = methodOf(plan) == "POST" && !plan.batches() ? "201" : "200";
  pythonCase(out, "valid_request_is_carried_out",
             {"handler, taken = recording()", "answer = handler(request(json.dumps(VALID)), None)",
              "self.assertEqual(answer[\"statusCode\"], " + status + ")", "self.assertEqual(taken, [VALID])"});
  pythonCase(
      out, "body_that_is_not_a_json_object_gets_400",
      {"handler, taken = recording()", "for body in (\"{\", \"[]\", \"null\", '\"text\"'):",
       "    self.assertEqual(handler(request(body), None)[\"statusCode\"], 400, body)", "self.assertEqual(taken, [])"});
  pythonCase(out, "body_that_is_too_large_gets_400",
             {"handler, taken = recording()", "body = json.dumps({**VALID, \"note\": \"x\" * CONTRACT[\"max_bytes\"]})",
              "self.assertEqual(handler(request(body), None)[\"statusCode\"], 400)", "self.assertEqual(taken, [])"});
  if (!plan.keys.empty())
    pythonCase(out, "keys_are_required_and_plain_texts",
               {"handler, taken = recording()",
                "for name in CONTRACT[\"fields\"]:", "    for value in (None, 7, \"\", \"../x\", \"x\" * 129):",
                "        answer = handler(request(json.dumps({**VALID, name: value})), None)",
                "        self.assertEqual(answer[\"statusCode\"], 400, (name, value))", "self.assertEqual(taken, [])"});
  if (methodOf(plan) == "GET" && !plan.batches())
    pythonCase(out, "read_that_finds_nothing_gets_404",
               {"answer = create_handler(lambda _: {\"thing\": None})(request(json.dumps(VALID)), None)",
                "self.assertEqual(answer[\"statusCode\"], 404)"});
  pythonCase(out, "failed_step_fails_the_invocation",
             {"def run(_):", "    raise RuntimeError(\"down\")", "",
              "with self.assertRaises(RuntimeError):", "    create_handler(run)(request(json.dumps(VALID)), None)"});
}

void pythonInvocationCases(CodeText& out, const FunctionPlan& plan) {
  pythonCase(out, "valid_invocation_is_carried_out",
             {"handler, taken = recording()", "handler(dict(VALID), None)", "self.assertEqual(taken, [VALID])"});
  pythonCase(out, "input_that_is_not_an_object_is_refused",
             {"handler, taken = recording()", "with self.assertRaises(ValueError):", "    handler([], None)",
              "self.assertEqual(taken, [])"});
  if (!plan.keys.empty())
    pythonCase(
        out, "keys_are_required",
        {"handler, taken = recording()", "for name in CONTRACT[\"fields\"]:", "    with self.assertRaises(ValueError):",
         "        handler({**VALID, name: None}, None)", "self.assertEqual(taken, [])"});
}

void pythonMessageCases(CodeText& out) {
  pythonCase(out, "all_messages_of_a_batch_are_taken",
             {"handler, taken = recording()", "answer = handler(messages(json.dumps(VALID), json.dumps(VALID)), None)",
              "self.assertEqual(answer, {\"batchItemFailures\": []})", "self.assertEqual(taken, [VALID, VALID])"});
  pythonCase(
      out, "only_an_invalid_message_goes_back_to_the_queue",
      {"handler, taken = recording()", "answer = handler(messages(\"{\", json.dumps(VALID), \"[]\"), None)",
       "self.assertEqual(answer, {\"batchItemFailures\": [{\"itemIdentifier\": \"0\"}, {\"itemIdentifier\": \"2\"}]})",
       "self.assertEqual(taken, [VALID])"});
  pythonCase(out, "only_a_message_whose_step_fails_goes_back_to_the_queue",
             {"def step(message):", "    if message.get(\"fail\"):", "        raise RuntimeError(\"down\")", "",
              "handler = create_handler(lambda batch: batch.each(step))",
              "answer = handler(messages(json.dumps(VALID), json.dumps({**VALID, \"fail\": True})), None)",
              "self.assertEqual(answer, {\"batchItemFailures\": [{\"itemIdentifier\": \"1\"}]})"});
}

void pythonRecordCases(CodeText& out) {
  pythonCase(
      out, "all_records_of_a_batch_are_taken",
      {"handler, taken = recording()", "handler(records(VALID, VALID), None)", "self.assertEqual(taken, [VALID, VALID])"});
  pythonCase(out, "record_that_fails_fails_its_batch",
             {"def step(message):", "    if message.get(\"fail\"):", "        raise RuntimeError(\"down\")", "",
              "handler = create_handler(lambda batch: batch.each(step))",
              "with self.assertRaises(RuntimeError):", "    handler(records(VALID, {**VALID, \"fail\": True}), None)"});
}

}  // namespace

std::string awsNodejsTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), requests = !plan.routes.empty();
  CodeText out(2);
  out.line("import assert from 'node:assert/strict';");
  out.line("import {{ test }} from 'node:test';");
  out.blank();
  if (requests) out.line("import {{ contract }} from '../contract.mjs';");
  out.line("import {{ createHandler }} from '../handler.mjs';");
  out.blank();
  out.line("const valid = {};", sampleInput(plan));
  if (requests) {
    out.line("const request = (body) => ({{");
    out.line("  requestContext: {{ requestId: 'test', http: {{ method: '{}' }} }},", methodOf(plan));
    out.line("  body,");
    out.line("}});");
  }
  const bool streams = !plan.streams.empty();
  if (streams) {
    out.line("const data = (input) => Buffer.from(JSON.stringify(input)).toString('base64');");
    out.line("const records = (...inputs) => ({{");
    out.line("  Records: inputs.map((input, n) => ({{ kinesis: {{ sequenceNumber: String(n), data: data(input) }} }})),");
    out.line("}});");
  }
  if (!plan.consumers.empty())
    out.line(
        "const messages = (...bodies) => ({{ Records: bodies.map((body, n) => ({{ messageId: String(n), body }})) }});");
  out.blank();
  out.line("function recording() {{");
  out.in();
  out.line("const taken = [];");
  if (batch) {
    out.line("const handler = createHandler((batch) => batch.each(async (input) => taken.push(input)));");
  } else {
    out.line("const handler = createHandler(async (input) => {{");
    out.line("  taken.push(input);");
    out.line("  return {{ done: true }};");
    out.line("}});");
  }
  out.line("return {{ handler, taken }};");
  out.out();
  out.line("}}");
  if (!plan.consumers.empty()) nodejsMessageCases(out);
  if (streams) nodejsRecordCases(out);
  if (requests) nodejsRequestCases(out, plan);
  if (!batch && !requests) nodejsInvocationCases(out, plan);
  return out.text();
}

std::string awsPythonTest(const FunctionPlan& plan) {
  const bool batch = plan.batches(), requests = !plan.routes.empty();
  const bool streams = !plan.streams.empty();
  CodeText out(4);
  if (streams) out.line("import base64");
  out.line("import json");
  out.line("import logging");
  out.line("import unittest");
  out.blank();
  if (requests || (!batch && !plan.keys.empty())) out.line("from contract import CONTRACT");
  out.line("from handler import create_handler");
  out.blank();
  out.line("VALID = json.loads('{}')", sampleInput(plan));
  out.blank();
  if (requests) {
    out.blank();
    out.line("def request(body):");
    out.line("    http = {{\"requestId\": \"test\", \"http\": {{\"method\": \"{}\"}}}}", methodOf(plan));
    out.line("    return {{\"requestContext\": http, \"body\": body}}");
    out.blank();
  }
  if (streams) {
    out.blank();
    out.line("def records(*inputs):");
    out.line("    texts = [base64.b64encode(json.dumps(given).encode()).decode() for given in inputs]");
    out.line(
        "    found = [{{\"kinesis\": {{\"sequenceNumber\": str(n), \"data\": text}}}} for n, text in enumerate(texts)]");
    out.line("    return {{\"Records\": found}}");
    out.blank();
  }
  if (!plan.consumers.empty()) {
    out.blank();
    out.line("def messages(*bodies):");
    out.line("    return {{\"Records\": [{{\"messageId\": str(n), \"body\": body}} for n, body in enumerate(bodies)]}}");
    out.blank();
  }
  out.blank();
  out.line("def recording():");
  out.line("    taken = []");
  if (batch) {
    out.line("    return create_handler(lambda batch: batch.each(taken.append)), taken");
  } else {
    out.blank();
    out.line("    def run(message):");
    out.line("        taken.append(message)");
    out.line("        return {{\"done\": True}}");
    out.blank();
    out.line("    return create_handler(run), taken");
  }
  out.blank();
  out.blank();
  out.line("class HandlerTest(unittest.TestCase):");
  out.in();
  out.line("def setUp(self):");
  out.line("    logging.disable(logging.CRITICAL)");
  if (!plan.consumers.empty()) pythonMessageCases(out);
  if (streams) pythonRecordCases(out);
  if (requests) pythonRequestCases(out, plan);
  if (!batch && !requests) pythonInvocationCases(out, plan);
  out.out();
  out.blank();
  out.blank();
  out.line("if __name__ == \"__main__\":");
  out.line("    unittest.main()");
  return out.text();
}

}  // namespace virga::model
