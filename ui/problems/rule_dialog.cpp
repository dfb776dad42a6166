#include "ui/problems/rule_dialog.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include "model/checks/rule_catalog.h"
#include "ui/problems/severity_icon.h"

namespace virga::ui {

namespace {

constexpr int kWidth = 520;

QString text(const std::string& value) { return QString::fromStdString(value); }

QLabel* paragraph(const char* name, const QString& words, Qt::TextFormat format = Qt::PlainText) {
  auto* label = new QLabel;
  label->setTextFormat(format);
  label->setText(words);
  label->setObjectName(name);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse);  // a button is for the keyboard
  return label;
}

const model::RuleEntry* ruleOf(const model::Problem& problem) {
  const auto& catalog = model::ruleCatalog();
  return catalog ? catalog->find(problem.id) : nullptr;
}

class RuleDialog : public QDialog {
  Q_DECLARE_TR_FUNCTIONS(virga::ui::RuleDialog)

 public:
  RuleDialog(const model::RuleEntry& rule, const model::Problem& problem, QWidget* parent) : QDialog(parent) {
    setObjectName("ruleDialog");
    setWindowTitle(tr("Why? – %1").arg(text(rule.id)));
    auto* title = paragraph("ruleTitle", text(rule.title));
    auto font = title->font();
    font.setBold(true);
    font.setPointSizeF(font.pointSizeF() * 1.2);
    title->setFont(font);
    auto* found = paragraph("ruleFinding", text(problem.message));
    auto* sign = new QLabel;
    sign->setPixmap(severityIcon(problem.severity).pixmap(16, 16));
    sign->setAccessibleName(severityWord(problem.severity));
    auto* head = new QHBoxLayout;
    head->addWidget(sign, 0, Qt::AlignTop);
    head->addWidget(found, 1);
    const auto url = text(rule.url);
    auto* source =
        paragraph("ruleSource",
                  tr("Source: %1 (%2)")
                      .arg(QString("<a href=\"%1\">%1</a>").arg(url.toHtmlEscaped()), text(rule.date).toHtmlEscaped()),
                  Qt::RichText);
    source->setAccessibleName(tr("Source: %1 (%2)").arg(url, text(rule.date)));
    connect(source, &QLabel::linkActivated, this, [](const QString& link) { QDesktopServices::openUrl(QUrl(link)); });
    auto* open = new QPushButton(tr("&Open the source"));
    open->setObjectName("openSource");
    open->setToolTip(url);
    open->setAutoDefault(false);
    auto* close = new QPushButton(tr("&Close"));
    close->setDefault(true);
    // A row of its own: a QDialogButtonBox leaves a button out of the round of Tab.
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(open);
    buttons->addWidget(close);
    connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(QUrl(url)); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addLayout(head);
    layout->addWidget(paragraph("ruleWhy", text(rule.why)));
    if (!problem.hint.empty()) layout->addWidget(paragraph("ruleHint", tr("Here: %1").arg(text(problem.hint))));
    layout->addWidget(source);
    layout->addStretch(1);
    layout->addLayout(buttons);
    setMinimumWidth(kWidth);
    resize(kWidth, layout->heightForWidth(kWidth));
    close->setFocus();
  }
};

}  // namespace

bool isExplained(const model::Problem& problem) { return ruleOf(problem) != nullptr; }

void explain(const model::Problem& problem, QWidget* parent) {
  const auto* rule = ruleOf(problem);
  if (!rule) return;
  auto* dialog = new RuleDialog(*rule, problem, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

}  // namespace virga::ui
