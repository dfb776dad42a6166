#pragma once

#include "model/architecture/fields_step.h"
#include "model/project/codec_choice.h"

// Codecs for steps: maps in which one key names the step.
namespace virga::model {

template <>
struct Codec<Step> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, Step& value);
  static Tree write(const Step& value, const FieldOptions&);
};

// The branches of a parallel or wait-for step: each a step, or a list of steps.
template <>
struct Codec<std::vector<Steps>> {
  static void read(Reader& reader, const Tree& tree, const FieldOptions&, std::vector<Steps>& value);
  static Tree write(const std::vector<Steps>& value, const FieldOptions&);
};

// compute, call, send, parallel, wait-for, branch, loop, map, wait
const std::vector<std::string>& stepWords();

// Moves `per` out of {compute: {constant: 5 ms, per: message}} to where it stands in the canonical form, in all steps
// at or below the value.
void straightenSteps(Tree& tree);

}  // namespace virga::model
