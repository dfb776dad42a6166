#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/architecture.h"
#include "model/catalog/catalog.h"
#include "model/problem.h"

namespace virga::model {

// Programs that jobs call and that not every machine of a CI system has.
enum class PipelineTool { sam, azureCli, terraform, ociCli, fn, kubectl, docker };

// How a job that deploys becomes someone whom the provider knows: by a token of the CI system that the provider changes for
// credentials of about an hour, or, on OCI, by the instance that the job runs on.
enum class PipelineIdentity { awsRole, azureApplication, googleAccount, ociInstance, cluster };

// A variable that the CI system must be told. None is a secret.
struct PipelineVariable {
  enum class Scope {
    project,      // the same everywhere
    environment,  // staging and production have their own
    identity,     // so does the job that shows what would change in production, which needs fewer rights
  };
  std::string name;     // "AWS_ROLE_ARN"
  std::string meaning;  // "a role that trusts …"
  Scope scope = Scope::environment;
  bool required = true;
};

using PipelineSettings = std::vector<std::pair<std::string, std::string>>;  // environment variable → value

// What a delivery pipeline does, apart from any CI system's notation:
//   design, code → staging → plan of production → approval → production.
// The scripts are for bash and stop at the first command that fails; all but installVirga and checkDesign run in `folder`.
// All texts are made of characters that mean nothing to a shell within single quotes, to YAML or to the CI systems' own
// expressions.
struct PipelinePlan {
  std::string provider;                     // "aws"
  std::string format;                       // of the export that is deployed: "sam"
  std::string stack;                        // the design's name as a word
  std::string project;                      // the project file, from the root of the repository
  std::string folder;                       // of the exported deployment
  std::string installVirga;                 // builds virga where it isn't there
  std::string checkDesign;                  // the design's rules and the budgets of its scenarios
  std::string testCode;                     // lint of the manifest, tests of the functions
  std::string javaVersion;                  // "21", the newest that functions are written in; empty: none is
  std::vector<std::string> dotnetVersions;  // "8.0": those that functions are written for; empty: none is
  bool go = false;                          // whether functions are written in Go
  std::string build;    // beside testCode, to see that it works, and where builds() says so; empty: nothing is built
  std::string publish;  // with an identity, once, before staging: images into their registry; empty: none
  std::string plan;     // with an identity: has the provider check what would change, and shows it
  std::string apply;    // with an identity: carries it out
  std::string planned;  // the file by which `plan` hands on what `apply` carries out; empty: none
  std::vector<PipelineTool> tools;
  std::vector<PipelineTool> lintTools;  // that testCode needs and deploying doesn't
  PipelineIdentity identity = PipelineIdentity::awsRole;
  std::vector<PipelineVariable> variables;
  PipelineSettings settings;             // of all jobs
  PipelineSettings staging, production;  // of the jobs of one environment
  std::vector<std::string> remarks;      // sentences for who sets the pipeline up
  Problems notes;
};

// The plan for the catalog's provider; the problems of the deployment where that can't be exported.
tl::expected<PipelinePlan, Problems> planPipeline(const Architecture& architecture, const Catalog& catalog);

// The jobs that deploy, in the order in which they run.
enum class PipelineJob { staging, productionPlan, production };
// Whether such a job builds: not where an earlier one hands on what it has built.
bool builds(const PipelinePlan& plan, PipelineJob job);

// Whether a script calls the .NET SDK.
inline bool callsDotnet(const std::string& script) { return script.find("dotnet ") != std::string::npos; }

// Shell: stops where a required variable of these scopes isn't told.
std::string demandVariables(const PipelinePlan& plan, const std::vector<PipelineVariable::Scope>& scopes);

// Whether the jobs that deploy get a token from the CI system; else the machine has an identity of its own.
inline bool getsToken(const PipelinePlan& plan) { return plan.identity != PipelineIdentity::ociInstance; }

// Shell: signs in by a token, for the rest of the script, and leaves nothing behind. `token` writes it into the folder
// $SIGN_IN and sets IDENTITY_FILE to the file; empty where IDENTITY_FILE is there already. Nothing without a token.
std::string signIn(const PipelinePlan& plan, const std::string& token);

// Lines of a comment of at most 120 columns, each with `mark` ("# ") before it.
std::string commentLines(const std::string& text, const std::string& mark);

// The variables of these scopes as a sentence: "A: meaning; B (optional): meaning."
std::string variablesText(const PipelinePlan& plan, const std::vector<PipelineVariable::Scope>& scopes);

}  // namespace virga::model
