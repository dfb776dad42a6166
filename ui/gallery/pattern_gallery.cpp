#include "ui/gallery/pattern_gallery.h"

#include <algorithm>

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "ui/gallery/pattern_text.h"
#include "ui/welcome/picture_list.h"

namespace virga::ui {

namespace {

constexpr int kListWidth = 510;  // two drawings
constexpr int kNoteLines = 1;    // the kind

bool mentions(const model::Pattern& pattern, const QString& word) {
  const auto has = [&](const std::string& text) { return QString::fromStdString(text).contains(word, Qt::CaseInsensitive); };
  return has(pattern.id) || has(pattern.title) || has(pattern.sentence) ||
         kindText(pattern.kind).contains(word, Qt::CaseInsensitive) ||
         std::any_of(pattern.when.begin(), pattern.when.end(), has);
}

}  // namespace

PatternGallery::PatternGallery(QWidget* parent)
    : QDialog(parent),
      search_(new QLineEdit),
      list_(new PictureList(kNoteLines)),
      nothing_(new QLabel(tr("Nothing here is about that."))),
      unreadable_(new QLabel),
      about_(new QTextBrowser),
      name_(new QLineEdit) {
  setWindowTitle(tr("New from a pattern"));
  setObjectName("patternGallery");
  resize(1080, 700);
  search_->setObjectName("patternSearch");
  search_->setAccessibleName(tr("Search the patterns"));
  search_->setPlaceholderText(tr("Search"));
  search_->setClearButtonEnabled(true);
  list_->setObjectName("patternList");
  list_->setAccessibleName(tr("Patterns and use cases"));
  nothing_->setObjectName("noPattern");
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->hide();
  unreadable_->setObjectName("unreadablePatterns");
  unreadable_->setWordWrap(true);
  unreadable_->hide();
  about_->setObjectName("patternText");
  about_->setAccessibleName(tr("About the selected pattern"));
  about_->setOpenExternalLinks(true);
  name_->setObjectName("patternProjectName");
  auto* nameLabel = new QLabel(tr("&Name of the project"));
  nameLabel->setBuddy(name_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  create_ = buttons->addButton(tr("&Create"), QDialogButtonBox::AcceptRole);
  create_->setObjectName("createFromPattern");
  create_->setDefault(true);

  auto* left = new QWidget;
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 0, 0);
  leftColumn->addWidget(search_);
  leftColumn->addWidget(list_, 1);
  leftColumn->addWidget(nothing_, 1);
  leftColumn->addWidget(unreadable_);
  auto* split = new QSplitter;
  split->setChildrenCollapsible(false);
  split->addWidget(left);
  split->addWidget(about_);
  split->setStretchFactor(1, 1);
  split->setSizes({kListWidth, width() - kListWidth});
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(nameLabel);
  bottom->addWidget(name_, 1);
  bottom->addWidget(buttons);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(split, 1);
  layout->addLayout(bottom);
  // A button box that gets a button before it has a window leaves one out of the tab order (Qt 6.4).
  setTabOrder(name_, create_);
  setTabOrder(create_, buttons->button(QDialogButtonBox::Cancel));

  connect(search_, &QLineEdit::textChanged, this, &PatternGallery::filter);
  connect(list_, &QListWidget::currentItemChanged, this, &PatternGallery::showCurrent);
  connect(list_, &PictureList::entryActivated, this, &PatternGallery::create);
  connect(name_, &QLineEdit::textEdited, this, [this] { named_ = true; });
  connect(name_, &QLineEdit::textChanged, this, &PatternGallery::allowCreating);
  connect(create_, &QPushButton::clicked, this, &PatternGallery::create);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  load();
  search_->setFocus();
}

void PatternGallery::load() {
  QStringList faults;
  for (const auto& id : model::patternIds()) {
    auto pattern = model::loadPattern(id);
    if (pattern)
      patterns_.push_back(std::move(*pattern));
    else
      for (const auto& problem : pattern.error()) faults << QString::fromStdString(model::toText(problem));
  }
  std::stable_sort(patterns_.begin(), patterns_.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
  std::vector<PictureList::Entry> entries;
  for (const auto& pattern : patterns_)
    entries.push_back({QString::fromStdString(pattern.id), QString::fromStdString(pattern.title), kindText(pattern.kind),
                       std::make_shared<const model::Architecture>(pattern.design)});
  list_->setEntries(std::move(entries));
  unreadable_->setText(tr("What can't be read: %1").arg(faults.join('\n')));
  unreadable_->setVisible(!faults.isEmpty());
  list_->setCurrentRow(patterns_.empty() ? -1 : 0);
  showCurrent();
}

void PatternGallery::choose(const QString& id) {
  for (int row = 0; row < list_->count(); ++row)
    if (list_->item(row)->data(Qt::UserRole).toString() == id) list_->setCurrentRow(row);
  list_->setFocus();
}

// Those in which each word is found; the first of them is selected where the selected one is gone.
void PatternGallery::filter(const QString& words) {
  int first = -1;
  for (int row = 0; row < list_->count(); ++row) {
    const auto& pattern = patterns_[static_cast<std::size_t>(row)];
    const auto parts = words.split(' ', Qt::SkipEmptyParts);
    const bool found = std::all_of(parts.begin(), parts.end(), [&](const QString& word) { return mentions(pattern, word); });
    list_->item(row)->setHidden(!found);
    if (found && first < 0) first = row;
  }
  list_->setVisible(first >= 0);
  nothing_->setVisible(first < 0);
  const auto* item = list_->currentItem();
  if (!item || item->isHidden()) list_->setCurrentRow(first);
  if (list_->currentItem()) list_->scrollToItem(list_->currentItem());
}

const model::Pattern* PatternGallery::current() const {
  const int row = list_->currentRow();
  return row < 0 ? nullptr : &patterns_[static_cast<std::size_t>(row)];
}

void PatternGallery::showCurrent() {
  const auto* pattern = current();
  about_->setHtml(pattern ? patternText(*pattern) : QString());
  if (pattern && !named_) name_->setText(QString::fromStdString(pattern->title));
  allowCreating();
}

void PatternGallery::allowCreating() { create_->setEnabled(current() && !name_->text().trimmed().isEmpty()); }

void PatternGallery::create() {
  const auto* pattern = current();
  const auto name = name_->text().trimmed();
  if (!pattern || name.isEmpty()) return;
  accept();
  emit patternWanted(QString::fromStdString(pattern->id), name);
}

}  // namespace virga::ui

#include "moc_pattern_gallery.cpp"
