#include "model/checks/rule_catalog.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include <QtTest>

#include "model/io/file.h"

using namespace virga::model;

namespace {

// The ids that the rules' code names: every word with a hyphen in quotes there is one.
std::set<std::string> idsInCode() {
  std::set<std::string> ids;
  const std::regex word("\"([a-z0-9]+(-[a-z0-9]+)+|polling)\"");
  const std::set<std::string> values{"http-api", "nosql-db", "per-message", "provider-key", "websocket-api"};
  const auto collect = [&](const std::filesystem::path& path) {
    const auto text = readFile(path).value();
    for (std::sregex_iterator found(text.begin(), text.end(), word), end; found != end; ++found)
      if (const auto id = found->str(1); !values.contains(id)) ids.insert(id);
  };
  for (const auto& file : std::filesystem::directory_iterator(VIRGA_SOURCE "/model/checks")) {
    const auto name = file.path().filename().string();
    if (name.find("fix") != std::string::npos || name.starts_with("credentials") || name.starts_with("jurisdictions") ||
        name.starts_with("rule_catalog") || name.starts_with("function_access") || file.path().extension() != ".cpp")
      continue;
    collect(file.path());
  }
  for (const auto& file : std::filesystem::directory_iterator(VIRGA_SOURCE "/simulator/results")) {
    const auto text = file.path().filename().string().starts_with("run_") ? readFile(file.path()).value() : std::string();
    const std::regex rule("\"(run-[a-z-]*[a-z])\"");
    for (std::sregex_iterator found(text.begin(), text.end(), rule), end; found != end; ++found) ids.insert(found->str(1));
  }
  return ids;
}

std::string firstError(const std::string& text) {
  const auto rules = readRules(text, "security.yaml", "security");
  return rules ? std::string() : toText(rules.error().front());
}

}  // namespace

class RuleCatalogTest : public QObject {
  Q_OBJECT

 private slots:
  void everyEntryIsARule() {
    const auto ids = idsInCode();
    QVERIFY(ids.size() > 40);
    const auto catalog = loadRuleCatalog();
    QVERIFY2(catalog.has_value(), catalog ? "" : toText(catalog.error().front()).c_str());
    for (const auto& rule : catalog->rules) {
      QVERIFY2(ids.contains(rule.id), rule.id.c_str());
      QVERIFY2(rule.url.starts_with("https://") && !rule.date.empty() && !rule.title.ends_with('.'), rule.id.c_str());
      QVERIFY2(rule.why.ends_with('.') && rule.why.size() > 20, rule.id.c_str());
    }
  }

  void everyRuleHasAnEntry() {
    const auto catalog = loadRuleCatalog().value();
    const auto has = [&](const std::string& category) {
      return std::any_of(catalog.rules.begin(), catalog.rules.end(),
                         [&](const RuleEntry& rule) { return rule.category == category; });
    };
    QVERIFY(std::all_of(ruleCategories().begin(), ruleCategories().end(), has));
    for (const auto& id : idsInCode()) QVERIFY2(catalog.find(id), id.c_str());
  }

  void faultsHaveTheirPlace() {
    const std::string good =
        "category: security\nrules:\n  a-rule:\n    title: T\n    why: W.\n    source: {url: \"https://a.example\", date: "
        "2026-11}\n";
    QCOMPARE(firstError(good), std::string());
    auto plain = good;
    plain.replace(plain.find("https"), 5, "http");
    QVERIFY2(firstError(plain).starts_with("security.yaml:6:"), firstError(plain).c_str());
    auto undated = good;
    undated.replace(undated.find("2026-11"), 7, "lately");
    QVERIFY2(firstError(undated).find("isn't a date") != std::string::npos, firstError(undated).c_str());
    auto misspelt = good;
    misspelt.replace(misspelt.find("title"), 5, "titel");
    QVERIFY2(firstError(misspelt).find("'title'") != std::string::npos, firstError(misspelt).c_str());
    auto other = good;
    other.replace(other.find("security"), 8, "cost");
    QVERIFY2(firstError(other).find("category") != std::string::npos, firstError(other).c_str());
  }
};

QTEST_APPLESS_MAIN(RuleCatalogTest)
#include "rule_catalog_test.moc"
