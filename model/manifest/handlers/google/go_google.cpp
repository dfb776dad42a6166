#include <fmt/format.h>

#include "model/manifest/handlers/go_text.h"
#include "model/manifest/handlers/google/google_handlers.h"
#include "model/manifest/handlers/sql_text.h"

namespace virga::model {

namespace {

// Numbered parameters, as PostgreSQL knows them.
std::string numbered(std::string sql) {
  for (const auto& [name, number] : {std::pair{std::string(":item"), "$2"}, {":id", "$1"}})
    for (auto at = sql.find(name); at != std::string::npos; at = sql.find(name)) sql.replace(at, name.size(), number);
  return sql;
}

// The tags of the modules, 2026.
class GoogleGoServices : public GoServices {
 public:
  GoogleGoServices(const Architecture& architecture, const FunctionPlan& plan) : GoServices(architecture, plan) {
    module("github.com/GoogleCloudPlatform/functions-framework-go", "v1.9.2");
  }

 protected:
  std::string secretSuffix() const override { return "SECRET"; }

  void mayRetry(CodeText& out) override {
    import("errors");
    import("net");
    import("google.golang.org/api/googleapi");
    import("google.golang.org/grpc/codes");
    import("google.golang.org/grpc/status");
    module("google.golang.org/api", "v0.276.0");
    module("google.golang.org/grpc", "v1.82.0");
    if (helpers().count("posts") != 0) {
      out.raw("var answer *statusError");
      out.raw("if errors.As(err, &answer) {");
      out.raw(" return answer.mayRetry()");
      out.raw("}");
    }
    out.raw("if errors.Is(err, context.Canceled) {");
    out.raw(" return false");
    out.raw("}");
    out.raw("var refused *googleapi.Error");
    out.raw("if errors.As(err, &refused) {");
    out.raw(" return refused.Code >= 500 || refused.Code == 408 || refused.Code == 429");
    out.raw("}");
    out.raw("var network net.Error");
    out.raw("if errors.As(err, &network) {");
    out.raw(" return true");
    out.raw("}");
    if (helpers().count("redis_cache") != 0) {
      import("io");
      out.raw("if errors.Is(err, io.EOF) {");
      out.raw(" return true");
      out.raw("}");
    }
    out.raw("switch status.Code(err) {");
    out.raw("case codes.Aborted, codes.DeadlineExceeded, codes.Internal, codes.ResourceExhausted, codes.Unavailable:");
    out.raw(" return true");
    out.raw("}");
    out.raw("return false");
  }

  void table(CodeText& out, const Use& use, const NosqlDb& table) override {
    helper("documents");
    module("cloud.google.com/go/firestore", "v1.20.0");
    const std::string items = named(use.target, "items"), key = text(table.partitionKey);
    field(items, "*documents", fmt::format("newDocuments(ctx, {})", env(use.target, "DATABASE")), true);
    switch (use.access) {
      case Access::read: return out.line("return s.{}.read(ctx, {})", items, key);
      case Access::write:
        import("time");
        out.raw("written := app.With(input, \"writtenAt\", time.Now().UTC().Format(time.RFC3339Nano))");
        return out.line("return s.{}.write(ctx, {}, written)", items, key);
      case Access::query: return out.line("return s.{}.query(ctx, {}, {})", items, pythonLiteral(table.partitionKey), key);
      default: return out.line("return s.{}.remove(ctx, {})", items, key);
    }
  }

  void objects(CodeText& out, const Use& use) override {
    helper("objects");
    module("cloud.google.com/go/storage", "v1.57.2");
    field("objects", "*objects", "newObjects(ctx)", true);
    const std::string where = env(use.target, "BUCKET") + ", " + text("id");
    switch (use.access) {
      case Access::read: return out.line("return s.objects.read(ctx, {})", where);
      case Access::write: encode(out, use, "text"); return out.line("return s.objects.write(ctx, {}, text)", where);
      case Access::query: return out.line("return s.objects.list(ctx, {})", where);
      default: return out.line("return s.objects.remove(ctx, {})", where);
    }
  }

  void database(CodeText& out, const Use& use, const SqlDb&) override {
    helper("database");
    module("cloud.google.com/go/cloudsqlconn", "v1.21.0");
    module("github.com/jackc/pgx/v5", "v5.9.1");
    const std::string name = named(use.target, "database");
    field(name, "*database",
          fmt::format("newDatabase(ctx, {}, {})", env(use.target, "DATABASE_INSTANCE"), env(use.target, "DATABASE_USER")),
          true);
    out.raw("// The domain's own tables and statements belong here; README.md has the table of these.");
    out.line("sql := {}", pythonLiteral(numbered(sqlOf(use.access))));
    if (use.access == Access::write) {
      encode(out, use, "text");
      return out.line("return s.{}.execute(ctx, sql, {}, string(text))", name, text("id"));
    }
    if (use.access == Access::remove) return out.line("return s.{}.execute(ctx, sql, {})", name, text("id"));
    const std::string rows = fmt::format("s.{}.rows(ctx, sql, {})", name, text("id"));
    if (use.access == Access::query) return out.raw("return " + rows);
    out.line("rows, err := {}", rows);
    out.raw("if err != nil || len(rows) == 0 {");
    out.raw(" return nil, err");
    out.raw("}");
    out.raw("return rows[0], nil");
  }

  void queue(CodeText& out, const Use& use) override { publish(out, use, "TOPIC", "\"\""); }
  void topic(CodeText& out, const Use& use) override { publish(out, use, "TOPIC", "\"\""); }
  void stream(CodeText& out, const Use& use) override { publish(out, use, "TOPIC", text("id")); }

  void bus(CodeText& out, const Use& use) override {
    api();
    import("crypto/rand");
    import("encoding/hex");
    out.raw("id := make([]byte, 16)");
    out.raw("if _, err := rand.Read(id); err != nil {");
    out.raw(" return err");
    out.raw("}");
    goLiteral(out, "event, err := app.WriteJSON(app.Object",
              {{"\"specversion\"", "\"1.0\""},
               {"\"id\"", "hex.EncodeToString(id)"},
               {"\"source\"", pythonLiteral("//functions/" + plan().component->id)},
               {"\"type\"", "\"virga.message\""},
               {"\"datacontenttype\"", "\"application/json\""},
               {"\"data\"", "input"}},
              ")");
    check(out, use);
    out.line("url := \"https://eventarcpublishing.googleapis.com/v1/\" + {} + \":publish\"", env(use.target, "BUS"));
    out.raw("_, err = s.api.post(ctx, url, app.Object{\"jsonMessage\": string(event)})");
    out.raw("return err");
  }

  void socket(CodeText&, const Use&) override {}  // refused before: there is no gateway for WebSockets

  void workflow(CodeText& out, const Use& use) override {
    api();
    encode(out, use, "text");
    out.line("url := \"https://workflowexecutions.googleapis.com/v1/\" + {} + \"/executions\"", env(use.target, "WORKFLOW"));
    const std::string call = "s.api.post(ctx, url, app.Object{\"argument\": string(text)})";
    if (hasAnswer(use)) return out.raw("return " + call);
    out.raw("_, err = " + call);
    out.raw("return err");
  }

  void invoke(CodeText& out, const Use& use) override {
    if (use.access == Access::start) return publish(out, use, "START_TOPIC", "\"\"");
    post(out, use, "FUNCTION_URL");
  }

  void service(CodeText& out, const Use& use) override { post(out, use, "SERVICE_URL"); }

  void secretStore() override {
    helper("secrets");
    module("cloud.google.com/go/secretmanager", "v1.16.0");
    field("secrets", "*secrets", "newSecrets(ctx)", true);
  }

  void cacheClient(const ComponentId& cache, const std::string& name) override {
    helper("redis_cache");
    module("github.com/redis/go-redis/v9", "v9.22.0");
    field(name, "*redisCache",
          fmt::format("newRedisCache({}, {}, {}, {})", env(cache, "CACHE_HOST"), env(cache, "CACHE_PORT"),
                      env(cache, "CACHE_AUTH"), env(cache, "CACHE_CA")));
  }

 private:
  static std::string named(const ComponentId& id, const std::string& word) {
    auto words = wordsOf(id);
    words.push_back(word);
    return camelCase(words);
  }

  void posts() {
    helper("posts");
    module("golang.org/x/oauth2", "v0.34.0");
  }

  void api() {
    posts();
    field("api", "*poster", "newAPI(ctx)", true);
  }

  // With a token of the function's own identity.
  void post(CodeText& out, const Use& use, const std::string& suffix) {
    posts();
    const std::string caller = named(use.target, "caller"), address = env(use.target, suffix);
    field(caller, "*poster", fmt::format("newCaller(ctx, {})", address), true);
    out.line("return s.{}.post(ctx, {}, input)", caller, address);
  }

  void publish(CodeText& out, const Use& use, const std::string& suffix, const std::string& key) {
    helper("topics");
    module("cloud.google.com/go/pubsub", "v1.50.1");
    field("topics", "*topics", "newTopics(ctx)", true);
    encode(out, use, "data");
    out.line("return s.topics.publish(ctx, {}, data, {})", env(use.target, suffix), key);
  }
};

}  // namespace

std::unique_ptr<GoServices> GoogleHandlers::go(const Architecture& architecture, const FunctionPlan& plan) const {
  return std::make_unique<GoogleGoServices>(architecture, plan);
}

}  // namespace virga::model
