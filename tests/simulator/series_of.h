#pragma once

#include <string>
#include <vector>

#include <QTest>

#include "simulator/results/result.h"

namespace virga {

// A component's values on the result's time grid.
inline const std::vector<double>& seriesOf(const simulator::Result& result, const std::string& component,
                                           const std::string& name) {
  for (const auto& c : result.components)
    if (c.id == component)
      for (const auto& s : c.series)
        if (s.name == name) return s.values;
  qFatal("no series %s.%s", component.c_str(), name.c_str());
}

}  // namespace virga
