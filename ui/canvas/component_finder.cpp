#include "ui/canvas/component_finder.h"

#include <map>

#include <QCoreApplication>

#include "ui/canvas/kind_info.h"
#include "ui/theme/icons.h"

namespace virga::ui {

FilterPopup* makeComponentFinder(const Document& document, QWidget* parent) {
  std::map<std::string_view, QIcon> icons;  // each painted once
  std::vector<FilterPopup::Entry> entries;
  for (const auto& component : document.architecture().components) {
    const auto kind = model::kindName(component.kind);
    const auto name = QString::fromStdString(component.id);
    auto& kindIcon = icons[kind];
    if (kindIcon.isNull()) kindIcon = icon(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
    const auto facts = keyFacts(component);
    entries.push_back({name,
                       facts.isEmpty() ? QStringLiteral("%1 – %2").arg(name, kindWord(kind))
                                       : QStringLiteral("%1 – %2 · %3").arg(name, kindWord(kind), facts),
                       QString::fromStdString(component.description), kindIcon});
  }
  auto* popup = new FilterPopup(QCoreApplication::translate("Canvas", "Go to a component: name, kind or fact"),
                                std::move(entries), parent);
  popup->setObjectName(QStringLiteral("componentFinder"));
  return popup;
}

}  // namespace virga::ui
