#include "ui/canvas/filter_popup.h"

#include <algorithm>

#include <QKeyEvent>
#include <QScreen>
#include <QVBoxLayout>

namespace virga::ui {
namespace {
constexpr int kHelpRole = Qt::UserRole + 1;
constexpr int kLeastWidth = 260;
constexpr int kMostWidth = 460;
constexpr int kBesideText = 44;  // margins and scroll bar
}  // namespace

FilterPopup::FilterPopup(const QString& placeholder, std::vector<Entry> entries, QWidget* parent)
    : QFrame(parent, Qt::Popup), search_(new QLineEdit(this)), list_(new QListWidget(this)) {
  setObjectName(QStringLiteral("filterPopup"));
  setAccessibleName(placeholder);
  setFrameStyle(QFrame::StyledPanel);
  setAttribute(Qt::WA_DeleteOnClose);
  search_->setObjectName(QStringLiteral("filterPopupSearch"));
  search_->setAccessibleName(placeholder);
  search_->setPlaceholderText(placeholder);
  list_->setObjectName(QStringLiteral("filterPopupList"));
  list_->setAccessibleName(placeholder);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  for (const auto& entry : entries) {
    auto* item = new QListWidgetItem(entry.icon, entry.text, list_);
    item->setData(Qt::UserRole, entry.id);
    item->setData(kHelpRole, entry.help);
    item->setToolTip(entry.help);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(search_);
  layout->addWidget(list_);
  search_->installEventFilter(this);
  connect(search_, &QLineEdit::textChanged, this, &FilterPopup::filter);
  connect(list_, &QListWidget::itemClicked, this, &FilterPopup::take);
  filter({});
  resize(std::clamp(list_->sizeHintForColumn(0) + kBesideText, kLeastWidth, kMostWidth), 300);
}

void FilterPopup::popUp(QPoint globalPoint) {
  if (const auto* place = screen()) {
    const auto area = place->availableGeometry();
    globalPoint.setX(std::clamp(globalPoint.x(), area.left(), std::max(area.left(), area.right() - width())));
    globalPoint.setY(std::clamp(globalPoint.y(), area.top(), std::max(area.top(), area.bottom() - height())));
  }
  move(globalPoint);
  show();
  search_->setFocus();
}

void FilterPopup::filter(const QString& text) {
  const auto words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  QListWidgetItem* first = nullptr;
  int best = 0;
  for (int i = 0; i < list_->count(); ++i) {
    auto* item = list_->item(i);
    const auto whole = item->text() + QLatin1Char('\n') + item->data(Qt::UserRole).toString() + QLatin1Char('\n') +
                       item->data(kHelpRole).toString();
    const bool fits = std::all_of(words.begin(), words.end(),
                                  [&](const QString& word) { return whole.contains(word, Qt::CaseInsensitive); });
    item->setHidden(!fits);
    // What begins with the text comes before what has it somewhere, and that before what has its words scattered.
    const int rank = item->text().startsWith(text, Qt::CaseInsensitive) ? 0
                     : whole.contains(text, Qt::CaseInsensitive)        ? 1
                                                                        : 2;
    if (!fits || (first && rank >= best)) continue;
    first = item;
    best = rank;
  }
  list_->setCurrentItem(first);
}

void FilterPopup::take(const QListWidgetItem* item) {
  if (!item || item->isHidden()) return;
  const auto id = item->data(Qt::UserRole).toString();
  close();
  emit chosen(id);
}

bool FilterPopup::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const auto step = [this](int by) {
    for (int row = list_->currentRow() + by; row >= 0 && row < list_->count(); row += by) {
      if (list_->item(row)->isHidden()) continue;
      list_->setCurrentRow(row);
      return;
    }
  };
  switch (key->key()) {
    case Qt::Key_Down: step(1); return true;
    case Qt::Key_Up: step(-1); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: take(list_->currentItem()); return true;
    case Qt::Key_Escape: close(); return true;
    default: return QFrame::eventFilter(watched, event);
  }
}

}  // namespace virga::ui

#include "moc_filter_popup.cpp"
