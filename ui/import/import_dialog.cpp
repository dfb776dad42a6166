#include "ui/import/import_dialog.h"

#include <algorithm>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBlock>
#include <QVBoxLayout>

#include "model/edit/edges.h"
#include "ui/problems/severity_icon.h"
#include "ui/welcome/example_list.h"

namespace virga::ui {

namespace {

constexpr int kFileRole = Qt::UserRole, kLineRole = Qt::UserRole + 1;
constexpr qint64 kShownBytes = 4 << 20;  // of a source, in its window

void addEntry(QListWidget* list, const QIcon& icon, const QString& text, const std::string& file, int line) {
  const auto name = QFileInfo(QString::fromStdString(file)).fileName();
  const auto place = name.isEmpty() ? QString() : line > 0 ? QString("%1:%2: ").arg(name).arg(line) : name + ": ";
  auto* item = new QListWidgetItem(icon, place + text, list);
  item->setData(kFileRole, QString::fromStdString(file));
  item->setData(kLineRole, line);
  if (!file.empty()) item->setToolTip(QString::fromStdString(file));
}

QListWidget* makeList(const char* name, const QString& title) {
  auto* list = new QListWidget;
  list->setObjectName(name);
  list->setAccessibleName(title);
  list->setWordWrap(true);
  return list;
}

}  // namespace

ImportDialog::ImportDialog(ImportRunner::Import import, QWidget* parent)
    : QDialog(parent),
      runner_(new ImportRunner(std::move(import), this)),
      source_(new QLineEdit),
      format_(new QComboBox),
      progress_(new QProgressBar),
      cancel_(new QPushButton(tr("Stop"))),
      status_(new QLabel),
      tabs_(new QTabWidget),
      picture_(new QLabel),
      report_(makeList("importReport", tr("Report"))),
      values_(makeList("importValues", tr("Values to state"))) {
  setWindowTitle(tr("Import"));
  setObjectName("importDialog");
  resize(960, 640);
  source_->setObjectName("importSource");
  source_->setPlaceholderText(tr("A template, a configuration, or the folder of one"));
  format_->setObjectName("importFormat");
  format_->setAccessibleName(tr("Format"));
  format_->addItem(tr("Recognised by the content"), QString());
  for (const auto& format : model::importFormats()) {
    format_->addItem(QString::fromStdString(format.id), QString::fromStdString(format.id));
    format_->setItemData(format_->count() - 1, QString::fromStdString(format.description), Qt::ToolTipRole);
  }
  progress_->setRange(0, 0);
  progress_->setAccessibleName(tr("Reading"));
  cancel_->setObjectName("stopImport");
  status_->setObjectName("importStatus");
  status_->setWordWrap(true);
  picture_->setObjectName("importPicture");
  picture_->setAccessibleName(tr("Drawing"));
  picture_->setAlignment(Qt::AlignCenter);
  picture_->setMinimumSize(200, 120);
  tabs_->addTab(picture_, tr("&Drawing"));
  tabs_->addTab(report_, tr("&Report"));
  tabs_->addTab(values_, tr("&Values to state"));

  auto* file = new QPushButton(tr("&File …"));
  file->setObjectName("chooseImportFile");
  auto* folder = new QPushButton(tr("F&older …"));
  folder->setObjectName("chooseImportFolder");
  auto* sourceLabel = new QLabel(tr("&Source"));
  sourceLabel->setBuddy(source_);
  auto* sourceRow = new QHBoxLayout;
  sourceRow->addWidget(sourceLabel);
  sourceRow->addWidget(source_, 1);
  sourceRow->addWidget(file);
  sourceRow->addWidget(folder);
  auto* formatLabel = new QLabel(tr("For&mat"));
  formatLabel->setBuddy(format_);
  auto* formatRow = new QHBoxLayout;
  formatRow->addWidget(formatLabel);
  formatRow->addWidget(format_);
  formatRow->addStretch(1);
  formatRow->addWidget(progress_);
  formatRow->addWidget(cancel_);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  open_ = buttons->addButton(tr("Open as new &project"), QDialogButtonBox::AcceptRole);
  open_->setObjectName("openImported");

  auto* layout = new QVBoxLayout(this);
  layout->addLayout(sourceRow);
  layout->addLayout(formatRow);
  layout->addWidget(tabs_, 1);
  layout->addWidget(status_);
  layout->addWidget(buttons);

  connect(file, &QPushButton::clicked, this, &ImportDialog::chooseFile);
  connect(folder, &QPushButton::clicked, this, &ImportDialog::chooseFolder);
  connect(source_, &QLineEdit::returnPressed, this, &ImportDialog::read);
  connect(format_, QOverload<int>::of(&QComboBox::activated), this, &ImportDialog::read);
  connect(cancel_, &QPushButton::clicked, this, [this] {
    runner_->abandon();
    setBusy(false);
    status_->setText(tr("Stopped; nothing was imported."));
  });
  connect(runner_, &ImportRunner::finished, this, &ImportDialog::showOutcome);
  for (auto* list : {report_, values_})
    connect(list, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
      showSourceLine(item->data(kFileRole).toString(), item->data(kLineRole).toInt());
    });
  connect(open_, &QPushButton::clicked, this, &ImportDialog::openDesign);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  // Return in the field reads; it doesn't open.
  open_->setAutoDefault(false);
  file->setAutoDefault(false);
  folder->setAutoDefault(false);
  setBusy(false);
  showImported();
}

ImportDialog::~ImportDialog() { runner_->abandon(); }

void ImportDialog::setSource(const QString& path) {
  source_->setText(path);
  read();
}

void ImportDialog::chooseFile() {
  const auto path =
      QFileDialog::getOpenFileName(this, tr("Import a file"), source_->text(),
                                   tr("Templates and configurations (*.yaml *.yml *.json *.tf *.template);;All files (*)"));
  if (!path.isEmpty()) setSource(path);
}

void ImportDialog::chooseFolder() {
  const auto path = QFileDialog::getExistingDirectory(this, tr("Import a folder"), source_->text());
  if (!path.isEmpty()) setSource(path);
}

void ImportDialog::setBusy(bool busy) {
  progress_->setVisible(busy);
  cancel_->setVisible(busy);
  open_->setEnabled(!busy && imported_ != nullptr);
}

void ImportDialog::read() {
  const auto path = source_->text().trimmed();
  if (path.isEmpty()) return;
  imported_.reset();
  showImported();
  status_->setText(tr("Reading …"));
  setBusy(true);
  runner_->start({std::filesystem::path(path.toStdString())}, format_->currentData().toString().toStdString());
}

void ImportDialog::showOutcome(const ImportOutcome& outcome) {
  if (outcome) imported_ = *outcome;
  showImported();
  setBusy(false);
  if (outcome || outcome.error().empty()) return;
  for (const auto& problem : outcome.error()) {
    auto text = QString::fromStdString(problem.message);
    if (!problem.hint.empty()) text += "; " + QString::fromStdString(problem.hint);
    addEntry(report_, severityIcon(problem.severity), text, problem.file, problem.line);
  }
  tabs_->setCurrentWidget(report_);
  status_->setText(tr("This can't be imported: see the report."));
}

void ImportDialog::showImported() {
  report_->clear();
  values_->clear();
  picture_->clear();
  status_->clear();
  if (!imported_) return;
  for (const auto severity : {model::Severity::error, model::Severity::warning, model::Severity::info})
    for (const auto& problem : imported_->report) {
      if (problem.severity != severity) continue;
      auto text = QString::fromStdString(problem.message);
      if (!problem.hint.empty()) text += "; " + QString::fromStdString(problem.hint);
      addEntry(report_, severityIcon(severity), text, problem.file, problem.line);
    }
  for (const auto& value : imported_->values) {
    auto text = QString::fromStdString(value.what);
    if (!value.path.empty()) text = QString::fromStdString(value.path) + ": " + text;
    addEntry(values_, {}, text, value.file, value.line);
  }
  tabs_->setTabText(1, report_->count() == 0 ? tr("&Report") : tr("&Report (%1)").arg(report_->count()));
  tabs_->setTabText(2, values_->count() == 0 ? tr("&Values to state") : tr("&Values to state (%1)").arg(values_->count()));
  const auto components = static_cast<int>(imported_->design.components.size());
  const auto connections = static_cast<int>(model::edges(imported_->design).size());
  status_->setText(components == 0
                       ? tr("Nothing in it is a component: see the report.")
                       : tr("%n components", nullptr, components) + ", " + tr("%n connections", nullptr, connections) +
                             ". " + tr("State its traffic, then simulate."));
  tabs_->setCurrentWidget(components == 0 ? static_cast<QWidget*>(report_) : picture_);
  paintPicture();
}

void ImportDialog::paintPicture() {
  if (!imported_ || imported_->design.components.empty()) return;
  const auto scale = devicePixelRatioF();
  auto picture = pictureOf(std::make_shared<const model::Architecture>(imported_->design), picture_->size() * scale);
  picture.setDevicePixelRatio(scale);
  picture_->setPixmap(QPixmap::fromImage(picture));
}

void ImportDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  paintPicture();
}

// The source's text in a window of its own, to read.
void ImportDialog::showSourceLine(const QString& path, int line) {
  QFile file(path);
  if (path.isEmpty() || !file.open(QIODevice::ReadOnly)) return;
  auto* window = new QDialog(this);
  window->setObjectName("importedSource");
  window->setAttribute(Qt::WA_DeleteOnClose);
  window->setWindowTitle(QFileInfo(path).fileName());
  window->resize(760, 520);
  auto* text = new QPlainTextEdit(QString::fromUtf8(file.read(kShownBytes)));
  text->setReadOnly(true);
  text->setAccessibleName(QFileInfo(path).fileName());
  text->setLineWrapMode(QPlainTextEdit::NoWrap);
  text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  auto* layout = new QVBoxLayout(window);
  layout->addWidget(text);
  QTextCursor cursor(text->document()->findBlockByNumber(std::max(0, line - 1)));
  cursor.select(QTextCursor::LineUnderCursor);
  text->setTextCursor(cursor);
  window->open();
  text->centerCursor();
}

void ImportDialog::openDesign() {
  if (!imported_) return;
  emit designWanted(imported_->design);
  accept();
}

}  // namespace virga::ui
