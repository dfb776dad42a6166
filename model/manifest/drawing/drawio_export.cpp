#include "model/manifest/drawing/drawio_export.h"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "model/edit/card_size.h"
#include "model/edit/edit.h"
#include "model/manifest/drawing/wire.h"

namespace virga::model {

namespace {

constexpr int kPadding = 20;
constexpr int kTitleHeight = 30;

// XML 1.0 has no control characters but these, not even escaped.
std::string xmlText(const std::string& text) {
  std::string result;
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') result += c;
  return result;
}

// Without `html=1` draw.io shows a value as it is, whatever it holds.
std::string cardStyle(const ComponentKind& kind) {
  const std::string_view name = kindName(kind);
  std::string shape = "rounded=1;";
  if (name == "client" || name == "external") shape = "ellipse;";
  if (name == "http-api" || name == "websocket-api")
    shape = "shape=hexagon;perimeter=hexagonPerimeter2;size=20;fixedSize=1;";
  if (name == "queue" || name == "stream") shape = "shape=process;";
  if (name == "topic" || name == "event-bus") shape = "shape=step;perimeter=stepPerimeter;fixedSize=1;";
  if (name == "object-store" || name == "nosql-db" || name == "sql-db" || name == "cache")
    shape = "shape=cylinder3;boundedLbl=1;size=10;";
  if (name == "schedule") shape = "rhombus;";
  return shape + "whiteSpace=wrap;html=0;";
}

std::string lineStyle(Wire wire) {
  const std::string common = "edgeStyle=orthogonalEdgeStyle;rounded=1;html=0;endArrow=block;";
  switch (wire) {
    case Wire::waits: return common;
    case Wire::asynchronous: return common + "dashed=1;";
    case Wire::deadLetter: return common + "dashed=1;dashPattern=1 3;strokeColor=#B85450;endArrow=cross;";
  }
  return common;
}

void setGeometry(pugi::xml_node cell, int x, int y, int width, int height) {
  pugi::xml_node geometry = cell.append_child("mxGeometry");
  geometry.append_attribute("x") = x;
  geometry.append_attribute("y") = y;
  geometry.append_attribute("width") = width;
  geometry.append_attribute("height") = height;
  geometry.append_attribute("as") = "geometry";
}

pugi::xml_node addCell(pugi::xml_node root, const std::string& id, const std::string& parent, const std::string& value,
                       const std::string& style) {
  pugi::xml_node cell = root.append_child("mxCell");
  cell.append_attribute("id") = id.c_str();
  cell.append_attribute("value") = xmlText(value).c_str();
  cell.append_attribute("style") = style.c_str();
  cell.append_attribute("parent") = parent.c_str();
  return cell;
}

struct Frame {
  std::string id;
  Position corner;
};

// Draws the groups; says in which one, and where that stands, each member is.
std::map<ComponentId, Frame> addGroups(pugi::xml_node root, const Architecture& architecture,
                                       const std::map<ComponentId, Position>& places) {
  std::map<ComponentId, Frame> frames;
  for (std::size_t i = 0; i < architecture.groups.size(); ++i) {
    const Group& group = architecture.groups[i];
    std::vector<ComponentId> members;
    for (const ComponentId& id : group.members)
      if (places.contains(id) && !frames.contains(id)) members.push_back(id);
    if (members.empty()) continue;
    Position low = places.at(members.front()), high = low;
    for (const ComponentId& id : members) {
      const Position place = places.at(id);
      low = {std::min(low.x, place.x), std::min(low.y, place.y)};
      high = {std::max(high.x, place.x), std::max(high.y, place.y)};
    }
    const Frame frame{fmt::format("group-{}", i + 1), {low.x - kPadding, low.y - kPadding - kTitleHeight}};
    pugi::xml_node cell = addCell(root, frame.id, "1", group.title,
                                  fmt::format("swimlane;startSize={};collapsible=0;whiteSpace=wrap;html=0;", kTitleHeight));
    cell.append_attribute("vertex") = 1;
    setGeometry(cell, frame.corner.x, frame.corner.y, high.x - low.x + kCardWidth + 2 * kPadding,
                high.y - low.y + kCardHeight + 2 * kPadding + kTitleHeight);
    for (const ComponentId& id : members) frames[id] = frame;
  }
  return frames;
}

void addLine(pugi::xml_node root, const Edge& edge, std::size_t number, const Architecture& architecture) {
  const Wire wire = wireOf(edge, architecture);
  const std::string label = wire == Wire::deadLetter && edge.label.empty() ? "dead letters" : edge.label;
  pugi::xml_node cell = addCell(root, fmt::format("edge-{}", number), "1", label, lineStyle(wire));
  cell.append_attribute("edge") = 1;
  cell.append_attribute("source") = ("component-" + edge.from).c_str();
  cell.append_attribute("target") = ("component-" + edge.to).c_str();
  pugi::xml_node geometry = cell.append_child("mxGeometry");
  geometry.append_attribute("relative") = 1;
  geometry.append_attribute("as") = "geometry";
  const auto bend = std::find_if(architecture.bends.begin(), architecture.bends.end(), [&](const Bend& candidate) {
    return candidate.from == edge.from && candidate.to == edge.to;
  });
  if (bend == architecture.bends.end()) return;
  pugi::xml_node points = geometry.append_child("Array");
  points.append_attribute("as") = "points";
  for (const Position& corner : bend->points) {
    pugi::xml_node point = points.append_child("mxPoint");
    point.append_attribute("x") = corner.x;
    point.append_attribute("y") = corner.y;
  }
}

}  // namespace

tl::expected<Manifest, Problems> exportDrawio(const Architecture& architecture, const Catalog&) {
  const Architecture placed = tidyUp(architecture, true);
  std::map<ComponentId, Position> places;
  for (const auto& [id, place] : placed.layout)
    if (placed.find(id)) places.emplace(id, place);

  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node file = document.append_child("mxfile");
  file.append_attribute("host") = "Virga";
  pugi::xml_node diagram = file.append_child("diagram");
  diagram.append_attribute("id") = "design";
  diagram.append_attribute("name") = xmlText(placed.name.empty() ? "Design" : placed.name).c_str();
  pugi::xml_node model = diagram.append_child("mxGraphModel");
  model.append_attribute("grid") = 1;
  model.append_attribute("gridSize") = kGrid;
  pugi::xml_node root = model.append_child("root");
  root.append_child("mxCell").append_attribute("id") = "0";
  pugi::xml_node layer = root.append_child("mxCell");
  layer.append_attribute("id") = "1";
  layer.append_attribute("parent") = "0";

  const auto frames = addGroups(root, placed, places);
  for (const Component& component : placed.components) {
    Position place = places.contains(component.id) ? places.at(component.id) : Position{};
    const auto frame = frames.find(component.id);
    if (frame != frames.end()) place = {place.x - frame->second.corner.x, place.y - frame->second.corner.y};
    pugi::xml_node cell = addCell(root, "component-" + component.id, frame == frames.end() ? "1" : frame->second.id,
                                  fmt::format("{}\n{}", component.id, kindName(component.kind)), cardStyle(component.kind));
    cell.append_attribute("vertex") = 1;
    setGeometry(cell, place.x, place.y, kCardWidth, kCardHeight);
  }
  std::size_t number = 0;
  for (const Edge& edge : edges(placed)) addLine(root, edge, ++number, placed);

  std::ostringstream text;
  document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
  Manifest manifest;
  manifest.files.push_back({"drawing.drawio", text.str()});
  return manifest;
}

}  // namespace virga::model
