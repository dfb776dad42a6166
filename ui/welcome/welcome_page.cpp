#include "ui/welcome/welcome_page.h"

#include <utility>
#include <vector>

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include "model/gallery/pattern.h"
#include "ui/welcome/example_list.h"
#include "ui/welcome/picture_list.h"

namespace virga::ui {

namespace {

constexpr int kRecentWidth = 280;
constexpr int kSentenceLines = 4;

QLabel* heading(const QString& text, QWidget* buddy) {
  auto* label = new QLabel(text);
  auto font = label->font();
  font.setBold(true);
  label->setFont(font);
  label->setBuddy(buddy);
  return label;
}

std::vector<PictureList::Entry> exampleEntries() {
  std::vector<PictureList::Entry> entries;
  for (const auto& [path, name, sentence, project] : examples()) entries.push_back({path, name, sentence, project});
  return entries;
}

}  // namespace

WelcomePage::WelcomePage(QWidget* parent)
    : QWidget(parent),
      recent_(new QListWidget),
      sections_(new QTabWidget),
      examples_(new PictureList(kSentenceLines)),
      patterns_(new PictureList(kSentenceLines)),
      useCases_(new PictureList(kSentenceLines)),
      atStart_(new QCheckBox(tr("Show at &start"))) {
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
  sections_->setObjectName("welcomeSections");
  const auto add = [this](PictureList* list, const char* name, const QString& caption) {
    list->setObjectName(name);
    list->setAccessibleName(QString(caption).remove('&'));
    sections_->addTab(list, caption);
  };
  add(examples_, "welcomeGallery", tr("E&xamples"));
  add(patterns_, "welcomePatterns", tr("&Patterns"));
  add(useCases_, "welcomeUseCases", tr("&Use cases"));
  atStart_->setObjectName("welcomeAtStart");

  auto* left = new QVBoxLayout;
  left->addWidget(create);
  left->addWidget(open);
  left->addSpacing(8);
  left->addWidget(heading(tr("Recent projects"), recent_));
  left->addWidget(recent_, 1);
  auto* middle = new QHBoxLayout;
  middle->addLayout(left);
  middle->addWidget(sections_, 1);
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

  connect(recent_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    if (item->flags().testFlag(Qt::ItemIsEnabled)) emit projectWanted(item->data(Qt::UserRole).toString());
  });
  connect(examples_, &PictureList::entryActivated, this, &WelcomePage::projectWanted);
  for (auto* list : {patterns_, useCases_}) connect(list, &PictureList::entryActivated, this, &WelcomePage::patternWanted);
  connect(atStart_, &QCheckBox::toggled, this, &WelcomePage::shownAtStartChanged);
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

void WelcomePage::addSection(QWidget* section, const QString& title) { sections_->addTab(section, title); }

void WelcomePage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (!std::exchange(filled_, true)) fill();
}

// Those that can be read; the gallery of patterns says what is wrong with the others.
void WelcomePage::fill() {
  examples_->setEntries(exampleEntries());
  std::vector<PictureList::Entry> patterns, useCases;
  for (const auto& id : model::patternIds()) {
    auto pattern = model::loadPattern(id);
    if (!pattern) continue;
    auto& entries = pattern->kind == model::PatternKind::useCase ? useCases : patterns;
    entries.push_back({QString::fromStdString(id), QString::fromStdString(pattern->title),
                       QString::fromStdString(pattern->sentence),
                       std::make_shared<const model::Architecture>(std::move(pattern->design))});
  }
  patterns_->setEntries(std::move(patterns));
  useCases_->setEntries(std::move(useCases));
}

}  // namespace virga::ui

#include "moc_welcome_page.cpp"
