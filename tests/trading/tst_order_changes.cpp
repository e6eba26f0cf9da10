#include "engine/trading/order_rules.h"
#include "engine/trading/order_tracker.h"
#include "engine/trading/paper_matcher.h"
#include "tests/trading/orders.h"

#include <QTest>

using namespace agora;
using namespace agora::test;

/// What must hold when the prices of a working order are changed.
class OrderChangesTest : public QObject {
    Q_OBJECT

    std::optional<PaperMatcher> m_matcher;

    PaperMatcher::Reports change(const std::string &id, int seconds, const char *price,
        const char *stop = nullptr, const char *target = nullptr)
    {
        OrderTerms terms{.price = dec(price), .stopLoss = {}, .takeProfit = {}};
        if (stop != nullptr)
            terms.stopLoss = dec(stop);
        if (target != nullptr)
            terms.takeProfit = dec(target);
        return m_matcher->modify({id, terms}, at(seconds));
    }

private slots:
    void init()
    {
        m_matcher.emplace(PaperSettings{"sim", {}, 0}, builtInInstruments());
        m_matcher->onTick("EUR_USD", quote(0, 1.1000, 1.1002));
    }

    void aChangedOrderFillsAtItsNewPriceOnly()
    {
        m_matcher->submit(
            pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(1));
        const auto told = change("a", 2, "1.0980");
        QCOMPARE(told.size(), std::size_t(1));
        QVERIFY(told[0].state == OrderState::Working && told[0].terms);
        QCOMPARE(str(*told[0].terms->price), QString("1.098"));
        QVERIFY(m_matcher->onTick("EUR_USD", quote(3, 1.0988, 1.0989)).empty());
        const auto filled = m_matcher->onTick("EUR_USD", quote(4, 1.0978, 1.0979));
        QCOMPARE(filled.size(), std::size_t(1));
        QVERIFY(filled[0].state == OrderState::Filled);
    }

    void aStopThatIsMovedStillClosesOnlyAndCancelsItsTarget()
    {
        auto entry = marketOrder("a", OrderSide::Buy, 1000);
        entry.stopLoss = dec("1.0950");
        entry.takeProfit = dec("1.1100");
        m_matcher->submit(entry, at(1));
        QVERIFY(change("a.sl", 2, "1.0990").front().terms);
        const auto out = m_matcher->onTick("EUR_USD", quote(3, 1.0989, 1.0991));
        QCOMPARE(out.size(), std::size_t(2));
        QCOMPARE(str(out[0].orderId), QString("a.sl"));
        QVERIFY(out[0].state == OrderState::Filled);
        QVERIFY(out[1].orderId == "a.tp" && out[1].state == OrderState::Cancelled);
        QVERIFY(m_matcher->position("brain", "EUR_USD").isZero());
    }

    void exitsOfARestingEntryAreThoseOfItsLastChange()
    {
        m_matcher->submit(
            pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(1));
        change("a", 2, "1.0990", "1.0950", "1.1100");
        const auto out = m_matcher->onTick("EUR_USD", quote(3, 1.0988, 1.0989));
        QCOMPARE(out.size(), std::size_t(3));
        QVERIFY(out[1].orderId == "a.sl" && out[2].orderId == "a.tp");
        QCOMPARE(str(*m_matcher->find("a.sl")->request.price), QString("1.095"));
    }

    void whatIsMarketableAfterAChangeFillsAtOnce()
    {
        m_matcher->submit(
            pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(1));
        const auto out = change("a", 2, "1.1010");
        QCOMPARE(out.size(), std::size_t(2));
        QVERIFY(out[1].state == OrderState::Filled);
        QCOMPARE(str(out[1].fill->price), QString("1.1002"));
    }

    void whatCannotBeChangesNothing()
    {
        m_matcher->submit(
            pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(1));
        const auto before = m_matcher->find("a")->request;
        QVERIFY(!change("a", 2, "1.0990", "1.0995").front().terms); // a stop above a buy
        QVERIFY(!change("a", 2, "1.0990001").front().terms); // too many decimals
        QVERIFY(!change("a", 2, "-1").front().terms);
        QVERIFY(m_matcher->find("a")->request == before);
        QVERIFY(change("nobody", 2, "1.1").front().state == OrderState::Rejected);
        m_matcher->cancel("a", at(3));
        const auto late = change("a", 4, "1.0980");
        QVERIFY(late.front().state == OrderState::Cancelled && !late.front().terms);
    }

    void theErrorNamesTheOrderAndTheField()
    {
        const auto resting = pricedOrder("a", OrderSide::Sell, OrderType::Stop, 1000, "1.0990");
        const auto wrong = withTerms(resting, {dec("1.0990"), dec("1.0980"), {}});
        QVERIFY(!wrong);
        QVERIFY2(
            wrong.error().message.find("stop loss 1.098 is on the wrong side") != std::string::npos,
            wrong.error().message.c_str());
        QVERIFY(!withTerms(marketOrder("m", OrderSide::Buy, 1), {dec("1.1"), {}, {}}));
        auto exit = resting;
        exit.id = "a.sl";
        QVERIFY(!withTerms(exit, {dec("1.1"), dec("1.2"), {}}));
        QVERIFY(withTerms(exit, {dec("1.1"), {}, {}}));
    }

    /// A look-up repeats every report: the record must end with the newest prices all the same.
    void theRecordFollowsTheNewestChangeHoweverReportsAreRepeated()
    {
        OrderTracker tracker;
        QVERIFY(
            tracker.add(pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(0)));
        m_matcher->submit(
            pricedOrder("a", OrderSide::Buy, OrderType::Limit, 1000, "1.0990"), at(1));
        change("a", 2, "1.0980");
        change("a", 3, "1.0970", "1.0900");
        for (int round = 0; round < 2; ++round) {
            for (const auto &report : m_matcher->lookUp("a", at(5))) {
                const auto update = tracker.apply(report);
                QVERIFY2(update, update ? "" : update.error().message.c_str());
                QCOMPARE(update->isRepeat, round == 1);
            }
            const auto &request = tracker.find("a")->request;
            QCOMPARE(str(*request.price), QString("1.097"));
            QCOMPARE(str(*request.stopLoss), QString("1.09"));
        }
    }
};

QTEST_APPLESS_MAIN(OrderChangesTest)
#include "tst_order_changes.moc"
