#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace virga::cli {

enum class Exit {
  done = 0,
  failed = 1,         // done, but a check found errors or an expectation failed
  badInput = 2,       // bad usage or bad input; nothing was written
  interrupted = 130,  // by Ctrl-C; nothing was written
};

using Run = std::function<Exit()>;

// Each adds one verb to the program and gives what runs it, to be called once the command line is parsed.
Run addCheck(CLI::App& verb);
Run addSimulate(CLI::App& verb);
Run addAdvise(CLI::App& verb);
Run addAlarms(CLI::App& verb);
Run addCompare(CLI::App& verb);
Run addForecast(CLI::App& verb);
Run addSweep(CLI::App& verb);
Run addMerge(CLI::App& verb);
Run addOptimise(CLI::App& verb);
Run addPrice(CLI::App& verb);
Run addExport(CLI::App& verb);
Run addImport(CLI::App& verb);
Run addPatterns(CLI::App& verb);
Run addNew(CLI::App& verb);
Run addCalibrate(CLI::App& verb);
Run addCatalog(CLI::App& verb);
Run addLessons(CLI::App& verb);
Run addFormats(CLI::App& verb);
Run addRender(CLI::App& verb);
Run addHistory(CLI::App& verb);
Run addSchema(CLI::App& verb);

}  // namespace virga::cli
