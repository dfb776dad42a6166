#pragma once

#include "model/architecture/fields.h"
#include "model/architecture/protection.h"

// The fields of what a design says of its protection.
namespace virga::model {

template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Encryption>{"provider-key", "own-key", "none"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Transport>{"tls", "plain"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Exposure>{"private", "public"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Credentials>{"omit", "include"};
template <>
inline constexpr std::array<std::string_view, 2> kEnumNames<Duplicates>{"harmful", "harmless"};
template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Sink>{"sql", "shell", "html"};
template <>
inline constexpr std::array<std::string_view, 6> kEnumNames<GrantedAccess>{"read", "write",  "remove",
                                                                           "send", "invoke", "administer"};
template <>
inline constexpr auto kFields<Grant> = std::tuple{
    field("on", &Grant::on, "Component that may be used; none: everything in the account."),
    field("access", &Grant::access, "What is allowed; none: all."),
};

inline constexpr std::string_view kEncryptionHelp = "Whose key encrypts the data at rest.";

}  // namespace virga::model
