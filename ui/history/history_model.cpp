#include "ui/history/history_model.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include "ui/bill/bill_panel.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

constexpr auto kNothing = "–";

QString text(const std::string& value) { return QString::fromStdString(value); }

QDateTime timeOf(const simulator::RunFacts& run) { return QDateTime::fromMSecsSinceEpoch(run.timeMs); }

QString optionalText(const std::optional<double>& value, QString (*format)(double)) {
  return value ? format(*value) : kNothing;
}

QString costText(const simulator::KeyFigures& figures) {
  return figures.costPerMonth ? amountText(model::Decimal(*figures.costPerMonth)) + ' ' + text(figures.currency) : kNothing;
}

QString cellOf(const simulator::RunFacts& run, int column) {
  switch (column) {
    case HistoryModel::number: return (run.pinned ? QStringLiteral("★ ") : QString()) + QString::number(run.number);
    case HistoryModel::time: return QLocale().toString(timeOf(run), QLocale::ShortFormat);
    case HistoryModel::scenario: {
      const auto name = run.scenario.empty() ? HistoryModel::tr("as drawn") : text(run.scenario);
      return run.partial ? HistoryModel::tr("%1 (stopped)").arg(name) : name;
    }
    case HistoryModel::platform: return run.plan.empty() ? text(run.provider) : text(run.provider + " " + run.plan);
    case HistoryModel::seed: return QString::number(run.seed);
    case HistoryModel::replications: return QString::number(run.replications);
    case HistoryModel::p95: return optionalText(run.figures.p95, millisecondsText);
    case HistoryModel::throttles: return countText(run.figures.throttles);
    case HistoryModel::errors: return countText(run.figures.errors);
    case HistoryModel::cost: return costText(run.figures);
    default: return text(run.note);
  }
}

QVariant sortValueOf(const simulator::RunFacts& run, int column) {
  const auto orLeast = [](const std::optional<double>& value) { return value.value_or(-1); };
  switch (column) {
    case HistoryModel::number: return static_cast<qlonglong>(run.number);
    case HistoryModel::time: return static_cast<qlonglong>(run.timeMs);
    case HistoryModel::seed: return static_cast<qulonglong>(run.seed);
    case HistoryModel::replications: return run.replications;
    case HistoryModel::p95: return orLeast(run.figures.p95);
    case HistoryModel::throttles: return run.figures.throttles;
    case HistoryModel::errors: return run.figures.errors;
    case HistoryModel::cost: return orLeast(run.figures.costPerMonth);
    default: return cellOf(run, column);
  }
}

bool isNumeric(int column) {
  return column == HistoryModel::number || (column >= HistoryModel::seed && column <= HistoryModel::cost);
}

QVariant alignmentOf(int column) {
  return QVariant::fromValue<Qt::Alignment>((isNumeric(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QString toolTipOf(const simulator::RunFacts& run) {
  QStringList lines{HistoryModel::tr("Run %1, %2").arg(run.number).arg(QLocale().toString(timeOf(run), QLocale::LongFormat)),
                    HistoryModel::tr("%1 simulated, region %2").arg(clockText(run.simulated.seconds()), text(run.region)),
                    HistoryModel::tr("Virga %1, catalog %2").arg(text(run.version), text(run.catalogEdition))};
  if (!run.figures.flow.empty()) lines << HistoryModel::tr("Latency of %1").arg(text(run.figures.flow));
  if (run.pinned) lines << HistoryModel::tr("★ The baseline that later runs are compared with");
  return lines.join('\n');
}

QString titleOf(int column) {
  switch (column) {
    case HistoryModel::number: return HistoryModel::tr("Run");
    case HistoryModel::time: return HistoryModel::tr("Time");
    case HistoryModel::scenario: return HistoryModel::tr("Scenario");
    case HistoryModel::platform: return HistoryModel::tr("Platform");
    case HistoryModel::seed: return HistoryModel::tr("Seed");
    case HistoryModel::replications: return HistoryModel::tr("Runs");
    case HistoryModel::p95: return HistoryModel::tr("p95");
    case HistoryModel::throttles: return HistoryModel::tr("Throttles");
    case HistoryModel::errors: return HistoryModel::tr("Errors");
    case HistoryModel::cost: return HistoryModel::tr("Cost per month");
    default: return HistoryModel::tr("Note");
  }
}

QString helpOf(int column) {
  switch (column) {
    case HistoryModel::number: return HistoryModel::tr("★ marks the baseline");
    case HistoryModel::replications: return HistoryModel::tr("Replications");
    case HistoryModel::p95: return HistoryModel::tr("95 % of the requests of the flow with the most requests are faster");
    case HistoryModel::throttles: return HistoryModel::tr("Requests refused by limits");
    case HistoryModel::errors: return HistoryModel::tr("Requests that failed, of all flows");
    case HistoryModel::note: return HistoryModel::tr("Double click or F2 edits the note; a run with a note is kept");
    default: return {};
  }
}

}  // namespace

void HistoryModel::setRuns(const std::vector<simulator::RunFacts>& runs) {
  beginResetModel();
  runs_ = runs;
  endResetModel();
}

void HistoryModel::setShown(std::int64_t run) {
  shown_ = run;
  if (!runs_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount_ - 1));
}

int HistoryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(runs_.size()); }

int HistoryModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columnCount_; }

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto& run = runs_[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return cellOf(run, index.column());
    case Qt::ToolTipRole: return toolTipOf(run);
    case Qt::TextAlignmentRole: return alignmentOf(index.column());
    case Qt::FontRole:
      if (QFont font; run.number == shown_) {
        font.setBold(true);
        return font;
      }
      return {};
    case Qt::AccessibleTextRole:
      if (index.column() != number) return cellOf(run, index.column());
      return run.pinned ? tr("Run %1, the baseline").arg(run.number) : tr("Run %1").arg(run.number);
    case kSortRole: return sortValueOf(run, index.column());
    case kNumberRole: return static_cast<qlonglong>(run.number);
    default: return {};
  }
}

bool HistoryModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.column() != note || role != Qt::EditRole) return false;
  auto& run = runs_[static_cast<std::size_t>(index.row())];
  const auto written = value.toString().trimmed();
  if (written == text(run.note)) return false;
  run.note = written.toStdString();
  emit dataChanged(index, index);
  emit noteEdited(run.number, written);
  return true;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::DisplayRole) return titleOf(section);
  if (role == Qt::ToolTipRole) return helpOf(section);
  if (role == Qt::TextAlignmentRole) return alignmentOf(section);
  return {};
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const {
  const auto flags = QAbstractTableModel::flags(index);
  return index.column() == note ? flags | Qt::ItemIsEditable : flags;
}

}  // namespace virga::ui
