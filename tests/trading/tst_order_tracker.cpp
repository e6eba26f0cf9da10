#include "engine/trading/order_tracker.h"
#include "tests/trading/orders.h"

#include "engine/base/random.h"
#include "engine/trading/order_rules.h"

#include <QTest>

#include <algorithm>

using namespace agora;
using namespace agora::test;

class OrderTrackerTest : public QObject {
    Q_OBJECT

    OrderTracker m_tracker;
    OrderRequest m_order;

    OrderUpdate applied(const ExecutionReport &report)
    {
        auto update = m_tracker.apply(report);
        if (!update)
            qWarning("%s", update.error().message.c_str());
        return std::move(update).value();
    }
    QString refused(const ExecutionReport &report)
    {
        const Order before = *m_tracker.find(m_order.id);
        const auto update = m_tracker.apply(report);
        if (update || !(*m_tracker.find(m_order.id) == before))
            return "not refused";
        return str(update.error().message);
    }
    QString state(const std::string &id) const { return str(m_tracker.find(id)->state); }

private slots:
    void init()
    {
        m_tracker = OrderTracker();
        m_order = marketOrder("b.1.1", OrderSide::Buy, 1000);
        QVERIFY(m_tracker.add(m_order, at(0)));
    }

    void aFilledOrderHasItsUnitsAndAveragePrice()
    {
        QCOMPARE(state("b.1.1"), str(OrderState::Pending));
        applied(reportOf("b.1.1", OrderState::Working, 1));
        applied(reportOf(
            "b.1.1", OrderState::PartiallyFilled, 2, fillOf(m_order, "f1", 400, "1.1", 2)));
        const auto last = applied(
            reportOf("b.1.1", OrderState::Filled, 3, fillOf(m_order, "f2", 600, "1.2", 3)));
        QCOMPARE(str(last.order.state), str(OrderState::Filled));
        QCOMPARE(str(last.order.filledUnits), QString("1000"));
        QCOMPARE(str(last.order.averagePrice), QString("1.16"));
        QCOMPARE(last.order.updated, at(3));
        QVERIFY(m_tracker.working().empty());
    }

    void aFillCountsOnceHoweverOftenItIsReported()
    {
        const auto report
            = reportOf("b.1.1", OrderState::Filled, 2, fillOf(m_order, "f1", 1000, "1.1", 2));
        QVERIFY(applied(report).fill);
        const auto again = applied(report);
        QVERIFY(again.isRepeat);
        QVERIFY(!again.fill);
        QCOMPARE(str(again.order.filledUnits), QString("1000"));

        auto other = *report.fill;
        other.price = dec("1.3");
        QVERIFY(refused(reportOf("b.1.1", OrderState::Filled, 2, other))
                    .contains("reported before with other contents"));
    }

    void oldReportsRepeatedAfterAReconnectAreIgnored()
    {
        const auto working = reportOf("b.1.1", OrderState::Working, 1);
        const auto part = reportOf(
            "b.1.1", OrderState::PartiallyFilled, 2, fillOf(m_order, "f1", 400, "1.1", 2));
        const auto cancelled = reportOf("b.1.1", OrderState::Cancelled, 3, {}, "by user");
        for (const auto &report : {working, part, cancelled})
            QVERIFY(!applied(report).isRepeat);
        for (const auto &report : {working, part, cancelled})
            QVERIFY(applied(report).isRepeat);
        QCOMPARE(state("b.1.1"), str(OrderState::Cancelled));
        QCOMPARE(str(m_tracker.find("b.1.1")->reason), QString("by user"));
    }

    void finalStatesStayFinal_data()
    {
        QTest::addColumn<int>("final");
        QTest::addColumn<int>("next");
        const OrderState finals[]
            = {OrderState::Cancelled, OrderState::Rejected, OrderState::Expired};
        const OrderState all[] = {OrderState::Pending, OrderState::Unknown, OrderState::Working,
            OrderState::Cancelled, OrderState::Rejected, OrderState::Expired, OrderState::Filled};
        for (const auto final : finals)
            for (const auto next : all)
                if (next != final)
                    QTest::addRow("%s to %s", std::string(toString(final)).c_str(),
                        std::string(toString(next)).c_str())
                        << int(final) << int(next);
    }
    void finalStatesStayFinal()
    {
        QFETCH(int, final);
        QFETCH(int, next);
        applied(reportOf("b.1.1", OrderState(final), 1));
        QVERIFY(refused(reportOf("b.1.1", OrderState(next), 2)).contains("b.1.1"));
        QVERIFY(m_tracker.working().empty());
    }

    void aFilledOrderCannotBeCancelled()
    {
        applied(reportOf("b.1.1", OrderState::Filled, 2, fillOf(m_order, "f1", 1000, "1.1", 2)));
        QVERIFY(refused(reportOf("b.1.1", OrderState::Cancelled, 3)).contains("cannot go from"));
    }

    void illegalStepsAreRefusedAndNamed()
    {
        applied(reportOf("b.1.1", OrderState::Working, 1));
        QVERIFY(refused(reportOf("b.1.1", OrderState::Pending, 2)).contains("cannot go from"));
        QVERIFY(refused(reportOf("b.1.1", OrderState::Unknown, 2)).contains("cannot go from"));
        QVERIFY(refused(reportOf("b.1.1", OrderState::Filled, 2)).contains("only 0 of 1000 units"));
        const auto stranger = m_tracker.apply(reportOf("b.1.9", OrderState::Working, 1));
        QVERIFY(!stranger);
        QVERIFY(contains(stranger.error().message, "b.1.9"));
    }

    void impossibleFillsAreRefused()
    {
        const auto good = fillOf(m_order, "f1", 600, "1.1", 1);
        applied(reportOf("b.1.1", OrderState::PartiallyFilled, 1, good));
        const auto with = [&](auto change) {
            auto fill = fillOf(m_order, "f2", 400, "1.1", 2);
            change(fill);
            return refused(reportOf("b.1.1", OrderState::Filled, 2, fill));
        };
        QVERIFY(with([](Fill &f) { f.units = 401; }).contains("overfill"));
        QVERIFY(with([](Fill &f) { f.units = 0; }).contains("positive"));
        QVERIFY(with([](Fill &f) { f.price = 0; }).contains("positive"));
        QVERIFY(with([](Fill &f) { f.symbol = "USD_JPY"; }).contains("USD_JPY"));
        QVERIFY(with([](Fill &f) { f.side = OrderSide::Sell; }).contains("a sell of"));
        QVERIFY(with([](Fill &f) { f.orderId = "b.1.2"; }).contains("b.1.2"));
        QVERIFY(with([](Fill &f) { f.id = ""; }).contains("no id"));
        QVERIFY(!m_tracker.hasFill("f2"));
    }

    void aLateFillOfACancelledOrderIsCountedAndTold()
    {
        applied(reportOf("b.1.1", OrderState::Cancelled, 1));
        const auto update = applied(
            reportOf("b.1.1", OrderState::Filled, 2, fillOf(m_order, "f1", 1000, "1.1", 2)));
        QVERIFY(update.fill);
        QVERIFY(contains(update.anomaly, "it is counted"));
        QCOMPARE(str(update.order.state), str(OrderState::Cancelled));
        QCOMPARE(str(update.order.filledUnits), QString("1000"));
    }

    void aMissingFillIsToldButTheOneThatCameCounts()
    {
        const auto update = applied(
            reportOf("b.1.1", OrderState::Filled, 2, fillOf(m_order, "f2", 300, "1.1", 2)));
        QVERIFY(update.fill);
        QVERIFY(contains(update.anomaly, "only 300 of 1000"));
        QCOMPARE(str(update.order.state), str(OrderState::PartiallyFilled));
        QCOMPARE(m_tracker.working().size(), std::size_t(1));
    }

    void anUnansweredOrderIsUnknownUntilLookedUp()
    {
        const auto limit = std::chrono::seconds(5);
        QVERIFY(m_tracker.markUnanswered(at(4), limit).empty());
        const auto lost = m_tracker.markUnanswered(at(5), limit);
        QCOMPARE(lost.size(), std::size_t(1));
        QCOMPARE(str(lost[0].request.id), QString("b.1.1"));
        QCOMPARE(state("b.1.1"), str(OrderState::Unknown));
        QVERIFY(m_tracker.markUnanswered(at(99), limit).empty());
        QCOMPARE(m_tracker.working().size(), std::size_t(1));
        // The venue's clock may be behind ours.
        applied(reportOf("b.1.1", OrderState::Filled, 1, fillOf(m_order, "f1", 1000, "1.1", 1)));
        QCOMPARE(state("b.1.1"), str(OrderState::Filled));
    }

    void anIdIsUsedOnceAndARequestMustBeWhole()
    {
        const auto twice = m_tracker.add(m_order, at(1));
        QVERIFY(!twice);
        QVERIFY(contains(twice.error().message, "b.1.1"));
        QVERIFY(!m_tracker.addRefused(m_order, "no", at(1)));

        const auto complaint = [](auto change) {
            auto request = pricedOrder("x", OrderSide::Buy, OrderType::Limit, 1000, "1.1");
            change(request);
            const auto valid = checkRequest(request);
            return valid ? QString() : str(valid.error().message);
        };
        QCOMPARE(complaint([](OrderRequest &) {}), QString());
        QVERIFY(complaint([](OrderRequest &r) { r.id = ""; }).contains("no id"));
        QVERIFY(complaint([](OrderRequest &r) { r.symbol = ""; }).contains("no symbol"));
        QVERIFY(complaint([](OrderRequest &r) { r.units = -5; }).contains("-5"));
        QVERIFY(complaint([](OrderRequest &r) { r.price.reset(); }).contains("needs a price"));
        QVERIFY(complaint([](OrderRequest &r) { r.price = 0; }).contains("not positive"));
        QVERIFY(
            complaint([](OrderRequest &r) { r.type = OrderType::Market; }).contains("no price"));
        QVERIFY(complaint([](OrderRequest &r) { r.expiry = at(9); }).contains("good-till-date"));
        QVERIFY(complaint([](OrderRequest &r) {
            r.timeInForce = TimeInForce::GoodTillDate;
        }).contains("needs an expiry"));
        QVERIFY(complaint([](OrderRequest &r) { r.stopLoss = dec("1.2"); }).contains("stop loss"));
        QVERIFY(complaint([](OrderRequest &r) { r.takeProfit = 1; }).contains("take profit"));
        QVERIFY(complaint([](OrderRequest &r) {
            r.price.reset();
            r.type = OrderType::Market;
            r.stopLoss = dec("1.2");
            r.takeProfit = dec("1.1");
        }).contains("wrong way round"));
    }

    void ordersAreFoundByIdAndOwner()
    {
        auto other = marketOrder("manual.1.1", OrderSide::Sell, 5);
        other.owner = "manual";
        QVERIFY(m_tracker.add(other, at(1)));
        const auto bad
            = m_tracker.addRefused(marketOrder("b.1.2", OrderSide::Buy, 7), "margin", at(2))
                  .value();
        QCOMPARE(str(bad.state), str(OrderState::Rejected));
        QCOMPARE(str(bad.reason), QString("margin"));
        QCOMPARE(m_tracker.working().size(), std::size_t(2));
        QCOMPARE(m_tracker.workingOf("manual").size(), std::size_t(1));
        QCOMPARE(m_tracker.ofOwner("brain").size(), std::size_t(2));
        QCOMPARE(str(m_tracker.newest(2)[0].request.id), QString("manual.1.1"));
        QCOMPARE(m_tracker.newest(99).size(), std::size_t(3));
        QVERIFY(!m_tracker.find("nobody"));
    }

    void exitsComeToLifeWithTheFilledPart()
    {
        auto entry = marketOrder("b.1.2", OrderSide::Sell, 1000);
        entry.stopLoss = dec("1.2");
        entry.takeProfit = 1;
        QVERIFY(m_tracker.add(entry, at(0)));
        const auto first = applied(
            reportOf("b.1.2", OrderState::PartiallyFilled, 1, fillOf(entry, "f1", 400, "1.1", 1)));
        QCOMPARE(first.exits.size(), std::size_t(2));
        const auto *stop = m_tracker.find("b.1.2.sl");
        QVERIFY(stop);
        QCOMPARE(str(stop->request.units), QString("400"));
        QVERIFY(stop->request.side == OrderSide::Buy && stop->request.type == OrderType::Stop);
        QCOMPARE(str(stop->request.owner), QString("brain"));
        applied(reportOf("b.1.2", OrderState::Filled, 2, fillOf(entry, "f2", 600, "1.1", 2)));
        QCOMPARE(str(m_tracker.find("b.1.2.tp")->request.units), QString("1000"));

        const auto target = m_tracker.find("b.1.2.tp")->request;
        applied(reportOf("b.1.2.sl", OrderState::Working, 2));
        applied(reportOf("b.1.2.tp", OrderState::Filled, 3, fillOf(target, "f3", 1000, "1", 3)));
        applied(reportOf("b.1.2.sl", OrderState::Cancelled, 3, {}, "OCO"));
        QCOMPARE(m_tracker.workingOf("brain").size(), std::size_t(1)); // only b.1.1 is left
    }

    void anyOrderAndRepetitionOfReportsEndsTheSame()
    {
        const std::uint64_t seed = 20240108;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        std::vector<ExecutionReport> story{reportOf("b.1.1", OrderState::Working, 1)};
        for (int i = 0; i < 10; ++i)
            story.push_back(
                reportOf("b.1.1", i == 9 ? OrderState::Filled : OrderState::PartiallyFilled, 2 + i,
                    fillOf(m_order, "f" + std::to_string(i), 100, i % 2 ? "1.1" : "1.2", 2 + i)));
        for (int run = 0; run < 200; ++run) {
            init();
            auto seen = story;
            for (int i = 0; i < 8; ++i)
                seen.push_back(story[random.below(story.size())]);
            for (std::size_t i = seen.size() - 1; i > 0; --i)
                std::swap(seen[i], seen[random.below(i + 1)]);
            Decimal counted;
            for (const auto &report : seen)
                if (const auto update = m_tracker.apply(report); update && update->fill)
                    counted += update->fill->units;
            QCOMPARE(str(counted), QString("1000"));
            QCOMPARE(state("b.1.1"), str(OrderState::Filled));
            QCOMPARE(str(m_tracker.find("b.1.1")->averagePrice), QString("1.15"));
        }
    }
};

QTEST_APPLESS_MAIN(OrderTrackerTest)
#include "tst_order_tracker.moc"
