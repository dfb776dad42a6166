#include "ui/bill/bill_panel.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidget>

#include "model/io/file.h"
#include "tests/gui/sample_result.h"
#include "ui/bill/bill_csv.h"
#include "ui/export/csv_text.h"

using namespace virga;
using namespace virga::ui;

namespace {

// A third line beside the sample's: a general price, a quantity that isn't whole, and a source with a comma and quotes.
model::Bill bill() {
  auto bill = test::sampleResult()->bill;
  bill.overlays = {"/home/user/agreed-prices.yaml"};
  model::BillLine line;
  line.component = "api";
  line.item = "requests";
  line.quantity = model::Decimal("12345678.25");
  line.free = 0;
  line.unit = "request";
  line.price = model::Decimal("0.000001");
  line.amount = model::Decimal("12.34567825");
  line.source = "Quote \"2026\", page 3";
  line.asOf = "2026-03";
  bill.lines.push_back(line);
  return bill;
}

// As the columns are documented, written by hand.
const char* const kCsv =
    "component,item,quantity,free,unit,price,amount,source,as-of,confidence\n"
    "checkout,compute,1500000,400000,GB-second,0.0000133334,12.345,price list,2026-11-01,sourced\n"
    "api,requests,12345678.25,0,request,0.000001,12.34567825,\"Quote \"\"2026\"\", page 3\",2026-03,general\n"
    ",receipts: requests,,,,,,no price in the catalog,,\n";

}  // namespace

class BillPanelTest : public QObject {
  Q_OBJECT

 private:
  // Presses the export button, types the path and Enter; answers the question about overwriting, if there is one.
  static void exportTo(BillPanel& panel, const QString& path, QMessageBox::StandardButton answer, bool* asked) {
    QTest::mouseClick(panel.findChild<QToolButton*>("exportBill"), Qt::LeftButton);
    auto* dialog = panel.findChild<QFileDialog*>("csvDialog");
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>("fileNameEdit");
    QVERIFY(name);
    name->setText(path);
    QTimer::singleShot(0, dialog, [dialog, answer, asked] {
      if (auto* box = dialog->findChild<QMessageBox*>()) {
        *asked = true;
        box->button(answer)->click();
      }
    });
    QTest::keyClick(name, Qt::Key_Return);
    if (dialog->isVisible()) dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }

 private slots:
  void theCsvIsExact() { QCOMPARE(QByteArray::fromStdString(billCsv(bill())), QByteArray(kCsv)); }

  void cellsAreQuotedWhereTheyMust() {
    QCOMPARE(csvText({{"a", "b c", "d,e"}, {"\"", "line\nbreak", ""}}),
             std::string("a,b c,\"d,e\"\n\"\"\"\",\"line\nbreak\",\n"));
  }

  void aLineSaysWhatItRestsOn() {
    BillPanel panel;
    panel.setBill(bill(), "sale");
    const auto* lines = panel.findChild<QTreeWidget*>("billLines");
    for (int column = 0; column < lines->columnCount(); ++column) {
      const auto sourced = lines->topLevelItem(0)->toolTip(column), general = lines->topLevelItem(1)->toolTip(column);
      for (const auto* part : {"checkout: compute", "1500000 GB-second", "400000", "0.0000133334 USD per GB-second",
                               "12.345 USD", "price list (2026-11-01)", "Sourced"})
        QVERIFY2(sourced.contains(part), part);
      for (const auto* part : {"12345678.25 request", "12.34567825 USD", "(2026-03)", "General"})
        QVERIFY2(general.contains(part), part);
    }
    QVERIFY(lines->topLevelItem(1)->text(7).contains("general"));
  }

  void overlaysAreNamed() {
    BillPanel panel;
    panel.setBill(bill(), "sale");
    const auto* notes = panel.findChild<QLabel*>("billNotes");
    QVERIFY(notes->text().contains("agreed-prices.yaml"));
    QVERIFY(notes->toolTip().contains("/home/user/agreed-prices.yaml"));
    panel.setBill(test::sampleResult()->bill, "sale");
    QVERIFY(!notes->text().contains("agreed-prices.yaml"));
  }

  void theFileIsReplacedOnlyAfterAsking() {
    QTemporaryDir folder;
    BillPanel panel;
    QVERIFY(!panel.exportAction()->isEnabled());
    panel.setBill(bill(), "sale");
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(panel.exportAction()->isEnabled());
    const auto path = folder.filePath("bill.csv");
    bool asked = false;
    exportTo(panel, folder.filePath("bill"), QMessageBox::No, &asked);  // the ending comes by itself
    QVERIFY(!asked);
    QCOMPARE(*model::readFile(path.toStdString()), std::string(kCsv));

    QVERIFY(model::writeFileAtomically(path.toStdString(), "mine"));
    exportTo(panel, path, QMessageBox::No, &asked);
    QVERIFY(asked);
    QCOMPARE(*model::readFile(path.toStdString()), std::string("mine"));
    exportTo(panel, path, QMessageBox::Yes, &asked);
    QCOMPARE(*model::readFile(path.toStdString()), std::string(kCsv));
    panel.clear();
    QVERIFY(!panel.exportAction()->isEnabled());
  }
};

QTEST_MAIN(BillPanelTest)
#include "bill_panel_test.moc"
