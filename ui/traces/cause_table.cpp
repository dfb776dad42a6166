#include "ui/traces/cause_table.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <QHeaderView>
#include <QPixmap>

#include "simulator/measure/critical_path.h"
#include "ui/charts/quantity_text.h"
#include "ui/traces/cause_style.h"

namespace virga::ui {

namespace {

enum Column { cause, where, own, ownShare, slowest, random };

struct Row {
  std::string component;
  simulator::Cause cause;
  double ns = 0;
  std::optional<double> ofSlowest, ofMean;
};

std::vector<Row> rowsOf(const simulator::Trace& trace, const simulator::LatencyCauses* ofFlow) {
  std::vector<Row> rows;
  for (const auto& part : simulator::causesOf(trace))
    rows.push_back({part.component, part.cause, static_cast<double>(part.ns), {}, {}});
  if (!ofFlow) return rows;
  for (const auto& share : ofFlow->shares) {
    auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& known) {
      return known.component == share.component && known.cause == share.cause;
    });
    if (row == rows.end()) row = rows.insert(rows.end(), {share.component, share.cause, 0, {}, {}});
    row->ofSlowest = share.ofSlowest;
    row->ofMean = share.ofMean;
  }
  return rows;
}

QIcon iconOf(simulator::Cause cause) {
  constexpr int kSize = 14;
  QPixmap picture(kSize, kSize);
  picture.fill(Qt::transparent);
  QPainter painter(&picture);
  paintCause(painter, QRectF(0, 0, kSize, kSize), cause);
  return picture;
}

}  // namespace

CauseTable::CauseTable(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("causeTable");
  setAccessibleName(tr("What the time was spent on"));
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  setHeaderLabels({tr("Cause"), tr("At"), tr("Time"), tr("Share"), tr("Slowest"), tr("Random")});
  headerItem()->setToolTip(own, tr("Of this request's latency, along its critical path"));
  headerItem()->setToolTip(slowest, tr("Share of the latency of the flow's slowest requests"));
  headerItem()->setToolTip(random, tr("Share of the latency of the flow's requests at random"));
  for (const int column : {own, ownShare, slowest, random})
    headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  header()->setStretchLastSection(false);
}

void CauseTable::setTrace(const simulator::Trace& trace, const simulator::LatencyCauses* ofFlow) {
  constexpr double kNsPerMs = 1e6;
  clear();
  const auto latency = static_cast<double>(std::max<std::int64_t>(1, trace.latencyNs()));
  const auto share = [](const std::optional<double>& value) { return value ? shareText(*value) : QStringLiteral("–"); };
  for (const auto& row : rowsOf(trace, ofFlow)) {
    auto* item = new QTreeWidgetItem(
        this, {causeText(row.cause), QString::fromStdString(row.component), millisecondsText(row.ns / kNsPerMs),
               shareText(row.ns / latency), share(row.ofSlowest), share(row.ofMean)});
    item->setIcon(cause, iconOf(row.cause));
    for (const int column : {own, ownShare, slowest, random})
      item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  for (int column = 0; column < columnCount(); ++column) resizeColumnToContents(column);
}

}  // namespace virga::ui
