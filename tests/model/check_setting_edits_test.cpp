#include "model/checks/check_setting_edits.h"

#include "model/checks/check_settings.h"
#include "tests/model/checks_fixture.h"

using namespace virga::model;

// Two queues of which neither has a place for dead letters.
class CheckSettingEditsTest : public QObject {
  Q_OBJECT

 private:
  static Architecture design(std::vector<CheckSetting> checks = {}) {
    Architecture a;
    for (const auto* id : {"jobs", "mails"}) a.components.push_back({id, "", Queue{}});
    a.checks = std::move(checks);
    return a;
  }
  static Problem finding(const std::string& path, Severity severity = Severity::warning) {
    return {severity, "no-dead-letter", {}, 0, 0, path, "m", "h"};
  }
  // What counts of the finding at each queue: its severities as written in files, "-" where it is ignored.
  static std::string counted(const Edited& edited) {
    if (!edited) return edited.error();
    std::string text;
    for (const auto* id : {"jobs", "mails"}) {
      const auto all = withSettingsOfRunChecks(edited->checks, {finding(std::string(id) + ".dead-letter")});
      text += all.problems.empty() ? "-" : std::to_string(static_cast<int>(all.problems.front().severity));
    }
    return text;
  }

 private slots:
  void ignoresAtOneComponentOrEverywhere() {
    const auto at = finding("jobs.dead-letter");
    QCOMPARE(counted(design()), std::string("11"));
    const auto here = ignoreFinding(design(), at, "a toy");
    QCOMPARE(counted(here), std::string("-1"));
    QVERIFY(here->checks == (std::vector<CheckSetting>{{"no-dead-letter", ComponentRef{"jobs"}, std::nullopt, "a toy"}}));
    QCOMPARE(counted(ignoreFinding(design(), at, "a toy", SettingScope::everywhere)), std::string("--"));
    // What is at no component is left out everywhere.
    const auto ofProject = ignoreFinding(design(), finding("target.region"), "a toy");
    QVERIFY(ofProject && !ofProject->checks.front().at);
    QVERIFY(!ignoreFinding(design(), at, " \t"));
  }

  // A second setting for the same place would never hold.
  void changesTheSettingThatThereIs() {
    const auto at = finding("jobs.dead-letter");
    const auto graver = design({{"no-dead-letter", ComponentRef{"jobs"}, Severity::error, ""}});
    QCOMPARE(counted(graver), std::string("01"));
    const auto ignored = ignoreFinding(graver, at, "a toy");
    QCOMPARE(counted(ignored), std::string("-1"));
    QCOMPARE(ignored->checks.size(), std::size_t{1});
    QCOMPARE(counted(heedFinding(*ignored, at)), std::string("01"));
    // Everywhere means there too; a reason of its own stays.
    QCOMPARE(counted(ignoreFinding(graver, at, "toys", SettingScope::everywhere)), std::string("--"));
    const auto everywhere = ignoreFinding(*ignored, at, "toys", SettingScope::everywhere);
    QCOMPARE(settingOf(everywhere->checks, at)->ignore, std::string("a toy"));
  }

  void heedsWhatWasIgnored() {
    const auto at = finding("jobs.dead-letter");
    const auto here = ignoreFinding(design(), at, "a toy");
    QVERIFY(heedFinding(*here, at)->checks.empty());
    const auto all = ignoreFinding(design(), at, "toys", SettingScope::everywhere);
    QCOMPARE(counted(heedFinding(*all, finding("mails.dead-letter"))), std::string("11"));
    QVERIFY(!heedFinding(design(), at));
    QVERIFY(!heedFinding(*here, finding("mails.dead-letter")));
  }

  void givesAnotherSeverity() {
    const auto at = finding("jobs.dead-letter");
    const auto graver = setSeverity(design(), at, Severity::error);
    QCOMPARE(counted(graver), std::string("01"));
    const auto lighter = setSeverity(*graver, at, Severity::info, SettingScope::everywhere);
    QCOMPARE(counted(lighter), std::string("22"));
    QCOMPARE(lighter->checks.size(), std::size_t{1});
    QVERIFY(setSeverity(*lighter, at, std::nullopt, SettingScope::everywhere)->checks.empty());
    QVERIFY(*setSeverity(*graver, at, std::nullopt) == design());
    QVERIFY(*setSeverity(design(), at, std::nullopt) == design());
    // One component is heeded where all others are ignored.
    const auto all = ignoreFinding(design(), at, "toys", SettingScope::everywhere);
    QCOMPARE(counted(setSeverity(*all, at, Severity::error)), std::string("0-"));
  }

  // What can't be read, or is about a setting, is no finding of a rule.
  void knowsWhatCanBeSet() {
    auto problem = finding("jobs.dead-letter");
    QVERIFY(canBeSet(problem));
    problem.id = "run-throttled";
    QVERIFY(canBeSet(problem));
    for (const auto* id : {"check-unneeded", "unknown-key", ""}) {
      problem.id = id;
      QVERIFY(!canBeSet(problem));
    }
    problem = finding("");
    problem.file = "prices.yaml";
    QVERIFY(!canBeSet(problem));
  }
};

QTEST_APPLESS_MAIN(CheckSettingEditsTest)
#include "check_setting_edits_test.moc"
