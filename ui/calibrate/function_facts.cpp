#include "ui/calibrate/function_facts.h"

#include <QCoreApplication>

#include "simulator/calibrate/propose.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

struct FunctionFacts {
  Q_DECLARE_TR_FUNCTIONS(virga::ui::FunctionFacts)
};

QString row(const QString& name, const QString& value) {
  return QString("<tr><td style='padding-right:14px'>%1</td><td>%2</td></tr>").arg(name, value.toHtmlEscaped());
}

QString counted(std::uint64_t count) { return countText(static_cast<double>(count)); }

QString shareWithInterval(const simulator::Estimate& share) {
  return QString("%1 [%2, %3]").arg(shareText(share.value), shareText(share.low), shareText(share.high));
}

QString lawText(const simulator::ServiceLaw& law) {
  auto text = QString::fromStdString(law.text());
  if (const auto parameters = simulator::parametersText(law); !parameters.empty())
    text += "; " + QString::fromStdString(parameters);
  return text;
}

QString memoryText(const simulator::FunctionCalibration& function) {
  QStringList parts;
  if (function.memorySizeMib) parts << FunctionFacts::tr("%1 MiB each").arg(*function.memorySizeMib);
  if (function.memoryUsedP99Mib) parts << FunctionFacts::tr("99 % used at most %1 MiB").arg(*function.memoryUsedP99Mib);
  if (function.memoryUsedMaxMib) parts << FunctionFacts::tr("the greatest use was %1 MiB").arg(*function.memoryUsedMaxMib);
  return parts.join(", ");
}

QString failuresText(const simulator::FunctionCalibration& function) {
  auto text = shareWithInterval(*function.errorShare);
  if (function.errorsAtLeast) text = FunctionFacts::tr("at least %1").arg(text);
  if (function.timeouts > 0) text += ", " + FunctionFacts::tr("%1 timed out").arg(counted(function.timeouts));
  if (function.outOfMemory > 0) text += ", " + FunctionFacts::tr("%1 out of memory").arg(counted(function.outOfMemory));
  return text;
}

}  // namespace

QString namedByText(simulator::NamedBy by) {
  switch (by) {
    case simulator::NamedBy::stated: return FunctionFacts::tr("as you said");
    case simulator::NamedBy::same: return FunctionFacts::tr("the same name");
    case simulator::NamedBy::spelling: return FunctionFacts::tr("by its letters");
    case simulator::NamedBy::part: return FunctionFacts::tr("by a part of the name");
    case simulator::NamedBy::onlyOne: return FunctionFacts::tr("there is but one of each");
  }
  return {};
}

QString functionFacts(const simulator::FunctionCalibration& function) {
  QString text = "<table>";
  const auto name =
      function.logName.empty() ? FunctionFacts::tr("without a name") : QString::fromStdString("'" + function.logName + "'");
  text += row(FunctionFacts::tr("In the logs"), QString("%1, %2").arg(name, namedByText(function.match.by)));
  text += row(FunctionFacts::tr("Invocations"), counted(function.records));
  if (function.service) text += row(FunctionFacts::tr("Durations"), lawText(*function.service));
  if (function.arrivals)
    text += row(FunctionFacts::tr("Arrivals"),
                FunctionFacts::tr("%1 a second, %2")
                    .arg(QString::fromStdString(simulator::estimateText(function.arrivals->perSecond)),
                         QString::fromStdString(function.arrivals->text())));
  if (function.coldShare) text += row(FunctionFacts::tr("Cold starts"), shareWithInterval(*function.coldShare));
  if (function.init) text += row(FunctionFacts::tr("Initialising"), lawText(*function.init));
  if (function.restore) text += row(FunctionFacts::tr("Restoring"), lawText(*function.restore));
  if (function.firstServedMs)
    text += row(FunctionFacts::tr("First invocations"),
                FunctionFacts::tr("%1 on the mean, without initialisation").arg(millisecondsText(*function.firstServedMs)));
  if (const auto memory = memoryText(function); !memory.isEmpty()) text += row(FunctionFacts::tr("Memory"), memory);
  if (function.errorShare) text += row(FunctionFacts::tr("Failures"), failuresText(function));
  if (function.throttles > 0) text += row(FunctionFacts::tr("Refused"), counted(function.throttles));
  if (function.billedMs)
    text += row(FunctionFacts::tr("Billed"), FunctionFacts::tr("%1 on the mean").arg(millisecondsText(*function.billedMs)));
  text += "</table>";
  if (!function.remarks.empty()) {
    text += "<ul style='margin-left:-20px'>";
    for (const auto& remark : function.remarks) text += "<li>" + QString::fromStdString(remark).toHtmlEscaped() + "</li>";
    text += "</ul>";
  }
  return text;
}

}  // namespace virga::ui
