#include "ui/export/code_language.h"

#include <map>

#include <QStringList>

namespace virga::ui {

namespace {

using Rules = std::vector<CodeRule>;

CodeRule rule(CodePart part, const char* start, const char* end = "") {
  return {part, QRegularExpression(QString::fromLatin1(start)), QRegularExpression(QString::fromLatin1(end))};
}

CodeRule words(const char* spaced) {
  return {CodePart::keyword, QRegularExpression("\\b(?:" + QString::fromLatin1(spaced).replace(' ', '|') + ")\\b")};
}

const char* const kDouble = R"("(?:[^"\\]|\\.)*")";
const char* const kSingle = R"('(?:[^'\\]|\\.)*')";
const char* const kNumber = R"((?<![\w.])-?(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b)";

Rules operator+(Rules left, const Rules& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

Rules hashComments() { return {rule(CodePart::comment, "(?<!\\S)#.*")}; }
Rules slashComments() { return {rule(CodePart::comment, "/\\*", "\\*/"), rule(CodePart::comment, "//.*")}; }
Rules plainValues() {
  return {rule(CodePart::string, kDouble), rule(CodePart::string, kSingle), rule(CodePart::number, kNumber)};
}

std::map<QString, CodeLanguage> makeLanguages() {
  std::map<QString, CodeLanguage> out;
  out["yaml"] = {hashComments() +
                 Rules{rule(CodePart::key, R"((?:"[^"]*"|'[^']*'|[\w$./-][^\s:#"'{}\[\],]*)(?=\s*:(?:\s|$)))"),
                       rule(CodePart::string, kDouble), rule(CodePart::string, "'(?:[^']|'')*'"),
                       rule(CodePart::keyword, R"((?<!\S)[!&*][\w:.]+)"), words("true false null"),
                       rule(CodePart::number, kNumber)}};
  out["json"] = {slashComments() + Rules{rule(CodePart::key, R"("(?:[^"\\]|\\.)*"(?=\s*:))"), words("true false null")} +
                 plainValues()};
  out["hcl"] = {hashComments() + slashComments() +
                Rules{rule(CodePart::string, R"(<<-?\w+\s*$)", R"(^\s*[A-Z_]+\s*$)"),
                      words("resource data variable output locals module provider terraform for in if true false null"),
                      rule(CodePart::key, R"([\w-]+(?=\s*=(?!=)))")} +
                plainValues()};
  const Rules script =
      slashComments() +
      Rules{
          rule(CodePart::string, "`", "(?<!\\\\)`"),
          words("import export from const let var function async await return if else for while of in new class extends "
                "interface type try catch finally throw switch case break continue default true false null undefined typeof "
                "this static readonly as require")};
  out["javascript"] = {script + plainValues()};
  out["python"] = {Rules{rule(CodePart::string, "\"\"\"", "\"\"\""), rule(CodePart::string, "'''", "'''"),
                         rule(CodePart::comment, "#.*"),
                         words("import from def class return if elif else for while in not and or is None True False try "
                               "except finally raise with as lambda yield async await pass break continue global assert")} +
                   plainValues()};
  out["java"] = {
      slashComments() +
      Rules{rule(CodePart::string, "\"\"\"", "\"\"\""),
            words("package import public private protected static final class interface enum record extends implements new "
                  "return if else for while try catch finally throw throws switch case break continue default void int long "
                  "boolean double true false null this super var")} +
      plainValues()};
  out["go"] = {
      slashComments() +
      Rules{rule(CodePart::string, "`", "`"),
            words("package import func return if else for range switch case default type struct interface map chan go defer "
                  "var const nil true false break continue select")} +
      plainValues()};
  out["csharp"] = {
      slashComments() +
      Rules{
          rule(CodePart::string, R"([$@]*@")", R"re((?:[^"]|"")*"(?!"))re"),
          words(
              "using namespace public private protected internal static readonly sealed class record struct interface enum "
              "new return if else foreach for while in try catch finally throw switch case break continue default void "
              "string int long bool double var async await true false null this")} +
      plainValues()};
  out["shell"] = {Rules{rule(CodePart::comment, "(?<!\\S)#.*"), rule(CodePart::string, "'", "'"),
                        rule(CodePart::string, "\"", "(?<!\\\\)\""), rule(CodePart::key, R"(\$\{?\w+\}?)"),
                        words("if then else elif fi for in do done while case esac function return export set local"),
                        rule(CodePart::number, kNumber)}};
  out["markdown"] = {Rules{rule(CodePart::string, "^\\s*```.*$", "^\\s*```\\s*$"), rule(CodePart::keyword, "^#{1,6} .*"),
                           rule(CodePart::string, "`[^`]+`"), rule(CodePart::key, R"(\[[^\]]*\]\([^)]*\))"),
                           rule(CodePart::keyword, "^\\s*(?:[-*+]|\\d+\\.) ")}};
  out["xml"] = {Rules{rule(CodePart::comment, "<!--", "-->"), rule(CodePart::keyword, R"(</?[\w:.-]+|/?>|<\?\w+|\?>)"),
                      rule(CodePart::key, R"([\w:.-]+(?=\s*=\s*["']))"), rule(CodePart::string, "\"[^\"]*\"")}};
  out["toml"] = {hashComments() +
                 Rules{rule(CodePart::string, "\"\"\"", "\"\"\""), rule(CodePart::keyword, "^\\s*\\[.*\\]"),
                       rule(CodePart::key, R"([\w.-]+(?=\s*=))"), words("true false")} +
                 plainValues()};
  out["docker"] = {Rules{rule(CodePart::comment, "^\\s*#.*"),
                         rule(CodePart::keyword,
                              "^\\s*(?:FROM|RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|ARG|EXPOSE|WORKDIR|USER|LABEL|"
                              "HEALTHCHECK|VOLUME|SHELL|STOPSIGNAL|ONBUILD)\\b")} +
                   plainValues()};
  out["groovy"] = {
      slashComments() +
      Rules{
          rule(CodePart::string, "'''", "'''"), rule(CodePart::string, "\"\"\"", "\"\"\""),
          words(
              "pipeline agent stages stage steps environment options post when input def if else return true false null")} +
      plainValues()};
  out["bicep"] = {
      slashComments() +
      Rules{rule(CodePart::string, "'''", "'''"),
            words("param var resource module output targetScope existing if for in true false null using import type func"),
            rule(CodePart::key, R"([\w-]+(?=\s*:))")} +
      plainValues()};
  return out;
}

// By the end of the file's name: an extension with its dot, or the whole name.
const std::map<QString, QString>& endings() {
  static const std::map<QString, QString> known = {
      {".yaml", "yaml"},      {".yml", "yaml"},         {".json", "json"},         {".tf", "hcl"},
      {".hcl", "hcl"},        {".tfvars", "hcl"},       {".js", "javascript"},     {".mjs", "javascript"},
      {".cjs", "javascript"}, {".ts", "javascript"},    {".py", "python"},         {".java", "java"},
      {".go", "go"},          {".cs", "csharp"},        {".sh", "shell"},          {".md", "markdown"},
      {".xml", "xml"},        {".csproj", "xml"},       {".drawio", "xml"},        {".svg", "xml"},
      {".toml", "toml"},      {"Dockerfile", "docker"}, {"Jenkinsfile", "groovy"}, {".groovy", "groovy"},
      {".gradle", "groovy"},  {".bicep", "bicep"}};
  return known;
}

}  // namespace

const CodeLanguage* languageOf(const QString& fileName) {
  static const auto languages = makeLanguages();
  const auto name = fileName.section('/', -1);
  const auto dot = name.lastIndexOf('.');
  const auto ending = endings().find(dot < 0 ? name : name.mid(dot));
  return ending == endings().end() ? nullptr : &languages.at(ending->second);
}

}  // namespace virga::ui
