#include "engine/trading/risk.h"
#include "tests/trading/orders.h"

#include <QTest>

using namespace agora;
using namespace agora::test;

class RiskTest : public QObject {
    Q_OBJECT

    std::vector<Instrument> m_instruments;
    RiskLimits m_limits;
    std::optional<RiskGate> m_gate;
    OrderTracker m_orders;
    AccountBook m_account;
    std::optional<MarketPrices> m_prices;
    int m_number = 0;

    OrderRequest order(OrderSide side, Decimal units)
    {
        return marketOrder("b.1." + std::to_string(++m_number), side, units);
    }
    std::optional<Refusal> judged(const OrderRequest &request, Timestamp now = at(1))
    {
        return m_gate->judge(request, {m_orders, m_account, *m_prices, now});
    }
    /// The refusal's sentence when this rule refuses, else what happened instead.
    QString refusedBy(RiskRule rule, const OrderRequest &request, Timestamp now = at(1))
    {
        const auto refusal = judged(request, now);
        if (!refusal)
            return "accepted";
        const auto name = std::string(toString(rule));
        if (refusal->rule != rule || refusal->sentence.rfind(name + ": ", 0) != 0)
            return "another rule: " + str(refusal->sentence);
        return str(refusal->sentence);
    }
    void hold(OrderSide side, Decimal units)
    {
        auto request = order(side, units);
        m_account.apply(fillOf(request, "f-" + request.id, units, "1.1", 0), 1);
    }

private slots:
    void init()
    {
        Instrument euro;
        euro.symbol = "EUR_USD";
        euro.base = "EUR";
        euro.quote = "USD";
        euro.marginRate = dec("0.02");
        euro.minimumUnits = 10;
        m_instruments = {euro};
        m_limits = {};
        m_limits.maxOrderUnits = 100000;
        m_limits.maxPositionUnits = 200000;
        m_limits.maxOpenOrders = 3;
        m_limits.maxOrdersPerMinute = 4;
        m_gate.emplace(m_limits);
        m_orders = OrderTracker();
        m_account = AccountBook();
        m_account.deposit(10000, at(0), "start");
        m_prices.emplace("USD", m_instruments);
        m_prices->update("EUR_USD", quote(0, 1.0999, 1.1001));
        m_number = 0;
    }

    void anOrderWithinAllLimitsPasses() { QVERIFY(!judged(order(OrderSide::Buy, 100000))); }

    void aMalformedOrderIsRefused()
    {
        QVERIFY(refusedBy(RiskRule::Request, order(OrderSide::Buy, 0)).contains("not positive"));
    }

    void aHaltStopsEveryNewOrderAndSaysWhy()
    {
        m_gate->halt("daily loss reached");
        QVERIFY(refusedBy(RiskRule::TradingHalted, order(OrderSide::Buy, 1000))
                    .contains("daily loss reached"));
        m_gate->resume();
        QVERIFY(!judged(order(OrderSide::Buy, 1000)));
    }

    void theInstrumentMustBeKnown()
    {
        const auto request = marketOrder("x", OrderSide::Buy, 1000, "EUR_XXX");
        QVERIFY(refusedBy(RiskRule::Instrument, request).contains("EUR_XXX"));
    }

    void unitsAndPricesMustFitTheInstrument()
    {
        QVERIFY(
            refusedBy(RiskRule::Units, order(OrderSide::Buy, dec("1000.5"))).contains("1000.5"));
        QVERIFY(refusedBy(RiskRule::Units, order(OrderSide::Buy, 9)).contains("minimum of 10"));
        const auto limit = pricedOrder("x", OrderSide::Buy, OrderType::Limit, 1000, "1.100001");
        QVERIFY(refusedBy(RiskRule::Price, limit).contains("1.100001"));
        auto stopped = order(OrderSide::Buy, 1000);
        stopped.stopLoss = dec("1.0000001");
        QVERIFY(refusedBy(RiskRule::Price, stopped).contains("stop loss"));
    }

    void aMarketOrderNeedsAnOpenMarket()
    {
        const auto sentence
            = refusedBy(RiskRule::MarketOpen, order(OrderSide::Buy, 1000), saturday());
        QVERIFY2(sentence.contains("2024-01-14T22:00:00Z"), qPrintable(sentence));
        const auto resting = pricedOrder("x", OrderSide::Buy, OrderType::Limit, 1000, "1.09");
        QVERIFY(!judged(resting, saturday()));
    }

    void anOrderHasAGreatestSize()
    {
        const auto sentence = refusedBy(RiskRule::MaxOrderUnits, order(OrderSide::Sell, 100001));
        QVERIFY(sentence.contains("100001") && sentence.contains("100000"));
    }

    void aPositionHasAGreatestSizeWithWhatStillWorks()
    {
        hold(OrderSide::Buy, 120000);
        QVERIFY(
            m_orders.add(pricedOrder("w", OrderSide::Buy, OrderType::Limit, 50000, "1.05"), at(0)));
        const auto sentence = refusedBy(RiskRule::MaxPositionUnits, order(OrderSide::Buy, 40000));
        QVERIFY2(sentence.contains("210000") && sentence.contains("50000 working"),
            qPrintable(sentence));
        QVERIFY(!judged(order(OrderSide::Buy, 30000)));
        QVERIFY(!judged(order(OrderSide::Sell, 100000)));
    }

    void anAttachedExitIsNoNewExposure()
    {
        hold(OrderSide::Buy, 100000);
        QVERIFY(m_orders.add(
            pricedOrder("b.sl", OrderSide::Sell, OrderType::Stop, 100000, "1.05"), at(0)));
        m_limits.maxPositionUnits = 100000;
        m_gate->setLimits(m_limits);
        QVERIFY(!judged(order(OrderSide::Sell, 100000)));
    }

    void aLossmakerMayAlwaysBeMadeSmaller()
    {
        hold(OrderSide::Buy, 400000);
        m_prices->update("EUR_USD", quote(1, 1.0799, 1.0801)); // equity is below the margin used
        QVERIFY(refusedBy(RiskRule::Margin, order(OrderSide::Sell, 0)) != "accepted");
        QVERIFY(!judged(order(OrderSide::Sell, 100000)));
    }

    void freeMarginMustStayAboveZero()
    {
        m_limits.maxOrderUnits = 1'000'000;
        m_limits.maxPositionUnits = 1'000'000;
        m_gate->setLimits(m_limits);
        const auto sentence = refusedBy(RiskRule::Margin, order(OrderSide::Buy, 454546));
        QVERIFY2(sentence.contains("10000.01 USD") && sentence.contains("10000.00"),
            qPrintable(sentence));
        QVERIFY(!judged(order(OrderSide::Buy, 454545)));
    }

    void aMarketOrderOnItsWayTiesUpMarginAlready()
    {
        m_limits.maxOrderUnits = m_limits.maxPositionUnits = 1'000'000;
        m_gate->setLimits(m_limits);
        QVERIFY(m_orders.add(marketOrder("w", OrderSide::Buy, 300000), at(0)));
        QVERIFY(
            refusedBy(RiskRule::Margin, order(OrderSide::Buy, 200000)).contains("500000 units"));
    }

    void withoutAPriceNothingCanBeJudged()
    {
        m_prices.emplace("USD", m_instruments);
        QVERIFY(refusedBy(RiskRule::Margin, order(OrderSide::Buy, 1000))
                    .contains("no price of EUR_USD"));
        m_prices.emplace("JPY", m_instruments);
        m_prices->update("EUR_USD", quote(0, 1.0999, 1.1001));
        QVERIFY(refusedBy(RiskRule::Margin, order(OrderSide::Buy, 1000)).contains("USD_JPY"));
    }

    void openOrdersAreCounted()
    {
        for (const char *id : {"w1", "w2", "w3"})
            QVERIFY(m_orders.add(
                pricedOrder(id, OrderSide::Buy, OrderType::Limit, 100, "1.05"), at(0)));
        QVERIFY(
            refusedBy(RiskRule::MaxOpenOrders, order(OrderSide::Buy, 1000)).contains("limit is 3"));
    }

    void ordersPerMinuteAreCountedInASlidingWindow()
    {
        for (int i = 0; i < 4; ++i)
            QVERIFY(!judged(order(OrderSide::Buy, 1000), at(i)));
        QVERIFY(refusedBy(RiskRule::MaxOrdersPerMinute, order(OrderSide::Buy, 1000), at(59))
                    .contains("limit is 4"));
        QVERIFY(!judged(order(OrderSide::Buy, 1000), at(60)));
        QVERIFY(judged(order(OrderSide::Buy, 1000), at(60)));
    }
};

QTEST_APPLESS_MAIN(RiskTest)
#include "tst_risk.moc"
