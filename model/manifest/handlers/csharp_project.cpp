#include <utility>

#include <fmt/format.h>

#include "model/manifest/handlers/csharp_services.h"

namespace virga::model {

namespace {

// Versions of 2026.
const NugetPackage kTestPackages[] = {
    {"Microsoft.NET.Test.Sdk", "18.0.1"}, {"xunit", "2.9.3"}, {"xunit.runner.visualstudio", "3.1.5"}};

void packageReference(CodeText& out, const NugetPackage& package) {
  out.line("<PackageReference Include=\"{}\" Version=\"{}\" />", package.name, package.version);
}

// What all projects say alike.
void commonProperties(CodeText& out, const std::string& runtime) {
  out.line("<TargetFramework>{}</TargetFramework>", csharpTarget(runtime));
  out.raw("<ImplicitUsings>disable</ImplicitUsings>");
  out.raw("<Nullable>disable</Nullable>");
}

}  // namespace

std::string csharpPlatform(CpuArchitecture architecture) {
  return architecture == CpuArchitecture::arm64 ? "linux-arm64" : "linux-x64";
}

std::string csharpPublish(CpuArchitecture architecture, const std::string& output) {
  return fmt::format("dotnet publish --configuration Release --runtime {} --self-contained false --output {}",
                     csharpPlatform(architecture), output);
}

std::string csharpProject(const CsharpServices& services) {
  CodeText out(2);
  out.raw("<Project Sdk=\"Microsoft.NET.Sdk\">");
  out.in();
  out.raw("<PropertyGroup>");
  out.in();
  commonProperties(out, services.plan().function->runtime);
  out.raw("<AssemblyName>App</AssemblyName>");
  out.raw("<RootNamespace>App</RootNamespace>");
  for (const std::string& line : services.properties()) out.raw(line);
  out.out();
  out.raw("</PropertyGroup>");
  out.raw("<ItemGroup>");
  out.raw("  <Compile Remove=\"tests/**\" />");
  out.raw("  <None Remove=\"tests/**\" />");
  out.raw("</ItemGroup>");
  out.raw("<ItemGroup>");
  out.in();
  for (const NugetPackage& package : services.packages()) packageReference(out, package);
  out.out();
  out.raw("</ItemGroup>");
  for (const std::string& line : services.items()) out.raw(line);
  out.out();
  out.raw("</Project>");
  return out.text();
}

std::string csharpTestProject(const FunctionPlan& plan) {
  CodeText out(2);
  out.raw("<Project Sdk=\"Microsoft.NET.Sdk\">");
  out.in();
  out.raw("<PropertyGroup>");
  out.in();
  commonProperties(out, plan.function->runtime);
  out.raw("<IsPackable>false</IsPackable>");
  out.out();
  out.raw("</PropertyGroup>");
  out.raw("<ItemGroup>");
  out.raw("  <!-- All but what needs the SDK, which lies in Cloud/. -->");
  out.raw("  <Compile Include=\"../*.cs\" />");
  out.raw("</ItemGroup>");
  out.raw("<ItemGroup>");
  out.in();
  for (const NugetPackage& package : kTestPackages) packageReference(out, package);
  out.out();
  out.raw("</ItemGroup>");
  out.out();
  out.raw("</Project>");
  return out.text();
}

}  // namespace virga::model
