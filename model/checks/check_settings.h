#pragma once

#include <vector>

#include "model/architecture/check_setting.h"
#include "model/checks/check.h"

namespace virga::model {

// The findings as the settings have them. Of several settings that mean a finding, one for its component goes before one
// for all, and the first before the second. A setting of an unknown check, or that no finding is meant by, is a finding
// itself (check-unknown, check-unneeded), which no setting changes.
CheckFindings withSettingsOfChecks(const std::vector<CheckSetting>& settings, Problems found);

// The same of the findings of a run (run-…), and nothing of the settings themselves.
CheckFindings withSettingsOfRunChecks(const std::vector<CheckSetting>& settings, Problems found);

// The setting that holds for the finding; null where none does.
const CheckSetting* settingOf(const std::vector<CheckSetting>& settings, const Problem& problem);

}  // namespace virga::model
