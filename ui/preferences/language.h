#pragma once

#include <QString>
#include <QStringList>

namespace virga::ui {

// The languages that there are translations for, beside English: "de".
QStringList languages();

// Lets the application speak the language ("de", "en"; empty: the system's), for widgets made from now on, with its way to
// write numbers. False where there is no translation: then it speaks English.
bool installLanguage(const QString& language);

}  // namespace virga::ui
