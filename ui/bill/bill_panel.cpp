#include "ui/bill/bill_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/bill/amount_text.h"
#include "ui/bill/bill_csv.h"
#include "ui/charts/quantity_text.h"
#include "ui/export/save_csv.h"

namespace virga::ui {

namespace {

enum Column { component, item, quantity, freeQuantity, unit, price, amount, source, columnCount };

QString text(const std::string& value) { return QString::fromStdString(value); }

QString quantityText(const model::Decimal& value) {
  if (value == 0) return QStringLiteral("0");
  return countText(value.convert_to<double>());
}

QString sourceText(const model::BillLine& line) {
  return line.asOf.empty() ? text(line.source) : QString("%1 (%2)").arg(text(line.source), text(line.asOf));
}

// All that a line rests on, with exact figures.
QString explanation(const model::BillLine& line, const QString& currency) {
  const auto unit = text(line.unit);
  QStringList rows{QString("%1: %2").arg(text(line.component), text(line.item)),
                   BillPanel::tr("Quantity per month: %1 %2").arg(inLocale(model::toText(line.quantity)), unit)};
  if (line.free != 0) rows << BillPanel::tr("of it free: %1 %2").arg(inLocale(model::toText(line.free)), unit);
  rows << BillPanel::tr("Price: %1 %2 per %3").arg(inLocale(model::toText(line.price)), currency, unit)
       << BillPanel::tr("Amount: %1 %2").arg(inLocale(model::toText(line.amount)), currency)
       << BillPanel::tr("Source: %1").arg(sourceText(line))
       << (line.sourced ? BillPanel::tr("Sourced: the figure was read there.")
                        : BillPanel::tr("General: a general figure that wasn't read in a price list."));
  return rows.join('\n');
}

}  // namespace

BillPanel::BillPanel(QWidget* parent)
    : QWidget(parent),
      export_(new QAction(tr("Export bill as &CSV …"), this)),
      pages_(new QStackedWidget),
      total_(new QLabel),
      notes_(new QLabel),
      lines_(new QTreeWidget) {
  auto* nothing = new QLabel(tr("No bill yet. A simulation (F5) measures the use that is priced here."));
  nothing->setAlignment(Qt::AlignCenter);
  auto font = total_->font();
  font.setBold(true);
  font.setPointSizeF(font.pointSizeF() * 1.2);
  total_->setFont(font);
  total_->setObjectName("billTotal");
  notes_->setObjectName("billNotes");
  notes_->setWordWrap(true);
  lines_->setObjectName("billLines");
  lines_->setAccessibleName(tr("Lines of the bill"));
  lines_->setHeaderLabels({tr("Component"), tr("Item"), tr("Quantity per month"), tr("Free"), tr("Unit"), tr("Price"),
                           tr("Amount"), tr("Source")});
  for (const int column : {quantity, freeQuantity, price, amount})
    lines_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  lines_->setRootIsDecorated(false);
  lines_->setUniformRowHeights(true);
  lines_->setAlternatingRowColors(true);
  lines_->header()->setStretchLastSection(true);
  auto* copy = new QAction(tr("Copy as table"), this);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &BillPanel::copyAsText);
  lines_->addActions({copy, export_});
  lines_->setContextMenuPolicy(Qt::ActionsContextMenu);

  export_->setObjectName("exportBillAction");
  export_->setIconText(tr("Export CSV …"));
  export_->setToolTip(tr("Write the bill's lines with their sources into a file"));
  export_->setEnabled(false);
  connect(export_, &QAction::triggered, this, &BillPanel::exportCsv);
  auto* button = new QToolButton;
  button->setObjectName("exportBill");
  button->setDefaultAction(export_);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  auto* top = new QHBoxLayout;
  top->addWidget(total_, 1);
  top->addWidget(button);

  auto* page = new QWidget;
  auto* pageLayout = new QVBoxLayout(page);
  pageLayout->setContentsMargins(6, 6, 6, 0);
  pageLayout->addLayout(top);
  pageLayout->addWidget(notes_);
  pageLayout->addWidget(lines_, 1);
  pages_->addWidget(nothing);
  pages_->addWidget(page);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(pages_);
  connect(&AmountStyle::instance(), &AmountStyle::changed, this, &BillPanel::refresh);
}

void BillPanel::refresh() {
  if (shown_) setBill(model::Bill(*shown_), QString(basis_));
}

void BillPanel::setBill(const model::Bill& bill, const QString& basis) {
  const bool unpriced = bill.lines.empty() && !bill.unpriced.empty();
  total_->setText(unpriced ? tr("No total") : tr("%1 per month").arg(amountText(bill.total) + ' ' + text(bill.currency)));
  QStringList notes{tr("Projected to a month from %1.").arg(basis),
                    bill.freeTier ? tr("The free tier is taken off.") : tr("Without the free tier.")};
  if (!bill.unpriced.empty()) {
    QStringList items;
    for (const auto& item : bill.unpriced) items << text(item);
    notes << tr("Not in the total, because the catalog has no price: %1.").arg(items.join(", "));
  }
  QStringList names, paths;
  for (const auto& file : bill.overlays) {
    paths << text(file);
    names << QFileInfo(paths.back()).fileName();
  }
  if (!names.isEmpty()) notes << tr("Values and prices of %1 stand in place of the catalog's.").arg(names.join(", "));
  notes_->setToolTip(paths.join('\n'));
  notes_->setText(notes.join(' '));
  lines_->clear();
  lines_->headerItem()->setText(price, tr("Price (%1)").arg(text(bill.currency)));
  lines_->headerItem()->setText(amount, tr("Amount (%1)").arg(text(bill.currency)));
  for (const auto& line : bill.lines) {
    auto* row = new QTreeWidgetItem(
        lines_, {text(line.component), text(line.item), quantityText(line.quantity), quantityText(line.free),
                 text(line.unit), inLocale(model::toText(line.price)), amountText(line.amount),
                 line.sourced ? sourceText(line) : tr("%1, general figure").arg(sourceText(line))});
    for (const int column : {quantity, freeQuantity, price, amount})
      row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (int column = 0; column < columnCount; ++column) row->setToolTip(column, explanation(line, text(bill.currency)));
  }
  for (int column = 0; column < source; ++column) lines_->resizeColumnToContents(column);
  shown_ = bill;
  basis_ = basis;
  export_->setEnabled(true);
  pages_->setCurrentIndex(1);
}

void BillPanel::clear() {
  lines_->clear();
  shown_.reset();
  export_->setEnabled(false);
  pages_->setCurrentIndex(0);
}

void BillPanel::exportCsv() {
  if (shown_)
    saveCsv(this, tr("Export the bill"), QString("bill-%1-per-month.csv").arg(text(shown_->currency).toLower()),
            billCsv(*shown_));
}

void BillPanel::copyAsText() const {
  QStringList rows;
  const auto append = [&rows](const QTreeWidgetItem* row) {
    QStringList cells;
    for (int column = 0; column < columnCount; ++column) cells << row->text(column);
    rows << cells.join('\t');
  };
  append(lines_->headerItem());
  for (int i = 0; i < lines_->topLevelItemCount(); ++i) append(lines_->topLevelItem(i));
  QApplication::clipboard()->setText(rows.join('\n') + '\n');
}

}  // namespace virga::ui
