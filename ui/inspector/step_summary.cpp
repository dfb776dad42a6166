#include "ui/inspector/step_summary.h"

#include <QCoreApplication>

#include "model/architecture/fields_step.h"
#include "model/project/choice_view.h"
#include "ui/charts/quantity_text.h"

namespace virga::ui {

namespace {

class Words {
  Q_DECLARE_TR_FUNCTIONS(StepSummary)

 public:
  static QString of(const std::string& text) { return QString::fromStdString(text); }
  static QString of(const model::Distribution& law) {
    const auto* constant = std::get_if<model::Constant>(&law);
    if (constant) return of(model::toText(constant->value));
    const auto& way = model::distributionWays()[law.index()];
    return tr("%1, mean %2").arg(of(way.word), millisecondsText(model::mean(law).milliseconds()));
  }

  QString operator()(const model::ComputeStep& step) const {
    return join({tr("compute %1").arg(of(step.work)), per(step.per)});
  }
  QString operator()(const model::CallStep& step) const {
    QStringList parts{step.operation == model::Operation::read ? tr("call %1").arg(of(step.to.id))
                                                               : tr("call %1, %2").arg(of(step.to.id), word(step.operation)),
                      per(step.per)};
    if (step.retry) parts << tr("retry %1").arg(step.retry->attempts);
    if (step.timeout) parts << tr("timeout %1").arg(of(model::toText(*step.timeout)));
    if (step.breaker) parts << tr("breaker");
    return join(parts);
  }
  QString operator()(const model::SendStep& step) const {
    return join({tr("send to %1").arg(of(step.to.id)), of(model::toText(step.size)), per(step.per)});
  }
  QString operator()(const model::ParallelStep& step) const {
    return step.branches.size() == 1 ? tr("in parallel, 1 branch")
                                     : tr("in parallel, %1 branches").arg(step.branches.size());
  }
  QString operator()(const model::WaitForStep& step) const {
    return tr("wait for %1 of %2 branches").arg(step.count).arg(step.branches.size());
  }
  QString operator()(const model::LoopStep& step) const {
    return step.times == 1 ? tr("loop once") : tr("loop %1 times").arg(step.times);
  }
  QString operator()(const model::MapStep& step) const {
    return join(
        {tr("for each of %1 items").arg(step.items), step.limit > 0 ? tr("%1 at a time").arg(step.limit) : QString()});
  }
  QString operator()(const model::WaitStep& step) const { return tr("wait %1").arg(of(step.time)); }
  QString operator()(const model::BranchStep& step) const {
    return step.options.size() == 1 ? tr("branch, 1 option") : tr("branch, one of %1 options").arg(step.options.size());
  }

 private:
  static QString join(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
  }
  static QString per(model::Per per) { return per == model::Per::message ? tr("for each message") : QString(); }
  static QString word(model::Operation operation) {
    const auto name = model::kEnumNames<model::Operation>[static_cast<std::size_t>(operation)];
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
  }
};

}  // namespace

QString stepSummary(const model::Step& step) { return std::visit(Words{}, step.what); }

}  // namespace virga::ui
