#include <string>
#include <vector>

#include <QtTest>

#include "model/project/project_file.h"

using namespace virga::model;

namespace {

// A wrong file; '@' marks the place that the problem must name.
struct Wrong {
  const char* name;
  std::string text;
  const char* path;
  const char* message;  // a part of message and hint
};

// A project with these lines below `components`.
std::string with(const std::string& components) { return "virga: 1\ncomponents:\n" + components; }
// A function `f` with these lines in it.
std::string function(const std::string& lines) { return with("  f:\n    kind: function\n    runtime: nodejs22\n" + lines); }
// A function with these steps; beside it are a queue q, table t, external x, topic n, WebSocket API w and database d.
std::string steps(const std::string& lines) {
  return with("  q: {kind: queue}\n  t: {kind: nosql-db}\n  x: {kind: external}\n  n: {kind: topic}\n") +
         "  w: {kind: websocket-api}\n  d: {kind: sql-db}\n" +
         "  f:\n    kind: function\n    runtime: nodejs22\n    steps:\n" + lines;
}
std::string latency(const std::string& value) { return with("  x:\n    kind: external\n    latency: " + value + "\n"); }
std::string arrivals(const std::string& value) {
  return with("  f: {kind: function, runtime: go}\n  c:\n    kind: client\n    sends:\n      - to: f\n        arrivals: ") +
         value + "\n";
}
std::string scenario(const std::string& value) {
  return with("  f: {kind: function, runtime: go}\nscenarios:\n  s: ") + value + "\n";
}

const std::vector<Wrong>& wrongs() {
  static const std::vector<Wrong> all{
      // The text
      {"empty", "@", "", "the file is empty; begin with 'virga: 1'"},
      {"only a comment", "@# nothing here\n", "", "the file is empty"},
      {"a list", "@- virga\n", "", "a project file is a map"},
      {"a word", "@virga\n", "", "a project file is a map"},
      {"NUL byte", "virga: 1\nname: a@" + std::string(1, '\0') + "b\n", "", "control character 0x00"},
      {"invalid UTF-8", "virga: 1\nname: a@\xff\n", "", "byte 0xff isn't valid UTF-8"},
      {"overlong UTF-8", "virga: 1\nname: @\xc0\xaf\n", "", "byte 0xc0 isn't valid UTF-8"},
      {"second document", "virga: 1\n@---\nvirga: 1\n", "", "a second document begins here"},
      {"open quote", "virga: 1\n@name: \"a\n", "", "quoted text isn't closed"},
      {"open brace", "virga: 1\n@target: {provider: aws\n", "", "'{' isn't closed"},
      {"stray colon", "virga: 1\nname: a@: b\n", "", "needs quotes"},
      {"tab", "virga: 1\n@\tname: a\n", "", "indent with spaces"},
      {"tab below a map", "virga: 1\ncomponents:\n\ta@: {kind: queue}\n", "", "indent with spaces"},
      {"wrong indentation", with("  f:\n    kind: queue\n   @retention: 1 d\n"), "", "check the indentation"},
      {"anchor", "virga: 1\nname: @&a b\n", "", "anchors (&name) aren't used"},
      {"merge key", with("  f:\n    @<<: {kind: queue}\n"), "", "merge keys"},
      {"tag", "virga: 1\nname: @!!str b\n", "", "the tag"},
      {"list as key", "virga: 1\n? @[a]\n: b\n", "", "a key must be a plain word"},
      // The top
      {"no version", "@name: a\n", "", "the key 'virga' is missing"},
      {"newer version", "virga: @2\nfuture: true\n", "virga", "needs a newer Virga: this program reads version 1"},
      {"version zero", "virga: @0\n", "virga", "write 'virga: 1'"},
      {"version word", "virga: @one\n", "virga", "write 'virga: 1'"},
      {"unknown top key", "virga: 1\n@componets: {}\n", "componets", "did you mean 'components'?"},
      {"duplicate key", "virga: 1\nname: a\n@name: b\n", "name", "'name' is there twice; the first is in line 2"},
      {"target without value", "virga: 1\n@target:\n", "target", "'target' has no value"},
      {"target a word", "virga: 1\ntarget: @aws\n", "target", "expected a map with provider, region, found a single value"},
      {"components a list", "virga: 1\ncomponents:\n  @- a\n", "", "expected a map of components, found a list"},
      // Components
      {"bad component name", with("  @Checkout: {kind: queue}\n"), "Checkout", "can't be a component's name"},
      {"duplicate component", with("  a: {kind: queue}\n  @a: {kind: cache}\n"), "a", "'a' is there twice"},
      {"no kind", with("  a: @{retention: 1 d}\n"), "a", "the key 'kind' is missing; known: client"},
      {"component a word", with("  a: @queue\n"), "a", "expected a component: a map with 'kind'"},
      {"misspelt kind", with("  a: {kind: @fonction}\n"), "a.kind", "did you mean 'function'?"},
      {"kind of many words", with("  a: {kind: @eventbus}\n"), "a.kind", "did you mean 'event-bus'?"},
      {"kind of nothing", with("  a: {kind: @blockchain}\n"), "a.kind", "known: client, http-api, websocket-api, function"},
      {"unknown key", function("    @memroy: 1 GiB\n"), "f.memroy", "did you mean 'memory'?"},
      {"camelCase key", with("  q: {kind: queue, @maxReceives: 3}\n"), "q.maxReceives", "did you mean 'max-receives'?"},
      {"no runtime", with("  f:\n    @kind: function\n"), "f", "the key 'runtime' is missing"},
      {"key without value", function("    @memory:\n"), "f.memory", "'memory' has no value"},
      // Values
      {"no unit", function("    memory: @512\n"), "f.memory", "no unit"},
      {"wrong unit", function("    timeout: @10 sec\n"), "f.timeout", "write 's'"},
      {"negative", function("    timeout: @-3 s\n"), "f.timeout", "-"},
      {"out of range", function("    memory: @10 kB\n"), "f.memory", "'10 kB' is out of range; it must be at least 1 MiB"},
      {"share without sign", function("    errors: @0.5\n"), "f.errors", "0.5%"},
      {"share above all", function("    errors: @101%\n"), "f.errors", "more than 100%"},
      {"unknown word", function("    architecture: @arm\n"), "f.architecture", "'arm' isn't one of x86_64, arm64"},
      {"list for a size", function("    memory: @[1 GiB]\n"), "f.memory", "expected a size such as 512 MiB, found a list"},
      {"quoted count", function("    reserved-concurrency: @\"5\"\n"), "f.reserved-concurrency", "leave the quotes out"},
      {"broken count", function("    reserved-concurrency: @1.5\n"), "f.reserved-concurrency", "isn't a whole number"},
      {"huge count", function("    reserved-concurrency: @99999999999\n"), "f.reserved-concurrency", "out of range"},
      {"burst zero", with("  a: {kind: http-api, throttle: {rate: 1/s, burst: @0}}\n"), "a.throttle.burst", "at least 1"},
      {"rate without time", arrivals("{poisson: {rate: @20}}"), "c.sends.0.arrivals.poisson.rate", "'20/s'"},
      // References
      {"dangling route",
       with("  f: {kind: function, runtime: go}\n  a:\n    kind: http-api\n    routes:\n"
            "      - {route: GET /, to: @g}\n"),
       "a.routes.0.to", "there is no component 'g'"},
      {"misspelt component", with("  q: {kind: queue, dead-letter: @daed}\n  dead: {kind: queue}\n"), "q.dead-letter",
       "did you mean 'dead'?"},
      {"dead letters to a function", with("  q: {kind: queue, dead-letter: @f}\n  f: {kind: function, runtime: go}\n"),
       "q.dead-letter", "'f' is of kind function, but this must be a queue"},
      {"auth by a queue", with("  q: {kind: queue}\n  a: {kind: http-api, auth: {with: @q}}\n"), "a.auth.with",
       "must be an auth"},
      {"consumer is a queue", with("  q: {kind: queue, consumers: [{to: @q}]}\n"), "q.consumers.0.to", "must be a function"},
      {"call to a queue", steps("      - call: @q\n"), "f.steps.0.call", "use 'send: q' to put a message into a queue"},
      {"send to a table", steps("      - send: @t\n"), "f.steps.0.send", "use 'call: t'"},
      {"layout of nothing", with("  f: {kind: queue}\n") + "layout:\n  @g: [0, 0]\n", "layout.g", "no component 'g'"},
      {"flow without route", with("  a: {kind: http-api}\n  c: {kind: client, sends: [@{to: a}]}\n"), "c.sends.0",
       "the key 'route' is missing: 'a' is an HTTP API"},
      {"route to a queue", with("  q: {kind: queue}\n  c: {kind: client, sends: [{to: q, route: @GET /}]}\n"), "c.sends.0",
       "the flow has no route"},
      {"route without method",
       with("  f: {kind: function, runtime: go}\n  a: {kind: http-api, routes: [{route: @/x, to: f}]}\n"),
       "a.routes.0.route", "a method and a path"},
      {"unknown method",
       with("  f: {kind: function, runtime: go}\n  a: {kind: http-api, routes: [{route: @GETT /x, to: f}]}\n"),
       "a.routes.0.route", "'GETT' isn't a method"},
      // Steps
      {"unknown step", steps("      - @cal: x\n"), "f.steps.0", "unknown step 'cal'; did you mean 'call'?"},
      {"misspelt wait-for", steps("      - @waitfor: 1\n"), "f.steps.0", "did you mean 'wait-for'?"},
      {"two steps in one", steps("      - @call: x\n        send: q\n"), "f.steps.0", "can't be both call and send"},
      {"step a word", steps("      - @call\n"), "f.steps.0", "expected a step"},
      {"key of no auth", with("  u:\n    kind: auth\n    @runtime: go\n"), "u.runtime", "unknown key of an auth: 'runtime'"},
      {"key of another step", steps("      - send: q\n        @retry: {attempts: 2}\n"), "f.steps.0.retry", "unknown key"},
      {"nested in parallel", steps("      - parallel:\n          - - call: x\n            - call: @y\n"),
       "f.steps.0.parallel.0.1.call", "no component 'y'"},
      {"shares above all", steps("      - branch: @[{share: 70%}, {share: 40%}]\n"), "f.steps.0", "sum to 110 %"},
      {"no retries", steps("      - call: x\n        retry: {attempts: @0}\n"), "f.steps.0.retry.attempts", "at least 1"},
      // Messages and events
      {"subscription to nobody", with("  n: {kind: topic, subscriptions: [@{filter: 50%}]}\n"), "n.subscriptions.0",
       "the key 'to' is missing"},
      {"stream subscribes", with("  s: {kind: stream}\n  n: {kind: topic, subscriptions: [{to: @s}]}\n"),
       "n.subscriptions.0.to",
       "'s' is of kind stream, but this must be one of function, queue, external, container-service"},
      {"filter above all", with("  q: {kind: queue}\n  n: {kind: topic, subscriptions: [{to: q, filter: @120%}]}\n"),
       "n.subscriptions.0.filter", "more than 100%"},
      {"no shards", with("  s: {kind: stream, shards: @0}\n"), "s.shards", "at least 1"},
      {"misspelt stream key", with("  s: {kind: stream, @retentoin: 1 d}\n"), "s.retentoin", "did you mean 'retention'?"},
      {"queue consumes", with("  q: {kind: queue}\n  s: {kind: stream, consumers: [{to: @q}]}\n"), "s.consumers.0.to",
       "must be a function"},
      {"records of no age", function("  s: {kind: stream, consumers: [{to: f, max-age: @0 s}]}\n"), "s.consumers.0.max-age",
       "more than 0 s"},
      {"word on error", function("  s: {kind: stream, consumers: [{to: f, on-error: @halve}]}\n"), "s.consumers.0.on-error",
       "'halve' isn't one of retry, bisect"},
      {"failures to a function", function("  s: {kind: stream, consumers: [{to: f, on-failure: @f}]}\n"),
       "s.consumers.0.on-failure", "must be a queue"},
      {"rule to a table", with("  t: {kind: nosql-db}\n  b: {kind: event-bus, rules: [{to: @t}]}\n"), "b.rules.0.to",
       "must be one of function, queue, topic, stream, workflow, external"},
      {"match without sign", with("  q: {kind: queue}\n  b: {kind: event-bus, rules: [{to: q, match: @0.5}]}\n"),
       "b.rules.0.match", "0.5%"},
      {"schedule without time", with("  s: @{kind: schedule}\n"), "s", "needs 'every' or 'cron'; write every: 5 min"},
      {"schedule of two times", with("  s: @{kind: schedule, every: 5 min, cron: 0 8 * * *}\n"), "s",
       "has either 'every' or 'cron', not both"},
      {"cron of four fields", with("  s: {kind: schedule, cron: @0 8 * *}\n"), "s.cron", "it has 4 fields, not 5"},
      {"cron minute", with("  s: {kind: schedule, cron: @60 8 * * *}\n"), "s.cron", "'60' isn't a minute (0 to 59)"},
      {"cron that never comes", with("  s: {kind: schedule, cron: @0 0 31 2 *}\n"), "s.cron", "has such a day"},
      {"time zone", with("  s: {kind: schedule, cron: 0 8 * * *, time-zone: @Europe/Berln}\n"), "s.time-zone",
       "'Europe/Berln' isn't a time zone; name one of the tz database"},
      {"schedule starts a client", with("  c: {kind: client}\n  s: {kind: schedule, every: 1 h, targets: [{to: @c}]}\n"),
       "s.targets.0.to", "'c' is of kind client"},
      {"notification on reads", with("  q: {kind: queue}\n  o: {kind: object-store, notifications: [{to: q, on: @read}]}\n"),
       "o.notifications.0.on", "'read' isn't one of write, remove"},
      {"notification to a stream", with("  s: {kind: stream}\n  o: {kind: object-store, notifications: [{to: @s}]}\n"),
       "o.notifications.0.to", "must be one of function, queue, topic, event-bus"},
      {"changes to a queue", with("  q: {kind: queue}\n  t: {kind: nosql-db, changes: [{to: @q}]}\n"), "t.changes.0.to",
       "must be a function"},
      // Gateways, stores and what else runs
      {"connection is missing", with("  w: {kind: websocket-api}\n  c: {kind: client, sends: [@{to: w}]}\n"), "c.sends.0",
       "the key 'connection' is missing: 'w' is a WebSocket API"},
      {"connection to a queue",
       with("  q: {kind: queue}\n  c: {kind: client, sends: [{to: q, connection: @{lasts: 1 min}}]}\n"), "c.sends.0",
       "'q' isn't a WebSocket API, so the flow has no connection"},
      {"socket route of two words", function("  w: {kind: websocket-api, routes: [{route: @say it, to: f}]}\n"),
       "w.routes.0.route", "must be one word"},
      {"socket route to a partner",
       with("  x: {kind: external}\n  w: {kind: websocket-api, routes: [{route: $default, to: @x}]}\n"), "w.routes.0.to",
       "must be a function"},
      {"split without share", function("  a: {kind: http-api, routes: [{route: GET /, to: f, split: @{to: f}}]}\n"),
       "a.routes.0.split", "the key 'share' is missing"},
      {"split to a queue",
       function("  q: {kind: queue}\n  a: {kind: http-api, routes: [{route: GET /, to: f, split: {to: @q, share: 5%}}]}\n"),
       "a.routes.0.split.to", "must be one of function, external, container-service"},
      {"no connections", with("  d: {kind: sql-db, connection-limit: @0}\n"), "d.connection-limit", "at least 1"},
      {"connections per call", with("  d: {kind: sql-db, connections: @per-call}\n"), "d.connections",
       "isn't one of per-instance, per-invocation"},
      {"empty pool", with("  d: {kind: sql-db, pool: {size: @0}}\n"), "d.pool.size", "at least 1"},
      {"cache of no time", with("  k: {kind: secret-store, cache: @0 s}\n"), "k.cache", "more than 0 s"},
      {"workflow type", with("  w: {kind: workflow, type: @fast}\n"), "w.type", "isn't one of standard, express"},
      {"steps of a workflow", with("  w: {kind: workflow, @steps: []}\n"), "w.steps", "unknown key of a workflow: 'steps'"},
      {"state of a workflow", with("  w: {kind: workflow, states: [{call: @y}]}\n"), "w.states.0.call", "no component 'y'"},
      {"no servers", with("  s: {kind: container-service, servers: @0}\n"), "s.servers", "at least 1"},
      {"target of nothing", with("  s: {kind: container-service, autoscaling: {target: @0%}}\n"), "s.autoscaling.target",
       "more than 0%"},
      // Further steps
      {"branches are missing", steps("      - @wait-for: 1\n"), "f.steps.0", "the key 'of' is missing"},
      {"wait for too many", steps("      - wait-for: @3\n        of: [{call: x}, {send: q}]\n"), "f.steps.0",
       "can't wait for 3 of 2 branches"},
      {"wait for none", steps("      - wait-for: @0\n        of: [{call: x}]\n"), "f.steps.0.wait-for", "at least 1"},
      {"nested in wait-for", steps("      - wait-for: 1\n        of: [[{wait: 1 s}, {call: @y}]]\n"),
       "f.steps.0.of.0.1.call", "no component 'y'"},
      {"rounds below none", steps("      - loop: @-1\n"), "f.steps.0.loop", "at least 0"},
      {"rounds in words", steps("      - loop: @thrice\n"), "f.steps.0.loop", "isn't a whole number"},
      {"broken limit", steps("      - map: 3\n        limit: @1.5\n"), "f.steps.0.limit", "isn't a whole number"},
      {"wait without unit", steps("      - wait: @5\n"), "f.steps.0.wait", "no unit"},
      {"catch of one step", steps("      - call: x\n        catch: @{wait: 1 s}\n"), "f.steps.0.catch", "expected a list"},
      {"unknown step in a catch", steps("      - call: x\n        catch: [{@sned: q}]\n"), "f.steps.0.catch.0",
       "did you mean 'send'?"},
      {"growth", steps("      - call: x\n        retry: {growth: @linear}\n"), "f.steps.0.retry.growth",
       "isn't one of exponential, constant"},
      {"jitter", steps("      - call: x\n        retry: {jitter: @half}\n"), "f.steps.0.retry.jitter",
       "isn't one of none, equal, full"},
      {"no probes", steps("      - call: x\n        breaker: {probes: @0}\n"), "f.steps.0.breaker.probes", "at least 1"},
      {"shift of a branch", steps("      - branch: [{share: 5%, shift: {to: @1.5}}]\n"), "f.steps.0.branch.0.shift.to", "%"},
      {"call to a topic", steps("      - call: @n\n"), "f.steps.0.call", "use 'send: n' to publish a message"},
      {"call to a WebSocket API", steps("      - call: @w\n"), "f.steps.0.call", "use 'send: w' to push to a connection"},
      {"send to a database", steps("      - send: @d\n"), "f.steps.0.send", "use 'call: d'"},
      // Distributions and arrivals
      {"unknown law", latency("{@log-normal: {mean: 3 ms}}"), "x.latency.log-normal", "did you mean 'lognormal'?"},
      {"two laws", latency("@{gamma: {mean: 3 ms, cv: 1}, uniform: {min: 1 ms, max: 2 ms}}"), "x.latency",
       "here are 'gamma', 'uniform'"},
      {"half a lognormal", latency("{lognormal: @{median: 3 ms}}"), "x.latency.lognormal",
       "it takes mean and p95, or median and p99, or median and sigma"},
      {"lognormal without p95", latency("{lognormal: @{mean: 3 ms}}"), "x.latency.lognormal", "'p95' is missing"},
      {"p95 below mean", latency("{lognormal: @{mean: 30 ms, p95: 3 ms}}"), "x.latency.lognormal", "above the mean"},
      {"cv zero", latency("{gamma: {mean: 3 ms, cv: @0}}"), "x.latency.gamma.cv", "more than 0"},
      {"uniform upside down", latency("{uniform: @{min: 3 ms, max: 1 ms}}"), "x.latency.uniform", "min"},
      {"falling quantiles", latency("{empirical: {quantiles: {p50: 9 ms, @p99: 3 ms}}}"),
       "x.latency.empirical.quantiles.p99", "must rise"},
      {"not a quantile", latency("{empirical: {quantiles: {@median: 9 ms}}}"), "x.latency.empirical.quantiles.median",
       "write it as p50"},
      {"empirical of nothing", latency("{empirical: @{}}"), "x.latency.empirical", "either 'quantiles' or a 'file'"},
      {"plain rate", arrivals("@20/s"), "c.sends.0.arrivals", "write {poisson: {rate: 20/s}}"},
      {"unknown arrivals", arrivals("{@posson: {rate: 20/s}}"), "c.sends.0.arrivals.posson", "did you mean 'poisson'?"},
      {"falling profile", arrivals("{profile: {points: [{at: 2 h, rate: 1/s}, @{at: 1 h, rate: 2/s}]}}"),
       "c.sends.0.arrivals.profile.points.1", "must rise in time"},
      {"no users", arrivals("{closed: {users: @0, think: 1 s}}"), "c.sends.0.arrivals.closed.users", "at least 1"},
      {"placement", arrivals("{counts: {file: a.csv, placement: @evn}}"), "c.sends.0.arrivals.counts.placement",
       "did you mean 'even'?"},
      {"burst without pause", arrivals("{bursty: @{rate: 1/s, on: 1 s}}"), "c.sends.0.arrivals.bursty",
       "the key 'off' is missing"},
      {"every moment", arrivals("{every: {interval: @0 s}}"), "c.sends.0.arrivals.every.interval", "more than 0 s"},
      {"cron arrivals of nothing", arrivals("{cron: @{time-zone: UTC}}"), "c.sends.0.arrivals.cron",
       "the key 'expression' is missing"},
      {"cron arrivals", arrivals("{cron: {expression: @0 25 * * *}}"), "c.sends.0.arrivals.cron.expression",
       "'25' isn't an hour"},
      {"cron arrivals nowhere", arrivals("{cron: {expression: 0 8 * * *, time-zone: @Mars}}"),
       "c.sends.0.arrivals.cron.time-zone", "'Mars' isn't a time zone"},
      // Scenarios, providers, layout
      {"run of two centuries", scenario("{duration: @73000 d}"), "scenarios.s.duration", "it must be at most 36500 d"},
      {"start", scenario("{start: @yesterday}"), "scenarios.s.start", "'yesterday' isn't a date and time"},
      {"start on a missing day", scenario("{start: @2026-02-30 00:00}"), "scenarios.s.start", "isn't a date and time"},
      {"outage", scenario("{faults: [{component: f, from: 1 s, to: 2 s, outage: @partial}]}"), "scenarios.s.faults.0.outage",
       "isn't one of none, refused, silent"},
      {"throttles", scenario("{faults: [{component: f, from: 1 s, to: 2 s, throttles: @2}]}"),
       "scenarios.s.faults.0.throttles", "2%"},
      {"warm-up too long", scenario("{duration: 1 h, warmup: @2 h}"), "scenarios.s", "must be shorter than the duration"},
      {"warm-up of a word", scenario("{warmup: @automatic}"), "scenarios.s.warmup", "or auto"},
      {"negative warm-up", scenario("{warmup: @-5 min}"), "scenarios.s.warmup", "'-5 min'"},
      {"fault ends early", scenario("{faults: [{component: f, from: 2 min, to: @1 min}]}"), "scenarios.s.faults.0",
       "must end (to: 1 min) after it begins"},
      {"fault of nobody", scenario("{faults: [{component: @g, from: 2 min, to: 3 min}]}"), "scenarios.s.faults.0.component",
       "no component 'g'"},
      {"time of day", scenario("{traffic: {diurnal: {low: 20%, peak-at: @\"25:00\"}}}"),
       "scenarios.s.traffic.diurnal.peak-at", "isn't a time of day"},
      {"set of nobody", scenario("{set: {@g.memory: 1 GiB}}"), "scenarios.s.set", "there is no component 'g'; known: f"},
      {"set of an unknown key", scenario("{set: {@f.memroy: 1 GiB}}"), "scenarios.s.set", "did you mean 'memory'?"},
      {"set to a wrong value", scenario("{set: {@f.memory: lots}}"), "scenarios.s.set", "setting 'f.memory': "},
      {"set of the name", scenario("{set: {@name: x}}"), "scenarios.s.set", "a scenario can't set this"},
      {"reuse", "virga: 1\nproviders:\n  custom: {reuse: @recent}\n", "providers.custom.reuse", "isn't one of most-recent"},
      {"unknown provider key", "virga: 1\nproviders:\n  custom: {@keepalive: 1 s}\n", "providers.custom.keepalive",
       "did you mean 'keep-alive'?"},
      {"position of one number", with("  f: {kind: queue}\n") + "layout: {f: @[1]}\n", "layout.f",
       "two numbers, here are 1"},
      {"position far away", with("  f: {kind: queue}\n") + "layout: {f: [1, @2000000]}\n", "layout.f",
       "it must be at most 1000000"},
      // Groups, bends, pinned
      {"groups a list", with("  f: {kind: queue}\n") + "groups: @[f]\n", "groups", "expected a map of groups"},
      {"group a word", with("  f: {kind: queue}\n") + "groups: {Work: @f}\n", "groups.Work",
       "expected a list of components"},
      {"group of nobody", with("  f: {kind: queue}\n") + "groups: {Work: @[]}\n", "groups.Work", "a group has no members"},
      {"group without title", with("  f: {kind: queue}\n") + "groups: {@\"\": [f]}\n", "groups.", "can't be empty"},
      {"group twice", with("  f: {kind: queue}\n") + "groups:\n  Work: [f]\n  @Work: [f]\n", "groups.Work",
       "'Work' is there twice"},
      {"member of nothing", with("  orders: {kind: queue}\n") + "groups:\n  Work: [@oders]\n", "groups.Work.0",
       "did you mean 'orders'?"},
      {"member of two groups", with("  f: {kind: queue}\n") + "groups:\n  Work: [f]\n  Play: [@f]\n", "groups.Play.0",
       "'f' is already in the group 'Work'"},
      {"member twice", with("  f: {kind: queue}\n") + "groups:\n  Work: [f, @f]\n", "groups.Work.1",
       "'f' is already in the group 'Work'"},
      {"bend without arrow", with("  f: {kind: queue}\n") + "bends:\n  @f: [[1, 2]]\n", "bends.f",
       "'f' doesn't name a line between two components; write both with an arrow"},
      {"bend to nothing", with("  f: {kind: queue}\n") + "bends:\n  @f → g: [[1, 2]]\n", "bends.f → g", "no component 'g'"},
      {"bend without corners", with("  f: {kind: queue}\n") + "bends:\n  f → f: @[]\n", "bends.f → f",
       "a line has no corners"},
      {"corner of one number", with("  f: {kind: queue}\n") + "bends:\n  f → f: [[1, 2], @[3]]\n", "bends.f → f.1",
       "a position has two numbers"},
      {"corner far away", with("  f: {kind: queue}\n") + "bends:\n  f → f: [[1, @-2000000]]\n", "bends.f → f.0",
       "it must be at least -1000000"},
      {"pinned a word", with("  f: {kind: queue}\n") + "pinned: @f\n", "pinned", "expected a list of components"},
      {"pinned nothing", with("  f: {kind: queue}\n") + "pinned: [f, @g]\n", "pinned.1", "no component 'g'"},
      {"pinned twice", with("  f: {kind: queue}\n") + "pinned: [f, @f]\n", "pinned.1", "'f' is there twice"},
      {"position between pixels", with("  f: {kind: queue}\n") + "layout: {f: [1, @1.5]}\n", "layout.f", "whole number"},
  };
  return all;
}

std::string texts(const Problems& problems) {
  std::string all;
  for (const auto& problem : problems) all += toText(problem) + " [" + problem.path + "]\n";
  return all;
}

}  // namespace

class ProjectErrorsTest : public QObject {
  Q_OBJECT

 private slots:
  void saysWhatIsWrongAndWhere_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < wrongs().size(); ++i) QTest::newRow(wrongs()[i].name) << static_cast<int>(i);
  }
  void saysWhatIsWrongAndWhere() {
    QFETCH(int, index);
    const Wrong& wrong = wrongs()[static_cast<std::size_t>(index)];
    std::string text = wrong.text;
    const auto mark = text.find('@');
    QVERIFY(mark != std::string::npos);
    text.erase(mark, 1);
    const auto lineStart = text.rfind('\n', mark == 0 ? std::string::npos : mark - 1);
    const bool isFirstLine = mark == 0 || lineStart == std::string::npos;
    const auto line = isFirstLine ? 1 : 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n');
    const auto column = 1 + (isFirstLine ? mark : mark - lineStart - 1);

    const auto read = readProject(text, "p.virga.yaml");
    QVERIFY(!read);
    const std::string all = texts(read.error());
    QVERIFY2(read.error().size() == 1, all.c_str());
    const Problem& problem = read.error().front();
    QCOMPARE(QString::fromStdString(problem.file), QString("p.virga.yaml"));
    QVERIFY2(problem.line == line && problem.column == static_cast<int>(column),
             (all + "expected " + std::to_string(line) + ":" + std::to_string(column)).c_str());
    QCOMPARE(QString::fromStdString(problem.path), QString(wrong.path));
    QVERIFY2((problem.message + "; " + problem.hint).find(wrong.message) != std::string::npos, all.c_str());
    QVERIFY(!problem.id.empty());
  }

  void allProblemsComeAtOnceInFileOrder() {
    const auto read = readProject(
        "virga: 1\nnmae: x\ncomponents:\n  q: {kind: queue, visibility: 5, dead-letter: r}\n  f: {kind: function}\n"
        "  c: {kind: client, sends: [{to: q, payload: 3}, {to: f, arrivals: {poisson: {}}}]}\n",
        "p");
    QVERIFY(!read);
    QStringList where;
    for (const auto& problem : read.error()) where << QString("%1:%2").arg(problem.line).arg(problem.column);
    QCOMPARE(where.join(' '), QString("2:1 4:32 4:48 5:6 6:46 6:78"));
  }

  void tooLargeAndTooDeepAreRefused() {
    std::string large = "virga: 1\nname: x\n";
    large.resize((16U << 20) + 1, ' ');
    QCOMPARE(readProject(large, "p").error().front().id, std::string("too-large"));
    for (const std::string opening : {"[", "{a: ", "- ", "? "}) {
      std::string deep = "virga: 1\ndescription: ";
      if (opening[0] == '-' || opening[0] == '?') deep += "\n  ";
      for (int i = 0; i < 200'000; ++i) deep += opening;
      const auto read = readProject(deep, "p");
      QVERIFY(!read);
      QCOMPARE(read.error().size(), 1U);
    }
    std::string nested = "x";
    for (int i = 0; i < 150; ++i) nested = "[" + nested + "]";
    QCOMPARE(readProject("virga: 1\ndescription: " + nested + "\n", "p").error().front().id, std::string("too-deep"));
  }

  void missingFileIsAProblem() {
    const auto read = loadProject("/nonexistent/p.virga.yaml");
    QVERIFY(!read);
    QCOMPARE(read.error().size(), 1U);
    QVERIFY(!read.error().front().message.empty());
  }
};

QTEST_GUILESS_MAIN(ProjectErrorsTest)
#include "project_errors_test.moc"
