#include "model/import/terraform/hcl_reader.h"

#include <algorithm>
#include <string>

#include <QtTest>

using namespace virga::model;
using Kind = HclExpression::Kind;

namespace {

HclBody read(const std::string& text) {
  auto body = readHcl(text, "main.tf");
  if (!body) {
    qWarning("%s", toText(body.error()).c_str());
    return {};
  }
  return *body;
}

HclExpression valueOf(const std::string& expression) {
  const HclBody body = read("x = " + expression + "\n");
  return body.attributes.empty() ? HclExpression{} : body.attributes[0].value;
}

Problem problemOf(const std::string& text) {
  const auto body = readHcl(text, "main.tf");
  return body ? Problem{} : body.error();
}

}  // namespace

// Expectations are those of the specification (hashicorp/hcl, hclsyntax/spec.md) and its examples.
class HclReaderTest : public QObject {
  Q_OBJECT
 private slots:
  void blocksAndLabels() {
    const HclBody body = read(
        "# a comment\n"
        "resource \"aws_sqs_queue\" \"orders\" { // another\n"
        "  name = \"orders\" /* within */\n"
        "  tags = { stage = var.stage, \"a b\" = 1\n  (local.key) : true }\n"
        "  redrive { max = 3 }\n"
        "}\n"
        "locals {}");
    QCOMPARE(body.blocks.size(), 2u);
    const HclBlock& queue = body.blocks[0];
    QCOMPARE(queue.type, "resource");
    QCOMPARE(queue.labels, (std::vector<std::string>{"aws_sqs_queue", "orders"}));
    QCOMPARE(queue.line, 2);
    QCOMPARE(queue.body.find("name")->text, "orders");
    QCOMPARE(queue.body.find("name")->line, 3);
    QCOMPARE(queue.body.find("name")->column, 10);
    const HclExpression& tags = *queue.body.find("tags");
    QCOMPARE(tags.items.size(), 6u);
    QCOMPARE(tags.find("stage")->path, (std::vector<std::string>{"var", "stage"}));
    QCOMPARE(tags.find("a b")->text, "1");
    QCOMPARE(queue.body.block("redrive")->body.find("max")->text, "3");
  }

  void strings() {
    const std::string escaped = "\"a\\\"b\\\\c\\n\\t\\u00e4\\U0001F600\"";
    QCOMPARE(valueOf(escaped).text, "a\"b\\c\n\t\xC3\xA4\xF0\x9F\x98\x80");
    QCOMPARE(valueOf("\"$${x} %%{y} $5 100%\"").text, "${x} %{y} $5 100%");
    QCOMPARE(valueOf("\"\"").kind, Kind::string);
    const HclExpression mixed = valueOf("\"orders-${var.stage}-${upper(\"x\")}\"");
    QCOMPARE(mixed.kind, Kind::templated);
    QCOMPARE(mixed.items.size(), 4u);
    QCOMPARE(mixed.items[0].text, "orders-");
    QCOMPARE(mixed.items[1].path, (std::vector<std::string>{"var", "stage"}));
    QCOMPARE(mixed.items[3].kind, Kind::call);
    // A template of nothing but an interpolation is its value.
    QCOMPARE(valueOf("\"${aws_sns_topic.t.arn}\"").path, (std::vector<std::string>{"aws_sns_topic", "t", "arn"}));
  }

  void heredocs() {
    QCOMPARE(valueOf("<<EOT\n  a \"b\" \\n\n  c\n  EOT").text, "  a \"b\" \\n\n  c\n");
    QCOMPARE(valueOf("<<-EOT\n    a\n      b\n    EOT").text, "a\n  b\n");
    const HclExpression policy = valueOf("<<POLICY\n{\"Resource\": \"${aws_sqs_queue.q.arn}\"}\nPOLICY");
    QCOMPARE(policy.kind, Kind::templated);
    QCOMPARE(policy.items[1].path, (std::vector<std::string>{"aws_sqs_queue", "q", "arn"}));
    QCOMPARE(policy.items[1].line, 2);
  }

  void expressions() {
    QCOMPARE(valueOf("-1.5e3").text, "-1.5e3");
    QCOMPARE(valueOf("true").kind, Kind::boolean);
    QCOMPARE(valueOf("null").kind, Kind::null);
    QCOMPARE(valueOf("nullable").kind, Kind::reference);
    QCOMPARE(valueOf("a == 1 ? b : c").kind, Kind::conditional);
    QCOMPARE(valueOf("1 + 2 * x").items.size(), 3u);
    QCOMPARE(valueOf("!x").kind, Kind::operation);
    QCOMPARE(valueOf("[\n1,\n# two\n2,\n]").items.size(), 2u);
    QCOMPARE(valueOf("[for k, v in var.m : v if k != \"\"]").kind, Kind::loop);
    QCOMPARE(valueOf("{ for s in x : s => upper(s)... }").kind, Kind::loop);
    QCOMPARE(valueOf("merge(a, { b = 1 }, c...)").items.size(), 3u);
    QCOMPARE(valueOf("a.b[0].c[*].d.*.e").path, (std::vector<std::string>{"a", "b", "0", "c", "*", "d", "*", "e"}));
    const HclExpression indexed = valueOf("aws_x.y[each.key].arn");
    QCOMPARE(indexed.path, (std::vector<std::string>{"aws_x", "y", "[]", "arn"}));
    QCOMPARE(indexed.items[0].path, (std::vector<std::string>{"each", "key"}));
    const HclExpression call = valueOf("jsondecode(data.x.y.z)[\"k\"]");
    QCOMPARE(call.text, "jsondecode");
    QCOMPARE(call.path, (std::vector<std::string>{"k"}));
    QCOMPARE(valueOf("(\n  var.a\n  && var.b\n)").items.size(), 2u);
  }

  void json() {
    const std::string text =
        "{'//': 'comment',\n"
        " 'resource': {'aws_sqs_queue': {'orders': {'name': 'q-${var.stage}', 'tags': {'a': 1}, 'fifo_queue': true}}},\n"
        " 'variable': {'stage': [{'default': 'dev'}]}}";
    std::string quoted = text;
    std::replace(quoted.begin(), quoted.end(), '\'', '"');
    const auto body = readHclJson(quoted, "main.tf.json");
    QVERIFY(body);
    QCOMPARE(body->blocks.size(), 2u);
    QCOMPARE(body->blocks[0].labels, (std::vector<std::string>{"aws_sqs_queue", "orders"}));
    QCOMPARE(body->blocks[0].body.find("name")->items[1].path, (std::vector<std::string>{"var", "stage"}));
    QCOMPARE(body->blocks[0].body.find("name")->line, 2);
    QCOMPARE(body->blocks[0].body.find("fifo_queue")->kind, Kind::boolean);
    QCOMPARE(body->blocks[1].body.find("default")->text, "dev");
    QVERIFY(!readHclJson("[]", "a.tf.json"));
    QVERIFY(!readHclJson("{\"resource\": 3}", "a.tf.json"));
    QVERIFY(!readHclJson("{\"nonsense\": {}}", "a.tf.json"));
  }

  void saysWhereItFails_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("two on a line") << std::string("a = 1 b = 2\n") << 1;
    QTest::newRow("open block") << std::string("resource \"a\" \"b\" {\n  x = 1\n") << 3;
    QTest::newRow("open list") << std::string("a = 1\nx = [1,\n") << 2;
    QTest::newRow("open string") << std::string("\n\nx = \"abc\n") << 3;
    QTest::newRow("open heredoc") << std::string("x = <<EOT\nabc\n") << 1;
    QTest::newRow("no value") << std::string("x =\n") << 1;
    QTest::newRow("binary") << std::string("\0\x01\x02", 3) << 1;
  }
  void saysWhereItFails() {
    QFETCH(std::string, text);
    QFETCH(int, line);
    const Problem problem = problemOf(text);
    QCOMPARE(problem.file, "main.tf");
    QCOMPARE(problem.line, line);
    QVERIFY(!problem.message.empty());
    QVERIFY(!problem.hint.empty());
  }

  void hostileNestingIsRefusedOrQuick() {
    QVERIFY(!problemOf("x = " + std::string(100'000, '[')).message.empty());
    QVERIFY(!problemOf("x = " + std::string(100'000, '(') + "1" + std::string(100'000, ')')).message.empty());
    QCOMPARE(problemOf("x = " + std::string(150, '[') + std::string(150, ']') + "\n").message, "");
    std::string nested = "1";
    for (int i = 0; i < 60; ++i) nested = "\"${[" + nested + "]}\"";
    QCOMPARE(problemOf("x = " + nested + "\n").message, "");
    // A mistake deep inside must not be looked for along every way to read what is around it.
    std::string wrong = "1 +";
    for (int i = 0; i < 90; ++i) wrong = "{ k = (true ? [" + wrong + "] : 2) }";
    QVERIFY(!problemOf("x = " + wrong + "\n").message.empty());
  }
};

QTEST_GUILESS_MAIN(HclReaderTest)
#include "hcl_reader_test.moc"
