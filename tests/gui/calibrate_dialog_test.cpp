// Logs of known laws are learnt from with mouse and keyboard. With VIRGA_SCREENSHOTS=FOLDER each tab leaves a picture.
#include "ui/calibrate/calibrate_dialog.h"

#include <cmath>
#include <random>

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QUndoStack>
#include <qcustomplot.h>

#include "model/project/choice_view.h"
#include "model/project/project_file.h"
#include "simulator/experiment/simulate.h"
#include "ui/calibrate/arrivals_chart.h"
#include "ui/calibrate/present_law.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme.h"

using namespace virga;
using namespace virga::ui;

namespace {

const char* const kProject =
    "virga: 1\n"
    "name: Shop\n"
    "target: {provider: aws, region: us-east-1}\n"
    "components:\n"
    "  users: {kind: client, sends: [{to: work, arrivals: {poisson: {rate: 1/s}}}]}\n"
    "  work:\n"
    "    kind: function\n"
    "    runtime: python3.12\n"
    "    memory: 512 MiB\n"
    "    timeout: 30 s\n"
    "    steps:\n"
    "      - compute: {exponential: {mean: 5 ms}}\n"
    "  mailer: {kind: function, runtime: python3.12, memory: 128 MiB}\n";

// What CloudWatch exports: durations of median 50 ms and sigma 0.5, `perSecond` by chance, one in 50 with an initialisation.
QByteArray logLines(int count, double perSecond, const std::function<bool(double)>& keeps = {}) {
  std::mt19937_64 engine(3);
  std::lognormal_distribution<double> duration(std::log(50), 0.5), init(std::log(400), 0.2);
  std::exponential_distribution<double> gap(perSecond);
  std::uniform_int_distribution<int> memory(60, 95);
  QByteArray text;
  double now = 0;
  for (int i = 0; i < count;) {
    now += gap(engine);
    if (keeps && !keeps(now)) continue;
    const auto ms = static_cast<int>(now * 1000);
    const double took = duration(engine);
    const auto started = i % 50 == 0 ? QStringLiteral("\tInit Duration: %1 ms").arg(init(engine), 0, 'f', 2) : QString();
    text += QStringLiteral(
                "2026-03-02T%1:%2:%3.%4Z REPORT RequestId: %5-2539-4c50-825d-1774bc00338c\tDuration: %6 ms\t"
                "Billed Duration: %7 ms\tMemory Size: 512 MB\tMax Memory Used: %8 MB%9\t\n")
                .arg(ms / 3'600'000, 2, 10, QLatin1Char('0'))
                .arg(ms / 60'000 % 60, 2, 10, QLatin1Char('0'))
                .arg(ms / 1000 % 60, 2, 10, QLatin1Char('0'))
                .arg(ms % 1000, 3, 10, QLatin1Char('0'))
                .arg(i, 8, 16, QLatin1Char('0'))
                .arg(took, 0, 'f', 2)
                .arg(static_cast<int>(std::ceil(took)))
                .arg(memory(engine))
                .arg(started)
                .toUtf8();
    ++i;
  }
  return text;
}

bool write(const QString& path, const QByteArray& text) {
  QFile file(path);
  return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QTreeWidgetItem* rowOf(const QTreeWidget& tree, const QString& text, int column = 0) {
  const auto found = tree.findItems(text, Qt::MatchExactly, column);
  return found.isEmpty() ? nullptr : found.front();
}

double figure(const QTreeWidget& tree, const QString& name, int column) {
  const auto* row = rowOf(tree, name, 1);
  return row ? row->text(column).section(' ', 0, 0).remove(',').toDouble() : -1;
}

}  // namespace

class CalibrateDialogTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::shared_ptr<CatalogCache> catalogs_ = std::make_shared<CatalogCache>();

  QString path(const char* name) const { return folder_->filePath(QString::fromLatin1(name)); }
  static std::shared_ptr<const model::Architecture> project(const std::string& text = kProject) {
    return std::make_shared<const model::Architecture>(model::readProject(text, "shop.virga.yaml").value());
  }
  template <class Widget>
  static Widget* in(QWidget& dialog, const char* name) {
    auto* widget = dialog.findChild<Widget*>(name);
    if (!widget) qFatal("no %s", name);
    return widget;
  }
  static bool learnt(QWidget& dialog) {
    return QTest::qWaitFor([&] { return in<QPushButton>(dialog, "applyLearnt")->isEnabled(); }, 60'000);
  }
  // Clicks the box in the row.
  static void tick(QTreeWidget& list, QTreeWidgetItem* row) {
    const auto place = list.visualItemRect(row);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, QPoint(place.left() + 10, place.center().y()));
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    Theme::instance().setMode(Theme::Mode::light);
  }

  void aLogOfAKnownLawIsLearntAndAppliedInOneStep() {
    QVERIFY(write(path("shop.virga.yaml"), kProject));
    QVERIFY(write(path("shop-work-prod.log"), logLines(20'000, 10) + "REPORT RequestId: torn off\n"));
    MainWindow window(simulator::simulate);
    QCOMPARE(window.document().open(path("shop.virga.yaml")), QString());
    window.show();
    window.findChild<QAction*>("calibrateAction")->trigger();
    auto* dialog = window.findChild<CalibrateDialog*>("calibrateDialog");
    QVERIFY(dialog && dialog->isVisible());
    auto* apply = in<QPushButton>(*dialog, "applyLearnt");
    QVERIFY(!apply->isEnabled());

    // A file is dropped on it.
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path("shop-work-prod.log"))});
    QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(dialog, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(dialog, &drop);
    QVERIFY(in<QPushButton>(*dialog, "stopCalibrate")->isVisible());

    // The log has no name for the function, and the design two functions: the user says which it is.
    auto* tabs = in<QTabWidget>(*dialog, "calibrateTabs");
    auto* names = in<QTreeWidget>(*dialog, "logNames");
    QTRY_COMPARE_WITH_TIMEOUT(names->topLevelItemCount(), 1, 60'000);
    QCOMPARE(tabs->currentIndex(), 3);
    QVERIFY(!apply->isEnabled());
    auto* means = in<QComboBox>(*dialog, "nameMeans");
    means->setFocus();
    QTest::keyClicks(means, "work");
    QVERIFY(learnt(*dialog));
    QCOMPARE(names->topLevelItem(0)->text(2), QString("work"));

    // What was read, and the line that can't be.
    auto* formats = in<QTreeWidget>(*dialog, "logFormats");
    QVERIFY(formats->topLevelItemCount() >= 1);
    QVERIFY2(formats->topLevelItem(0)->text(1).contains("AWS"), qPrintable(formats->topLevelItem(0)->text(1)));
    auto* unparsable = in<QTreeWidget>(*dialog, "unparsableLines");
    QCOMPARE(unparsable->topLevelItemCount(), 1);
    QCOMPARE(unparsable->topLevelItem(0)->text(0), QString("shop-work-prod.log:20001"));

    // The law of the durations, its picture and the facts.
    auto* laws = in<QTreeWidget>(*dialog, "triedLaws");
    QCOMPARE(laws->topLevelItemCount(), 4);
    QCOMPARE(laws->topLevelItem(0)->text(0), QString("lognormal"));
    QVERIFY(laws->topLevelItem(0)->text(7).startsWith("yes"));
    QVERIFY(in<QTextBrowser>(*dialog, "functionFacts")->toPlainText().contains("Cold starts"));
    QVERIFY(in<QTextBrowser>(*dialog, "logUnknowns")->toPlainText().contains("mailer"));

    // Only the durations: the runs differ in them, and not in the rate.
    tabs->setCurrentIndex(1);
    auto* proposals = in<QTreeWidget>(*dialog, "proposals");
    auto* arrivals = rowOf(*proposals, "users.sends.0.arrivals");
    QVERIFY(arrivals && rowOf(*proposals, "work.steps.0.compute"));
    auto* figures = in<QTreeWidget>(*dialog, "calibratedFigures");
    const double wholeCost = figure(*figures, "Cost without free tier", 4);
    QVERIFY(wholeCost > 0);
    tick(*proposals, arrivals);
    QCOMPARE(arrivals->checkState(0), Qt::Unchecked);
    QTRY_VERIFY_WITH_TIMEOUT(
        figure(*figures, "Cost without free tier", 4) > 0 && figure(*figures, "Cost without free tier", 4) < wholeCost * 0.2,
        30'000);
    tabs->setCurrentIndex(2);
    QVERIFY(std::abs(figure(*figures, "Duration p50", 2) / 50 - 1) < 0.05);
    QVERIFY(std::abs(figure(*figures, "Duration p50", 4) / 50 - 1) < 0.05);

    // The design's own: exponential of mean 5 ms, at 512/1769 of a vCPU; median ln 2 of it.
    QVERIFY(std::abs(figure(*figures, "Duration p50", 3) / (5 * 1769.0 / 512 * std::log(2)) - 1) < 0.1);

    const auto before = window.document().architecture();
    QTest::mouseClick(apply, Qt::LeftButton);
    QCOMPARE(window.document().undoStack().count(), 1);
    const auto* work = window.document().architecture().find("work");
    const auto& step = std::get<model::Function>(work->kind).steps.front();
    const auto law = std::get<model::LognormalMedianSigma>(std::get<model::ComputeStep>(step.what).work);
    QVERIFY(std::abs(law.median.milliseconds() / (50 * 512 / 1769.0) - 1) < 0.05);
    QVERIFY(std::abs(law.sigma / 0.5 - 1) < 0.05);
    const auto& client = std::get<model::Client>(window.document().architecture().find("users")->kind);
    QCOMPARE(std::get<model::PoissonArrivals>(client.sends.front().arrivals).rate.perSecond, 1.0);
    window.findChild<QAction*>("undoAction")->trigger();
    QVERIFY(window.document().architecture() == before);
  }

  void burstsNeedAFileBesideTheProject() {
    // A quarter of each minute.
    QVERIFY(write(path("work.log"), logLines(8'000, 20, [](double now) { return std::fmod(now, 60) < 15; })));
    const auto text = std::string(kProject).substr(0, std::string(kProject).find("  mailer"));
    {
      CalibrateDialog dialog(project(text), {}, catalogs_);
      dialog.show();
      dialog.addLogs({path("work.log")});
      QVERIFY(learnt(dialog));
      const auto* row = rowOf(*in<QTreeWidget>(dialog, "proposals"), "users.sends.0.arrivals");
      QVERIFY(row);
      QCOMPARE(row->checkState(0), Qt::Unchecked);
      QVERIFY(!(row->flags() & Qt::ItemIsUserCheckable));
    }
    for (const auto& present : {QByteArray(), QByteArray("1,2,3\n")}) {
      const auto counts = path("shop-work-counts.csv");
      if (!present.isEmpty()) QVERIFY(write(counts, present));
      CalibrateDialog dialog(project(text), path("shop.virga.yaml"), catalogs_);
      int asked = 0;
      dialog.setAskReplace([&](const QString&) { return ++asked == 2; });
      QSignalSpy wanted(&dialog, &CalibrateDialog::designWanted);
      dialog.show();
      dialog.addLogs({path("work.log")});
      QVERIFY(learnt(dialog));
      auto* apply = in<QPushButton>(dialog, "applyLearnt");
      QTest::mouseClick(apply, Qt::LeftButton);
      if (!present.isEmpty()) {
        QCOMPARE(wanted.count(), 0);  // asked, and it stays
        QTest::mouseClick(apply, Qt::LeftButton);
        QCOMPARE(asked, 2);
      }
      QCOMPARE(wanted.count(), 1);
      QFile file(counts);
      QVERIFY(file.open(QIODevice::ReadOnly));
      int sum = 0;
      for (const auto& count : file.readAll().trimmed().split(',')) sum += count.toInt();
      QCOMPARE(sum, 8'000);
      QFile::remove(counts);
    }
  }

  void whatIsNoLogIsSaid() {
    CalibrateDialog dialog(project(), {}, catalogs_);
    dialog.show();
    QVERIFY(write(path("words.txt"), "nothing of the kind\n"));
    dialog.addLogs({path("words.txt")});
    auto* status = in<QLabel>(dialog, "calibrateStatus");
    QTRY_VERIFY(status->text().contains("no invocation in the logs"));
    QVERIFY(!in<QPushButton>(dialog, "applyLearnt")->isEnabled());
    auto* files = in<QListWidget>(dialog, "logFiles");
    files->setFocus();
    files->setCurrentRow(0);
    QTest::mouseClick(in<QPushButton>(dialog, "removeLogs"), Qt::LeftButton);
    QCOMPARE(files->count(), 0);
    QVERIFY(status->text().isEmpty());
    dialog.addLogs({path("nowhere.log")});
    auto* message = in<QLabel>(dialog, "calibrateMessage");
    QTRY_VERIFY2(message->text().contains("nowhere.log"), qPrintable(message->text()));
  }

  void aLongReadingIsStoppedAndTheWindowLives() {
    const auto lines = logLines(100'000, 40);
    QVERIFY(write(path("work.log"), lines));
    CalibrateDialog dialog(project(), {}, catalogs_);
    dialog.show();
    QElapsedTimer clock;
    clock.start();
    dialog.addLogs({path("work.log")});
    QVERIFY(clock.elapsed() < 500);
    auto* stop = in<QPushButton>(dialog, "stopCalibrate");
    QTRY_VERIFY(in<QProgressBar>(dialog, "calibrateProgress")->maximum() > 0 || !stop->isVisible());
    QTest::mouseClick(stop, Qt::LeftButton);
    QVERIFY(!stop->isVisible());
    QVERIFY(in<QLabel>(dialog, "calibrateStatus")->text().contains("nothing was learnt"));
    QVERIFY(!in<QPushButton>(dialog, "applyLearnt")->isEnabled());

    // Read again, and let the curves stay few.
    QTest::mouseClick(in<QPushButton>(dialog, "readLogsAgain"), Qt::LeftButton);
    auto* names = in<QTreeWidget>(dialog, "logNames");
    QTRY_COMPARE_WITH_TIMEOUT(names->topLevelItemCount(), 1, 60'000);
    auto* means = in<QComboBox>(dialog, "nameMeans");
    means->setFocus();
    QTest::keyClicks(means, "work");
    QVERIFY(learnt(dialog));
    for (const auto* plot : dialog.findChildren<QCustomPlot*>())
      for (int i = 0; i < plot->graphCount(); ++i) QVERIFY(plot->graph(i)->data()->size() <= 500);
  }

  void curvesAreThoseOfTheirLaws() {
    // Ranks 1 … n: the share up to the value is the value over n.
    std::vector<double> sorted;
    for (int i = 1; i <= 100'000; ++i) sorted.push_back(i);
    const auto curve = sampleCurve(sorted);
    QCOMPARE(curve.ms.size(), std::size_t{400});
    QCOMPARE(curve.ms.front(), 1.0);
    QCOMPARE(curve.ms.back(), 100'000.0);
    for (std::size_t i = 0; i < curve.ms.size(); ++i) QVERIFY(std::abs(curve.shares[i] - curve.ms[i] / 100'000) < 1e-9);
    QCOMPARE(sampleCurve({7}).shares, std::vector<double>{1.0});
    QVERIFY(sampleCurve({}).ms.empty());

    // Exponential of mean 5 ms at 512/1769 of a vCPU: share 1 - exp(-t / 17.28 ms).
    const auto design = *project();
    const auto planned = model::withPlan(model::loadCatalog("aws").value(), design).value();
    const auto present = presentLawOf(design, planned, "work");
    QVERIFY(present.has_value());
    for (std::size_t i = 0; i < present->ms.size(); ++i)
      QVERIFY(std::abs(present->shares[i] - (1 - std::exp(-present->ms[i] / (5 * 1769.0 / 512)))) < 1e-4);
    QVERIFY(!presentLawOf(design, planned, "mailer").has_value());

    simulator::StartCounts starts;
    for (int i = 0; i < 36'000; ++i) starts.add((std::int64_t{1'760'000'000} + i / 10) * 1'000'000'000);
    const auto steps = rateSteps(starts);
    QVERIFY(steps.perSecond.size() <= 300 && steps.perSecond.size() >= 150);
    for (const double rate : steps.perSecond) QCOMPARE(rate, 10.0);
  }

  void pictures_data() {
    QTest::addColumn<int>("theme");
    QTest::newRow("light") << static_cast<int>(Theme::Mode::light);
    QTest::newRow("dark") << static_cast<int>(Theme::Mode::dark);
  }
  void pictures() {
    const auto folder = qEnvironmentVariable("VIRGA_SCREENSHOTS");
    if (folder.isEmpty()) QSKIP("VIRGA_SCREENSHOTS names no folder");
    QFETCH(int, theme);
    Theme::instance().setMode(static_cast<Theme::Mode>(theme));
    QVERIFY(write(path("work.log"), logLines(20'000, 2, [](double now) {
                                      return std::sin(now / 2000) > std::fmod(now * 7919, 2) - 1.2;
                                    }) + "REPORT RequestId: torn off\n"));
    CalibrateDialog dialog(project(), path("shop.virga.yaml"), catalogs_);
    dialog.show();
    const auto shoot = [&](const QString& name) {
      QTest::qWait(100);
      QVERIFY(dialog.grab().save(QString("%1/%2-%3.png").arg(folder, QTest::currentDataTag(), name)));
    };
    shoot("empty");
    dialog.addLogs({path("work.log")});
    auto* names = in<QTreeWidget>(dialog, "logNames");
    QTRY_COMPARE_WITH_TIMEOUT(names->topLevelItemCount(), 1, 60'000);
    QTest::keyClicks(in<QComboBox>(dialog, "nameMeans"), "work");
    QVERIFY(learnt(dialog));
    auto* tabs = in<QTabWidget>(dialog, "calibrateTabs");
    auto* pictures = in<QTabWidget>(dialog, "functionPictures");
    tabs->setCurrentIndex(0);
    for (int i = 0; i < pictures->count(); ++i) {
      pictures->setCurrentIndex(i);
      shoot(QString("functions-%1").arg(i));
    }
    for (int i = 1; i < tabs->count(); ++i) {
      tabs->setCurrentIndex(i);
      shoot(QString("tab-%1").arg(i));
    }
  }
};

QTEST_MAIN(CalibrateDialogTest)
#include "calibrate_dialog_test.moc"
