#include "ui/welcome/picture_list.h"

#include "ui/theme/theme.h"
#include "ui/welcome/example_list.h"

namespace virga::ui {

namespace {

constexpr QSize kPicture{220, 130};
constexpr int kCellWidth = 240;
constexpr int kAir = 14;  // above the drawing, and below the last line

}  // namespace

PictureList::PictureList(int textLines, QWidget* parent) : QListWidget(parent) {
  setViewMode(QListView::IconMode);
  setResizeMode(QListView::Adjust);
  setMovement(QListView::Static);
  setIconSize(kPicture);
  setGridSize({kCellWidth, kPicture.height() + kAir + (textLines + 1) * fontMetrics().lineSpacing()});
  setWordWrap(true);
  setUniformItemSizes(true);
  connect(this, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { emit entryActivated(item->data(Qt::UserRole).toString()); });
  drawing_.setInterval(0);
  connect(&drawing_, &QTimer::timeout, this, &PictureList::drawNext);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    drawn_ = 0;
    if (isVisible()) drawing_.start();
  });
}

void PictureList::setEntries(std::vector<Entry> entries) {
  clear();
  projects_.clear();
  drawn_ = 0;
  for (auto& [key, name, sentence, project] : entries) {
    QPixmap blank(kPicture);
    blank.fill(Theme::instance().color(Role::canvas));
    auto* item = new QListWidgetItem(blank, name + '\n' + sentence, this);
    item->setData(Qt::UserRole, key);
    item->setData(Qt::AccessibleTextRole, name + ". " + sentence);
    item->setToolTip(sentence);
    item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
    projects_.push_back(std::move(project));
  }
  if (isVisible()) drawing_.start();
}

void PictureList::showEvent(QShowEvent* event) {
  QListWidget::showEvent(event);
  drawing_.start();
}

void PictureList::drawNext() {
  if (drawn_ >= count() || !isVisible()) return drawing_.stop();
  auto* drawnItem = item(drawn_);
  const auto picture = pictureOf(projects_[static_cast<std::size_t>(drawn_++)], kPicture * 2);
  if (picture.isNull()) return;
  auto pixmap = QPixmap::fromImage(picture);
  pixmap.setDevicePixelRatio(2);
  drawnItem->setIcon(pixmap);
}

}  // namespace virga::ui

#include "moc_picture_list.cpp"
