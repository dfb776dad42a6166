#include "ui/theme/theme.h"

#include <array>
#include <cstddef>

#include <QApplication>
#include <QStyleFactory>

namespace virga::ui {
namespace {

struct Entry {
  Role role;
  QRgb light;
  QRgb dark;
};

constexpr std::size_t kRoles = static_cast<std::size_t>(Role::chartBackground) + 1;

// Text stands at 4.5:1 or more against what it is written on, series and marks at 3:1. The series are the colours of
// Okabe and Ito, darkened on white and lightened on dark where they would fall below that.
constexpr std::array<Entry, kRoles> kColors = {{
    {Role::window, 0xFFEFF1F4, 0xFF1B1F24},      {Role::panel, 0xFFF8F9FB, 0xFF21262C},
    {Role::field, 0xFFFFFFFF, 0xFF2A3037},       {Role::text, 0xFF1B1F24, 0xFFE6EAEE},
    {Role::mutedText, 0xFF545D68, 0xFFA7B1BB},   {Role::border, 0xFFC5CCD4, 0xFF454D57},
    {Role::accent, 0xFF0B5CAD, 0xFF64ADEE},      {Role::accentText, 0xFFFFFFFF, 0xFF0D1117},
    {Role::selection, 0xFFCFE3FA, 0xFF1F4B76},   {Role::focus, 0xFF0B5CAD, 0xFF64ADEE},
    {Role::canvas, 0xFFF6F7F9, 0xFF16191D},      {Role::canvasGrid, 0xFFCDD3DA, 0xFF343B44},
    {Role::card, 0xFFFFFFFF, 0xFF262C33},        {Role::cardBorder, 0xFF7A838D, 0xFF7D8894},
    {Role::cardTitle, 0xFF14181D, 0xFFF2F5F8},   {Role::edge, 0xFF5A636E, 0xFF98A3AE},
    {Role::edgeLabel, 0xFF3D454E, 0xFFC3CBD3},   {Role::port, 0xFF5A636E, 0xFF98A3AE},
    {Role::portAllowed, 0xFF00734F, 0xFF2BC498}, {Role::portRefused, 0xFFB3261E, 0xFFFF8A80},
    {Role::error, 0xFFB3261E, 0xFFFF8A80},       {Role::warning, 0xFF8A5300, 0xFFF0B23C},
    {Role::info, 0xFF0B5CAD, 0xFF64ADEE},        {Role::success, 0xFF00734F, 0xFF2BC498},
    {Role::series1, 0xFF0072B2, 0xFF4FA3DB},     {Role::series2, 0xFFB07400, 0xFFE69F00},
    {Role::series3, 0xFF008F68, 0xFF1FBF92},     {Role::series4, 0xFFD55E00, 0xFFF07F3C},
    {Role::series5, 0xFF2485BD, 0xFF8CD0F5},     {Role::series6, 0xFFB95A90, 0xFFE39AC4},
    {Role::chartGrid, 0xFFDDE2E8, 0xFF343B44},   {Role::chartBackground, 0xFFFFFFFF, 0xFF1E2328},
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
             "6px; }\n")
      .arg(name(Role::text), name(Role::field), name(Role::border), name(Role::window));
}

}  // namespace

Theme& Theme::instance() {
  static Theme theme;
  return theme;
}

void Theme::setMode(Mode mode) {
  mode_ = mode;
  if (qApp) {
    if (auto* fusion = QStyleFactory::create(QStringLiteral("Fusion"))) QApplication::setStyle(fusion);
    QApplication::setPalette(palette());
    qApp->setStyleSheet(styleSheet(*this));
  }
  emit changed();
}

QColor Theme::color(Role role) const {
  const auto& entry = kColors[static_cast<std::size_t>(role)];
  return QColor::fromRgba(mode_ == Mode::light ? entry.light : entry.dark);
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
