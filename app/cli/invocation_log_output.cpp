#include "app/cli/invocation_log_output.h"

#include <variant>

#include "app/cli/bad_input.h"
#include "app/cli/messages.h"
#include "app/cli/whole_number.h"
#include "simulator/experiment/log_invocations.h"
#include "simulator/results/lambda_log.h"

namespace virga::cli {

void addInvocationLogOptions(CLI::App& verb, InvocationLogOutput& output) {
  verb.add_option("--invocation-log", output.target.name,
                  "Write what a platform would log of each execution of a function in the first replication, in the JSON "
                  "format of AWS Lambda, for virga calibrate and other readers of logs; - for standard output")
      ->check(refuseEmpty);
  verb.add_option("--invocation-count", output.most, "Executions in that log at the most; default: 100000");
}

tl::expected<std::size_t, std::string> mostLoggedOf(const InvocationLogOutput& output) {
  return parseWhole<std::size_t>("--invocation-count", output.most, 1, simulator::kMostLogged);
}

Exit writeInvocationLog(const InvocationLogOutput& output, const ProjectInput& input,
                        const simulator::SimulationOptions& options, const std::stop_token& stop) {
  if (!output.target.wanted()) return Exit::done;
  const auto most = mostLoggedOf(output);
  if (!most) return badInput(most.error());
  const auto records = simulator::logInvocations(input.architecture, input.catalog, options, *most, stop);
  if (!records) {
    if (const auto* problems = std::get_if<model::Problems>(&records.error())) return badInput(*problems);
    printNote("interrupted before all executions were logged; there is no log of them");
    return Exit::interrupted;
  }
  if (auto written = write(output.target, toLambdaLog(*records)); !written) return badInput(written.error());
  return Exit::done;
}

}  // namespace virga::cli
