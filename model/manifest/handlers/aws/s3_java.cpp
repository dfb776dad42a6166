#include "model/manifest/handlers/aws/s3_java.h"

namespace virga::model {

std::vector<std::string> s3Access(CodeText& out, const std::string& client, const std::string& bucket, Access access) {
  const std::string id = "(String) input.get(\"id\")";
  switch (access) {
    case Access::read:
      out.line("try {{");
      out.line("  return Json.read(");
      out.line("      {}.getObjectAsBytes(request -> request.bucket({}).key({})).asUtf8String());", client, bucket, id);
      out.line("}} catch (S3Exception error) {{");
      out.line("  // Without the right to list, S3 answers AccessDenied for an object that isn't there.");
      out.line("  if (List.of(\"NoSuchKey\", \"AccessDenied\").contains(error.awsErrorDetails().errorCode())) return null;");
      out.line("  throw error;");
      out.line("}}");
      return {"java.util.List", "software.amazon.awssdk.services.s3.model.S3Exception"};
    case Access::write:
      out.line("{}.putObject(", client);
      out.line("    request -> request.bucket({}).key({}).contentType(\"application/json\"),", bucket, id);
      out.line("    RequestBody.fromString(Json.write(input)));");
      return {"software.amazon.awssdk.core.sync.RequestBody"};
    case Access::query:
      out.line("return {}", client);
      out.line("    .listObjectsV2(request -> request.bucket({}).prefix({}).maxKeys(100))", bucket, id);
      out.line("    .contents()");
      out.line("    .stream()");
      out.line("    .map(found -> Map.of(\"key\", found.key(), \"size\", found.size()))");
      out.line("    .toList();");
      return {};
    default: out.line("{}.deleteObject(request -> request.bucket({}).key({}));", client, bucket, id); return {};
  }
}

}  // namespace virga::model
