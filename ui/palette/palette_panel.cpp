#include "ui/palette/palette_panel.h"

#include <QApplication>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "model/edit/edit.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/kind_info.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr int kKindRole = Qt::UserRole;
constexpr int kHelpRole = Qt::UserRole + 1;
constexpr int kBriefRole = Qt::UserRole + 2;
constexpr int kIconSize = 28;
constexpr int kPad = 6;

// A kind as icon, word and, below it, what it is for. All rows are of one height.
class KindDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto& theme = Theme::instance();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
      painter->fillRect(option.rect, theme.color(Role::selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
      painter->fillRect(option.rect, theme.color(Role::panel));
    const auto area = option.rect.adjusted(kPad, kPad, -kPad, -kPad);
    paintIcon(*painter, index.data(kKindRole).toString(), QRectF(area.left(), area.top(), kIconSize, kIconSize),
              theme.color(Role::accent));
    const auto text = area.adjusted(kIconSize + kPad, 0, 0, 0);
    const auto line = [&](const QFont& font, const QString& words, int top) {
      painter->setFont(font);
      painter->drawText(text.adjusted(0, top, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                        QFontMetrics(font).elidedText(words, Qt::ElideRight, text.width()));
    };
    painter->setPen(theme.color(Role::text));
    line(titleFont(option), index.data(Qt::DisplayRole).toString(), 0);
    painter->setPen(theme.color(selected ? Role::text : Role::mutedText));
    line(option.font, index.data(kBriefRole).toString(), QFontMetrics(titleFont(option)).height());
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    const int text = QFontMetrics(titleFont(option)).height() + QFontMetrics(option.font).height();
    return {kIconSize, std::max(kIconSize, text) + 2 * kPad};
  }

 private:
  static QFont titleFont(const QStyleOptionViewItem& option) {
    auto font = option.font;
    font.setBold(true);
    return font;
  }
};

class KindList : public QListWidget {
 public:
  using QListWidget::QListWidget;

 protected:
  QStringList mimeTypes() const override { return {QLatin1String(kKindMimeType)}; }
  QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override {
    if (items.isEmpty()) return nullptr;
    auto* kind = new QMimeData;
    kind->setData(QLatin1String(kKindMimeType), items.front()->data(kKindRole).toString().toUtf8());
    return kind;
  }
};

}  // namespace

PalettePanel::PalettePanel(Document* document, QWidget* parent)
    : QWidget(parent), search_(new QLineEdit(this)), list_(new KindList(this)) {
  setObjectName(QStringLiteral("palette"));
  setAccessibleName(tr("Palette"));
  search_->setObjectName(QStringLiteral("paletteSearch"));
  search_->setAccessibleName(tr("Search the kinds of component"));
  search_->setPlaceholderText(tr("Search"));
  search_->setClearButtonEnabled(true);
  list_->setObjectName(QStringLiteral("paletteList"));
  list_->setAccessibleName(tr("Kinds of component"));
  list_->setItemDelegate(new KindDelegate(list_));
  list_->setDragEnabled(true);
  list_->setDragDropMode(QAbstractItemView::DragOnly);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setUniformItemSizes(true);
  list_->setResizeMode(QListView::Adjust);
  list_->setMouseTracking(true);
  list_->setFrameShape(QFrame::NoFrame);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 6, 6, 6);
  layout->addWidget(search_);
  layout->addWidget(list_);
  fill();
  connect(search_, &QLineEdit::textChanged, this, &PalettePanel::filter);
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    for (int i = 0; i < list_->count(); ++i)
      if (!list_->item(i)->isHidden()) return emit addRequested(list_->item(i)->data(kKindRole).toString());
  });
  connect(list_, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { emit addRequested(item->data(kKindRole).toString()); });
  connect(&Theme::instance(), &Theme::changed, list_->viewport(), qOverload<>(&QWidget::update));
  // Another project may be for other kinds one day; a search belongs to the one before.
  connect(document, &Document::replaced, search_, &QLineEdit::clear);
}

void PalettePanel::fill() {
  for (const auto& kind : model::kindNames()) {
    auto* item = new QListWidgetItem(kindWord(kind), list_);
    item->setData(kKindRole, QString::fromStdString(kind));
    item->setData(kBriefRole, kindBrief(kind));
    item->setData(kHelpRole, kindHelp(kind));
    item->setToolTip(kindHelp(kind));
    item->setData(Qt::AccessibleDescriptionRole, kindHelp(kind));
  }
}

void PalettePanel::filter(const QString& text) {
  for (int i = 0; i < list_->count(); ++i) {
    auto* item = list_->item(i);
    const auto holds = [&text](const QString& where) { return where.contains(text, Qt::CaseInsensitive); };
    item->setHidden(!holds(item->text()) && !holds(item->data(kKindRole).toString()) &&
                    !holds(item->data(kHelpRole).toString()));
  }
}

}  // namespace virga::ui

#include "moc_palette_panel.cpp"
