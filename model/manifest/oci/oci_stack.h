#pragma once

#include <map>
#include <set>
#include <string>

#include "model/manifest/oci/oci_plan.h"
#include "model/manifest/terraform/terraform_project.h"

namespace virga::model {

// A plan on its way into Terraform's language.
struct OciStack {
  explicit OciStack(const OciPlan& of) : plan(of) {}

  const OciPlan& plan;
  terraform::Project project;
  std::map<std::string, std::string> formTypes;  // of variables that Resource Manager offers a choice for, by name

  // A new resource in the file of that part; valid until the next one is added. A name that is taken gets a number, so
  // what is made of two ids must not be referred to.
  terraform::Block& resource(const std::string& part, const std::string& type, const std::string& name);
  // The same in the stack's compartment.
  terraform::Block& inCompartment(const std::string& part, const std::string& type, const std::string& name);
  void tag(terraform::Block& block, const ComponentId& id) const;

 private:
  std::set<std::string> taken_;
};

// The whole configuration; part by part below. Each function stands in a file of its name.
OciStack ociStack(const OciPlan& plan);
void addOciFunctions(OciStack& stack);
void addOciMessaging(OciStack& stack);
void addOciStores(OciStack& stack);
void addOciSecrets(OciStack& stack);
void addOciApis(OciStack& stack);
// Who may what: each function what its steps do, and each service what its edges lead to.
void addOciPolicies(OciStack& stack);
void addOciVariables(OciStack& stack);
// Last, for they watch the others.
void addOciAlarms(OciStack& stack);

// The resource of one start of a schedule; the number tells those of one schedule apart.
std::string scheduleName(const OciSchedule& schedule, std::size_t number);

// schema.yaml: the form that Resource Manager shows for the stack's variables.
std::string ociStackForm(const OciStack& stack);

}  // namespace virga::model
