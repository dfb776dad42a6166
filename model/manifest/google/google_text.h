#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace virga::model {

// Texts of a Google plan hold marks where a value is known at the deployment only. Each rendering writes them its own way.
std::string projectMark();  // id of the Google Cloud project
std::string regionMark();
std::string numberMark();  // number of the project
// A value that the deployer states ("PARTNER_ENDPOINT") or that the deployment finds out ("STOCK_CACHE_HOST").
std::string valueMark(const std::string& name);

// The text with every mark replaced by what `write` says for "project", "region", "number" or the value's name, and every
// stretch between them by what `plain` makes of it.
std::string withMarks(const std::string& text, const std::function<std::string(const std::string&)>& write,
                      const std::function<std::string(const std::string&)>& plain);

// One word of a shell command: bare where that is safe, else in double quotes with the marks as ${PROJECT_ID}, ${REGION},
// ${PROJECT_NUMBER} and ${NAME}. Nothing else in it is expanded.
std::string shellWord(const std::string& text);

// A text of HCL, a literal unless it is one mark alone: marks as var.project_id, var.region and what `value` says for other
// names.
std::string hclText(const std::string& text, const std::function<std::string(const std::string&)>& value);

// Letters, digits and hyphens of at most `max` characters that begin with a letter and end with none of them a hyphen; a
// longer text keeps its start and gets eight hexadecimal digits of its hash. Shorter than `min`: "-virga" follows.
std::string googleName(std::string_view text, std::size_t min, std::size_t max);

// A value of a label: lower-case letters, digits, '-' and '_', at most 63.
std::string labelValue(std::string_view text);

}  // namespace virga::model
