#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/architecture/fields.h"
#include "model/problem.h"
#include "model/project/tree.h"

namespace virga::model {

// Collects what is wrong with a document while its tree is read, and the references that are checked once all
// components are known.
class Reader {
 public:
  explicit Reader(std::string_view fileName) : file_(fileName) {}

  // Adds a part to the path of the values read during its life.
  class At {
   public:
    At(Reader& reader, std::string_view part) : reader_(reader) { reader_.path_.emplace_back(part); }
    ~At() { reader_.path_.pop_back(); }
    At(const At&) = delete;
    At& operator=(const At&) = delete;

   private:
    Reader& reader_;
  };

  // The first thousand problems are kept.
  void error(const Origin& origin, std::string_view id, std::string message, std::string hint = {});

  // Whether the value is a map, a list or a scalar; else an error that says what was expected: "a duration such as 30 s".
  bool expectMap(const Tree& tree, std::string_view expected);
  bool expectList(const Tree& tree, std::string_view expected);
  bool expectScalar(const Tree& tree, std::string_view expected);

  // Errors for the keys of a map that aren't known, each with the nearest known one.
  void refuseUnknownKeys(const Tree& map, const std::vector<std::string>& known, std::string_view what = "key");
  // Errors for keys that occur twice, in this value and all below it.
  void refuseDuplicateKeys(const Tree& tree);

  // A value that names a component.
  void refer(const Tree& tree, KindSet targets);
  // Errors for the references so far that lead nowhere or to the wrong kind.
  void resolveReferences(const std::vector<Component>& components);

  std::string path() const;
  const Problems& problems() const { return problems_; }

 private:
  struct Reference {
    Origin origin;
    std::vector<std::string> path;
    std::string id;
    KindSet targets;
  };

  bool expect(const Tree& tree, Tree::Kind kind, std::string_view expected);

  std::string file_;
  std::vector<std::string> path_;
  std::vector<Reference> references_;
  Problems problems_;
};

}  // namespace virga::model
