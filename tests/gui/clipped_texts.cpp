#include "tests/gui/clipped_texts.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOptionButton>
#include <QStyleOptionComboBox>
#include <QStyleOptionFrame>
#include <QTabBar>
#include <QTextDocument>
#include <QToolButton>

#include "ui/charts/elided_label.h"

namespace virga::test {

namespace {

QString placeOf(const QWidget* widget) {
  QStringList names;
  for (; widget && names.size() < 4; widget = widget->parentWidget())
    names.prepend(QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName()).trimmed());
  return names.join('/');
}

// What is too large for where it is.
struct Clipped {
  QString text;
  int wanted = 0;
  int has = 0;
};

using Found = QList<Clipped>;

void add(Found& found, const QString& text, int wanted, int has) {
  if (wanted > has && !text.trimmed().isEmpty()) found.append({text, wanted, has});
}

// Widths are compared as whole pixels: a fraction is no clipped letter.
int widthOf(const QWidget& widget, const QString& text) {
  return static_cast<int>(widget.fontMetrics().boundingRect(text).width());
}

Found ofLabel(const QLabel& label) {
  Found found;
  if (label.text().isEmpty()) return found;
  if (dynamic_cast<const ui::ElidedLabel*>(&label)) return found;  // tells the whole in its tool tip
  if (label.wordWrap()) {
    add(found, label.text(), label.heightForWidth(label.width()), label.height());
    const auto format = label.textFormat();
    if (format == Qt::RichText || (format == Qt::AutoText && Qt::mightBeRichText(label.text()))) return found;
    static const QRegularExpression breaks("[ \\n]|(?<=-)");  // lines break after hyphens too
    for (const auto& word : label.text().split(breaks)) add(found, word, widthOf(label, word), label.contentsRect().width());
    return found;
  }
  add(found, label.text(), label.sizeHint().width(), label.width());
  add(found, label.text(), label.sizeHint().height(), label.height() + 1);
  return found;
}

Found ofButton(const QAbstractButton& button) {
  Found found;
  if (button.text().isEmpty()) return found;
  if (const auto* tool = qobject_cast<const QToolButton*>(&button);
      tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly && !tool->icon().isNull())
    return found;
  add(found, button.text(), button.sizeHint().width(), button.width());
  return found;
}

Found ofChoice(const QComboBox& choice) {
  QStyleOptionComboBox option;
  option.initFrom(&choice);
  option.subControls = QStyle::SC_All;
  const auto field = choice.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &choice);
  Found found;
  if (choice.toolTip().isEmpty())
    add(found, choice.currentText(),
        widthOf(choice, choice.currentText()) + (choice.itemIcon(choice.currentIndex()).isNull() ? 0 : 20), field.width());
  return found;
}

Found ofField(const QLineEdit& field) {
  QStyleOptionFrame option;
  option.initFrom(&field);
  const auto room = field.style()->subElementRect(QStyle::SE_LineEditContents, &option, &field).width();
  Found found;
  if (field.text().isEmpty()) add(found, field.placeholderText(), widthOf(field, field.placeholderText()), room);
  return found;
}

Found ofTabs(const QTabBar& tabs) {
  Found found;
  for (int tab = 0; tab < tabs.count(); ++tab) {
    const auto place = tabs.tabRect(tab);
    add(found, tabs.tabText(tab), widthOf(tabs, QString(tabs.tabText(tab)).remove('&')), place.width());
    add(found, tabs.tabText(tab), place.right(), tabs.width());
  }
  return found;
}

Found ofHeader(const QHeaderView& header) {
  Found found;
  if (header.orientation() != Qt::Horizontal) return found;
  const int margin = 2 * header.style()->pixelMetric(QStyle::PM_HeaderMargin);
  for (int section = 0; section < header.count(); ++section) {
    if (header.isSectionHidden(section)) continue;
    const auto text = header.model()->headerData(section, Qt::Horizontal).toString();
    const bool told = header.model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).isValid();
    if (!told) add(found, text, widthOf(header, text) + margin, header.sectionSize(section));
  }
  return found;
}

Found ofItems(const QAbstractItemView& view) {
  Found found;
  const auto* model = view.model();
  if (!model || view.property("wordWrap").toBool()) return found;
  QList<QModelIndex> parents{view.rootIndex()};
  while (!parents.isEmpty()) {
    const auto parent = parents.takeFirst();
    for (int row = 0; row < model->rowCount(parent); ++row) {
      parents << model->index(row, 0, parent);
      for (int column = 0; column < model->columnCount(parent); ++column) {
        const auto index = model->index(row, column, parent);
        const auto place = view.visualRect(index);
        if (!place.intersects(view.viewport()->rect()) || model->data(index, Qt::ToolTipRole).isValid()) continue;
        add(found, model->data(index).toString(), view.sizeHintForIndex(index).width(), place.width());
      }
    }
  }
  return found;
}

Found ofMenus(const QMenuBar& menus) {
  Found found;
  for (const auto* action : menus.actions())
    add(found, action->text(), menus.actionGeometry(const_cast<QAction*>(action)).right(), menus.width());
  return found;
}

Found of(const QWidget& widget) {
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return ofLabel(*label);
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) return ofButton(*button);
  if (const auto* choice = qobject_cast<const QComboBox*>(&widget)) return ofChoice(*choice);
  if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) return ofField(*field);
  if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) return ofTabs(*tabs);
  if (const auto* header = qobject_cast<const QHeaderView*>(&widget)) return ofHeader(*header);
  if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) return ofItems(*view);
  if (const auto* menus = qobject_cast<const QMenuBar*>(&widget)) return ofMenus(*menus);
  if (const auto* box = qobject_cast<const QGroupBox*>(&widget)) {
    Found found;
    add(found, box->title(), widthOf(*box, box->title()), box->width());
    return found;
  }
  return {};
}

}  // namespace

QStringList clippedTexts(const QWidget& root) {
  QStringList out;
  for (const auto* widget : root.findChildren<QWidget*>()) {
    if (!widget->isVisibleTo(&root) || widget->window() != root.window() || widget->visibleRegion().isEmpty()) continue;
    for (const auto& clipped : of(*widget))
      out << QString("\"%1\" wants %2, has %3: %4")
                 .arg(clipped.text)
                 .arg(clipped.wanted)
                 .arg(clipped.has)
                 .arg(placeOf(widget));
  }
  out.removeDuplicates();
  return out;
}

}  // namespace virga::test
