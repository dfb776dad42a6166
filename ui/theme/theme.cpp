#include "ui/theme/theme.h"

#include <array>
#include <cstddef>

#include <QApplication>
#include <QStyleFactory>

#include "ui/theme/contrast_style.h"

namespace virga::ui {
namespace {

struct Entry {
  Role role;
  QRgb light;
  QRgb dark;
  QRgb contrast;
};

constexpr std::size_t kRoles = static_cast<std::size_t>(Role::chartBackground) + 1;

// Text stands at 4.5:1 or more against what it is written on, series and marks at 3:1. The series are the colours of
// Okabe and Ito, darkened on white and lightened on dark where they would fall below that.
constexpr std::array<Entry, kRoles> kColors = {{
    {Role::window, 0xFFEFF1F4, 0xFF1B1F24, 0xFF000000},      {Role::panel, 0xFFF8F9FB, 0xFF21262C, 0xFF000000},
    {Role::field, 0xFFFFFFFF, 0xFF2A3037, 0xFF000000},       {Role::text, 0xFF1B1F24, 0xFFE6EAEE, 0xFFFFFFFF},
    {Role::mutedText, 0xFF545D68, 0xFFA7B1BB, 0xFFE0E0E0},   {Role::border, 0xFFC5CCD4, 0xFF454D57, 0xFFFFFFFF},
    {Role::accent, 0xFF0B5CAD, 0xFF64ADEE, 0xFFFFE000},      {Role::accentText, 0xFFFFFFFF, 0xFF0D1117, 0xFF000000},
    {Role::selection, 0xFFCFE3FA, 0xFF1F4B76, 0xFF003C8F},   {Role::focus, 0xFF0B5CAD, 0xFF64ADEE, 0xFFFFE000},
    {Role::canvas, 0xFFF6F7F9, 0xFF16191D, 0xFF000000},      {Role::canvasGrid, 0xFFCDD3DA, 0xFF343B44, 0xFF3A3A3A},
    {Role::card, 0xFFFFFFFF, 0xFF262C33, 0xFF0A0A0A},        {Role::cardBorder, 0xFF7A838D, 0xFF7D8894, 0xFFFFFFFF},
    {Role::cardTitle, 0xFF14181D, 0xFFF2F5F8, 0xFFFFFFFF},   {Role::edge, 0xFF5A636E, 0xFF98A3AE, 0xFFFFFFFF},
    {Role::edgeLabel, 0xFF3D454E, 0xFFC3CBD3, 0xFFFFFFFF},   {Role::port, 0xFF5A636E, 0xFF98A3AE, 0xFFFFFFFF},
    {Role::portAllowed, 0xFF00734F, 0xFF2BC498, 0xFF3DF2A0}, {Role::portRefused, 0xFFB3261E, 0xFFFF8A80, 0xFFFF9A90},
    {Role::error, 0xFFB3261E, 0xFFFF8A80, 0xFFFF9A90},       {Role::warning, 0xFF8A5300, 0xFFF0B23C, 0xFFFFC83D},
    {Role::info, 0xFF0B5CAD, 0xFF64ADEE, 0xFF8FD0FF},        {Role::success, 0xFF00734F, 0xFF2BC498, 0xFF3DF2A0},
    {Role::series1, 0xFF0072B2, 0xFF4FA3DB, 0xFF5CB8FF},     {Role::series2, 0xFFB07400, 0xFFE69F00, 0xFFFFC21F},
    {Role::series3, 0xFF008F68, 0xFF1FBF92, 0xFF3DF2A0},     {Role::series4, 0xFFD55E00, 0xFFF07F3C, 0xFFFF9A5C},
    {Role::series5, 0xFF2485BD, 0xFF8CD0F5, 0xFFB8E6FF},     {Role::series6, 0xFFB95A90, 0xFFE39AC4, 0xFFFFB0DC},
    {Role::chartGrid, 0xFFDDE2E8, 0xFF343B44, 0xFF4A4A4A},   {Role::chartBackground, 0xFFFFFFFF, 0xFF1E2328, 0xFF000000},
}};

constexpr bool everyRoleInOrder() {
  for (std::size_t i = 0; i < kRoles; ++i)
    if (static_cast<std::size_t>(kColors[i].role) != i) return false;
  return true;
}
static_assert(everyRoleInOrder());

// Only what Fusion and the palette can't say.
QString styleSheet(const Theme& theme) {
  const auto name = [&theme](Role role) { return theme.color(role).name(); };
  return QStringLiteral(
             "QToolTip { color: %1; background: %2; border: 1px solid %3; padding: 3px; }\n"
             "QDockWidget::title { background: %4; padding: 5px 6px; }\n"
             "QMainWindow::separator { background: %3; width: 1px; height: 1px; }\n"
             "QStatusBar::item { border: none; }\n"
             "QHeaderView::section { background: %4; color: %1; border: none; border-bottom: 1px solid %3; padding: 4px "
             "6px; }\n"
             // Above the title, where it covers none of it.
             "QAbstractItemView[sortingEnabled=\"true\"] QHeaderView::up-arrow, "
             "QAbstractItemView[sortingEnabled=\"true\"] QHeaderView::down-arrow "
             "{ subcontrol-origin: border; subcontrol-position: top center; width: 10px; height: 6px; }\n")
             .arg(name(Role::text), name(Role::field), name(Role::border), name(Role::window)) +
         (theme.mode() == Theme::Mode::contrast
              // Fusion derives frames from the ground, and black has nothing darker.
              ? QStringLiteral("QLineEdit, QPlainTextEdit, QTextEdit { border: 1px solid %1; }\n"
                               "QCheckBox::indicator:unchecked { border: 1px solid %1; }\n")
                    .arg(name(Role::border))
              : QString());
}

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

void Theme::setMode(Mode mode) {
  mode_ = mode;
  if (qApp) {
    if (auto* fusion = QStyleFactory::create(QStringLiteral("Fusion")))
      QApplication::setStyle(mode == Mode::contrast ? new ContrastStyle(fusion) : fusion);
    QApplication::setPalette(palette());
    qApp->setStyleSheet(styleSheet(*this));
  }
  emit changed();
}

QColor Theme::color(Role role) const {
  const auto& entry = kColors[static_cast<std::size_t>(role)];
  switch (mode_) {
    case Mode::light: return QColor::fromRgba(entry.light);
    case Mode::dark: return QColor::fromRgba(entry.dark);
    case Mode::contrast: return QColor::fromRgba(entry.contrast);
  }
  return {};
}

QPalette Theme::palette() const {
  QPalette palette;
  palette.setColor(QPalette::Window, color(Role::window));
  palette.setColor(QPalette::WindowText, color(Role::text));
  palette.setColor(QPalette::Base, color(Role::field));
  palette.setColor(QPalette::AlternateBase, color(Role::panel));
  palette.setColor(QPalette::ToolTipBase, color(Role::field));
  palette.setColor(QPalette::ToolTipText, color(Role::text));
  palette.setColor(QPalette::PlaceholderText, color(Role::mutedText));
  palette.setColor(QPalette::Text, color(Role::text));
  palette.setColor(QPalette::Button, color(Role::panel));
  palette.setColor(QPalette::ButtonText, color(Role::text));
  palette.setColor(QPalette::BrightText, color(Role::error));
  palette.setColor(QPalette::Highlight, color(Role::accent));
  palette.setColor(QPalette::HighlightedText, color(Role::accentText));
  palette.setColor(QPalette::Link, color(Role::accent));
  palette.setColor(QPalette::LinkVisited, color(Role::accent));
  // Fusion shades its frames from these; unset they keep the light theme's.
  palette.setColor(QPalette::Light, color(Role::field));
  palette.setColor(QPalette::Midlight, color(Role::panel));
  palette.setColor(QPalette::Mid, color(Role::border));
  palette.setColor(QPalette::Dark, color(Role::border));
  palette.setColor(QPalette::Shadow, color(Role::border));
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    palette.setColor(QPalette::Disabled, role, color(Role::mutedText));
  palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Role::border));
  return palette;
}

}  // namespace virga::ui

#include "moc_theme.cpp"
