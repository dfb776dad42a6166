#include "model/manifest/validate/validators.h"

#include <algorithm>

namespace virga::model {

namespace {

// Left out for what they need: `circleci config validate` asks CircleCI's service, kubeconform fetches its schemas, and
// `terraform validate` the providers.
const std::vector<Validator>& known() {
  static const std::vector<Validator> validators = {
      // https://github.com/aws-cloudformation/cfn-lint: warnings alone don't refuse a template.
      {{"cfn-lint"}, {"--non-zero-exit-code", "error", "--"}, {"sam", "cloudformation"}, {"template.yaml"}},
      // Only with --lint does it ask no AWS service (AWS SAM CLI command reference, sam validate).
      {{"sam"},
       {"validate", "--lint", "--region", "us-east-1", "--template"},
       {"sam"},
       {"template.yaml"},
       "",
       true,
       {"SAM_CLI_TELEMETRY=0"}},
      {{"terraform", "tofu"}, {"fmt", "-check", "-diff", "-no-color"}, {}, {".tf"}, "", false, {"CHECKPOINT_DISABLE=1"}},
      {{"redocly"},
       {"lint", "--format=codeframe"},
       {"openapi", "asyncapi"},
       {".yaml", ".json"},
       "",
       false,
       {"REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true"}},
      {{"actionlint"}, {"-no-color"}, {}, {".yml", ".yaml"}, ".github/workflows/"},
      {{"shellcheck"}, {"--color=never"}, {}, {".sh"}},
      {{"bicep"}, {"build", "--stdout"}, {}, {".bicep"}, "", true},
  };
  return validators;
}

}  // namespace

std::vector<Validator> validatorsFor(const std::string& format) {
  std::vector<Validator> out;
  std::copy_if(known().begin(), known().end(), std::back_inserter(out), [&](const Validator& validator) {
    const auto& formats = validator.formats;
    return formats.empty() || std::find(formats.begin(), formats.end(), format) != formats.end();
  });
  return out;
}

bool reads(const Validator& validator, const std::string& path) {
  return path.starts_with(validator.under) && std::any_of(validator.endings.begin(), validator.endings.end(),
                                                          [&](const auto& ending) { return path.ends_with(ending); });
}

}  // namespace virga::model
