#pragma once

#include <string>
#include <vector>

#include "model/manifest/handlers/java_services.h"

namespace virga::model {

// The bill of materials of the AWS SDK for Java.
inline const MavenLibrary kAwsSdk = {"software.amazon.awssdk", "bom", "2.57.8"};

// Writes the access to a bucket of S3, or of what speaks like it, with the client in a field; `bucket` is an expression.
// Returns what is to be imported.
std::vector<std::string> s3Access(CodeText& out, const std::string& client, const std::string& bucket, Access access);

}  // namespace virga::model
