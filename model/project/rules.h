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
void checkRules(Reader& reader, const Tree& map, const CheckSetting& setting);
void checkRules(Reader& reader, const Tree& map, const Alarm& alarm);
void checkRules(Reader& reader, const Tree& map, const BranchStep& branch);
void checkRules(Reader& reader, const Tree& map, const WaitForStep& waitFor);
void checkRules(Reader& reader, const Tree& map, const Schedule& schedule);
void checkRules(Reader& reader, const Tree& map, const CronArrivals& arrivals);
// Of a distribution that is read without fault so far.
void checkRules(Reader& reader, const Tree& tree, const Distribution& distribution);
// The route that a flow to an http-api or a websocket-api needs and others can't have, and the connection that only the
// latter has; once all components are known.
void checkFlowRoutes(Reader& reader, const Tree& components, const std::vector<Component>& known);

}  // namespace virga::model
