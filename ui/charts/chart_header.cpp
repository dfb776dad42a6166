#include "ui/charts/chart_header.h"

#include <algorithm>

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr int kGap = 2;        // between toggles
constexpr int kTitleGap = 10;  // between the title and what stands beside it

QIcon lineIcon(const QColor& color, Qt::PenStyle style) {
  QPixmap pixmap(36, 20);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setPen(QPen(color, 2, style));
  painter.drawLine(QPointF(0, 5), QPointF(18, 5));
  return QIcon(pixmap);
}

}  // namespace

ChartHeader::ChartHeader(QMenu* menu, QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), more_(new QToolButton(this)) {
  auto bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  more_->setObjectName("chartMenuButton");
  more_->setText(QStringLiteral("⋯"));
  more_->setAccessibleName(tr("Save or copy the chart"));
  more_->setToolTip(tr("Save or copy the chart"));
  more_->setAutoRaise(true);
  more_->setPopupMode(QToolButton::InstantPopup);
  more_->setMenu(menu);
  more_->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(&Theme::instance(), &Theme::changed, this, &ChartHeader::paintIcons);
}

void ChartHeader::setContent(const ChartContent& content) {
  title_->setText(content.title);
  title_->setToolTip(content.help);
  qDeleteAll(toggles_);
  toggles_.clear();
  lines_.clear();
  if (content.emptyText.isEmpty()) lines_ = content.lines;
  for (std::size_t i = 0; i < lines_.size(); ++i) toggles_.push_back(makeToggle(i));
  if (!toggles_.empty()) setTabOrder(toggles_.back(), more_);
  paintIcons();
  arrange();
}

QToolButton* ChartHeader::makeToggle(std::size_t line) {
  const auto& name = lines_[line].name;
  auto* toggle = new QToolButton(this);
  toggle->setText(name);
  toggle->setAccessibleName(tr("Show %1").arg(name));
  toggle->setCheckable(true);
  toggle->setChecked(true);
  toggle->setAutoRaise(true);
  toggle->setIconSize({18, 10});
  toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  toggle->show();
  connect(toggle, &QToolButton::toggled, this, [this, line](bool shown) { emit toggled(line, shown); });
  return toggle;
}

void ChartHeader::setFigures(std::size_t line, const WindowFigures& figures) {
  if (line >= toggles_.size()) return;
  const auto &name = lines_[line].name, &unit = lines_[line].unit;
  toggles_[line]->setToolTip(
      tr("%1 in view: least %2, mean %3, greatest %4")
          .arg(name, valueText(figures.least, unit), valueText(figures.mean, unit), valueText(figures.greatest, unit)));
}

void ChartHeader::paintIcons() {
  for (std::size_t i = 0; i < toggles_.size(); ++i)
    toggles_[i]->setIcon(lineIcon(Theme::instance().color(lines_[i].color), lines_[i].style));
}

void ChartHeader::arrange() {
  const QSize menuSize = more_->sizeHint(), titleSize = title_->sizeHint();
  int rowHeight = std::max(menuSize.height(), titleSize.height()), wanted = 0;
  for (const auto* toggle : toggles_) {
    rowHeight = std::max(rowHeight, toggle->sizeHint().height());
    wanted += toggle->sizeHint().width() + kGap;
  }
  const int right = width() - menuSize.width();
  more_->setGeometry(right, (rowHeight - menuSize.height()) / 2, menuSize.width(), menuSize.height());
  title_->setGeometry(0, 0, std::clamp(titleSize.width(), 0, std::max(0, right)), rowHeight);
  const bool beside = titleSize.width() + kTitleGap + wanted <= right;
  int x = beside ? right - wanted : 0;
  int y = beside || toggles_.empty() ? 0 : rowHeight;
  for (auto* toggle : toggles_) {
    const int needed = std::min(toggle->sizeHint().width(), std::max(1, width()));
    if (!beside && x > 0 && x + needed > width()) {
      x = 0;
      y += rowHeight;
    }
    toggle->setGeometry(x, y, needed, rowHeight);
    x += needed + kGap;
  }
  if (height_ == y + rowHeight) return;
  height_ = y + rowHeight;
  updateGeometry();
}

QSize ChartHeader::sizeHint() const { return {title_->sizeHint().width() + more_->sizeHint().width(), height_}; }

QSize ChartHeader::minimumSizeHint() const { return {more_->sizeHint().width(), height_}; }

void ChartHeader::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void ChartHeader::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) arrange();
}

}  // namespace virga::ui

#include "moc_chart_header.cpp"
