#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/manifest/manifest.h"
#include "model/manifest/sam/sam_context.h"

namespace virga::model {

// Sample events for `sam local invoke`, one for each way into each function, that the handlers accept.
std::vector<ManifestFile> sampleEvents(const SamContext& sam);

std::string samConfig(const SamContext& sam);

std::string samReadme(const SamContext& sam, const Problems& notes);

// CloudFormation stack names: a letter, then letters, digits and hyphens, at most 128; kept short for names made of it.
std::string stackName(const Architecture& architecture);

// For a README: the rows of a table of parameters, what is left to do after the deployment, and the notes as a list.
std::string parameterRows(const Tree& parameters);
// `secrets` are the template's names of what holds the token of each external.
std::string afterDeployment(const std::map<ComponentId, std::string>& secrets, bool userPools, const std::string& stack);
// The commands that build the images of container services and put them into a registry; nothing without services.
std::string imageSteps(const SamContext& sam);
// What the functions' code is built with: Lambda's names of runtimes, but Go for the OS-only one.
std::set<std::string> buildLanguages(const SamContext& sam);
std::string noteLines(const Problems& notes);

// A text for a cell of a table.
std::string oneLine(std::string text);

// Where a sample event lies: "events/checkout-post-orders.json".
std::string eventPath(const ComponentId& function, const std::string& origin);

}  // namespace virga::model
