#pragma once

#include <string>

namespace virga::model {

// "POST /orders/{id}" → "post-orders-id": letters and digits of ASCII, in lower case, and single hyphens between them; at
// most `limit` characters. Empty where the text has neither letters nor digits.
std::string slug(const std::string& text, std::size_t limit = std::string::npos);

}  // namespace virga::model
