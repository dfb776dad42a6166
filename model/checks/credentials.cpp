#include "model/checks/credentials.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace virga::model {
namespace {

bool isUpperOrDigit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool isWordLetter(char c) { return isUpperOrDigit(c) || (c >= 'a' && c <= 'z') || c == '_'; }
bool isTokenLetter(char c) { return isWordLetter(c) || c == '-'; }
bool isDottedToken(char c) { return isTokenLetter(c) || c == '.'; }

// A token that its issuer begins with fixed letters.
struct TokenForm {
  std::string_view start;
  std::size_t least, most;  // letters after the start
  bool (*isPart)(char);
  const char* what;
};

// AWS IAM, "Understanding unique ID prefixes"; GitHub, "Behind GitHub's new authentication token formats" (2021); Slack,
// "Token types"; Google Cloud, "Manage API keys"; Stripe, "API keys". All read 2026-11.
constexpr std::array kTokens{
    TokenForm{"AKIA", 16, 16, isUpperOrDigit, "an AWS access key id"},
    TokenForm{"ASIA", 16, 16, isUpperOrDigit, "an AWS access key id"},
    TokenForm{"ghp_", 36, 255, isWordLetter, "a GitHub token"},
    TokenForm{"gho_", 36, 255, isWordLetter, "a GitHub token"},
    TokenForm{"ghs_", 36, 255, isWordLetter, "a GitHub token"},
    TokenForm{"ghu_", 36, 255, isWordLetter, "a GitHub token"},
    TokenForm{"ghr_", 36, 255, isWordLetter, "a GitHub token"},
    TokenForm{"github_pat_", 59, 255, isWordLetter, "a GitHub token"},
    TokenForm{"xoxb-", 20, 255, isTokenLetter, "a Slack token"},
    TokenForm{"xoxp-", 20, 255, isTokenLetter, "a Slack token"},
    TokenForm{"xapp-", 20, 255, isTokenLetter, "a Slack token"},
    TokenForm{"AIza", 35, 35, isTokenLetter, "a Google API key"},
    TokenForm{"sk_live_", 16, 255, isWordLetter, "a Stripe key"},
    TokenForm{"rk_live_", 16, 255, isWordLetter, "a Stripe key"},
};

std::string masked(std::string_view credential) { return std::string(credential.substr(0, 4)) + "…"; }

std::string lower(std::string_view text) {
  std::string result(text);
  for (auto& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

// Bits a letter.
double entropy(std::string_view text) {
  std::array<int, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const int count : counts)
    if (count > 0) bits -= count * std::log2(static_cast<double>(count) / static_cast<double>(text.size()));
  return bits / static_cast<double>(text.size());
}

// Whether it stands for a value that comes from elsewhere, or for none.
bool isPlaceholder(std::string_view value) {
  if (value.size() < 4 || value.find_first_of("${}<>[]() ") != std::string_view::npos) return true;
  if (value.find("...") != std::string_view::npos || value.find("…") != std::string_view::npos) return true;
  if (value.find("::") != std::string_view::npos || value.starts_with("arn:") || value.starts_with("/")) return true;
  if (std::all_of(value.begin(), value.end(), [&](char c) { return c == value.front(); })) return true;
  const auto small = lower(value);
  for (const auto* word : {"example", "password", "passwd", "secret", "changeme", "change-me", "change_me", "your", "dummy",
                           "placeholder", "redacted", "replace", "xxxx", "todo", "none", "null", "true", "false"})
    if (small.find(word) != std::string::npos) return true;
  return false;
}

// Letters and digits mixed as no word or name has them.
bool looksRandom(std::string_view value) {
  if (value.size() < 12 || isPlaceholder(value)) return false;
  const bool hasDigit =
      std::any_of(value.begin(), value.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)); });
  const bool hasLetter =
      std::any_of(value.begin(), value.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)); });
  return hasDigit && hasLetter && entropy(value) >= 3.0;
}

std::optional<Credential> issuedToken(std::string_view text) {
  for (const auto& form : kTokens)
    for (auto at = text.find(form.start); at != std::string_view::npos; at = text.find(form.start, at + 1)) {
      if (at > 0 && isWordLetter(text[at - 1])) continue;
      const auto begin = at + form.start.size();
      auto end = begin;
      while (end < text.size() && form.isPart(text[end])) ++end;
      const auto length = end - begin;
      if (length < form.least || length > form.most || (end < text.size() && isWordLetter(text[end]))) continue;
      const auto token = text.substr(at, end - at);
      if (lower(token).find("example") == std::string::npos && entropy(text.substr(begin, length)) > 2)
        return Credential{form.what, masked(token)};
    }
  return {};
}

// Three parts in base64url, of which the first two begin as JSON objects do. (RFC 7519)
std::optional<Credential> jsonWebToken(std::string_view text) {
  for (auto at = text.find("eyJ"); at != std::string_view::npos; at = text.find("eyJ", at + 1)) {
    auto end = at;
    while (end < text.size() && isDottedToken(text[end])) ++end;
    const auto token = text.substr(at, end - at);
    const auto dot = token.find('.');
    if (dot == std::string_view::npos || token.substr(dot + 1, 3) != "eyJ") continue;
    const auto second = token.find('.', dot + 1);
    if (second != std::string_view::npos && token.size() - second > 20) return Credential{"a JSON Web Token", masked(token)};
  }
  return {};
}

// scheme://user:password@host
std::optional<Credential> addressWithPassword(std::string_view text) {
  for (auto at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
    const auto authority = text.substr(at + 3, text.find_first_of("/?# \n\"'", at + 3) - at - 3);
    const auto host = authority.rfind('@');
    const auto colon = authority.find(':');
    if (host == std::string_view::npos || colon == std::string_view::npos || colon > host) continue;
    const auto password = authority.substr(colon + 1, host - colon - 1);
    if (!isPlaceholder(password)) return Credential{"an address with a password", masked(password)};
  }
  return {};
}

// "Password=…;", "AccountKey=…", "secret: …" within a text.
std::optional<Credential> namedSecret(std::string_view text) {
  const auto small = lower(text);
  for (const std::string_view name : {"password", "passwd", "pwd", "accountkey", "sharedaccesskey", "secret_access_key",
                                      "secretaccesskey", "client_secret", "api_key", "apikey"}) {
    for (auto at = small.find(name); at != std::string::npos; at = small.find(name, at + 1)) {
      auto begin = at + name.size();
      while (begin < text.size() && (text[begin] == ' ' || text[begin] == '"')) ++begin;
      if (begin >= text.size() || (text[begin] != '=' && text[begin] != ':')) continue;
      begin = text.find_first_not_of(" \"'", begin + 1);
      if (begin == std::string_view::npos) continue;
      const auto value = text.substr(begin, text.find_first_of(" ;,&\"'\n", begin) - begin);
      if (looksRandom(value)) return Credential{"a password", masked(value)};
    }
  }
  return {};
}

}  // namespace

std::optional<Credential> findCredential(std::string_view text) {
  if (text.size() < 12) return {};
  // RFC 7468: "-----BEGIN PRIVATE KEY-----", also with RSA, EC, OPENSSH, ENCRYPTED before it.
  if (const auto at = text.find("-----BEGIN "); at != std::string_view::npos)
    if (const auto key = text.find("PRIVATE KEY", at); key != std::string_view::npos && key - at < 40)
      return Credential{"a private key", "-----BEGIN…"};
  if (auto found = issuedToken(text)) return found;
  if (auto found = jsonWebToken(text)) return found;
  if (auto found = addressWithPassword(text)) return found;
  return namedSecret(text);
}

std::optional<Credential> findCredential(std::string_view name, std::string_view value) {
  if (auto found = findCredential(value)) return found;
  const auto small = lower(name);
  for (const auto* word : {"password", "passwd", "secret", "apikey", "api_key", "token", "credential", "private_key"})
    if (small.find(word) != std::string::npos && looksRandom(value)) return Credential{"a secret", masked(value)};
  return {};
}

}  // namespace virga::model
