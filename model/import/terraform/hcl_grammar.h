#pragma once

#include <algorithm>
#include <string>

#include <tao/pegtl.hpp>

// The grammar of HCL's native syntax (hashicorp/hcl, hclsyntax/spec.md, version 2) for PEGTL. Within brackets line ends are
// white space, elsewhere they end an expression: rules come in both ways.
namespace virga::model::hcl_grammar {

using namespace tao::pegtl;

enum class Part {
  none,
  attribute,
  block,
  label,
  name,
  text,
  escape,
  number,
  quoted,
  heredoc,
  interpolation,
  list,
  object,
  key,
  call,
  group,
  reference,
  member,
  index,
  splat,
  operation,
  conditional,
  loop
};

struct LineComment : seq<sor<one<'#'>, string<'/', '/'>>, until<at<eolf>>> {};
struct BlockComment : seq<string<'/', '*'>, until<string<'*', '/'>>> {};
struct Gap : star<sor<one<' ', '\t'>, BlockComment>> {};
struct WideGap : star<sor<space, LineComment, BlockComment>> {};
struct LineEnd : seq<Gap, opt<LineComment>, eolf> {};

template <bool Wide>
struct Space : Gap {};
template <>
struct Space<true> : WideGap {};

struct IdentifierStart : sor<alpha, one<'_'>, utf8::range<0x80, 0x10FFFF>> {};
struct Identifier : seq<IdentifierStart, star<sor<IdentifierStart, digit, one<'-'>>>> {};
struct IdentifierEnd : not_at<sor<IdentifierStart, digit, one<'-'>>> {};

struct Name : Identifier {
  static constexpr Part part = Part::name;
};

template <bool Wide>
struct Expression;

struct Number : seq<plus<digit>, opt<one<'.'>, plus<digit>>, opt<one<'e', 'E'>, opt<one<'+', '-'>>, plus<digit>>> {
  static constexpr Part part = Part::number;
};

struct Interpolation : seq<string<'$', '{'>, opt<one<'~'>>, WideGap, Expression<true>, WideGap, opt<one<'~'>>, one<'}'>> {
  static constexpr Part part = Part::interpolation;
};
struct Directive : seq<string<'%', '{'>, until<one<'}'>>> {};
struct Escape : sor<string<'$', '$', '{'>, string<'%', '%', '{'>, seq<one<'\\'>, not_one<'\n'>>> {
  static constexpr Part part = Part::escape;
};
struct Text : plus<not_at<sor<string<'$', '{'>, string<'%', '{'>, string<'$', '$', '{'>, string<'%', '%', '{'>>>,
                   not_one<'"', '\\', '\n'>> {
  static constexpr Part part = Part::text;
};
struct Quoted : seq<one<'"'>, star<sor<Interpolation, Directive, Escape, Text>>, one<'"'>> {
  static constexpr Part part = Part::quoted;
};

// What stands between the lines of a heredoc: there a backslash is itself.
struct LongText : plus<not_at<sor<string<'$', '{'>, string<'%', '{'>, string<'$', '$', '{'>, string<'%', '%', '{'>>>, any> {
  static constexpr Part part = Part::text;
};
struct LongEscape : sor<string<'$', '$', '{'>, string<'%', '%', '{'>> {
  static constexpr Part part = Part::escape;
};
struct LongTemplate : seq<star<sor<Interpolation, Directive, LongEscape, LongText>>, eof> {};

// "<<EOT" or "<<-EOT" up to a line of nothing but the word.
struct Heredoc {
  using rule_t = Heredoc;
  using subs_t = empty_list;
  static constexpr Part part = Part::heredoc;

  template <typename Input>
  static bool match(Input& in) {
    const std::string_view rest(in.current(), in.size());
    if (rest.substr(0, 2) != "<<") return false;
    const std::size_t lineEnd = rest.find('\n');
    if (lineEnd == std::string_view::npos) return false;
    std::string_view word = rest.substr(2, lineEnd - 2);
    if (!word.empty() && word[0] == '-') word.remove_prefix(1);
    if (!word.empty() && word.back() == '\r') word.remove_suffix(1);
    if (word.empty() || word.find_first_of(" \t\"") != std::string_view::npos) return false;
    for (std::size_t start = lineEnd + 1; start <= rest.size();) {
      const std::size_t end = std::min(rest.find('\n', start), rest.size());
      std::string_view line = rest.substr(start, end - start);
      const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
      if (line.substr(first, word.size()) == word && line.find_first_not_of(" \t\r", first + word.size()) == line.npos) {
        in.bump(start + first + word.size());
        return true;
      }
      if (end == rest.size()) return false;
      start = end + 1;
    }
    return false;
  }
};

struct Comma : seq<WideGap, one<','>, WideGap> {};

struct LoopHead : seq<keyword<'f', 'o', 'r'>, WideGap, Identifier, opt<Comma, Identifier>, WideGap, keyword<'i', 'n'>,
                      WideGap, Expression<true>, WideGap, one<':'>> {};
struct Loop : seq<one<'[', '{'>, WideGap, LoopHead, WideGap, Expression<true>,
                  opt<WideGap, string<'=', '>'>, WideGap, Expression<true>, opt<WideGap, ellipsis>>,
                  opt<WideGap, keyword<'i', 'f'>, WideGap, Expression<true>>, WideGap, one<']', '}'>> {
  static constexpr Part part = Part::loop;
};

struct List : seq<one<'['>, WideGap, opt<Expression<true>, star<Comma, Expression<true>>, opt<Comma>>, WideGap, one<']'>> {
  static constexpr Part part = Part::list;
};

struct KeyName : seq<Identifier, at<Gap, sor<seq<one<'='>, not_at<one<'='>>>, one<':'>>>> {
  static constexpr Part part = Part::name;
};
struct Key : sor<KeyName, Expression<false>> {
  static constexpr Part part = Part::key;
};
struct ObjectItem : seq<Key, WideGap, sor<seq<one<'='>, not_at<one<'='>>>, one<':'>>, WideGap, Expression<false>> {};
struct ObjectSeparator : sor<seq<Gap, one<','>, WideGap>, seq<Gap, opt<LineComment>, eol, WideGap>> {};
struct Object
    : seq<one<'{'>, WideGap, opt<ObjectItem, star<ObjectSeparator, ObjectItem>, opt<ObjectSeparator>>, WideGap, one<'}'>> {
  static constexpr Part part = Part::object;
};

struct FunctionName : seq<Identifier, star<string<':', ':'>, Identifier>> {
  static constexpr Part part = Part::name;
};
struct Call
    : seq<FunctionName, at<Gap, one<'('>>, Gap, one<'('>, WideGap,
          opt<Expression<true>, star<Comma, Expression<true>>, opt<WideGap, ellipsis>, opt<Comma>>, WideGap, one<')'>> {
  static constexpr Part part = Part::call;
};
struct Group : seq<one<'('>, WideGap, Expression<true>, WideGap, one<')'>> {
  static constexpr Part part = Part::group;
};

struct Member : seq<one<'.'>, sor<Identifier, plus<digit>>> {
  static constexpr Part part = Part::member;
};
struct Splat : sor<string<'.', '*'>, string<'[', '*', ']'>> {
  static constexpr Part part = Part::splat;
};
struct Index : seq<one<'['>, WideGap, Expression<true>, WideGap, one<']'>> {
  static constexpr Part part = Part::index;
};
struct Postfix : star<sor<Member, Splat, Index>> {};

struct Primary : sor<Heredoc, Quoted, Number, Loop, List, Object, Call, Group, Name> {};
struct Reference : seq<Primary, Postfix> {
  static constexpr Part part = Part::reference;
};

template <bool Wide>
struct Operand : seq<star<one<'!', '-'>, Space<Wide>>, Reference> {};

struct BinaryOperator : sor<string<'=', '='>, string<'!', '='>, string<'<', '='>, string<'>', '='>, string<'&', '&'>,
                            string<'|', '|'>, one<'+', '-', '*', '/', '%', '<', '>'>> {};

template <bool Wide>
struct Operation : list<Operand<Wide>, seq<Space<Wide>, BinaryOperator, Space<Wide>>> {
  static constexpr Part part = Part::operation;
};

template <bool Wide>
struct Expression
    : seq<Operation<Wide>,
          opt<Space<Wide>, one<'?'>, Space<Wide>, Expression<Wide>, Space<Wide>, one<':'>, Space<Wide>, Expression<Wide>>> {
  static constexpr Part part = Part::conditional;
};

struct Body;

struct Attribute : seq<Name, Gap, one<'='>, not_at<one<'='>>, must<Gap, Expression<false>>> {
  static constexpr Part part = Part::attribute;
};
struct Label : sor<Quoted, Identifier> {
  static constexpr Part part = Part::label;
};
struct Block : seq<Name, star<Gap, Label>, Gap, one<'{'>, must<Body, one<'}'>>> {
  static constexpr Part part = Part::block;
};
// After an attribute or block of a body only the end of the line may come, or that of a block of one line.
struct Body : seq<WideGap, star<sor<Attribute, Block>, must<sor<LineEnd, at<Gap, one<'}'>>>>, WideGap>> {};
struct File : must<opt<utf8::bom>, Body, eof> {};

}  // namespace virga::model::hcl_grammar
