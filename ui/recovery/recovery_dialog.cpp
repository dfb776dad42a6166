#include "ui/recovery/recovery_dialog.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include "model/io/file.h"
#include "ui/recovery/text_diff.h"
#include "ui/theme/theme.h"

namespace virga::ui {

RecoveryDialog::RecoveryDialog(const RecoverySnapshot& snapshot, QWidget* parent) : QDialog(parent), snapshot_(snapshot) {
  setObjectName("recoveryDialog");
  setWindowTitle(tr("Unsaved work was found"));
  const auto when = QLocale().toString(snapshot.time.toLocalTime(), QLocale::ShortFormat);
  const bool isSaved = !snapshot.project.isEmpty() && QFileInfo::exists(snapshot.project);
  const auto name =
      snapshot.project.isEmpty() ? tr("a project that was never saved") : QFileInfo(snapshot.project).fileName();
  auto* text = new QLabel(tr("Virga ended without saving %1. Its state of %2 was kept.").arg(name, when));
  text->setObjectName("recoveryText");
  text->setWordWrap(true);
  auto* place = new QLabel(snapshot.project);
  place->setTextInteractionFlags(Qt::TextSelectableByMouse);
  place->setVisible(!snapshot.project.isEmpty());
  auto* note = new QLabel(tr("The file was changed since; restoring and saving replaces that."));
  const auto saved = isSaved ? model::readFile(snapshot.project.toStdString()) : tl::unexpected(std::string());
  note->setVisible(saved && hashOf(*saved) != snapshot.baseHash);
  note->setWordWrap(true);

  auto* buttons = new QDialogButtonBox;
  const auto add = [&](const QString& label, const char* objectName, QDialogButtonBox::ButtonRole role, auto action) {
    auto* button = buttons->addButton(label, role);
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, action);
    return button;
  };
  const auto choose = [this](Choice choice) {
    return [this, choice] {
      choice_ = choice;
      accept();
    };
  };
  add(tr("&Restore"), "restoreButton", QDialogButtonBox::AcceptRole, choose(Choice::restore))->setDefault(true);
  if (isSaved) {
    add(tr("&Open saved"), "openSavedButton", QDialogButtonBox::ActionRole, choose(Choice::openSaved));
    add(tr("&Compare …"), "compareButton", QDialogButtonBox::ActionRole, [this] { compare(); });
  }
  add(tr("&Discard"), "discardButton", QDialogButtonBox::DestructiveRole, choose(Choice::discard));
  add(tr("&Later"), "laterButton", QDialogButtonBox::RejectRole, [this] { reject(); });

  auto* layout = new QVBoxLayout(this);
  for (auto* label : {text, place, note}) layout->addWidget(label);
  layout->addWidget(buttons);
  setMinimumWidth(520);
}

void RecoveryDialog::compare() {
  const auto saved = model::readFile(snapshot_.project.toStdString());
  auto* dialog =
      makeDiffDialog(QString::fromStdString(saved.value_or(std::string())), QString::fromStdString(snapshot_.text), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

QDialog* makeDiffDialog(const QString& before, const QString& after, QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setObjectName("diffDialog");
  dialog->setWindowTitle(RecoveryDialog::tr("Saved and restored"));
  auto* text = new QPlainTextEdit;
  text->setObjectName("diffText");
  text->setAccessibleName(RecoveryDialog::tr("Lines of the saved file (−) and of the unsaved state (+)"));
  text->setReadOnly(true);
  text->setTabChangesFocus(true);
  text->setLineWrapMode(QPlainTextEdit::NoWrap);
  text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  QTextCursor cursor(text->document());
  const auto& theme = Theme::instance();
  for (const auto& line : diffLines(before, after)) {
    QTextCharFormat format;
    const bool isOld = line.side == DiffLine::Side::before, isNew = line.side == DiffLine::Side::after;
    if (isOld) format.setForeground(theme.color(Role::error));
    if (isNew) format.setForeground(theme.color(Role::success));
    if (!cursor.atStart()) cursor.insertBlock();
    cursor.insertText((isOld ? "− " : isNew ? "+ " : "  ") + line.text, format);
  }
  text->moveCursor(QTextCursor::Start);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  auto* layout = new QVBoxLayout(dialog);
  layout->addWidget(new QLabel(RecoveryDialog::tr("− in the saved file only, + in the unsaved state only")));
  layout->addWidget(text, 1);
  layout->addWidget(buttons);
  dialog->resize(760, 520);
  return dialog;
}

}  // namespace virga::ui

#include "moc_recovery_dialog.cpp"
