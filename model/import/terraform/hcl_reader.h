#pragma once

#include <string>

#include <tl/expected.hpp>

#include "model/import/terraform/hcl_expression.h"
#include "model/problem.h"

namespace virga::model {

// Reads a file of Terraform in HCL's native syntax. `file` is named in problems. Nesting of more than 200 is refused.
tl::expected<HclBody, Problem> readHcl(const std::string& text, const std::string& file);

// Reads a file of Terraform's JSON syntax (developer.hashicorp.com/terraform/language/syntax/json, 2026): strings are
// templates.
tl::expected<HclBody, Problem> readHclJson(const std::string& text, const std::string& file);

// Reads the text of a template: "orders-${var.stage}".
tl::expected<HclExpression, Problem> readHclTemplate(const std::string& text, const std::string& file, int line = 1);

}  // namespace virga::model
