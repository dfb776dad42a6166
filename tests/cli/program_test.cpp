#include "tests/cli/program.h"

#include <memory>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace virga::test;

class ProgramTest : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void refusesBadCommandLines_data() {
    badCommandLineColumns();
    badCommandLine("nothing", {}, "verb");
    badCommandLine("help of nothing", {"help"}, "not understood: help");
    badCommandLine("unknown verb", {"chek", kExample}, "did you mean 'check'?");
    badCommandLine("unknown option", {"--sed"}, "not understood: --sed");
    badCommandLine("no file to check", {"check"}, "FILE");
    badCommandLine("two files", {"check", kExample, kExample}, "not understood");
    badCommandLine("two verbs", {"check", kExample, "simulate", kExample}, "not understood: simulate");
    badCommandLine("file is missing", {"check", "/nowhere/at-all.virga.yaml"}, "/nowhere/at-all.virga.yaml");
    badCommandLine("file is a folder", {"check", "/"}, "/");
    badCommandLine("not a project", {"check", QStringLiteral(VIRGA_SOURCE "/LICENSE")}, "LICENSE");
    badCommandLine("unknown provider", {"check", kExample, "--provider", "awz"}, "did you mean 'aws'?");
    badCommandLine("unknown provider to compare", {"compare", kExample, "--providers", "aws,gpc"}, "did you mean 'gcp'?");
    badCommandLine("unknown plan to compare", {"compare", kExample, "--providers", "azure:premum"},
                   "did you mean 'premium'?");
    badCommandLine("unknown criterion", {"advise", kExample, "--weight", "cots=2"}, "did you mean 'cost'?");
    badCommandLine("weight below nothing", {"advise", kExample, "--weight", "cost=-1"}, "from 0 on");
    badCommandLine("servers without a use", {"advise", kExample, "--utilisation", "0%"}, "above 0 %");
    badCommandLine("unknown savings plan", {"compare", kExample, "--savings-plan", "comput"}, "did you mean 'compute'?");
    badCommandLine("no traffic", {"compare", kExample, "--traffic", "0"}, "from 0.001");
    badCommandLine("unknown scenario to compare", {"compare", kExample, "--scenario", "sael"}, "did you mean 'sale'?");
    badCommandLine("unknown format", {"export", kExample, "--format", "sma", "--output", "/tmp/x"}, "did you mean 'sam'?");
    badCommandLine("no format", {"export", kExample, "--output", "/tmp/x"}, "--format");
    badCommandLine("no output", {"export", kExample, "--format", "sam"}, "--output");
    badCommandLine("output is a file", {"export", kExample, "--format", "sam", "--output", kExample}, "folder");
    badCommandLine("output without a name", {"export", kExample, "--format", "sam", "--output", ""}, "--output: a name");
    badCommandLine("JSON without a name", {"check", kExample, "--json", ""}, "--json: a name");
    badCommandLine("unknown import format", {"import", kExample, "--format", "sma", "--output", "/tmp/x"},
                   "did you mean 'sam'?");
    badCommandLine("nothing to import", {"import", "--output", "/tmp/x"}, "SOURCE");
    badCommandLine("import without an output", {"import", "/nowhere.yaml"}, "--output");
    badCommandLine("import is missing", {"import", "/nowhere.yaml", "--output", "/tmp/virga-never-written.yaml"},
                   "/nowhere.yaml");
    badCommandLine("import of something else",
                   {"import", QStringLiteral(VIRGA_SOURCE "/LICENSE"), "--output", "/tmp/virga-never-written.yaml"},
                   "LICENSE");
    badCommandLine("no usage", {"price", kExample}, "--usage");
    badCommandLine("overlay is missing", {"simulate", kExample, "--catalog-overlay", "/nowhere.yaml"}, "/nowhere.yaml");
    badCommandLine("overlay of no provider", {"catalog", "--catalog-overlay", "x.yaml"}, "PROVIDER");
    badCommandLine("date of no check", {"catalog", "--as-of", "2026"}, "--check");
    badCommandLine("no date", {"catalog", "--check", "--as-of", "lately"}, "'lately' isn't a date");
    badCommandLine("no folder of bills", {"catalog", "--check", "--bills", "/nowhere"}, "/nowhere isn't a folder");
    badCommandLine("usage is missing", {"price", kExample, "--usage", "/nowhere.yaml"}, "/nowhere.yaml");
    badCommandLine("both from standard input", {"price", "-", "--usage", "-"}, "standard input");
    badCommandLine("unknown catalog", {"catalog", "awz"}, "did you mean 'aws'?");
    badCommandLine("arguments to schema", {"schema", "please"}, "not understood: please");
    badCommandLine("two schemas", {"schema", "--catalog", "--catalog-overlay"}, "excludes");
    badCommandLine("unknown savings plan", {"simulate", kExample, "--savings-plan", "compute"},
                   "no savings plan 'compute'; known: compute-no-upfront, compute-all-upfront");
    badCommandLine("no savings plans", {"simulate", kExample, "--provider", "oci", "--savings-plan", "any"},
                   "knows no savings plans");
    badCommandLine("savings plan without a name", {"simulate", kExample, "--savings-plan", ""}, "--savings-plan");
    badCommandLine("Infracost of another provider", {"simulate", kExample, "--provider", "oci", "--infracost", "-"},
                   "Infracost prices aws, azure and gcp");
    badCommandLine("empty standard input", {"check", "-"}, "<stdin>");
  }
  void refusesBadCommandLines() { expectRefusal(); }

  void saysWhatItIs() {
    for (const QStringList& arguments :
         {QStringList{"--help"}, {"export", "--help"}, {"check", "--help"}, {"--version"}, {"formats", "--help"}}) {
      const auto outcome = runVirga(arguments);
      QCOMPARE(outcome.exitCode, 0);
      QVERIFY(outcome.out.contains("virga"));
      QVERIFY2(outcome.err.isEmpty(), outcome.err.constData());
    }
    QVERIFY(runVirga({"--version"}).out.startsWith("virga 0."));
  }

  void checksAndNamesThePlace() {
    const auto good = runVirga({"check", "-"}, kTiny);
    QCOMPARE(good.exitCode, 0);
    QVERIFY2(good.err.isEmpty(), good.err.constData());

    auto text = QByteArray(kTiny);
    text.replace("memory: 512 MiB\n", "memroy: 512 MiB\n");
    const auto bad = runVirga({"check", "-"}, text);
    QCOMPARE(bad.exitCode, 2);
    QVERIFY(bad.out.isEmpty());
    QVERIFY2(bad.err.startsWith("<stdin>:12:5: error: "), bad.err.constData());
    QVERIFY2(bad.err.contains("'memory'"), bad.err.constData());
  }

  void reportsWhatTheProviderRefuses() {
    auto text = QByteArray(kTiny);
    text.replace("memory: 512 MiB\n", "memory: 64 GiB\n");
    const auto outcome = runVirga({"check", "-"}, text);
    QCOMPARE(outcome.exitCode, 1);
    QVERIFY2(outcome.out.contains("<stdin>:12:"), outcome.out.constData());
    QVERIFY2(outcome.out.contains("error: "), outcome.out.constData());

    const auto asJson = runVirga({"check", "-", "--json", "-"}, text);
    QCOMPARE(asJson.exitCode, 1);
    QJsonValue problem;  // the first error; advice may come before it
    for (int i = 0; at(problem, {"severity"}).toString() != "error" && i < 10; ++i)
      problem = at(json(asJson.out), {"problems", QString::number(i)});
    QCOMPARE(at(json(asJson.out), {"ok"}), QJsonValue(false));
    QCOMPARE(at(problem, {"severity"}).toString(), QStringLiteral("error"));
    QCOMPARE(at(problem, {"line"}).toInt(), 12);
    QVERIFY(at(problem, {"column"}).toInt() >= 5);
    QVERIFY(at(problem, {"path"}).toString().startsWith("work.memory"));
  }

  void mendsWhatNeedsNoChoice() {
    auto text = QByteArray("# ours\n") + kTiny;
    text.replace("memory: 512 MiB\n", "memory: 64 MiB # little\n");
    const auto file = folder_->filePath("mend.virga.yaml"), other = folder_->filePath("mended.virga.yaml");
    QVERIFY(write(file, text));
    // Beside the file.
    const auto beside = runVirga({"check", file, "--fix", "--output", other});
    QVERIFY2(beside.exitCode == 0, beside.err.constData());
    QVERIFY2(beside.out.contains("fixed: Set the memory of work to 128 MiB"), beside.out.constData());
    QCOMPARE(content(file), text);
    auto mended = text;
    mended.replace("64 MiB", "128 MiB");
    QCOMPARE(content(other), mended);
    QCOMPARE(runVirga({"check", file, "--fix", "--output", other}).exitCode, 2);  // it exists now
    // In place; a second time there is nothing left, and the file isn't touched.
    QCOMPARE(runVirga({"check", file, "--fix"}).exitCode, 0);
    QCOMPARE(content(file), mended);
    const auto again = runVirga({"check", file, "--fix"});
    QVERIFY2(again.out.contains("nothing that can be fixed"), again.out.constData());
    // From standard input to standard output, and nothing else there.
    const auto piped = runVirga({"check", "-", "--fix"}, text);
    QCOMPARE(piped.out, mended);
    QVERIFY(piped.err.contains("fixed: "));
    QCOMPARE(runVirga({"check", file, "--fix", "--provider", "aws"}).exitCode, 2);
    QCOMPARE(runVirga({"check", file, "--output", other}).exitCode, 2);
    // What is JSON for a program is nothing but that, and the project doesn't go to the same place.
    QVERIFY(write(file, text));
    const auto asJson = runVirga({"check", file, "--fix", "--json", "-"});
    QCOMPARE(at(json(asJson.out), {"ok"}), QJsonValue(true));
    QVERIFY(asJson.err.contains("fixed: "));
    const auto both = runVirga({"check", "-", "--fix", "--json", "-"}, text);
    QCOMPARE(both.exitCode, 2);
    QVERIFY(both.out.isEmpty() && both.err.contains("name two"));
  }

  // What the tools say is their own tests' matter: here they are scripts.
  void anExportIsPutBeforeTheToolsThatAreInstalled() {
    const auto before = qgetenv("PATH");
    const auto out = folder_->filePath("validated"), tools = folder_->filePath("tools");
    QVERIFY(QDir().mkpath(tools));
    const QStringList command{"export", kExample, "--format", "sam", "--output", out, "--validate"};
    qputenv("PATH", tools.toLocal8Bit());
    const auto absent = runVirga(command);
    QVERIFY(write(tools + "/cfn-lint", "#!/bin/sh\necho ./template.yaml:3: no good\nexit 2\n"));
    QVERIFY(QFile::setPermissions(tools + "/cfn-lint", QFile::ReadOwner | QFile::ExeOwner));
    const auto refused = runVirga(command);
    qputenv("PATH", before);
    QVERIFY2(absent.exitCode == 0 && absent.err.contains("cfn-lint: not installed"), absent.err.constData());
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.err.contains("cfn-lint: refused\n./template.yaml:3: no good"), refused.err.constData());
    QVERIFY(QFile::exists(out + "/template.yaml"));
  }

  void exports() {
    const auto out = folder_->filePath("deploy");
    const QStringList command{"export", kExample, "--format", "sam", "--output", out};
    const auto first = runVirga(command);
    QCOMPARE(first.exitCode, 0);
    const auto written = QString::fromUtf8(first.out).split('\n', Qt::SkipEmptyParts);
    QVERIFY(!written.isEmpty());
    for (const auto& path : written) QVERIFY2(QFile::exists(path), qPrintable(path));

    // What people change survives the next export, and what the design changes comes in.
    const auto main = written.front();
    const auto exported = content(main);
    QVERIFY(write(main, "# ours\n" + exported));
    const auto again = runVirga(command);
    QVERIFY2(again.exitCode == 0 && again.err.contains("left as it was changed by hand"), again.err.constData());
    QCOMPARE(content(main), "# ours\n" + exported);
    auto project = content(kExample);
    project.replace("memory: 512 MiB", "memory: 640 MiB");
    const QStringList changed{"export", "-", "--format", "sam", "--output", out};
    const auto shown = runVirga(changed + QStringList{"--diff"}, project);
    QVERIFY2(shown.out.contains("-      MemorySize: 512\n+      MemorySize: 640\n"), shown.out.constData());
    QCOMPARE(content(main), "# ours\n" + exported);
    const auto merged = runVirga(changed, project);
    QVERIFY2(merged.exitCode == 0 && merged.err.contains("merged with"), merged.err.constData());
    auto both = "# ours\n" + exported;
    both.replace("MemorySize: 512", "MemorySize: 640");
    QCOMPARE(content(main), both);
    // Two changes of one line are for people to merge.
    auto conflict = both;
    conflict.replace("MemorySize: 640", "MemorySize: 1024");
    QVERIFY(write(main, conflict));
    const auto unmerged = runVirga(command);
    QCOMPARE(unmerged.exitCode, 1);
    QVERIFY(unmerged.err.contains("template.yaml.virga-new"));
    QCOMPARE(content(main), conflict);
    QCOMPARE(content(main + ".virga-new"), exported);
    QCOMPARE(runVirga(command + QStringList{"--force"}).exitCode, 0);
    QCOMPARE(content(main), exported);
    // What no export wrote is nobody's to merge.
    const auto foreign = folder_->filePath("foreign");
    QVERIFY(QDir().mkpath(foreign));
    QVERIFY(write(foreign + "/template.yaml", "mine"));
    const QStringList over{"export", kExample, "--format", "sam", "--output", foreign};
    const auto refused = runVirga(over);
    QVERIFY(refused.exitCode == 2 && refused.err.contains("--force"));
    QCOMPARE(QDir(foreign).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{"template.yaml"});
    QCOMPARE(runVirga(over + QStringList{"--force"}).exitCode, 0);
    QVERIFY(content(foreign + "/template.yaml") != "mine");
  }

  void importsWhatItExports() {
    const auto deploy = folder_->filePath("deploy"), project = folder_->filePath("again.virga.yaml");
    QCOMPARE(runVirga({"export", kExample, "--format", "sam", "--output", deploy}).exitCode, 0);
    const auto imported = runVirga({"import", deploy, "--output", project});
    QCOMPARE(imported.exitCode, 0);
    QVERIFY2(imported.err.contains("components"), imported.err.constData());
    // The project can be checked; what it lacks is traffic.
    QVERIFY(runVirga({"check", project}).exitCode <= 1);
    // Nothing is overwritten without a word.
    const auto again = runVirga({"import", deploy, "--output", project});
    QCOMPARE(again.exitCode, 2);
    QVERIFY2(again.err.contains("--force"), again.err.constData());
    QCOMPARE(runVirga({"import", deploy, "--output", project, "--force"}).exitCode, 0);
    const auto printed = runVirga({"import", deploy, "--output", "-"});
    QVERIFY(printed.out.startsWith("virga: 1"));
  }

  void pricesStatedQuantities() {
    const auto usage = folder_->filePath("usage.yaml");
    QVERIFY(write(usage, "period: 730 h\ncomponents:\n  work: {kind: function, requests: 10000000}\n"));
    const auto outcome = runVirga({"price", "-", "--usage", usage, "--no-free-tier", "--json", "-"}, kTiny);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    // AWS Lambda: 0.20 USD per million requests.
    QCOMPARE(at(json(outcome.out), {"bill", "total", "mean"}).toDouble(), 2.0);
    QVERIFY(runVirga({"price", "-", "--usage", usage}, kTiny).out.contains("Bill"));
  }

  // What the project says needn't be said again, and what contradicts it is refused at its place.
  void pricesTheUsageOfTheProject() {
    auto project = QByteArray(kTiny);
    project.replace("memory: 512 MiB\n", "memory: 512 MiB\n    architecture: arm64\n");
    const auto usage = folder_->filePath("usage.yaml");
    QVERIFY(write(usage, "per: month\ncomponents:\n  work: {requests: 10M, duration: 200 ms}\n"));
    const auto outcome = runVirga({"price", "-", "--usage", usage, "--no-free-tier", "--json", "-"}, project);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    // 10 M × 0.2 s × 0.5 GB at arm64's price, and the requests.
    QCOMPARE(at(json(outcome.out), {"bill", "total", "mean"}).toDouble(), 1e6 * 0.0000133334 + 2.0);

    const auto refusal = [&](const QByteArray& text) {
      if (!write(usage, text)) return QByteArray("not written");
      const auto refused = runVirga({"price", "-", "--usage", usage}, project);
      return refused.exitCode == 2 && refused.out.isEmpty() ? refused.err : QByteArray("accepted");
    };
    const auto unknown = refusal("per: month\ncomponents:\n  wrok: {requests: 1}\n");
    QVERIFY2(unknown.contains("usage.yaml:3:3: error: unknown component 'wrok'; did you mean 'work'?"), unknown.constData());
    const auto contradiction = refusal("per: month\ncomponents:\n  work: {kind: queue, requests: 1}\n");
    QVERIFY2(contradiction.contains("usage.yaml:3:16: error: 'work' is a component of kind function"),
             contradiction.constData());
    const auto client = refusal("per: month\ncomponents:\n  users: {requests: 1}\n");
    QVERIFY2(client.contains("usage.yaml:3:10: error: nothing of a component of kind client"), client.constData());
  }

  void pricesOfThePlanAndRegion() {
    const auto usage = folder_->filePath("usage.yaml");
    QVERIFY(write(usage, "per: month\ncomponents:\n  work: {vcpu-hours: 730, gb-hours: 2555}\n"));
    auto project = QByteArray(kTiny).replace("aws, region: us-east-1", "azure, region: westus2") +
                   "providers: {azure: {plan: premium}}\n";
    const auto outcome = runVirga({"price", "-", "--usage", usage}, project);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY2(outcome.out.contains("Premium") && outcome.out.contains("westus2") && outcome.out.contains("157.72"),
             outcome.out.constData());
    project.replace("westus2", "mars-1");
    const auto refused = runVirga({"price", "-", "--usage", usage}, project);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("no prices of the region 'mars-1'"), refused.err.constData());
  }

  void overlaysTakeThePlaceOfPrices() {
    const auto usage = folder_->filePath("usage.yaml");
    const auto overlay = folder_->filePath("mine.yaml");
    QVERIFY(write(usage, "per: month\ncomponents:\n  work: {requests: 2M}\n"));
    const QByteArray head = "provider: aws\nsources: {mine: {cite: Agreement, as-of: 2026, confidence: sourced}}\nprices:\n";
    const QByteArray price = "  - {kind: function, item: requests, unit: request, tiers: [{price: 0.001}], source: mine}\n";
    QVERIFY(write(overlay, head + price));
    const QStringList command = {"price", "-", "--usage", usage, "--catalog-overlay", overlay};
    const auto outcome = runVirga(command + QStringList{"--json", "-"}, kTiny);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QCOMPARE(at(json(outcome.out), {"bill", "total", "mean"}).toDouble(), 2000.0);
    QCOMPARE(at(json(outcome.out), {"bill", "catalog_overlays", "0"}).toString(), overlay);
    QVERIFY(runVirga(command, kTiny).out.contains("catalog overlaid by " + overlay.toUtf8()));
    QVERIFY(runVirga({"simulate", "-", "--catalog-overlay", overlay}, kTiny).out.contains("overlaid"));
    QVERIFY(runVirga({"catalog", "aws", "--catalog-overlay", overlay}).out.contains("Agreement"));
    QVERIFY(write(overlay, head + QByteArray(price).replace("0.001", "-0.001")));
    const auto refused = runVirga(command, kTiny);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("mine.yaml:4:") && refused.err.contains("negative"), refused.err.constData());
  }

  void comparesProviders() {
    const QStringList command = {"compare", kExample, "--duration", "5min", "--replications", "2"};
    const auto outcome = runVirga(command + QStringList{"--json", "-"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const auto document = json(outcome.out);
    QCOMPARE(at(document, {"platforms"}).toArray().size(), 4);
    QCOMPARE(at(document, {"results", "3", "provider"}).toString(), "oci");
    QCOMPARE(at(document, {"scenarios", "0", "figures", "0", "name"}).toString(), "bill.total");
    // The comparison's totals are those of the results beside it.
    for (const auto* i : {"0", "1", "2", "3"})
      QCOMPARE(at(document, {"scenarios", "0", "figures", "0", "platforms", i, "value", "mean"}).toDouble(),
               at(document, {"results", i, "bill", "total", "mean"}).toDouble());
    const auto shown = runVirga(command + QStringList{"--providers", "aws,azure:all", "--traffic", "0.5"});
    QVERIFY2(shown.exitCode == 0, shown.err.constData());
    for (const auto* words : {"Azure Flex Consumption", "Azure Consumption", "Azure Premium", "Cost per month: ", "x 0.5"})
      QVERIFY2(shown.out.contains(words), shown.out.constData());
    const auto failed = runVirga(command + QStringList{"--expect", "cost < 1"});
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.out.contains("AWS: FAILED"), failed.out.constData());
  }

  void advises() {
    const QStringList command = {"advise", kExample, "--duration", "5min", "--replications", "1", "--providers", "aws,oci"};
    const auto outcome = runVirga(command + QStringList{"--weight", "cost=3,latency=0", "--json", "-"});
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    const auto document = json(outcome.out);
    QCOMPARE(at(document, {"advice", "platforms"}).toArray().size(), 2);
    QCOMPARE(at(document, {"advice", "platforms", "0", "scores", "cost", "weight"}).toDouble(), 3.0);
    QVERIFY(at(document, {"advice", "platforms", "0", "against_containers", "servers"}).toInt() >= 2);
    const auto shown = runVirga(command);
    QVERIFY2(shown.out.contains("suits best") && shown.out.contains("cost: "), shown.out.constData());
  }

  void anOverlayIsForItsOwnProvider() {
    const auto overlay = folder_->filePath("mine.yaml");
    QVERIFY(write(overlay,
                  "provider: oci\nsources: {mine: {cite: Agreement, as-of: 2026, confidence: sourced}}\nprices:\n"
                  "  - {kind: function, item: requests, unit: request, tiers: [{price: 1}], source: mine}\n"));
    const QStringList command = {"compare", "-", "--duration", "5min", "--replications", "1", "--catalog-overlay", overlay};
    const auto outcome = runVirga(command + QStringList{"--json", "-"}, kTiny);
    QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
    QVERIFY(at(json(outcome.out), {"results", "3", "bill", "catalog_overlays", "0"}).toString() == overlay);
    QVERIFY(at(json(outcome.out), {"results", "0", "bill", "catalog_overlays"}).isUndefined());
    const auto refused = runVirga(command + QStringList{"--providers", "aws"}, kTiny);
    QCOMPARE(refused.exitCode, 2);
    QVERIFY2(refused.err.contains("isn't compared"), refused.err.constData());
  }

  // The bill of a run, and that of the usage file that it writes.
  void aRunWritesItsUsage() {
    const auto usage = folder_->filePath("usage.yaml");
    const auto run = runVirga({"simulate", "-", "--usage", usage, "--json", "-"}, kTiny);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const auto priced = runVirga({"price", "-", "--usage", usage, "--json", "-"}, kTiny);
    QVERIFY2(priced.exitCode == 0, priced.err.constData());
    QCOMPARE(at(json(priced.out), {"bill", "total", "mean"}), at(json(run.out), {"bill", "total", "mean"}));
    QVERIFY(at(json(run.out), {"bill", "total", "mean"}).toDouble() > 0);
  }

  void reviewsThePrices() {
    const QStringList command = {"catalog", "--check", "--bills", VIRGA_SOURCE "/tests/data/bills"};
    const auto outcome = runVirga(command + QStringList{"--as-of", "2026-11-26"});
    QVERIFY2(outcome.exitCode == 0, outcome.out.constData());
    QVERIFY2(!outcome.out.contains("in no worked bill") && !outcome.out.contains("that differ"), outcome.out.constData());
    QVERIFY(outcome.out.contains("http-api requests (2024-07-01)"));
    QVERIFY(outcome.out.contains("prices without a source that was read: schedule invocations"));
    QVERIFY(!runVirga(command + QStringList{"--as-of", "2024-07-01"}).out.contains("older than 12 months"));
    const auto folder = folder_->filePath("bills");
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(write(folder + "/oci.csv",
                  "case,plan,region,free_tier,total,usage,arithmetic,source\n"
                  "a,,,on,7,\"{q: {kind: queue, requests: 2M}}\",1M x 0.00000022,list\n"));
    const auto differs = runVirga({"catalog", "oci", "--check", "--bills", folder});
    QCOMPARE(differs.exitCode, 1);
    QVERIFY2(differs.out.contains("'a' comes to 0.22 instead of 7"), differs.out.constData());
    QVERIFY(differs.out.contains("in no worked bill: function requests"));
  }

  void neverOverwritesTheUsage() {
    const auto usage = folder_->filePath("usage.yaml");
    const QByteArray text = "per: month\ncomponents: {}\n";
    QVERIFY(write(usage, text));
    QCOMPARE(runVirga({"price", "-", "--usage", usage, "--json", usage, "--force"}, kTiny).exitCode, 2);
    QCOMPARE(content(usage), text);
  }

  // Of the function on AWS, as if its month had used a million GB-seconds.
  void pricesWithASavingsPlan() {
    const auto usage = folder_->filePath("usage.yaml");
    QFile file(usage);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("per: month\ncomponents:\n  work: {requests: 0, compute: 1000000}\n");
    file.close();
    const QStringList command = {"price", "-", "--usage", usage, "--no-free-tier", "--savings-plan", "compute-no-upfront"};
    const auto text = runVirga(command, kTiny);
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("Compute Savings Plan") && text.out.contains("cover all of the month's use"),
             text.out.constData());
    const auto outcome = json(runVirga(command + QStringList{"--json", "-"}, kTiny).out);
    QCOMPARE(at(outcome, {"bill", "savings_plan", "id"}).toString(), QString("compute-no-upfront"));
    QVERIFY(!at(outcome, {"bill", "savings_plan", "assumption"}).toString().isEmpty());
    // 1,000,000 GB-seconds x 0.0000166667 x 0.88
    QCOMPARE(at(outcome, {"bill", "total", "mean"}).toDouble(), 14.666696);
    const auto run = json(runVirga({"simulate", "-", "--savings-plan", "compute-no-upfront", "--json", "-"}, kTiny).out);
    QCOMPARE(at(run, {"bill", "savings_plan", "term"}).toString(), QString("1 or 3 years"));
  }

  void writesUsageForInfracost() {
    const auto out = folder_->filePath("infracost-usage.yml");
    QCOMPARE(runVirga({"simulate", "-", "--infracost", out}, kTiny).exitCode, 0);
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll();
    QVERIFY2(text.contains("version: 0.1\n") && text.contains("  aws_lambda_function.") && text.contains("monthly_requests"),
             text.constData());
    QCOMPARE(runVirga({"simulate", "-", "--infracost", out}, kTiny).exitCode, 2);
  }

  void exportsTheUsageForInfracost() {
    const auto folder = folder_->filePath("infracost"), usage = folder_->filePath("usage-of-a-run.yml");
    QCOMPARE(runVirga({"export", "-", "--format", "infracost", "--output", folder}, kTiny).exitCode, 0);
    QCOMPARE(runVirga({"simulate", "-", "--infracost", usage}, kTiny).exitCode, 0);
    QFile exported(folder + "/infracost-usage.yml"), written(usage);
    QVERIFY(exported.open(QIODevice::ReadOnly) && written.open(QIODevice::ReadOnly));
    QCOMPARE(exported.readAll(), written.readAll());
    const auto refused = runVirga({"export", "-", "--format", "infracost", "--provider", "oci", "--output", folder}, kTiny);
    QCOMPARE(refused.exitCode, 2);
  }

  // By the program that draws, where it was built.
  void exportsTheDrawing() {
    const auto folder = folder_->filePath("drawing");
    const auto outcome = runVirga({"export", "-", "--format", "svg", "--output", folder}, kTiny);
    QFile drawing(folder + "/drawing.svg");
    if (outcome.exitCode == 2) {
      QVERIFY2(outcome.err.contains("virga-render"), outcome.err.constData());
      QVERIFY(!drawing.exists());
      return;
    }
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY(drawing.open(QIODevice::ReadOnly));
    QVERIFY(drawing.readAll().contains("<svg"));
  }

  void listsFormatsSchemaAndCatalogs() {
    QVERIFY(runVirga({"formats"}).out.startsWith("sam  "));
    for (const char* own : {"\nsvg ", "\ninfracost ", "\narm ", "\nk6 ", "\nartillery "})
      QVERIFY2(runVirga({"formats"}).out.contains(own), own);
    QVERIFY(json(runVirga({"schema"}).out).contains("$schema"));
    QCOMPARE(at(json(runVirga({"schema", "--catalog"}).out), {"title"}).toString(), QString("Virga catalog"));
    QCOMPARE(at(json(runVirga({"schema", "--catalog-overlay"}).out), {"title"}).toString(),
             QString("Virga catalog overlay"));
    const auto azure = runVirga({"catalog", "azure"}).out;
    QVERIFY(azure.contains("Azure Functions has no arm64 instances.") && azure.contains("node|22"));
    QVERIFY(azure.contains("Azure savings plan for compute"));
    QVERIFY(runVirga({"catalog"}).out.contains("aws"));
    QVERIFY(runVirga({"catalog", "aws"}).out.contains("function.account-concurrency"));
    QCOMPARE(runVirga({"catalog", "--check"}).exitCode, 0);
  }

  void saysWhenStandardOutputIsFull() {
    if (!QFile::exists("/dev/full")) QSKIP("needs /dev/full");
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(QStringLiteral(VIRGA_PROGRAM), {"schema"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    const auto message = process.readAllStandardError();
    QVERIFY2(message.contains("virga: error: "), message.constData());
    QVERIFY2(!message.contains("internal"), message.constData());
    process.start(QStringLiteral(VIRGA_PROGRAM), {"check", kExample, "--json", "-"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QCOMPARE(process.readAllStandardError().count("can't be written"), 1);
  }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
