#include "ui/playback/run_strip.h"

#include <algorithm>
#include <cmath>

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include "simulator/experiment/settled_buckets.h"
#include "ui/charts/quantity_text.h"
#include "ui/theme/theme.h"

namespace virga::ui {
namespace {

constexpr double kSide = 6;    // room for half a handle
constexpr double kMarks = 7;   // height of the row of throttles
constexpr double kHandle = 5;  // half its width

}  // namespace

RunStrip::RunStrip(QWidget* parent) : QAbstractSlider(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setOrientation(Qt::Horizontal);
  setRange(0, 0);
  connect(&Theme::instance(), &Theme::changed, this, [this] {
    run_ = {};
    update();
  });
  connect(this, &QAbstractSlider::actionTriggered, this, [this](int action) {
    if (action != SliderMove) emit picked(sliderPosition());
  });
}

void RunStrip::setResult(std::shared_ptr<const simulator::Result> result) {
  result_ = std::move(result);
  traffic_.clear();
  throttles_.clear();
  run_ = {};
  if (result_) {
    for (const auto& flow : result_->flows) simulator::addSeries(traffic_, flow.series, "requests_per_s");
    // What a caller hears was refused by somebody behind, so both are the same; messages are refused unheard.
    std::vector<double> heard;
    for (const auto& flow : result_->flows)
      simulator::addSeries(heard, flow.series, "throttles", 1 / result_->bucket.seconds());
    for (const auto& component : result_->components)
      if (component.kind != "http-api" && component.kind != "websocket-api")
        simulator::addSeries(throttles_, component.series, "throttles", 1 / result_->bucket.seconds());
    throttles_.resize(std::max(throttles_.size(), heard.size()), 0);
    for (std::size_t i = 0; i < heard.size(); ++i) throttles_[i] = std::max(throttles_[i], heard[i]);
    const auto buckets = std::max<std::int64_t>(1, (result_->simulated.nanoseconds + result_->bucket.nanoseconds - 1) /
                                                       std::max<std::int64_t>(1, result_->bucket.nanoseconds));
    traffic_.resize(static_cast<std::size_t>(buckets), 0);
    throttles_.resize(static_cast<std::size_t>(buckets), 0);
  }
  const int last = std::max(0, static_cast<int>(traffic_.size()) - 1);
  const QSignalBlocker blocker(this);
  setRange(0, last);
  setSingleStep(1);
  setPageStep(std::max(1, last / 20));
  update();
}

void RunStrip::setShowsInstant(bool shows) {
  if (shows == showsInstant_) return;
  showsInstant_ = shows;
  update();
}

QRectF RunStrip::track() const { return QRectF(rect()).adjusted(kSide, 2, -kSide, -2); }

int RunStrip::bucketAt(double x) const {
  const double share = (x - track().left()) / std::max(1.0, track().width());
  return std::clamp(static_cast<int>(std::floor(share * (maximum() + 1))), 0, maximum());
}

double RunStrip::middleOf(int bucket) const { return track().left() + track().width() * (bucket + 0.5) / (maximum() + 1); }

void RunStrip::paintRun() {
  const double scale = devicePixelRatioF();
  run_ = QPixmap(size() * scale);
  run_.setDevicePixelRatio(scale);
  run_.fill(Qt::transparent);
  QPainter painter(&run_);
  const auto& theme = Theme::instance();
  const auto area = track();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.color(Role::border), 1));
  painter.setBrush(theme.color(Role::field));
  painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
  if (traffic_.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  const double most = *std::max_element(traffic_.begin(), traffic_.end());
  const auto columns = static_cast<int>(area.width()) - 2;
  const double foot = area.bottom() - 1, room = area.height() - kMarks - 3;
  const auto count = traffic_.size();
  for (int column = 0; column < columns; ++column) {
    const auto first = count * static_cast<std::size_t>(column) / static_cast<std::size_t>(columns);
    const auto last = std::max(first + 1, count * static_cast<std::size_t>(column + 1) / static_cast<std::size_t>(columns));
    double traffic = 0, throttles = 0;
    for (auto i = first; i < last; ++i) {
      traffic = std::max(traffic, traffic_[i]);
      throttles = std::max(throttles, throttles_[i]);
    }
    const double x = area.left() + 1 + column;
    if (most > 0 && traffic > 0)
      painter.fillRect(QRectF(x, foot - room * traffic / most, 1, room * traffic / most), theme.color(Role::series5));
    // Two of three columns: dashes above the traffic, to be told from it without their colour.
    if (throttles > 0 && column % 3 != 2)
      painter.fillRect(QRectF(x, area.top() + 2, 1, kMarks - 2), theme.color(Role::error));
  }
}

void RunStrip::paintEvent(QPaintEvent*) {
  if (run_.isNull() || run_.size() != size() * devicePixelRatioF()) paintRun();
  QPainter painter(this);
  painter.drawPixmap(0, 0, run_);
  const auto& theme = Theme::instance();
  painter.setRenderHint(QPainter::Antialiasing);
  if (showsInstant_ && !traffic_.empty()) {
    const double x = middleOf(sliderPosition());
    const auto area = track();
    const auto color = theme.color(Role::accent);
    painter.setPen(QPen(color, 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    QPainterPath knob;
    knob.addRoundedRect(QRectF(x - kHandle, area.center().y() - 7, 2 * kHandle, 14), 3, 3);
    painter.setPen(QPen(theme.color(Role::field), 1));
    painter.setBrush(color);
    painter.drawPath(knob);
  }
  if (hasFocus()) {
    painter.setPen(QPen(theme.color(Role::focus), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
  }
}

void RunStrip::pick(double x) {
  setSliderPosition(bucketAt(x));
  emit picked(sliderPosition());
}

void RunStrip::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || traffic_.empty()) return event->ignore();
  setSliderDown(true);
  pick(event->position().x());
}

void RunStrip::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) pick(event->position().x());
}

void RunStrip::wheelEvent(QWheelEvent* event) {
  QAbstractSlider::wheelEvent(event);
  if (result_) emit picked(value());
}

void RunStrip::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) setSliderDown(false);
}

bool RunStrip::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip && result_ && !traffic_.empty()) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto bucket = static_cast<std::size_t>(bucketAt(help->pos().x()));
    auto text = tr("%1: %2 requests a second")
                    .arg(clockText(static_cast<double>(bucket) * result_->bucket.seconds()), countText(traffic_[bucket]));
    if (throttles_[bucket] > 0) text += QLatin1Char('\n') + tr("%1 throttled a second").arg(countText(throttles_[bucket]));
    QToolTip::showText(help->globalPos(), text, this);
    return true;
  }
  return QAbstractSlider::event(event);
}

}  // namespace virga::ui

#include "moc_run_strip.cpp"
