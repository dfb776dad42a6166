#include "model/manifest/protection_notes.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace virga::model {

namespace {

enum class Drawn { unencrypted, plainTransport, open };

// What a provider does whatever is drawn. An empty kind: all kinds that can be drawn so and have no line of their own; an
// empty text: the export writes what is drawn.
struct Given {
  std::string_view provider;
  Drawn drawn;
  std::string_view kind;
  const char* text;
};

// Sources: Amazon S3 User Guide, "Setting default server-side encryption" (all new objects, 2023-01-05); DynamoDB Developer
// Guide, "Encryption at rest"; Aurora User Guide, "Encrypting Amazon Aurora resources" (clusters made since 2026-02-18);
// ElastiCache User Guide, "Data security" (serverless caches); Azure Storage, "Encryption for data at rest"; Azure SQL,
// "Transparent data encryption" and "Connectivity settings"; Google Cloud, "Default encryption at rest"; OCI, "Data
// encryption" of Object Storage, NoSQL, Streaming, Queue and Autonomous Database. 2026-11.
constexpr std::array kGiven = {
    Given{"aws", Drawn::unencrypted, "queue", ""},
    Given{"aws", Drawn::unencrypted, "topic", ""},
    Given{"aws", Drawn::unencrypted, "stream", ""},
    Given{"aws", Drawn::unencrypted, "nosql-db", "DynamoDB encrypts every table"},
    Given{"aws", Drawn::unencrypted, "object-store", "Amazon S3 encrypts every new object since January 2023"},
    Given{"aws", Drawn::unencrypted, "sql-db", "Amazon Aurora encrypts every new cluster since February 2026"},
    Given{"aws", Drawn::unencrypted, "cache", "ElastiCache encrypts every serverless cache"},
    Given{"aws", Drawn::plainTransport, "cache", "serverless caches of ElastiCache take connections over TLS alone"},
    Given{"aws", Drawn::plainTransport, "sql-db", "functions query through the Data API, which takes HTTPS alone"},
    Given{"aws", Drawn::plainTransport, "external", "the template takes addresses that start with https:// alone"},
    Given{"aws", Drawn::open, "object-store", ""},
    Given{"aws", Drawn::open, "sql-db",
          "the cluster stays in private subnets, where nothing but the Data API reaches its tables"},
    Given{"azure", Drawn::unencrypted, "sql-db", ""},
    Given{"azure", Drawn::unencrypted, "", "Azure encrypts everything that it keeps"},
    Given{"azure", Drawn::plainTransport, "cache", ""},
    Given{"azure", Drawn::plainTransport, "sql-db", "Azure SQL Database encrypts every connection"},
    Given{"azure", Drawn::plainTransport, "external",
          "the handlers call the address that is configured, which should be https"},
    Given{"azure", Drawn::open, "", ""},
    Given{"gcp", Drawn::unencrypted, "", "Google Cloud encrypts everything that it keeps"},
    Given{"gcp", Drawn::plainTransport, "sql-db", ""},
    Given{"gcp", Drawn::plainTransport, "cache",
          "the handlers connect to the cache over TLS alone, and verify its certificate"},
    Given{"gcp", Drawn::plainTransport, "external",
          "the handlers call the address that is configured, which should be https"},
    Given{"gcp", Drawn::open, "", ""},
    Given{"oci", Drawn::unencrypted, "", "OCI encrypts everything that it keeps"},
    Given{"oci", Drawn::plainTransport, "cache", "OCI Cache takes connections over TLS alone"},
    Given{"oci", Drawn::plainTransport, "sql-db", "Autonomous Database takes connections over TLS alone"},
    Given{"oci", Drawn::plainTransport, "external",
          "the handlers call the address that is configured, which should be https"},
    Given{"oci", Drawn::open, "object-store", ""},
    Given{"oci", Drawn::open, "sql-db", "the database has a private address alone, in the functions' subnet"},
};

const char* given(std::string_view provider, Drawn drawn, std::string_view kind) {
  const Given* found = nullptr;
  for (const Given& line : kGiven)
    if (line.provider == provider && line.drawn == drawn && (line.kind == kind || (line.kind.empty() && !found)))
      found = &line;
  return found ? found->text : "";
}

class ProtectionNotes {
 public:
  ProtectionNotes(const Architecture& architecture, std::string_view provider)
      : architecture_(architecture), provider_(provider) {}

  Problems found() {
    notes_ = credentialsForAnyOrigin(architecture_);
    for (const Component& component : architecture_.components)
      std::visit([&](const auto& kind) { look(component, kind); }, component.kind);
    return std::move(notes_);
  }

 private:
  template <class Kind>
  void look(const Component& component, const Kind& kind) {
    const ComponentId& id = component.id;
    if constexpr (requires { kind.encryption; }) {
      if (kind.encryption == Encryption::none)
        tell(component, Drawn::unencrypted, ".encryption", "encryption: provider-key");
      if (kind.encryption == Encryption::ownKey)
        notes_.push_back({Severity::warning, "own-key-missing", "", 0, 0, id + ".encryption",
                          fmt::format("'{}' is deployed with the provider's key, not with one of your own", id),
                          "make the key and name it in what is deployed"});
    }
    if constexpr (requires { kind.transport; })
      if (kind.transport == Transport::plain) tell(component, Drawn::plainTransport, ".transport", "transport: tls");
    if constexpr (requires { kind.exposure; })
      if (kind.exposure == Exposure::open) tell(component, Drawn::open, ".exposure", "exposure: private");
  }

  void tell(const Component& component, Drawn drawn, const char* field, const char* right) {
    const std::string text = given(provider_, drawn, kindName(component.kind));
    if (text.empty()) return;
    const char* id = drawn == Drawn::unencrypted      ? "always-encrypted"
                     : drawn == Drawn::plainTransport ? "always-tls"
                                                      : "not-public";
    notes_.push_back({Severity::info, id, "", 0, 0, component.id + field,
                      fmt::format("'{}' isn't deployed as drawn: {}", component.id, text),
                      fmt::format("write {} to draw what is deployed", right)});
  }

  const Architecture& architecture_;
  std::string_view provider_;
  Problems notes_;
};

}  // namespace

Problems credentialsForAnyOrigin(const Architecture& architecture) {
  Problems problems;
  for (const Component& component : architecture.components) {
    const auto* api = std::get_if<HttpApi>(&component.kind);
    if (!api || !api->cors || api->cors->credentials != Credentials::include) continue;
    const auto& origins = api->cors->origins;
    const auto any = std::find(origins.begin(), origins.end(), "*");
    if (any == origins.end()) continue;
    // Fetch standard, "CORS protocol and credentials", 2026.
    problems.push_back({Severity::error, "not-expressible", "", 0, 0,
                        fmt::format("{}.cors.origins.{}", component.id, any - origins.begin()),
                        "browsers refuse answers for any origin where credentials are sent",
                        "list the origins that may, or leave 'credentials' out"});
  }
  return problems;
}

Problems protectionNotes(const Architecture& architecture, std::string_view provider) {
  return ProtectionNotes(architecture, provider).found();
}

}  // namespace virga::model
