#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/architecture/component_ref.h"

// What a design says of its protection. No figure of a simulation follows from it; the design checks read it.
namespace virga::model {

// Whose key encrypts data at rest.
enum class Encryption { providerKey, ownKey, none };

// How data travels to it.
enum class Transport { tls, plain };

// Who can reach it from the internet.
enum class Exposure { closed, open };

// Whether browsers may send cookies and tokens across origins. (Fetch standard, "credentials mode".)
enum class Credentials { omit, include };

// What a second delivery of the same message does: at-least-once services deliver some twice.
enum class Duplicates { harmful, harmless };

// What the code builds out of its input.
enum class Sink { sql, shell, html };

// What a permission allows.
enum class GrantedAccess { read, write, remove, send, invoke, administer };

// A permission that a function has, drawn or not: imported roles often allow more than the design needs.
struct Grant {
  std::optional<ComponentRef> on;     // none: everything in the account
  std::vector<GrantedAccess> access;  // none: all
  bool operator==(const Grant&) const = default;
};

// What is written down of who did what: nothing, changes of settings, or reads and writes of data too.
enum class AuditLog { none, management, data };

struct ProtectionSettings {
  AuditLog audit = AuditLog::none;
  std::vector<std::string> residency;  // where data may be: "eu", "us", "ch", …; none: anywhere
  bool operator==(const ProtectionSettings&) const = default;
};

}  // namespace virga::model
