#include "model/checks/jurisdictions.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace virga::model {
namespace {

// Member states of the European Union (european-union.europa.eu, EU countries; read 2026-11).
constexpr std::array<std::string_view, 27> kEuropeanUnion{"at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es",
                                                          "fi", "fr", "gr", "hr", "hu", "ie", "it", "lt", "lu",
                                                          "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk"};
// With them the European Economic Area (EFTA, EEA Agreement; read 2026-11).
constexpr std::array<std::string_view, 3> kOnlyEconomicArea{"is", "li", "no"};

struct RegionPlace {
  std::string_view provider, start, place;  // `start`: of the region's name; the longest that fits counts
};

// Where the regions lie, by the providers' own lists (read 2026-11): AWS Regions and Availability Zones; Azure regions
// list; Google Cloud regions and zones; OCI regions and availability domains.
constexpr RegionPlace kRegions[] = {
    {"aws", "us-", "us"},
    {"aws", "eu-central-1", "de"},
    {"aws", "eu-central-2", "ch"},
    {"aws", "eu-west-1", "ie"},
    {"aws", "eu-west-2", "gb"},
    {"aws", "eu-west-3", "fr"},
    {"aws", "eu-south-1", "it"},
    {"aws", "eu-south-2", "es"},
    {"aws", "eu-north-1", "se"},
    {"aws", "ca-", "ca"},
    {"aws", "ap-northeast-1", "jp"},
    {"aws", "ap-northeast-2", "kr"},
    {"aws", "ap-northeast-3", "jp"},
    {"aws", "ap-southeast-1", "sg"},
    {"aws", "ap-southeast-2", "au"},
    {"aws", "ap-southeast-3", "id"},
    {"aws", "ap-southeast-4", "au"},
    {"aws", "ap-south-", "in"},
    {"aws", "ap-east-1", "hk"},
    {"aws", "sa-east-1", "br"},
    {"aws", "me-south-1", "bh"},
    {"aws", "me-central-1", "ae"},
    {"aws", "il-central-1", "il"},
    {"aws", "af-south-1", "za"},
    {"azure", "eastus", "us"},
    {"azure", "westus", "us"},
    {"azure", "centralus", "us"},
    {"azure", "northcentralus", "us"},
    {"azure", "southcentralus", "us"},
    {"azure", "westcentralus", "us"},
    {"azure", "westeurope", "nl"},
    {"azure", "northeurope", "ie"},
    {"azure", "germanywestcentral", "de"},
    {"azure", "germanynorth", "de"},
    {"azure", "francecentral", "fr"},
    {"azure", "francesouth", "fr"},
    {"azure", "swedencentral", "se"},
    {"azure", "italynorth", "it"},
    {"azure", "spaincentral", "es"},
    {"azure", "polandcentral", "pl"},
    {"azure", "norwayeast", "no"},
    {"azure", "norwaywest", "no"},
    {"azure", "switzerlandnorth", "ch"},
    {"azure", "switzerlandwest", "ch"},
    {"azure", "uksouth", "gb"},
    {"azure", "ukwest", "gb"},
    {"azure", "canadacentral", "ca"},
    {"azure", "canadaeast", "ca"},
    {"azure", "japaneast", "jp"},
    {"azure", "japanwest", "jp"},
    {"azure", "australia", "au"},
    {"azure", "brazilsouth", "br"},
    {"azure", "southeastasia", "sg"},
    {"azure", "eastasia", "hk"},
    {"azure", "centralindia", "in"},
    {"azure", "southindia", "in"},
    {"azure", "koreacentral", "kr"},
    {"gcp", "us-", "us"},
    {"gcp", "northamerica-northeast", "ca"},
    {"gcp", "europe-west1", "be"},
    {"gcp", "europe-west2", "gb"},
    {"gcp", "europe-west3", "de"},
    {"gcp", "europe-west4", "nl"},
    {"gcp", "europe-west6", "ch"},
    {"gcp", "europe-west8", "it"},
    {"gcp", "europe-west9", "fr"},
    {"gcp", "europe-west10", "de"},
    {"gcp", "europe-west12", "it"},
    {"gcp", "europe-north1", "fi"},
    {"gcp", "europe-central2", "pl"},
    {"gcp", "europe-southwest1", "es"},
    {"gcp", "asia-northeast1", "jp"},
    {"gcp", "asia-northeast2", "jp"},
    {"gcp", "asia-northeast3", "kr"},
    {"gcp", "asia-southeast1", "sg"},
    {"gcp", "asia-southeast2", "id"},
    {"gcp", "asia-south", "in"},
    {"gcp", "asia-east1", "tw"},
    {"gcp", "asia-east2", "hk"},
    {"gcp", "australia-", "au"},
    {"gcp", "southamerica-east1", "br"},
    {"gcp", "southamerica-west1", "cl"},
    {"oci", "us-", "us"},
    {"oci", "ca-", "ca"},
    {"oci", "eu-frankfurt-1", "de"},
    {"oci", "eu-amsterdam-1", "nl"},
    {"oci", "eu-paris-1", "fr"},
    {"oci", "eu-marseille-1", "fr"},
    {"oci", "eu-milan-1", "it"},
    {"oci", "eu-madrid-1", "es"},
    {"oci", "eu-stockholm-1", "se"},
    {"oci", "eu-zurich-1", "ch"},
    {"oci", "uk-", "gb"},
    {"oci", "ap-tokyo-1", "jp"},
    {"oci", "ap-osaka-1", "jp"},
    {"oci", "ap-sydney-1", "au"},
    {"oci", "ap-melbourne-1", "au"},
    {"oci", "ap-singapore-1", "sg"},
    {"oci", "ap-mumbai-1", "in"},
    {"oci", "ap-hyderabad-1", "in"},
    {"oci", "ap-seoul-1", "kr"},
    {"oci", "sa-saopaulo-1", "br"},
};

std::string_view countryOf(std::string_view place) { return place == "uk" ? "gb" : place; }

bool isOneOf(std::string_view place, const auto& list) { return std::find(list.begin(), list.end(), place) != list.end(); }

bool isInside(std::string_view place, std::string_view area) {
  place = countryOf(place);
  area = countryOf(area);
  if (place == area) return true;
  if (area == "eu") return isOneOf(place, kEuropeanUnion);
  if (area == "eea") return place == "eu" || isOneOf(place, kEuropeanUnion) || isOneOf(place, kOnlyEconomicArea);
  return false;
}

}  // namespace

bool isPlace(std::string_view place) {
  if (place == "eea") return true;
  return place.size() == 2 && place.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
}

std::string placeOfRegion(std::string_view provider, std::string_view region) {
  const RegionPlace* best = nullptr;
  for (const auto& each : kRegions) {
    if (each.provider != provider || !region.starts_with(each.start)) continue;
    // A name that ends in a digit means that region alone: europe-west1 isn't europe-west12.
    const bool goesOn =
        region.size() > each.start.size() && std::isdigit(static_cast<unsigned char>(region[each.start.size()]));
    if (goesOn && std::isdigit(static_cast<unsigned char>(each.start.back()))) continue;
    if (!best || each.start.size() > best->start.size()) best = &each;
  }
  return best ? std::string(best->place) : std::string();
}

bool liesIn(std::string_view place, const std::vector<std::string>& allowed) {
  return std::any_of(allowed.begin(), allowed.end(), [&](const std::string& area) { return isInside(place, area); });
}

}  // namespace virga::model
