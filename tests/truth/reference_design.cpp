#include "tests/truth/reference_design.h"

#include <cmath>
#include <functional>
#include <numbers>

namespace virga::truth {
namespace {

using Parameters = ReferenceCase;

std::string time(double seconds) { return fmt::format("{:.9f} s", seconds); }
std::string rate(double perSecond) { return fmt::format("{:.15f}/s", perSecond); }
std::string poisson(double perSecond) { return fmt::format("{{poisson: {{rate: {}}}}}", rate(perSecond)); }

std::string exponential(double mean) { return fmt::format("{{exponential: {{mean: {}}}}}", time(mean)); }
std::string gamma(double mean, double cv) { return fmt::format("{{gamma: {{mean: {}, cv: {:.16g}}}}}", time(mean), cv); }
// By mean and coefficient of variation: σ² = ln(1 + cv²), median = mean e^{-σ²/2}.
std::string lognormal(double mean, double cv) {
  const double variance = std::log(1 + cv * cv);
  return fmt::format("{{lognormal: {{median: {}, sigma: {:.16g}}}}}", time(mean * std::exp(-variance / 2)),
                     std::sqrt(variance));
}
std::string work(double mean, const std::string& law) { return law == "det" ? time(mean) : exponential(mean); }
// 0 for a constant, 1 for an exponential time; any other by a gamma law.
std::string workWithCv(double mean, double cv) {
  return cv == 0 ? time(mean) : cv == 1 ? exponential(mean) : gamma(mean, cv);
}

// What a cold start adds, so that the first execution and it together are exponential where the execution alone is:
// exp(cold) = exp(warm) + (0 with probability warm/cold, else exp(cold)). As quantiles, a tenth of the mean apart.
std::string coldStartForExponentials(double warm, double cold) {
  if (cold <= warm) return "0 s";
  const double none = warm / cold;
  std::string quantiles = fmt::format("p0: 0 s, p{:.12f}: 0 s", 100 * none);
  for (int step = 1; step <= 140; ++step) {
    const double x = step / 10.0;
    quantiles += fmt::format(", p{:.12f}: {}", step == 140 ? 100.0 : 100 * (1 - (1 - none) * std::exp(-x)), time(x * cold));
  }
  return fmt::format("{{empirical: {{quantiles: {{{}}}}}}}", quantiles);
}

std::string function(const std::string& name, const std::string& steps, const std::string& more = "") {
  return fmt::format("  {}: {{kind: function, runtime: any, memory: 1 GiB, timeout: 366 d, {}steps: [{}]}}\n", name, more,
                     steps);
}
std::string client(const std::string& name, const std::string& to, const std::string& arrivals) {
  return fmt::format("  {}: {{kind: client, sends: [{{to: {}, arrivals: {}}}]}}\n", name, to, arrivals);
}
std::string custom(const std::string& settings) { return fmt::format("providers: {{custom: {{{}}}}}\n", settings); }

// A client straight at one function that waits.
std::string direct(const std::string& arrivals, const std::string& wait, const std::string& settings) {
  return "components:\n" + client("users", "work", arrivals) + function("work", fmt::format("{{wait: {}}}", wait)) +
         custom(settings);
}

// A queue that so many executions at once take messages from, one by one.
std::string queued(double arrivals, const std::string& wait, double consumers) {
  return "components:\n" + client("users", "line", poisson(arrivals)) +
         fmt::format(
             "  line: {{kind: queue, visibility: 366 d, retention: 3660 d, consumers: [{{to: work, batch: 1, "
             "max-concurrency: {}}}]}}\n",
             consumers) +
         function("work", fmt::format("{{wait: {}}}", wait)) + custom("cold-start: 0 s, keep-alive: 366 d");
}

// So long that about so many requests come, after a warm-up.
Experiment forRequests(std::string project, double requests, double perSecond, double warmup) {
  Experiment experiment{std::move(project), time(requests / perSecond + warmup), time(warmup)};
  return experiment;
}

Experiment erlangB(const Parameters& c) {
  const double n = c.number("N"), lam = c.number("lam"), es = c.number("ES");
  return forRequests(direct(poisson(lam), exponential(es), fmt::format("cold-start: 0 s, concurrency-limit: {}", n)),
                     n > 100 ? 600'000 : 300'000, lam, 20 * es);
}

Experiment reserved(const Parameters& c) {
  return forRequests("components:\n" + client("users1", "work1", poisson(c.number("a1"))) +
                         client("users2", "work2", poisson(c.number("a2"))) +
                         function("work1", "{wait: {exponential: {mean: 1 s}}}",
                                  fmt::format("reserved-concurrency: {}, ", c.number("reserved1"))) +
                         function("work2", "{wait: {exponential: {mean: 1 s}}}") +
                         custom(fmt::format("cold-start: 0 s, concurrency-limit: {}", c.number("N"))),
                     500'000, c.number("a1") + c.number("a2"), 60);
}

Experiment erlangC(const Parameters& c) {
  return forRequests(queued(c.number("lam"), exponential(c.number("ES")), c.number("N")), 400'000, c.number("lam"), 1000);
}

Experiment unlimited(const Parameters& c) {
  return forRequests(direct(poisson(c.number("lam")), exponential(c.number("ES")), "cold-start: 0 s"), 150'000,
                     c.number("lam"), 600);
}

// An instance that takes any number at once and leaves with the last: every arrival that finds nobody is a cold start.
Experiment emptyInstance(const Parameters& c) {
  return forRequests(direct(poisson(c.number("lam")), exponential(c.number("ES")),
                            "cold-start: 0 s, keep-alive: 0 s, instance-concurrency: 1000"),
                     100'000, c.number("lam"), 600);
}

// Runs that end at the instant asked about: what is in flight then is a sample.
Experiment transient(const Parameters& c) {
  Experiment experiment{direct(poisson(c.number("lam")), work(c.number("ES"), c.parameters.at("law")), "cold-start: 0 s"),
                        time(c.number("t"))};
  experiment.replications = 2000;
  return experiment;
}

// The same at the peak of a periodic load, which is stated from a while before: ten mean services, or in whole periods.
Experiment sinusoid(const Parameters& c) {
  const double period = c.number("period"), es = c.number("ES");
  const double peak = period / 4 + c.number("lag");
  const bool slow = period > 100 * es;
  const double start = slow ? peak - 15 * es : 0, end = slow ? peak : peak + std::ceil(12 * es / period) * period;
  const double step = slow ? es / 4 : period / 240;
  std::string points;
  for (int i = 0; start + i * step <= (slow ? end : period) + 1e-9; ++i)
    points += fmt::format(
        "{}{{at: {}, rate: {}}}", i ? ", " : "", time(i * step),
        rate(c.number("lam_bar") + c.number("beta") * std::sin(2 * std::numbers::pi * (start + i * step) / period)));
  Experiment experiment{
      direct(fmt::format("{{profile: {{points: [{}]{}}}}}", points, slow ? "" : ", repeat: " + time(period)),
             work(es, c.parameters.at("law")), "cold-start: 0 s"),
      time(end - start)};
  experiment.replications = slow ? 1000 : 150;
  return experiment;
}

Experiment burstsOfCalls(const Parameters& c) {
  return forRequests("components:\n" + client("users", "front", poisson(c.number("lam_batches"))) +
                         function("front", fmt::format("{{map: {}, steps: [{{call: work}}]}}", c.number("X"))) +
                         function("work", fmt::format("{{wait: {}}}", exponential(c.number("ES")))) +
                         custom("cold-start: 0 s"),
                     30'000, c.number("lam_batches"), 60);
}

Experiment oneServer(const Parameters& c) {
  const double lam = c.number("lam"), es = c.number("ES");
  return forRequests(queued(lam, workWithCv(es, c.number("cv")), 1), lam * es > 0.8 ? 600'000 : 300'000, lam, 1000 * es);
}

Experiment finiteLine(const Parameters& c) {
  const double lam = c.number("lam");
  return forRequests(
      "components:\n" + client("users", "work", poisson(lam)) +
          fmt::format("  work: {{kind: container-service, servers: {}, concurrency: 1, queue-limit: {}, "
                      "timeout: 366 d, steps: [{{wait: {}}}]}}\n",
                      c.number("N"), c.number("K") - c.number("N"), work(c.number("ES"), c.parameters.at("law"))),
      200'000, lam, 200);
}

// Instances up to a number; what finds none free waits so long at most.
Experiment boundedWait(const Parameters& c) {
  const double lam = c.number("lam");
  return forRequests(
      direct(poisson(lam), exponential(c.number("ES")),
             fmt::format("cold-start: 0 s, keep-alive: 366 d, scaling: autoscaler, max-instances: {}, max-wait: {}",
                         c.number("N"), time(c.number("max_age")))),
      200'000, lam, 200);
}

Experiment sojourn(const Parameters& c) {
  const double lam = c.number("rho") / c.number("ES");
  return forRequests(direct(poisson(lam), exponential(c.number("ES")),
                            "cold-start: 0 s, keep-alive: 366 d, scaling: autoscaler, max-instances: 1, max-wait: 366 d"),
                     300'000, lam, 1000);
}

std::string gateway(const std::string& arrivals, double tokensPerSecond, double burst) {
  return fmt::format(
      "components:\n  users: {{kind: client, sends: [{{to: api, route: GET /, arrivals: {}}}]}}\n"
      "  api: {{kind: http-api, throttle: {{rate: {}, burst: {}}}, routes: [{{route: GET /, to: work}}]}}\n{}{}",
      arrivals, rate(tokensPerSecond), burst, function("work", "{wait: 1 ms}"), custom("cold-start: 0 s"));
}
Experiment tokenBucket(const Parameters& c) {
  return forRequests(gateway(poisson(c.number("lam")), c.number("r"), c.number("b")),
                     c.number("b") > 100 ? 2'000'000 : 300'000, c.number("lam"), 100);
}
// Users who all send after the same time send at one instant.
std::string together(double users) { return fmt::format("{{closed: {{users: {}, think: 1 h}}}}", users); }
Experiment bucketBurst(const Parameters& c) {
  return {gateway(together(c.number("n_simultaneous")), c.number("r"), c.number("b")), "90 min", "0 s", 2};
}
Experiment bucketOverload(const Parameters& c) {
  return {gateway(fmt::format("{{constant: {{rate: {}}}}}", rate(c.number("lam"))), c.number("r"), c.number("b")),
          time(c.number("t")), "0 s", 2};
}

Experiment oneInstance(const Parameters& c) {
  const double warm = c.number("warm"), cold = c.number("cold"), lam = c.number("lam");
  const auto settings =
      fmt::format("cold-start: {}, keep-alive: {}, concurrency-limit: 1", time(cold - warm), time(c.number("T")));
  const double rejected = lam * warm / (1 + lam * warm);
  return forRequests(direct(poisson(lam), time(warm), settings), std::clamp(300 / rejected, 20'000.0, 300'000.0), lam,
                     10 * c.number("T"));
}

Experiment renewal(const Parameters& c) {
  const double mean = c.number("mean");
  const auto think = c.says("law", "gamma") ? gamma(mean, c.number("cv")) : time(mean);
  return forRequests(direct(fmt::format("{{closed: {{users: 1, think: {}}}}}", think), "0 s",
                            fmt::format("cold-start: 0 s, keep-alive: {}", time(c.number("T")))),
                     20'000, 1 / mean, 2 * mean);
}

Experiment pool(const Parameters& c) {
  const double lam = c.number("lam"), keep = c.number("T");
  const auto limit = c.has("N") ? fmt::format(", concurrency-limit: {}", c.number("N")) : "";
  const double requests = lam >= 100 ? 2'000'000 : keep > 100 ? 500'000 : 100'000;
  return forRequests(
      direct(poisson(lam), exponential(c.number("ES")), fmt::format("cold-start: 0 s, keep-alive: {}{}", time(keep), limit)),
      requests, lam, 3 * keep + 60);
}

Experiment drawnKeepAlive(const Parameters& c) {
  const double warm = c.number("warm"), cold = c.number("cold"), lam = c.number("lam");
  return forRequests(
      direct(poisson(lam), exponential(warm),
             fmt::format("cold-start: {}, keep-alive: {}, concurrency-limit: {}", coldStartForExponentials(warm, cold),
                         exponential(c.number("keepalive_mean")), c.number("N"))),
      100'000, lam, 20 * c.number("keepalive_mean"));
}

Experiment lifetime(const Parameters& c) {
  return forRequests(direct(poisson(c.number("lam")), time(c.number("warm")),
                            fmt::format("cold-start: {}, keep-alive: {}, concurrency-limit: 1",
                                        time(c.number("cold") - c.number("warm")), time(c.number("T")))),
                     300'000, c.number("lam"), 100'000);
}

Experiment constantArrivals(const Parameters& c) {
  const double warm = c.number("warm");
  return {direct(fmt::format("{{constant: {{rate: {}}}}}", rate(c.number("lam_const"))), time(warm),
                 fmt::format("cold-start: {}, keep-alive: {}", time(c.number("cold") - warm), time(c.number("T")))),
          "1 h", "0 s", 2};
}

Experiment burst(const Parameters& c) {
  return {direct(together(c.number("n")), "1 s",
                 fmt::format("cold-start: 1 s, instance-concurrency: {}", c.number("concurrency_per_instance"))),
          "90 min", "0 s", 2};
}

// Requests that follow one another to the few warm instances of a platform that rounds up so.
Experiment billedDuration(const Parameters& c) {
  const bool millisecond = c.number("quantum") < 0.01;
  auto experiment =
      forRequests(fmt::format("components:\n{}  work: {{kind: function, runtime: nodejs22, memory: 1 GiB, timeout: 1 min, "
                              "instance-concurrency: 1, steps: [{{wait: {}}}]}}\n",
                              client("users", "work", poisson(20)), exponential(c.number("mean"))),
                  100'000, 20, 3600);
  experiment.provider = millisecond ? "aws" : "gcp";
  return experiment;
}

Experiment retries(const Parameters& c) {
  return forRequests("components:\n" + client("users", "line", poisson(20)) +
                         fmt::format("  line: {{kind: queue, visibility: 10 s, max-receives: {}, dead-letter: dead, "
                                     "consumers: [{{to: work, batch: 1}}]}}\n  dead: {{kind: queue}}\n",
                                     c.number("max_attempts")) +
                         fmt::format("  work: {{kind: function, runtime: any, memory: 1 GiB, timeout: 5 s, errors: {}%, "
                                     "steps: [{{wait: 10 ms}}]}}\n",
                                     100 * c.number("p_fail")) +
                         custom("cold-start: 0 s"),
                     1'000'000, 20, 600);
}

Experiment batching(const Parameters& c) {
  return forRequests(
      "components:\n" + client("users", "line", poisson(c.number("lam"))) +
          fmt::format("  line: {{kind: queue, visibility: 1 h, consumers: [{{to: work, batch: {}, window: {}}}]}}\n",
                      c.number("B"), time(c.number("window"))) +
          function("work", "{wait: 1 ms}") + custom("cold-start: 0 s"),
      100'000, c.number("lam"), 600);
}

Experiment forkJoin(const Parameters& c) {
  const double mean = c.number("mean");
  const auto wait = c.says("law", "lognormal") ? lognormal(mean, c.number("cv")) : exponential(mean);
  return forRequests("components:\n" + client("users", "work", poisson(10)) +
                         function("work", fmt::format("{{map: {}, steps: [{{wait: {}}}]}}", c.number("n"), wait)) +
                         custom("cold-start: 0 s"),
                     20'000, 10, 60);
}

// One instance whose keep-alive T makes the share e^{-λT} of the accepted requests cold; here λ = 0.5/s.
Experiment mixture(const Parameters& c) {
  constexpr double kRate = 0.5;
  return forRequests(direct(poisson(kRate), exponential(c.number("mw")),
                            fmt::format("cold-start: {}, keep-alive: {}, concurrency-limit: 1", time(c.number("init")),
                                        time(-std::log(c.number("p_cold")) / kRate))),
                     300'000, kRate, 60);
}

// SimFaaS takes the newest idle instance and begins with none; its averages include the beginning, so these do.
Experiment simfaas(const Parameters& c) {
  const double warm = c.number("warm"), cold = c.number("cold"), duration = c.number("t_max");
  const auto& kind = c.parameters.at("kind");
  std::string wait = exponential(warm), start = coldStartForExponentials(warm, cold);
  if (kind == "const" || kind.starts_with("gauss")) {
    wait = kind == "const" ? time(warm) : gamma(warm, std::strtod(kind.substr(6).c_str(), nullptr) / warm);
    start = time(cold - warm);
  } else if (kind == "par") {
    start = exponential(cold);
  }
  Experiment experiment{
      direct(poisson(c.number("lam")), wait,
             fmt::format("cold-start: {}, keep-alive: {}, concurrency-limit: {}, instance-concurrency: {}, reuse: newest",
                         start, time(std::min(c.number("T"), duration)), c.number("N"), c.number("c"))),
      time(duration)};
  experiment.replications = 8;
  return experiment;
}

const std::map<std::string, std::function<Experiment(const Parameters&)>> kDesigns{
    {"erlang-b", erlangB},
    {"reserved", reserved},
    {"erlang-c", erlangC},
    {"unlimited", unlimited},
    {"empty", emptyInstance},
    {"transient", transient},
    {"sinusoid", sinusoid},
    {"bursts-of-calls", burstsOfCalls},
    {"one-server", oneServer},
    {"finite-line", finiteLine},
    {"bounded-wait", boundedWait},
    {"sojourn", sojourn},
    {"token-bucket", tokenBucket},
    {"bucket-burst", bucketBurst},
    {"bucket-overload", bucketOverload},
    {"one-instance", oneInstance},
    {"renewal", renewal},
    {"pool", pool},
    {"drawn-keep-alive", drawnKeepAlive},
    {"lifetime", lifetime},
    {"constant-arrivals", constantArrivals},
    {"burst", burst},
    {"billed-duration", billedDuration},
    {"retries", retries},
    {"batching", batching},
    {"fork-join", forkJoin},
    {"mixture", mixture},
    {"simfaas", simfaas},
};

}  // namespace

Experiment designOf(const ReferenceCase& c) {
  const auto found = kDesigns.find(c.family);
  if (found == kDesigns.end()) qFatal("%s: no design for the family %s", c.name.c_str(), c.family.c_str());
  return found->second(c);
}

}  // namespace virga::truth
