#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "model/manifest/pipeline/pipeline_plan.h"

namespace virga::model {

namespace {

using Scopes = std::vector<PipelineVariable::Scope>;

bool isAmong(const PipelineVariable& variable, const Scopes& scopes) {
  return std::find(scopes.begin(), scopes.end(), variable.scope) != scopes.end();
}

// What a sign-in leaves is in a folder that goes with the script.
constexpr const char* kFolder =
    "umask 077\n"
    "SIGN_IN=\"$(mktemp -d)\"\n"
    "trap 'rm -rf \"$SIGN_IN\"' EXIT\n";

// Credentials of an external account. (google.aip.dev/auth/4117, 2026.)
constexpr const char* kGoogle =
    "printf '%s' '{\"type\": \"external_account\", \"audience\": "
    "\"//iam.googleapis.com/'\"$WORKLOAD_IDENTITY_PROVIDER\"'\",' \\\n"
    "  '\"subject_token_type\": \"urn:ietf:params:oauth:token-type:jwt\",' \\\n"
    "  '\"token_url\": \"https://sts.googleapis.com/v1/token\", \"service_account_impersonation_url\":' \\\n"
    "  "
    "'\"https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/'\"$SERVICE_ACCOUNT\"':generateAccessToken\",' "
    "\\\n"
    "  '\"credential_source\": {\"file\": \"'\"$IDENTITY_FILE\"'\"}}' > \"$SIGN_IN/account.json\"\n"
    "export GOOGLE_APPLICATION_CREDENTIALS=\"$SIGN_IN/account.json\"\n";

constexpr const char* kCluster =
    "printf '%s\\n' 'apiVersion: v1' 'kind: Config' 'current-context: cluster' \\\n"
    "  'contexts: [{name: cluster, context: {cluster: cluster, user: pipeline}}]' 'clusters:' '  - name: cluster' \\\n"
    "  \"    cluster: {server: '$KUBE_SERVER', certificate-authority-data: '$KUBE_CA'}\" 'users:' '  - name: pipeline' \\\n"
    "  \"    user: {tokenFile: '$IDENTITY_FILE'}\" > \"$SIGN_IN/config\"\n"
    "export KUBECONFIG=\"$SIGN_IN/config\"\n";

}  // namespace

std::string signIn(const PipelinePlan& plan, const std::string& token) {
  if (plan.identity == PipelineIdentity::ociInstance) return "";
  const std::string script = kFolder + token;
  switch (plan.identity) {
    case PipelineIdentity::awsRole:  // AWS_ROLE_ARN is there; the SDK changes the token for keys of an hour
      return script +
             fmt::format("export AWS_WEB_IDENTITY_TOKEN_FILE=\"$IDENTITY_FILE\" AWS_ROLE_SESSION_NAME='{}'\n", plan.stack);
    case PipelineIdentity::azureApplication:
      return script +
             "export AZURE_CONFIG_DIR=\"$SIGN_IN\"\n"
             "az login --service-principal --username \"$AZURE_CLIENT_ID\" --tenant \"$AZURE_TENANT_ID\" \\\n"
             "  --federated-token \"$(cat \"$IDENTITY_FILE\")\" --output none\n"
             "az account set --subscription \"$AZURE_SUBSCRIPTION_ID\"\n";
    case PipelineIdentity::googleAccount: return script + kGoogle;
    case PipelineIdentity::cluster: return script + kCluster;
    case PipelineIdentity::ociInstance: break;
  }
  return "";
}

bool builds(const PipelinePlan& plan, PipelineJob job) {
  if (plan.build.empty() || job == PipelineJob::staging) return !plan.build.empty();
  return plan.publish.empty() && (job == PipelineJob::productionPlan || plan.planned.empty());
}

std::string demandVariables(const PipelinePlan& plan, const Scopes& scopes) {
  std::string script;
  for (const PipelineVariable& variable : plan.variables)
    if (variable.required && isAmong(variable, scopes)) script += fmt::format(": \"${{{0}:?set {0}}}\"\n", variable.name);
  return script;
}

std::string variablesText(const PipelinePlan& plan, const Scopes& scopes) {
  std::string text;
  for (const PipelineVariable& variable : plan.variables)
    if (isAmong(variable, scopes))
      text += fmt::format("{}{}{}: {}", text.empty() ? "" : "; ", variable.name, variable.required ? "" : " (optional)",
                          variable.meaning);
  return text;
}

std::string commentLines(const std::string& text, const std::string& mark) {
  constexpr std::size_t kColumns = 120;
  std::istringstream words(text);
  std::string lines, line = mark;
  for (std::string word; words >> word;) {
    if (line.size() > mark.size() && line.size() + 1 + word.size() > kColumns) {
      lines += line + "\n";
      line = mark;
    }
    line += (line.size() > mark.size() ? " " : "") + word;
  }
  return lines + line + "\n";
}

}  // namespace virga::model
