#pragma once

#include "model/architecture/arrivals.h"
#include "model/architecture/distribution.h"
#include "model/architecture/fields.h"

// The fields of distributions and arrivals.
namespace virga::model {

template <>
inline constexpr auto kFields<Uniform> = std::tuple{
    field("min", &Uniform::min, "Shortest time.").required(),
    field("max", &Uniform::max, "Longest time.").required(),
};
template <>
inline constexpr auto kFields<Exponential> = std::tuple{
    field("mean", &Exponential::mean, "Mean time.").required(),
};
template <>
inline constexpr auto kFields<LognormalMeanP95> = std::tuple{
    field("mean", &LognormalMeanP95::mean, "Mean time.").required().above(0),
    field("p95", &LognormalMeanP95::p95, "Time that 95 % stay below.").required().above(0),
};
template <>
inline constexpr auto kFields<LognormalMedianP99> = std::tuple{
    field("median", &LognormalMedianP99::median, "Median time.").required().above(0),
    field("p99", &LognormalMedianP99::p99, "Time that 99 % stay below.").required().above(0),
};
template <>
inline constexpr auto kFields<LognormalMedianSigma> = std::tuple{
    field("median", &LognormalMedianSigma::median, "Median time.").required().above(0),
    field("sigma", &LognormalMedianSigma::sigma, "Standard deviation of the logarithm.").required().between(0, 10),
};
template <>
inline constexpr auto kFields<Gamma> = std::tuple{
    field("mean", &Gamma::mean, "Mean time.").required().above(0),
    field("cv", &Gamma::cv, "Coefficient of variation: standard deviation over mean.").required().above(0),
};
template <>
inline constexpr auto kFields<Weibull> = std::tuple{
    field("scale", &Weibull::scale, "Scale: the time that 63.2 % stay below.").required().above(0),
    field("shape", &Weibull::shape, "Shape; 1 is the exponential law.").required().above(0),
};
template <>
inline constexpr auto kFields<Empirical> = std::tuple{
    field("quantiles", &Empirical::quantiles, "Measured quantiles, rising: {p50: 10 ms, p99: 80 ms}."),
    field("file", &Empirical::file, "CSV with one duration in milliseconds per line, or share,milliseconds.")
        .as(TextForm::file),
};

template <>
inline constexpr auto kChoices<Distribution> = std::tuple{
    Choice<Constant>{"constant", "Always this time; a plain duration says the same."},
    Choice<Uniform>{"uniform", "Any time between two bounds alike."},
    Choice<Exponential>{"exponential", "Memoryless."},
    Choice<LognormalMeanP95>{"lognormal", "Lognormal by mean and 95th percentile."},
    Choice<LognormalMedianP99>{"lognormal", "Lognormal by median and 99th percentile."},
    Choice<LognormalMedianSigma>{"lognormal", "Lognormal by median and sigma."},
    Choice<Gamma>{"gamma", "Gamma by mean and coefficient of variation."},
    Choice<Weibull>{"weibull", "Weibull by scale and shape."},
    Choice<Empirical>{"empirical", "Measured quantiles, stated or from a file."},
};

inline constexpr double kMaxRate = 1e9;

template <>
inline constexpr auto kFields<ConstantArrivals> = std::tuple{
    field("rate", &ConstantArrivals::rate, "Requests per time, evenly spaced.").required().between(0, kMaxRate),
};
template <>
inline constexpr auto kFields<PoissonArrivals> = std::tuple{
    field("rate", &PoissonArrivals::rate, "Mean requests per time.").required().between(0, kMaxRate),
};
template <>
inline constexpr auto kFields<ProfilePoint> = std::tuple{
    field("at", &ProfilePoint::at, "Time since the start.").required(),
    field("rate", &ProfilePoint::rate, "Mean requests per time at this point.").required().between(0, kMaxRate),
};
template <>
inline constexpr auto kFields<ProfileArrivals> = std::tuple{
    field("points", &ProfileArrivals::points, "Times and rates, rising in time; linear between them.").required(),
    field("repeat", &ProfileArrivals::repeat, "The profile starts again after this time; 0 s: it doesn't."),
};
template <>
inline constexpr auto kFields<BurstyArrivals> = std::tuple{
    field("rate", &BurstyArrivals::rate, "Mean requests per time during a burst.").required().between(0, kMaxRate),
    field("base", &BurstyArrivals::base, "Mean requests per time between bursts.").between(0, kMaxRate),
    field("on", &BurstyArrivals::on, "Length of a burst.").required(),
    field("off", &BurstyArrivals::off, "Time from burst to burst.").required(),
};
template <>
inline constexpr auto kFields<EveryArrivals> = std::tuple{
    field("interval", &EveryArrivals::interval, "Time from request to request.").required().above(0),
    field("offset", &EveryArrivals::offset, "Time of the first request."),
};
template <>
inline constexpr auto kFields<CronArrivals> = std::tuple{
    field("expression", &CronArrivals::expression,
          "Minute, hour, day of the month, month, day of the week: \"0 8 * * 1-5\".")
        .required(),
    field("time-zone", &CronArrivals::timeZone, "Zone of the times: Europe/Berlin.").as(TextForm::word),
};
template <>
inline constexpr auto kFields<ClosedArrivals> = std::tuple{
    field("users", &ClosedArrivals::users, "Users, each waiting for its answer before the next request.")
        .required()
        .between(1, 10'000'000),
    field("think", &ClosedArrivals::think, "Time between an answer and the next request."),
};
template <>
inline constexpr auto kFields<TraceArrivals> = std::tuple{
    field("file", &TraceArrivals::file, "CSV with one row per request.").required().as(TextForm::file),
    field("column", &TraceArrivals::column, "Column with the times; none: the first."),
};
template <>
inline constexpr std::array<std::string_view, 3> kEnumNames<Placement>{"even", "random", "start"};
template <>
inline constexpr auto kFields<CountsArrivals> = std::tuple{
    field("file", &CountsArrivals::file, "CSV with counts per minute.").required().as(TextForm::file),
    field("function", &CountsArrivals::function, "Row of this function; none: the first row."),
    field("placement", &CountsArrivals::placement, "Where in the minute the requests of its count come."),
};

template <>
inline constexpr auto kChoices<Arrivals> = std::tuple{
    Choice<ConstantArrivals>{"constant", "Evenly spaced."},
    Choice<PoissonArrivals>{"poisson", "Random and independent, at a mean rate."},
    Choice<ProfileArrivals>{"profile", "Poisson with a rate that follows points in time."},
    Choice<BurstyArrivals>{"bursty", "Poisson in bursts, with a lower rate between them."},
    Choice<EveryArrivals>{"every", "One every so often."},
    Choice<CronArrivals>{"cron", "One at each time of a cron expression."},
    Choice<ClosedArrivals>{"closed", "Users who wait for answers and think."},
    Choice<TraceArrivals>{"trace", "The times of a recorded trace."},
    Choice<CountsArrivals>{"counts", "Recorded counts per minute."},
};

}  // namespace virga::model
