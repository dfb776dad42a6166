#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include <QTest>

#include "simulator/kernel/event_queue.h"

using namespace virga::simulator;

namespace {

struct Expected {
  std::int64_t time;
  std::uint32_t target;
};

// Gaps from nothing to years, many equal: exercises the heap, the buckets and the rest.
std::int64_t gap(std::mt19937_64& random, int mixture) {
  static constexpr std::int64_t kScales[] = {1, 1'000, 1'000'000, 10'000'000'000, 100'000'000'000'000'000};
  const std::int64_t scale = kScales[mixture < 0 ? random() % 5 : static_cast<std::size_t>(mixture)];
  const auto share = static_cast<std::int64_t>(random() % 8);
  return share * scale;
}

}  // namespace

class EventQueueTest : public QObject {
  Q_OBJECT
 private slots:
  void emptyQueueHasNoNextTime() {
    EventQueue queue;
    QVERIFY(queue.empty());
    QCOMPARE(queue.nextTime(), std::numeric_limits<std::int64_t>::max());
  }

  void payloadComesBack() {
    EventQueue queue;
    queue.push(7, 0xffff, 0xfffffffe, 0xdeadbeef);
    queue.push(5, 3, 9);
    QCOMPARE(queue.nextTime(), 5);
    const Event first = queue.pop();
    QCOMPARE(first.type(), EventType{3});
    QCOMPARE(first.target, 9U);
    QCOMPARE(first.aux, 0U);
    const Event second = queue.pop();
    QCOMPARE(second.time, 7);
    QCOMPARE(second.type(), EventType{0xffff});
    QCOMPARE(second.target, 0xfffffffeU);
    QCOMPARE(second.aux, 0xdeadbeefU);
    QVERIFY(queue.empty());
  }

  void equalTimesRunInOrderOfMakingWhateverTheirTypes() {
    EventQueue queue;
    for (std::uint32_t i = 0; i < 5000; ++i) queue.push(42, static_cast<EventType>(5000 - i), i);
    for (std::uint32_t i = 0; i < 5000; ++i) QCOMPARE(queue.pop().target, i);
  }

  void ordersLikeAStableSort_data() {
    QTest::addColumn<int>("mixture");
    QTest::addColumn<int>("count");
    for (const int mixture : {-1, 0, 1, 3, 4})
      for (const int count : {1, 2, 3, 31, 33, 100, 20000})
        QTest::addRow("mixture %d count %d", mixture, count) << mixture << count;
  }
  void ordersLikeAStableSort() {
    QFETCH(int, mixture);
    QFETCH(int, count);
    std::mt19937_64 random(static_cast<std::uint64_t>(count));
    EventQueue queue;
    for (int round = 0; round < 2; ++round) {
      std::vector<Expected> expected;
      for (int i = 0; i < count; ++i) {
        expected.push_back({gap(random, mixture), static_cast<std::uint32_t>(i)});
        queue.push(expected.back().time, 1, expected.back().target);
      }
      std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
      for (const Expected& event : expected) {
        QCOMPARE(queue.nextTime(), event.time);
        const Event popped = queue.pop();
        QCOMPARE(popped.time, event.time);
        QCOMPARE(popped.target, event.target);
      }
      QVERIFY(queue.empty());
      queue.clear();
    }
  }

  // Pushes between pops, always at or after the present, as a simulation does; the reference is a sorted list.
  void ordersWhileItChanges_data() {
    QTest::addColumn<int>("mixture");
    QTest::addColumn<int>("size");
    for (const int mixture : {-1, 1, 3})
      for (const int size : {1, 5, 40, 700}) QTest::addRow("mixture %d size %d", mixture, size) << mixture << size;
  }
  void ordersWhileItChanges() {
    QFETCH(int, mixture);
    QFETCH(int, size);
    std::mt19937_64 random(static_cast<std::uint64_t>(size) + 17);
    EventQueue queue;
    std::vector<Expected> reference;  // soonest first
    std::int64_t now = 0;
    for (std::uint32_t made = 0; made < 30000;) {
      const bool grow = queue.size() < static_cast<std::size_t>(size) ? random() % 8 != 0 : random() % 8 == 0;
      if (grow || queue.empty()) {
        const Expected event{now + gap(random, mixture) % 1'000'000'000'000, made++};
        queue.push(event.time, 1, event.target);
        const auto at = std::upper_bound(reference.begin(), reference.end(), event,
                                         [](const auto& a, const auto& b) { return a.time < b.time; });
        reference.insert(at, event);
      } else {
        QCOMPARE(queue.nextTime(), reference.front().time);
        const Event popped = queue.pop();
        QCOMPARE(popped.target, reference.front().target);
        now = popped.time;
        reference.erase(reference.begin());
      }
      QCOMPARE(queue.size(), reference.size());
    }
  }

  void clearForgetsEverything() {
    EventQueue queue;
    for (std::uint32_t i = 0; i < 500; ++i) queue.push(i * 1'000'000, 1, i);
    for (int i = 0; i < 100; ++i) queue.pop();
    queue.clear();
    QVERIFY(queue.empty());
    QCOMPARE(queue.nextTime(), std::numeric_limits<std::int64_t>::max());
    for (std::uint32_t i = 0; i < 500; ++i) queue.push(500 - i, 1, i);
    for (std::uint32_t i = 0; i < 500; ++i) QCOMPARE(queue.pop().target, 499 - i);
  }
};

QTEST_GUILESS_MAIN(EventQueueTest)
#include "kernel_event_queue_test.moc"
