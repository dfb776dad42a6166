#pragma once

#include <string>
#include <vector>

#include "model/architecture/check_setting.h"
#include "model/checks/check.h"
#include "model/edit/edit.h"

namespace virga::model {

// The findings as the settings have them. Of several settings that mean a finding, one for its component goes before one
// for all, and the first before the second. A setting of an unknown check, or that no finding is meant by, is a finding
// itself (check-unknown, check-unneeded), which no setting changes.
CheckFindings withSettingsOfChecks(const std::vector<CheckSetting>& settings, Problems found);

// The findings of a run (run-…) that count, with the severities that the settings give them.
Problems withSettingsOfRunChecks(const std::vector<CheckSetting>& settings, Problems found);

// The design with a setting that leaves the finding out, for the reason. An error where the reason is empty.
Edited ignoreFinding(const Architecture& architecture, const Problem& problem, const std::string& reason);

}  // namespace virga::model
