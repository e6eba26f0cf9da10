#include "engine/trading/account_book.h"
#include "tests/trading/orders.h"

#include "engine/base/random.h"
#include "engine/trading/conversion_rates.h"
#include "engine/trading/portfolio.h"
#include "engine/trading/valuation.h"

#include <QTest>

#include <cmath>
#include <map>

using namespace agora;
using namespace agora::test;

/// Books, ledger, portfolio, conversion rates and valuation: money must add up.
class AccountBookTest : public QObject {
    Q_OBJECT

    int m_fills = 0;

    Fill fill(OrderSide side, Decimal units, const char *price, const std::string &owner = "brain",
        const std::string &symbol = "EUR_USD")
    {
        ++m_fills;
        auto request = marketOrder("o" + std::to_string(m_fills), side, units, symbol);
        request.owner = owner;
        return fillOf(request, "f" + std::to_string(m_fills), units, price, m_fills);
    }
    static Instrument instrument(const std::string &symbol, const char *marginRate, int precision)
    {
        Instrument made;
        made.symbol = symbol;
        made.base = symbol.substr(0, 3);
        made.quote = symbol.substr(4);
        made.precision = precision;
        made.marginRate = dec(marginRate);
        return made;
    }

private slots:
    void init() { m_fills = 0; }

    void aPositionAveragesItsOpenFills()
    {
        AccountBook book("brain");
        QVERIFY(book.apply(fill(OrderSide::Buy, 1000, "1.1"), 1).empty());
        QVERIFY(book.apply(fill(OrderSide::Buy, 3000, "1.2"), 1).empty());
        const auto position = book.position("EUR_USD");
        QCOMPARE(str(position.units), QString("4000"));
        QCOMPARE(str(position.averagePrice), QString("1.175"));
        QCOMPARE(str(position.owner), QString("brain"));
        QCOMPARE(str(book.unrealizedAt("EUR_USD", dec("1.2"))), QString("100"));
        QCOMPARE(str(book.position("USD_JPY").units), QString("0"));
    }

    void closingTakesTheOldestLotsFirst()
    {
        AccountBook book;
        book.apply(fill(OrderSide::Buy, 1000, "1.1"), 1);
        book.apply(fill(OrderSide::Buy, 1000, "1.2"), 1);
        const auto trades = book.apply(fill(OrderSide::Sell, 1500, "1.3"), 1);
        QCOMPARE(trades.size(), std::size_t(2));
        QCOMPARE(str(trades[0].units), QString("1000"));
        QCOMPARE(str(trades[0].entryPrice), QString("1.1"));
        QCOMPARE(str(trades[0].profit), QString("200"));
        QCOMPARE(str(trades[0].id), QString("f1/f3"));
        QVERIFY(trades[0].side == OrderSide::Buy);
        QCOMPARE(trades[0].entryTime, at(1));
        QCOMPARE(trades[0].exitTime, at(3));
        QCOMPARE(str(trades[1].units), QString("500"));
        QCOMPARE(str(trades[1].profit), QString("50"));
        QCOMPARE(str(book.position("EUR_USD").averagePrice), QString("1.2"));
        QCOMPARE(book.lots("EUR_USD").size(), std::size_t(1));
        QCOMPARE(str(book.balance()), QString("250"));
    }

    void aFillThroughZeroTurnsThePosition()
    {
        AccountBook book;
        book.apply(fill(OrderSide::Sell, 1000, "1.1"), 1);
        const auto trades = book.apply(fill(OrderSide::Buy, 1500, "1.05"), 1);
        QCOMPARE(trades.size(), std::size_t(1));
        QVERIFY(trades[0].side == OrderSide::Sell);
        QCOMPARE(str(trades[0].profit), QString("50"));
        QCOMPARE(str(book.units("EUR_USD")), QString("500"));
        QCOMPARE(str(book.position("EUR_USD").averagePrice), QString("1.05"));
        book.apply(fill(OrderSide::Sell, 500, "1.05"), 1);
        QCOMPARE(str(book.position("EUR_USD").averagePrice), QString("0"));
        QCOMPARE(str(book.position("EUR_USD").realized), QString("50"));
    }

    void profitIsConvertedAtTheRateOfTheFill()
    {
        AccountBook book;
        book.apply(fill(OrderSide::Buy, 1000, "150", "brain", "USD_JPY"), dec("0.0066"));
        const auto trades
            = book.apply(fill(OrderSide::Sell, 1000, "151", "brain", "USD_JPY"), dec("0.0065"));
        QCOMPARE(str(trades[0].profit), QString("6.5"));
        QCOMPARE(str(book.balance()), QString("6.5"));
    }

    void everyPostingHasTwoSides()
    {
        AccountBook book;
        book.deposit(10000, at(0), "start");
        auto bought = fill(OrderSide::Buy, 1000, "1.1");
        bought.commission = dec("0.25");
        book.apply(bought, 1);
        book.bookFinancing(dec("-0.75"), at(9), "rollover");
        book.apply(fill(OrderSide::Sell, 1000, "1.2"), 1);
        const auto &ledger = book.ledger();
        QCOMPARE(str(ledger.balance()), QString("10099"));
        QCOMPARE(str(ledger.deposits()), QString("10000"));
        QCOMPARE(str(ledger.realized()), QString("100"));
        QCOMPARE(str(ledger.commission()), QString("0.25"));
        QCOMPARE(str(ledger.financing()), QString("-0.75"));
        Decimal sum;
        for (const auto account : {LedgerAccount::Cash, LedgerAccount::Deposits,
                 LedgerAccount::Realized, LedgerAccount::Commission, LedgerAccount::Financing})
            sum += ledger.total(account);
        QVERIFY(sum.isZero());
        QCOMPARE(ledger.postings().size(), std::size_t(4));
        QCOMPARE(str(ledger.postings()[1].reference), QString("f1"));
    }

    void ownersNetAloneTheAccountNetsOverAll()
    {
        Portfolio portfolio;
        portfolio.deposit(1000, at(0), "start");
        portfolio.apply(fill(OrderSide::Buy, 1000, "1.1", "a"), 1);
        const auto sold = fill(OrderSide::Sell, 1000, "1.2", "b");
        const auto booked = portfolio.apply(sold, 1);
        QVERIFY(booked.isNew);
        QVERIFY(booked.ownerTrades.empty());
        QCOMPARE(booked.accountTrades.size(), std::size_t(1));
        QCOMPARE(str(booked.accountTrades[0].owner), QString());
        QCOMPARE(str(portfolio.account().balance()), QString("1100"));
        QVERIFY(portfolio.account().units("EUR_USD").isZero());
        QCOMPARE(str(portfolio.owner("a")->units("EUR_USD")), QString("1000"));
        QCOMPARE(str(portfolio.owner("b")->units("EUR_USD")), QString("-1000"));
        QVERIFY(!portfolio.owner("c"));

        QVERIFY(!portfolio.apply(sold, 1).isNew); // counted once by its id
        QCOMPARE(str(portfolio.owner("b")->units("EUR_USD")), QString("-1000"));
        portfolio.bookFinancing("a", -1, at(9), "rollover");
        QCOMPARE(str(portfolio.owner("a")->balance()), QString("-1"));
        QCOMPARE(str(portfolio.account().balance()), QString("1099"));
    }

    void ratesComeDirectInverseOrByWayOfUsd()
    {
        ConversionRates rates("USD");
        QCOMPARE(*rates.rate("USD"), 1.0);
        const auto missing = rates.rate("JPY");
        QVERIFY(!missing);
        QVERIFY(contains(missing.error().message, "JPY_USD or USD_JPY"));
        rates.update("USD", "JPY", 160.0);
        rates.update("EUR", "USD", 1.25);
        QCOMPARE(*rates.rate("JPY"), 1 / 160.0);
        QCOMPARE(*rates.rate("EUR"), 1.25);
        QCOMPARE(str(*rates.bookingRate("JPY")), QString("0.00625"));

        ConversionRates euro("EUR");
        euro.update("USD", "JPY", 160.0);
        QVERIFY(contains(euro.rate("JPY").error().message, "against USD"));
        euro.update("EUR", "USD", 1.25);
        QCOMPARE(*euro.rate("JPY"), 1 / 200.0);
        QCOMPARE(*euro.rate("USD"), 0.8);
    }

    void aBookIsValuedAtTheClosingSide()
    {
        const std::vector<Instrument> instruments{
            instrument("EUR_USD", "0.05", 5), instrument("USD_JPY", "0.04", 3)};
        MarketPrices prices("USD", instruments);
        AccountBook book;
        book.deposit(10000, at(0), "start");
        book.apply(fill(OrderSide::Buy, 10000, "1.1"), 1);
        book.apply(fill(OrderSide::Sell, 1000, "150", "brain", "USD_JPY"), dec("0.00625"));

        auto blind = evaluate(book, prices, at(5));
        QCOMPARE(blind.missing.size(), std::size_t(2));
        QVERIFY(contains(blind.missing[0], "EUR_USD"));

        prices.update("EUR_USD", quote(5, 1.1010, 1.1012));
        prices.update("USD_JPY", quote(5, 159.99, 160.01));
        prices.update("NO_SUCH", quote(5, 1, 1));
        const auto valued = evaluate(book, prices, at(6));
        QVERIFY(valued.missing.empty());
        const double jpyLoss = -1000 * 10.01 / 160.0;
        QVERIFY(std::abs(valued.positions[0].unrealized - 10.0) < 1e-9); // at the bid
        QVERIFY(std::abs(valued.positions[1].unrealized - jpyLoss) < 1e-9); // at the ask
        QVERIFY(std::abs(valued.account.equity - (10010 + jpyLoss)) < 1e-9);
        const double margin = 10000 * 1.1011 * 0.05 + 1000 * 0.04;
        QVERIFY(std::abs(valued.account.marginUsed - margin) < 1e-9);
        QCOMPARE(valued.account.marginFree, valued.account.equity - valued.account.marginUsed);
        QCOMPARE(valued.account.updated, at(6));
        QCOMPARE(str(valued.account.currency), QString("USD"));
    }

    /// M11: trades and open profit are what became of the money; FIFO loses no unit.
    void moneyAddsUpAfterRandomFills()
    {
        const std::uint64_t seed = 4711;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        const char *symbols[] = {"EUR_USD", "USD_JPY"};
        for (int run = 0; run < 20; ++run) {
            AccountBook book;
            book.deposit(100000, at(0), "start");
            std::map<std::string, Decimal> bought;
            Decimal fees;
            for (int i = 0; i < 200; ++i) {
                const auto *symbol = symbols[random.below(2)];
                const auto units = Decimal(int(1 + random.below(5000)));
                auto made = fill(random.below(2) ? OrderSide::Buy : OrderSide::Sell, units, "1",
                    "brain", symbol);
                made.price = Decimal::fromRaw(1'000'000'000 + int(random.below(90000)) * 10'000);
                made.commission = units * dec("0.00002");
                fees += made.commission;
                bought[symbol] += made.side == OrderSide::Buy ? units : -units;
                book.apply(made, symbol == symbols[0] ? Decimal(1) : dec("0.006756757"));
                checkLots(book, symbol, bought[symbol]);
            }
            Decimal profit;
            for (const auto &trade : book.trades())
                profit += trade.profit;
            QCOMPARE(str(book.balance()), str(Decimal(100000) + profit - fees));
        }
    }

private:
    /// The open lots are what was bought and not yet closed, and their average is the position's.
    static void checkLots(const AccountBook &book, const std::string &symbol, Decimal net)
    {
        const auto position = book.position(symbol);
        QCOMPARE(str(position.units), str(net));
        Decimal open, cost;
        for (const auto &lot : book.lots(symbol)) {
            QVERIFY(lot.units.sign() == net.sign());
            open += lot.units;
            cost += lot.units * lot.price;
        }
        QCOMPARE(str(open), str(net));
        if (net.isZero()) {
            QVERIFY(position.averagePrice.isZero());
            return;
        }
        QVERIFY((position.averagePrice * net - cost).abs() < dec("0.001"));
        // Closing everything at one price realizes exactly what was unrealized there.
        auto copy = book;
        Fill close;
        close.id = "close";
        close.symbol = symbol;
        close.side = net.isPositive() ? OrderSide::Sell : OrderSide::Buy;
        close.units = net.abs();
        close.price = dec("1.23456");
        Decimal realized, units;
        for (const auto &trade : copy.apply(close, 1)) {
            realized += trade.profit;
            units += trade.units;
        }
        QCOMPARE(str(units), str(net.abs()));
        QCOMPARE(str(realized), str(book.unrealizedAt(symbol, close.price)));
    }
};

QTEST_APPLESS_MAIN(AccountBookTest)
#include "tst_account_book.moc"
