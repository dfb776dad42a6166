#pragma once

#include <concepts>
#include <type_traits>

#include "simulator/results/result.h"

// The members of all that a result is made of, each in a fixed order. A member that is added there doesn't compile here
// until it is named: bump kResultEncoding (result_codec.cpp) with it.
namespace virga::simulator {

template <typename T, typename Type>
concept Is = std::same_as<std::remove_const_t<T>, Type>;

void visitFields(Is<model::Duration> auto& value, auto&& visit) {
  auto& [nanoseconds] = value;
  visit(nanoseconds);
}

void visitFields(Is<Figure> auto& value, auto&& visit) {
  auto& [mean, ci95] = value;
  visit(mean, ci95);
}

void visitFields(Is<NamedFigure> auto& value, auto&& visit) {
  auto& [name, figure, samples] = value;
  visit(name, figure, samples);
}

void visitFields(Is<Series> auto& value, auto&& visit) {
  auto& [name, unit, values, low, high] = value;
  visit(name, unit, values, low, high);
}

void visitFields(Is<ComponentResult> auto& value, auto&& visit) {
  auto& [id, kind, figures, series] = value;
  visit(id, kind, figures, series);
}

void visitFields(Is<FlowResult> auto& value, auto&& visit) {
  auto& [name, figures, series] = value;
  visit(name, figures, series);
}

void visitFields(Is<Result::Whole> auto& value, auto&& visit) {
  auto& [simulated, replications] = value;
  visit(simulated, replications);
}

void visitFields(Is<model::UsageItem> auto& value, auto&& visit) {
  auto& [component, kind, item, variant, quantity, withoutTraffic] = value;
  visit(component, kind, item, variant, quantity, withoutTraffic);
}

void visitFields(Is<model::Usage> auto& value, auto&& visit) {
  auto& [period, monthly, items, hoursPerMonth, timePerMonth] = value;
  visit(period, monthly, items, hoursPerMonth, timePerMonth);
}

void visitFields(Is<model::BillLine> auto& value, auto&& visit) {
  auto& [component, item, quantity, free, unit, price, amount, saved, source, asOf, sourced] = value;
  visit(component, item, quantity, free, unit, price, amount, saved, source, asOf, sourced);
}

void visitFields(Is<model::BilledSavings> auto& value, auto&& visit) {
  auto& [id, name, term, saved, source, asOf, sourced] = value;
  visit(id, name, term, saved, source, asOf, sourced);
}

void visitFields(Is<model::Bill> auto& value, auto&& visit) {
  auto& [currency, catalog, overlays, savings, freeTier, lines, total, unpriced] = value;
  visit(currency, catalog, overlays, savings, freeTier, lines, total, unpriced);
}

void visitFields(Is<SpanLink> auto& value, auto&& visit) {
  auto& [trace, span] = value;
  visit(trace, span);
}

void visitFields(Is<SpanAttribute> auto& value, auto&& visit) {
  auto& [key, attribute] = value;
  visit(key, attribute);
}

void visitFields(Is<Span> auto& value, auto&& visit) {
  auto& [id, parent, component, peer, operation, cause, kind, outcome, start, end, asynchronous, parallel, attributes,
         links] = value;
  visit(id, parent, component, peer, operation, cause, kind, outcome, start, end, asynchronous, parallel, attributes, links);
}

void visitFields(Is<Trace> auto& value, auto&& visit) {
  auto& [flow, id, outcome, start, end, slowest, failed, random, dropped, spans] = value;
  visit(flow, id, outcome, start, end, slowest, failed, random, dropped, spans);
}

void visitFields(Is<CauseShare> auto& value, auto&& visit) {
  auto& [component, cause, ofMean, ofSlowest] = value;
  visit(component, cause, ofMean, ofSlowest);
}

void visitFields(Is<LatencyCauses> auto& value, auto&& visit) {
  auto& [flow, random, slowest, shares] = value;
  visit(flow, random, slowest, shares);
}

void visitFields(Is<RequestTraces> auto& value, auto&& visit) {
  auto& [seed, epoch, traces, flows] = value;
  visit(seed, epoch, traces, flows);
}

void visitFields(Is<Result> auto& value, auto&& visit) {
  auto& [project, scenario, provider, region, catalogEdition, seed, replications, simulated, warmup, warmupFound, intervals,
         batches, partOf, warnings, bucket, components, flows, usage, bill, billTotals, billTotalCi95, traces, events,
         fingerprint, wallSeconds] = value;
  visit(project, scenario, provider, region, catalogEdition, seed, replications, simulated, warmup, warmupFound, intervals,
        batches, partOf, warnings, bucket, components, flows, usage, bill, billTotals, billTotalCi95, traces, events,
        fingerprint, wallSeconds);
}

}  // namespace virga::simulator
