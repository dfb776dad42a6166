#include "model/import/terraform/google_schedules.h"

#include <algorithm>
#include <regex>
#include <vector>

#include "model/import/terraform/cloud_values.h"

namespace virga::model {

namespace {

constexpr const char* kJob = "google_cloud_scheduler_job";

// The parts of what a job's target is named by, as Terraform's names are written: of a URL "cloudfunctions", "net", "told".
std::vector<std::string> targetWords(const TerraformResource& job) {
  std::vector<std::string> words;
  const auto look = [&](const auto& self, const HclExpression& value) -> void {
    if (value.isReference() && value.path.size() > 1) words.push_back(value.path[1]);
    if (value.kind == HclExpression::Kind::string && value.text.size() < 2'000) {
      std::string word;
      for (const char c : value.text + "/")
        if (c == '/')
          words.push_back(std::exchange(word, ""));
        else
          word += c == '-' ? '_' : c;
    }
    for (const HclExpression& item : value.items) self(self, item);
  };
  for (const char* path : {"pubsub_target.topic_name", "http_target.uri"})
    if (const HclExpression* value = valueAtPath(job.values, path)) look(look, *value);
  return words;
}

}  // namespace

std::string scheduleName(const TerraformResource& job) {
  for (const std::string& word : targetWords(job))
    if (!word.empty() && job.name.size() > word.size() + 1 && job.name.ends_with("_" + word))
      return job.name.substr(0, job.name.size() - word.size() - 1);
  return job.name;
}

std::optional<ComponentId> sameSchedule(const CloudDesign& cloud, const TerraformResource& job) {
  if (job.type != kJob) return {};
  const std::string name = scheduleName(job);
  for (const TerraformResource& other : cloud.project.resources) {
    if (&other == &job) return {};
    const auto known = cloud.components.find(CloudDesign::addressOf(other));
    if (known != cloud.components.end() && other.type == kJob && scheduleName(other) == name &&
        textAt(other.values, "schedule") == textAt(job.values, "schedule") &&
        textAt(other.values, "time_zone") == textAt(job.values, "time_zone"))
      return known->second;
  }
  return {};
}

Schedule googleSchedule(const HclExpression& values) {
  Schedule schedule;
  const HclExpression* cron = valueAt(values, "schedule");
  schedule.cron = cron ? cron->text : "";
  if (const std::string zone = textAt(values, "time_zone"); !zone.empty()) schedule.timeZone = zone;
  static const std::regex every("every ([0-9]{1,5}) (minutes|mins|hours)");
  std::smatch match;
  if (schedule.cron.size() < 40 && std::regex_match(schedule.cron, match, every) && std::stoi(match[1].str()) > 0) {
    const int count = std::stoi(match[1].str());
    schedule.every = match[2].str() == "hours" ? hours(count) : minutes(count);
    schedule.cron.clear();
  }
  return schedule;
}

}  // namespace virga::model
