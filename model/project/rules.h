#pragma once

#include "model/architecture/architecture.h"
#include "model/project/reader.h"

// What must hold between the fields of one value, beyond the range of each.
namespace virga::model {

template <class T>
void checkRules(Reader&, const Tree&, const T&) {}

void checkRules(Reader& reader, const Tree& map, const ProfileArrivals& profile);
void checkRules(Reader& reader, const Tree& map, const Fault& fault);
void checkRules(Reader& reader, const Tree& map, const Scenario& scenario);
void checkRules(Reader& reader, const Tree& map, const BranchStep& branch);
// Of a distribution that is read without fault so far.
void checkRules(Reader& reader, const Tree& tree, const Distribution& distribution);
// The route that a flow to an http-api needs and others can't have; once all components are known.
void checkFlowRoutes(Reader& reader, const Tree& components, const std::vector<Component>& known);

}  // namespace virga::model
