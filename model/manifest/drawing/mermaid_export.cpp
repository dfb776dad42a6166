#include "model/manifest/drawing/mermaid_export.h"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "model/manifest/drawing/wire.h"

namespace virga::model {

namespace {

// All but harmless characters as `write` gives them; control characters as blanks.
template <class Write>
std::string encoded(const std::string& text, Write write) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0 || std::string_view(" .,/-").find(c) != std::string_view::npos)
      result += c;
    else
      result += byte < 0x20 || byte == 0x7F ? " " : write(static_cast<int>(byte));
  }
  return result;
}

// In texts Mermaid knows directives, Markdown, HTML and its own entities. A colon is no harmless character because Mermaid
// looks for `style …:` in whole lines.
std::string escaped(const std::string& text) {
  return encoded(text, [](int byte) { return fmt::format("#{};", byte); });
}

// The title stands in the front matter, which is YAML.
std::string yamlEscaped(const std::string& text) {
  return encoded(text, [](int byte) { return fmt::format("\\x{:02x}", byte); });
}

// Ids of components may be Mermaid's own words ("end", "default"); the prefix makes them none.
std::string nodeId(const ComponentId& id) {
  std::string name = "c_";
  for (const char c : id) name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

struct Shape {
  const char *open, *close;
};

Shape shapeOf(const ComponentKind& kind) {
  const std::string_view name = kindName(kind);
  if (name == "client" || name == "external") return {"([", "])"};
  if (name == "http-api" || name == "websocket-api") return {"{{", "}}"};
  if (name == "queue" || name == "stream") return {"[/", "/]"};
  if (name == "topic" || name == "event-bus") return {"[\\", "\\]"};
  if (name == "schedule") return {"((", "))"};
  if (name == "object-store" || name == "nosql-db" || name == "sql-db" || name == "cache") return {"[(", ")]"};
  if (name == "workflow" || name == "container-service") return {"[[", "]]"};
  if (name == "auth" || name == "secret-store") return {">", "]"};
  return {"[", "]"};
}

std::string node(const Component& component) {
  const auto [open, close] = shapeOf(component.kind);
  return fmt::format("{}{}\"{}<br/>{}\"{}\n", nodeId(component.id), open, escaped(component.id),
                     escaped(std::string(kindName(component.kind))), close);
}

std::string line(const Edge& edge, const Architecture& architecture) {
  const Wire wire = wireOf(edge, architecture);
  const char* arrow = wire == Wire::waits ? "-->" : wire == Wire::asynchronous ? "-.->" : "--x";
  std::string label = edge.label;
  if (wire == Wire::deadLetter && label.empty()) label = "dead letters";
  if (!label.empty()) label = fmt::format("|\"{}\"|", escaped(label));
  return fmt::format("  {} {}{} {}\n", nodeId(edge.from), arrow, label, nodeId(edge.to));
}

}  // namespace

tl::expected<Manifest, Problems> exportMermaid(const Architecture& architecture, const Catalog&) {
  std::string text;
  if (!architecture.name.empty()) text += fmt::format("---\ntitle: \"{}\"\n---\n", yamlEscaped(architecture.name));
  text += "flowchart LR\n";
  std::set<ComponentId> framed;
  for (std::size_t i = 0; i < architecture.groups.size(); ++i) {
    const Group& group = architecture.groups[i];
    std::string members;
    for (const ComponentId& id : group.members)
      if (const Component* component = architecture.find(id); component && framed.insert(id).second)
        members += "    " + node(*component);
    if (!members.empty())
      text += fmt::format("  subgraph group_{}[\"{}\"]\n{}  end\n", i + 1, escaped(group.title), members);
  }
  for (const Component& component : architecture.components)
    if (!framed.contains(component.id)) text += "  " + node(component);
  for (const Edge& edge : edges(architecture)) text += line(edge, architecture);

  Manifest manifest;
  manifest.files.push_back({"drawing.mmd", text});
  if (!architecture.layout.empty() || !architecture.bends.empty())
    manifest.notes.push_back({Severity::info, "layout-lost", "", 0, 0, "layout",
                              "Mermaid places nodes and lines itself: positions and bends are left out",
                              "use the format drawio to keep them"});
  return manifest;
}

}  // namespace virga::model
