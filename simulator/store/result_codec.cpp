#include "simulator/store/result_codec.h"

#include <cstdint>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "simulator/store/archive.h"
#include "simulator/store/result_fields.h"

namespace virga::simulator {

namespace {

constexpr std::uint64_t kResultEncoding = 1;
constexpr std::string_view kMark = "VRES";

template <typename Enum>
constexpr Enum lastOf = Enum{};
template <>
constexpr Intervals lastOf<Intervals> = Intervals::batchMeans;
template <>
constexpr Cause lastOf<Cause> = Cause::throttle;
template <>
constexpr SpanOutcome lastOf<SpanOutcome> = SpanOutcome::unfinished;
template <>
constexpr SpanKind lastOf<SpanKind> = SpanKind::consumer;

class Encoder {
 public:
  void operator()(const auto&... values) { (put(values), ...); }
  const std::string& bytes() const { return out_.bytes(); }

 private:
  void put(const std::string& value) { out_.text(value); }
  void put(double value) { out_.real(value); }
  void put(const model::Decimal& value) { out_.text(value.str(0, std::ios_base::scientific)); }  // 0: all digits
  void put(const std::vector<double>& values) { out_.reals(values); }
  template <typename T>
  void put(const std::vector<T>& values) {
    out_.whole(values.size());
    for (const auto& value : values) put(value);
  }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename First, typename Second>
  void put(const std::pair<First, Second>& value) {
    (*this)(value.first, value.second);
  }
  template <typename... Types>
  void put(const std::variant<Types...>& value) {
    out_.whole(value.index());
    std::visit([this](const auto& held) { this->put(held); }, value);
  }
  template <typename T>
  void put(const T& value) {
    if constexpr (std::is_enum_v<T>)
      out_.whole(static_cast<std::uint64_t>(value));
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
      out_.signedWhole(value);
    else if constexpr (std::is_integral_v<T>)
      out_.whole(value);
    else
      visitFields(value, *this);
  }

  ArchiveWriter out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : in_(bytes) {}

  void operator()(auto&... values) { (get(values), ...); }
  bool isAtEnd() const { return in_.isAtEnd(); }

 private:
  void get(std::string& value) { value = in_.text(); }
  void get(double& value) { value = in_.real(); }
  void get(model::Decimal& value) { value = model::Decimal(in_.text()); }
  void get(std::vector<double>& values) { values = in_.reals(); }
  template <typename T>
  void get(std::vector<T>& values) {
    values.resize(in_.count());
    for (auto& value : values) get(value);
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool has = false;
    get(has);
    if (has) get(value.emplace());
  }
  template <typename First, typename Second>
  void get(std::pair<First, Second>& value) {
    (*this)(value.first, value.second);
  }
  template <typename... Types>
  void get(std::variant<Types...>& value) {
    const auto index = in_.whole();
    std::uint64_t at = 0;
    const auto tryType = [&]<typename T>(T held) {
      if (at++ != index) return;
      get(held);
      value = std::move(held);
    };
    (tryType(Types{}), ...);
    if (index >= sizeof...(Types)) throw DamagedArchive("a value in it is of no known type");
  }
  template <typename T>
  void get(T& value) {
    if constexpr (std::is_enum_v<T>) {
      const auto number = in_.whole();
      if (number > static_cast<std::uint64_t>(lastOf<T>)) throw DamagedArchive("a value in it is unknown");
      value = static_cast<T>(number);
    } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
      value = static_cast<T>(in_.signedWhole());
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(in_.whole());
    } else {
      visitFields(value, *this);
    }
  }

  ArchiveReader in_;
};

// FNV-1a, 64 bits.
std::uint64_t sumOf(std::string_view bytes) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const char byte : bytes) sum = (sum ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  return sum;
}

}  // namespace

std::string encodeResult(const Result& result) {
  Encoder encoder;
  encoder(result);
  ArchiveWriter head;
  head.whole(kResultEncoding);
  head.whole(sumOf(encoder.bytes()));
  return std::string(kMark) + head.bytes() + encoder.bytes();
}

tl::expected<Result, std::string> decodeResult(std::string_view bytes) {
  try {
    if (!bytes.starts_with(kMark)) throw DamagedArchive("it doesn't begin as a result does");
    bytes.remove_prefix(kMark.size());
    ArchiveReader head(bytes);
    if (const auto version = head.whole(); version != kResultEncoding)
      return tl::unexpected(
          fmt::format("the result is kept in version {}, and this Virga reads version {}; a newer one "
                      "can show it",
                      version, kResultEncoding));
    const auto sum = head.whole();
    ArchiveWriter again;
    again.whole(kResultEncoding);
    again.whole(sum);
    const auto payload = bytes.substr(again.bytes().size());
    if (sumOf(payload) != sum) throw DamagedArchive("its sum is wrong");
    Decoder decoder(payload);
    Result result;
    decoder(result);
    if (!decoder.isAtEnd()) throw DamagedArchive("it is too long");
    return result;
  } catch (const std::exception& error) {
    return tl::unexpected(fmt::format("the result is damaged: {}", error.what()));
  }
}

}  // namespace virga::simulator
