#include "ui/calibrate/figures_view.h"

#include <cmath>

#include <QHeaderView>

#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

enum Column { functionColumn, figureColumn, loggedColumn, beforeColumn, afterColumn };

QString textOf(const std::optional<double>& value, const std::string& unit) {
  if (!value) return QStringLiteral("–");
  if (unit == "ms") return millisecondsText(*value);
  if (unit == "%") return shareText(*value / 100);
  return QString("%1 %2").arg(QLocale().toString(*value, 'g', 4), QString::fromStdString(unit));
}

// The engine's names in the user's language.
QString nameOf(const std::string& name) {
  const auto of = [&](const char* prefix) { return QString::fromStdString(name.substr(std::string(prefix).size())); };
  if (name == "duration mean") return FiguresView::tr("Duration, mean");
  if (name.starts_with("duration ")) return FiguresView::tr("Duration %1").arg(of("duration "));
  if (name.starts_with("latency ")) return FiguresView::tr("Latency %1").arg(of("latency "));
  if (name == "cold starts") return FiguresView::tr("Cold starts");
  if (name == "failures") return FiguresView::tr("Failures");
  if (name == "cost without free tier") return FiguresView::tr("Cost without free tier");
  return QString::fromStdString(name);
}

}  // namespace

FiguresView::FiguresView(QWidget* parent) : QTreeWidget(parent) {
  setObjectName("calibratedFigures");
  setAccessibleName(tr("Before and after"));
  setHeaderLabels({tr("Function"), tr("Figure"), tr("Logs"), tr("Design before"), tr("Design after")});
  headerItem()->setToolTip(afterColumn, tr("With the proposals that are ticked"));
  for (int column = loggedColumn; column <= afterColumn; ++column)
    headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  header()->setStretchLastSection(false);
}

void FiguresView::setFigures(const std::vector<simulator::LoggedFigure>& figures, bool afterIsComing) {
  clear();
  std::string last;
  for (const auto& figure : figures) {
    const auto after = afterIsComing ? QStringLiteral("…") : textOf(figure.after, figure.unit);
    const auto function = QString::fromStdString(figure.function);
    auto* row = new QTreeWidgetItem(this, {figure.function == last ? QString() : function, nameOf(figure.name),
                                           textOf(figure.logged, figure.unit), textOf(figure.before, figure.unit), after});
    row->setData(functionColumn, Qt::AccessibleTextRole, function);
    last = figure.function;
    for (int column = loggedColumn; column <= afterColumn; ++column)
      row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  constexpr int kAir = 24;  // pixels between the columns
  for (int column = 0; column < columnCount(); ++column) {
    resizeColumnToContents(column);
    setColumnWidth(column, columnWidth(column) + kAir);
  }
}

}  // namespace virga::ui
