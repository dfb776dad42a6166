#include "ui/calibrate/log_report_view.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

constexpr int kWidest = 320;  // pixels of a column, at first

QString counted(std::uint64_t count) { return countText(static_cast<double>(count)); }

QTreeWidget* table(const char* name, const QString& title, const QStringList& headers) {
  auto* tree = new QTreeWidget;
  tree->setObjectName(name);
  tree->setAccessibleName(title);
  tree->setHeaderLabels(headers);
  tree->setRootIsDecorated(false);
  tree->setUniformRowHeights(true);
  return tree;
}

void fitColumns(QTreeWidget& tree) {
  for (int column = 0; column < tree.columnCount(); ++column) {
    tree.resizeColumnToContents(column);
    if (tree.columnWidth(column) > kWidest) tree.setColumnWidth(column, kWidest);
  }
}

}  // namespace

LogReportView::LogReportView(QWidget* parent)
    : QWidget(parent),
      files_(table("logFormats", tr("What was read"),
                   {tr("File"), tr("Recognised as"), tr("Entries"), tr("Invocations"), tr("Others"), tr("Not understood")})),
      unparsable_(table("unparsableLines", tr("Lines that weren't understood"), {tr("Line"), tr("Why"), tr("Text")})),
      more_(new QLabel) {
  files_->headerItem()->setToolTip(4, tr("Understood, but not the end of an invocation"));
  for (int column = 2; column <= 5; ++column)
    files_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  files_->header()->setStretchLastSection(false);
  more_->setWordWrap(true);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->addWidget(files_);
  splitter->addWidget(unparsable_);
  splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter, 1);
  layout->addWidget(more_);
  more_->hide();
}

void LogReportView::setReport(const simulator::LogReport& report) {
  files_->clear();
  unparsable_->clear();
  std::uint64_t notUnderstood = 0;
  for (const auto& file : report.files)
    for (const auto& format : file.formats) {
      const auto path = QString::fromStdString(file.file);
      auto* row = new QTreeWidgetItem(
          files_, {QFileInfo(path).fileName(), QString::fromStdString(format.format), counted(format.lines),
                   counted(format.records), counted(format.others), counted(format.unparsable)});
      row->setToolTip(0, QString("%1, %2").arg(path, QLocale().formattedDataSize(static_cast<qint64>(file.bytes))));
      for (int column = 2; column <= 5; ++column) row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
      notUnderstood += format.unparsable;
    }
  for (const auto& line : report.unparsable) {
    const auto place = QString("%1:%2").arg(QFileInfo(QString::fromStdString(line.file)).fileName()).arg(line.line);
    auto* row =
        new QTreeWidgetItem(unparsable_, {place, QString::fromStdString(line.why), QString::fromStdString(line.text)});
    row->setToolTip(0, QString::fromStdString(line.file));
    for (const int column : {1, 2}) row->setToolTip(column, row->text(column));
  }
  unparsable_->setVisible(!report.unparsable.empty());
  QStringList said;
  if (notUnderstood > report.unparsable.size())
    said << tr("%1 more weren't understood.").arg(counted(notUnderstood - report.unparsable.size()));
  if (report.unfinished > 0) said << tr("%1 starts have no end in the same file.").arg(counted(report.unfinished));
  more_->setText(said.join(' '));
  more_->setVisible(!said.isEmpty());
  fitColumns(*files_);
  fitColumns(*unparsable_);
}

}  // namespace virga::ui
