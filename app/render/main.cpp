#include <exception>
#include <variant>

#include <fmt/format.h>

#include <QApplication>
#include <QBuffer>
#include <QLocale>

#include "app/cli/bad_input.h"
#include "app/cli/interrupt.h"
#include "app/cli/messages.h"
#include "app/cli/progress_bar.h"
#include "app/cli/project_input.h"
#include "app/cli/scenario_choice.h"
#include "app/render/render_options.h"
#include "ui/bill/amount_text.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/drawing_export.h"
#include "ui/charts/quantity_text.h"
#include "ui/shell/result_overlay.h"
#include "ui/theme/theme.h"

namespace virga::render {

namespace {

using cli::Exit;

tl::expected<simulator::Result, simulator::SimulationFailure> simulate(const cli::ProjectInput& input,
                                                                       const cli::Plan& plan) {
  const cli::Interrupt interrupt;
  cli::ProgressBar bar;
  return simulator::simulate(input.architecture, input.catalog, plan.simulation, interrupt.token(),
                             [&bar](const simulator::Progress& progress) { bar.show(progress); });
}

QString runText(const simulator::Result& result) {
  const auto what = QString("%1 on %2, %3 simulated")
                        .arg(result.scenario.empty() ? QString("one hour") : QString::fromStdString(result.scenario),
                             QString::fromStdString(result.provider), ui::clockText(result.simulated.seconds()));
  if (result.bill.lines.empty()) return what;
  return QString("%1: %2 %3 per month")
      .arg(what, ui::amountText(result.bill.total), QString::fromStdString(result.bill.currency));
}

Exit run(const RenderOptions& options) {
  auto plan = cli::planOf(options.simulation);
  if (!plan) return cli::badInput(plan.error());
  if (auto writable = cli::checkWritable(options.output, {options.simulation.file}); !writable)
    return cli::badInput(writable.error());
  auto input = cli::readProjectInput(options.simulation.file, options.simulation.provider, plan->settings,
                                     options.simulation.overlays);
  if (!input) return cli::badInput(input.error());
  ui::Theme::instance().setMode(options.dark ? ui::Theme::Mode::dark : ui::Theme::Mode::light);

  ui::CanvasScene scene;
  ui::DrawingCaption caption;
  if (options.caption) caption = {QString::fromStdString(input->architecture.name), {}};
  scene.show(std::make_shared<const model::Architecture>(input->architecture));
  if (options.run) {
    if (auto chosen = cli::chooseScenario(input->architecture, plan->simulation.scenario, plan->settings); !chosen)
      return cli::badInput(chosen.error());
    plan->simulation.projectFolder = input->folder;
    const auto result = simulate(*input, *plan);
    if (!result) {
      if (const auto* problems = std::get_if<model::Problems>(&result.error())) return cli::badInput(*problems);
      cli::printNote("interrupted; nothing was written");
      return Exit::interrupted;
    }
    if (result->partOf) {
      cli::printNote("interrupted; nothing was written");
      return Exit::interrupted;
    }
    for (const auto& warning : result->warnings) cli::printNote("warning: " + warning);
    scene.setOverlay(ui::overlayOf(*result));
    if (options.caption) caption.text = runText(*result);
  }

  QByteArray content;
  if (options.png) {
    const auto image = ui::imageOf(scene, options.scale, caption);
    if (image.isNull())
      return cli::badInput("the drawing is too large for a PNG at this scale; choose a smaller --scale, or an SVG");
    QBuffer buffer(&content);
    image.save(&buffer, "PNG");
  } else {
    content = ui::svgOf(scene, caption.title, caption);
  }
  if (auto written =
          cli::write(options.output, std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
      !written)
    return cli::badInput(written.error());
  return Exit::done;
}

}  // namespace

}  // namespace virga::render

int main(int argc, char** argv) {
  using namespace virga;
  const auto options = render::readRenderOptions(argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  // What Qt misses of a desktop doesn't matter here.
  qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtCriticalMsg || type == QtFatalMsg) cli::printError(text.toStdString());
  });
  QLocale::setDefault(QLocale::c());
  QApplication application(argc, argv);
  try {
    return static_cast<int>(render::run(options));
  } catch (const std::exception& error) {
    cli::printError(fmt::format("internal error: {}; please report it with the project and the command line", error.what()));
    return static_cast<int>(cli::Exit::badInput);
  }
}
