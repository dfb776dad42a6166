#include "ui/inspector/point_table.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>

#include "ui/inspector/sign_button.h"

namespace virga::ui {

namespace {

constexpr int kMostRowsShown = 6;

}  // namespace

PointTable::PointTable(const QString& name, const QStringList& columns, QWidget* parent)
    : QWidget(parent), table_(new QTableWidget(0, static_cast<int>(columns.size()))) {
  table_->setObjectName("points");
  table_->setAccessibleName(name);
  table_->setHorizontalHeaderLabels(columns);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->verticalHeader()->hide();
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);
  table_->installEventFilter(this);
  auto* addButton = signButton("+", tr("Add a row to %1").arg(name), "addPoint");
  remove_ = signButton("−", tr("Remove the row from %1").arg(name), "removePoint");
  auto* buttons = new QVBoxLayout;
  buttons->setSpacing(2);
  buttons->addWidget(addButton);
  buttons->addWidget(remove_);
  buttons->addStretch();
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(2);
  layout->addWidget(table_, 1);
  layout->addLayout(buttons);
  connect(addButton, &QToolButton::clicked, this, &PointTable::add);
  connect(remove_, &QToolButton::clicked, this, &PointTable::remove);
  connect(table_, &QTableWidget::itemChanged, this, &PointTable::edited);
  fitHeight();
}

void PointTable::setRows(const Rows& rows) {
  if (rows == this->rows()) return;
  const QSignalBlocker blocker(table_);
  const int row = table_->currentRow(), column = table_->currentColumn();
  table_->setRowCount(static_cast<int>(rows.size()));
  for (int i = 0; i < table_->rowCount(); ++i) {
    const auto& [first, second] = rows[static_cast<std::size_t>(i)];
    table_->setItem(i, 0, new QTableWidgetItem(first));
    table_->setItem(i, 1, new QTableWidgetItem(second));
    table_->item(i, 0)->setToolTip(first);
    table_->item(i, 1)->setToolTip(second);
  }
  if (row >= 0) table_->setCurrentCell(std::min(row, table_->rowCount() - 1), column);
  fitHeight();
}

PointTable::Rows PointTable::rows() const {
  Rows rows;
  for (int i = 0; i < table_->rowCount(); ++i) {
    const auto textAt = [&](int column) {
      const auto* item = table_->item(i, column);
      return item ? item->text().trimmed() : QString();
    };
    rows.emplace_back(textAt(0), textAt(1));
  }
  return rows;
}

// A new row begins as a copy of the one above it, for the user to change; until its first column differs nothing is said.
void PointTable::add() {
  const int at = table_->currentRow() < 0 ? table_->rowCount() : table_->currentRow() + 1;
  {
    const QSignalBlocker blocker(table_);
    table_->insertRow(at);
    const auto* above = at > 0 ? table_->item(at - 1, 1) : nullptr;
    table_->setItem(at, 0, new QTableWidgetItem);
    table_->setItem(at, 1, new QTableWidgetItem(above ? above->text() : QString()));
  }
  fitHeight();
  table_->setFocus();
  table_->setCurrentCell(at, 0);
  table_->editItem(table_->item(at, 0));
}

void PointTable::remove() {
  const int row = table_->currentRow();
  if (row < 0) return;
  table_->removeRow(row);
  fitHeight();
  emit edited();
}

void PointTable::fitHeight() {
  remove_->setEnabled(table_->rowCount() > 0);
  const int rowHeight = table_->verticalHeader()->defaultSectionSize();
  const int shown = std::clamp(table_->rowCount(), 2, kMostRowsShown);
  table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() + shown * rowHeight + 2 * table_->frameWidth());
}

bool PointTable::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_ && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
    remove();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace virga::ui
