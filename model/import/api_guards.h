#pragma once

#include <map>
#include <string>

#include "model/import/design_builder.h"

namespace virga::model {

// What keeps strangers from APIs beside the user directories that designs draw: signatures, keys, private networks. An API
// that is guarded so for all of its routes gets a setting that leaves out the finding "public-route", with the reason.
class ApiGuards {
 public:
  // How the whole API is guarded, as "callers sign their requests with IAM"; routes that say otherwise count.
  void whole(const ComponentId& api, const std::string& reason);
  // How one route is; an empty reason: the route is open whatever its API says.
  void route(const ComponentId& api, const std::string& reason);
  // A route that says nothing.
  void plainRoute(const ComponentId& api);

  // To be called once all routes are known.
  void settle(DesignBuilder& design) const;

 private:
  struct Known {
    std::string whole, single;
    int open = 0, guarded = 0, plain = 0;
  };
  std::map<ComponentId, Known> apis_;
};

}  // namespace virga::model
