#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace virga::model {

struct Credential {
  std::string what;   // "an AWS access key id"
  std::string shown;  // its first letters and "…": never all of it
};

// The first credential in a text, by the forms that their issuers publish: access keys, private keys, tokens, addresses
// and connection strings with passwords, and what stands after "password=". Placeholders such as ${…}, <…>, **** and the
// issuers' own examples are none.
std::optional<Credential> findCredential(std::string_view text);

// findCredential() of a variable's value; also a value that looks random under a name such as DB_PASSWORD.
std::optional<Credential> findCredential(std::string_view name, std::string_view value);

}  // namespace virga::model
