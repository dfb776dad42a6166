#pragma once

#include <QStringList>

class QWidget;

namespace virga::test {

// The texts below the widget that are seen and don't fit into their places, each with the place and both widths. A text
// that was shortened on purpose counts unless a tool tip tells the whole of it.
QStringList clippedTexts(const QWidget& root);

}  // namespace virga::test
