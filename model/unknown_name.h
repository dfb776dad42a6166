#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace virga::model {

// "unknown provider 'awz'; did you mean 'aws'? Known: aws, azure."
std::string unknownName(std::string_view what, std::string_view name, const std::vector<std::string>& known);

}  // namespace virga::model
