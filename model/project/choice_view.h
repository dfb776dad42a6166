#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "model/architecture/arrivals.h"
#include "model/project/field_view.h"

// Distributions and arrivals as editors show them: which ways there are to state one, and the parameters of one way.
namespace virga::model {

// One way, in the order of the variant's alternatives.
struct ChoiceWay {
  std::string word;                 // "lognormal"
  std::string help;                 // one sentence
  std::vector<FieldView> defaults;  // its parameters, unset; `path` is the key, empty where the value stands for itself
};

const std::vector<ChoiceWay>& distributionWays();
const std::vector<ChoiceWay>& arrivalsWays();

// The parameters of the value, in the order of its way's.
std::vector<FieldView> parameters(const Distribution& distribution);
std::vector<FieldView> parameters(const Arrivals& arrivals);

// The text that states the way with what its parameters' texts say; parameters that are empty are left out.
std::string choiceText(const ChoiceWay& way, const std::vector<FieldView>& parameters);

// As a project file writes it.
std::string toText(const Distribution& distribution);
std::string toText(const Arrivals& arrivals);
tl::expected<Distribution, std::string> parseLaw(std::string_view text);
tl::expected<Arrivals, std::string> parseArrivals(std::string_view text);

}  // namespace virga::model
