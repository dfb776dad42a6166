#include "ui/preferences/preferences_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/charts/time_style.h"
#include "ui/preferences/key_map_editor.h"
#include "ui/preferences/language.h"

namespace virga::ui {

PreferencesDialog::PreferencesDialog(const Preferences& preferences, KeyMap* keys, QWidget* parent)
    : QDialog(parent), preferences_(preferences) {
  setObjectName("preferencesDialog");
  setWindowTitle(tr("Preferences"));
  auto* tabs = new QTabWidget;
  tabs->setObjectName("preferencesTabs");
  tabs->tabBar()->setAccessibleName(tr("Pages of the preferences"));
  tabs->addTab(makeGeneralPage(), tr("&General"));
  tabs->addTab(new KeyMapEditor(keys), tr("&Keyboard"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(tabs, 1);
  layout->addWidget(buttons);
  resize(620, 520);
}

QWidget* PreferencesDialog::makeGeneralPage() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  const auto add = [&](const QString& label, QWidget* field, const char* name) {
    field->setObjectName(name);
    field->setAccessibleName(label);
    for (auto* line : field->findChildren<QLineEdit*>()) line->setAccessibleName(label);
    form->addRow(label, field);
  };
  auto* theme = new QComboBox;
  theme->addItem(tr("Light"), static_cast<int>(Theme::Mode::light));
  theme->addItem(tr("Dark"), static_cast<int>(Theme::Mode::dark));
  theme->addItem(tr("High contrast"), static_cast<int>(Theme::Mode::contrast));
  theme->setCurrentIndex(theme->findData(static_cast<int>(preferences_.theme)));
  add(tr("Theme"), theme, "themeChoice");
  auto* language = new QComboBox;
  language->addItem(tr("The system's"), QString());
  language->addItem("English", "en");
  for (const auto& code : languages()) language->addItem(QLocale(code).nativeLanguageName(), code);
  language->setCurrentIndex(std::max(0, language->findData(preferences_.language)));
  language->setToolTip(tr("Takes effect when the program starts the next time."));
  add(tr("Language (from the next start)"), language, "languageChoice");
  auto* times = new QComboBox;
  times->addItem(tr("In the unit that reads best"), static_cast<int>(TimeStyle::Unit::readable));
  times->addItem(tr("Always in milliseconds"), static_cast<int>(TimeStyle::Unit::milliseconds));
  times->setCurrentIndex(times->findData(static_cast<int>(preferences_.timeUnit)));
  times->setToolTip(tr("How latencies, ages and other measured times are written."));
  add(tr("Times"), times, "timesChoice");
  const auto number = [](int least, int most, int value, const QString& suffix) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setSuffix(suffix);
    return box;
  };
  auto* places = number(0, 6, preferences_.amountPlaces, {});
  places->setToolTip(tr("Amounts that are smaller are shown with as many as they need."));
  add(tr("Decimals of amounts"), places, "placesBox");
  auto* seconds = number(1, 300, preferences_.autosaveSeconds, tr(" s"));
  seconds->setToolTip(tr("An unsaved edit is in a snapshot after so long at the latest. Your files aren't touched."));
  add(tr("Keep unsaved work after"), seconds, "autosaveBox");
  auto* confirm = new QCheckBox(tr("Ask before reading a file again that another program changed"));
  confirm->setChecked(preferences_.confirmReload);
  confirm->setObjectName("confirmBox");
  form->addRow(confirm);
  auto* welcome = new QCheckBox(tr("Show the welcome page at the start"));
  welcome->setChecked(preferences_.showWelcome);
  welcome->setObjectName("welcomeBox");
  form->addRow(welcome);

  const auto tell = [=, this] {
    preferences_.theme = static_cast<Theme::Mode>(theme->currentData().toInt());
    preferences_.language = language->currentData().toString();
    preferences_.timeUnit = static_cast<TimeStyle::Unit>(times->currentData().toInt());
    preferences_.amountPlaces = places->value();
    preferences_.autosaveSeconds = seconds->value();
    preferences_.confirmReload = confirm->isChecked();
    preferences_.showWelcome = welcome->isChecked();
    emit changed(preferences_);
  };
  for (auto* choice : {theme, language, times}) connect(choice, &QComboBox::currentIndexChanged, this, tell);
  for (auto* box : {places, seconds}) connect(box, &QSpinBox::valueChanged, this, tell);
  for (auto* box : {confirm, welcome}) connect(box, &QCheckBox::toggled, this, tell);
  return page;
}

}  // namespace virga::ui

#include "moc_preferences_dialog.cpp"
