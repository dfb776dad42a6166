#include "ui/traces/trace_list_model.h"

#include <QStringList>

#include "ui/charts/quantity_text.h"
#include "ui/traces/cause_style.h"

namespace virga::ui {

namespace {

constexpr double kNsPerMs = 1e6, kNsPerSecond = 1e9;

QString samplesText(const simulator::Trace& trace) {
  QStringList samples;
  if (trace.slowest) samples << TraceListModel::tr("slowest");
  if (trace.failed) samples << TraceListModel::tr("failed");
  if (trace.random) samples << TraceListModel::tr("random");
  return samples.join(", ");
}

QString cellOf(const simulator::Trace& trace, int column) {
  switch (column) {
    case TraceListModel::flow: return QString::fromStdString(trace.flow);
    case TraceListModel::sample: return samplesText(trace);
    case TraceListModel::outcome: return outcomeText(trace.outcome);
    case TraceListModel::start: return clockText(static_cast<double>(trace.startNs) / kNsPerSecond);
    default: return millisecondsText(static_cast<double>(trace.latencyNs()) / kNsPerMs);
  }
}

QVariant alignmentOf(int column) {
  const bool numeric = column == TraceListModel::start || column == TraceListModel::latency;
  return QVariant::fromValue<Qt::Alignment>((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace

void TraceListModel::setTraces(std::shared_ptr<const simulator::RequestTraces> traces) {
  beginResetModel();
  traces_ = std::move(traces);
  endResetModel();
}

int TraceListModel::rowCount(const QModelIndex& parent) const {
  return traces_ && !parent.isValid() ? static_cast<int>(traces_->traces.size()) : 0;
}

int TraceListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columnCount_; }

QVariant TraceListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto& trace = traces_->traces[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return cellOf(trace, index.column());
    case Qt::TextAlignmentRole: return alignmentOf(index.column());
    case kSortRole:
      if (index.column() == start) return static_cast<qlonglong>(trace.startNs);
      if (index.column() == latency) return static_cast<qlonglong>(trace.latencyNs());
      return cellOf(trace, index.column());
    case kTraceRole: return index.row();
    default: return {};
  }
}

QVariant TraceListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return alignmentOf(section);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case flow: return tr("Flow");
    case sample: return tr("Sample");
    case outcome: return tr("Outcome");
    case start: return tr("Start");
    default: return tr("Latency");
  }
}

}  // namespace virga::ui
