#include "engine/trading/paper_matcher.h"
#include "tests/trading/orders.h"

#include "engine/base/random.h"
#include "engine/trading/order_tracker.h"

#include <QTest>

using namespace agora;
using namespace agora::test;

class PaperMatcherTest : public QObject {
    Q_OBJECT

    std::vector<Instrument> m_instruments;
    std::optional<PaperMatcher> m_matcher;

    PaperMatcher::Reports tick(int seconds, double bid, double ask)
    {
        return m_matcher->onTick("EUR_USD", quote(seconds, bid, ask));
    }
    /// `id state [units@price] …` of each report, in order.
    static QString told(const PaperMatcher::Reports &reports)
    {
        QStringList words;
        for (const auto &report : reports) {
            words << str(report.orderId) + " " + str(report.state);
            if (report.fill)
                words.back() += " " + str(report.fill->units) + "@" + str(report.fill->price);
        }
        return words.join(", ");
    }
    static OrderRequest bracket(
        const std::string &id, OrderSide side, const char *stop, const char *target)
    {
        auto request = marketOrder(id, side, 1000);
        request.stopLoss = dec(stop);
        request.takeProfit = dec(target);
        return request;
    }

private slots:
    void init()
    {
        Instrument euro;
        euro.symbol = "EUR_USD";
        euro.base = "EUR";
        euro.quote = "USD";
        m_instruments = {euro};
        m_matcher.emplace(PaperSettings{"sim", dec("0.00001"), 0}, m_instruments);
    }

    void marketOrdersFillAtOnceAtTheExecutingSide()
    {
        tick(0, 1.1000, 1.1002);
        const auto bought = m_matcher->submit(marketOrder("a", OrderSide::Buy, 1000), at(1));
        QCOMPARE(told(bought), QString("a filled 1000@1.1002"));
        QCOMPARE(bought[0].time, at(1));
        QCOMPARE(bought[0].fill->time, at(1));
        QCOMPARE(str(bought[0].fill->id), QString("sim-1"));
        QCOMPARE(str(bought[0].fill->owner), QString("brain"));
        QCOMPARE(str(bought[0].fill->commission), QString("0.01"));
        const auto sold = m_matcher->submit(marketOrder("b", OrderSide::Sell, 400), at(1));
        QCOMPARE(told(sold), QString("b filled 400@1.1"));
        QCOMPARE(str(sold[0].fill->id), QString("sim-2"));
        QCOMPARE(str(m_matcher->position("brain", "EUR_USD")), QString("600"));
    }

    void slippageGoesAgainstTheTraderButNotOnLimits()
    {
        m_matcher.emplace(PaperSettings{"sim", 0, 3}, m_instruments);
        tick(0, 1.1000, 1.1002);
        QCOMPARE(told(m_matcher->submit(marketOrder("a", OrderSide::Buy, 10), at(1))),
            QString("a filled 10@1.10023"));
        QCOMPARE(told(m_matcher->submit(marketOrder("b", OrderSide::Sell, 10), at(1))),
            QString("b filled 10@1.09997"));
        const auto limit = pricedOrder("c", OrderSide::Buy, OrderType::Limit, 10, "1.1005");
        QCOMPARE(told(m_matcher->submit(limit, at(1))), QString("c filled 10@1.1002"));
    }

    void marketOrdersAreRejectedWithoutQuoteOrMarket()
    {
        const auto early = m_matcher->submit(marketOrder("a", OrderSide::Buy, 1000), at(1));
        QCOMPARE(told(early), QString("a rejected"));
        QVERIFY(contains(early[0].reason, "no quote of EUR_USD"));
        tick(2, 1.1, 1.2);
        const auto late = m_matcher->submit(marketOrder("b", OrderSide::Buy, 1000), saturday());
        QCOMPARE(told(late), QString("b rejected"));
        QVERIFY(contains(late[0].reason, "closed"));
        const auto odd
            = m_matcher->submit(marketOrder("c", OrderSide::Buy, 1000, "NO_SUCH"), at(3));
        QVERIFY(contains(odd[0].reason, "NO_SUCH"));
        QVERIFY(m_matcher->onTick("NO_SUCH", quote(3, 1, 1)).empty());
    }

    void limitsAndStopsRestUntilTheirSideReachesThem()
    {
        tick(0, 1.1000, 1.1002);
        const auto send = [&](const char *id, OrderSide side, OrderType type, const char *price) {
            return told(m_matcher->submit(pricedOrder(id, side, type, 10, price), at(1)));
        };
        QCOMPARE(send("bl", OrderSide::Buy, OrderType::Limit, "1.099"), QString("bl working"));
        QCOMPARE(send("sl", OrderSide::Sell, OrderType::Limit, "1.101"), QString("sl working"));
        QCOMPARE(send("bs", OrderSide::Buy, OrderType::Stop, "1.102"), QString("bs working"));
        QCOMPARE(send("ss", OrderSide::Sell, OrderType::Stop, "1.098"), QString("ss working"));
        QVERIFY(tick(2, 1.0989, 1.0991).empty()); // the ask has not touched 1.099
        QCOMPARE(
            told(tick(3, 1.0987, 1.0989)), QString("bl filled 10@1.0989")); // better than asked
        QCOMPARE(told(tick(4, 1.0975, 1.0977)), QString("ss filled 10@1.0975")); // worse at a gap
        QCOMPARE(told(tick(5, 1.1010, 1.1012)), QString("sl filled 10@1.101"));
        QCOMPARE(told(tick(6, 1.1019, 1.1020)), QString("bs filled 10@1.102"));
        QVERIFY(tick(7, 1.0000, 1.2000).empty());
    }

    void whatIsMarketableOnArrivalFillsAtTheQuote()
    {
        tick(0, 1.1000, 1.1002);
        QCOMPARE(told(m_matcher->submit(
                     pricedOrder("a", OrderSide::Buy, OrderType::Limit, 10, "1.1002"), at(1))),
            QString("a filled 10@1.1002"));
        QCOMPARE(told(m_matcher->submit(
                     pricedOrder("b", OrderSide::Buy, OrderType::Stop, 10, "1.1"), at(1))),
            QString("b filled 10@1.1002"));
    }

    void restingOrdersWaitForTheMarketToOpen()
    {
        tick(0, 1.1000, 1.1002);
        const auto order = pricedOrder("a", OrderSide::Buy, OrderType::Limit, 10, "1.2");
        QCOMPARE(told(m_matcher->submit(order, saturday())), QString("a working"));
    }

    void theOldestOrderIsServedFirst()
    {
        for (const char *id : {"c", "a", "b"})
            m_matcher->submit(pricedOrder(id, OrderSide::Buy, OrderType::Limit, 10, "1.1"), at(0));
        QCOMPARE(
            told(tick(1, 1.0, 1.1)), QString("c filled 10@1.1, a filled 10@1.1, b filled 10@1.1"));
    }

    void immediateOrdersAreJudgedOnArrival()
    {
        tick(0, 1.1000, 1.1002);
        auto order = pricedOrder("a", OrderSide::Buy, OrderType::Limit, 10, "1.1");
        order.timeInForce = TimeInForce::ImmediateOrCancel;
        QCOMPARE(told(m_matcher->submit(order, at(1))), QString("a cancelled"));
        order.id = "b";
        order.timeInForce = TimeInForce::FillOrKill;
        QCOMPARE(told(m_matcher->submit(order, at(1))), QString("b cancelled"));
        order.id = "c";
        order.price = dec("1.1003");
        QCOMPARE(told(m_matcher->submit(order, at(1))), QString("c filled 10@1.1002"));
        QVERIFY(tick(2, 1.0, 1.0).empty());
    }

    void datedOrdersDoNotSeeTheTickOfTheirExpiry()
    {
        auto order = pricedOrder("a", OrderSide::Buy, OrderType::Limit, 10, "1.1");
        order.timeInForce = TimeInForce::GoodTillDate;
        order.expiry = at(10);
        m_matcher->submit(order, at(0));
        QVERIFY(tick(9, 1.1, 1.2).empty());
        const auto expired = tick(10, 1.0, 1.0);
        QCOMPARE(told(expired), QString("a expired"));
        QCOMPARE(expired[0].time, at(10));

        order.id = "b";
        order.expiry = at(20);
        m_matcher->submit(order, at(11)); // marketable at 1.0: filled
        order.id = "c";
        order.price = dec("0.9");
        m_matcher->submit(order, at(11));
        QCOMPARE(told(m_matcher->advanceTo(at(30))), QString("c expired"));
        order.id = "d";
        QCOMPARE(told(m_matcher->submit(order, at(30))), QString("d rejected"));
    }

    void exitsStartWithTheNextTickAndCancelOneAnother()
    {
        tick(0, 1.1000, 1.1002);
        QCOMPARE(told(m_matcher->submit(bracket("a", OrderSide::Buy, "1.1001", "1.102"), at(1))),
            QString(
                "a filled 1000@1.1002, a.sl working, a.tp working")); // the stop is touched already
        QCOMPARE(told(tick(2, 1.0999, 1.1001)), QString("a.sl filled 1000@1.0999, a.tp cancelled"));
        QVERIFY(m_matcher->position("brain", "EUR_USD").isZero());

        m_matcher->submit(bracket("b", OrderSide::Sell, "1.101", "1.098"), at(3));
        QVERIFY(tick(4, 1.1007, 1.1009).empty());
        QCOMPARE(told(tick(5, 1.0977, 1.0979)),
            QString("b.tp filled 1000@1.0979, b.sl cancelled")); // closes at the ask
    }

    void exitsOfARestingEntryWaitForTheTickAfterItsFill()
    {
        auto entry = pricedOrder("a", OrderSide::Buy, OrderType::Stop, 10, "1.1");
        entry.stopLoss = dec("1.09");
        m_matcher->submit(entry, at(0));
        QCOMPARE(told(tick(1, 1.08, 1.11)), QString("a filled 10@1.11, a.sl working"));
        QCOMPARE(told(tick(2, 1.08, 1.11)), QString("a.sl filled 10@1.08"));
    }

    void exitsNeverOpenAPosition()
    {
        tick(0, 1.1000, 1.1002);
        m_matcher->submit(bracket("a", OrderSide::Buy, "1.09", "1.12"), at(1));
        QCOMPARE(told(m_matcher->submit(marketOrder("x", OrderSide::Sell, 600), at(2))),
            QString("x filled 600@1.1"));
        QCOMPARE(told(tick(3, 1.08, 1.0802)),
            QString("a.sl partially_filled 400@1.08, a.sl cancelled, a.tp cancelled"));
        m_matcher->submit(bracket("b", OrderSide::Buy, "1.07", "1.12"), at(4));
        QCOMPARE(told(m_matcher->submit(marketOrder("y", OrderSide::Sell, 3000), at(5))),
            QString("y filled 3000@1.08, b.sl cancelled, b.tp cancelled"));
    }

    void aVetoRejectsAlsoWhenARestingOrderTriggers()
    {
        m_matcher->setVeto([](const OrderRequest &order, Decimal) -> std::optional<std::string> {
            if (order.units > 100)
                return "margin";
            return std::nullopt;
        });
        m_matcher->submit(pricedOrder("a", OrderSide::Buy, OrderType::Limit, 200, "1.1"), at(0));
        const auto reports = tick(1, 1.0, 1.1);
        QCOMPARE(told(reports), QString("a rejected"));
        QCOMPARE(str(reports[0].reason), QString("margin"));
        QCOMPARE(told(m_matcher->submit(marketOrder("b", OrderSide::Buy, 100), at(2))),
            QString("b filled 100@1.1"));
    }

    void anOrderIsExecutedOnceHoweverOftenItComes()
    {
        tick(0, 1.1000, 1.1002);
        const auto first = m_matcher->submit(marketOrder("a", OrderSide::Buy, 1000), at(1));
        tick(2, 1.2000, 1.2002);
        QVERIFY(m_matcher->submit(marketOrder("a", OrderSide::Buy, 1000), at(3)) == first);
        QVERIFY(m_matcher->lookUp("a", at(4)) == first);
        QVERIFY(m_matcher->cancel("a", at(4)) == first);
        QCOMPARE(str(m_matcher->position("brain", "EUR_USD")), QString("1000"));
    }

    void aCancelledOrderIsGone()
    {
        m_matcher->submit(pricedOrder("a", OrderSide::Buy, OrderType::Limit, 10, "1.1"), at(0));
        QCOMPARE(told(m_matcher->cancel("a", at(1))), QString("a cancelled"));
        QVERIFY(tick(2, 1.0, 1.0).empty());
        QCOMPARE(told(m_matcher->lookUp("a", at(3))), QString("a working, a cancelled"));
    }

    void whatALookUpDidNotFindIsNeverExecuted()
    {
        tick(0, 1.1000, 1.1002);
        const auto unknown = m_matcher->lookUp("a", at(1));
        QCOMPARE(told(unknown), QString("a rejected"));
        QVERIFY(contains(unknown[0].reason, "not known to sim"));
        QCOMPARE(told(m_matcher->submit(marketOrder("a", OrderSide::Buy, 10), at(2))),
            QString("a rejected"));
        QCOMPARE(told(m_matcher->cancel("b", at(2))), QString("b rejected"));
    }

    /// A matcher restored in the middle goes on as if nothing had happened, and what it says drives
    /// the order record to the same end.
    void aRestoredMatcherGoesOnAsIfNothingHadHappened()
    {
        const std::uint64_t seed = 99;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        PaperMatcher restarted(PaperSettings{"sim", dec("0.00001"), 0}, m_instruments);
        OrderTracker tracker;
        double bid = 1.1;
        for (int second = 0; second < 2000; ++second) {
            if (second % 100 == 50) {
                PaperMatcher fresh(PaperSettings{"sim", dec("0.00001"), 0}, m_instruments);
                fresh.restore(restarted.snapshot());
                QVERIFY(fresh.snapshot() == m_matcher->snapshot());
                restarted = std::move(fresh);
            }
            bid = m_instruments[0].roundPrice(bid + (random.uniform() - 0.5) * 0.002);
            const auto now = quote(second, bid, m_instruments[0].roundPrice(bid + 0.0002));
            auto reports = m_matcher->onTick("EUR_USD", now);
            QVERIFY(restarted.onTick("EUR_USD", now) == reports);
            if (random.below(4) == 0) {
                auto order = marketOrder("o" + std::to_string(second),
                    random.below(2) ? OrderSide::Buy : OrderSide::Sell, int(10 + random.below(90)));
                const auto level = Decimal::fromDouble(bid).rounded(5);
                const int way = order.side == OrderSide::Buy ? 1 : -1;
                order.stopLoss = level - dec("0.003") * way;
                order.takeProfit = level + dec("0.004") * way;
                if (random.below(2)) {
                    order.type = OrderType::Limit;
                    order.price = level - dec("0.001") * way;
                }
                QVERIFY(tracker.add(order, now.time));
                const auto answer = m_matcher->submit(order, now.time);
                QVERIFY(restarted.submit(order, now.time) == answer);
                reports.insert(reports.end(), answer.begin(), answer.end());
            }
            for (const auto &report : reports) {
                const auto update = tracker.apply(report);
                QVERIFY2(update, update ? "" : update.error().message.c_str());
                QVERIFY2(update->anomaly.empty(), update->anomaly.c_str());
            }
        }
        Decimal held;
        for (const auto &order : tracker.ofOwner("brain"))
            held += order.request.side == OrderSide::Buy ? order.filledUnits : -order.filledUnits;
        QCOMPARE(str(held), str(m_matcher->position("brain", "EUR_USD")));
        QVERIFY(tracker.size() > 900);
    }
};

QTEST_APPLESS_MAIN(PaperMatcherTest)
#include "tst_paper_matcher.moc"
