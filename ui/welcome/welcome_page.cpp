#include "ui/welcome/welcome_page.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace virga::ui {

namespace {

constexpr QSize kPicture{220, 130};
constexpr QSize kCell{240, 230};
constexpr int kRecentWidth = 280;

QLabel* heading(const QString& text, QWidget* buddy) {
  auto* label = new QLabel(text);
  auto font = label->font();
  font.setBold(true);
  label->setFont(font);
  label->setBuddy(buddy);
  return label;
}

}  // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent), recent_(new QListWidget), gallery_(new QListWidget), atStart_(new QCheckBox(tr("Show at &start"))) {
  setObjectName("welcomePage");
  auto* title = new QLabel(tr("Virga"));
  auto font = title->font();
  font.setPointSizeF(font.pointSizeF() * 2);
  title->setFont(font);
  auto* subtitle = new QLabel(tr("Draw, simulate and price event-driven serverless architectures."));
  const auto button = [this](const QString& text, const char* name, auto signal) {
    auto* made = new QPushButton(text);
    made->setObjectName(name);
    connect(made, &QPushButton::clicked, this, signal);
    return made;
  };
  auto* create = button(tr("&New project"), "welcomeNew", &WelcomePage::newWanted);
  auto* open = button(tr("&Open …"), "welcomeOpen", &WelcomePage::openWanted);
  auto* close = button(tr("&Close this page"), "welcomeClose", &WelcomePage::closeWanted);
  recent_->setObjectName("welcomeRecent");
  recent_->setAccessibleName(tr("Recent projects"));
  recent_->setMaximumWidth(kRecentWidth);
  gallery_->setObjectName("welcomeGallery");
  gallery_->setAccessibleName(tr("Examples"));
  gallery_->setViewMode(QListView::IconMode);
  gallery_->setResizeMode(QListView::Adjust);
  gallery_->setMovement(QListView::Static);
  gallery_->setIconSize(kPicture);
  gallery_->setGridSize(kCell);
  gallery_->setWordWrap(true);
  gallery_->setUniformItemSizes(true);
  atStart_->setObjectName("welcomeAtStart");

  auto* left = new QVBoxLayout;
  left->addWidget(create);
  left->addWidget(open);
  left->addSpacing(8);
  left->addWidget(heading(tr("Recent projects"), recent_));
  left->addWidget(recent_, 1);
  auto* right = new QVBoxLayout;
  right->addWidget(heading(tr("Examples"), gallery_));
  right->addWidget(gallery_, 1);
  auto* middle = new QHBoxLayout;
  middle->addLayout(left);
  middle->addLayout(right, 1);
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(atStart_);
  bottom->addStretch(1);
  bottom->addWidget(close);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(24, 16, 24, 16);
  layout->addWidget(title);
  layout->addWidget(subtitle);
  layout->addLayout(middle, 1);
  layout->addLayout(bottom);

  const auto openItem = [this](const QListWidgetItem* item) {
    if (item->flags().testFlag(Qt::ItemIsEnabled)) emit projectWanted(item->data(Qt::UserRole).toString());
  };
  connect(recent_, &QListWidget::itemActivated, this, openItem);
  connect(gallery_, &QListWidget::itemActivated, this, openItem);
  connect(atStart_, &QCheckBox::toggled, this, &WelcomePage::shownAtStartChanged);
  drawing_.setInterval(0);
  connect(&drawing_, &QTimer::timeout, this, &WelcomePage::drawNext);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    drawn_ = 0;
    if (isVisible()) drawing_.start();
  });
  setFocusProxy(create);
}

void WelcomePage::setRecent(const QStringList& paths) {
  recent_->clear();
  for (const auto& path : paths) {
    const bool there = QFileInfo::exists(path);
    const auto name = QFileInfo(path).fileName();
    auto* item = new QListWidgetItem(there ? name : tr("%1 (missing)").arg(name), recent_);
    item->setData(Qt::UserRole, path);
    item->setToolTip(path);
    if (!there) item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
  }
  if (paths.isEmpty()) {
    auto* none = new QListWidgetItem(tr("None yet"), recent_);
    none->setFlags(Qt::NoItemFlags);
  }
}

void WelcomePage::setShownAtStart(bool shown) { atStart_->setChecked(shown); }

void WelcomePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (examples_.empty()) {
    examples_ = examples();
    for (const auto& [path, name, sentence, project] : examples_) {
      QPixmap blank(kPicture);
      blank.fill(Theme::instance().color(Role::canvas));
      auto* item = new QListWidgetItem(blank, name + '\n' + sentence, gallery_);
      item->setData(Qt::UserRole, path);
      item->setData(Qt::AccessibleTextRole, name + ". " + sentence);
      item->setToolTip(sentence);
      item->setTextAlignment(Qt::AlignHCenter | Qt::AlignTop);
    }
  }
  drawing_.start();
}

void WelcomePage::drawNext() {
  if (drawn_ >= gallery_->count() || !isVisible()) return drawing_.stop();
  auto* item = gallery_->item(drawn_);
  const auto picture = pictureOf(examples_[static_cast<std::size_t>(drawn_++)].project, kPicture * 2);
  if (picture.isNull()) return;
  auto pixmap = QPixmap::fromImage(picture);
  pixmap.setDevicePixelRatio(2);
  item->setIcon(pixmap);
}

}  // namespace virga::ui

#include "moc_welcome_page.cpp"
